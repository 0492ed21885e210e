// What is known of sources: the notes below the events, and the independent origins of a claim.

// Returns the note of a source.
function sourceNote(timeline, position) {
  const { sources, lists } = timeline;
  const source = sources[position];
  const outlet = source.outlet === undefined ? "" : printable(lists.actors[source.outlet].name);
  const title = source.title && el("cite", { lang: source.language, dir: "auto" }, printable(source.title));
  const name = [outlet, title || (!outlet && !source.url && printable(source.file ?? ""))].filter(Boolean);
  return el(
    "li",
    { id: `note-${position + 1}`, value: position + 1, tabindex: "-1" },
    name.flatMap((part, place) => (place ? [", ", part] : [part])),
    name.length ? ", " : "",
    printable(issuedWords(source)),
    ".",
    source.url && [" ", link(source.url)],
    source.archived && [" Archived: ", link(source.archived)],
    source.retrieved && ` Retrieved ${source.retrieved}.`,
    source.file && name.length > 0 && el("span", { class: "muted" }, ` File ${printable(source.file)}.`),
  );
}

// Returns when a source came out, and how that is known.
function issuedWords(source) {
  const basis = [source.basis, source.note].filter(Boolean).join(": ");
  return (source.issued ?? "undated") + (basis ? ` (${basis})` : "");
}

// Returns how many independent origins a claim has, and which; empty if one source or nobody vouches for it.
function originWords(timeline, view, event) {
  const keys = [...view.origins(event)];
  if (!keys.length || (keys.length === 1 && view.sources(event).length < 2)) return "";
  const names = keys.map((key) => {
    const kind = key.slice(0, key.indexOf(" "));
    const id = key.slice(kind.length + 1);
    const list = { actor: timeline.lists.actors, source: timeline.lists.source }[kind] ?? [];
    return printable(list.find((value) => value.id === id)?.name ?? id);
  });
  return `${keys.length === 1 ? "a single origin" : `${keys.length} independent origins`}: ${names.join(", ")}`;
}

// The notes below the events: all that is known of each source.

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

// One event: a row that opens into its words, what disputes it, how its date is known, and its sources.

const STATUS_MARKS = {
  confirmed: "●",
  announced: "◆",
  reported: "○",
  alleged: "◐",
  warned: "▲",
  planned: "◇",
  denied: "✕",
};

class Articles {
  // `choose(facet, value)` chooses a value; `go(number)` opens another event; `showThread(number)` finds its thread.
  constructor(timeline, actions) {
    Object.assign(this, { timeline, actions, answer: null });
    this.places = Object.fromEntries(timeline.facets.map((facet, position) => [facet.name, position]));
    this.hasStatuses = timeline.events.some((event) => this.statusOf(event));
  }

  valuesOf(event, name) {
    return event.values[this.places[name]] ?? [];
  }

  namesOf(event, name) {
    const { values } = this.timeline.facets[this.places[name]];
    return this.valuesOf(event, name).map((value) => printable(values[value].name));
  }

  statusOf(event) {
    const facet = this.timeline.facets[this.places.status];
    return this.valuesOf(event, "status").map((value) => facet.values[value].id)[0];
  }

  text(text, links = false) {
    return shown(text, { fold: this.timeline.fold, needles: this.answer.bound.needles, links });
  }

  // Returns the row of an event and the empty body below it.
  row(event, isOpen) {
    const { view, uncertain } = this.answer;
    const status = this.statusOf(event);
    const isDisputed = view.isDisputed(event);
    const button = el(
      "button",
      { class: "row", type: "button", "aria-expanded": String(isOpen), "data-event": event.number },
      el("span", { class: "when" }, event.date.short),
      " ",
      el("span", { class: "mark", "aria-hidden": "true" }, STATUS_MARKS[status] ?? " "),
      el("span", { class: "what", lang: this.timeline.language, dir: "auto" }, this.text(event.title)),
      " ",
      el(
        "span",
        { class: "signs" },
        this.hasStatuses && el("span", { class: `status ${status ?? "none"}` }, status ?? "no status"),
        isDisputed && el("span", { class: "disputed" }, el("span", { "aria-hidden": "true" }, "≠ "), "disputed"),
        uncertain.has(event.number) && el("span", { class: "doubt" }, "possibly"),
      ),
    );
    const body = el("div", { class: "body", hidden: !isOpen });
    const article = el(
      "article",
      { class: `event ${status ?? "none"}`, id: `event:${event.id}`, tabindex: "-1" },
      el("h4", {}, button),
      body,
    );
    if (isOpen) this.fill(article, event);
    return article;
  }

  // Fills the body of an event, unless it is filled already.
  fill(article, event) {
    const body = article.querySelector(".body");
    if (body.childElementCount) return;
    const { view } = this.answer;
    const paired = view.links(event).filter((each) => DISPUTING.includes(each.relation));
    body.append(
      el("p", { class: "facts" }, this.facts(event)),
      ...(event.summary ? this.paragraphs(event.summary, "summary") : []),
      paired.length ? this.beside(event, paired) : this.quotes(event),
      this.details(event),
    );
  }

  facts(event) {
    const status = this.statusOf(event);
    const said = this.valuesOf(event, "speaker").map((value) => {
      const speaker = this.timeline.facets[this.places.speaker].values[value];
      return printable(speaker.about ? `${speaker.name} (${speaker.about})` : speaker.name);
    });
    const via = this.namesOf(event, "via");
    return [
      event.date.words.replace(/^[a-z]/, (letter) => letter.toUpperCase()),
      status ? `${STATUS_MARKS[status] ?? ""} ${status}` : this.hasStatuses && "no status",
      ...this.namesOf(event, "kind"),
      event.internal && "internal",
      said.length && `said by ${said.join(", ")}`,
      via.length && `via ${via.join(", ")}`,
    ]
      .filter(Boolean)
      .join(" · ");
  }

  paragraphs(text, kind) {
    const parts = text.split(/\n{2,}/).filter(Boolean);
    return parts.map((part) =>
      el("p", { class: kind, lang: this.timeline.language, dir: "auto" }, this.text(part, true)),
    );
  }

  // Returns the quotes of an event beside those of the events that deny or contradict it, or that it denies.
  beside(event, links) {
    const others = [...new Set(links.map((each) => each.number))].map((other) => {
      const words = links.filter((each) => each.number === other).map((each) => this.words(each));
      const found = this.timeline.events[other];
      const heading = el(
        "h5",
        {},
        `${words.join(" and ")}: `,
        this.reference(found),
        el("span", { class: "muted" }, ` ${found.date.words}`),
      );
      return el("section", { class: "side" }, heading, this.quotes(found));
    });
    const isDenial = links.every((each) => each.outgoing && each.relation === "denies");
    const isClaim = links.every((each) => !each.outgoing);
    const own = isDenial ? "This denial" : isClaim ? "This claim" : "This event";
    return el(
      "div",
      { class: "beside" },
      el("section", { class: "side own" }, el("h5", {}, own), this.quotes(event)),
      el("div", { class: "sides" }, others),
    );
  }

  words(each) {
    const [, outgoing, incoming] = this.timeline.words[each.position];
    const words = each.outgoing ? outgoing : incoming;
    return words[0].toUpperCase() + words.slice(1);
  }

  reference(event) {
    const onclick = (click) => {
      click.preventDefault();
      this.actions.go(event.number);
    };
    const href = `#${encodeURIComponent(event.id.toWellFormed?.() ?? event.id)}`;
    return el("a", { href, onclick, lang: this.timeline.language }, printable(event.title));
  }

  quotes(event) {
    const { view } = this.answer;
    const quotes = view.quotes(event);
    const quoted = new Set(quotes.map((quote) => quote.source));
    const others = view.sources(event).filter((source) => !quoted.has(source));
    const found = quotes.map((quote) => this.quote(quote));
    const notes = others.map((source) => this.note(source));
    if (!quotes.length)
      found.push(
        el(
          "p",
          { class: "unquoted" },
          notes.length ? ["No quote. Source: ", this.listed(others)] : "No quote, no source.",
        ),
      );
    else if (others.length) found.push(el("p", { class: "unquoted" }, "Also in: ", this.listed(others)));
    return el("div", { class: "quotes" }, found);
  }

  listed(numbers) {
    return numbers.map((source, position) => [position ? "; " : "", this.cited(source), this.note(source)]);
  }

  quote(quote) {
    const source = this.timeline.sources[quote.source];
    return el(
      "figure",
      { class: "quote" },
      el("blockquote", { lang: source.language, dir: "auto" }, el("p", {}, this.text(quote.exact))),
      quote.translation &&
        el("p", { class: "translation", lang: this.timeline.language, dir: "auto" }, this.text(quote.translation)),
      el(
        "figcaption",
        {},
        this.cited(quote.source),
        quote.paragraph ? `, ¶ ${quote.paragraph}` : "",
        this.note(quote.source),
      ),
    );
  }

  cited(number) {
    const { sources, lists } = this.timeline;
    const source = sources[number];
    const outlet = source.outlet === undefined ? "" : lists.actors[source.outlet].name;
    return printable(`${outlet || source.title || source.url || source.file || ""}, ${source.issued ?? "undated"}`);
  }

  // Returns the number of a source, which leads to its note below the events.
  note(number) {
    const onclick = (click) => {
      click.preventDefault();
      this.actions.showSource(number);
    };
    return el(
      "sup",
      {},
      el(
        "a",
        { class: "note", href: `#note-${number + 1}`, onclick, "aria-label": `source ${number + 1}` },
        String(number + 1),
      ),
    );
  }

  details(event) {
    const { view } = this.answer;
    const entries = [];
    const entry = (term, ...values) => entries.push(el("dt", {}, term), el("dd", {}, values));
    const { bases } = this.timeline;
    const basis = event.basis ? `${bases[event.basis - 1]} ` : "";
    entry(
      "date",
      event.wording ? ["“", this.text(event.wording), "” — "] : "",
      basis,
      el("span", { class: "muted" }, `(${event.date.edtf})`),
    );
    if (event.dateNote) entry("", this.text(event.dateNote, true));
    for (const facet of this.timeline.facets) {
      const values = event.values[this.places[facet.name]];
      if (values && !["status", "kind", "speaker", "via"].includes(facet.name))
        entry(printable(facet.own ? facet.title : facet.label), this.choices(facet, values));
    }
    for (const [name, value] of Object.entries(event.data)) entry(printable(name), this.text(value, true));
    for (const [url, caption, credit] of event.media)
      entry("media", printable([caption, credit].filter(Boolean).join(", ")), " ", link(url));
    const known = this.knownSince(event);
    if (known) entry("known since", known);
    const origins = originWords(this.timeline, view, event);
    if (origins) entry("rests on", origins);
    const links = view.links(event);
    const relations = [...new Set(links.map((each) => this.words(each)))];
    for (const words of relations) {
      const others = links
        .filter((each) => this.words(each) === words)
        .map((each) => this.timeline.events[each.number]);
      entry(
        words.toLowerCase(),
        others.map((other, position) => [
          position ? "; " : "",
          this.reference(other),
          el("span", { class: "muted" }, ` (${other.date.short})`),
        ]),
      );
    }
    if (event.note) entry("note", this.text(event.note, true));
    const buttons = [
      el(
        "button",
        {
          type: "button",
          class: "quiet",
          onclick: (click) => this.actions.copyLink(event.number, click.currentTarget),
        },
        "Copy link",
      ),
      links.length > 0 &&
        el(
          "button",
          { type: "button", class: "quiet", onclick: () => this.actions.showThread(event.number) },
          "Only its thread",
        ),
    ];
    return el("div", { class: "details" }, el("dl", {}, entries), el("p", { class: "buttons" }, buttons));
  }

  choices(facet, values) {
    return values.map((value, position) => {
      const { name, about } = facet.values[value];
      const onclick = () => this.actions.choose(facet, value);
      const more = about && facet.name === "place" ? ` (${printable(about)})` : "";
      return [position ? ", " : "", el("button", { type: "button", class: "choice", onclick }, printable(name)), more];
    });
  }

  // Returns when the first source came out that reported an event.
  knownSince(event) {
    const { sources } = this.timeline;
    const dated = this.answer.view.sources(event).filter((source) => sources[source].dated);
    if (!dated.length) return "";
    return dated.map((source) => sources[source]).reduce((one, other) => (other.since[0] < one.since[0] ? other : one))
      .issued;
  }
}

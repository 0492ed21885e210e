// The folded texts of events: made when they are first searched, and kept.
class Texts {
  constructor(timeline) {
    this.timeline = timeline;
    this.whole = new Array(timeline.events.length);
    this.folded = new Array(timeline.events.length);
    this.names = new Map();
    this.found = new Map();
  }

  // Returns for each event whether its texts, as far as they had come out, contain a folded text.
  containing(needle, view, field) {
    const seen = view.moment === null ? "" : view.out.map(Number).join("");
    const key = (text) => `${field ?? ""}\n${text}\n${seen}`;
    let found = this.found.get(key(needle));
    if (!found) {
      const { events } = this.timeline;
      const shorter = this.found.get(key(needle.slice(0, -1)));
      found = new Uint8Array(events.length);
      for (const event of events) {
        if (!shorter || shorter[event.number]) found[event.number] = this.contains(event, needle, view, field) ? 1 : 0;
      }
      if (this.found.size > 200) this.found.clear();
      this.found.set(key(needle), found);
    }
    return found;
  }

  // Folds the texts of events from one on until a time is over; returns the next one.
  prepare(from, isOver) {
    const { events } = this.timeline;
    let next = from;
    while (next < events.length && !isOver()) this.textOf(events[next++]);
    return next;
  }

  // Returns the folded texts of an event as one text, each on a line.
  textOf(event) {
    const { shared, ofSources } = this.parts(event);
    return (this.whole[event.number] ??= [shared, ...ofSources.map(([, text]) => text)].join("\n"));
  }

  contains(event, needle, view, field) {
    if (!this.textOf(event).includes(needle)) return false;
    if (field) return this.fieldTexts(event, view, field).some((text) => this.timeline.fold(text).includes(needle));
    if (view.moment === null) return true;
    const { shared, ofSources } = this.parts(event);
    return shared.includes(needle) || ofSources.some(([source, text]) => view.out[source] && text.includes(needle));
  }

  fieldTexts(event, view, field) {
    if (field !== "quote") return [event[field]];
    return view.quotes(event).flatMap((quote) => [quote.exact, quote.translation]);
  }

  // Returns what an event has by itself, and by each of its sources: { shared, ofSources: [[source, text]] }, folded.
  parts(event) {
    return (this.folded[event.number] ??= {
      shared: this.ownTexts(event).join("\n"),
      ofSources: event.sources.map((source) => [source, this.textsBySource(event, source).join("\n")]),
    });
  }

  ownTexts(event) {
    const { title, summary, note, date, wording, dateNote } = event;
    const data = Object.entries(event.data).map(([name, value]) => `${name} ${value}`);
    const texts = [title, summary, note, date.words, wording, dateNote, ...data, ...event.media.flat()];
    return [...texts.filter(Boolean).map(this.timeline.fold), ...this.namesOf(event)];
  }

  textsBySource(event, source) {
    const quotes = event.quotes.filter((quote) => quote.source === source);
    const texts = quotes.flatMap((quote) => [quote.exact, quote.translation]).filter(Boolean);
    return [...texts.map(this.timeline.fold), ...this.namesOfSource(source)];
  }

  namesOf(event) {
    const { facets } = this.timeline;
    return Object.entries(event.values).flatMap(([facet, values]) =>
      values.flatMap((value) => facets[facet].values[value].names),
    );
  }

  namesOfSource(number) {
    if (!this.names.has(number)) {
      const { sources, lists, fold } = this.timeline;
      const source = sources[number];
      const texts = [source.title, source.url, source.archived, source.file].filter(Boolean).map(fold);
      const outlet = source.outlet === undefined ? [] : lists.actors[source.outlet].names;
      this.names.set(number, [...texts, ...outlet]);
    }
    return this.names.get(number);
  }
}

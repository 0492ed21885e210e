// The timeline of the page: its events with their texts, sources, links and the values of their facets.

const DISPUTING = ["denies", "contradicts"];

// Joins what the page knows of events with the texts that its linked data have.
function openTimeline(data, linked, annotations) {
  const fold = folding(data.folding);
  const items = annotations.first.items;
  let quote = 0;
  const lists = Object.fromEntries(
    Object.entries(data.values).map(([key, values]) => [key, openValues(values, key, fold)]),
  );
  const facets = data.facets.map((facet) => ({ ...facet, values: lists[facet.list] }));
  const sources = data.sources.map((source) => ({ ...source, since: source.since.map(second) }));
  const dates = data.dates.map(([words, short, edtf, bounds, spans, units, weights]) => ({
    ...{ words, short, edtf, weights },
    bounds: bounds.map(second),
    spans: spans && spans.map((span) => span.map(second)),
    units: units && units.map((span) => span.map(second)),
    isUndated: bounds.join() === "-,+,-,+",
  }));
  const events = data.events.map((event, number) => {
    const found = linked["@graph"][number];
    const quotes = (event.quotes ?? []).map((source, position) => {
      const { target, body } = items[quote++];
      return {
        source,
        exact: target.selector.exact,
        translation: body[1]?.value ?? "",
        paragraph: event.paragraphs?.[position],
      };
    });
    return {
      ...{ values: {}, cited: [], data: {}, media: [], links: [], wording: "", dateNote: "", note: "" },
      ...event,
      ...{ number, title: found.name, summary: found.description ?? "", quotes, incoming: [] },
      date: dates[event.date],
      sources: [...new Set([...(event.quotes ?? []), ...(event.cited ?? [])])],
    };
  });
  for (const event of events) {
    for (const [relation, target] of event.links) events[target].incoming.push([relation, event.number]);
  }
  return {
    ...data,
    fold,
    facets,
    lists,
    sources,
    dates,
    events,
    relations: data.relations.map(([name]) => name),
    words: data.relations,
  };
}

function openValues(values, key, fold) {
  return values.map(([id, name, parent, about, ...aliases]) => {
    let names = null;
    return {
      ...{ id, name, parent, about, aliases },
      get names() {
        return (names ??= (key === "year" ? aliases : [id, name, ...aliases]).map(fold));
      },
    };
  });
}

// Returns the positions of the values that an event itself has of a facet.
function valuesOf(timeline, event, name) {
  return event.values[timeline.facets.findIndex((facet) => facet.name === name)] ?? [];
}

// Returns the key of the actor at the top of the tree of an actor. The same as tui/timeline/model/origins.py.
function partyOf(timeline, actor) {
  const { actors } = timeline.lists;
  let top = actor;
  while (actors[top].parent >= 0) top = actors[top].parent;
  return `actor ${actors[top].id}`;
}

// Returns whether an event is put as an accusation, or somebody says it of others.
function isAccusation(timeline, event) {
  const [status] = valuesOf(timeline, event, "status");
  if (status !== undefined) return ["alleged", "reported"].includes(timeline.lists.status[status].id);
  const parties = (facet) => valuesOf(timeline, event, facet).map((actor) => partyOf(timeline, actor));
  const speakers = parties("speaker");
  return speakers.length > 0 && parties("actor").some((party) => !speakers.includes(party));
}

// What of a timeline had come out by a second, or all of it if there is none.
class AsOf {
  constructor(timeline, moment = null, certain = false) {
    this.timeline = timeline;
    this.moment = moment;
    this.out = timeline.sources.map((source) => moment === null || source.since[certain ? 1 : 0] <= moment);
  }

  isKnown(event) {
    if (this.moment === null || !event.sources.length) return true;
    const dated = event.sources.filter((source) => this.timeline.sources[source].dated);
    return (dated.length ? dated : event.sources).some((source) => this.out[source]);
  }

  quotes(event) {
    return event.quotes.filter((quote) => this.out[quote.source]);
  }

  sources(event) {
    return event.sources.filter((source) => this.out[source]);
  }

  // Returns the links of an event to known events: { relation, number, outgoing }.
  links(event) {
    const { events, relations } = this.timeline;
    const all = [
      ...event.links.map(([relation, number]) => ({
        relation: relations[relation],
        position: relation,
        number,
        outgoing: true,
      })),
      ...event.incoming.map(([relation, number]) => ({
        relation: relations[relation],
        position: relation,
        number,
        outgoing: false,
      })),
    ];
    return all.filter((link) => this.isKnown(events[link.number]));
  }

  disputes(event) {
    return this.links(event).filter((link) => !link.outgoing && DISPUTING.includes(link.relation));
  }

  // Returns the keys of the independent origins of a claim: its own, and those of the known events that confirm it.
  origins(event) {
    const confirming = this.links(event).filter((link) => !link.outgoing && link.relation === "confirms");
    const events = [event, ...confirming.map((link) => this.timeline.events[link.number])];
    return new Set(events.flatMap((each) => this.ownOrigins(each)));
  }

  ownOrigins(event) {
    const { timeline } = this;
    for (const facet of ["speaker", "via"]) {
      const parties = valuesOf(timeline, event, facet);
      if (parties.length) return parties.map((actor) => partyOf(timeline, actor));
    }
    return this.sources(event).map((source) => timeline.sources[source].origin);
  }

  // Returns whether an event accuses somebody, which no known event denies, contradicts or confirms.
  isUnanswered(event) {
    const answers = [...DISPUTING, "confirms"];
    return (
      isAccusation(this.timeline, event) &&
      !this.links(event).some((link) => !link.outgoing && answers.includes(link.relation))
    );
  }

  // Returns the numbers of an event, of those linked to it, and of what it follows, or follows it, directly or not.
  thread(number) {
    const { events } = this.timeline;
    const found = new Set([number, ...this.links(events[number]).map((link) => link.number)]);
    for (const outgoing of [true, false]) {
      const ends = new Set([number]);
      for (const end of ends) {
        for (const link of this.links(events[end])) {
          if (link.relation === "follows" && link.outgoing === outgoing) ends.add(link.number);
        }
      }
      ends.forEach((end) => found.add(end));
    }
    return found;
  }
}

// The folded texts of events: made when they are first searched, and kept.
class Texts {
  constructor(timeline) {
    this.timeline = timeline;
    this.whole = new Array(timeline.events.length);
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

  textOf(event) {
    return (this.whole[event.number] ??= this.pieces(event, null).join("\n"));
  }

  contains(event, needle, view, field) {
    if (!this.textOf(event).includes(needle)) return false;
    if (!field && (view.moment === null || view.sources(event).length === event.sources.length)) return true;
    return this.pieces(event, view, field).some((piece) => piece.includes(needle));
  }

  // Returns the folded texts of an event, or of one of its fields.
  pieces(event, view, field) {
    const { fold } = this.timeline;
    const own = { title: event.title, summary: event.summary, note: event.note };
    const quotes = (view ? view.quotes(event) : event.quotes).flatMap((quote) => [quote.exact, quote.translation]);
    if (field) return (field === "quote" ? quotes : [own[field]]).map(fold);
    const texts = [...Object.values(own), ...quotes, event.date.words, event.wording, event.dateNote];
    texts.push(...Object.entries(event.data).map(([name, value]) => `${name} ${value}`), ...event.media.flat());
    return [
      ...texts.filter(Boolean).map(fold),
      ...this.namesOf(event),
      ...this.namesOfSources(view ? view.sources(event) : event.sources),
    ];
  }

  namesOf(event) {
    const { facets } = this.timeline;
    return Object.entries(event.values).flatMap(([facet, values]) =>
      values.flatMap((value) => facets[facet].values[value].names),
    );
  }

  namesOfSources(numbers) {
    return numbers.flatMap((number) => {
      if (!this.names.has(number)) {
        const { sources, lists, fold } = this.timeline;
        const source = sources[number];
        const texts = [source.title, source.url, source.archived, source.file].filter(Boolean).map(fold);
        const outlet = source.outlet === undefined ? [] : lists.actors[source.outlet].names;
        this.names.set(number, [...texts, ...outlet]);
      }
      return this.names.get(number);
    });
  }
}

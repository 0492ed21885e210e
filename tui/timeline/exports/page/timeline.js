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
    // All events have the same keys in the same order, so that their keys are found fast.
    return {
      id: event.id,
      number,
      title: found.name,
      summary: found.description ?? "",
      note: event.note ?? "",
      date: dates[event.date],
      section: event.section,
      wording: event.wording ?? "",
      dateNote: event.dateNote ?? "",
      basis: event.basis ?? 0,
      internal: event.internal ?? 0,
      values: event.values ?? {},
      quotes,
      sources: [...new Set([...(event.quotes ?? []), ...(event.cited ?? [])])],
      data: event.data ?? {},
      media: event.media ?? [],
      links: event.links ?? [],
      incoming: [],
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

  isDisputed(event) {
    const { events, relations } = this.timeline;
    return event.incoming.some(
      ([relation, number]) => DISPUTING.includes(relations[relation]) && this.isKnown(events[number]),
    );
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

// The events that match a query, and the counts of facet values. The same as tui/timeline/search/execute.py.

const HAS_FLAGS = {
  quote: (view, event) => view.quotes(event).length > 0,
  translation: (view, event) => view.quotes(event).some((quote) => quote.translation),
  summary: (view, event) => Boolean(event.summary),
  note: (view, event) => Boolean(event.note),
  link: (view, event) => view.links(event).length > 0,
  data: (view, event) => Object.keys(event.data).length > 0,
  media: (view, event) => event.media.length > 0,
  disputed: (view, event) => view.isDisputed(event),
  inferred: (view, event) => event.basis === 3,
  undated: (view, event) => event.date.isUndated,
  internal: (view, event) => Boolean(event.internal),
  unanswered: (view, event) => view.isUnanswered(event),
  draft: () => false,
  marked: () => false,
  noted: () => false,
};

function isPossible(date, [first, last]) {
  if (!(date.bounds[0] <= last && date.bounds[3] >= first)) return false;
  return !date.spans || date.spans.some((span) => span[0] <= last && span[1] >= first);
}

function isCertain(date, [first, last]) {
  if (date.units) return date.units.some((span) => first <= span[0] && span[1] <= last);
  return date.bounds[1] <= last && date.bounds[2] >= first;
}

// Finds the events of a timeline, and remembers what it found of each text and facet.
class Finder {
  constructor(timeline) {
    this.timeline = timeline;
    this.texts = new Texts(timeline);
    this.closed = new Map();
    this.dateYears = new Map();
  }

  // Returns { bound, view, rows, uncertain, counts }: the numbers of the events in an order, those among them that are
  // only possibly within the dates, and a function that counts the values of a facet.
  find(text, order = "date") {
    const { timeline } = this;
    const { events } = timeline;
    const bound = bindQuery(timeline, parseQuery(text));
    const view = new AsOf(timeline, bound.moment, bound.certain);
    const rest = Uint8Array.from(events, (event) => (view.isKnown(event) ? 1 : 0));
    const chosen = new Map();
    const excluded = new Map();
    for (const term of bound.terms) {
      const facet = timeline.facets.find((one) => one.name === term.field);
      if (!facet) this.keep(rest, this.test(term, view), term.negated);
      else {
        const masks = term.negated ? excluded : chosen;
        if (!masks.has(facet)) masks.set(facet, new Uint8Array(events.length).fill(1));
        this.keep(
          masks.get(facet),
          (event) => this.values(facet, event, view).some((value) => term.values.has(value)),
          term.negated,
        );
      }
    }
    const certain = this.keepInTime(rest, bound);
    const without = (facet) => {
      const found = rest.slice();
      for (const masks of [chosen, excluded]) {
        for (const [other, mask] of masks)
          if (other !== facet) for (let i = 0; i < found.length; i++) found[i] &= mask[i];
      }
      return found;
    };
    const matching = without(null);
    const numbers = [];
    for (let i = 0; i < matching.length; i++) if (matching[i]) numbers.push(i);
    const uncertain = new Set(
      bound.isLimited || bound.excluded.length ? numbers.filter((number) => !certain[number]) : [],
    );
    const counts = (facet) => this.count(facet, bound, view, without(facet), excluded.get(facet));
    return { bound, view, rows: this.ordered(numbers, order, uncertain), uncertain, counts };
  }

  keep(mask, test, negated) {
    const { events } = this.timeline;
    for (let i = 0; i < mask.length; i++) if (mask[i]) mask[i] = Boolean(test(events[i])) !== negated ? 1 : 0;
  }

  // Returns the test of a term that is not on a facet.
  test(term, view) {
    const { timeline } = this;
    if (term.field === "" || TEXT_FIELDS.includes(term.field)) {
      const found = [...term.values].map((needle) => this.texts.containing(needle, view, term.field || undefined));
      return (event) => found.some((mask) => mask[event.number]);
    }
    if (term.field === "thread") {
      const threads = [...term.values].map((id) => view.thread(timeline.events.findIndex((event) => event.id === id)));
      return (event) => threads.some((thread) => thread.has(event.number));
    }
    if (term.field === "origins") {
      const tests = [...term.values].map(numberTest);
      return (event) => tests.some((test) => test(view.origins(event).size));
    }
    if (isData(term.field)) {
      const name = term.field.slice(5);
      const tests = [...term.values].map((typed) => dataTest(timeline.fold, typed));
      return (event) => Object.hasOwn(event.data, name) && tests.some((test) => test(event.data[name]));
    }
    const tests = [...term.values].map((flag) => {
      const facet = timeline.facets.find((one) => one.name === flag);
      return facet ? (event) => this.values(facet, event, view).length > 0 : (event) => HAS_FLAGS[flag](view, event);
    });
    return (event) => tests.some((test) => test(event));
  }

  // Keeps the events within the dates of a query, and returns which events certainly are.
  keepInTime(mask, bound) {
    const { events } = this.timeline;
    const certain = new Uint8Array(events.length).fill(1);
    for (const range of bound.excluded) {
      this.keep(mask, (event) => (bound.certain ? isPossible : isCertain)(event.date, range), true);
      this.keep(certain, (event) => isPossible(event.date, range), true);
    }
    if (bound.isLimited) {
      const surely = (event) => bound.ranges.some((range) => isCertain(event.date, range));
      const perhaps = (event) => !event.date.isUndated && bound.ranges.some((range) => isPossible(event.date, range));
      this.keep(certain, surely, false);
      this.keep(mask, bound.certain ? surely : perhaps, false);
    }
    return certain;
  }

  // Returns the positions of the values that an event has of a facet, with all that are above them.
  values(facet, event, view) {
    if (facet.name === "year") return this.years(facet, event.date);
    if (facet.name === "source") {
      const { sources } = this.timeline;
      return this.lineage(
        facet,
        view.sources(event).map((number) => sources[number].value),
      );
    }
    let found = this.closed.get(facet);
    if (!found) this.closed.set(facet, (found = []));
    return (found[event.number] ??= this.lineage(facet, this.ownValues(facet, event)));
  }

  ownValues(facet, event) {
    const { facets } = this.timeline;
    const names = [facet.name, ...(facet.also ?? [])];
    return facets.flatMap((other, position) => (names.includes(other.name) ? (event.values[position] ?? []) : []));
  }

  lineage(facet, values) {
    const found = new Set();
    for (let value of values) {
      while (value >= 0 && !found.has(value)) {
        found.add(value);
        value = facet.values[value].parent;
      }
    }
    return [...found];
  }

  years(facet, date) {
    let found = this.dateYears.get(date);
    if (!found) {
      this.ranges ??= facet.values.map(({ id }) => {
        const year = BigInt(id.replace("Y", ""));
        return months(year, 1, 12);
      });
      found = date.isUndated
        ? []
        : this.ranges.flatMap((range, position) => (isPossible(date, range) ? [position] : []));
      this.dateYears.set(date, found);
    }
    return found;
  }

  // Returns how many events would match if each value of a facet were the chosen one, given the rest of the query.
  count(facet, bound, view, unfiltered, notExcluded) {
    const counts = new Array(facet.values.length).fill(0);
    const excluded = new Set(
      bound.terms.filter((term) => term.field === facet.name && term.negated).flatMap((term) => [...term.values]),
    );
    this.timeline.events.forEach((event, number) => {
      if (!unfiltered[number]) return;
      const isLeft = !notExcluded || notExcluded[number];
      for (const value of this.values(facet, event, view)) if (isLeft || excluded.has(value)) counts[value] += 1;
    });
    return counts;
  }

  // Returns numbers in the order of a sort: undated events after others, and what is only possible after all.
  ordered(numbers, order, uncertain) {
    const { events } = this.timeline;
    const rows = numbers.slice();
    const axis = order.replace("-", "");
    if (axis === "known") rows.sort((one, other) => compare(this.since(one), this.since(other)) || one - other);
    if (order.startsWith("-")) rows.reverse();
    const ranked = [[], [], [], []];
    for (const number of rows) {
      const isUndated = axis === "date" && events[number].date.isUndated;
      ranked[(uncertain.has(number) ? 2 : 0) + (isUndated ? 1 : 0)].push(number);
    }
    return ranked.flat();
  }

  // Returns the first second at which a source may have reported an event.
  since(number) {
    const { events, sources } = this.timeline;
    const of = events[number].sources.map((source) => sources[source]);
    const dated = of.filter((source) => source.dated);
    if (!dated.length) return -Infinity;
    return dated.map((source) => source.since[0]).reduce((one, other) => (other < one ? other : one));
  }
}

const compare = (one, other) => (one < other ? -1 : one > other ? 1 : 0);

// A query in the terms of a timeline: names become positions, dates become ranges, and what means nothing is noted.
// The same as tui/timeline/query/binding.py, but for the dates that this page does not read.

const FLAGS = {
  is: ["disputed", "unanswered", "inferred", "draft", "internal", "undated", "marked", "noted"],
  has: [
    "quote",
    "translation",
    "summary",
    "note",
    "link",
    "data",
    "media",
    ...FACET_FIELDS.filter((name) => name !== "year"),
  ],
  certain: ["yes", "no"],
};
const ELSEWHERE = {
  AND: "leave it out, as all terms must match",
  OR: "a comma means either, as in actor:iran,russia",
  NOT: "a minus means not, as in -drone",
};
const OPEN_ENDS = {
  after: "a time that has no last day; write in: instead",
  before: "a time that has no first day; write in: instead",
  known: "a time that has no last day; write the day on which it was known",
};
const ANY_TIME = "any time; write is:undated for events without a known date";
const MOST_RANGES = 64;

// Returns { terms, ranges, excluded, certain, moment, notices, needles }. Of a term `values` are positions in the list
// of a facet, folded texts, flags, ids or tests. `moment` is the second as of which the timeline is seen, or null.
function bindQuery(timeline, query) {
  const { fold } = timeline;
  const notices = query.notices.slice();
  const bound = { terms: [], ranges: [[-Infinity, Infinity]], isLimited: false, excluded: [], moment: null, notices };
  const certainties = new Set();

  const note = (term, message, isHint = false) => notices.push({ start: term.start, end: term.end, message, isHint });

  function textTerm(term, text) {
    const needle = fold(text).trim();
    if (needle) bound.terms.push({ field: "", values: new Set([needle]), negated: term.negated });
    if (ELSEWHERE[term.text]) note(term, `“${term.text}” is looked for as a word; ${ELSEWHERE[term.text]}`, true);
  }

  function dateTerm(term) {
    const allowed = [];
    for (const typed of term.values) {
      const range = shownRange(timeline, typed) ?? typedRange(typed);
      if (!range) {
        notices.push({
          start: term.start,
          end: term.end,
          message: `${term.field}: “${typed}” is not understood; ${READABLE_DATES}`,
          isUnread: true,
        });
        continue;
      }
      const [first, last] = range;
      const [hasNoFirst, hasNoLast] = [first === -Infinity, last === Infinity];
      const isTooOpen = { after: hasNoLast, before: hasNoFirst, known: hasNoLast };
      if (isTooOpen[term.field] ?? (hasNoFirst && hasNoLast)) {
        note(term, `${term.field}: “${typed}” is ${OPEN_ENDS[term.field] ?? ANY_TIME}`);
      } else if (term.field === "after") allowed.push([typeof last === "bigint" ? last + 1n : last + 1, Infinity]);
      else if (term.field === "before") allowed.push([-Infinity, typeof first === "bigint" ? first - 1n : first - 1]);
      else allowed.push(range);
    }
    return allowed;
  }

  function limit(term) {
    const allowed = dateTerm(term);
    if (!allowed.length) return;
    if (term.negated) {
      bound.excluded.push(...allowed);
      return;
    }
    bound.isLimited = true;
    bound.ranges = bound.ranges
      .flatMap((range) => allowed.map((other) => overlap(range, other)))
      .filter(Boolean)
      .slice(0, MOST_RANGES);
  }

  function known(term) {
    if (term.negated) {
      note(term, "“-known:” means nothing; write known: with a date");
      return;
    }
    const moments = dateTerm(term).map(([, last]) => last);
    if (!moments.length) return;
    const latest = moments.reduce((one, other) => (one > other ? one : other));
    if (bound.moment === null || latest < bound.moment) bound.moment = latest;
  }

  function flags(term, field) {
    const own = field === "has" ? timeline.facets.filter((facet) => facet.own).map((facet) => facet.name) : [];
    const known = [...FLAGS[field], ...own];
    const found = new Set();
    for (const typed of term.values) {
      const flag = known.filter((one) => fold(one) === fold(typed).trim()).pop();
      if (flag) found.add(flag);
      else note(term, `unknown value “${typed}” of ${field}:; it is one of ${known.join(", ")}`);
    }
    return found;
  }

  function values(term, field, facet) {
    if (field === "is" || field === "has") return flags(term, field);
    const found = new Set();
    for (const typed of term.values) {
      if (facet) {
        const meant = resolve(timeline, facet, typed);
        if (!meant.length)
          note(term, `unknown ${facet.name} “${typed}”; no ${facet.name} here has a name that begins like this`);
        meant.forEach((value) => found.add(value));
      } else if (field === "thread") {
        if (timeline.events.some((event) => event.id === typed)) found.add(typed);
        else note(term, `unknown event “${typed}”`);
      } else if (field === "origins") {
        if (numberTest(typed)) found.add(typed);
        else note(term, `“${typed}” is not a number of origins; write 1, >=2 or 2..3`);
      } else if (TEXT_FIELDS.includes(field)) {
        if (fold(typed).trim()) found.add(fold(typed).trim());
        else note(term, `nothing to look for in the ${field}`);
      } else if (dataTest(fold, typed)) found.add(typed);
      else note(term, `“${typed}” is not a comparison with a number; write >10 or 10..20`);
    }
    return found;
  }

  for (const term of query.terms) {
    if (term.field === undefined) {
      textTerm(term, term.text);
      continue;
    }
    const field = fieldOf(timeline, term.field);
    if (field === null && isData(term.field)) note(term, `no event has “${term.field}”`);
    else if (field === null) {
      note(term, `“${term.field}” is not a field, so all of this is looked for as a word`, true);
      textTerm(term, `${term.field}:${term.values.join(",")}`);
    } else if (!term.values.length) note(term, `“${term.field}:” needs a value`);
    else if (DATE_FIELDS.includes(field)) limit(term);
    else if (field === "known") known(term);
    else if (field === "certain") {
      const found = flags(term, "certain");
      if (term.negated) note(term, "“-certain:” means nothing; write certain:no, or leave it out");
      else found.forEach((flag) => certainties.add(flag));
    } else {
      const facet = timeline.facets.find((one) => one.name === field);
      const found = values(term, field, facet);
      if (found.size) bound.terms.push({ field, values: found, negated: term.negated });
    }
  }
  bound.certain = certainties.size === 1 && certainties.has("yes");
  const searched = bound.terms.filter(
    (term) => !term.negated && (term.field === "" || TEXT_FIELDS.includes(term.field)),
  );
  bound.needles = searched.flatMap((term) => [...term.values].sort());
  notices.sort((one, other) => (one.isHint ? 1 : 0) - (other.isHint ? 1 : 0) || one.start - other.start);
  return bound;
}

// Returns the range of a date that is typed in the words in which the page shows it.
function shownRange(timeline, typed) {
  const text = typed.trim();
  const date = timeline.dates.find(
    (one) => !one.isUndated && (one.words === text || one.short === text || one.edtf === text),
  );
  return date ? [date.bounds[0], date.bounds[3]] : null;
}

// Returns the name of the field that a name before a colon means; null if it means none. Capitals make no difference.
function fieldOf(timeline, typed) {
  if (FIELDS.includes(typed)) return typed;
  if (isData(typed)) {
    const name = dataName(timeline, typed.slice(5));
    return name === undefined ? null : `data.${name}`;
  }
  const same = timeline.facets.find((facet) => facet.name === typed);
  const lower = (text) => text.toLowerCase().toUpperCase().toLowerCase();
  return (same ?? timeline.facets.find((facet) => lower(facet.name) === lower(typed)))?.name ?? null;
}

// Returns the positions of the values that a typed one means: that of this id or name, or else those that begin so.
function resolve(timeline, facet, typed) {
  const { values } = facet;
  const same = values.findIndex((value) => value.id === typed);
  if (same >= 0) return [same];
  const folded = timeline.fold(typed).trim();
  if (!folded) return [];
  const having = (test) => values.flatMap((value, position) => (value.names.some(test) ? [position] : []));
  const exactly = having((name) => name === folded);
  return exactly.length ? exactly : having((name) => ` ${name}`.includes(` ${folded}`));
}

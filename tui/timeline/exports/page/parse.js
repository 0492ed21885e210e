// The text of a query as a list of terms: the same as tui/timeline/query/parser.py. Any text is a query.

const LETTER = "\\p{L}\\p{Nl}\\p{No}_";
const SPACE = "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
const NAME = new RegExp(`(-?)([${LETTER}][^${SPACE}:,"]*):(?!//)`, "uy");
const BLANKS = new RegExp(`[${SPACE}]*`, "uy");
const BARE = new RegExp(`[^${SPACE}]*`, "uy");
const BARE_VALUE = new RegExp(`[^${SPACE},]*`, "uy");
const QUOTED = /"((?:[^"\\]|\\.)*)("?)/suy;
const NEEDS_QUOTES = new RegExp(`[${SPACE},":\\\\]|^-|^//|^$`, "u");

const FACET_FIELDS = ["actor", "weapon", "place", "status", "kind", "tag", "speaker", "via", "source", "year"];
const DATE_FIELDS = ["after", "before", "on", "in"];
const TEXT_FIELDS = ["title", "summary", "quote", "note"];
const FIELDS = [...FACET_FIELDS, ...DATE_FIELDS, "known", "is", "has", "certain", ...TEXT_FIELDS, "origins", "thread"];

// Returns { terms, notices }. A term has `field` and `values`, or `text`; `negated`, and its offsets `start` and `end`.
function parseQuery(text) {
  const terms = [];
  const notices = [];
  let offset = 0;

  function take(pattern) {
    pattern.lastIndex = offset;
    const match = pattern.exec(text);
    offset = pattern.lastIndex;
    return match;
  }

  function quoted() {
    const start = offset;
    const match = take(QUOTED);
    if (!match[2]) notices.push({ start, end: offset, message: 'The quote is not closed; end it with "' });
    return match[1].replace(/\\(.)/gsu, "$1");
  }

  const word = (bare) => (text[offset] === '"' ? quoted() : take(bare)[0]);

  for (;;) {
    take(BLANKS);
    if (offset >= text.length) return { terms, notices };
    const start = offset;
    NAME.lastIndex = start;
    const name = NAME.exec(text);
    if (!name) {
      const negated = text[start] === "-" && new RegExp(`[^${SPACE}]`, "u").test(text.slice(start + 1, start + 2));
      offset = start + (negated ? 1 : 0);
      const found = word(BARE);
      terms.push({ text: found, negated, start, end: offset });
      continue;
    }
    offset = NAME.lastIndex;
    const lower = name[2].toLowerCase();
    const field = FIELDS.includes(lower) ? lower : name[2];
    const values = [];
    for (;;) {
      const value = word(BARE_VALUE);
      if (value) values.push(value);
      if (text[offset] !== ",") break;
      offset += 1;
    }
    terms.push({ field, values, negated: Boolean(name[1]), start, end: offset });
  }
}

function quotedIfNeeded(text) {
  return NEEDS_QUOTES.test(text) ? `"${text.replace(/\\/g, "\\\\").replace(/"/g, '\\"')}"` : text;
}

function termText(term) {
  const minus = term.negated ? "-" : "";
  return (
    minus +
    (term.field === undefined
      ? quotedIfNeeded(term.text)
      : `${term.field}:${term.values.map(quotedIfNeeded).join(",")}`)
  );
}

const queryText = (terms) => terms.map(termText).join(" ");

// The further fields of events in a query: data.casualties:>10. The same as tui/timeline/query/comparison.py.

const NUMBER = "[-+−]?(?:[0-9]+(?:[.][0-9]*)?|[.][0-9]+)(?:[eE][-+]?[0-9]{1,3})?";
const IS_NUMBER = new RegExp(`^[${SPACE}]*(${NUMBER})[${SPACE}]*$`, "u");
const COMPARISON = new RegExp(`^[${SPACE}]*(>=|<=|>|<|=)[${SPACE}]*(${NUMBER})[${SPACE}]*$`, "u");
const NUMBER_RANGE = new RegExp(`^[${SPACE}]*(${NUMBER})?[${SPACE}]*\\.\\.[${SPACE}]*(${NUMBER})?[${SPACE}]*$`, "u");
const COMPARE = {
  "=": (one, other) => one === other,
  ">": (one, other) => one > other,
  ">=": (one, other) => one >= other,
  "<": (one, other) => one < other,
  "<=": (one, other) => one <= other,
};

const isData = (field) => field.slice(0, 5).toLowerCase() === "data.";
const asNumber = (text) => Number(text.replace("−", "-"));

function numberOf(text) {
  const match = IS_NUMBER.exec(text);
  return match ? asNumber(match[1]) : null;
}

// Returns the function that tests a number as typed: >10, 10, 10..20, 10.. or ..20; null if it is none of these.
function numberTest(typed) {
  let match = NUMBER_RANGE.exec(typed);
  if (match && (match[1] || match[2])) {
    let [low, high] = [match[1] ? asNumber(match[1]) : -Infinity, match[2] ? asNumber(match[2]) : Infinity];
    if (match[1] && match[2] && low > high) [low, high] = [high, low];
    return (number) => low <= number && number <= high;
  }
  match = COMPARISON.exec(typed);
  if (match) return (number) => COMPARE[match[1]](number, asNumber(match[2]));
  const equal = numberOf(typed);
  return equal === null ? null : (number) => number === equal;
}

// Returns the function that tests a value as typed; null if that compares with no number, or is blank.
function dataTest(fold, typed) {
  const needle = fold(typed).trim();
  const passes = numberTest(typed);
  if (!passes) return needle && !/^[<>=]/.test(typed.trim()) ? (value) => fold(value).includes(needle) : null;
  if (numberOf(typed) === null) return (value) => numberOf(value) !== null && passes(numberOf(value));
  return (value) => (numberOf(value) === null ? fold(value).includes(needle) : passes(numberOf(value)));
}

// Returns the name of a further field. Capitals, accents, hyphens and blanks make no difference.
function dataName(timeline, typed) {
  const names = (timeline.dataNames ??= [...new Set(timeline.events.flatMap((event) => Object.keys(event.data)))]);
  const blanks = new RegExp(`[${SPACE}]+`, "gu");
  const written = (name) => name.split(blanks).filter(Boolean).join("-").replace(/[:,"]/g, "");
  const oneWord = (name) => timeline.fold(name).replace(/[:,"]/g, "").replace(/_/g, " ").replace(blanks, "");
  return (
    names.filter((name) => written(name) === typed).pop() ?? names.find((name) => oneWord(name) === oneWord(typed))
  );
}

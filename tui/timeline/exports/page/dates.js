// Dates typed in a query, as ranges of seconds. This page reads fewer of them than the app, which it says.
//
// A range is [first, last], both included; an open end is infinite. Seconds are counted as in
// tui/timeline/dates/calendar.py: day 1 is 0001-01-01 of the proleptic Gregorian calendar. Those beyond 2^53 are
// BigInts, which compare exactly with numbers.

const MONTH_NAMES = [
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
];
const FURTHEST_YEAR = 200_000_000_000n;
const DAY_SECONDS = 86_400n;

// By EDTF's code of a season, quarter or other part of a year: its first month, and how many months it has.
const YEAR_PARTS = {};
[
  [21, [3, 6, 9, 12], 3],
  [25, [3, 6, 9, 12], 3],
  [29, [9, 12, 3, 6], 3],
  [33, [1, 4, 7, 10], 3],
  [37, [1, 5, 9], 4],
  [40, [1, 7], 6],
].forEach(([code, months, length]) =>
  months.forEach((month, position) => (YEAR_PARTS[code + position] = [month, length])),
);

const READABLE_DATES =
  "this page reads 2022, 2022-11, 2022-11-08, nov 2022, 8 nov 2022 and 2022-09/2023-01; the app reads more";

function second(text) {
  if (text === "-") return -Infinity;
  if (text === "+") return Infinity;
  return typeof text === "string" ? BigInt(text) : text;
}

function exact(number) {
  return number >= -(2n ** 53n) && number <= 2n ** 53n ? Number(number) : number;
}

const floorDivide = (a, b) => (a - (((a % b) + b) % b)) / b;

// Returns the number of the first day of a month, as a BigInt. The month may be 13: January of the next year.
function monthStart(year, month) {
  const months = year * 12n + BigInt(month - 1);
  const [y, m] = [floorDivide(months, 12n), Number(((months % 12n) + 12n) % 12n)];
  const before = y - 1n;
  const leap = (y % 4n === 0n && y % 100n !== 0n) || y % 400n === 0n;
  const days = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334][m] + (leap && m > 1 ? 1 : 0);
  return (
    before * 365n + floorDivide(before, 4n) - floorDivide(before, 100n) + floorDivide(before, 400n) + BigInt(days) + 1n
  );
}

const seconds = (firstDay, endDay) => [exact(firstDay * DAY_SECONDS), exact(endDay * DAY_SECONDS - 1n)];
const months = (year, month, length) => seconds(monthStart(year, month), monthStart(year, month + length));

function dayRange(year, month, day) {
  const start = monthStart(year, month);
  if (month < 1 || month > 12 || day < 1 || start + BigInt(day) > monthStart(year, month + 1)) return null;
  return seconds(start + BigInt(day) - 1n, start + BigInt(day));
}

// Returns the range of one date in EDTF; null if it is none, or none that this page reads.
function edtfRange(text) {
  let match = /^(-?\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d)(?::(\d\d)(?::(\d\d))?)?)?)?)?[?~%]?$/.exec(text);
  if (match && match[1] !== "-0000") {
    const year = BigInt(match[1]);
    const [month, day, hour, minute, sec] = match.slice(2).map((part) => (part === undefined ? null : Number(part)));
    if (month === null) return months(year, 1, 12);
    if (day === null) {
      const part = YEAR_PARTS[month] ?? (month >= 1 && month <= 12 ? [month, 1] : null);
      return part && months(year, ...part);
    }
    const range = dayRange(year, month, day);
    if (!range || hour === null) return range;
    if (hour > 23 || minute > 59 || sec > 59) return null;
    const first = range[0] + hour * 3600 + (minute ?? 0) * 60 + (sec ?? 0);
    return [first, first + (minute === null ? 3600 : sec === null ? 60 : 1) - 1];
  }
  match = /^Y(-?\d{5,12})$/.exec(text);
  if (match) {
    const year = BigInt(match[1]);
    const far = year < 0n ? -year : year;
    return far <= FURTHEST_YEAR && far > 9999n ? months(year, 1, 12) : null;
  }
  match = /^(\d{3})X$/.exec(text) ?? /^(\d\d)XX$/.exec(text);
  if (!match) return null;
  const width = 10n ** BigInt(4 - match[1].length);
  return months(BigInt(match[1]) * width, 1, 12 * Number(width));
}

// Returns the range that a typed date means; null if this page does not read it.
function typedRange(typed) {
  const text = typed.trim();
  const edtf = text.toUpperCase();
  if (edtf.includes("/")) {
    const ends = edtf.split("/");
    if (ends.length !== 2) return null;
    const first = ends[0] === ".." ? [-Infinity, -Infinity] : edtfRange(ends[0]);
    const last = ends[1] === ".." ? [Infinity, Infinity] : edtfRange(ends[1]);
    if (!first || !last || first[0] > last[1]) return null;
    return [first[0], last[1]];
  }
  return edtfRange(edtf) ?? wordsRange(text.toLowerCase());
}

function wordsRange(text) {
  const match = /^(?:(\d{1,2}) )?([a-z]+) (\d{4})$/.exec(text) ?? /^([a-z]+) (\d{1,2}), (\d{4})$/.exec(text);
  if (!match) return null;
  const [day, name, year] =
    /^[a-z]/.test(text) && match[2] && /\d/.test(match[2]) ? [match[2], match[1], match[3]] : match.slice(1);
  const month = name.length < 3 ? -1 : MONTH_NAMES.findIndex((one) => one === name || one.slice(0, 3) === name);
  if (month < 0 || year === "0000") return null;
  return day === undefined ? months(BigInt(year), month + 1, 1) : dayRange(BigInt(year), month + 1, Number(day));
}

function overlap(one, other) {
  const first = one[0] > other[0] ? one[0] : other[0];
  const last = one[1] < other[1] ? one[1] : other[1];
  return first <= last ? [first, last] : null;
}

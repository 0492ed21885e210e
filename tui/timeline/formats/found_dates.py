"""Dates as they are found in files, to EDTF: ISO forms, digits, epochs, sheet serials, years and words.

What digits mean is decided once for a whole column, by all of its values: `03/04/2020` is read as its neighbours are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, timedelta, timezone
from typing import NamedTuple

from tui.timeline.dates.edtf import EdtfDate
from tui.timeline.dates.time_range import year_text
from tui.timeline.formats.found_single import zone_text
from tui.timeline.formats.found_words import date_in_words

_ISO = re.compile(
    r"(?P<date>-?[0-9]{4}-[0-9]{2}-[0-9]{2})"
    r"(?:[T ](?P<time>[0-9]{2}:?[0-9]{2}(?::?[0-9]{2})?)(?:[.,](?P<fraction>[0-9]+))?"
    r" ?(?P<zone>Z|UTC|GMT|[+-][0-9]{2}:?(?:[0-9]{2})?)?(?:\[[\w/+-]+\])?)?",
    re.IGNORECASE,
)
_COMPACT = re.compile(
    r"(?P<year>[0-9]{4})(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12][0-9]|3[01])"
    r"(?:T?(?P<hour>[01][0-9]|2[0-3])(?P<minute>[0-5][0-9])(?P<second>[0-5][0-9])?(?P<zone>Z)?)?"
)
_NUMBER = re.compile(r"[-+]?[0-9]+(?:\.[0-9]+)?")
_SLASHED = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})\b(.*)", re.DOTALL)
_MIDNIGHT = re.compile(r"T00:00(?::00(?:\.0+)?)?(?:Z|[+-][0-9:]+)?$")
_DIGITS_ONLY = re.compile(r"[0-9TZ:.+\- ]+", re.IGNORECASE)

EPOCHS = {"seconds": 1, "milliseconds": 10**3, "microseconds": 10**6, "nanoseconds": 10**9}
"""The units in which a number can count the time since 1970, by what one second has of them."""
NUMBERS = ("year", *EPOCHS, "sheet", "compact")
"""What bare numbers can be. ``sheet``: days since the end of 1899, as sheets count; ``compact``: 20220131."""


class DateStyle(NamedTuple):
    """How the dates of a column are written."""

    order: str = "dmy"
    """The order of day and month in digits: "dmy" or "mdy"."""
    numbers: str = "year"
    """One of `NUMBERS`."""
    is_midnight: bool = False
    """Whether all times are midnight, which then does not count as a time."""


class StyleEvidence:
    """Collects what the values of a column say about how its dates are written."""

    def __init__(self) -> None:
        self.day_first = 0
        """How many values can only have the day first."""
        self.month_first = 0
        self.either = 0
        self.halves = 0
        """How many have am or pm, as where the month comes first."""
        self.numbers: dict[str, int] = {}
        self.times = 0
        self.midnights = 0
        self.two_digit_years = 0

    def add(self, text: str, count: int = 1) -> None:
        """Take a value into account that stands in the column so many times."""
        if slashed := _SLASHED.match(text):
            first, second = int(slashed[1]), int(slashed[3])
            if first > 12 >= second:
                self.day_first += count
            elif second > 12 >= first:
                self.month_first += count
            elif first <= 12 and second <= 12 and first != second:
                self.either += count
            if len(slashed[4]) == 2:
                self.two_digit_years += count
            if re.search(r"[ap]\.?m", slashed[5], re.IGNORECASE):
                self.halves += count
        elif _NUMBER.fullmatch(text):
            kind = _kind_of_number(text)
            self.numbers[kind] = self.numbers.get(kind, 0) + count
        if ":" in text:
            self.times += count
            if re.search(r"[T ]00:00(:00(\.0+)?)?( ?(Z|UTC|[+-]00:?00))?$", text):
                self.midnights += count

    def merge(self, other: StyleEvidence) -> None:
        """Add what was collected elsewhere."""
        for name in ("day_first", "month_first", "either", "halves", "times", "midnights", "two_digit_years"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for kind, count in other.numbers.items():
            self.numbers[kind] = self.numbers.get(kind, 0) + count

    @property
    def is_years(self) -> bool:
        """Whether all bare numbers are years."""
        return set(self.numbers) <= {"year"}

    @property
    def style(self) -> DateStyle:
        """What the values say together."""
        month_first = self.month_first > self.day_first or (self.month_first == self.day_first == 0 and self.halves > 0)
        numbers = max(self.numbers, key=self.numbers.__getitem__, default="year")
        return DateStyle("mdy" if month_first else "dmy", numbers, self.times > 1 and self.midnights == self.times)

    def remarks(self) -> Iterable[str]:
        """Yield the decisions that the values leave open."""
        if self.either and not (self.day_first or self.month_first):
            yield f"day and month are read as {_ORDER_WORDS[self.style.order]}: no date decides it"
        elif self.day_first and self.month_first:
            yield f"day and month are read as {_ORDER_WORDS[self.style.order]}, though some dates have another order"
        elif self.either:
            yield f"day and month are read as {_ORDER_WORDS[self.style.order]}, as other dates of the column must be"
        if self.two_digit_years:
            yield "years of two digits are taken for 1970 to 2069"
        style = self.style
        if style.numbers in EPOCHS:
            yield f"numbers are taken for {style.numbers} since 1970"
        elif style.numbers == "sheet":
            yield "numbers are taken for the days that sheets count from the end of 1899"
        if style.is_midnight:
            yield "all times are midnight, and taken for days without a time"


_ORDER_WORDS = {"dmy": "day/month/year", "mdy": "month/day/year"}


def _kind_of_number(text: str) -> str:
    whole = text.lstrip("+-").partition(".")[0]
    size = len(whole)
    if size <= 4:
        return "year"
    if size == 8 and _COMPACT.fullmatch(text):
        return "compact"
    if size == 5 and 10_000 <= int(whole) <= 80_000:
        return "sheet"
    if size == 14 and _COMPACT.fullmatch(text):
        return "compact"
    for limit, unit in ((11, "seconds"), (14, "milliseconds"), (17, "microseconds")):
        if size <= limit:
            return unit
    return "nanoseconds"


def find_date(text: str, style: DateStyle = DateStyle()) -> str | None:  # noqa: B008 - immutable
    """Return a date in EDTF; None if it is not understood.

    Args:
        text: the date as it was found, without blanks around it.
        style: how the dates of its column are written.
    """
    if iso := _ISO.fullmatch(text):
        found: str | None = _iso(iso)
    elif _NUMBER.fullmatch(text):
        found = _number(text, style.numbers)
    elif compact := _COMPACT.fullmatch(text):
        found = _compact(compact)
    elif (edtf := text.upper().replace(" ", "")) and EdtfDate.try_parse(edtf) is not None and edtf != "../..":
        found = edtf
    elif slashed := _SLASHED.match(text):
        first, second = int(slashed[1]), int(slashed[3])
        # A value that its column's order makes impossible is read in the other one.
        order = style.order
        if (order == "dmy" and second > 12 >= first) or (order == "mdy" and first > 12 >= second):
            order = "mdy" if order == "dmy" else "dmy"
        found = date_in_words(text, order)
    else:
        found = date_in_words(text, style.order)
    if found is None:
        return None
    return _MIDNIGHT.sub("", found) if style.is_midnight else found


def needs_wording(text: str, edtf: str) -> bool:
    """Return whether a date's wording says more than its EDTF: words do, digits in another order do not."""
    return text != edtf and not _DIGITS_ONLY.fullmatch(text)


def _iso(match: re.Match[str]) -> str | None:
    text = match["date"]
    if time := match["time"]:
        digits = time.replace(":", "")
        if digits.startswith("24"):
            return None
        text += "T" + ":".join(digits[start : start + 2] for start in range(0, len(digits), 2))
        if fraction := match["fraction"]:
            text += f".{fraction[:9]}"
        if zone := match["zone"]:
            written = zone_text(zone)
            if written is None:
                return None
            text += written
    return text if EdtfDate.try_parse(text) is not None else None


def _compact(match: re.Match[str]) -> str | None:
    text = f"{match['year']}-{match['month']}-{match['day']}"
    if match["hour"]:
        text += f"T{match['hour']}:{match['minute']}"
        if match["second"]:
            text += f":{match['second']}"
        text += match["zone"] or ""
    return text if EdtfDate.try_parse(text) is not None else None


def _number(text: str, kind: str) -> str | None:
    whole = text.lstrip("+-").partition(".")[0]
    if len(whole) <= 4 and not (kind == "sheet" and "." in text):
        if "." in text and text.partition(".")[2].strip("0"):
            return None
        number = int(text.partition(".")[0])
        if number == 0:
            return None
        # A negative year in digits is a year BC, as people write it; only EDTF's four digits are astronomical.
        if text.startswith("-") and len(whole) == 4:
            return f"-{whole}" if int(whole) else None
        return year_text(number if number > 0 else number + 1)
    if (compact := _COMPACT.fullmatch(text)) and kind in ("compact", "year"):
        return _compact(compact)
    if kind == "sheet" and len(whole) <= 5:
        return sheet_date(float(text))
    size = EPOCHS.get(kind) or EPOCHS.get(_kind_of_number(text))
    return None if size is None else epoch_date(text, size)


_MOST_DIGITS = 30
"""Python turns no text of thousands of digits into a number."""


def epoch_date(text: str, per_second: int) -> str | None:
    """Return a number of seconds, or of parts of them, since 1970 as EDTF; None if that is beyond the year 9999."""
    whole, _, fraction = text.partition(".")
    if len(whole) > _MOST_DIGITS:
        return None
    fraction = fraction[:_MOST_DIGITS]
    digits = len(str(per_second)) - 1
    scaled = int(whole + fraction) if fraction else int(whole)
    digits += len(fraction)
    seconds, rest = divmod(scaled, 10**digits)
    try:
        moment = datetime(1970, 1, 1, tzinfo=timezone.utc) + timedelta(seconds=seconds)  # noqa: UP017 - years before 1
    except OverflowError:
        return None
    parts = f".{rest:0{digits}}"[:10].rstrip("0").rstrip(".") if rest else ""
    return f"{moment:%Y-%m-%dT%H:%M:%S}".rjust(19, "0") + parts + "Z"


def sheet_date(serial: float) -> str | None:
    """Return the day, or the minute, that a sheet counts from the end of 1899."""
    if not 1 <= serial < 2_958_466:
        return None
    # Sheets take 1900 for a leap year: the days before its March are one less.
    moment = datetime(1899, 12, 30) + timedelta(days=serial + (serial < 60))
    moment += timedelta(microseconds=500_000)
    if serial == int(serial):
        return f"{moment:%Y-%m-%d}"
    return f"{moment:%Y-%m-%dT%H:%M:%S}" if moment.second else f"{moment:%Y-%m-%dT%H:%M}"

"""One date of EDTF, without an interval or a set: its bounds in seconds and its parts.

It covers levels 0 to 2 of the Extended Date/Time Format (ISO 8601-2:2019, https://www.loc.gov/standards/datetime/), and
times of day without seconds, with a fraction of a second, and qualified like dates, which EDTF leaves to ISO 8601.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING, Literal

from tui.text.frozen import Frozen
from tui.timeline.dates.calendar import (
    DAY,
    MAX_YEAR,
    SEASONS,
    day_number,
    days_in_month,
    month_days,
    season_days,
    year_days,
)
from tui.timeline.dates.parts import Parts, read_parts

if TYPE_CHECKING:
    from tui.timeline.dates.unspecified import DatePattern

Precision = Literal[
    "second", "minute", "hour", "day", "month", "season", "year", "decade", "century", "millennium", "undated"
]

_YEAR_PRECISIONS: tuple[Precision, ...] = ("year", "decade", "century", "millennium")
# The precision of a time of one, two or three numbers, and the seconds that it covers.
_TIMES: tuple[tuple[Precision, int], ...] = (("hour", 3600), ("minute", 60), ("second", 1))
_LARGEST_OFFSET = 14 * 3600
_QUALIFIERS = ("?", "~", "%")
_PLAIN_SIZES: dict[Precision, int] = {"year": 4, "month": 7, "day": 10}


class EdtfError(ValueError):
    """A text that is not EDTF. Its str() is "problem; remedy"."""

    def __init__(self, position: int, problem: str, remedy: str) -> None:
        """Keep all three as args, so that the error survives pickling."""
        super().__init__(position, problem, remedy)
        self.position = position
        """Offset of the offending part in the text, from 0 to its length."""
        self.problem = problem
        """What is wrong."""
        self.remedy = remedy
        """What would be right."""

    def __str__(self) -> str:
        """Return the problem and the remedy in one line."""
        return f"{self.problem}; {self.remedy}"


class WrittenDate(Frozen):
    """A date with the text that it was read from."""

    text: str
    """As written, with its qualifiers."""

    @property
    def uncertain(self) -> bool:
        """Whether some part of it is in doubt: `?` or `%`."""
        return "?" in self.text or "%" in self.text

    @property
    def approximate(self) -> bool:
        """Whether some part of it is an estimate: `~` or `%`."""
        return "~" in self.text or "%" in self.text

    @property
    def has_time(self) -> bool:
        """Whether it has a time of day."""
        return "T" in self.text


class SingleDate(WrittenDate):
    """A date that stands alone, at one end of an interval or in a set."""

    first: int
    """The first second that it can mean, on the clock that it was written by."""
    last: int
    """The last second that it can mean: 23:59:59 of its last day unless it has a time. Qualifiers widen nothing."""
    precision: Precision
    """The smallest unit that is known: "month" for `2022-11-XX` as for `2022-11`, "decade" for `156X-12-25`."""
    offset: int | None
    """Seconds by which its clock is ahead of UTC; None for a local time and for a date without a time."""

    @property
    def is_plain(self) -> bool:
        """Whether it is `2022-11-08`, `2022-11` or `2022`, with at most a qualifier behind it, as most dates are."""
        size = len(self.text)
        # A text of just this size has no X, no time, no minus and no other qualifier; but `Y1E4` has four characters.
        plain_size = size - 1 if self.text[-1] in _QUALIFIERS else size
        return _PLAIN_SIZES.get(self.precision) == plain_size and self.text[0] != "Y"

    @property
    def parts(self) -> Parts:
        """Its parts as text."""
        if self.is_plain:
            bare, qualifier = (self.text[:-1], self.text[-1]) if self.text[-1] in _QUALIFIERS else (self.text, "")
            year, month, day = bare[:4], bare[5:7], bare[8:]
            return Parts(year, 0, month, day, "", "", (qualifier, month and qualifier, day and qualifier, ""))
        parts = read_parts(self.text)
        assert parts is not None
        return parts

    def bounds_in(self, zone: tzinfo | None) -> tuple[int, int]:
        """Return its first and last second by the clock of a time zone, UTC where it is None.

        A local time stays as written. The offset of the zone at the first second is used for both.
        """
        if self.offset is None:
            return self.first, self.last
        shift = _offset_in(zone, self.first - self.offset) - self.offset
        return self.first + shift, self.last + shift

    def overlaps(self, first: int, last: int, zone: tzinfo | None = None) -> bool:
        """Return whether it can mean a second from `first` to `last`. This is exact, also for unspecified digits."""
        earliest, latest = self.bounds_in(zone)
        if first > latest or last < earliest:
            return False
        pattern = self._pattern
        if pattern is None or first <= earliest or last >= latest:
            return True
        day = pattern.first_from(first // DAY)
        return day is not None and day <= last // DAY

    def spans_in(self, zone: tzinfo | None) -> Iterator[tuple[int, int]]:
        """Yield the first and the last second of each part that it can mean; unspecified digits may leave gaps."""
        pattern = self._pattern
        if pattern is None:
            yield self.bounds_in(zone)
        else:
            yield from ((first * DAY, last * DAY + DAY - 1) for first, last in pattern.spans)

    def latest_until(self, second: int) -> int:
        """Return the last second that it can mean up to one between its first and its last."""
        pattern = self._pattern
        day = None if pattern is None else pattern.last_until(second // DAY)
        return second if day is None else min(day * DAY + DAY - 1, second)

    def earliest_from(self, second: int) -> int:
        """Return the first second that it can mean from one on that is between its first and its last."""
        pattern = self._pattern
        day = None if pattern is None else pattern.first_from(second // DAY)
        return second if day is None else max(day * DAY, second)

    @property
    def _pattern(self) -> DatePattern | None:
        """What its digits can stand for, where that leaves gaps between its first and last second."""
        if "X" not in self.text:
            return None
        from tui.timeline.dates.unspecified import DatePattern

        pattern = DatePattern(*self.parts.date)
        return pattern if pattern.has_gaps else None


def read_single(text: str) -> SingleDate | None:
    """Read one date; None when it is not EDTF or not in the calendar, which `refusals` explains."""
    bare = text[:-1] if text[-1:] in _QUALIFIERS else text
    try:
        # Most dates are read without a regular expression: first paint waits for the dates of a timeline.
        if len(bare) == 10 and bare[4] == bare[7] == "-":
            first = date.fromisoformat(bare).toordinal() * DAY
            return SingleDate(text, first, first + DAY - 1, "day", None)
        if len(bare) == 7 and bare[4] == "-" and bare.isascii() and bare[:4].isdigit() and bare[5:].isdigit():
            year, month = int(bare[:4]), int(bare[5:])
            if month <= 12:
                first = date(year, month, 1).toordinal()
                last = first + days_in_month(year, month)
                return SingleDate(text, first * DAY, last * DAY - 1, "month", None)
        elif len(bare) == 4 and bare.isascii() and bare.isdigit():
            first = date(int(bare), 1, 1).toordinal()
            return SingleDate(text, first * DAY, day_number(int(bare) + 1, 1, 1) * DAY - 1, "year", None)
    except ValueError:  # no such day, or year 0, or X
        pass
    parts = read_parts(text)
    return None if parts is None else _read(text, parts)


def _read(text: str, parts: Parts) -> SingleDate | None:
    if any("X" in part for part in parts.date):
        return _read_unspecified(text, parts)
    year = int(parts.year)
    if abs(year) > MAX_YEAR or parts.year == "-0000":  # the year before 0000 is -0001
        return None
    if "Y" in text or parts.significant:
        return None if parts.month else _read_year(text, year, parts.significant)
    if not parts.month:
        return _days(text, year_days(year, year), "year")
    month = int(parts.month)
    if month in SEASONS and not parts.day:
        return _days(text, season_days(year, month), "season")
    if not 1 <= month <= 12:
        return None
    if not parts.day:
        return _days(text, month_days(year, month), "month")
    day = int(parts.day)
    if not 1 <= day <= days_in_month(year, month):
        return None
    number = day_number(year, month, day)
    return _read_time(text, number, parts) if parts.time else _days(text, (number, number), "day")


def _days(text: str, days: tuple[int, int], precision: Precision) -> SingleDate:
    return SingleDate(text, days[0] * DAY, days[1] * DAY + DAY - 1, precision, None)


def _read_year(text: str, year: int, significant: int) -> SingleDate | None:
    """Read a year after Y, which has more than four digits, or one of which only the first digits are significant."""
    size = len(str(abs(year)))
    if ("Y" in text and size <= 4) or significant > max(size, 4):
        return None
    unknown = max(size - significant, 0) if significant else 0
    lowest = abs(year) // 10**unknown * 10**unknown
    highest = lowest + 10**unknown - 1
    if highest > MAX_YEAR:
        return None
    first, last = (lowest, highest) if year >= 0 else (-highest, -lowest)
    return _days(text, year_days(first, last), _YEAR_PRECISIONS[min(unknown, 3)])


def _read_time(text: str, day: int, parts: Parts) -> SingleDate | None:
    offset = offset_seconds(parts.zone) if parts.zone else None
    if parts.zone and offset is None:
        return None
    clock = [int(number) for number in parts.time.partition(".")[0].split(":")]
    precision, width = _TIMES[len(clock) - 1]
    hour, minute, second = (*clock, 0, 0)[:3]
    first = day * DAY + hour * 3600 + minute * 60 + second
    return SingleDate(text, first, first + width - 1, precision, offset)


def is_reversed(start: SingleDate, end: SingleDate) -> bool:
    """Return whether one date is before another that should come first, whatever they mean.

    A local time is taken to be as far from UTC as it may be.
    """
    slack = 0 if (start.offset is None) == (end.offset is None) else _LARGEST_OFFSET
    return start.first - (start.offset or 0) > end.last - (end.offset or 0) + slack


def offset_seconds(zone: str) -> int | None:
    """Return by how much `Z` or an offset is ahead of UTC; None beyond 14 hours and for a negative zero."""
    if zone == "Z":
        return 0
    seconds = int(zone[1:3]) * 3600 + int(zone[4:6] or 0) * 60
    if seconds > _LARGEST_OFFSET or (not seconds and zone[0] == "-"):
        return None
    return -seconds if zone[0] == "-" else seconds


def _read_unspecified(text: str, parts: Parts) -> SingleDate | None:
    if parts.time or parts.significant:
        return None
    from tui.timeline.dates.unspecified import DatePattern

    days = DatePattern(*parts.date).bounds
    if days is None:
        return None
    if "X" in parts.year:
        return _days(text, days, _YEAR_PRECISIONS[min(len(parts.year) - parts.year.index("X"), 3)])
    return _days(text, days, "year" if "X" in parts.month else "month")


def _offset_in(zone: tzinfo | None, second: int) -> int:
    """Return how far a zone is ahead of UTC at a second of UTC. Outside years 1 to 9999 it is as at their ends."""
    if zone is None:
        return 0
    day, second_of_day = divmod(second, DAY)
    # A day within what `datetime` has, whichever way the zone moves it.
    day = min(max(day, 2), date.max.toordinal() - 1)
    instant = datetime.fromordinal(day) + timedelta(seconds=second_of_day)
    offset = zone.fromutc(instant.replace(tzinfo=zone)).utcoffset()
    return 0 if offset is None else int(offset.total_seconds())

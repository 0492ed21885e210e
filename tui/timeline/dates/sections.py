"""Sections of time: the units that a list of events is divided into, by how precisely their dates are known."""

from __future__ import annotations

from typing import NamedTuple

from tui.timeline.dates.bounds import OPEN_END, OPEN_START
from tui.timeline.dates.calendar import DAY, MONTHS, civil
from tui.timeline.dates.edtf import EdtfDate
from tui.timeline.dates.names import ordinal, year_name
from tui.timeline.dates.time_range import month_of_day, month_start

HOUR = 3600

FINE_UNITS = ("hour", "day", "month")
"""The units that follow each other without a gap; one of them divides a whole timeline."""

_COARSE_UNITS = {"season": 1, "year": 1, "decade": 10, "century": 100, "millennium": 1000}
"""By precision of a date: the years in the unit that it stands under."""

ROUND_FROM = 10_000
"""Years from this one on, and as far before year 0, are rounded."""
_SIGNIFICANT = 2
"""To how many digits they are."""


class TimeUnit(NamedTuple):
    """An hour, day, month, year, decade, century or millennium."""

    unit: str
    """What it is: one of `FINE_UNITS`, ``year``, ``decade``, ``century``, ``millennium``.

    It is ``open`` for no start, ``undated`` for no date, and ``possible`` for `POSSIBLE`.
    """
    number: int
    """Its number: hours since day 0, days, months since the year 0, years, or tens, hundreds, thousands of years."""

    @property
    def words(self) -> str:
        """Its name in English: "November 2022", "the 1990s", "13th century BC"."""
        if self.unit == "open":
            return "start unknown"
        if self.unit == "undated":
            return "undated"
        if self.unit == "possible":
            return "possibly within these dates"
        if self.unit == "hour":
            day, hour = divmod(self.number, 24)
            return f"{_day_words(day)}, {hour:02}:00"
        if self.unit == "day":
            return _day_words(self.number)
        if self.unit == "month":
            year, month = divmod(self.number, 12)
            return f"{MONTHS[month]} {year_name(year)}"
        if self.unit == "decade":
            return _decade_words(self.number)
        if self.unit in ("century", "millennium"):
            number = self.number + 1 if self.number >= 0 else -self.number
            return f"{ordinal(number)} {self.unit}{' BC' * (self.number < 0)}"
        return year_name(self.number) if abs(self.number) < ROUND_FROM else round_year_words(self.number)


UNKNOWN_START = TimeUnit("open", 0)
UNDATED = TimeUnit("undated", 0)
POSSIBLE = TimeUnit("possible", 0)
"""The section of events only possibly within the dates of a query, in whatever unit they are."""


def round_year_words(year: int) -> str:
    """Return a round year as people write it: "300,000 BC" for the year -300,000, and "AD 1" for the year 0."""
    return year_name(year if year > 0 or year <= -(10**6) else year + 1)


def _decade_words(number: int) -> str:
    """Return the name of a decade, such as "the 1990s", or its first and last year if it has no name."""
    first = 10 * number
    if number > 0:
        return f"the {year_name(first)}s"
    # EDTF writes the years -49 to -40, which are 50 to 41 BC, as -004X.
    return f"1 BC–{year_name(9)}" if number == 0 else f"{-first}–{-9 - first} BC"


def fine_unit(unit: str, second: int) -> TimeUnit:
    """Return the hour, day or month that a second is in; `UNKNOWN_START` for `OPEN_START`."""
    if second == OPEN_START:
        return UNKNOWN_START
    if unit == "hour":
        return TimeUnit(unit, second // HOUR)
    day = second // DAY
    return TimeUnit(unit, day if unit == "day" else month_of_day(day))


def end_of_unit(unit: TimeUnit) -> int:
    """Return the first second after an hour, a day, a month or an unknown start."""
    if unit.unit == "open":
        return OPEN_START + 1
    if unit.unit == "hour":
        return (unit.number + 1) * HOUR
    return (unit.number + 1 if unit.unit == "day" else month_start(unit.number + 1)) * DAY


def coarse_unit(date: EdtfDate, earliest_start: int) -> TimeUnit | None:
    """Return the unit of a date that is known to the year or less precisely; None if its month is known.

    Args:
        date: the date.
        earliest_start: its first bound.
    """
    years = _COARSE_UNITS.get(date.precision)
    if years is None or earliest_start in (OPEN_START, OPEN_END):
        return None
    year = civil(earliest_start // DAY)[0]
    if abs(year) >= ROUND_FROM:
        # The first bound of a year to a few significant digits is far from the year that is written.
        start = date.members[0].start if date.members else date.start
        written = "" if start is None else start.parts.year
        year = int(written) if written.removeprefix("-").isdigit() else year
        return TimeUnit("year", round(year, _SIGNIFICANT - len(str(abs(year)))))
    return TimeUnit("year" if years == 1 else date.precision, year // years)


def _day_words(day: int) -> str:
    year, month, day_of_month = civil(day)
    return f"{day_of_month} {MONTHS[month - 1]} {year_name(year)}"

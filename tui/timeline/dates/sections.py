"""Sections of time: the units that a list of events is divided into, by how precisely their dates are known."""

from __future__ import annotations

from typing import NamedTuple

from tui.timeline.dates.bounds import OPEN_END, OPEN_START
from tui.timeline.dates.calendar import DAY, MONTHS, civil
from tui.timeline.dates.edtf import EdtfDate
from tui.timeline.dates.time_range import month_of_day, month_start

HOUR = 3600

FINE_UNITS = ("hour", "day", "month")
"""The units that follow each other without a gap; one of them divides a whole timeline."""

_COARSE_UNITS = {"season": 1, "year": 1, "decade": 10, "century": 100, "millennium": 1000}
"""By precision of a date: the years in the unit that it stands under."""


class TimeUnit(NamedTuple):
    """An hour, day, month, year, decade, century or millennium."""

    unit: str
    """What it is: one of `FINE_UNITS`, ``year``, ``decade``, ``century``, ``millennium``, or ``open`` for no start."""
    number: int
    """Its number: hours since day 0, days, months since the year 0, years, or tens, hundreds, thousands of years."""

    @property
    def words(self) -> str:
        """Its name in English: "November 2022", "the 1990s", "13th century BC"."""
        if self.unit == "open":
            return "start unknown"
        if self.unit == "hour":
            day, hour = divmod(self.number, 24)
            return f"{_day_words(day)}, {hour:02}:00"
        if self.unit == "day":
            return _day_words(self.number)
        if self.unit == "month":
            year, month = divmod(self.number, 12)
            return f"{MONTHS[month]} {year_words(year)}"
        if self.unit == "decade":
            return (
                f"the {year_words(10 * self.number)}s" if self.number > 0 else f"about {year_words(10 * self.number)}"
            )
        if self.unit in ("century", "millennium"):
            ordinal = self.number + 1 if self.number >= 0 else -self.number
            return f"{ordinal}{_suffix(ordinal)} {self.unit}{' BC' * (self.number < 0)}"
        return year_words(self.number)


UNKNOWN_START = TimeUnit("open", 0)


def year_words(year: int) -> str:
    """Return a year as people write it: "2022", "AD 43", "44 BC"."""
    if year <= 0:
        return f"{_long_number(1 - year)} BC"
    return _long_number(year) if year >= 1000 else f"AD {year}"


def _long_number(number: int) -> str:
    """Return a number, in millions or billions where it is a round one of these: "13.8 billion"."""
    for size, name in ((10**9, "billion"), (10**6, "million")):
        if number >= size and (number * 1000) % size in (0, 1000):
            return f"{number / size:g} {name}"
    return str(number) if number <= 9999 else f"{number:,}"


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
    unit = "year" if date.precision == "season" else date.precision
    if abs(year) > 9999:
        return TimeUnit("year", round(year, 2 - len(str(abs(year)))))
    if years == 1:
        return TimeUnit(unit, year)
    return TimeUnit(unit, year // years)


def _day_words(day: int) -> str:
    year, month, day_of_month = civil(day)
    return f"{day_of_month} {MONTHS[month - 1]} {year_words(year)}"


def _suffix(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")

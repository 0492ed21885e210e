"""The units that an axis of time is divided into, from a minute to a hundred billion years."""

from __future__ import annotations

from typing import NamedTuple

from tui.timeline.dates.calendar import DAY
from tui.timeline.dates.time_range import month_of_day, month_start

_MONTH_LENGTH = 2_629_746
"""The seconds of an average month."""
_FIRST_MONDAY = DAY
"""The first second of 1 January of the year 1, a Monday."""


class AxisUnit(NamedTuple):
    """A unit of time. All its instances are numbered: they follow each other without a gap."""

    name: str
    """What it is called in a caption, after "by"."""
    seconds: int
    """How many seconds it has; 0 if it has whole months."""
    months: int = 0
    """How many months it has; 0 if it has a fixed number of seconds."""
    lead: int = 0
    """How many months before January its first instance of a year begins."""

    @property
    def length(self) -> int:
        """How many seconds it has, on average."""
        return self.seconds or self.months * _MONTH_LENGTH

    def number_at(self, second: int) -> int:
        """Return the number of the instance that a second is in."""
        if self.months:
            return (month_of_day(second // DAY) + self.lead) // self.months
        return (second - self._origin) // self.seconds

    def start(self, number: int) -> int:
        """Return the first second of an instance."""
        if self.months:
            return month_start(number * self.months - self.lead) * DAY
        return number * self.seconds + self._origin

    @property
    def _origin(self) -> int:
        return _FIRST_MONDAY if self.seconds == 7 * DAY else 0


MINUTE = AxisUnit("minute", 60)
FIVE_MINUTES = AxisUnit("5 minutes", 5 * 60)
QUARTER_HOUR = AxisUnit("15 minutes", 15 * 60)
HOUR = AxisUnit("hour", 3600)
THREE_HOURS = AxisUnit("3 hours", 3 * 3600)
SIX_HOURS = AxisUnit("6 hours", 6 * 3600)
DAYS = AxisUnit("day", DAY)
WEEK = AxisUnit("week", 7 * DAY)
MONTH = AxisUnit("month", 0, 1)
QUARTER = AxisUnit("quarter", 0, 3)
YEAR = AxisUnit("year", 0, 12)

UNITS: tuple[AxisUnit, ...] = (
    *(MINUTE, FIVE_MINUTES, QUARTER_HOUR, HOUR, THREE_HOURS, SIX_HOURS, DAYS, WEEK, MONTH, QUARTER, YEAR),
    AxisUnit("decade", 0, 12 * 10),
    AxisUnit("century", 0, 12 * 100),
    AxisUnit("millennium", 0, 12 * 1000),
    AxisUnit("10,000 years", 0, 12 * 10**4),
    AxisUnit("100,000 years", 0, 12 * 10**5),
    AxisUnit("million years", 0, 12 * 10**6),
    AxisUnit("10 million years", 0, 12 * 10**7),
    AxisUnit("100 million years", 0, 12 * 10**8),
    AxisUnit("billion years", 0, 12 * 10**9),
    AxisUnit("10 billion years", 0, 12 * 10**10),
    AxisUnit("100 billion years", 0, 12 * 10**11),
)
"""All units, the shortest first."""

_PERIODS = {
    **dict.fromkeys((MINUTE, FIVE_MINUTES, QUARTER_HOUR), HOUR),
    **dict.fromkeys((HOUR, THREE_HOURS, SIX_HOURS), DAYS),
    **dict.fromkeys((DAYS, WEEK), MONTH),
    **dict.fromkeys((MONTH, QUARTER), YEAR),
}


def period_of(unit: AxisUnit) -> AxisUnit:
    """Return the longer unit, or the same one, whose empty instances are folded on an axis of a unit."""
    return _PERIODS.get(unit, unit)


def longer_unit(unit: AxisUnit) -> AxisUnit:
    """Return the unit that people count units by: the years of months, the days of hours; the longest of itself."""
    if (period := period_of(unit)) != unit:
        return period
    return UNITS[min(UNITS.index(unit) + 1, len(UNITS) - 1)]

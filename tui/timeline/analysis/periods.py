"""The periods that people name time by: hours, days, weeks, months, seasons, years, decades, centuries and longer ones.

Unlike the units of an axis they need not divide each other: a winter is in two years.
"""

from __future__ import annotations

from typing import NamedTuple

from tui.timeline.analysis.axis_units import (
    DAYS,
    HOUR,
    MINUTE,
    MONTH,
    QUARTER,
    UNITS,
    WEEK,
    YEAR,
    AxisUnit,
    longer_unit,
)
from tui.timeline.dates.calendar import DAY, civil, day_number, days_in_month

SEASON = AxisUnit("season", 0, 3, 1)
"""The meteorological seasons of the north: autumn is from September to November."""

PERIODS: tuple[AxisUnit, ...] = (
    MINUTE, HOUR, DAYS, WEEK, MONTH, SEASON, YEAR, *UNITS[UNITS.index(YEAR) + 1 :]
)  # fmt: skip
"""All periods, the shortest first."""

_ALIKE = 0.95
"""A period that is shorter than this share of another is shorter than it: an autumn is no shorter than a quarter."""


class Stretch(NamedTuple):
    """Some time: its first and its last second, included."""

    first: int
    last: int

    @property
    def length(self) -> int:
        """How many seconds it has."""
        return self.last - self.first + 1


def period_at(unit: AxisUnit, second: int) -> Stretch:
    """Return the instance of a unit that a second is in."""
    number = unit.number_at(second)
    return Stretch(unit.start(number), unit.start(number + 1) - 1)


def longer_period(second: int, than: Stretch) -> Stretch | None:
    """Return the shortest period around a second that is longer than another, or as long and not the same.

    Args:
        second: the second.
        than: the time that is to become longer, such as the dates of a query.
    """
    for unit in PERIODS:
        period = period_at(unit, second)
        if period.length >= _ALIKE * than.length and period != than and not _is_within(period, than):
            return period
    return None


def shorter_period(second: int, than: Stretch, shortest: AxisUnit = MINUTE) -> Stretch | None:
    """Return the longest period around a second that is shorter than another.

    Args:
        second: the second.
        than: the time that is to become shorter.
        shortest: no period is shorter than this.
    """
    for unit in reversed(PERIODS):
        period = period_at(unit, second)
        if unit.length >= shortest.length and period.length < _ALIKE * than.length:
            return period
    return None


def beside(unit: AxisUnit, second: int, step: int) -> int:
    """Return the second at the same place in another of the longer units that people count a unit by.

    On an axis of months that is the same day of another year, or the last of its month if that is shorter.

    Args:
        unit: the unit of an axis.
        second: a second.
        step: how many of the longer units to go on; back if it is negative.
    """
    longer = longer_unit(unit)
    if not longer.months:
        return second + step * longer.seconds
    day, rest = divmod(second, DAY)
    year, month, day_of_month = civil(day)
    years, index = divmod(12 * year + month - 1 + step * longer.months, 12)
    return day_number(years, index + 1, min(day_of_month, days_in_month(years, index + 1))) * DAY + rest


def base_of(unit: AxisUnit, bar: Stretch, second: int) -> Stretch:
    """Return what becomes longer if nothing but a bar of an axis is chosen. For a quarter it is a month of it."""
    return period_at(MONTH, second) if unit == QUARTER else bar


def _is_within(period: Stretch, other: Stretch) -> bool:
    return other.first <= period.first and period.last <= other.last

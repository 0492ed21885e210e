"""A range of days, either end of which may be open."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

OPEN_START = 0
"""The ordinal of the first day of a span that has no start."""
OPEN_END = date.max.toordinal() + 1
"""The ordinal of the last day of a span that has no end."""

_ONE_DAY = timedelta(1)


class DayRange(NamedTuple):
    """The days from the first to the last, both included. None is an open end."""

    first: date | None
    last: date | None

    def intersect(self, other: DayRange) -> DayRange | None:
        """Return the days that both ranges have, or None if they share none."""
        first = max((day for day in (self.first, other.first) if day is not None), default=None)
        last = min((day for day in (self.last, other.last) if day is not None), default=None)
        return None if first is not None and last is not None and first > last else DayRange(first, last)

    def after(self) -> DayRange | None:
        """Return all days after the range, or None if there are none."""
        return None if self.last is None or self.last == date.max else DayRange(self.last + _ONE_DAY, None)

    def before(self) -> DayRange | None:
        """Return all days before the range, or None if there are none."""
        return None if self.first is None or self.first == date.min else DayRange(None, self.first - _ONE_DAY)


ALL_DAYS = DayRange(None, None)

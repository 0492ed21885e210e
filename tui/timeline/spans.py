"""Which events are, possibly or certainly, within a range of days."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from tui.timeline.bitsets import Threshold
from tui.timeline.model import Event


class Range(NamedTuple):
    """Days from the first to the last, both within. None is an end that is open."""

    first: date | None
    last: date | None

    def meet(self, other: Range) -> Range | None:
        """Return the days that are in both, or None if there are none."""
        first = max((day for day in (self.first, other.first) if day is not None), default=None)
        last = min((day for day in (self.last, other.last) if day is not None), default=None)
        return None if first is not None and last is not None and first > last else Range(first, last)


class Spans:
    """The spans of events that stand in order of their first day."""

    def __init__(self, events: Sequence[Event]) -> None:
        keys = [event.date.sort_key for event in events]
        self._all = (1 << len(keys)) - 1
        self._firsts = [first for first, _ in keys]
        self._lasts = Threshold([last for _, last in keys])

    def possible(self, days: Range) -> int:
        """Return the events whose span meets these days."""
        found = self._all
        if days.last is not None:
            found &= (1 << bisect_right(self._firsts, days.last.toordinal())) - 1
        if days.first is not None:
            found &= ~self._lasts.at_most(days.first.toordinal() - 1)
        return found

    def certain(self, days: Range) -> int:
        """Return the events whose span lies within these days."""
        found = self._all
        if days.first is not None:
            found &= ~((1 << bisect_left(self._firsts, days.first.toordinal())) - 1)
        if days.last is not None:
            found &= self._lasts.at_most(days.last.toordinal())
        return found

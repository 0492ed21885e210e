"""Which events are, possibly or certainly, within a range of days."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from pyroaring import BitMap

from tui.timeline.search.postings import DayPostings, united

if TYPE_CHECKING:
    from tui.timeline.search.tables import Tables

OPEN_START = 0
"""The ordinal of the first day of a span whose start is open."""
OPEN_END = date.max.toordinal() + 1
"""The ordinal of the last day of a span whose end is open."""


class Range(NamedTuple):
    """DayPostings from the first to the last, both within. None is an end that is open."""

    first: date | None
    last: date | None

    def meet(self, other: Range) -> Range | None:
        """Return the days that are in both, or None if there are none."""
        first = max((day for day in (self.first, other.first) if day is not None), default=None)
        last = min((day for day in (self.last, other.last) if day is not None), default=None)
        return None if first is not None and last is not None and first > last else Range(first, last)


class SpanGroup(NamedTuple):
    """Events that are spread over the same days, or all within the same month."""

    first: int
    """The ordinal of the first day; `OPEN_START` if open."""
    last: int
    """The ordinal of the last day; `OPEN_END` if open."""
    events: BitMap


class Spans:
    """The spans of events that stand in order of their first day, and then of their last.

    Args:
        tables: has them.
    """

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._firsts = tables.firsts

    @cached_property
    def _lasts(self) -> DayPostings:
        """By last day: the events of several days."""
        return DayPostings(self._tables.sets("lasts"))

    @cached_property
    def _long(self) -> BitMap:
        """The events of several days."""
        return united(self._lasts.sets)

    def _begun(self, day: int) -> BitMap:
        """Return the events whose first day is at most this one."""
        return BitMap(range(bisect_right(self._firsts, day)))

    def _ended(self, day: int) -> BitMap:
        """Return the events whose last day is at most this one."""
        return (self._begun(day) - self._long) | self._lasts.at_most(day)

    def possible(self, days: Range) -> BitMap:
        """Return the events whose span meets these days."""
        last = OPEN_END if days.last is None else days.last.toordinal()
        found = self._begun(last)
        return found if days.first is None else found - self._ended(days.first.toordinal() - 1)

    def certain(self, days: Range) -> BitMap:
        """Return the events whose span lies within these days."""
        found = self._begun(OPEN_END) if days.last is None else self._ended(days.last.toordinal())
        return found if days.first is None else found - self._begun(days.first.toordinal() - 1)

    @cached_property
    def months(self) -> Sequence[tuple[int, int]]:
        """For each month in which an event begins: the months since the year 0 (-1: open), and the first such event."""
        months = []
        at, firsts = 0, self._firsts
        while at < len(firsts):
            month = month_of(firsts[at])
            months.append((month, at))
            at = bisect_left(firsts, _first_day(month + 1), at)
        return months

    @cached_property
    def groups(self) -> Sequence[SpanGroup]:
        """All events, those of a month together, and those of several months with the others of the same days."""
        groups = []
        for days, events in self._tables.sets("crossing").items():
            first, last = days.split(" ")
            groups.append(SpanGroup(int(first), int(last), events))
        crossing = united(group.events for group in groups)
        starts = [*(start for _, start in self.months), len(self._firsts)]
        for (month, start), end in zip(self.months, starts[1:], strict=True):
            if within := BitMap(range(start, end)) - crossing:
                groups.append(SpanGroup(_first_day(month), _first_day(month + 1) - 1, within))
        return groups


def month_of(day: int) -> int:
    """Return the months since the year 0 of an ordinal; -1 for `OPEN_START`."""
    if day == OPEN_START:
        return -1
    when = date.fromordinal(day)
    return 12 * when.year + when.month - 1


def _first_day(month: int) -> int:
    year, index = divmod(month, 12)
    if month < 12:
        return 1  # the first of the months that have a day
    return OPEN_END if year > date.max.year else date(year, index + 1, 1).toordinal()

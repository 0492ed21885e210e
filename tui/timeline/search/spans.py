"""The spans of days that events may be on, and which of them are within a range."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from pyroaring import BitMap

from tui.timeline.dates.day_range import OPEN_END, DayRange
from tui.timeline.dates.months import first_day_of, month_number
from tui.timeline.search.postings import DayPostings, union
from tui.timeline.search.tables import Tables


class SpanGroup(NamedTuple):
    """Events that share a span: the same days, or some days of the same month."""

    first: int
    """The ordinal of the first day; `OPEN_START` if open."""
    last: int
    """The ordinal of the last day; `OPEN_END` if open."""
    events: BitMap


class Spans:
    """The spans of events, which are numbered in order of their first day and then of their last.

    Args:
        tables: the tables of the events.
    """

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._firsts = tables.firsts

    @cached_property
    def _lasts(self) -> DayPostings:
        """The events that span several days, by their last day."""
        return DayPostings(self._tables.sets("lasts"))

    @cached_property
    def _long(self) -> BitMap:
        """The events that span several days."""
        return union(self._lasts.sets)

    def _begun(self, day: int) -> BitMap:
        """Return the events whose first day is at most this one."""
        return BitMap(range(bisect_right(self._firsts, day)))

    def _ended(self, day: int) -> BitMap:
        """Return the events whose last day is at most this one."""
        return (self._begun(day) - self._long) | self._lasts.at_most(day)

    def possible(self, days: DayRange) -> BitMap:
        """Return the events whose span overlaps a range."""
        last = OPEN_END if days.last is None else days.last.toordinal()
        found = self._begun(last)
        return found if days.first is None else found - self._ended(days.first.toordinal() - 1)

    def certain(self, days: DayRange) -> BitMap:
        """Return the events whose span lies within a range."""
        found = self._begun(OPEN_END) if days.last is None else self._ended(days.last.toordinal())
        return found if days.first is None else found - self._begun(days.first.toordinal() - 1)

    @cached_property
    def months(self) -> Sequence[tuple[int, int]]:
        """The number of each month in which an event begins, and the number of the first such event, both ascending.

        Months are numbered as by `tui.timeline.dates.months.month_number`: -1 is that of events without a start.
        """
        months = []
        number, firsts = 0, self._firsts
        while number < len(firsts):
            month = month_number(firsts[number])
            months.append((month, number))
            number = bisect_left(firsts, first_day_of(month + 1), number)
        return months

    @cached_property
    def groups(self) -> Sequence[SpanGroup]:
        """All events: grouped by month, or by their exact days if they span several months."""
        groups = []
        for days, events in self._tables.sets("spans").items():
            first, last = days.split(" ")
            groups.append(SpanGroup(int(first), int(last), events))
        of_several_months = union(group.events for group in groups)
        ends = [*(start for _, start in self.months[1:]), len(self._firsts)]
        for (month, start), end in zip(self.months, ends, strict=False):
            if within := BitMap(range(start, end)) - of_several_months:
                groups.append(SpanGroup(first_day_of(month), first_day_of(month + 1) - 1, within))
        return groups

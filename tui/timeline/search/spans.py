"""When events may have been under way, and which of them were within a range of time."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from datetime import tzinfo
from functools import cached_property
from typing import NamedTuple

from pyroaring import BitMap

from tui.timeline.dates.bounds import OPEN_END, OPEN_START
from tui.timeline.dates.calendar import DAY
from tui.timeline.dates.day_range import OPEN_END as LAST_DAY
from tui.timeline.dates.day_range import OPEN_START as FIRST_DAY
from tui.timeline.dates.edtf import EdtfDate
from tui.timeline.dates.sections import FINE_UNITS, TimeUnit, end_of_unit, fine_unit
from tui.timeline.dates.time_range import TimeRange, month_of_day, month_start
from tui.timeline.search.postings import NumberPostings, union
from tui.timeline.search.tables import BoundColumns, Tables

_SHORT_TIMELINE = {"hour": 3 * DAY, "day": 62 * DAY}
"""By unit: the longest time from the first start to the last of a timeline that is divided into it."""
_MOST_SECTIONS = 20_000
"""The most units that are told apart by precision; with more, a list shows the fine ones only."""


class SpanGroup(NamedTuple):
    """Events that share a span: the same days, or some days of the same month."""

    first: int
    """The number of the first day; `tui.timeline.dates.day_range.OPEN_START` if open."""
    last: int
    """The number of the last day; `tui.timeline.dates.day_range.OPEN_END` if open."""
    events: BitMap


class Spans:
    """The bounds of events, which are numbered in order of their earliest start.

    Most events are within one day. The others, and those whose dates have gaps, are looked up in tables of their own.

    Args:
        tables: the tables of the events.
        date: returns the date of an event.
        zone: the zone whose clock the bounds are on; None is UTC.
    """

    def __init__(self, tables: Tables, date: Callable[[int], EdtfDate], zone: tzinfo | None = None) -> None:
        self._tables = tables
        self._date = date
        self._zone = zone
        self.bounds: BoundColumns = tables.bounds
        """The bounds of each event."""

    @cached_property
    def _long(self) -> BitMap:
        """The events that are not within one day."""
        return union(self._tables.sets("latest-end").values())

    @cached_property
    def _latest_starts(self) -> NumberPostings:
        """The long events by the day of their latest start."""
        return NumberPostings(self._tables.sets("latest-start"))

    @cached_property
    def _earliest_ends(self) -> NumberPostings:
        return NumberPostings(self._tables.sets("earliest-end"))

    @cached_property
    def _latest_ends(self) -> NumberPostings:
        return NumberPostings(self._tables.sets("latest-end"))

    @cached_property
    def _with_gaps(self) -> BitMap:
        """The events whose date has gaps between its bounds, such as ``[1667,1670]``."""
        return self._tables.sets("date").get("gaps", BitMap())

    def _started(self, second: int) -> BitMap:
        """Return the events whose earliest start is at most a second."""
        return BitMap(range(bisect_right(self.bounds.earliest_starts, second)))

    def _at_most(self, second: int, column: Sequence[int], long_events: NumberPostings) -> BitMap:
        """Return the events whose bound is at most a second.

        Args:
            second: the second.
            column: the bound of each event, not the earliest start.
            long_events: the events that are not within one day, by the day of this bound.
        """
        day, rest = divmod(second, DAY)
        if rest == DAY - 1:
            return (self._started(second) - self._long) | long_events.at_most(day)
        found = (self._started(day * DAY - 1) - self._long) | long_events.at_most(day - 1)
        # What is left is within the day of the second: each of these events is looked at.
        starts = self.bounds.earliest_starts
        within = BitMap(range(bisect_left(starts, day * DAY), bisect_right(starts, second))) - self._long
        within |= long_events.at(day)
        return found | BitMap([number for number in within if column[number] <= second])

    def possible(self, time: TimeRange) -> BitMap:
        """Return the events that may have been under way at some second of a range."""
        found = self._started(OPEN_END if time.last is None else time.last)
        if time.first is not None:
            found = found - self._at_most(time.first - 1, self.bounds.latest_ends, self._latest_ends)
        if gaps := found & self._with_gaps:
            found = found - BitMap([number for number in gaps if not self._date(number).possible(*time, self._zone)])
        return found

    def certain(self, time: TimeRange) -> BitMap:
        """Return the events that were under way at some second of a range, whatever their dates mean."""
        last = OPEN_END if time.last is None else time.last
        found = self._at_most(last, self.bounds.latest_starts, self._latest_starts)
        if time.first is not None:
            found = found - self._at_most(time.first - 1, self.bounds.earliest_ends, self._earliest_ends)
        if self._with_gaps:
            gaps = BitMap([number for number in self._with_gaps if self._date(number).certain(*time, self._zone)])
            found = (found - self._with_gaps) | gaps
        return found

    # Sections

    @cached_property
    def unit(self) -> str:
        """The unit that the timeline is divided into where its dates are known: hours, days or months."""
        starts = self.bounds.earliest_starts
        first = bisect_right(starts, OPEN_START)
        if first == len(starts):
            return "month"
        length = starts[-1] - starts[first]
        has_times = bool(self._tables.sets("date").get("time"))
        if has_times and length <= _SHORT_TIMELINE["hour"]:
            return "hour"
        return "day" if length <= _SHORT_TIMELINE["day"] else "month"

    @cached_property
    def sections(self) -> Sequence[tuple[TimeUnit, int]]:
        """The unit of each run of events that share it, and the number of the first event of the run, ascending."""
        runs = [(start, unit) for unit, start in self._fine_sections()]
        coarse = self._coarse_sections()
        if not coarse or len(coarse) + len(runs) > _MOST_SECTIONS:
            return [(unit, start) for start, unit in runs]
        merged: list[tuple[TimeUnit, int]] = []
        starts = self.bounds.earliest_starts
        fine: Iterator[tuple[int, TimeUnit | None]] = iter([*runs, (len(starts), None), (len(starts) + 1, None)])
        _, unit = next(fine)
        next_start, next_unit = next(fine)

        def add(section: TimeUnit, at: int) -> None:
            if not merged or merged[-1][0] != section:
                merged.append((section, at))

        position = 0
        last: tuple[int, int, TimeUnit | None] = (len(starts), len(starts), None)
        for first, end, coarse_unit in [*coarse, last]:
            while position < first:
                while next_start <= position:
                    unit, (next_start, next_unit) = next_unit, next(fine)
                assert unit is not None
                add(unit, position)
                position = min(next_start, first)
            if coarse_unit is not None:
                add(coarse_unit, first)
                position = end
        return merged

    def _fine_sections(self) -> list[tuple[TimeUnit, int]]:
        assert self.unit in FINE_UNITS
        starts = self.bounds.earliest_starts
        sections = []
        number = 0
        while number < len(starts):
            unit = fine_unit(self.unit, starts[number])
            sections.append((unit, number))
            number = bisect_left(starts, end_of_unit(unit), number)
        return sections

    def _coarse_sections(self) -> list[tuple[int, int, TimeUnit]]:
        """Return the runs of events that are known to the year or less precisely: first, end and unit, ascending."""
        runs = []
        for key, events in self._tables.sets("coarse").items():
            name, _, number = key.partition(" ")
            unit = TimeUnit(name, int(number))
            first = previous = -2
            for event in events:
                if event != previous + 1:
                    if first >= 0:
                        runs.append((first, previous + 1, unit))
                    first = event
                previous = event
            runs.append((first, previous + 1, unit))
        return sorted(runs)

    # The histogram

    @cached_property
    def months(self) -> Sequence[tuple[int, int]]:
        """The number of each month in which an event begins, and the number of the first such event, both ascending.

        Months are numbered from the beginning of the year 0: -1 is that of events without a start.
        """
        months = []
        number, starts = 0, self.bounds.earliest_starts
        while number < len(starts):
            second = starts[number]
            if second == OPEN_START:
                months.append((-1, number))
                number = bisect_right(starts, OPEN_START, number)
                continue
            month = month_of_day(second // DAY)
            months.append((month, number))
            number = bisect_left(starts, month_start(month + 1) * DAY, number)
        return months

    @cached_property
    def groups(self) -> Sequence[SpanGroup]:
        """All events: grouped by month, or by their exact days if they span several months."""
        groups = []
        for days, events in self._tables.sets("spans").items():
            first, last = map(int, days.split(" "))
            groups.append(SpanGroup(first, last, events))
        of_several_months = union(group.events for group in groups)
        ends = [*(start for _, start in self.months[1:]), len(self.bounds.earliest_starts)]
        for (month, start), end in zip(self.months, ends, strict=False):
            if within := BitMap(range(start, end)) - of_several_months:
                first, last = (
                    (FIRST_DAY, FIRST_DAY) if month == -1 else (month_start(month), month_start(month + 1) - 1)
                )
                groups.append(SpanGroup(max(first, FIRST_DAY), min(last, LAST_DAY), within))
        return groups

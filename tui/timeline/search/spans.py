"""When events may have been under way, and which of them were within a range of time."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from datetime import tzinfo
from functools import cached_property
from typing import TYPE_CHECKING

from pyroaring import BitMap

from tui.timeline.dates.bounds import OPEN_END, OPEN_START, UNDATED
from tui.timeline.dates.calendar import DAY
from tui.timeline.dates.edtf import EdtfDate
from tui.timeline.dates.sections import FINE_UNITS, TimeUnit, end_of_unit, fine_unit
from tui.timeline.dates.time_range import TimeRange, month_of_day, month_start
from tui.timeline.search.date_facts import unit_of_key
from tui.timeline.search.postings import NumberPostings, union
from tui.timeline.search.tables import BoundColumns, Tables

if TYPE_CHECKING:
    from tui.timeline.search.span_groups import SpanGroup

_SHORT_TIMELINE = {"hour": DAY, "day": 62 * DAY}
"""By unit: the longest time from the first start to the last of a timeline that is divided into it."""


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
    def long(self) -> BitMap:
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
    def with_gaps(self) -> BitMap:
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
            return (self._started(second) - self.long) | long_events.at_most(day)
        found = (self._started(day * DAY - 1) - self.long) | long_events.at_most(day - 1)
        # What is left is within the day of the second: each of these events is looked at.
        starts = self.bounds.earliest_starts
        within = BitMap(range(bisect_left(starts, day * DAY), bisect_right(starts, second))) - self.long
        within |= long_events.at(day)
        return found | BitMap([number for number in within if column[number] <= second])

    def ended(self, second: int) -> BitMap:
        """Return the events whose latest end is at most a second."""
        return self._at_most(second, self.bounds.latest_ends, self._latest_ends)

    def possible(self, time: TimeRange) -> BitMap:
        """Return the events that may have been under way at some second of a range."""
        found = self._started(OPEN_END if time.last is None else time.last)
        if time.first is not None:
            found = found - self.ended(time.first - 1)
        if gaps := found & self.with_gaps:
            found = found - BitMap([number for number in gaps if not self._date(number).possible(*time, self._zone)])
        return found

    def certain(self, time: TimeRange) -> BitMap:
        """Return the events that were certainly under way at some second of a range."""
        last = OPEN_END if time.last is None else time.last
        found = self._at_most(last, self.bounds.latest_starts, self._latest_starts)
        if time.first is not None:
            found = found - self._at_most(time.first - 1, self.bounds.earliest_ends, self._earliest_ends)
        if self.with_gaps:
            gaps = BitMap([number for number in self.with_gaps if self._date(number).certain(*time, self._zone)])
            found = (found - self.with_gaps) | gaps
        return found

    # Sections

    @cached_property
    def undated(self) -> BitMap:
        """The undated events, of whose dates nothing is known. No date term finds them."""
        bounds = self.bounds
        columns = bounds.earliest_starts, bounds.latest_starts, bounds.earliest_ends, bounds.latest_ends
        open_starts = range(bisect_right(bounds.earliest_starts, OPEN_START))
        return BitMap([number for number in open_starts if tuple(column[number] for column in columns) == UNDATED])

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
    def units_of_sections(self) -> Sequence[TimeUnit]:
        """The unit of each run of events that share it, ascending."""
        return [unit for unit, _ in self._sections]

    @cached_property
    def last_of_sections(self) -> Sequence[int]:
        """The number of the last event of each run but the last one, ascending."""
        return [first - 1 for _, first in self._sections[1:]]

    @cached_property
    def _sections(self) -> Sequence[tuple[TimeUnit, int]]:
        """The unit of each run of events that share it, and the number of the first event of the run, ascending."""
        sections: list[tuple[TimeUnit, int]] = []
        position = 0
        for first, end, unit in self._coarse_runs():
            if first > position:
                self._add_fine_sections(sections, position, first)
            _add_section(sections, unit, first)
            position = end
        self._add_fine_sections(sections, position, len(self.bounds.earliest_starts))
        return sections

    def _add_fine_sections(self, sections: list[tuple[TimeUnit, int]], number: int, end: int) -> None:
        """Add the sections of some events by the unit of the timeline."""
        starts = self.bounds.earliest_starts
        while number < end:
            unit = fine_unit(self.unit, starts[number])
            _add_section(sections, unit, number)
            number = bisect_left(starts, end_of_unit(unit), number, end)

    def _coarse_runs(self) -> list[tuple[int, int, TimeUnit]]:
        """Return the runs of events that are known less precisely than the unit of the timeline, ascending.

        Each run is given by its first event, the event after its last, and the unit.
        """
        runs = [
            (first, end, unit_of_key(key))
            for key, events in self._tables.sets("coarse").items()
            for first, end in _runs(events)
        ]
        starts, precise = self.bounds.earliest_starts, self._tables.sets("date")
        for name in FINE_UNITS[FINE_UNITS.index(self.unit) + 1 :]:
            for first, end in _runs(precise.get(name, BitMap())):
                number = max(first, bisect_right(starts, OPEN_START, first, end))
                while number < end:
                    unit = fine_unit(name, starts[number])
                    stop = bisect_left(starts, end_of_unit(unit), number, end)
                    runs.append((number, stop, unit))
                    number = stop
        return sorted(runs)

    # The histogram

    @property
    def shortest(self) -> str:
        """The precision of the most precise dates: ``minute`` if any has a time; ``day``, ``month`` or ``year``."""
        precise = self._tables.sets("date")
        if precise.get("time"):
            return "minute"
        return "day" if precise.get("day") else "month" if precise.get("month") else "year"

    @cached_property
    def extent(self) -> tuple[int, int] | None:
        """The first and the last second of all dates, without open bounds; None if no event has a date."""
        seconds = [second for group in self.groups for second in group.bounds if OPEN_START < second < OPEN_END]
        starts = self.bounds.earliest_starts
        short = BitMap(range(len(starts))) - self.of_several_months
        if short:
            seconds.append(starts[short[0]])
            # Whatever ends last begins within a month of the last beginning.
            number = bisect_left(starts, month_start(month_of_day(starts[short[-1]] // DAY)) * DAY)
            seconds += [self.bounds.latest_ends[late] for late in short & BitMap(range(number, len(starts)))]
        return (min(seconds), max(seconds)) if seconds else None

    def starting(self, first: int, end: int) -> range:
        """Return the numbers of the events whose earliest start is at a second, or later and before another one."""
        starts = self.bounds.earliest_starts
        start = bisect_left(starts, first)
        return range(start, bisect_left(starts, end, start))

    @cached_property
    def months(self) -> Sequence[int]:
        """The months with an event that is within the month, ascending, in months since the beginning of year 0."""
        months = []
        starts = self.bounds.earliest_starts
        number = bisect_right(starts, OPEN_START)
        while number < len(starts):
            month = month_of_day(starts[number] // DAY)
            end = bisect_left(starts, month_start(month + 1) * DAY, number)
            if len(self.of_several_months & BitMap(range(number, end))) < end - number:
                months.append(month)
            number = end
        return months

    @cached_property
    def of_several_months(self) -> BitMap:
        """The events that are not within one month."""
        return union(self._tables.sets("spans").values())

    @cached_property
    def groups(self) -> Sequence[SpanGroup]:
        """The events that are not within one month, grouped by their bounds."""
        from tui.timeline.search.span_groups import groups_of_keys  # the first screen has no histogram

        return groups_of_keys(self._tables.sets("spans"), self._zone)

    def grouped(self, numbers: BitMap) -> Sequence[SpanGroup]:
        """Return some events grouped by their bounds."""
        from tui.timeline.search.span_groups import group_of_date, groups_of_bounds

        alone = [(BitMap([number]), self._date(number)) for number in numbers & self.with_gaps]
        return [
            *groups_of_bounds(numbers - self.with_gaps, self.bounds),
            *(group_of_date(date.bounds_in(self._zone), events, date, self._zone) for events, date in alone),
        ]


def _add_section(sections: list[tuple[TimeUnit, int]], unit: TimeUnit, first: int) -> None:
    """Add a section that begins with an event, unless the last one is of the same unit and goes on."""
    if not sections or sections[-1][0] != unit:
        sections.append((unit, first))


def _runs(events: BitMap) -> Iterator[tuple[int, int]]:
    """Yield each run of consecutive numbers: the first, and the one after the last."""
    following = events.shift(1)
    yield from zip(events - following, following - events, strict=True)

"""A histogram of events over time, in buckets as short as there is room for and as the dates are known.

The content of a bucket is a weight, not a count: see `tui.timeline.analysis.axis.Axis`. Events are processed in groups,
so the cost of a count grows with the number of distinct spans of time, not with the number of events.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from tui.timeline.analysis.axis import Axis
from tui.timeline.analysis.axis_units import DAYS, MINUTE, MONTH, UNITS, YEAR, AxisUnit, period_of
from tui.timeline.dates.bounds import UNDATED, Bounds
from tui.timeline.dates.calendar import DAY, MAX_YEAR, year_days
from tui.timeline.dates.time_range import month_start
from tui.timeline.search.span_groups import SpanGroup
from tui.timeline.search.spans import Spans

_LEAST_FOLDED = 3
"""The fewest buckets that are folded into one: a break takes about as much room as two."""
_BESIDE_A_SINGLE = 2
"""How many buckets are on either side of one that would be alone, and so would say nothing."""
_SHORTEST_UNITS = {"minute": MINUTE, "day": DAYS, "month": MONTH, "year": YEAR}
"""By the length of the shortest dates: the shortest unit that shows them."""
_MOST_SCREENS = 2
"""How many times as long as the axis the time may be that is shown by a unit shorter than a month, with breaks."""
_MOST_SCREENS_OF_MONTHS = 1000
"""The same for months and longer units."""
_TRACE = 1
"""Time in which less than this many events are to be expected may be folded."""
_TRACE_OF_PERIOD = 0.5
"""The same for each of the years, or of the other periods, that are folded."""
FIRST_SECOND, LAST_SECOND = (
    year_days(-MAX_YEAR, -MAX_YEAR)[0] * DAY,
    year_days(MAX_YEAR, MAX_YEAR)[1] * DAY + DAY - 1,
)


class Histogram:
    """The spans of a timeline's events, ready to be divided into buckets.

    Args:
        spans: the bounds of all events.
    """

    def __init__(self, spans: Spans) -> None:
        self._spans = spans
        extent = spans.extent
        self.extent = extent
        """The first and the last second of all dates, without open ends; None if no event has a date."""
        # What has no date is nowhere on the chart.
        groups = [group for group in spans.groups if extent is not None and group.bounds != UNDATED]
        dated = [_closed(group, *extent) for group in groups] if extent else []
        self._groups: Sequence[SpanGroup] = dated
        self._doubtful = [group for group in dated if group.is_moment]
        """The events that were a moment somewhere in a span of several months."""
        self._lasting = [stretch for group in dated if not group.is_moment for stretch in _stretches(group)]
        """The first and the last second of each stretch in which an event that lasted may have been under way."""

    @property
    def shortest(self) -> AxisUnit:
        """The shortest unit that a date is known to."""
        return _SHORTEST_UNITS[self._spans.shortest]

    def axis(self, most: int, window: tuple[int, int] | None = None) -> Axis:
        """Return an axis of the shortest buckets that fit and that the dates are known to, with empty time folded.

        Args:
            most: the most buckets; ten are enough for the longest possible timeline.
            window: the first and the last second to show; None shows all.

        Raises:
            ValueError: no event has a date.
        """
        if self.extent is None:
            raise ValueError("no event has a date")
        first, last = window or self.extent
        units = UNITS[UNITS.index(self.shortest) :]
        for unit in units:
            screens = _MOST_SCREENS_OF_MONTHS if unit.months else _MOST_SCREENS
            if last - first > screens * most * unit.length and unit != units[-1]:
                continue
            layout = self._layout(unit, first, last, most)
            if layout is not None:
                return Axis(self._spans, self._groups, *layout, unit)
        layout = self._layout(units[-1], first, last, None)
        assert layout is not None
        return Axis(self._spans, self._groups, *layout, units[-1])

    def _layout(
        self, unit: AxisUnit, first: int, last: int, most: int | None
    ) -> tuple[list[int], frozenset[int]] | None:
        """Return the bounds of buckets of a unit, and those at which a folded one begins; None if they are too many.

        Args:
            unit: the unit.
            first: the first second to show.
            last: the last second to show.
            most: the most buckets; None is no limit.
        """
        low, high = unit.number_at(first), unit.number_at(last) + 1
        folds: list[tuple[int, int]] = []
        count, position = 0, low
        for start, end in self._foldable(period_of(unit), first, last):
            # The units that are wholly within the empty time: the first, and the one after the last.
            begin = low if start <= first else unit.number_at(start - 1) + 1
            stop = high if end > last else unit.number_at(end)
            if stop - begin < _LEAST_FOLDED or stop - begin == high - low:
                continue
            count += begin - position + 1
            position = stop
            if most is not None and count > most:
                return None
            folds.append((begin, stop))
        if most is not None and count + high - position > most:
            return None
        if high - low == 1 and most is not None and most >= 1 + 2 * _BESIDE_A_SINGLE:
            low, high = low - _BESIDE_A_SINGLE, high + _BESIDE_A_SINGLE
            position = low
        bounds: list[int] = []
        position = low
        for begin, stop in folds:
            bounds += map(unit.start, range(position, begin + 1))
            position = stop
        bounds += map(unit.start, range(position, high + 1))
        bounds[0], bounds[-1] = max(bounds[0], FIRST_SECOND), min(bounds[-1], LAST_SECOND + 1)
        return bounds, frozenset(unit.start(begin) for begin, _ in folds)

    def _foldable(self, period: AxisUnit, first: int, last: int) -> Iterator[tuple[int, int]]:
        """Yield each run of whole periods that may be folded: its first second, and its end.

        An event of which the moment is not known may be in years that are folded, if it is more likely elsewhere.

        Args:
            period: the length of a period.
            first: the first second to look at.
            last: the last second to look at.
        """
        for start, end in self._empty(period, first, last):
            spans = [
                (max(start, group.bounds.earliest_start), min(end, group.bounds.latest_end + 1), group)
                for group in self._doubtful
                if group.bounds.possible(start, end - 1)
            ]
            weight = sum(len(group.events) * (high - low) / group.length for low, high, group in spans)
            trace = min(_TRACE, _TRACE_OF_PERIOD * (end - start) / period.length) if period.months >= YEAR.months else 0
            if not spans or weight < trace:
                yield start, end
                continue
            for low, high in _between(start, end, *_merged((low, high - 1) for low, high, _ in spans)):
                yield period.start(period.number_at(low - 1) + 1), period.start(period.number_at(high))

    def _empty(self, period: AxisUnit, first: int, last: int) -> Iterator[tuple[int, int]]:
        """Yield each run of whole periods in which no event may have been under way: its first second, and its end.

        Args:
            period: the length of a period.
            first: the first second to look at.
            last: the last second to look at.
        """
        starts, ends = self._stretches if period.months else self._short_stretches(period, first, last)
        start = period.start(period.number_at(first))
        index = bisect_right(ends, start - 1)
        while index < len(starts) and starts[index] <= last:
            covered = period.number_at(starts[index])
            if period.start(covered) > start:
                yield start, period.start(covered)
            # Skip the stretches within the period in which this one ends.
            start = period.start(period.number_at(ends[index]) + 1)
            index = bisect_right(ends, start - 1)
        if start <= last:
            yield start, period.start(period.number_at(last) + 1)

    @cached_property
    def _stretches(self) -> tuple[Sequence[int], Sequence[int]]:
        """The first and the last seconds of the stretches with events, ascending and apart; months are not divided."""
        months = [(month_start(month) * DAY, month_start(month + 1) * DAY - 1) for month in self._spans.months]
        return _merged([*months, *self._lasting])

    def _short_stretches(self, period: AxisUnit, first: int, last: int) -> tuple[Sequence[int], Sequence[int]]:
        """Return the same for a part of the timeline, by hours or days. Periods are not divided."""
        spans = self._spans
        covered = [stretch for stretch in self._lasting if stretch[0] <= last and stretch[1] >= first]
        # What is within one month and reaches into this time begins at most a month before.
        run = spans.starting(MONTH.start(MONTH.number_at(first)), last + 1)
        starts, ends = spans.bounds.earliest_starts, spans.bounds.latest_ends
        number = run.start
        while number < run.stop:
            start = period.number_at(starts[number])
            same = spans.starting(starts[number], period.start(start + 1))
            covered.append((period.start(start), min(max(ends[same.start : same.stop]), last)))
            number = same.stop
        return _merged(covered)


def widened(first: int, last: int, extent: tuple[int, int]) -> tuple[int, int] | None:
    """Return the window of whole units that shows twice as long a time, within an extent.

    Args:
        first: the first second that is shown now.
        last: the last second that is shown now.
        extent: the first and the last second that can be shown.

    Returns:
        The first and the last second, in the longest units that the time consists of; None if they would be the whole
        extent.
    """
    unit = next((unit for unit in reversed(UNITS) if _is_whole(first, last, unit)), MINUTE)
    begin, end, low, high = map(unit.number_at, (first, last, *extent))
    length = 2 * (end - begin + 1)
    if length > high - low:
        return None
    start = max(low, min(begin - length // 4, high + 1 - length))
    return unit.start(start), unit.start(start + length) - 1


def _is_whole(first: int, last: int, unit: AxisUnit) -> bool:
    """Return whether a range of seconds consists of whole units."""
    return unit.start(unit.number_at(first)) == first and unit.start(unit.number_at(last) + 1) == last + 1


def _closed(group: SpanGroup, first: int, last: int) -> SpanGroup:
    """Return a group whose bounds are within an extent: what is open reaches to its ends."""
    if group.bounds.earliest_start >= first and group.bounds.latest_end <= last:
        return group
    members = tuple(_clipped(member, first, last) for member in group.members)
    return group._replace(bounds=_clipped(group.bounds, first, last), members=members)


def _clipped(bounds: Bounds, first: int, last: int) -> Bounds:
    return Bounds(*(min(max(second, first), last) for second in bounds))


def _stretches(group: SpanGroup) -> Iterator[tuple[int, int]]:
    """Yield the first and the last second of each stretch in which an event of a group may have been under way."""
    for bounds in group.members or (group.bounds,):
        yield bounds.earliest_start, bounds.latest_end


def _between(start: int, end: int, starts: Sequence[int], ends: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield what is left of a range without some stretches in it: the first second of each part, and its end."""
    yield from zip([start, *(last + 1 for last in ends)], [*starts, end], strict=True)


def _merged(stretches: Iterable[tuple[int, int]]) -> tuple[Sequence[int], Sequence[int]]:
    """Return the first and the last seconds of stretches, ascending, after joining those that touch."""
    starts: list[int] = []
    ends: list[int] = []
    for start, end in sorted(stretches):
        if ends and start <= ends[-1] + 1:
            ends[-1] = max(ends[-1], end)
        else:
            starts.append(start)
            ends.append(end)
    return starts, ends

"""A histogram of events over time, in buckets as fine as there is room for.

An event whose day is not known is spread evenly over the days that it may be on. The content of a bucket is therefore a
weight, not a count; all weights add up to the number of events. Events are processed in groups of the same span, so the
cost grows with the number of distinct spans, not with the number of events.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from pyroaring import BitMap

from tui.text.frozen import Frozen
from tui.timeline.dates.calendar import MONTHS
from tui.timeline.dates.day_range import OPEN_END, OPEN_START
from tui.timeline.dates.months import first_day_of, month_number, month_of
from tui.timeline.search.spans import SpanGroup

UNITS: tuple[tuple[int, str], ...] = (
    (1, "month"),
    (3, "quarter"),
    (12, "year"),
    (120, "decade"),
    (1200, "century"),
    (12000, "millennium"),
)
"""The possible units of a bucket, finest first: how many months each has, and its name."""

_YEAR = 12
_LEAST_FOLDED = 3
"""The fewest buckets that are folded into one: a break takes about as much room as two."""
_TRACE = 0.5
"""A year with less weight than this may be folded: only long spans pass through it."""
_NEGLIGIBLE = 1e-9
"""A weight below this is a rounding error of zero."""


class Bucket(Frozen):
    """Consecutive days that are counted together."""

    first: date
    last: date
    """The last day, included."""
    label: str
    is_folded: bool = False
    """Whether the bucket is a break: years with hardly any event, folded into one bucket."""


class _SpreadGroup(NamedTuple):
    """Events of the same span, which is not within a single bucket."""

    events: BitMap
    first: int
    """The index of the first bucket that the span overlaps."""
    last: int
    """The index of the last bucket that the span overlaps."""
    rate: float
    """The weight of one event on one day."""
    head: int
    """How many days of the span are in the first bucket."""
    tail: int
    """How many days of the span are in the last bucket; 0 if it is also the first."""


class Histogram:
    """The spans of a timeline's events, ready to be divided into buckets.

    Args:
        groups: all events, grouped by span.
    """

    def __init__(self, groups: Sequence[SpanGroup]) -> None:
        self.extent = _extent(groups)
        """The first and the last day of all dates, as ordinals, without open ends; None if no event has a date."""
        if self.extent is None:
            self._groups: Sequence[SpanGroup] = ()
        else:
            first, last = self.extent
            # Assume that an open span ends somewhere within the extent.
            self._groups = [
                SpanGroup(first if start == OPEN_START else start, last if end == OPEN_END else end, events)
                for start, end, events in groups
            ]
        self._events = BitMap().union(*(group.events for group in self._groups))

    def axis(self, most: int, window: tuple[int, int] | None = None) -> Axis:
        """Return an axis of the finest buckets that fit, with empty years folded.

        Args:
            most: the most buckets; ten are enough for the longest possible timeline.
            window: the first and the last day to show, as ordinals; None shows all.

        Raises:
            ValueError: no event has a date.
        """
        if self.extent is None:
            raise ValueError("no event has a date")
        first, last = window or self.extent
        empty_by_period: dict[int, list[tuple[int, int]]] = {}
        for months, unit in UNITS:
            bounds = _bounds(first, last, months)
            period = max(months, _YEAR)
            if period not in empty_by_period:
                empty_by_period[period] = list(self._empty_runs(first, last, period))
            bounds, folded = _fold(bounds, empty_by_period[period])
            layout = bounds, folded, unit
            if len(bounds) - 1 <= most:
                break
        return Axis(self._groups, *layout)

    def _empty_runs(self, first: int, last: int, period: int) -> Iterator[tuple[int, int]]:
        """Yield each run of years, or of longer periods, that have hardly any event: its first day and the day after.

        Args:
            first: the first day to look at, as an ordinal.
            last: the last day to look at.
            period: the number of months of a period.
        """
        whole = Axis(self._groups, _bounds(first, last, period), frozenset(), "")
        weights = whole.weights(self._events)
        for start, end in _runs(weight < _TRACE for weight in weights):
            if sum(weights[start:end]) < 1:
                yield whole.bounds[start], whole.bounds[end]
            else:
                for low, high in _runs(weight == 0 for weight in weights[start:end]):
                    yield whole.bounds[start + low], whole.bounds[start + high]


class Axis:
    """Buckets in order, without gaps between them, and the weights of events in them.

    Args:
        groups: all events by span, none with an open end.
        bounds: the first day of each bucket and the day after the last bucket, as ordinals.
        folded: the bounds at which a folded bucket begins.
        unit: the name of a unit in `UNITS`.
    """

    def __init__(self, groups: Sequence[SpanGroup], bounds: Sequence[int], folded: frozenset[int], unit: str) -> None:
        self.bounds = bounds
        self.unit = unit
        self._days = [end - start for start, end in pairwise(bounds)]
        inside: list[list[BitMap]] = [[] for _ in self._days]
        self._spread: list[_SpreadGroup] = []
        for start, end, events in groups:
            low, high = max(start, bounds[0]), min(end, bounds[-1] - 1)
            if low > high:
                continue
            first, last = self.bucket_at(low), self.bucket_at(high)
            if (first, low, high) == (last, start, end):
                inside[first].append(events)
                continue
            head = min(high + 1, bounds[first + 1]) - low
            tail = high + 1 - bounds[last] if last > first else 0
            self._spread.append(_SpreadGroup(events, first, last, 1 / (end - start + 1), head, tail))
        self._inside = [BitMap().union(*sets) for sets in inside]
        self.buckets: Sequence[Bucket] = [
            _bucket(start, end - 1, unit, start in folded) for start, end in pairwise(bounds)
        ]

    def bucket_at(self, day: int) -> int:
        """Return the index of the bucket that a day is in, or of the nearest bucket."""
        return max(0, min(len(self.bounds) - 2, bisect_right(self.bounds, day) - 1))

    def weights(self, events: BitMap) -> list[float]:
        """Return the weight of some events in each bucket."""
        weights = [float(events.intersection_cardinality(within)) for within in self._inside]
        rate_changes = [0.0] * (len(weights) + 1)
        for group in self._spread:
            if count := events.intersection_cardinality(group.events):
                rate = count * group.rate
                weights[group.first] += rate * group.head
                if group.last > group.first:
                    weights[group.last] += rate * group.tail
                    # The span covers all days of the buckets in between: record only where the rate changes.
                    rate_changes[group.first + 1] += rate
                    rate_changes[group.last] -= rate
        rate = 0.0
        for bucket, days in enumerate(self._days):
            rate += rate_changes[bucket]
            weights[bucket] += rate * days
            if weights[bucket] < _NEGLIGIBLE:
                weights[bucket] = 0.0
        return weights


def widened(first: date, last: date, extent: tuple[int, int]) -> tuple[int, int] | None:
    """Return the window of whole months that shows twice as long a time, within an extent.

    Args:
        first: the first day that is shown now.
        last: the last day that is shown now.
        extent: the first and the last day that can be shown, as ordinals.

    Returns:
        The first and the last day, as ordinals; None if that would be the whole extent.
    """
    begin, end, low, high = map(month_of, (first, last, *map(date.fromordinal, extent)))
    length = 2 * (end - begin + 1)
    if length > high - low:
        return None
    start = max(low, min(begin - length // 4, high + 1 - length))
    return first_day_of(start), first_day_of(start + length) - 1


def _extent(groups: Iterable[SpanGroup]) -> tuple[int, int] | None:
    days = [day for start, end, _ in groups for day in (start, end) if day not in (OPEN_START, OPEN_END)]
    return (min(days), max(days)) if days else None


def _bounds(first: int, last: int, months: int) -> list[int]:
    """Return the bounds of the units that cover some days: the first day of each unit, and the day after the last.

    Args:
        first: the first day, as an ordinal.
        last: the last day.
        months: the number of months of a unit.
    """
    begin, end = month_number(first) // months * months, (month_number(last) // months + 1) * months
    return [first_day_of(month) for month in range(begin, end + 1, months)]


def _fold(bounds: Sequence[int], empty_runs: Iterable[tuple[int, int]]) -> tuple[list[int], frozenset[int]]:
    """Return the bounds that are not inside an empty run, and the bounds at which a folded bucket begins."""
    kept: list[int] = []
    folded = set()
    done, count = 0, len(bounds) - 1
    for start, end in empty_runs:
        low, high = bisect_left(bounds, start), bisect_left(bounds, end, hi=count)
        if _LEAST_FOLDED <= high - low < count:
            kept += bounds[done : low + 1]
            folded.add(bounds[low])
            done = high
    return kept + list(bounds[done:]), frozenset(folded)


def _runs(flags: Iterable[bool]) -> Iterator[tuple[int, int]]:
    """Yield the bounds of each run of true flags: the index of its first, and the index after its last."""
    start, index = None, -1
    for index, flag in enumerate(flags):
        if flag and start is None:
            start = index
        elif not flag and start is not None:
            yield start, index
            start = None
    if start is not None:
        yield start, index + 1


def _bucket(first: int, last: int, unit: str, is_folded: bool) -> Bucket:
    start, end = date.fromordinal(first), date.fromordinal(last)
    months = (MONTHS[start.month - 1][:3], MONTHS[end.month - 1][:3])
    label = f"{start.year}" if start.year == end.year else f"{start.year}–{end.year}"
    if not is_folded and unit == "month":
        label = f"{months[0]} {label}"
    elif not is_folded and unit == "quarter":
        label = f"{months[0]}–{months[1]} {label}"
    return Bucket(start, end, label, is_folded)

"""How events lie in time: how many fall in each month, each year, or each of what there is room for.

An event whose day is not known is spread evenly over the days that it may be on, so what falls in a bucket is a weight
and no count; all weights together are the number of events. What is asked of the events is asked of groups of them, so
the cost grows with the number of spans that there are, not with that of the events.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from pyroaring import BitMap

from tui.text.frozen import Frozen
from tui.timeline.dates.day_range import OPEN_END, OPEN_START
from tui.timeline.dates.words import MONTHS
from tui.timeline.search.spans import SpanGroup

UNITS: tuple[tuple[int, str], ...] = (
    (1, "month"),
    (3, "quarter"),
    (12, "year"),
    (120, "decade"),
    (1200, "century"),
    (12000, "millennium"),
)
"""What a bucket can be: so many months, and their name."""

_YEAR = 12
_LEAST_FOLDED = 3
"""Fewer buckets than these are not folded: the break would take about as much room."""
_TRACE = 0.5
"""A year into which less than this of an event falls may be folded: a long span passes through it."""
_NOTHING = 1e-9
"""Less than this is what floating point makes of zero."""


class Bucket(Frozen):
    """Some days of a chart, drawn as one bar; or a break that stands for years in which hardly anything is."""

    first: date
    last: date
    """The last day, which is within."""
    label: str
    is_folded: bool = False


class _Crossing(NamedTuple):
    """Events of the same days, which reach from one bucket into another."""

    events: BitMap
    first: int
    """The place of the first bucket that they reach."""
    last: int
    """That of the last."""
    rate: float
    """What of each of the events falls on a day."""
    head: int
    """On how many days of the first bucket they may be."""
    tail: int
    """On how many of the last, where it is another one."""


class Histogram:
    """The spans of a timeline's events, ready to be put into buckets.

    Args:
        groups: all events, those of the same days together.
    """

    def __init__(self, groups: Sequence[SpanGroup]) -> None:
        self.extent = _extent(groups)
        """The first and the last day that any date names, as ordinals; None if none does."""
        if self.extent is None:
            self._groups: Sequence[SpanGroup] = ()
        else:
            first, last = self.extent
            # What is open at an end is somewhere within what is told of.
            self._groups = [
                SpanGroup(first if start == OPEN_START else start, last if end == OPEN_END else end, events)
                for start, end, events in groups
            ]
        self._everything = BitMap().union(*(group.events for group in self._groups))

    def axis(self, most: int, window: tuple[int, int] | None = None) -> Axis:
        """Return the finest buckets of which there are at most so many, the empty years among them folded.

        Args:
            most: how many there may be; of the longest timeline, it takes ten.
            window: the first and the last day to be shown, as ordinals; None shows all.

        Raises:
            ValueError: no event has a date.
        """
        if self.extent is None:
            raise ValueError("no event has a date")
        first, last = window or self.extent
        empty: dict[int, list[tuple[int, int]]] = {}
        for months, unit in UNITS:
            bounds = _bounds(first, last, months)
            period = max(months, _YEAR)
            if period not in empty:
                empty[period] = list(self._empty(first, last, period))
            found = *_folded(bounds, empty[period]), unit
            if len(found[0]) - 1 <= most:
                break
        return Axis(self._groups, *found)

    def _empty(self, first: int, last: int, period: int) -> Iterator[tuple[int, int]]:
        """Yield the first day of each run of years (or of longer periods) that hardly any event is in, and its end."""
        whole = Axis(self._groups, _bounds(first, last, period), frozenset(), "")
        weights = whole.weights(self._everything)
        for start, end in _runs(weight < _TRACE for weight in weights):
            if sum(weights[start:end]) < 1:
                yield whole.bounds[start], whole.bounds[end]
            else:
                for low, high in _runs(weight == 0 for weight in weights[start:end]):
                    yield whole.bounds[start + low], whole.bounds[start + high]


class Axis:
    """Buckets in their order, which meet without a gap, and what of some events falls in each.

    Args:
        groups: all events, none of them open at an end.
        bounds: the first day of each bucket, and the day after the last one, as ordinals.
        folded: those of the bounds with which a break begins.
        unit: what a bucket is, one of `UNITS`.
    """

    def __init__(self, groups: Sequence[SpanGroup], bounds: Sequence[int], folded: frozenset[int], unit: str) -> None:
        self.bounds = bounds
        self.unit = unit
        self._days = [end - start for start, end in pairwise(bounds)]
        inside: list[list[BitMap]] = [[] for _ in self._days]
        self._crossing: list[_Crossing] = []
        for start, end, events in groups:
            low, high = max(start, bounds[0]), min(end, bounds[-1] - 1)
            if low > high:
                continue
            first, last = self.place(low), self.place(high)
            if (first, low, high) == (last, start, end):
                inside[first].append(events)
                continue
            head = min(high + 1, bounds[first + 1]) - low
            tail = high + 1 - bounds[last] if last > first else 0
            self._crossing.append(_Crossing(events, first, last, 1 / (end - start + 1), head, tail))
        self._inside = [BitMap().union(*sets) for sets in inside]
        self.buckets: Sequence[Bucket] = [
            _bucket(start, end - 1, unit, start in folded) for start, end in pairwise(bounds)
        ]

    def place(self, day: int) -> int:
        """Return the place of the bucket that a day is in, or of the one nearest to it."""
        return max(0, min(len(self.bounds) - 2, bisect_right(self.bounds, day) - 1))

    def weights(self, events: BitMap) -> list[float]:
        """Return how many of these events fall in each bucket, uncertain ones spread evenly over their days."""
        weights = [float(events.intersection_cardinality(within)) for within in self._inside]
        steps = [0.0] * (len(weights) + 1)
        for group in self._crossing:
            if count := events.intersection_cardinality(group.events):
                rate = count * group.rate
                weights[group.first] += rate * group.head
                if group.last > group.first:
                    weights[group.last] += rate * group.tail
                    # The buckets between are all within: it is enough to say where the rate changes.
                    steps[group.first + 1] += rate
                    steps[group.last] -= rate
        rate = 0.0
        for place, days in enumerate(self._days):
            rate += steps[place]
            weights[place] += rate * days
            if weights[place] < _NOTHING:
                weights[place] = 0.0
        return weights


def widened(first: date, last: date, extent: tuple[int, int]) -> tuple[int, int] | None:
    """Return the months, as ordinals, of twice as long a time within an extent; None if that is all of it."""
    begin, end, low, high = map(_month, (first, last, *map(date.fromordinal, extent)))
    length = 2 * (end - begin + 1)
    if length > high - low:
        return None
    start = max(low, min(begin - length // 4, high + 1 - length))
    return _first_day(start), _first_day(start + length) - 1


def _month(day: date) -> int:
    """Return the months from the year 0 to that of a day."""
    return 12 * day.year + day.month - 1


def _extent(groups: Iterable[SpanGroup]) -> tuple[int, int] | None:
    days = [day for start, end, _ in groups for day in (start, end) if day not in (OPEN_START, OPEN_END)]
    return (min(days), max(days)) if days else None


def _bounds(first: int, last: int, months: int) -> list[int]:
    """Return where each of the units of so many months begins that these days are in, and where the last ends."""
    start, end = map(_month, map(date.fromordinal, (first, last)))
    begin, finish = start // months * months, (end // months + 1) * months
    return [_first_day(month) for month in range(begin, finish + 1, months)]


def _first_day(month: int) -> int:
    year, index = divmod(month, 12)
    if year < date.min.year:
        return date.min.toordinal()
    return OPEN_END if year > date.max.year else date(year, index + 1, 1).toordinal()


def _folded(bounds: Sequence[int], empty: Iterable[tuple[int, int]]) -> tuple[list[int], frozenset[int]]:
    """Return the bounds without those within an empty run, and those with which the breaks begin."""
    kept: list[int] = []
    breaks = set()
    at, count = 0, len(bounds) - 1
    for start, end in empty:
        low, high = bisect_left(bounds, start), bisect_left(bounds, end, hi=count)
        if _LEAST_FOLDED <= high - low < count:
            kept += bounds[at : low + 1]
            breaks.add(bounds[low])
            at = high
    return kept + list(bounds[at:]), frozenset(breaks)


def _runs(flags: Iterable[bool]) -> Iterator[tuple[int, int]]:
    """Yield the place of the first true flag of each run of them, and the place after its last."""
    start, place = None, -1
    for place, flag in enumerate(flags):
        if flag and start is None:
            start = place
        elif not flag and start is not None:
            yield start, place
            start = None
    if start is not None:
        yield start, place + 1


def _bucket(first: int, last: int, unit: str, is_folded: bool) -> Bucket:
    start, end = date.fromordinal(first), date.fromordinal(last)
    months = (MONTHS[start.month - 1][:3], MONTHS[end.month - 1][:3])
    label = f"{start.year}" if start.year == end.year else f"{start.year}–{end.year}"
    if not is_folded and unit == "month":
        label = f"{months[0]} {label}"
    elif not is_folded and unit == "quarter":
        label = f"{months[0]}–{months[1]} {label}"
    return Bucket(start, end, label, is_folded)

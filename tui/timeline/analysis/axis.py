"""An axis of time in buckets, and how much of some events is in each."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from pyroaring import BitMap

from tui.text.frozen import Frozen
from tui.timeline.analysis.axis_units import AxisUnit
from tui.timeline.analysis.bucket_names import bucket_name, folded_name
from tui.timeline.dates.bounds import Bounds
from tui.timeline.dates.calendar import DAY
from tui.timeline.dates.time_range import month_of_day, month_start
from tui.timeline.search.spans import SpanGroup, Spans

_NEGLIGIBLE = 1e-7
"""A weight below this is a rounding error of zero."""


class Bucket(Frozen):
    """Consecutive seconds that are counted together."""

    first: int
    last: int
    """The last second, included."""
    label: str
    is_folded: bool = False
    """Whether the bucket is a break: many units in which there is no event, folded into one bucket."""


class BucketWeights(Frozen):
    """How much of some events is in each bucket."""

    by_bucket: Sequence[float]
    lasting: Sequence[float]
    """The weight of the events that are under way both in a bucket and in the one before."""
    recurring: Sequence[Mapping[int, float]]
    """For events that happened at several times: the weight of those of one date in each bucket where it has any."""

    def between(self, first: int, last: int) -> float:
        """Return the weight of the events in some buckets, from the first to the last. Each event counts once."""
        weight = sum(self.by_bucket[first : last + 1]) - sum(self.lasting[first + 1 : last + 1])
        for by_bucket in self.recurring:
            weights = [by_bucket[bucket] for bucket in by_bucket if first <= bucket <= last]
            weight -= sum(weights) - max(weights, default=0)
        return _rounded(weight)


class _Ramp(NamedTuple):
    """A moment of some events, such as their start, that is equally likely at each second of a range."""

    events: BitMap
    before: float
    """How likely it is before the first bucket."""
    first: int
    """The index of the first bucket that the range overlaps."""
    last: int
    """The index of the last bucket that the range overlaps; less than `first` if the range is not on the axis."""
    rate: float
    """How likely it is at each second of the range."""
    head: int
    """How many seconds of the range are in the first bucket."""
    tail: int
    """How many seconds of the range are in the last bucket; 0 if it is also the first."""


class Axis:
    """Buckets in order, without gaps between them, and the weights of events in them.

    The weight of an event in a bucket is how likely it was under way at some second of the bucket. One that was a
    moment somewhere in a span is spread evenly over the span. One that lasted counts wholly in each bucket in which it
    surely was under way.

    Args:
        spans: the bounds of all events.
        groups: the events that are not within one month by their bounds, none of them open.
        bounds: the first second of each bucket and the second after the last bucket.
        folded: the bounds at which a folded bucket begins.
        unit: the unit that each bucket is, unless it is folded.
    """

    def __init__(
        self, spans: Spans, groups: Iterable[SpanGroup], bounds: Sequence[int], folded: frozenset[int], unit: AxisUnit
    ) -> None:
        self.bounds = bounds
        self.unit = unit
        self.buckets: Sequence[Bucket] = [
            Bucket(
                start, end - 1, (folded_name if start in folded else bucket_name)(start, end - 1, unit), start in folded
            )
            for start, end in pairwise(bounds)
        ]
        self._spans = spans
        self._lengths = [end - start for start, end in pairwise(bounds)]
        self._inside: list[list[BitMap]] = [[] for _ in self.buckets]
        """Events that are within each bucket."""
        self._spread: list[_Ramp] = []
        """Events that were a moment somewhere in several buckets."""
        self._starts: list[_Ramp] = []
        """The starts of events that lasted."""
        self._ends: list[_Ramp] = []
        """The ends of the same."""
        self._recurring: list[tuple[BitMap, dict[int, float]]] = []
        """Events that happened at several times, with the weight of one of them in each bucket where it has any."""
        for group in groups:
            self._add(group)
        self._add_short()
        self._united = [BitMap().union(*sets) for sets in self._inside]

    def bucket_at(self, second: int) -> int:
        """Return the index of the bucket that a second is in, or of the nearest bucket."""
        return max(0, min(len(self.bounds) - 2, bisect_right(self.bounds, second) - 1))

    def weights(self, events: BitMap) -> BucketWeights:
        """Return the weight of some events in each bucket."""
        weights = [float(events.intersection_cardinality(within)) for within in self._united]
        _, spread = self._likely(self._spread, events)
        started, starts = self._likely(self._starts, events)
        ended, ends = self._likely(self._ends, events)
        lasting = []
        for bucket in range(len(weights)):
            # It is under way in the bucket if it starts by its end, and has not ended before its start.
            lasting.append(started - ended)
            started += starts[bucket]
            weights[bucket] += spread[bucket] + started - ended
            ended += ends[bucket]
        recurring = []
        for group, by_bucket in self._recurring:
            if count := events.intersection_cardinality(group):
                recurring.append({bucket: count * weight for bucket, weight in by_bucket.items()})
                for bucket, weight in by_bucket.items():
                    weights[bucket] += count * weight
        return BucketWeights(list(map(_rounded, weights)), lasting, recurring)

    def _likely(self, ramps: Iterable[_Ramp], events: BitMap) -> tuple[float, list[float]]:
        """Return of how many of some events a moment is before the axis, and of how many it is in each bucket."""
        before = 0.0
        found = [0.0] * len(self._lengths)
        rate_changes = [0.0] * (len(found) + 1)
        for ramp in ramps:
            if count := events.intersection_cardinality(ramp.events):
                before += count * ramp.before
                if ramp.last < ramp.first:
                    continue
                rate = count * ramp.rate
                found[ramp.first] += rate * ramp.head
                if ramp.last > ramp.first:
                    found[ramp.last] += rate * ramp.tail
                    # The range covers the buckets in between: record only where the rate changes.
                    rate_changes[ramp.first + 1] += rate
                    rate_changes[ramp.last] -= rate
        rate = 0.0
        for bucket, length in enumerate(self._lengths):
            rate += rate_changes[bucket]
            found[bucket] += rate * length
        return before, found

    # Events

    def _add(self, group: SpanGroup) -> None:
        """Add events that share their bounds."""
        earliest_start, latest_start, earliest_end, latest_end = group.bounds
        bounds = self.bounds
        if latest_end < bounds[0] or earliest_start >= bounds[-1]:
            return
        first, last = self.bucket_at(earliest_start), self.bucket_at(latest_end)
        if first == last and earliest_start >= bounds[0] and latest_end < bounds[-1]:
            self._inside[first].append(group.events)
        elif group.is_all_of:
            self._recurring.append((group.events, dict(self._weights_of_all(group))))
        elif group.is_moment:
            ranges = [(each.earliest_start, each.latest_end) for each in group.members or (group.bounds,)]
            length = sum(end - start + 1 for start, end in ranges)
            self._spread += [self._ramp(group.events, start, end, length) for start, end in ranges]
        else:
            self._starts.append(self._ramp(group.events, earliest_start, latest_start))
            self._ends.append(self._ramp(group.events, earliest_end, latest_end))

    def _ramp(self, events: BitMap, first: int, last: int, length: int | None = None) -> _Ramp:
        """Return a ramp over a range of seconds, or over a part of a longer time if its length is given."""
        bounds = self.bounds
        rate = 1 / (length or last - first + 1)
        before = rate * max(0, min(last + 1, bounds[0]) - first)
        low, high = max(first, bounds[0]), min(last, bounds[-1] - 1)
        if low > high:
            return _Ramp(events, before, 0, -1, rate, 0, 0)
        first_bucket, last_bucket = self.bucket_at(low), self.bucket_at(high)
        head = min(high + 1, bounds[first_bucket + 1]) - low
        tail = high + 1 - bounds[last_bucket] if last_bucket > first_bucket else 0
        return _Ramp(events, before, first_bucket, last_bucket, rate, head, tail)

    def _weights_of_all(self, group: SpanGroup) -> Iterator[tuple[int, float]]:
        """Yield the weight of an event that happened in all members of a set, in each bucket where it has any."""
        for bucket in range(self.bucket_at(group.bounds.earliest_start), self.bucket_at(group.bounds.latest_end) + 1):
            weights = (_under_way(member, self.bounds[bucket], self.bounds[bucket + 1]) for member in group.members)
            if weight := max(weights):
                yield bucket, weight

    def _add_short(self) -> None:
        """Add the events that are within one month. A run of numbers holds those that begin within a bucket."""
        spans, bounds = self._spans, self.bounds
        several = spans.of_several_months
        if not self.unit.months:
            self._add_earlier()
        for bucket, (start, end) in enumerate(pairwise(bounds)):
            run = BitMap(spans.starting(start, end)) - several
            if not run:
                continue
            crossing = BitMap()
            if not self.unit.months:
                crossing = self._ending_from(run, end)
                for group in spans.grouped(crossing):
                    self._add(group)
            self._inside[bucket].append(run - crossing)

    def _add_earlier(self) -> None:
        """Add the events within one month that begin before the first bucket and end in it or later."""
        start = self.bounds[0]
        day = start // DAY
        numbers = (
            BitMap(self._spans.starting(month_start(month_of_day(day)) * DAY, start)) - self._spans.of_several_months
        )
        for group in self._spans.grouped(self._ending_from(numbers, start)):
            self._add(group)

    def _ending_from(self, numbers: BitMap, second: int) -> BitMap:
        """Return those of some events, all of which begin before a second, that may end at it or later."""
        if second % DAY == 0:
            numbers = numbers & self._spans.long  # no others reach into another day
        ends = self._spans.bounds.latest_ends
        if not numbers:
            return numbers
        low, high = numbers[0], numbers[-1] + 1
        if max(ends[low:high]) < second:
            return BitMap()
        return BitMap([number for number in numbers if ends[number] >= second])


def _rounded(weight: float) -> float:
    """Return a weight without a rounding error of zero."""
    return weight if weight >= _NEGLIGIBLE else 0.0


def _under_way(bounds: Bounds, start: int, end: int) -> float:
    """Return how likely something was under way at some second from a start to before an end."""
    by_end = _share_before(bounds.earliest_start, bounds.latest_start, end)
    return max(0.0, by_end - _share_before(bounds.earliest_end, bounds.latest_end, start))


def _share_before(first: int, last: int, second: int) -> float:
    """Return what share of a range of seconds is before a second."""
    return max(0, min(last + 1, second) - first) / (last - first + 1)

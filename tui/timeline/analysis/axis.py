"""An axis of time in buckets, and how much of some events is in each."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from pyroaring import BitMap

from tui.text.frozen import Frozen
from tui.timeline.analysis.axis_units import AxisUnit
from tui.timeline.analysis.bucket_names import bucket_name, folded_name
from tui.timeline.dates.bounds import Bounds
from tui.timeline.dates.calendar import DAY
from tui.timeline.dates.time_range import month_of_day, month_start
from tui.timeline.search.postings import union
from tui.timeline.search.span_groups import SpanGroup
from tui.timeline.search.spans import Spans

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
    """How likely a moment of an event, such as its start, is in each bucket: it is equally likely in all of a range."""

    before: float
    """How likely it is before the first bucket."""
    first: int
    """The index of the first bucket that the range overlaps."""
    last: int
    """The index of the last bucket that the range overlaps; less than `first` if the range is not on the axis."""
    head: float
    """How likely it is in the first bucket that the range overlaps."""
    tail: float
    """How likely it is in the last bucket that the range overlaps, if that is not the first."""
    rate: float
    """How likely it is at each second of the buckets between these two; 0 if there are none."""


class _Likely:
    """In how many of some events a moment is in each bucket."""

    def __init__(self, lengths: Sequence[int]) -> None:
        self._lengths = lengths
        self._found = [0.0] * len(lengths)
        self._rate_changes = [0.0] * (len(lengths) + 1)
        self.before = 0.0
        """In how many it is before the first bucket."""

    def add(self, ramp: _Ramp, count: int) -> None:
        """Add a number of events."""
        before, first, last, head, tail, rate = ramp
        self.before += count * before
        if last < first:
            return
        self._found[first] += count * head
        if last > first:
            self._found[last] += count * tail
            if rate:
                # The range covers the buckets in between: record only where the rate changes.
                self._rate_changes[first + 1] += count * rate
                self._rate_changes[last] -= count * rate

    @property
    def by_bucket(self) -> list[float]:
        """In how many it is in each bucket."""
        rates = accumulate(self._rate_changes)
        return [found + rate * length for found, rate, length in zip(self._found, rates, self._lengths, strict=False)]


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
        self._spread: list[tuple[_Ramp, BitMap]] = []
        """Events that were a moment somewhere in several buckets."""
        self._lasting: dict[tuple[_Ramp, _Ramp], list[BitMap]] = {}
        """Events that lasted, by their starts and ends."""
        self._recurring: list[tuple[BitMap, dict[int, float]]] = []
        """Events that happened at several times, with the weight of one of them in each bucket where it has any."""
        for group in groups:
            self._add(group)
        self._add_short()
        self._within = list(map(union, self._inside))
        self._under_way = [(start, end, union(sets)) for (start, end), sets in self._lasting.items()]

    def bucket_at(self, second: int) -> int:
        """Return the index of the bucket that a second is in, or of the nearest bucket."""
        return max(0, min(len(self.bounds) - 2, bisect_right(self.bounds, second) - 1))

    def weights(self, events: BitMap) -> BucketWeights:
        """Return the weight of some events in each bucket."""
        weights = [float(events.intersection_cardinality(within)) for within in self._within]
        spread, starts, ends = (_Likely(self._lengths) for _ in range(3))
        for ramp, group in self._spread:
            if count := events.intersection_cardinality(group):
                spread.add(ramp, count)
        for start, end, group in self._under_way:
            if count := events.intersection_cardinality(group):
                starts.add(start, count)
                ends.add(end, count)
        started, ended = starts.before, ends.before
        lasting = []
        buckets = zip(spread.by_bucket, starts.by_bucket, ends.by_bucket, strict=True)
        for bucket, (doubtful, starting, ending) in enumerate(buckets):
            # An event is under way in the bucket if it starts by its end, and has not ended before its start.
            lasting.append(started - ended)
            started += starting
            weights[bucket] += doubtful + started - ended
            ended += ending
        recurring = []
        for group, by_bucket in self._recurring:
            if count := events.intersection_cardinality(group):
                recurring.append({bucket: count * weight for bucket, weight in by_bucket.items()})
                for bucket, weight in by_bucket.items():
                    weights[bucket] += count * weight
        return BucketWeights(list(map(_rounded, weights)), lasting, recurring)

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
            self._spread += [(self._ramp(start, end, length), group.events) for start, end in ranges]
        else:
            ramps = self._ramp(earliest_start, latest_start), self._ramp(earliest_end, latest_end)
            self._lasting.setdefault(ramps, []).append(group.events)

    def _ramp(self, first: int, last: int, length: int | None = None) -> _Ramp:
        """Return a ramp over a range of seconds, or over a part of a longer time if its length is given."""
        bounds = self.bounds
        rate = 1 / (length or last - first + 1)
        before = rate * max(0, min(last + 1, bounds[0]) - first)
        low, high = max(first, bounds[0]), min(last, bounds[-1] - 1)
        if low > high:
            return _Ramp(before, 0, -1, 0, 0, 0)
        first_bucket, last_bucket = self.bucket_at(low), self.bucket_at(high)
        head = rate * (min(high + 1, bounds[first_bucket + 1]) - low)
        if first_bucket == last_bucket:
            return _Ramp(before, first_bucket, last_bucket, head, 0, 0)
        tail = rate * (high + 1 - bounds[last_bucket])
        return _Ramp(before, first_bucket, last_bucket, head, tail, rate if last_bucket - first_bucket > 1 else 0)

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
        start, spans = self.bounds[0], self._spans
        day = start // DAY
        this_day = BitMap(spans.starting(day * DAY, start))
        before = BitMap(spans.starting(month_start(month_of_day(day)) * DAY, day * DAY)) & spans.long
        for group in spans.grouped(self._ending_from((this_day | before) - spans.of_several_months, start)):
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

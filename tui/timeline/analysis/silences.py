"""Silent stretches: notably long times without any event, between the first event and the last.

A stretch is notable if it is at least a tenth of the time from the first event to the last, and at least twice as long
as the events are apart on average. So a few events leave a silence only if it is most of the time: two leave none. An
event that may have been under way in a stretch, because its date is doubtful or it lasted, breaks it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from pyroaring import BitMap

from tui.timeline.analysis.axis import Bucket
from tui.timeline.analysis.axis_units import DAYS, HOUR, MINUTE, MONTH, UNITS, YEAR, AxisUnit
from tui.timeline.analysis.bucket_names import folded_name
from tui.timeline.dates.bounds import OPEN_END, OPEN_START
from tui.timeline.search.spans import Spans

_LEAST_SHARE = 1 / 10
_LEAST_INTERVALS = 2
_LONG_UNITS = tuple(unit for unit in reversed(UNITS) if unit.months >= YEAR.months * 10_000)
_LEAST_INSTANCES = 3
"""The fewest whole units that a stretch is named by, so that its name covers most of it."""
_LEAST_LONG_INSTANCES = 10
"""The same for units of thousands of years."""


class Silence(NamedTuple):
    """A silent stretch."""

    first: int
    """Its first second."""
    last: int
    """Its last second, included."""
    name: str
    """The whole years, months, days, hours or minutes in it: "2016–2018"."""


def is_notable(length: int, span: int, count: float) -> bool:
    """Return whether a stretch without events is notably long.

    Args:
        length: its seconds.
        span: the seconds from the first event to the last.
        count: how many events there are.
    """
    return count > _LEAST_INTERVALS and length >= span * max(_LEAST_SHARE, _LEAST_INTERVALS / count)


def silences(spans: Spans, events: BitMap) -> Iterator[Silence]:
    """Yield the silent stretches of some events, in order.

    Args:
        spans: the bounds of all events.
        events: the numbers of the events.
    """
    dated = events - spans.undated
    gaps: list[tuple[int, int]] = []
    starts, ends = spans.bounds.earliest_starts, spans.bounds.latest_ends
    first, reached = None, OPEN_START
    for number in dated:
        start, end = starts[number], ends[number]
        if first is None and (begin := start if start != OPEN_START else end) != OPEN_END:
            first = begin
        if OPEN_START < reached < start - 1:
            gaps.append((reached + 1, start - 1))
        reached = max(reached, end)
    if first is None or not gaps:
        return
    last = reached if reached != OPEN_END else starts[dated[-1]]
    for start, end in gaps:
        if is_notable(end - start + 1, last - first + 1, len(dated)) and (whole := _whole_units(start, end)):
            yield Silence(start, end, folded_name(*whole))


def silent_buckets(buckets: Sequence[Bucket], weights: Sequence[float], count: float) -> Iterator[tuple[int, int]]:
    """Yield the silent stretches of a chart: the index of the first bucket of each, and that of the last.

    Args:
        buckets: the buckets of the chart.
        weights: the weight of the events in each.
        count: how many events there are, each of which counts once.
    """
    filled = [i for i, weight in enumerate(weights) if weight]
    if not filled:
        return
    span = buckets[filled[-1]].last - buckets[filled[0]].first + 1
    for before, after in pairwise(filled):
        if after - before > 1:
            length = buckets[after].first - buckets[before].last - 1
            if is_notable(length, span, count):
                yield before + 1, after - 1


def _whole_units(start: int, end: int) -> tuple[int, int, AxisUnit] | None:
    """Return the whole units in a stretch: the first second, the last, and the longest unit that names most of it."""
    for unit in (*_LONG_UNITS, YEAR, MONTH, DAYS, HOUR, MINUTE):
        first, stop = unit.number_at(start - 1) + 1, unit.number_at(end + 1)
        if stop - first >= (_LEAST_LONG_INSTANCES if unit in _LONG_UNITS else _LEAST_INSTANCES):
            return unit.start(first), unit.start(stop) - 1, unit
    return None

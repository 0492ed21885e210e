"""Captions of the chart: how many events there are in a range of buckets."""

from __future__ import annotations

from collections.abc import Sequence

from tui.app.chart.axis_labels import AxisLabel
from tui.text.frozen import Frozen
from tui.timeline.analysis.axis import Bucket, BucketWeights
from tui.timeline.analysis.axis_units import AxisUnit
from tui.timeline.analysis.bucket_names import folded_name

LAYERS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("confirmed", ("confirmed", "announced")),
    ("reported", ("reported",)),
    ("alleged", ("alleged", "warned", "planned")),
    ("denied", ("denied",)),
    ("unsaid", ()),
)
"""The layers of a bar, the lowest first: the name of its style, and its statuses. The last has events without any."""


class Weights(Frozen):
    """The weight of the events in each bucket."""

    whole: BucketWeights
    """Those of all events."""
    layers: Sequence[BucketWeights]
    """Those of the matching events, by layer."""
    has_statuses: bool = True
    """Whether any event of the timeline has a status."""

    def matching(self, first: int, last: int) -> float:
        """Return the weight of the matching events in some buckets, from the first to the last."""
        return sum(layer.between(first, last) for layer in self.layers)


NO_WEIGHTS = Weights(BucketWeights((), (), ()), ())
"""The weights of a chart without buckets."""


def caption(buckets: Sequence[Bucket], weights: Weights, first: int, last: int) -> str:
    """Return how many events there are from one bucket to another, in words.

    Args:
        buckets: all buckets.
        weights: their weights.
        first: the index of the first bucket.
        last: the index of the last bucket, included.
    """
    start, end = buckets[first], buckets[last]
    name = start.label if first == last else f"{start.label} – {end.label}"
    if start.is_folded and first == last:
        name += ", folded"
    return f"{name}: {_count(weights, first, last)}"


def range_caption(buckets: Sequence[Bucket], weights: Weights, named: AxisLabel, unit: AxisUnit) -> str:
    """Return what a label of the axis names and, where bars begin and end with it, how many events there are in it.

    Args:
        buckets: all buckets.
        weights: their weights.
        named: the label.
        unit: the unit of the buckets.
    """
    first, last = max(named.first, buckets[0].first), min(named.last, buckets[-1].last)
    inside = [i for i, bucket in enumerate(buckets) if first <= bucket.first and bucket.last <= last]
    name = folded_name(named.first, named.last, unit)
    if not inside or buckets[inside[0]].first != first or buckets[inside[-1]].last != last:
        return name
    return f"{name}: {_count(weights, inside[0], inside[-1])}"


def _count(weights: Weights, first: int, last: int) -> str:
    """Return how many events there are from one bucket to another, and how many of them match."""
    matching = format_weight(weights.matching(first, last))
    whole = format_weight(weights.whole.between(first, last))
    events = "event" if whole == "1" else "events"
    return f"{whole} {events}" if matching == whole else f"{matching} of {whole} {events}"


def format_weight(weight: float) -> str:
    """Return a weight as text, with tenths if it is below 100."""
    if weight >= 100:
        return f"{weight:,.0f}"
    if 0 < weight < 0.1:
        return "under 0.1"
    return f"{weight:.1f}".removesuffix(".0")

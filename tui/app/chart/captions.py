"""What the chart says in words: what falls on some days, and what its layers mean."""

from __future__ import annotations

from collections.abc import Sequence

from tui.text.frozen import Frozen
from tui.timeline.analysis.histogram import Bucket

LAYERS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("confirmed", ("confirmed", "announced")),
    ("reported", ("reported",)),
    ("alleged", ("alleged", "warned", "planned")),
    ("denied", ("denied",)),
)
"""The layers of a bar, the lowest first, and the statuses that each has."""


class Weights(Frozen):
    """What falls in each bucket."""

    whole: Sequence[float]
    layers: Sequence[Sequence[float]]
    """By layer: what matches."""

    def matching(self, place: int) -> float:
        """Return what matches in a bucket."""
        return sum(layer[place] for layer in self.layers)


def caption(buckets: Sequence[Bucket], weights: Weights, first: int, last: int) -> str:
    """Say how many events fall on the days from one bucket to another.

    Args:
        buckets: all buckets.
        weights: what falls in them.
        first: the place of the first bucket.
        last: that of the last.
    """
    start, end = buckets[first], buckets[last]
    name = start.label if first == last else f"{start.label} – {end.label}"
    if start.is_folded and first == last:
        name += ", folded"
    found = sum(map(weights.matching, range(first, last + 1)))
    whole = sum(weights.whole[first : last + 1])
    events = "event" if number(whole) == "1" else "events"
    if number(found) == number(whole):
        return f"{name}: {number(whole)} {events}"
    return f"{name}: {number(found)} of {number(whole)} {events}"


def number(weight: float) -> str:
    """Say a weight: what is left of tenths is told of small ones only."""
    if weight >= 100:
        return f"{weight:,.0f}"
    if 0 < weight < 0.1:
        return "under 0.1"
    return f"{weight:.1f}".removesuffix(".0")

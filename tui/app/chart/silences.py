"""The words in a chart where there is no event for a notably long time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from tui.app.chart.captions import Weights
from tui.app.chart.columns import Columns
from tui.timeline.analysis.bucket_names import folded_name
from tui.timeline.analysis.silences import silent_buckets

_MARGIN = 1
"""The cells left free on either side of the words."""


class ChartSilence(NamedTuple):
    """A silent stretch of a chart."""

    first: int
    """The index of its first bucket."""
    last: int
    """The index of its last bucket."""
    name: str
    """Its time: "2016–2018"."""
    says: str
    """Words that say that there is no event, or none that matches."""

    @property
    def words(self) -> str:
        """What it is, in words."""
        return f"{self.says} {self.name}"


class PlacedWords(NamedTuple):
    """Words among the bars, and where they stand."""

    x: int
    """Their first cell."""
    height: int
    """The line above the axis, the lowest of which is 0."""
    text: str

    @property
    def cells(self) -> range:
        """Their cells."""
        return range(self.x, self.x + len(self.text))


def chart_silences(columns: Columns, weights: Weights) -> Sequence[ChartSilence]:
    """Return the silent stretches of a chart, in order."""
    matching = [sum(layers) for layers in zip(*(layer.by_bucket for layer in weights.layers), strict=True)]
    buckets, whole = columns.buckets, weights.whole.by_bucket
    count = weights.matching(0, len(buckets) - 1)
    return [
        ChartSilence(
            first,
            last,
            folded_name(buckets[first].first, buckets[last].last, columns.unit),
            "none match" if any(whole[first : last + 1]) else "no events",
        )
        for first, last in silent_buckets(buckets, matching, count)
    ]


def placed(
    silences: Sequence[ChartSilence], columns: Columns, lines: int, is_blank: Callable[[int, int], bool]
) -> Iterator[tuple[ChartSilence, PlacedWords]]:
    """Yield the words of each silent stretch that has room for them, or for a part of them, between the bars.

    Args:
        silences: the stretches.
        columns: the columns of the chart.
        lines: how many lines the bars have.
        is_blank: returns whether no bar is drawn at a cell and a height.
    """
    for silence in silences:
        cells = range(columns.starts[silence.first], columns.starts[silence.last + 1])
        for text in (silence.words, silence.says):
            x = cells.start + (len(cells) - len(text)) // 2
            around = range(x - _MARGIN, x + len(text) + _MARGIN)
            if around.start < cells.start - _MARGIN or around.stop > cells.stop + _MARGIN:
                continue
            height = next((line for line in range(lines) if all(is_blank(cell, line) for cell in around)), None)
            if height is not None:
                yield silence, PlacedWords(x, height, text)
                break

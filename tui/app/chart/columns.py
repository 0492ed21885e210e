"""The columns of a chart, and the labels of its axis."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from tui.text.frozen import Frozen
from tui.timeline.analysis.histogram import Bucket
from tui.timeline.dates.calendar import MONTHS

_WIDEST_BAR = 16
_WIDEST_BREAK = 11
"""Cells for a range of years, and a sign on either side."""
_NARROW_BREAK = 3
_STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 5000)
"""The possible distances between two labels, in years."""
_LEAST_MONTH_WIDTH = 5
"""A bucket with at least so many cells is labelled with its month."""


class Columns(Frozen):
    """The buckets of a chart side by side, each with its cells."""

    buckets: Sequence[Bucket]
    starts: Sequence[int]
    """The first cell of each bucket, and the cell after the last bucket."""

    @classmethod
    def fitting(cls, buckets: Sequence[Bucket], width: int) -> Columns:
        """Return columns that are as wide as the width in cells allows.

        A break is wide enough for its years, unless all breaks together would take more than a third of the width.
        """
        breaks = sum(bucket.is_folded for bucket in buckets)
        bars = len(buckets) - breaks
        has_years = breaks * _WIDEST_BREAK <= min(width // 3, width - bars)
        room = width - breaks * (_WIDEST_BREAK if has_years else 1)
        bar_width = max(1, min(_WIDEST_BAR, room // max(1, bars)))
        room = (width - bar_width * bars) // max(1, breaks)
        break_width = _WIDEST_BREAK if room >= _WIDEST_BREAK else max(1, min(_NARROW_BREAK, room))
        widths = [break_width if bucket.is_folded else bar_width for bucket in buckets]
        return cls(buckets, [0, *accumulate(widths)])

    @property
    def width(self) -> int:
        """The width of all columns in cells."""
        return self.starts[-1]

    def cells(self, bucket: int) -> range:
        """Return the cells of a bucket."""
        return range(self.starts[bucket], self.starts[bucket + 1])

    def bucket_at(self, x: int) -> int:
        """Return the index of the bucket at a cell, or of the nearest one."""
        return max(0, min(len(self.buckets) - 1, bisect_right(self.starts, x) - 1))

    def labels(self, width: int) -> list[tuple[int, str]]:
        """Return the labels of an axis of this width in cells, each with its first cell.

        There is at least one year, and no label touches another.
        """
        labels: list[tuple[int, str]] = []
        for step in _STEPS:
            labels = [(start, text) for start, text in self._labels(step) if start + len(text) <= width]
            if labels and all(start + len(text) < after for (start, text), (after, _) in pairwise(labels)):
                return labels
        # Not even labels far apart have room beside each other.
        return labels[:1] or [(0, str(bucket.first.year)) for bucket in self.buckets[:1]]

    def _labels(self, step: int) -> Iterator[tuple[int, str]]:
        """Yield a label for each year divisible by a step, and for breaks and months that are wide enough."""
        year_before = None
        for i, bucket in enumerate(self.buckets):
            start, width = self.starts[i], self.starts[i + 1] - self.starts[i]
            if bucket.is_folded:
                year_before = None
                if len(bucket.label) + 2 <= width:
                    yield start + (width - len(bucket.label)) // 2, bucket.label
            elif bucket.first.year != year_before:
                year_before = bucket.first.year
                if year_before % step == 0:
                    yield start, str(year_before)
            elif width >= _LEAST_MONTH_WIDTH:
                yield start, MONTHS[bucket.first.month - 1][:3]

"""The columns of a chart: how wide each bucket is."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from tui.text.frozen import Frozen
from tui.timeline.analysis.axis import Bucket
from tui.timeline.analysis.axis_units import YEAR, AxisUnit

_WIDEST_BAR = 16
_NARROW_BREAK = 3
_MARGINS = 2
"""The cells on either side of the name of a break."""


class Columns(Frozen):
    """The buckets of a chart side by side, each with its cells."""

    buckets: Sequence[Bucket]
    starts: Sequence[int]
    """The first cell of each bucket, and the cell after the last bucket."""
    unit: AxisUnit = YEAR
    """The unit that each bucket is, unless it is folded."""

    @classmethod
    def fitting(cls, buckets: Sequence[Bucket], unit: AxisUnit, width: int) -> Columns:
        """Return columns that are as wide as the width in cells allows.

        A break is wide enough for its name, unless all breaks together would take more than a third of the width.
        """
        names = [len(bucket.label) + _MARGINS for bucket in buckets if bucket.is_folded]
        bars = len(buckets) - len(names)
        has_names = sum(names) <= min(width // 3, width - bars)
        room = width - (sum(names) if has_names else len(names))
        bar_width = max(1, min(_WIDEST_BAR, room // max(1, bars)))
        room = width - bar_width * bars
        narrow = max(1, min(_NARROW_BREAK, room // max(1, len(names))))
        has_names = has_names or sum(names) <= room
        widths = [
            (len(bucket.label) + _MARGINS if has_names else narrow) if bucket.is_folded else bar_width
            for bucket in buckets
        ]
        return cls(buckets, [0, *accumulate(widths)], unit)

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

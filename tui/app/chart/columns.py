"""The columns of a chart: how wide each bucket is."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, pairwise

from tui.text.frozen import Frozen
from tui.timeline.analysis.axis import Bucket
from tui.timeline.analysis.axis_units import YEAR, AxisUnit, longer_unit

_NARROW_BREAK = 3
_MARGINS = 2
"""The cells on either side of the name of a break."""
_EVEN_FROM = 4
"""From this width of a bar on, it is not seen that another bar is a cell wider."""


class Columns(Frozen):
    """The buckets of a chart side by side, each with its cells."""

    buckets: Sequence[Bucket]
    starts: Sequence[int]
    """The first cell of each bucket, and the cell after the last bucket."""
    unit: AxisUnit = YEAR
    """The unit that each bucket is, unless it is folded."""
    inks: Sequence[int] = ()
    """The cells of each bucket that its bar fills. Those that are left are a gap before the next bar."""

    @classmethod
    def fitting(cls, buckets: Sequence[Bucket], unit: AxisUnit, width: int) -> Columns:
        """Return columns that take the whole width in cells, or less if there are more buckets than cells.

        A break is wide enough for its name, unless all breaks together would take more than a third of the width.
        Bars have a gap between them where each has two cells or more. Cells that cannot be shared evenly go to the
        gaps between longer units, such as the years of months, and then to bars at even distances.
        """
        names = [len(bucket.label) + _MARGINS for bucket in buckets if bucket.is_folded]
        bars = len(buckets) - len(names)
        has_names = sum(names) <= min(width // 3, width - bars)
        room = width - (sum(names) if has_names else len(names))
        room = width - max(1, room // max(1, bars)) * bars
        narrow = max(1, min(_NARROW_BREAK, room // max(1, len(names))))
        has_names = has_names or sum(names) <= room
        breaks = [(name if has_names else narrow) for name in names]
        widths, inks = _bars(buckets, unit, max(bars, width - sum(breaks)) if bars else 0)
        rest = iter(breaks)
        all_widths = [next(rest) if bucket.is_folded else cells for bucket, cells in zip(buckets, widths, strict=True)]
        all_inks = [min(ink, cells) or cells for ink, cells in zip(inks, all_widths, strict=True)]
        return cls(buckets, [0, *accumulate(all_widths)], unit, all_inks)

    @property
    def width(self) -> int:
        """The width of all columns in cells."""
        return self.starts[-1]

    @property
    def has_gaps(self) -> bool:
        """Whether there is a gap after each bar."""
        bars = [i for i, bucket in enumerate(self.buckets) if not bucket.is_folded]
        return all(self.inks[i] < len(self.cells(i)) for i in bars)

    def cells(self, bucket: int) -> range:
        """Return the cells of a bucket."""
        return range(self.starts[bucket], self.starts[bucket + 1])

    def bar_cells(self, bucket: int) -> range:
        """Return the cells of a bucket without the gap after its bar."""
        return range(self.starts[bucket], self.starts[bucket] + self.inks[bucket])

    def cell_of(self, second: int) -> int:
        """Return the cell that a second is in; the first or the last one if it is not on the axis."""
        bucket = max(0, bisect_right(self.buckets, second, key=lambda bucket: bucket.first) - 1)
        span, cells = self.buckets[bucket], self.bar_cells(bucket)
        share = min(1, max(0, (second - span.first) / (span.last - span.first + 1)))
        return cells[min(len(cells) - 1, int(len(cells) * share))]

    def bucket_at(self, x: int) -> int:
        """Return the index of the bucket at a cell, or of the nearest one."""
        return max(0, min(len(self.buckets) - 1, bisect_right(self.starts, x) - 1))


def _bars(buckets: Sequence[Bucket], unit: AxisUnit, room: int) -> tuple[Sequence[int], Sequence[int]]:
    """Return the width of each bar in cells, and how many of these it fills; zeros for the breaks.

    Args:
        buckets: the buckets, with the breaks between them.
        unit: the unit of each bar.
        room: the cells for all bars.
    """
    bars = [i for i, bucket in enumerate(buckets) if not bucket.is_folded]
    widths, inks = [0] * len(buckets), [0] * len(buckets)
    if not bars:
        return widths, inks
    width, spare = divmod(room, len(bars))
    ends = _ends_of_longer(buckets, unit)
    if len(ends) > spare or width > _EVEN_FROM:
        ends = frozenset()
    spare -= len(ends)
    for number, i in enumerate(bars):
        more = (number + 1) * spare // len(bars) - number * spare // len(bars)
        has_gap = width > 1
        widths[i] = width + more + (i in ends)
        inks[i] = width - has_gap + (more if width == 1 or width >= _EVEN_FROM else 0)
    return widths, inks


def _ends_of_longer(buckets: Sequence[Bucket], unit: AxisUnit) -> frozenset[int]:
    """Return the indices of the bars after which a longer unit begins with the next bar."""
    longer = longer_unit(unit)
    return frozenset(
        i
        for i, (bucket, after) in enumerate(pairwise(buckets))
        if not bucket.is_folded
        and not after.is_folded
        and longer.number_at(bucket.first) != longer.number_at(after.first)
    )

"""Where the buckets of a chart stand on the screen, and what its axis says."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from tui.text.frozen import Frozen
from tui.timeline.analysis.histogram import Bucket
from tui.timeline.dates.words import MONTHS

_WIDEST = 16
"""A bar takes at most so many cells."""
_WIDEST_BREAK = 11
"""Years from one to another, and a mark on either side."""
_NARROW_BREAK = 3
_STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 5000)
_ROOM_FOR_MONTHS = 5


class Columns(Frozen):
    """The cells of each bucket, side by side."""

    buckets: Sequence[Bucket]
    starts: Sequence[int]
    """The first cell of each bucket, and the cell after the last one."""

    @classmethod
    def fitting(cls, buckets: Sequence[Bucket], width: int) -> Columns:
        """Give each bucket as many cells as there is room for.

        Breaks get what their years take, while that is not too much of it.
        """
        breaks = sum(bucket.is_folded for bucket in buckets)
        bars = len(buckets) - breaks
        is_told = breaks * _WIDEST_BREAK <= min(width // 3, width - bars)
        left = width - breaks * (_WIDEST_BREAK if is_told else 1)
        bar = max(1, min(_WIDEST, left // max(1, bars)))
        fold = (width - bar * bars) // max(1, breaks)
        fold = _WIDEST_BREAK if fold >= _WIDEST_BREAK else max(1, min(_NARROW_BREAK, fold))
        widths = [fold if bucket.is_folded else bar for bucket in buckets]
        return cls(buckets, [0, *accumulate(widths)])

    @property
    def width(self) -> int:
        """How many cells all of them take."""
        return self.starts[-1]

    def cells(self, place: int) -> range:
        """Return the cells of a bucket."""
        return range(self.starts[place], self.starts[place + 1])

    def place(self, x: int) -> int:
        """Return the place of the bucket at a cell, or of the one nearest to it."""
        return max(0, min(len(self.buckets) - 1, bisect_right(self.starts, x) - 1))

    def labels(self, width: int) -> list[tuple[int, str]]:
        """Return what stands on an axis of so many cells, and where: at least one year, and no label on another."""
        found: list[tuple[int, str]] = []
        for step in _STEPS:
            found = [(start, text) for start, text in self._wanted(step) if start + len(text) <= width]
            if found and all(start + len(text) < after for (start, text), (after, _) in pairwise(found)):
                return found
        # Not even labels far apart have room beside one another.
        return found[:1] or [(0, str(bucket.first.year)) for bucket in self.buckets[:1]]

    def _wanted(self, step: int) -> Iterator[tuple[int, str]]:
        """Yield the labels of every so many years, of the years left out where a break is as wide, and of months."""
        year_before = None
        for place, bucket in enumerate(self.buckets):
            start, room = self.starts[place], self.starts[place + 1] - self.starts[place]
            if bucket.is_folded:
                year_before = None
                if len(bucket.label) + 2 <= room:
                    yield start + (room - len(bucket.label)) // 2, bucket.label
            elif bucket.first.year != year_before:
                year_before = bucket.first.year
                if year_before % step == 0:
                    yield start, str(year_before)
            elif room >= _ROOM_FOR_MONTHS:
                yield start, MONTHS[bucket.first.month - 1][:3]

"""Marks on the first line of a chart: the day of `known:`, and the days on which sources came out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tui.app.chart.columns import Columns
from tui.text.counts import counted
from tui.timeline.analysis.bucket_names import day_name, days_name
from tui.timeline.dates.calendar import DAY


class Mark(NamedTuple):
    """A mark in a cell."""

    x: int
    first: int
    """The first day that it stands for, numbered as `tui.timeline.dates.calendar` does."""
    last: int
    """The last day that it stands for."""
    sources: int
    """How many sources came out on these days; 0 if it is the mark of `known:`."""

    @property
    def is_known(self) -> bool:
        """Whether it is the mark of `known:`."""
        return not self.sources

    @property
    def caption(self) -> str:
        """What it means, in words."""
        if self.is_known:
            return f"as known on {day_name(self.last)}; a click returns to the present"
        on = "on" if self.first == self.last else "in"
        sources = counted(self.sources, "source")
        return f"{sources} came out {on} {days_name(self.first, self.last)}; a click: as known then"


def source_marks(columns: Columns, days: Sequence[int]) -> list[Mark]:
    """Return a mark for each cell in whose time a source came out, in order.

    Args:
        columns: the columns of the chart.
        days: the day of each source, ascending.
    """
    marks: list[Mark] = []
    for day in days:
        if not _is_on_axis(columns, day):
            continue
        x = columns.cell_of(day * DAY)
        if marks and marks[-1].x == x:
            marks[-1] = marks[-1]._replace(last=day, sources=marks[-1].sources + 1)
        else:
            marks.append(Mark(x, day, day, 1))
    return marks


def known_mark(columns: Columns, second: int) -> Mark:
    """Return the mark of `known:`; at an end of the axis if its day is not on it."""
    return Mark(columns.cell_of(second), second // DAY, second // DAY, 0)


def _is_on_axis(columns: Columns, day: int) -> bool:
    buckets = columns.buckets
    return bool(buckets) and buckets[0].first <= day * DAY + DAY - 1 and day * DAY <= buckets[-1].last

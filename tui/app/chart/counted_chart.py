"""A chart of the events of an answer, which are counted in a thread if they are many."""

from __future__ import annotations

from asyncio import to_thread
from collections.abc import Sequence

from tui.app.chart.columns import Columns
from tui.app.chart.counter import CountRequest, CountResult, HistogramCounter
from tui.app.chart.selectable_chart import SelectableChart
from tui.timeline.analysis.axis import Axis
from tui.timeline.analysis.axis_units import MINUTE
from tui.timeline.analysis.source_days import source_days
from tui.timeline.dates.time_range import TimeRange
from tui.timeline.query.date_filter import dates_of
from tui.timeline.search.answers import Answer
from tui.timeline.search.index import Index


class CountedChart(SelectableChart):
    """Counts the events of an answer, and draws them."""

    def __init__(self, *, id: str | None = None, classes: str | None = None, most_at_once: int = 20_000) -> None:
        """Make a chart.

        Args:
            id: the id of the widget.
            classes: the classes of the widget.
            most_at_once: the greatest number of events that are counted at once; more are counted in a thread.
        """
        super().__init__(id=id, classes=classes)
        self.most_at_once = most_at_once
        self._index: Index
        self._counter: HistogramCounter
        self._answer: Answer | None = None
        self._axis: Axis | None = None
        self._extent: tuple[int, int] | None = None
        """The first and the last second of all dates."""
        self._window: tuple[int, int] | None = None
        """The first and the last second that the chart is zoomed to; None if it shows all."""
        self._dates: TimeRange | None = None
        """The time that the query allows; None if it has no limit."""
        self._moved_to: int | None = None
        """The second that the cursor was moved to: zooming in stays there."""
        self._is_counting = False
        """Whether a worker counts, maybe for an earlier answer."""
        self._shortest = MINUTE
        """The shortest unit that the dates are known to."""
        self._all_source_days: Sequence[int] | None = None
        """The day of each source; None before they were asked for."""

    # Data

    def show_index(self, index: Index) -> None:
        """Replace the timeline. Its events are not shown before `show` is called."""
        self._index = index
        self._counter = HistogramCounter(index)
        self._answer = None
        self._all_source_days = None
        if self.source_days:
            self.source_days = ()
            self.show_sources()

    def show(self, answer: Answer) -> None:
        """Show the events of an answer, after the other widgets have been painted."""
        self._answer = answer
        self.call_after_refresh(self._count, answer)

    def _count(self, answer: Answer) -> None:
        if answer is not self._answer or not self.size:
            return  # there is a newer answer, or the chart is hidden
        self._dates = dates_of(answer.query, self._index.today, self._index.zone)
        if self._window is not None and not self._is_in_window():
            self._window = None
        if len(self._index.everything) <= self.most_at_once:
            self._show_result(self._counter.count(CountRequest(answer, self.size.width, self._window)))
        elif not self._is_counting:
            self._is_counting = True
            self.run_worker(self._count_in_thread())

    async def _count_in_thread(self) -> None:
        """Count until the result is for the current answer, width and window."""
        try:
            while self._answer is not None:
                request = CountRequest(self._answer, self.size.width, self._window)
                result = await to_thread(self._counter.count, request)
                if request.answer is self._answer and request[1:] == (self.size.width, self._window):
                    self._show_result(result)
                    break
        finally:
            self._is_counting = False

    def _show_result(self, result: CountResult) -> None:
        """Draw other weights. If the buckets are others too, keep the cursor on its time."""
        if result.axis is not self._axis:
            second = self._second_at_cursor
            if not _have_same_buckets(result.axis, self._axis):
                self.end_selection()
                self.point_at(None)
            self._axis, self._extent, self._shortest = result.axis, result.extent, result.shortest
            if self._axis is not None:
                self.columns = Columns.fitting(self._axis.buckets, self._axis.unit, result.request.width)
                self.cursor = len(self._axis.buckets) - 1 if second is None else self._axis.bucket_at(second)
        if self._axis is None:
            self.columns = Columns((), (0,))
            has_events = bool(self._index.everything)
            self.empty = "No event has a date." if has_events else "Events are drawn here once there are any."
        self.weights = result.weights
        self.bracketed = self._buckets_of(self._dates)
        as_of = result.request.answer.view.as_of
        self.known_second = None if as_of is None else as_of.second
        self.update_bars()

    @property
    def _second_at_cursor(self) -> int | None:
        """The second that the cursor was moved to, if it is still there, or else the middle of its bucket.

        Before the first count it is the second that the cursor is to be moved to.
        """
        if not self.columns.buckets:
            return self._moved_to
        bucket = self.columns.buckets[self.cursor]
        is_there = self._moved_to is not None and bucket.first <= self._moved_to <= bucket.last
        return self._moved_to if is_there else (bucket.first + bucket.last) // 2

    def _is_in_window(self) -> bool:
        """Return whether the dates of the query are within the window."""
        assert self._window is not None
        return self._dates is not None and self._dates.intersect(TimeRange(*self._window)) == self._dates

    def _buckets_of(self, dates: TimeRange | None) -> tuple[int, int] | None:
        """Return the indices of the first and the last bucket of some dates; None without dates or an axis."""
        if dates is None or self._axis is None:
            return None
        first = 0 if dates.first is None else self._axis.bucket_at(dates.first)
        last = len(self._axis.buckets) - 1 if dates.last is None else self._axis.bucket_at(dates.last)
        return first, last

    def on_resize(self) -> None:
        """Choose the buckets again, for another width."""
        if self._answer is not None:
            self._count(self._answer)

    def go_to(self, second: int | None) -> None:
        """Move the cursor to a second."""
        if second is None:
            return
        self._moved_to = second
        if self._axis is not None:
            self.move_cursor(self._axis.bucket_at(second))

    # What was known when

    def show_sources(self) -> bool:
        """Mark the days on which sources came out, or no longer. Return whether any source has a date."""
        if self.source_days:
            self.source_days = ()
        else:
            if self._all_source_days is None:
                self._all_source_days = source_days(self._index.timeline)
            self.source_days = self._all_source_days
        self.refresh()
        return bool(self._all_source_days)


def _have_same_buckets(first: Axis | None, second: Axis | None) -> bool:
    """Return whether a selection on one axis is meaningful on another, as after the file was read again."""
    return first is not None and second is not None and first.bounds == second.bounds and first.unit == second.unit

"""The chart of events over time. It shows how many events match, and narrows the dates of the query."""

from __future__ import annotations

from asyncio import to_thread
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from tui.app.chart.columns import Columns
from tui.app.chart.counter import CountRequest, CountResult, HistogramCounter
from tui.app.chart.selectable_chart import SelectableChart
from tui.timeline.analysis.axis import Axis
from tui.timeline.analysis.histogram import widened
from tui.timeline.dates.time_range import TimeRange
from tui.timeline.query.date_filter import dates_of
from tui.timeline.search.answers import Answer
from tui.timeline.search.index import Index


class TimelineChart(SelectableChart):
    """Events over time, by units from a minute to billions of years, as the zoom asks.

    An event of uncertain date is spread evenly over its span; one that lasted counts wherever it was under way.

    Bindings:
    | Key | Description |
    |---|---|
    | enter | Narrow the query to the dates at the cursor, or to the selection. |
    | left | Move the cursor to the previous bucket. |
    | right | Move the cursor to the next bucket. |
    | home, g | Move the cursor to the first bucket. |
    | end, G | Move the cursor to the last bucket. |
    | shift+left | Extend the selection to the previous bucket. |
    | shift+right | Extend the selection to the next bucket. |
    | space | Begin a selection at the cursor, or end the selection. |
    | left_square_bracket | Let the dates of the query begin at the cursor. |
    | right_square_bracket | Let the dates of the query end at the cursor. |
    | plus | Halve the dates of the query, and show only these. |
    | minus | Double the dates of the query, and show only these. |
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "narrow", "Narrow", id="chart.narrow", tooltip="Narrow the dates to what is at the cursor"),
        Binding("left", "move(-1)", "Before", show=False, id="chart.left", tooltip="Go to the bar before"),
        Binding("right", "move(1)", "Next", show=False, id="chart.right", tooltip="Go to the next bar"),
        Binding("shift+left", "extend(-1)", "Select", show=False, id="chart.extend-left", tooltip="Select bars"),
        Binding("shift+right", "extend(1)", "Select", show=False, id="chart.extend-right", tooltip="Select bars"),
        Binding("space", "select", "Select", id="chart.select", tooltip="Begin to select bars here, or no longer"),
        Binding("home,g", "edge(0)", "First", show=False, id="chart.first", tooltip="Go to the first bar"),
        Binding("end,G", "edge(-1)", "Last", show=False, id="chart.last", tooltip="Go to the last bar"),
        Binding("left_square_bracket", "begin", "From", id="chart.begin", tooltip="Have the dates begin here"),
        Binding("right_square_bracket", "end", "Until", id="chart.end", tooltip="Have the dates end here"),
        Binding("plus,equals_sign", "zoom_in", "In", key_display="+", id="chart.zoom-in", tooltip="Halve the dates"),
        Binding("minus", "zoom_out", "Out", key_display="-", id="chart.zoom-out", tooltip="Double the dates"),
    ]

    @dataclass
    class Narrowed(Message):
        """Other dates were chosen."""

        dates: tuple[int, int] | None
        """The first and the last second; None for no limit."""

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
        self._is_counting = False
        """Whether a worker counts, maybe for an earlier answer."""

    # Data

    def show_index(self, index: Index) -> None:
        """Replace the timeline. Its events are not shown before `show` is called."""
        self._index = index
        self._counter = HistogramCounter(index)
        self._answer = None

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
            buckets = self.columns.buckets
            second = (buckets[self.cursor].first + buckets[self.cursor].last) // 2 if buckets else None
            if not _have_same_buckets(result.axis, self._axis):
                self.end_selection()
                self.hovered = None
            self._axis, self._extent = result.axis, result.extent
            if self._axis is not None:
                self.columns = Columns.fitting(self._axis.buckets, self._axis.unit, result.request.width)
                self.cursor = len(self._axis.buckets) - 1 if second is None else self._axis.bucket_at(second)
        if self._axis is None:
            self.columns = Columns((), (0,))
            has_events = bool(self._index.everything)
            self.empty = "No event has a date." if has_events else "Events are drawn here once there are any."
        self.weights = result.weights
        self.bracketed = self._buckets_of(self._dates)
        self.update_bars()

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
        if self._axis is not None and second is not None:
            self.move_cursor(self._axis.bucket_at(second))

    # Narrowing the query

    def action_narrow(self) -> None:
        """Narrow the dates to the selection or the bucket at the cursor; if they are that already, remove the limit."""
        if self._axis is None:
            return
        first, last = (self._axis.buckets[i] for i in self.selected)
        if self._dates == (first.first, last.last):
            self.end_selection()
            self.post_message(self.Narrowed(None))
        else:
            self._narrow_to(first.first, last.last)

    def action_begin(self) -> None:
        """Let the dates begin at the cursor. They keep their end, unless it is before that."""
        if self._axis is not None:
            first, last = self._axis.buckets[self.cursor].first, self._last
            self._narrow_to(first, last if first <= last else self._axis.buckets[-1].last)

    def action_end(self) -> None:
        """Let the dates end at the cursor. They keep their beginning, unless it is after that."""
        if self._axis is not None:
            first, last = self._first, self._axis.buckets[self.cursor].last
            self._narrow_to(first if first <= last else self._axis.buckets[0].first, last)

    def action_zoom_in(self) -> None:
        """Narrow the dates to half as many buckets, around the cursor, and show only these."""
        if self._axis is None:
            return
        first, last = self._buckets_of(self._dates) or (0, len(self._axis.buckets) - 1)
        count = max(1, (last - first + 1) // 2)
        begin = max(first, min(self.cursor - count // 2, last - count + 1))
        if not first <= self.cursor <= last:
            begin = max(0, min(self.cursor - count // 2, len(self._axis.buckets) - count))
        self._zoom_to((self._axis.buckets[begin].first, self._axis.buckets[begin + count - 1].last))

    def action_zoom_out(self) -> None:
        """Double the dates, and show only these; remove the limit if they would be all dates."""
        if self._axis is not None and self._extent is not None and self._dates is not None:
            self._zoom_to(widened(self._first, self._last, self._extent))

    def _narrow_to(self, first: int, last: int) -> None:
        """Post other dates; no limit if they contain all dates of the timeline."""
        self.end_selection()
        assert self._extent is not None
        is_all = first <= self._extent[0] and self._extent[1] <= last
        self.post_message(self.Narrowed(None if is_all else (first, last)))

    def _zoom_to(self, window: tuple[int, int] | None) -> None:
        self._window = window
        self.end_selection()
        self.post_message(self.Narrowed(window))

    @property
    def _first(self) -> int:
        """The first second of the query's dates; if they have no limit, of all dates."""
        assert self._axis is not None
        assert self._extent is not None
        if self._dates is not None and self._dates.first is not None:
            return self._dates.first
        return min(self._axis.bounds[0], self._extent[0])

    @property
    def _last(self) -> int:
        """The last second of the query's dates; if they have no limit, of all dates."""
        assert self._axis is not None
        assert self._extent is not None
        if self._dates is not None and self._dates.last is not None:
            return self._dates.last
        return max(self._axis.buckets[-1].last, self._extent[1])


def _have_same_buckets(first: Axis | None, second: Axis | None) -> bool:
    """Return whether a selection on one axis is meaningful on another, as after the file was read again."""
    return first is not None and second is not None and first.bounds == second.bounds and first.unit == second.unit

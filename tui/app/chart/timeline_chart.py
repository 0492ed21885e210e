"""The chart: how the events lie in time, what matches standing out from the whole, and a way to narrow the dates."""

from __future__ import annotations

from asyncio import to_thread
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from tui.app.chart.bar_chart import BarChart
from tui.app.chart.columns import Columns
from tui.app.chart.counter import CountRequest, CountResult, HistogramCounter
from tui.timeline.analysis.histogram import Axis, widened
from tui.timeline.dates.day_range import DayRange
from tui.timeline.query.date_filter import dates_of
from tui.timeline.search.answers import Answer
from tui.timeline.search.index import Index

_AT_ONCE = 20_000
"""Of so many events what is shown is counted at once, of more in a thread."""


class TimelineChart(BarChart):
    """Events over months or years. One of uncertain date is spread evenly over its span.

    Bindings:
    | Key | Description |
    |---|---|
    | left, right | Move the cursor by a bar. |
    | home, g; end, G | Move it to the first or the last. |
    | shift+left, shift+right | Select bars. |
    | space | Begin to select at the cursor, or no longer. |
    | enter | Narrow the query to the dates at the cursor, or to those selected. |
    | [ ; ] | Have the dates of the query begin, or end, at the cursor. |
    | +; - | Halve or double the dates of the query, and show no others. |
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

        days: tuple[date, date] | None
        """The first and the last day; None for no limit."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._index: Index
        self._counter: HistogramCounter
        self._answer: Answer | None = None
        self._axis: Axis | None = None
        self._extent: tuple[int, int] | None = None
        """The first and the last day that any date names, as ordinals."""
        self._window: tuple[int, int] | None = None
        """The days that are zoomed to, as ordinals; None while all are shown."""
        self._dates: DayRange | None = None
        """What the query's dates leave."""
        self._is_counting = False
        """A thread is counting what was wanted last, or what was before."""
        self._is_sticky = False
        """The selection was begun with a key of its own: the cursor extends it wherever it goes."""
        self._is_dragged = False

    # What is shown

    def show_index(self, index: Index) -> None:
        """Have another timeline, of which an answer is then to be shown."""
        self._index = index
        self._counter = HistogramCounter(index)
        self._answer = None

    def show(self, answer: Answer) -> None:
        """Show what of the timeline an answer finds, once what is more urgent has been painted."""
        self._answer = answer
        self.call_after_refresh(self._show_later, answer)

    def _show_later(self, answer: Answer) -> None:
        if answer is not self._answer or not self.size:
            return  # there is a newer one, or nothing can be seen
        self._dates = dates_of(answer.query, self._index.today)
        if self._window is not None and not self._is_in_window():
            self._window = None
        if len(self._index.everything) <= _AT_ONCE:
            self._take(self._counter.count(CountRequest(answer, self.size.width, self._window)))
        elif not self._is_counting:
            self._is_counting = True
            self.run_worker(self._keep_up())

    async def _keep_up(self) -> None:
        """Count in a thread, until what has been counted is what is wanted."""
        try:
            while self._answer is not None:
                wanted = CountRequest(self._answer, self.size.width, self._window)
                counted = await to_thread(self._counter.count, wanted)
                if wanted.answer is self._answer and wanted[1:] == (self.size.width, self._window):
                    self._take(counted)
                    break
        finally:
            self._is_counting = False

    def _take(self, counted: CountResult) -> None:
        """Draw what was counted; where the buckets are others, keep the cursor on its day."""
        if counted.axis is not self._axis:
            buckets = self.columns.buckets
            day = buckets[self.cursor].first.toordinal() if buckets else None
            if not _are_alike(counted.axis, self._axis):
                self.drop()
                self.hovered = None
            self._axis, self._extent = counted.axis, counted.extent
            if self._axis is not None:
                self.columns, self.unit = Columns.fitting(self._axis.buckets, counted.wanted.width), self._axis.unit
                self.cursor = len(self._axis.buckets) - 1 if day is None else self._axis.bucket_at(day)
        if self._axis is None:
            self.columns = Columns((), (0,))
            has_events = bool(self._index.everything)
            self.empty = "No event has a date." if has_events else "Events are drawn here once there are any."
        self.weights = counted.weights
        self.chosen = self._places(self._dates)
        self.draw()

    def _is_in_window(self) -> bool:
        assert self._window is not None
        if self._dates is None or self._dates.first is None or self._dates.last is None:
            return False
        return self._window[0] <= self._dates.first.toordinal() <= self._dates.last.toordinal() <= self._window[1]

    def _places(self, dates: DayRange | None) -> tuple[int, int] | None:
        """Return the first and the last bucket of some dates; None if there are none, or they are all there is."""
        if dates is None or self._axis is None:
            return None
        first = 0 if dates.first is None else self._axis.bucket_at(dates.first.toordinal())
        last = len(self._axis.buckets) - 1 if dates.last is None else self._axis.bucket_at(dates.last.toordinal())
        return first, last

    def on_resize(self) -> None:
        """Choose the buckets for another width."""
        if self._answer is not None:
            self._show_later(self._answer)

    def go_to(self, day: date | None) -> None:
        """Put the cursor on a day."""
        if self._axis is not None and day is not None:
            self._move_to(self._axis.bucket_at(day.toordinal()))

    def drop(self) -> bool:
        """Select no longer; return whether something was selected."""
        was_selected = self.held is not None
        self.held = None
        self._is_sticky = self._is_dragged = False
        self.refresh()
        return was_selected

    # What narrows the query

    def _narrow_to(self, first: date, last: date) -> None:
        """Tell of dates; of none if they are as wide as all that there is."""
        self.drop()
        assert self._extent is not None
        begin, end = self._extent
        is_all = first.toordinal() <= begin and end <= last.toordinal()
        self.post_message(self.Narrowed(None if is_all else (first, last)))

    def action_narrow(self) -> None:
        """Narrow the dates to what is selected or at the cursor; leave them open if it is what they are."""
        if self._axis is None:
            return
        first, last = (self._axis.buckets[place] for place in self.selected)
        if self._dates == (first.first, last.last):
            self.drop()
            self.post_message(self.Narrowed(None))
        else:
            self._narrow_to(first.first, last.last)

    def _bound(self) -> tuple[date, date]:
        """Return the first and the last day of the query's dates, or of all that there is."""
        assert self._axis is not None
        assert self._extent is not None
        begin, end = map(date.fromordinal, self._extent)
        dates = self._dates or DayRange(None, None)
        return dates.first or min(begin, self._axis.buckets[0].first), dates.last or max(
            end, self._axis.buckets[-1].last
        )

    def action_begin(self) -> None:
        """Have the dates begin at the cursor, and end as they do, or nowhere if that was before."""
        if self._axis is not None:
            first, (_, last) = self._axis.buckets[self.cursor].first, self._bound()
            self._narrow_to(first, last if first <= last else self._axis.buckets[-1].last)

    def action_end(self) -> None:
        """Have the dates end at the cursor, and begin as they do, or nowhere if that was after."""
        if self._axis is not None:
            last, (first, _) = self._axis.buckets[self.cursor].last, self._bound()
            self._narrow_to(first if first <= last else self._axis.buckets[0].first, last)

    def action_zoom_in(self) -> None:
        """Narrow the dates to half as many bars, around the cursor, and show only these."""
        if self._axis is None:
            return
        first, last = self._places(self._dates) or (0, len(self._axis.buckets) - 1)
        count = max(1, (last - first + 1) // 2)
        begin = max(first, min(self.cursor - count // 2, last - count + 1))
        if not first <= self.cursor <= last:
            begin = max(0, min(self.cursor - count // 2, len(self._axis.buckets) - count))
        start, end = self._axis.buckets[begin].first, self._axis.buckets[begin + count - 1].last
        self._zoom_to((start.toordinal(), end.toordinal()))

    def action_zoom_out(self) -> None:
        """Double the dates, and show only these; leave them open where they would be all there is."""
        if self._axis is not None and self._extent is not None and self._dates is not None:
            self._zoom_to(widened(*self._bound(), self._extent))

    def _zoom_to(self, window: tuple[int, int] | None) -> None:
        self._window = window
        days = None if window is None else (date.fromordinal(window[0]), date.fromordinal(window[1]))
        self.drop()
        self.post_message(self.Narrowed(days))

    # Keys

    def _move_to(self, place: int) -> None:
        if self._axis is not None:
            self.cursor = max(0, min(len(self._axis.buckets) - 1, place))
            self.refresh()

    def action_move(self, step: int) -> None:
        """Move the cursor, and select no longer unless that was begun with its own key."""
        if not self._is_sticky:
            self.held = None
        self._move_to(self.cursor + step)

    def action_edge(self, place: int) -> None:
        """Move the cursor to the first bar (0) or to the last (-1)."""
        self.action_move((len(self.columns.buckets) if place else 0) - self.cursor)

    def action_extend(self, step: int) -> None:
        """Move the cursor and select what it passes."""
        if self.held is None:
            self.held = self.cursor
        self._move_to(self.cursor + step)

    def action_select(self) -> None:
        """Begin to select at the cursor, or select no longer."""
        if not self.drop() and self._axis is not None:
            self.held, self._is_sticky = self.cursor, True

    # Mouse

    def _place_at(self, event: events.MouseEvent) -> int | None:
        """Return the bucket under the mouse, or beside it while it drags."""
        x = event.get_content_offset_capture(self).x
        if self._axis is None or not (self._is_dragged or 0 <= x < self.columns.width):
            return None
        return self.columns.place(x)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Begin to select."""
        place = self._place_at(event)
        if event.button == 1 and place is not None:
            self.drop()
            self.capture_mouse()
            self._is_dragged = True
            self.held = self.cursor = place
            self.refresh()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Follow the mouse, and select what it is dragged over."""
        place = self._place_at(event)
        if self._is_dragged and place is not None:
            self._move_to(place)
        if place != self.hovered:
            self.hovered = place
            self.refresh()

    def on_mouse_up(self) -> None:
        """Narrow the query to what was selected."""
        self.capture_mouse(False)
        if self._is_dragged:
            self.action_narrow()

    def on_leave(self) -> None:
        """Forget the mouse."""
        self.hovered = None
        self.refresh()


def _are_alike(one: Axis | None, other: Axis | None) -> bool:
    """Tell whether two axes have the same buckets: a selection of them is then kept when the file is read again."""
    return one is not None and other is not None and one.bounds == other.bounds and one.unit == other.unit

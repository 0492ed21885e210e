"""The chart of events over time. It shows how many events match, and narrows the dates of the query."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from tui.app.chart.axis_labels import AxisLabel
from tui.app.chart.counted_chart import CountedChart
from tui.app.chart.marks import Mark
from tui.timeline.analysis.histogram import FIRST_SECOND, LAST_SECOND, widened
from tui.timeline.analysis.periods import Stretch, base_of, beside, longer_period, shorter_period
from tui.timeline.dates.calendar import DAY


class TimelineChart(CountedChart):
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
    | pageup | Move the cursor to the same place in the longer unit before: by a year on an axis of months. |
    | pagedown | Move the cursor to the same place in the next longer unit. |
    | up | Widen the dates to the next longer period around the cursor. |
    | down | Narrow the dates to the next shorter period around the cursor. |
    | K | See the timeline as known on the last day at the cursor, or as known now. |
    | i | Mark the days on which sources came out, or no longer. |
    | plus | Halve the dates of the query, and show only these. |
    | minus | Double the dates of the query, and show only these. |
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "narrow", "Narrow", id="chart.narrow", tooltip="Narrow the dates to what is at the cursor"),
        Binding("left", "move(-1)", "Previous", show=False, id="chart.left", tooltip="Go to the previous bar"),
        Binding("right", "move(1)", "Next", show=False, id="chart.right", tooltip="Go to the next bar"),
        Binding(
            "pageup", "beside(-1)", "Previous year", show=False, id="chart.back", tooltip="Go back by a longer unit"
        ),
        Binding("pagedown", "beside(1)", "Next year", show=False, id="chart.on", tooltip="Go forward by a longer unit"),
        Binding("shift+left", "extend(-1)", "Select", show=False, id="chart.extend-left", tooltip="Select bars"),
        Binding("shift+right", "extend(1)", "Select", show=False, id="chart.extend-right", tooltip="Select bars"),
        Binding("space", "select", "Select", id="chart.select", tooltip="Start or cancel a selection"),
        Binding("home,g", "edge(0)", "First", show=False, id="chart.first", tooltip="Go to the first bar"),
        Binding("end,G", "edge(-1)", "Last", show=False, id="chart.last", tooltip="Go to the last bar"),
        Binding("left_square_bracket", "begin", "From", id="chart.begin", tooltip="Start the dates here"),
        Binding("right_square_bracket", "end", "Until", id="chart.end", tooltip="End the dates here"),
        Binding(
            "plus,equals_sign",
            "zoom_in",
            "Zoom in",
            key_display="+",
            id="chart.zoom-in",
            tooltip="Zoom in: halve the range of dates",
        ),
        Binding("up", "wider", "Wider", show=False, id="chart.wider", tooltip="Widen to the month, season, year here"),
        Binding(
            "down", "narrower", "Narrower", show=False, id="chart.narrower", tooltip="Narrow to a shorter time here"
        ),
        Binding("K", "known", "Known", show=False, id="chart.known", tooltip="See what was known on this day"),
        Binding("i", "sources", "Sources", show=False, id="chart.sources", tooltip="Mark when sources came out"),
        Binding(
            "minus",
            "zoom_out",
            "Zoom out",
            key_display="-",
            id="chart.zoom-out",
            tooltip="Zoom out: double the range of dates",
        ),
    ]

    @dataclass
    class Narrowed(Message):
        """Other dates were chosen."""

        dates: tuple[int, int] | None
        """The first and the last second; None for no limit."""

    @dataclass
    class KnownChosen(Message):
        """Another moment was chosen as of which the timeline is seen."""

        second: int | None
        """The last second that counts; None for the present."""

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
        self.post_message(self.Narrowed(None if self._has_all(first, last) else (first, last)))

    def _has_all(self, first: int, last: int) -> bool:
        """Return whether some seconds contain all dates of the timeline."""
        return self._extent is not None and first <= self._extent[0] and self._extent[1] <= last

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

    # Periods

    def action_edge(self, index: int) -> None:
        """Move the cursor to the first bucket (0) or to the last (-1), at the end of all dates there."""
        super().action_edge(index)
        if self._extent is not None:
            self._moved_to = self._extent[index]

    def action_beside(self, step: int) -> None:
        """Move the cursor to the same place in another of the longer units: of another year on an axis of months."""
        second = self._second_at_cursor
        if self._axis is None or second is None:
            return
        first, last = self._axis.bounds[0], self._axis.bounds[-1] - 1
        target = min(max(beside(self._axis.unit, second, step), first), last)
        self.action_move(0)
        self.go_to(target)

    def action_wider(self) -> None:
        """Widen the dates to the next longer period around the cursor; no limit if it has all dates."""
        second = self._second_at_cursor
        if self._axis is None or second is None:
            return
        if self._dates is None:
            bar = self._axis.buckets[self.cursor]
            current = base_of(self._axis.unit, Stretch(bar.first, bar.last), second)
        else:
            current = self._current
        period = longer_period(second, current)
        if period is None or (self._dates is None and self._has_all(*period)):
            self._say("All dates are shown.")
        else:
            self._narrow_to(max(period.first, FIRST_SECOND), min(period.last, LAST_SECOND))

    def action_narrower(self) -> None:
        """Narrow the dates to the next shorter period around the cursor, as short as dates are known."""
        second = self._second_at_cursor
        if self._axis is None or second is None:
            return
        period = shorter_period(second, self._current, self._shortest)
        if period is None:
            self._say("No date is known more precisely.")
        else:
            self._narrow_to(max(period.first, FIRST_SECOND), min(period.last, LAST_SECOND))

    @property
    def _current(self) -> Stretch:
        """The dates of the query; of all events if they have no limit."""
        return Stretch(self._first, self._last)

    def choose_target(self, target: AxisLabel | Mark) -> None:
        """Narrow the dates to a label, or remove the limit if they are that already; or see what was known on a day."""
        if isinstance(target, Mark):
            self.post_message(self.KnownChosen(None if target.is_known else target.last * DAY + DAY - 1))
        elif self._dates == (target.first, target.last):
            self.post_message(self.Narrowed(None))
        else:
            self._narrow_to(target.first, target.last)

    # What was known when

    def choose_known(self) -> None:
        """See the timeline as known on the last day at the cursor, or as known now if it is seen so already."""
        if self._axis is not None:
            second = self._axis.buckets[self.cursor].last
            self.post_message(self.KnownChosen(None if second == self.known_second else second))

    def action_known(self) -> None:
        """See the timeline as known on the last day at the cursor, or as known now."""
        self.point_at(None)
        self.choose_known()

    def action_sources(self) -> None:
        """Mark the days on which sources came out, or no longer."""
        if not self.show_sources():
            self._say("No source has a date.")

    def _say(self, message: str) -> None:
        self.notify(message, markup=False)

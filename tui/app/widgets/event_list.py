"""The list of events: a row for each, with a rule before each month, or another unit that the dates are known to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.style import Style
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from tui.app.widgets.drawn_events import DrawnEvents
from tui.app.widgets.line_list import Pieces
from tui.app.widgets.nothing_found import NothingFound
from tui.app.widgets.reading_list import ReadingList
from tui.timeline.dates.bounds import OPEN_START
from tui.timeline.dates.sections import TimeUnit
from tui.timeline.model.timeline import Timeline
from tui.timeline.search.answers import Answer
from tui.timeline.search.reader_layer import NO_LAYER, ReaderLayer

if TYPE_CHECKING:
    from tui.app.widgets.unfolded_rows import UnfoldedRows

_LEAST_HEIGHT_FOR_FIXED_RULE = 6
"""In a lower list the rule of the first row scrolls out of sight."""
_MOST_MARKED = 500
"""The most marks that are drawn in the scroll bar, which has far fewer cells."""


class EventList(NothingFound, ReadingList):
    """Events in the order of an answer, one highlighted.

    The first line in sight is always a rule: that of the row that would be there. The column of dates is as wide as the
    dates that have been in sight since the answer was shown.

    Bindings:
    | Key | Description |
    |---|---|
    | enter | Open the detail of the highlighted event. |
    | left_square_bracket | Highlight the first event under the previous rule: of the month before that has any. |
    | right_square_bracket | Highlight the first event under the next rule. |

    The bindings of `ReadingList` and `LineList` apply too.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Detail", id="events.open", tooltip="Read the highlighted event"),
        Binding(
            "left_square_bracket", "month(-1)", "Previous month", show=False, id="events.month-before",
            tooltip="Go to the previous month with events",
        ),
        Binding(
            "right_square_bracket", "month(1)", "Next month", show=False, id="events.month-after",
            tooltip="Go to the next month with events",
        ),
    ]  # fmt: skip

    class _EventMessage(Message):
        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number
            """The number of the event."""

    class Highlighted(_EventMessage):
        """An event was highlighted by a key or the mouse."""

    class Opened(_EventMessage):
        """An event was chosen to be read in full."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows: Sequence[int] = ()
        """The number of the event at each position."""
        self._answer: Answer
        self._rule_lines: Sequence[int] = []
        """The line of each section's rule."""
        self._unfolded: UnfoldedRows | None = None
        """Where rows are if there is room for the whole of every title; None if each row is one line."""
        self._timeline: Timeline
        self.own = NO_LAYER
        """The reader's marks and notes."""
        self._drawn: DrawnEvents
        self._measured: tuple[int, ...] = ()
        """What the width of the dates was measured for: first line, height and width of the view."""

    def show_timeline(self, timeline: Timeline) -> None:
        """Replace the timeline. Its events are not shown before `show` is called."""
        self._timeline = timeline
        self.empty = "No event matches." if timeline.events else "The timeline has no events."

    def show_layer(self, layer: ReaderLayer) -> None:
        """Show the reader's marks and notes."""
        if layer and not self.own:
            from tui.app.widgets.mark_scroll_bar import mark_scroll_bar

            mark_scroll_bar(self.vertical_scrollbar, self._marks)
        self.own = layer
        self.refresh()
        self.vertical_scrollbar.refresh()

    def _marks(self) -> tuple[Sequence[int], Style]:
        """Return the lines of the marked events, and the style of their marks."""
        marked = list(self.own.marked & self._answer.matching)[:_MOST_MARKED]
        positions = [position for number in marked if (position := self._nearest(number)) is not None]
        return [self._line_of(position) for position in positions], self.named_style("marked")

    @property
    def number(self) -> int | None:
        """The number of the highlighted event."""
        return self._rows[self._position_of(self.cursor)] if self.cursor >= 0 else None

    def show(self, answer: Answer, number: int | None) -> None:
        """Show the events of an answer. The scroll bar stays as it is until `update_scroll_bar` is called.

        Args:
            answer: the answer.
            number: the event to highlight, or the nearest in time if it is not among them; None for the first.
        """
        self._answer = answer
        self._rows = answer.rows
        self._ways_out = ()
        self._drawn, self._measured = DrawnEvents(self._timeline, answer, lambda: self.own), ()
        self._lay_out(self._nearest(number))

    def _lay_out(self, position: int | None) -> None:
        """Give each row its lines: several where few rows have room for long titles.

        Args:
            position: that of the row to highlight.
        """
        starts = [section.start for section in self._answer.sections]
        self._unfolded = None
        self._rule_lines = [start + rule for rule, start in enumerate(starts)]
        count = len(self._rows) + len(self._rule_lines)
        width, height = self.scrollable_content_region.size
        if 0 < count < height:
            from tui.app.widgets.unfolded_rows import unfold

            self._measure_dates(range(count), width)
            titles = ((self._drawn.title(number), self._drawn.room(number, width)) for number in self._rows)
            unfolded = unfold(titles, starts, height)
            if unfolded is not None:
                self._unfolded, self._rule_lines, count = unfolded, unfolded.rule_lines, unfolded.line_count
        self.set_lines(count, -1 if position is None else self._line_of(position), defer_scroll_bar=True)

    def _row_lines(self, lines: Iterable[int]) -> Iterator[int]:
        return (line for line in lines if not self._is_rule(line))

    def on_resize(self) -> None:
        """Give the rows their lines again."""
        if self._rows:
            self._lay_out(self._position_of(self.cursor) if self.cursor >= 0 else None)
            self.update_scroll_bar()

    def highlight(self, number: int) -> bool:
        """Highlight an event, and return whether it is in the list."""
        position = self._nearest(number)
        if position is None or self._rows[position] != number:
            return False
        self.cursor = self._line_of(position)
        return True

    def _nearest(self, number: int | None) -> int | None:
        """Return the position of an event, or of the nearest in time if it is not in the list."""
        if not self._rows:
            return None
        if number is None:
            return 0
        after = bisect_left(self._rows, self._answer.rank(number), key=self._answer.rank)
        if after == len(self._rows):
            return after - 1
        if after == 0 or self._rows[after] == number:
            return after
        second, before, later = map(self._second, (number, self._rows[after - 1], self._rows[after]))
        return after if abs(later - second) < abs(before - second) else after - 1

    def _second(self, number: int) -> int:
        second = self._answer.moment(number)
        return OPEN_START if second is None else second

    # Lines: a rule comes before the first row of each section

    def _position_of(self, line: int) -> int:
        """Return the position of the event on a line."""
        if self._unfolded is not None:
            return self._unfolded.position_of(line)
        return line - bisect_right(self._rule_lines, line)

    def _line_of(self, position: int) -> int:
        """Return the line of the event at a position."""
        if self._unfolded is not None:
            return self._unfolded.first_lines[position]
        # Rule k is on the line of its section's first position plus k, as k rules are above it.
        rules = bisect_right(range(len(self._rule_lines)), position, key=lambda rule: self._rule_lines[rule] - rule)
        return position + rules

    def is_selectable(self, line: int) -> bool:
        """Return whether a line is the first of an event."""
        return not self._is_rule(line) and self.first_line_of(line) == line

    def _is_rule(self, line: int) -> bool:
        rule = bisect_left(self._rule_lines, line)
        return rule < len(self._rule_lines) and self._rule_lines[rule] == line

    def first_line_of(self, line: int) -> int:
        """Return the first line of the event that a line belongs to."""
        if self._unfolded is None or self._is_rule(line) or not 0 <= line < self.line_count:
            return line
        return self._line_of(self._position_of(line))

    def _refresh_line(self, line: int) -> None:
        """Redraw a line, and those that belong to it."""
        super()._refresh_line(line)
        if self._unfolded is not None and 0 <= line < self.line_count:
            for more in range(1, len(self._unfolded.titles[self._position_of(line)])):
                super()._refresh_line(line + more)

    @property
    def _has_fixed_rule(self) -> bool:
        return self.size.height >= _LEAST_HEIGHT_FOR_FIXED_RULE

    @property
    def lines_kept_above(self) -> int:
        """The rule that is the first line in sight covers a row."""
        return int(self._has_fixed_rule)

    def line_at(self, y: int) -> int:
        """Return the line at a row of the view: a rule in the first, above that the next rows follow."""
        line = super().line_at(y)
        if y == 0 and 0 < line < self.line_count and self._has_fixed_rule and self.is_selectable(line):
            return self._rule_lines[self._section_of(line)]
        return line

    def _section_of(self, line: int) -> int:
        return bisect_right(self._rule_lines, line) - 1

    def render_lines(self, crop: Region) -> list[Strip]:
        """Render the lines in a region, and find the width of the dates that are now in sight."""
        view = (self.scroll_offset.y, *self.scrollable_content_region.size)
        if view != self._measured:
            self._measured = view
            first, width, height = view
            is_wider = self._measure_dates(range(first, min(first + height, self.line_count)), width)
            if is_wider and crop.size != self.size:
                self.refresh()
        return super().render_lines(crop)

    def _measure_dates(self, lines: Iterable[int], width: int) -> bool:
        """Widen the column of dates for those on some lines. Return whether it is wider now."""
        dated = ((self._rows[self._position_of(line)], self._unit_at(line)) for line in self._row_lines(lines))
        return self._drawn.widen(dated, width)

    def pieces(self, line: int, width: int) -> Pieces:
        """Return the pieces of a line: a section's rule, or an event."""
        if self._is_rule(line):
            rule = bisect_left(self._rule_lines, line)
            sections = self._answer.sections
            end = sections[rule + 1].start if rule + 1 < len(sections) else len(self._rows)
            return self._drawn.rule(sections[rule].unit, end - sections[rule].start, width)
        position = self._position_of(line)
        title = None if self._unfolded is None else self._unfolded.titles[position]
        part = 0 if title is None else line - self.first_line_of(line)
        if title is not None and part:
            return self._drawn.continued(title[part], width)
        return self._drawn.row(self._rows[position], self._unit_at(line), width, None if title is None else title[0])

    def _unit_at(self, line: int) -> TimeUnit:
        """Return the unit of the rule above an event's line."""
        return self._answer.sections[self._section_of(line)].unit

    # Keys

    def cursor_moved(self) -> None:
        """Post which event is highlighted."""
        if (number := self.number) is not None:
            self.post_message(self.Highlighted(number))

    def line_chosen(self) -> None:
        """Open the highlighted event."""
        self.action_open()

    def action_open(self) -> None:
        """Open the highlighted event; in an empty list, take the way out."""
        if (number := self.number) is not None:
            self.post_message(self.Opened(number))
        else:
            self.take_way_out()

    def action_month(self, step: int) -> None:
        """Highlight the first event of another month."""
        if self.cursor < 0:
            return
        rule = bisect_right(self._rule_lines, self.cursor) - 1 + step
        if 0 <= rule < len(self._rule_lines):
            self.cursor = self._rule_lines[rule] + 1
            self.cursor_moved()

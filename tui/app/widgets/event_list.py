"""The list of events: a row for each, with a rule before each month, or another unit that the dates are known to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.style import Style
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from tui.app.style.cells import fit
from tui.app.style.content import split_matches
from tui.app.widgets.date_column import column_date
from tui.app.widgets.line_list import Pieces
from tui.app.widgets.nothing_found import NothingFound
from tui.app.widgets.reading_list import ReadingList
from tui.terminal.display import displayed
from tui.terminal.glyphs import glyphs
from tui.timeline.dates.bounds import OPEN_START
from tui.timeline.dates.edtf import EdtfDate
from tui.timeline.dates.sections import POSSIBLE, UNKNOWN_START
from tui.timeline.model.as_of import first_published
from tui.timeline.model.timeline import Timeline
from tui.timeline.search.answers import Answer
from tui.timeline.search.reader_layer import NO_LAYER, ReaderLayer

_GREATEST_DATE_WIDTH = 27
_LEAST_GREATEST_DATE_WIDTH = 11
"""However narrow a row is, its date may take as many cells."""
_LEAST_DATE_WIDTH = 6
_LEAST_WIDTH_FOR_TWO_DATES = 60
"""A narrower row says only since when an event is known, in the order of that."""
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
            "left_square_bracket", "month(-1)", "Month before", show=False, id="events.month-before",
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
        self._rule_lines: list[int] = []
        """The line of each section's rule."""
        self._timeline: Timeline
        self.own = NO_LAYER
        """The reader's marks and notes."""
        self._date_width = 0
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
        self._date_width, self._measured = _LEAST_DATE_WIDTH, ()
        self._rule_lines = [section.start + rule for rule, section in enumerate(answer.sections)]
        position = self._nearest(number)
        cursor = -1 if position is None else self._line_of(position)
        self.set_lines(len(self._rows) + len(self._rule_lines), cursor, defer_scroll_bar=True)

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
        return line - bisect_right(self._rule_lines, line)

    def _line_of(self, position: int) -> int:
        """Return the line of the event at a position."""
        # Rule k is on the line of its section's first position plus k, as k rules are above it.
        rules = bisect_right(range(len(self._rule_lines)), position, key=lambda rule: self._rule_lines[rule] - rule)
        return position + rules

    def is_selectable(self, line: int) -> bool:
        """Return whether a line is an event."""
        rule = bisect_left(self._rule_lines, line)
        return rule == len(self._rule_lines) or self._rule_lines[rule] != line

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
            most = self._greatest_date_width(width)
            dates = (self._date(line, most) for line in range(first, min(first + height, self.line_count)))
            needed = max((cell_len(date) for date in dates), default=0)
            if needed > self._date_width:
                self._date_width = min(needed, most)
                if crop.size != self.size:
                    self.refresh()
        return super().render_lines(crop)

    def _greatest_date_width(self, width: int) -> int:
        return min(_GREATEST_DATE_WIDTH, max(_LEAST_GREATEST_DATE_WIDTH, width // 4))

    def _date(self, line: int, width: int) -> str:
        """Return the date of a row: of the event, or since when it is known in an order by that; empty for a rule."""
        if not self.is_selectable(line):
            return ""
        event = self._timeline.events[self._rows[self._position_of(line)]]
        date: EdtfDate | None = event.date
        if self._is_by_known:
            date = first_published(self._timeline.sources[source] for source in event.sources)
        return "" if date is None else column_date(date, self._answer.sections[self._section_of(line)].unit, width)

    def pieces(self, line: int, width: int) -> Pieces:
        """Return the pieces of a line: a section's rule, or an event."""
        if not self.is_selectable(line):
            return self._rule(bisect_left(self._rule_lines, line), width)
        return self._row(line, width)

    def _rule(self, rule: int, width: int) -> Pieces:
        sections = self._answer.sections
        unit, start = sections[rule]
        end = sections[rule + 1].start if rule + 1 < len(sections) else len(self._rows)
        name = unit.words
        if unit == POSSIBLE:
            name = name[:1].upper() + name[1:]
        elif self._is_by_known:
            name = "known since an unknown date" if unit == UNKNOWN_START else f"known in {name}"
        count = f" {end - start} "
        yield f" {name} ", "heading"
        yield glyphs().rule * max(0, width - len(name) - 2 - len(count)) + count, "muted"

    @property
    def _is_by_known(self) -> bool:
        """Whether the rules say when events were known, not when they happened."""
        return self._answer.sort.axis == "known"

    def _row(self, line: int, width: int) -> Pieces:
        number = self._rows[self._position_of(line)]
        event = self._timeline.events[number]
        date_width = min(self._date_width, self._greatest_date_width(width))
        is_disputed = self._answer.view.is_disputed(number)
        sources = len(self._answer.view.sources(number))
        happened = ""
        if self._is_by_known and width >= _LEAST_WIDTH_FOR_TWO_DATES:
            happened = f" ({column_date(event.date, None, self._greatest_date_width(width))})"
        is_marked, is_noted = number in self.own.marked, number in self.own.notes
        marks = is_disputed + event.is_draft + is_marked + is_noted
        end_width = 2 * marks + (len(str(sources)) + 2 if sources > 1 else 0)
        yield glyphs().doubtful if number in self._answer.uncertain else " ", "alleged"
        yield f"{fit(self._date(line, date_width), date_width)} ", "muted"
        yield f"{glyphs().status(event.status)} ", event.status or "muted"
        room = width - date_width - 4 - end_width - cell_len(happened) - 1
        title = fit(displayed(event.title), room)
        for text, is_match in split_matches(title, self._answer.needles):
            yield text, "hit" if is_match else ""
        yield happened, "muted"
        if is_marked:
            yield f" {glyphs().marked}", "marked"
        if is_noted:
            yield f" {glyphs().noted}", "marked"
        if event.is_draft:
            yield f" {glyphs().draft}", "warned"
        if is_disputed:
            yield f" {glyphs().disputed}", "disputed"
        if sources > 1:
            yield f" {glyphs().several_sources}{sources}", "muted"

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

"""The list of events: a row for each, with a rule before each month, or another unit that the dates are known to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from tui.app.style.cells import fit
from tui.app.style.content import split_matches
from tui.app.widgets.date_column import column_date
from tui.app.widgets.line_list import Pieces
from tui.app.widgets.nothing_found import NothingFound
from tui.app.widgets.reading_list import ReadingList
from tui.terminal.display import displayed
from tui.terminal.glyphs import glyphs
from tui.timeline.dates.bounds import OPEN_START
from tui.timeline.dates.sections import UNKNOWN_START, TimeUnit
from tui.timeline.dates.words import short_words
from tui.timeline.model.timeline import Timeline
from tui.timeline.search.answers import Answer

_SAMPLE = 200
"""The least number of events that are measured to find the width of the dates."""

_DATE_WIDTHS = ((60, 20), (40, 14), (0, 11))
"""Pairs: the least width of a row, and the greatest width of its date, in cells."""
_WIDEST_DATE = _DATE_WIDTHS[0][1]


class EventList(NothingFound, ReadingList):
    """Events in the order of an answer, one highlighted.

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
        self._date_width = 0

    def show_timeline(self, timeline: Timeline) -> None:
        """Replace the timeline. Its events are not shown before `show` is called."""
        self._timeline = timeline
        self.empty = "No event matches." if timeline.events else "The timeline has no events."
        sample = timeline.events[:: 1 + len(timeline.events) // _SAMPLE]
        self._date_width = 0
        for event in sample:
            self._date_width = max(self._date_width, len(short_words(event.date)))
            if self._date_width >= _WIDEST_DATE:
                break

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

    def pieces(self, line: int, width: int) -> Pieces:
        """Return the pieces of a line: a section's rule, or an event."""
        if not self.is_selectable(line):
            return self._rule(bisect_left(self._rule_lines, line), width)
        unit = self._answer.sections[bisect_right(self._rule_lines, line) - 1].unit
        return self._row(self._rows[self._position_of(line)], unit, width)

    def _rule(self, rule: int, width: int) -> Pieces:
        sections = self._answer.sections
        unit, start = sections[rule]
        end = sections[rule + 1].start if rule + 1 < len(sections) else len(self._rows)
        name = unit.words
        if self._is_by_known:
            name = "known since an unknown date" if unit == UNKNOWN_START else f"known in {name}"
        count = f" {end - start} "
        yield f" {name} ", "heading"
        yield glyphs().rule * max(0, width - len(name) - 2 - len(count)) + count, "muted"

    @property
    def _is_by_known(self) -> bool:
        """Whether the rules say when events were known, not when they happened."""
        return self._answer.sort.axis == "known"

    def _row(self, number: int, unit: TimeUnit, width: int) -> Pieces:
        event = self._timeline.events[number]
        date_width = min(self._date_width, next(greatest for least, greatest in _DATE_WIDTHS if width >= least))
        date = column_date(event.date, None if self._is_by_known else unit, date_width)
        is_disputed = self._answer.view.is_disputed(number)
        sources = len(self._answer.view.sources(number))
        end_width = 2 * (is_disputed + event.is_draft) + (len(str(sources)) + 2 if sources > 1 else 0)
        yield glyphs().doubtful if number in self._answer.uncertain else " ", "alleged"
        yield f"{fit(date, date_width)} ", "muted"
        yield f"{glyphs().status(event.status)} ", event.status or "muted"
        title = fit(displayed(event.title), width - date_width - 4 - end_width - 1)
        for text, is_match in split_matches(title, self._answer.needles):
            yield text, "hit" if is_match else ""
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

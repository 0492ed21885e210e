"""The list of events: a row for each, with a rule before each month."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from tui.app.style.cells import fit
from tui.app.style.content import split_matches
from tui.app.widgets.line_list import LineList, Pieces
from tui.terminal.display import displayed
from tui.terminal.glyphs import glyphs
from tui.timeline.dates.bounds import OPEN_START
from tui.timeline.dates.edtf import EdtfDate
from tui.timeline.dates.words import short_words
from tui.timeline.model.entities import Event
from tui.timeline.model.timeline import Timeline
from tui.timeline.search.answers import Answer

_SAMPLE = 200
_TIME = re.compile(r"(?P<minute>\d\d:\d\d)(?P<second>:\d\d)?(\.\d+)?(?P<zone> .+)?$")
"""The least number of events that are measured to find the width of the dates."""

_DATE_WIDTHS = ((60, 20), (40, 14), (0, 11))
"""Pairs: the least width of a row, and the greatest width of its date, in cells."""


class EventList(LineList):
    """Events in the order of an answer, one highlighted.

    Bindings:
    | Key | Description |
    |---|---|
    | enter | Open the detail of the highlighted event. |
    | left_square_bracket | Highlight the first event of the previous month that has any. |
    | right_square_bracket | Highlight the first event of the next month that has any. |

    The bindings of `LineList` apply too.
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
        self._rules_name_days = False
        """Whether the rule above an event with a time names its day."""
        self._timeline: Timeline
        self._date_width = 0

    def show_timeline(self, timeline: Timeline) -> None:
        """Replace the timeline. Its events are not shown before `show` is called."""
        self._timeline = timeline
        self.empty = "No event matches. c clears the query." if timeline.events else "The timeline has no events."
        sample = timeline.events[:: 1 + len(timeline.events) // _SAMPLE]
        self._date_width = max((len(short_words(event.date)) for event in sample), default=0)

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
        self._rule_lines = [section.start + rule for rule, section in enumerate(answer.sections)]
        units = {section.unit.unit for section in answer.sections}
        self._rules_name_days = answer.sort.axis != "known" and not units.isdisjoint(("day", "hour"))
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
        return self._row(self._rows[self._position_of(line)], width)

    def _rule(self, rule: int, width: int) -> Pieces:
        sections = self._answer.sections
        unit, start = sections[rule]
        end = sections[rule + 1].start if rule + 1 < len(sections) else len(self._rows)
        name = unit.words
        if self._answer.sort.axis == "known":
            name = f"known in {name}"
        count = f" {end - start} "
        yield f" {name} ", "heading"
        yield glyphs().rule * max(0, width - len(name) - 2 - len(count)) + count, "muted"

    def _row(self, number: int, width: int) -> Pieces:
        event = self._timeline.events[number]
        date_width = min(self._date_width, next(greatest for least, greatest in _DATE_WIDTHS if width >= least))
        is_disputed = self._answer.view.is_disputed(number)
        sources = len(self._answer.view.sources(number))
        end_width = 2 * (is_disputed + event.is_draft) + (len(str(sources)) + 2 if sources > 1 else 0)
        yield glyphs().doubtful if number in self._answer.uncertain else " ", "alleged"
        yield f"{fit(_short_date(event, date_width, under_its_day=self._rules_name_days), date_width)} ", "muted"
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
        """Open the highlighted event."""
        if (number := self.number) is not None:
            self.post_message(self.Opened(number))

    def action_month(self, step: int) -> None:
        """Highlight the first event of another month."""
        if self.cursor < 0:
            return
        rule = bisect_right(self._rule_lines, self.cursor) - 1 + step
        if 0 <= rule < len(self._rule_lines):
            self.cursor = self._rule_lines[rule] + 1
            self.cursor_moved()


def _short_date(event: Event, width: int, *, under_its_day: bool) -> str:
    """Return an event's date in at most this many cells, if possible.

    A date that is too long loses its year or its day, which the rule above shows, or its seconds, or its end.
    """
    short = short_words(event.date)
    earliest, latest = event.date.earliest, event.date.latest
    if len(short) <= width or earliest is None:
        return short
    if latest is not None and earliest.year == latest.year:
        short = short.replace(f" {earliest.year}", "")
        if len(short) <= width:
            return short
    if event.date.start is None:
        return short
    if event.date.has_time and not event.date.members and not event.date.is_interval and (time := _TIME.search(short)):
        start, day = time.start(), "" if under_its_day else short[: time.start()]
        minute, zone = time["minute"], time["zone"]
        fewer = (f"{day}{short[start:]}", f"{day}{minute}{time['second']}{zone}", f"{day}{minute}{zone}")
        return next((text for text in fewer if len(text) <= width), f"{day}{minute}")
    start_words = short_words(EdtfDate.parse(event.date.start.text))
    open_end = f"{start_words} {glyphs().span}{glyphs().ellipsis}"
    return open_end if len(open_end) <= width else open_end.replace(f" {earliest.year}", "")

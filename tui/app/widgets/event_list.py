"""The list of events: a row each, with rules between the months."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from tui.app.widgets.line_list import LineList, Pieces, fit
from tui.terminal.glyphs import glyphs
from tui.text.folding import find_all
from tui.text.printable import printable
from tui.timeline.dates.edtf import EdtfDate
from tui.timeline.dates.words import MONTHS
from tui.timeline.model.entities import Event, Timeline
from tui.timeline.search.answers import Answer

_SAMPLE = 200
"""So many events, at least, tell how wide the dates are."""

_DATE_WIDTHS = ((60, 20), (40, 14), (0, 11))
"""From so many cells on a row spends at most so many on its date."""


class EventList(LineList):
    """Events in order, one highlighted.

    Bindings:
    | Key | Description |
    |---|---|
    | enter | Go to the highlighted event's detail. |
    | [ ; ] | Highlight the first event of the previous or the next month that has one. |

    The keys of `LineList` too.
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

    class _OfEvent(Message):
        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number
            """The number of the event."""

    class Highlighted(_OfEvent):
        """The highlight was moved by its user."""

    class Opened(_OfEvent):
        """An event was chosen, to be read."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows: Sequence[int] = ()
        self._answer: Answer
        self._rule_lines: list[int] = []
        self._timeline: Timeline
        self._date_width = 0

    def show_timeline(self, timeline: Timeline) -> None:
        """Have a timeline, of which rows are then to be set."""
        self._timeline = timeline
        self.empty = "No event matches. c clears the query." if timeline.events else "The timeline has no events."
        sample = timeline.events[:: 1 + len(timeline.events) // _SAMPLE]
        widths = (len(event.date.short()) for event in sample)
        self._date_width = max(widths, default=0)

    @property
    def number(self) -> int | None:
        """The number of the highlighted event."""
        return self._rows[self._place_of(self.cursor)] if self.cursor >= 0 else None

    def show(self, answer: Answer, number: int | None) -> None:
        """Show the events of an answer, with the highlight on this one, or on the one nearest to it.

        The scroll bar is left as it is until `fit_bar`.
        """
        self._answer = answer
        self._rows = answer.rows
        self._rule_lines = [month.start + place for place, month in enumerate(answer.sections)]
        place = self._nearest(number)
        cursor = -1 if place is None else self._line_of(place)
        self.set_lines(len(self._rows) + len(self._rule_lines), cursor, has_late_bar=True)

    def highlight(self, number: int) -> bool:
        """Put the highlight on an event; return whether it is in the list."""
        place = self._nearest(number)
        if place is None or self._rows[place] != number:
            return False
        self.cursor = self._line_of(place)
        return True

    def _nearest(self, number: int | None) -> int | None:
        """Return the place of an event in the rows, or that of the one nearest to it in time."""
        if not self._rows:
            return None
        if number is None:
            return 0
        after = bisect_left(self._rows, self._answer.rank(number), key=self._answer.rank)
        if after == len(self._rows):
            return after - 1
        if after == 0 or self._rows[after] == number:
            return after
        wanted, before, behind = map(self._ordinal, (number, self._rows[after - 1], self._rows[after]))
        return after if abs(behind - wanted) < abs(before - wanted) else after - 1

    def _ordinal(self, number: int) -> int:
        day = self._answer.day(number)
        return 0 if day is None else day.toordinal()

    # Lines: a rule stands before the first row of each month

    def _place_of(self, line: int) -> int:
        return line - bisect_right(self._rule_lines, line)

    def _line_of(self, place: int) -> int:
        # The k-th rule stands on the line of its first row's place plus the k rules above it.
        rules = bisect_right(range(len(self._rule_lines)), place, key=lambda rule: self._rule_lines[rule] - rule)
        return place + rules

    def is_choice(self, line: int) -> bool:
        """Tell whether a line is an event."""
        rule = bisect_left(self._rule_lines, line)
        return rule == len(self._rule_lines) or self._rule_lines[rule] != line

    def pieces(self, line: int, width: int) -> Pieces:
        """Return what is on a line: a month's rule, or an event."""
        if not self.is_choice(line):
            return self._rule(line, width)
        return self._row(self._rows[self._place_of(line)], width)

    def _rule(self, line: int, width: int) -> Pieces:
        months = self._answer.sections
        group = bisect_left(self._rule_lines, line)
        month, start = months[group]
        following = months[group + 1].start if group + 1 < len(months) else len(self._rows)
        name = "start unknown" if month < 0 else f"{MONTHS[month % 12]} {month // 12}"
        if self._answer.sort.axis == "known":
            name = f"known in {name}"
        count = f" {following - start} "
        yield f" {name} ", "heading"
        yield glyphs().rule * max(0, width - len(name) - 2 - len(count)) + count, "muted"

    def _row(self, number: int, width: int) -> Pieces:
        event = self._timeline.events[number]
        date_width = min(self._date_width, next(most for least, most in _DATE_WIDTHS if width >= least))
        disputed = self._answer.view.is_disputed(number)
        sources = len(self._answer.view.sources(number))
        tail = (2 if disputed else 0) + (len(str(sources)) + 2 if sources > 1 else 0)
        yield glyphs().doubtful if number in self._answer.uncertain else " ", "alleged"
        yield f"{fit(_date(event, date_width), date_width)} ", "muted"
        yield f"{glyphs().statuses[event.status]} ", event.status
        title_width = width - date_width - 4 - tail - 1
        yield from lit(fit(printable(event.title), title_width), self._answer.needles, "hit")
        if disputed:
            yield f" {glyphs().disputed}", "disputed"
        if sources > 1:
            yield f" {glyphs().several_sources}{sources}", "muted"

    # Keys

    def moved(self) -> None:
        """Tell which event is highlighted."""
        if (number := self.number) is not None:
            self.post_message(self.Highlighted(number))

    def chosen(self) -> None:
        """Tell that the highlighted event is to be read."""
        self.action_open()

    def action_open(self) -> None:
        """Tell that the highlighted event is to be read."""
        if (number := self.number) is not None:
            self.post_message(self.Opened(number))

    def action_month(self, step: int) -> None:
        """Highlight the first event of another month."""
        if self.cursor < 0:
            return
        group = bisect_right(self._rule_lines, self.cursor) - 1
        target = group + step
        if 0 <= target < len(self._rule_lines):
            self.cursor = self._rule_lines[target] + 1
            self.moved()


def lit(text: str, needles: Sequence[str], name: str) -> Pieces:
    """Cut a text into pieces, so that what folds to one of the needles has the look of this name."""
    at = 0
    for start, end in find_all(text, needles):
        if start > at:
            yield text[at:start], ""
        yield text[start:end], name
        at = end
    if at < len(text):
        yield text[at:], ""


def _date(event: Event, width: int) -> str:
    """Return an event's date in so many cells: without its year, which the rule above tells, or only its start."""
    short = event.date.short()
    earliest, latest = event.date.earliest, event.date.latest
    if len(short) <= width or earliest is None:
        return short
    if latest is not None and earliest.year == latest.year:
        short = short.replace(f" {earliest.year}", "")
        if len(short) <= width:
            return short
    if event.date.start is None:
        return short
    start = EdtfDate.parse(event.date.start.text).short()
    with_end = f"{start} {glyphs().span}{glyphs().ellipsis}"
    return with_end if len(with_end) <= width else with_end.replace(f" {earliest.year}", "")

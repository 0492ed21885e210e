"""The list of disputed claims, each with what denies, contradicts and confirms it indented below it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from pyroaring import BitMap
from rich.cells import cell_len
from textual.binding import Binding, BindingType
from textual.message import Message

from tui.app.widgets.drawn_disputes import DrawnDisputes, heading, speakers
from tui.app.widgets.event_list import EventList
from tui.app.widgets.line_list import Pieces
from tui.app.widgets.reading_list import ReadingList
from tui.timeline.analysis.disputes import DisputeRow, DisputeRows, Disputes
from tui.timeline.dates.words import short_words
from tui.timeline.model.timeline import Timeline
from tui.timeline.search.answers import Answer
from tui.timeline.search.index import Index

_SAMPLE = 40
"""The most rows that are measured to find the width of the dates."""


class DisputeList(ReadingList):
    """The disputed claims of an answer. What bears on a claim is in the rows below it, denials first.

    A claim is listed if it matches the query, or an event that denies or contradicts it does. Rows that do not match
    are muted, and those that do are marked.

    Bindings:
    | Key | Description |
    |---|---|
    | enter | Go to the highlighted event in the list of events. |
    | left_square_bracket, right_square_bracket | Highlight the claim before, or the next. |
    | W | Filter by who says the highlighted event, or no longer. |
    | left | Highlight the claim that the highlighted event bears on. |
    | right | Highlight the highlighted event as a claim of its own, if it is disputed too. |

    The bindings of `ReadingList` and `LineList` apply too.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "Go there", id="disputes.go", tooltip="Go to the event in the list of all"),
        Binding(
            "left_square_bracket", "claim(-1)", "Previous claim", show=False, id="disputes.claim-before",
            tooltip="Go to the previous disputed claim",
        ),
        Binding(
            "right_square_bracket", "claim(1)", "Next claim", show=False, id="disputes.claim-after",
            tooltip="Go to the next disputed claim",
        ),
        Binding("W", "who", "Who says it", id="disputes.who", tooltip="Show only this speaker; again: all"),
        Binding("left", "up_to_claim", "Claim", show=False, id="disputes.claim", tooltip="Go to the claim in question"),
        Binding(
            "right", "follow", "Its disputes", show=False, id="disputes.follow",
            tooltip="Go to what disputes the denial itself",
        ),
    ]  # fmt: skip

    class Chosen(Message):
        """An event was chosen to be shown in the list of events."""

        def __init__(self, event_id: str) -> None:
            super().__init__()
            self.event_id = event_id
            """The id of the event, which a newer version of the timeline may number differently by then."""

    class WhoChosen(Message):
        """The disputes of somebody were chosen, or no longer."""

        def __init__(self, facet: str, value: str) -> None:
            super().__init__()
            self.facet = facet
            """The name of the facet: the speaker, or the outlet that the source credits."""
            self.value = value
            """The id of the value."""

    def __init__(self, index: Callable[[], Index], say: Callable[[str], None], *, id: str | None = None) -> None:
        """Make the list.

        Args:
            index: returns the timeline that answers are about.
            say: shows a message.
            id: the id of the widget.
        """
        super().__init__(id=id)
        self._index = index
        self._say = say
        self._disputes: Disputes | None = None
        self._rows: DisputeRows
        self._answer: Answer
        self._date_width = 0
        self._clicked: DisputeRow | None = None
        """The row that was clicked last."""

    # The same as an event list has

    def show_timeline(self, timeline: Timeline) -> None:
        """Forget what was read from another timeline."""
        self._disputes = None

    @property
    def number(self) -> int | None:
        """The number of the highlighted event."""
        return None if (row := self.row) is None else row.number

    @property
    def row(self) -> DisputeRow | None:
        """The highlighted row."""
        return self._rows[self.cursor - 1] if self.cursor > 0 else None

    def show(self, answer: Answer, number: int | None) -> None:
        """Show the disputed claims of an answer. The scroll bar stays until `update_scroll_bar` is called.

        Args:
            answer: the answer.
            number: the event to highlight. The nearest claim in time is, if it is in no row; None for the first claim.
        """
        before = self.row if self._disputes is not None else None
        self._answer = answer
        self._rows = DisputeRows(self._disputes_of(answer), answer)
        self.empty = (
            "No disputed claim matches. c clears the query, D lists all events."
            if answer.query
            else "Nothing is disputed: no event denies or contradicts another. D lists all events."
        )
        row = None
        if number is not None:
            claim = before.claim if before is not None and before.number == number else None
            row = self._rows.row_of(number, claim)
            row = self._rows.nearest(number, answer.moment) if row is None else row
        elif len(self._rows):
            row = 0
        self.set_lines(len(self._rows) and 1 + len(self._rows), -1 if row is None else 1 + row, defer_scroll_bar=True)

    def highlight(self, number: int) -> bool:
        """Highlight an event, and return whether it is in the list."""
        if self.number == number:
            return True
        row = self._rows.row_of(number, self.row.claim if self.row is not None else None)
        if row is None:
            return False
        self.cursor = 1 + row
        return True

    @property
    def numbers(self) -> Sequence[int]:
        """The numbers of the events that are listed, each once, in their order."""
        return list(dict.fromkeys(self._rows[row].number for row in range(len(self._rows))))

    @property
    def cursor_row(self) -> int:
        """The index of the highlighted row; -1 if there is none."""
        return self.cursor - 1 if self.cursor > 0 else -1

    def row_at_hand(self, number: int) -> int:
        """Return the index of the highlighted row if it is that of an event, else of another row of it, else 0."""
        return self.cursor_row if self.number == number else self._rows.row_of(number) or 0

    def rows_with(self, events: BitMap) -> Sequence[int]:
        """Return the indices of the rows of some events."""
        return self._rows.rows_with(events)

    def highlight_row(self, row: int) -> None:
        """Highlight a row, by its index."""
        self.cursor = 1 + row

    @property
    def count_text(self) -> str:
        """How many of the disputed claims are listed."""
        found, total = len(self._rows.claims), len(self._rows.all_claims)
        claims = "disputed claim" if total == 1 else "disputed claims"
        return f"{total:,} {claims}" if found == total else f"{found:,} of {total:,} {claims}"

    def _disputes_of(self, answer: Answer) -> Disputes:
        index, as_of = self._index(), answer.view.as_of
        found = self._disputes
        if found is None or found.index is not index or found.as_of != as_of:
            found = self._disputes = Disputes(index, as_of)
            self._date_width = max(map(self._width_of_date, found.sample(_SAMPLE)), default=0)
        return found

    def _width_of_date(self, number: int) -> int:
        return cell_len(short_words(self._index().timeline.events[number].date))

    # Lines: a heading comes before the first row

    def is_selectable(self, line: int) -> bool:
        """Return whether a line is an event."""
        return line > 0

    def pieces(self, line: int, width: int) -> Pieces:
        """Return the pieces of a line: the heading, or an event."""
        if not line:
            return heading(width)
        drawn = DrawnDisputes(self._index(), self._answer, self._date_width)
        return drawn.event(self._rows[line - 1], width)

    # Keys

    def cursor_moved(self) -> None:
        """Post which event is highlighted."""
        if (number := self.number) is not None:
            self.post_message(EventList.Highlighted(number))

    def line_clicked(self, x: int) -> None:
        """Go to an event when it is clicked a second time; the first click shows it in the detail."""
        if self._clicked == self.row:
            self.action_choose()
        self._clicked = self.row

    def action_choose(self) -> None:
        """Go to the highlighted event in the list of events."""
        if (number := self.number) is not None:
            self.post_message(self.Chosen(self._answer.view.timeline.events[number].id))

    def action_claim(self, step: int) -> None:
        """Highlight the claim before the highlighted row, or the next one."""
        if self.cursor > 0:
            position = self._rows.position_of(self.cursor - 1)
            is_below = self.cursor - 1 > self._rows.starts[position]
            position += step + (is_below and step < 0)
            if 0 <= position < len(self._rows.claims):
                self._go_to_row(self._rows.starts[position])

    def action_up_to_claim(self) -> None:
        """Highlight the claim that the highlighted event bears on."""
        if self.cursor > 0:
            self._go_to_row(self._rows.starts[self._rows.position_of(self.cursor - 1)])

    def action_who(self) -> None:
        """Filter by who says the highlighted event, or no longer."""
        if (number := self.number) is not None:
            facet, values = speakers(self._answer.view.timeline.events[number])
            if values:
                self.post_message(self.WhoChosen(facet, values[0]))
            else:
                self._say("The timeline names nobody who says this.")

    def action_follow(self) -> None:
        """Highlight the highlighted event as a claim of its own."""
        row = self.row
        if row is None:
            return
        if row.number in self._rows.standing:
            self._go_to_row(self._rows.row_of(row.number) or 0)
        elif row.number in self._rows.all_claims:
            self._say("What disputes this event does not match the query.")
        else:
            self._say("Nothing disputes this event.")

    def _go_to_row(self, row: int) -> None:
        self.cursor = 1 + row
        self.cursor_moved()

"""The bar in which the query is typed, with its parts told apart and what is wrong with it explained."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.highlighter import Highlighter
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from tui.printable import printable
from tui.timeline.query import Facet, Notice, Query


class _Parts(Highlighter):
    """Tells the parts of a query apart, and shows control characters as their pictures."""

    def __init__(self, line: QueryInput) -> None:
        self._line = line

    def highlight(self, text: Text) -> None:
        line = self._line
        query = Query.parse(text.plain)
        text.plain = printable(text.plain)
        facet_style = line.get_component_rich_style("query-input--facet", partial=True)
        for term in query.terms:
            if isinstance(term, Facet):
                start, _ = term.span
                text.stylize(facet_style, start, start + len(term.name) + term.negated + 1)
        for start, end, _ in line.notices:
            text.stylize(line.get_component_rich_style("query-input--wrong", partial=True), start, end)


class QueryInput(Input):
    """The line that is typed in."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # With priority, so that keys typed ahead come to the list and not in the line.
        Binding(
            "down,enter",
            "screen.leave_query",
            "To the list",
            priority=True,
            id="query.leave",
            tooltip="Go to the events found",
        ),
        Binding(
            "escape",
            "screen.leave_query",
            "Back",
            show=False,
            priority=True,
            id="query.escape",
            tooltip="Go back to the events",
        ),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {"query-input--facet", "query-input--wrong"}
    """
    | Class | Description |
    |---|---|
    | `query-input--facet` | A facet's name and its colon. |
    | `query-input--wrong` | A part that is left out of the search. |
    """

    def __init__(self) -> None:
        super().__init__(
            placeholder='filter by words, "a phrase", actor:iran weapon:missile -status:denied',
            compact=True,
            select_on_focus=False,
            highlighter=_Parts(self),
            id="query",
        )
        self.notices: Sequence[Notice] = ()


class QueryBar(Vertical):
    """The line that is typed in and, below it, what is wrong with the query, if anything is."""

    @dataclass
    class Edited(Message):
        """The query was edited."""

        text: str

    def compose(self) -> ComposeResult:
        """Lay out the line and the explanation."""
        with Horizontal(id="line"):
            yield Static("/", id="prompt")
            yield QueryInput()
        yield Static("", id="notice")

    def on_mount(self) -> None:
        """Hide the explanation until there is something to explain."""
        self.query_one("#notice").display = False

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell that the query was edited."""
        event.stop()
        self.post_message(self.Edited(event.value))

    def show(self, notices: Sequence[Notice]) -> None:
        """Mark and explain what of the query is left out."""
        line = self.query_one(QueryInput)
        line.notices = notices
        line.refresh()
        notice = self.query_one("#notice", Static)
        notice.display = bool(notices)
        notice.update(Content(printable(notices[0].message if notices else "")))

    def set_text(self, text: str) -> None:
        """Put a query in the line, without telling that it was edited."""
        line = self.query_one(QueryInput)
        with line.prevent(Input.Changed):
            line.value = text
            line.cursor_position = len(text)

    @property
    def text(self) -> str:
        """What stands in the line."""
        return self.query_one(QueryInput).value

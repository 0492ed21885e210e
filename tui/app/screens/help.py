"""The help: keys, example queries with the timeline's own values, and what the glyphs mean."""

from __future__ import annotations

from asyncio import sleep, to_thread
from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.app.screens.help_examples import Example, examples
from tui.app.style.content import hanging_indent, paragraphs
from tui.app.textual_fixes import DismissOnce
from tui.app.widgets.key_bar import KeyBar
from tui.terminal.display import displayed
from tui.terminal.glyphs import STATUS_MEANINGS, glyphs
from tui.timeline.model.entities import Event
from tui.timeline.query.language import Query
from tui.timeline.search.answers import count_events
from tui.timeline.search.index import Index

MOST_COUNTED_AT_ONCE = 20_000
"""In timelines with more events the examples are counted one by one, after the help has been painted."""

_LEAST_MEANING_WIDTH = 28
"""With fewer cells beside the query, the meaning of an example is shown below it."""

_LEAST_ALIGNED_WIDTH = 40
"""With fewer cells, the first column of each table is only as wide as its own content."""


class HelpSection(NamedTuple):
    """A title with a table of two columns."""

    title: str
    rows: Sequence[tuple[str, str]] = ()


class _Table(Static):
    """A table of two columns, the second of which wraps."""

    def __init__(self, rows: Sequence[tuple[str, str]], least_column: int) -> None:
        """Make the table.

        Args:
            rows: the texts of the two columns.
            least_column: the least width of the first column, where there is room. It aligns several tables.
        """
        super().__init__(markup=False)
        self._rows = rows
        self._least_column = least_column

    def on_resize(self) -> None:
        """Wrap the lines again."""
        least = self._least_column if self.scrollable_content_region.width >= _LEAST_ALIGNED_WIDTH else 0
        column = max([least, *(len(left) for left, _ in self._rows)]) + 2
        width = self.scrollable_content_region.width
        lines = [
            hanging_indent(Content.styled(f"{left:<{column}}", "bold"), right, width=width)
            for left, right in self._rows
        ]
        self.update(Content("\n").join(lines))


class _Description(Static):
    """The description of the timeline."""

    def __init__(self, text: str) -> None:
        super().__init__(markup=False)
        self._text = text

    def on_resize(self) -> None:
        """Wrap the lines again."""
        self.update(paragraphs(self._text, (), width=self.scrollable_content_region.width))


_COUNT_WIDTH = 8
"""Cells for the number of events that an example finds."""


class ExampleLine(Static, can_focus=True):
    """An example query with the number of events that it finds. A click runs it.

    Bindings:
    | Key | Description |
    |---|---|
    | enter, space | Run the query. |
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "run_example", "Run", id="help.ask", tooltip="Run the focused example"),
    ]

    def __init__(self, example: Example, column: int) -> None:
        """Make the line.

        Args:
            example: the query and its meaning.
            column: the cells for the query, where its meaning is shown beside it.
        """
        super().__init__(markup=False)
        self.example = example
        self._column = column
        self._count: int | None = None

    def show_count(self, count: int) -> None:
        """Show how many events the query finds."""
        self._count = count
        self._fill()

    def on_resize(self) -> None:
        """Wrap the lines again."""
        self._fill()

    def _fill(self) -> None:
        width = self.scrollable_content_region.width
        query, count = displayed(self.example.query), "" if self._count is None else f"{self._count:,}"
        if width < self._column + _COUNT_WIDTH + _LEAST_MEANING_WIDTH:
            gap = " " * max(1, width - cell_len(query) - len(count))
            first = Content.assemble((query, "bold $accent-foreground"), gap, (count, "bold"), "\n")
            self.update(first + hanging_indent(Content("  "), (self.example.meaning, "$muted"), width=width))
        else:
            gap = " " * (self._column - cell_len(query))
            first = Content.assemble(
                (query, "bold $accent-foreground"), gap, (f"{count:>{_COUNT_WIDTH - 2}}  ", "bold")
            )
            self.update(hanging_indent(first, (self.example.meaning, "$muted"), width=width))

    def action_run_example(self) -> None:
        """Close the help and run the query."""
        self.screen.dismiss(self.example.query)

    def on_click(self) -> None:
        """Close the help and run the query."""
        self.action_run_example()


class HelpScreen(DismissOnce, ModalScreen[str | None]):
    """The help, over the browser. Its result is the query of the chosen example, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,f1,enter", "close", "Close", id="help.close", tooltip="Close the help"),
        Binding("j,down", "scroll(1)", "Down", show=False, id="help.down", tooltip="Scroll down"),
        Binding("k,up", "scroll(-1)", "Up", show=False, id="help.up", tooltip="Scroll up"),
        Binding("pagedown,ctrl+d", "page(1)", "Page down", show=False, id="help.page-down", tooltip="Page down"),
        Binding("pageup,ctrl+u", "page(-1)", "Page up", show=False, id="help.page-up", tooltip="Page up"),
        Binding("g,home", "scroll(-100000)", "Top", show=False, id="help.top", tooltip="Scroll to the top"),
        Binding("G,end", "scroll(100000)", "End", show=False, id="help.end", tooltip="Scroll to the end"),
    ]
    CSS_PATH = "help.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012 - as in Screen
    AUTO_FOCUS = "#help"

    def __init__(
        self,
        index: Index,
        event: Event | None,
        sections: Iterable[HelpSection],
        *,
        most_counted_at_once: int = MOST_COUNTED_AT_ONCE,
    ) -> None:
        """Make the screen.

        Args:
            index: the timeline that the examples are taken from.
            event: the event in the detail pane.
            sections: the keys.
            most_counted_at_once: in timelines with more events the examples are counted after the first paint.
        """
        super().__init__()
        self._index = index
        self._event = event
        self._sections = sections
        self._most_counted_at_once = most_counted_at_once

    def compose(self) -> ComposeResult:
        """Lay out the sections. The style sheet arranges them in two columns where there is room."""
        with VerticalScroll(id="help") as body, Container(id="help-columns"):
            with Vertical(classes="help-column"):
                for section in self._sections:
                    yield from _section(section)
            with Vertical(classes="help-column"):
                if self._index.timeline.description:
                    yield from _section(HelpSection("This timeline"))
                    yield _Description(self._index.timeline.description)
                    yield Static("", classes="help-gap")
                yield from _section(HelpSection("The query"))
                yield Static("Click an example to run it, or go to it with Tab and press Enter.", classes="help-note")
                shown = list(examples(self._index, self._event))
                column = max(cell_len(displayed(example.query)) for example in shown) + 1
                for example in shown:
                    yield ExampleLine(example, column)
                yield Static("", classes="help-gap")
                yield from _section(HelpSection("The marks", list(_glyph_rows(self._index))))
        body.border_title = "Help"
        body.border_subtitle = "Tab examples · Esc closes"
        yield KeyBar()

    def on_mount(self) -> None:
        """Count the events that the examples find."""
        if len(self._index.timeline.events) <= self._most_counted_at_once:
            for line in self.query(ExampleLine):
                line.show_count(self._events(line))
        else:
            self.run_worker(self._count_one_by_one(), group="counting")

    async def _count_one_by_one(self) -> None:
        for line in self.query(ExampleLine):
            await sleep(0.02)  # let keys and paints in
            line.show_count(await to_thread(self._events, line))

    def _events(self, line: ExampleLine) -> int:
        return count_events(Query.parse(line.example.query), self._index)

    def action_close(self) -> None:
        """Go back to the browser."""
        self.dismiss(None)

    def action_scroll(self, lines: int) -> None:
        """Scroll the text."""
        self.query_one("#help").scroll_relative(y=lines, animate=False)

    def action_page(self, pages: int) -> None:
        """Scroll by the visible part of the text."""
        body = self.query_one("#help")
        body.scroll_relative(y=pages * max(1, body.scrollable_content_region.height - 1), animate=False)


def _section(section: HelpSection) -> ComposeResult:
    yield Static(section.title, markup=False, classes="help-title")
    if section.rows:
        yield _Table(section.rows, least_column=12)
        yield Static("", classes="help-gap")


def _glyph_rows(index: Index) -> Iterator[tuple[str, str]]:
    """Yield the glyphs that the timeline's events can have, and what they mean."""
    shown = glyphs()
    if index.having_any("status", None):
        for status, glyph in shown.statuses.items():
            yield f"{glyph} {status}", STATUS_MEANINGS[status]
    if index.flagged("draft", None):
        yield f"{shown.draft} draft", "somebody still has to finish it"
    if index.layer:
        yield f"{shown.marked} marked", "you have marked it"
        yield f"{shown.noted} noted", "you have a note on it"
    yield f"{shown.disputed} disputed", "another event denies or contradicts it"
    yield f"{shown.several_sources}2", "the number of sources, where there are several"
    yield f"{shown.doubtful} possibly", "only possibly within the dates of the query"

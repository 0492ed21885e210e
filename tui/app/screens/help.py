"""The help: keys, the query language with examples of the timeline's own, and what the glyphs mean."""

from __future__ import annotations

from asyncio import sleep
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

from tui.app.screens.dismiss_once import DismissOnce
from tui.app.screens.help_examples import Example, examples
from tui.terminal.glyphs import STATUS_MEANINGS, glyphs
from tui.timeline.model.entities import Event
from tui.timeline.query.language import Query
from tui.timeline.search.index import Index

_COUNTED_AT_ONCE = 20_000
"""In timelines of more events the examples are counted one by one, after the help is there."""

_ROOM_FOR_MEANING = 28
"""From so many cells on the meaning of an example stands beside it, else below."""

_ROOM_FOR_ALIGNMENT = 40
"""From so many cells on the first columns of all tables are as wide."""


class _Lines(Static):
    """Lines of two columns, of which the second breaks."""

    def __init__(self, rows: Iterable[tuple[str, str]], least: int) -> None:
        """Make the lines.

        Args:
            rows: what stands in the two columns.
            least: cells of the first column, where there is room: those of several tables are then as wide.
        """
        super().__init__(markup=False)
        self._rows = list(rows)
        self._least = least

    def on_resize(self) -> None:
        """Break the lines anew."""
        least = self._least if self.scrollable_content_region.width >= _ROOM_FOR_ALIGNMENT else 0
        column = max([least, *(len(left) for left, _ in self._rows)]) + 2
        lines = [_hanging(Content.styled(f"{left:<{column}}", "bold"), right, self) for left, right in self._rows]
        self.update(Content("\n").join(lines))


def _hanging(first: Content, text: str, widget: Widget, style: str = "") -> Content:
    """Return a text behind a first piece, under whose end its further lines begin."""
    indent = first.cell_length
    lines = Content.styled(text, style).wrap(max(8, widget.scrollable_content_region.width - indent))
    return first + Content("\n" + " " * indent).join(lines)


_COUNT_WIDTH = 8


class ExampleLine(Static, can_focus=True):
    """A query that is asked when it is clicked, with how many events it finds.

    Bindings:
    | Key | Description |
    |---|---|
    | enter | Ask it. |
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "ask", "Ask this", id="help.ask", tooltip="Ask the example that has the focus"),
    ]

    def __init__(self, example: Example, column: int) -> None:
        """Make the line.

        Args:
            example: what is asked.
            column: cells for the query, where its meaning stands beside it.
        """
        super().__init__(markup=False)
        self.example = example
        self._column = column
        self._count: int | None = None

    def show_count(self, count: int) -> None:
        """Show how many events it finds."""
        self._count = count
        self._fill()

    def on_resize(self) -> None:
        """Break the lines anew."""
        self._fill()

    def _fill(self) -> None:
        width = self.scrollable_content_region.width
        query, count = self.example.query, "" if self._count is None else f"{self._count:,}"
        if width < self._column + _COUNT_WIDTH + _ROOM_FOR_MEANING:
            gap = " " * max(1, width - len(query) - len(count))
            first = Content.assemble((query, "bold $ink-accent"), gap, (count, "bold"), "\n")
            self.update(first + _hanging(Content("  "), self.example.meaning, self, "$muted"))
        else:
            gap = " " * (self._column - len(query))
            first = Content.assemble((query, "bold $ink-accent"), gap, (f"{count:>{_COUNT_WIDTH - 2}}  ", "bold"))
            self.update(_hanging(first, self.example.meaning, self, "$muted"))

    def action_ask(self) -> None:
        """Close the help and ask this."""
        self.screen.dismiss(self.example.query)

    def on_click(self) -> None:
        """Close the help and ask this."""
        self.action_ask()


class HelpScreen(DismissOnce, ModalScreen[str | None]):
    """Lies over the browser until it is closed. It ends with the query of the example that was chosen, or with None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,f1,enter", "close", "Close", id="help.close", tooltip="Close the help"),
        Binding("j,down", "scroll(1)", "Down", show=False, id="help.down", tooltip="Scroll down"),
        Binding("k,up", "scroll(-1)", "Up", show=False, id="help.up", tooltip="Scroll up"),
        Binding("pagedown,ctrl+d", "page(1)", "Page down", show=False, id="help.page-down", tooltip="A page on"),
        Binding("pageup,ctrl+u", "page(-1)", "Page up", show=False, id="help.page-up", tooltip="A page back"),
        Binding("g,home", "scroll(-100000)", "Top", show=False, id="help.top", tooltip="Scroll to the top"),
        Binding("G,end", "scroll(100000)", "End", show=False, id="help.end", tooltip="Scroll to the end"),
    ]
    CSS_PATH = "help.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012 - as in Screen
    AUTO_FOCUS = "#help"

    def __init__(self, index: Index, event: Event | None, keymap: Mapping[str, str], place: Widget | None) -> None:
        """Make the screen.

        Args:
            index: the timeline, of which examples are taken.
            event: the event that is shown.
            keymap: the keys that the user has for bindings, by their ids.
            place: the widget that has the focus: its keys come first.
        """
        super().__init__()
        self._index = index
        self._event = event
        self._keymap = keymap
        self._place = place

    def compose(self) -> ComposeResult:
        """Lay out the parts; the style sheet puts them in two columns where there is room."""
        with VerticalScroll(id="help") as body, Container(id="help-columns"):
            with Vertical(classes="help-column"):
                yield from self._keys()
            with Vertical(classes="help-column"):
                yield from _section("The query", [])
                yield Static("Click an example to ask it, or go there with Tab and press Enter.", classes="help-note")
                asked = list(examples(self._index, self._event))
                column = max(len(example.query) for example in asked) + 1
                for example in asked:
                    yield ExampleLine(example, column)
                yield Static("", classes="help-gap")
                yield from _section("The glyphs", _marks())
        body.border_title = "Help"
        body.border_subtitle = "Tab examples · Esc closes"

    def on_mount(self) -> None:
        """Count what the examples find."""
        if len(self._index.timeline.events) <= _COUNTED_AT_ONCE:
            for line in self.query(ExampleLine):
                self._count(line)
        else:
            self.run_worker(self._count_one_by_one(), group="counting")

    async def _count_one_by_one(self) -> None:
        for line in self.query(ExampleLine):
            await sleep(0.02)  # lets keys and paints come between
            self._count(line)

    def _count(self, line: ExampleLine) -> None:
        line.show_count(self._index.count(Query.parse(line.example.query)))

    def _keys(self) -> ComposeResult:
        """Yield the keys of what has the focus, those that work anywhere, and then the others."""
        from tui.app.keys.names import printed
        from tui.app.scopes import ANYWHERE, RESERVED, SCOPES

        here = [scope for scope in SCOPES if self._place is not None and isinstance(self._place, scope.classes[0])]
        for scope in [*here, ANYWHERE, *(scope for scope in SCOPES if scope not in here)]:
            rows = list(self._rows(scope.bindings))
            if scope is ANYWHERE:
                rows += [(printed(key), does[0].upper() + does[1:]) for key, does in RESERVED.items()]
            yield from _section(scope.title, rows)

    def _rows(self, bindings: Sequence[Binding]) -> Iterator[tuple[str, str]]:
        """Yield keys and what they do; bindings that do the same are told as one."""
        from tui.app.keys.names import printed
        from tui.app.scopes import keys_of

        told: dict[str, list[str]] = {}
        for binding in bindings:
            told.setdefault(binding.tooltip, []).extend(map(printed, keys_of(binding, self._keymap)))
        for tooltip, keys in told.items():
            yield (f"{keys[0]} … {keys[-1]}" if len(keys) > 5 else " ".join(keys)), tooltip

    def action_close(self) -> None:
        """Go back to the browser."""
        self.dismiss(None)

    def action_scroll(self, lines: int) -> None:
        """Scroll the text."""
        self.query_one("#help").scroll_relative(y=lines, animate=False)

    def action_page(self, pages: int) -> None:
        """Scroll by what is in sight."""
        body = self.query_one("#help")
        body.scroll_relative(y=pages * max(1, body.scrollable_content_region.height - 1), animate=False)


def _section(title: str, rows: Iterable[tuple[str, str]]) -> ComposeResult:
    yield Static(title, markup=False, classes="help-title")
    if rows := list(rows):
        yield _Lines(rows, least=12)
        yield Static("", classes="help-gap")


def _marks() -> Iterator[tuple[str, str]]:
    drawn = glyphs()
    for status, mark in drawn.statuses.items():
        yield f"{mark} {status}", STATUS_MEANINGS[status]
    yield f"{drawn.disputed} disputed", "another event denies or contradicts it"
    yield f"{drawn.several_sources}2", "the number of sources, where there are several"
    yield f"{drawn.doubtful} possibly", "only possibly within the dates asked for"

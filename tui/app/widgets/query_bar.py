"""The bar in which the query is typed: its parts told apart, ways to go on, and what is wrong with it explained."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, ClassVar

from rich.highlighter import Highlighter
from rich.text import Text
from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key, Paste
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Input, Static

from tui.app.style.styles import LOOKS, Drawn
from tui.text.printable import printable
from tui.timeline.query.language import Query
from tui.timeline.query.terms import FieldTerm, Notice

if TYPE_CHECKING:
    from tui.app.widgets.suggestions import Suggestions
    from tui.timeline.search.completion import Completion


class _Parts(Highlighter):
    """Tells the parts of a query apart, and shows control characters as their pictures."""

    def __init__(self, line: QueryInput) -> None:
        self._line = line

    def highlight(self, text: Text) -> None:
        line = self._line
        query = Query.parse(text.plain)
        text.plain = printable(text.plain)
        facet_style = line.look("label")
        for term in query.terms:
            if isinstance(term, FieldTerm):
                start, _ = term.span
                text.stylize(facet_style, start, start + len(term.name) + term.negated + 1)
        for start, end, _ in line.notices:
            text.stylize(line.look("wrong"), start, end)


class QueryInput(Input, Drawn):
    """The line that is typed in.

    Bindings:
    | Key | Description |
    |---|---|
    | tab | Take the way to go on that is highlighted, or the first. |
    | down; up | Highlight a way to go on; without any, down leads to the list. |
    | enter | Take the highlighted way to go on; without one, go to the list. |
    | escape | Hide the ways to go on; without any, go to the list. |
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        # With priority, so that keys typed ahead come to the list and not in the line. Completing is met by `on_key`.
        Binding("enter", "enter", "To the list", priority=True, id="query.leave", tooltip="Go to the events found"),
        Binding("tab", "complete", "Complete", id="query.complete", tooltip="Complete the term"),
        Binding("down", "down", "Down", show=False, priority=True, id="query.down", tooltip="Next way to go on"),
        Binding("up", "up", "Up", show=False, priority=True, id="query.up", tooltip="Way to go on before"),
        Binding("escape", "escape", "Back", show=False, priority=True, id="query.escape", tooltip="Back to the list"),
    ]
    virtual_size = Reactive(Size(0, 0))
    """As of any widget, but without a layout at each key."""

    def __init__(self, complete_keys: Container[str] = ("tab",)) -> None:
        super().__init__(
            placeholder='filter by words, "a phrase", actor:iran weapon:missile -status:denied',
            compact=True,
            select_on_focus=False,
            highlighter=_Parts(self),
            id="query",
        )
        self._complete_keys = complete_keys
        self.notices: Sequence[Notice] = ()
        self.completer: Callable[[str, int], Sequence[Completion]] = lambda text, cursor: ()
        """Gives the ways in which a text can go on at an offset."""
        self.edited: Callable[[str], None] = lambda text: None
        """Is called with each text that is typed, before it is painted: what it finds is painted in the same frame."""
        self._ways: Suggestions | None = None
        self._is_silent = False

    def watch_value(self, text: str) -> None:
        """Tell that the query was edited."""
        if not self._is_silent and self.is_mounted:
            self.edited(text)

    @contextmanager
    def silently(self) -> Iterator[None]:
        """Tell nobody of what is put in the line meanwhile."""
        self._is_silent = True
        try:
            yield
        finally:
            self._is_silent = False

    @property
    def ways(self) -> Suggestions:
        """The ways to go on, which the bar lays out once there are any."""
        if self._ways is None:
            from tui.app.widgets.suggestions import Suggestions

            self._ways = Suggestions(id="completions")
        return self._ways

    def hide_ways(self) -> None:
        """Show no ways to go on."""
        if self._ways is not None:
            self._ways.offer(())

    async def _leave(self) -> None:
        self.hide_ways()
        await self.run_action("screen.leave_query")

    def take(self, completion: Completion) -> None:
        """Put a way to go on in its place, and the cursor behind it."""
        end = "" if completion.text.endswith(":") or self.value[completion.end :].startswith(" ") else " "
        before = self.value[: completion.start] + completion.text + end
        self.value = before + self.value[completion.end :]
        self.cursor_position = len(before)

    def on_key(self, event: Key) -> None:
        """Complete in the order of the keys: a binding would do so after letters that were typed ahead."""
        if event.key in self._complete_keys:
            event.stop()
            event.prevent_default()
            self.action_complete()

    def on_paste(self, event: Paste) -> None:
        """Paste several lines as one."""
        event.stop()
        event.prevent_default()
        self.insert_text_at_cursor(" ".join(event.text.split()))

    async def action_enter(self) -> None:
        """Take the highlighted way to go on, or go to the list."""
        picked = self.ways.picked
        if picked is not None and picked in self.completer(self.value, self.cursor_position):
            self.take(picked)
        else:
            await self._leave()

    def action_complete(self) -> None:
        """Take the highlighted way to go on, or the first; in an empty line, move the focus on."""
        completions = self.completer(self.value, self.cursor_position)
        picked = self.ways.picked
        if picked is not None and picked in completions:
            self.take(picked)
        elif completions:
            self.take(completions[0])
        elif not self.value:
            self.screen.focus_next()

    async def action_down(self) -> None:
        """Highlight the next way to go on, or go to the list."""
        if self.ways.display:
            self.ways.action_move(1)
        else:
            await self._leave()

    def action_up(self) -> None:
        """Highlight the way to go on before; before the first, none."""
        ways = self.ways
        if ways.cursor > 0:
            ways.action_move(-1)
        else:
            ways.cursor = -1

    async def action_escape(self) -> None:
        """Hide the ways to go on, or go to the list."""
        if self.ways.display:
            self.ways.offer(())
        else:
            await self._leave()


class QueryBar(Vertical):
    """The line that is typed in and, below it, ways to go on, or what is wrong with the query."""

    line = getters.query_one(QueryInput)

    def __init__(self, keymap: Mapping[str, str] | None = None) -> None:
        super().__init__()
        self._complete_keys = (keymap or {}).get("query.complete", "tab").split(",")
        self._said = Static(id="notice", markup=False)

    def compose(self) -> ComposeResult:
        """Lay out the line; what is below it is laid out when there is any."""
        yield QueryInput(self._complete_keys)

    def render(self) -> Content:
        """Draw the prompt, beside which the style sheet puts the line."""
        return Content.styled("/", LOOKS["heading"])

    def on_suggestions_taken(self, event: Suggestions.Taken) -> None:
        """Put what was clicked in the line."""
        event.stop()
        self.line.take(event.completion)

    def show(self, notices: Sequence[Notice]) -> None:
        """Mark and explain what of the query is left out."""
        if (self.line.notices, notices) != ((), ()):  # a key costs no layout as long as nothing is wrong
            self.line.notices = notices
            self.line.refresh()
            if not self._said.is_attached:
                self.mount(self._said)
            self._said.display = bool(notices)
            self._said.update(Content(printable(notices[0].message if notices else "")))

    def offer(self) -> None:
        """Show ways to go on, if the line has the focus."""
        line = self.line
        completions = line.completer(line.value, line.cursor_position) if line.has_focus else ()
        if completions and not line.ways.is_attached:
            self.mount(line.ways)
        line.ways.offer(completions)

    def set_text(self, text: str) -> None:
        """Put a query in the line, without telling that it was edited."""
        self.line.hide_ways()
        with self.line.silently():
            self.line.value = text
            self.line.cursor_position = len(text)

    @property
    def text(self) -> str:
        """What stands in the line."""
        return self.line.value

"""The bar in which the query is typed, with highlighting, suggestions, and an explanation of errors."""

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

from tui.app.style.styles import STYLES, DrawnWidget
from tui.terminal.display import displayed
from tui.terminal.widths import stable_characters
from tui.text.printable import printable
from tui.timeline.query.language import Query
from tui.timeline.query.terms import FieldTerm, Notice

if TYPE_CHECKING:
    from tui.app.widgets.suggestions import Suggestions
    from tui.timeline.search.completion import Completion


class _QueryHighlighter(Highlighter):
    """Highlights the fields and the errors of a query, and replaces control characters by their pictures."""

    def __init__(self, query_input: QueryInput) -> None:
        self._input = query_input

    def highlight(self, text: Text) -> None:
        text.plain = stable_characters(printable(text.plain))
        field_style = self._input.named_style("label")
        for term in self._input.parsed.terms:
            if isinstance(term, FieldTerm):
                start, _ = term.span
                text.stylize(field_style, start, start + len(term.name) + term.negated + 1)
        for notice in self._input.notices:
            if not notice.is_hint:
                text.stylize(self._input.named_style("wrong"), notice.start, notice.end)


class QueryInput(Input, DrawnWidget):
    """The input of the query.

    Bindings:
    | Key | Description |
    |---|---|
    | tab | Insert the highlighted suggestion, or the first. |
    | down | Highlight the next suggestion; without suggestions, go to the list. |
    | up | Highlight the previous suggestion. |
    | enter | Insert the highlighted suggestion; without one, go to the list. |
    | escape | Hide the suggestions; without suggestions, go to the list. |
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        # With priority, so that keys typed ahead reach the list and not the input. `on_key` handles completion.
        Binding("enter", "enter", "To the list", priority=True, id="query.leave", tooltip="Go to the events found"),
        Binding("tab", "complete", "Complete", id="query.complete", tooltip="Complete the term"),
        Binding("down", "down", "Down", show=False, priority=True, id="query.down", tooltip="Next way to go on"),
        Binding("up", "up", "Up", show=False, priority=True, id="query.up", tooltip="Way to go on before"),
        Binding("escape", "escape", "Back", show=False, priority=True, id="query.escape", tooltip="Back to the list"),
    ]
    virtual_size = Reactive(Size(0, 0))
    """As in any widget, but without a layout at each key."""

    def __init__(self, complete_keys: Container[str] = ("tab",)) -> None:
        """Make the input.

        Args:
            complete_keys: the keys that insert a suggestion.
        """
        super().__init__(
            placeholder="filter by words",
            compact=True,
            select_on_focus=False,
            highlighter=_QueryHighlighter(self),
            id="query",
        )
        self._complete_keys = complete_keys
        self.parsed = Query()
        """The text, parsed."""
        self.notices: Sequence[Notice] = ()
        """The errors to highlight."""
        self.completer: Callable[[str, int], Sequence[Completion]] = lambda text, cursor: ()
        """Returns the completions of a text at an offset."""
        self.edited: Callable[[str], Query] = Query.parse
        """Parses each text that is typed. Called before the text is painted: what it shows is in the same frame."""
        self._suggestions: Suggestions | None = None
        self._is_silent = False

    def watch_value(self, text: str) -> None:
        """Call `edited` when the text was typed."""
        if not self._is_silent and self.is_mounted:
            self.parsed = self.edited(text)

    @contextmanager
    def silently(self) -> Iterator[None]:
        """Do not call `edited` within the context."""
        self._is_silent = True
        try:
            yield
        finally:
            self._is_silent = False

    @property
    def suggestions(self) -> Suggestions:
        """The suggestions, which the bar mounts once there are any."""
        if self._suggestions is None:
            from tui.app.widgets.suggestions import Suggestions

            self._suggestions = Suggestions(id="suggestions")
        return self._suggestions

    def hide_suggestions(self) -> None:
        """Hide the suggestions."""
        if self._suggestions is not None:
            self._suggestions.suggest(())

    async def _leave(self) -> None:
        self.hide_suggestions()
        await self.run_action("screen.leave_query")

    def insert_completion(self, completion: Completion) -> None:
        """Replace the text that a completion completes, and put the cursor behind it."""
        end = "" if completion.text.endswith(":") or self.value[completion.end :].startswith(" ") else " "
        before = self.value[: completion.start] + completion.text + end
        self.value = before + self.value[completion.end :]
        self.cursor_position = len(before)

    def on_key(self, event: Key) -> None:
        """Complete in the order of the keys: a binding would run after letters that are typed ahead."""
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
        """Insert the highlighted suggestion, or go to the list."""
        picked = self.suggestions.picked
        if picked is not None and picked in self.completer(self.value, self.cursor_position):
            self.insert_completion(picked)
        else:
            await self._leave()

    def action_complete(self) -> None:
        """Insert the highlighted suggestion, or the first; in an empty input, move the focus on."""
        completions = self.completer(self.value, self.cursor_position)
        picked = self.suggestions.picked
        if picked is not None and picked in completions:
            self.insert_completion(picked)
        elif completions:
            self.insert_completion(completions[0])
        elif not self.value:
            self.screen.focus_next()

    async def action_down(self) -> None:
        """Highlight the next suggestion, or go to the list."""
        if self.suggestions.display:
            self.suggestions.action_move(1)
        else:
            await self._leave()

    def action_up(self) -> None:
        """Highlight the previous suggestion, or none if the first is highlighted."""
        suggestions = self.suggestions
        if suggestions.cursor > 0:
            suggestions.action_move(-1)
        else:
            suggestions.cursor = -1

    async def action_escape(self) -> None:
        """Hide the suggestions, or go to the list."""
        if self.suggestions.display:
            self.hide_suggestions()
        else:
            await self._leave()


class QueryBar(Vertical):
    """The query input and, below it, suggestions or an explanation of what is wrong with the query."""

    input = getters.query_one(QueryInput)

    def __init__(self, keymap: Mapping[str, str] | None = None) -> None:
        """Make the bar.

        Args:
            keymap: by the id of a binding, the keys that the user has set for it, separated by commas.
        """
        super().__init__()
        self._complete_keys = (keymap or {}).get("query.complete", "tab").split(",")
        self._notice = Static(id="notice", markup=False)

    def compose(self) -> ComposeResult:
        """Compose the input; other children are mounted when they are needed."""
        yield QueryInput(self._complete_keys)

    def render(self) -> Content:
        """Render the prompt. The style sheet places the input beside it."""
        return Content.styled("/", STYLES["heading"])

    def on_suggestions_taken(self, event: Suggestions.Taken) -> None:
        """Insert the suggestion that was clicked."""
        event.stop()
        self.input.insert_completion(event.completion)

    def show(self, notices: Sequence[Notice]) -> None:
        """Highlight the parts of the query that were left out, and explain the first."""
        if (self.input.notices, notices) != ((), ()):  # a key costs no layout as long as nothing is wrong
            self.input.notices = notices
            self.input.refresh()
            if not self._notice.is_attached:
                self.mount(self._notice)
            self._notice.display = bool(notices)
            self._notice.update(Content(displayed(notices[0].message if notices else "")))

    def show_placeholder(self, text: str) -> None:
        """Show a text where no query is typed."""
        self.input.placeholder = displayed(text)

    def suggest(self) -> None:
        """Show suggestions if the input has the focus."""
        field = self.input
        completions = field.completer(field.value, field.cursor_position) if field.has_focus else ()
        if completions and not field.suggestions.is_attached:
            self.mount(field.suggestions)
        field.suggestions.suggest(completions)

    def set_text(self, text: str, query: Query) -> None:
        """Replace the text, without a call of `QueryInput.edited`.

        Args:
            text: the text.
            query: the text, parsed.
        """
        self.input.hide_suggestions()
        self.input.parsed = query
        with self.input.silently():
            self.input.value = text
            self.input.cursor_position = len(text)

    @property
    def text(self) -> str:
        """The text of the query."""
        return self.input.value

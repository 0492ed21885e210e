"""The input in which the query is typed, with highlighting, completion, earlier queries and the day that was known."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, ClassVar

from rich.highlighter import Highlighter
from rich.text import Text
from textual.binding import Binding, BindingType
from textual.events import Key, Paste
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Input

from tui.app.style.styles import DrawnWidget
from tui.app.widgets.recall import Recall
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
    | down | Highlight the next suggestion, or show a later query; without either, go to the list. |
    | up | Highlight the previous suggestion; without one, show an earlier query. |
    | enter | Insert the highlighted suggestion; without one, go to the list. |
    | escape | Hide the suggestions; without suggestions, go to the list. |
    | ctrl+u | Remove the text before the cursor. |
    | ctrl+y, ctrl+underscore | Insert what a key removed last. |
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        # With priority, so that keys typed ahead reach the list and not the input. `on_key` handles completion.
        Binding("enter", "enter", "To the list", priority=True, id="query.leave", tooltip="Go to the events found"),
        Binding("tab", "complete", "Complete", id="query.complete", tooltip="Complete the term"),
        Binding("down", "down", "Down", show=False, priority=True, id="query.down", tooltip="Next suggestion"),
        Binding(
            "up", "up", "Up", show=False, priority=True, id="query.up",
            tooltip="Previous suggestion, or earlier query",
        ),
        Binding("escape", "escape", "Back", priority=True, id="query.escape", tooltip="Back to the list"),
        Binding(
            "ctrl+u", "delete_left_all", "Delete", show=False, id="query.remove",
            tooltip="Delete everything before the cursor",
        ),
        Binding(
            "ctrl+y,ctrl+underscore", "yank", "Restore", show=False, id="query.bring-back",
            tooltip="Restore what was removed",
        ),
    ]  # fmt: skip
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
        self.asked: Callable[[], Sequence[str]] = tuple
        """Returns the queries that were asked before, the newest last."""
        self.text_before_pick: str | None = None
        """While a day is picked for ``known:``: the text of the query before."""
        self._suggestions: Suggestions | None = None
        self._is_silent = False
        self._recall: Recall | None = None
        self._is_recalling = False
        self._removed = ""
        """What a key removed last."""

    def watch_value(self, text: str) -> None:
        """Call `edited` when the text was typed."""
        if not self._is_recalling:
            self._recall = None
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

    @property
    def is_recalling(self) -> bool:
        """Whether the text is an earlier query, as it was asked."""
        return self._recall is not None and not self._recall.is_at_draft

    async def _leave(self) -> None:
        self.end_pick()
        self.hide_suggestions()
        await self.run_action("screen.leave_query")

    def insert_completion(self, completion: Completion) -> None:
        """Replace the text that a completion completes, and put the cursor behind it."""
        if completion.is_query:
            self.value, self.cursor_position = completion.text, len(completion.text)
            return
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

    # Pick a day for known:

    def pick_known(self, query: Query) -> None:
        """Put ``known:`` at the end of a query, and complete it with days on which sources came out.

        Args:
            query: the query, without ``known:``.
        """
        self.text_before_pick = self.value
        text = f'{query} known:""'.strip()
        self.value = text
        self.cursor_position = len(text) - 1  # between the quotes, where a date may have blanks

    def end_pick(self) -> None:
        """Write the picked day as it is usually written, or remove ``known:`` if none was picked."""
        if self.text_before_pick is not None:
            self.text_before_pick = None
            terms = self.parsed.terms
            unfinished = [
                term for term in terms if isinstance(term, FieldTerm) and term.is_on("known") and not term.values
            ]
            self.value = str(Query(tuple(term for term in terms if term not in unfinished)))
            self.cursor_position = len(self.value)

    # Keys

    def _completion(self) -> Completion | None:
        """Return the completion to insert: the highlighted one, or the first that is no earlier query."""
        completions = self.completer(self.value, self.cursor_position)
        picked = self.suggestions.picked
        if picked is not None and picked in completions:
            return picked
        return next((completion for completion in completions if not completion.is_query), None)

    async def action_enter(self) -> None:
        """Insert the highlighted suggestion, or go to the list."""
        completion = self._completion()
        if self.text_before_pick is not None:
            if completion is not None:
                self.insert_completion(completion)
            await self._leave()
        elif completion is not None and completion == self.suggestions.picked:
            self.insert_completion(completion)
        else:
            await self._leave()

    def action_complete(self) -> None:
        """Insert the highlighted suggestion, or the first."""
        completion = self._completion()
        if completion is not None:
            self.insert_completion(completion)

    async def action_down(self) -> None:
        """Show a later query, or highlight the next suggestion, or go to the list."""
        if self.is_recalling:
            self._show_recalled(1)
        elif self.suggestions.display:
            if self.suggestions.cursor < 0:
                self.suggestions.cursor = self.suggestions.first
                self.suggestions.refresh()
            else:
                self.suggestions.action_move(1)
        else:
            await self._leave()

    def action_up(self) -> None:
        """Highlight the previous suggestion, or none if the first is highlighted; without any, an earlier query."""
        suggestions = self.suggestions
        if suggestions.display and suggestions.cursor >= 0:
            suggestions.cursor -= 1
            suggestions.refresh()
        else:
            self._show_recalled(-1)

    def _show_recalled(self, step: int) -> None:
        """Show an earlier or a later query."""
        if self._recall is None:
            self._recall = Recall(self.asked(), self.value)
        text = self._recall.step(step)
        self._is_recalling = True
        try:
            self.value, self.cursor_position = text, len(text)
        finally:
            self._is_recalling = False

    async def action_escape(self) -> None:
        """Hide the suggestions, or go to the list. A day that was being picked is not picked."""
        if self.text_before_pick is not None:
            self.value, self.text_before_pick = self.text_before_pick, None
            await self._leave()
        elif self.suggestions.display and self.value:
            self.hide_suggestions()
        else:
            await self._leave()

    # Remove text, and bring it back

    def delete(self, start: int, end: int) -> None:
        """Remove a part of the text, and remember it if it is longer than a character."""
        if abs(end - start) > 1:
            self._removed = self.value[min(start, end) : max(start, end)]
        super().delete(start, end)

    def action_yank(self) -> None:
        """Insert what was removed last."""
        self.insert_text_at_cursor(self._removed)

"""The bar in which the query is typed, with suggestions and an explanation of errors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from textual import getters
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from tui.app.style.styles import STYLES
from tui.app.widgets.query_input import QueryInput as QueryInput
from tui.terminal.display import displayed
from tui.timeline.query.language import Query
from tui.timeline.query.terms import Notice

if TYPE_CHECKING:
    from tui.app.widgets.suggestions import Suggestions


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
        self._notices: Sequence[Notice] = ()

    def compose(self) -> ComposeResult:
        """Compose the input; other children are mounted when they are needed."""
        yield QueryInput(self._complete_keys)

    def render(self) -> Content:
        """Render the prompt. The style sheet places the input beside it."""
        return Content.styled("/", STYLES["heading"])

    async def on_suggestions_taken(self, event: Suggestions.Taken) -> None:
        """Insert the suggestion that was clicked."""
        event.stop()
        self.input.insert_completion(event.completion)
        if self.input.text_before_pick is not None:
            await self.input.action_enter()

    def on_descendant_focus(self) -> None:
        """Offer terms and earlier queries in an empty bar."""
        if not self.text:
            self.call_after_refresh(self.suggest)

    def on_descendant_blur(self) -> None:
        """Write a day that was being picked, and explain what was not finished."""
        self.input.end_pick()
        self.input.hide_suggestions()
        self._show_notices()

    def show(self, notices: Sequence[Notice]) -> None:
        """Highlight the parts of the query that were left out, and explain the first."""
        self._notices = notices
        self._show_notices()

    def _show_notices(self) -> None:
        if not self.is_attached:
            return  # the screen is being closed
        notices = tuple(notice for notice in self._notices if not self._is_being_typed(notice))
        if (self.input.notices, notices) != ((), ()):  # a key costs no layout as long as nothing is wrong
            self.input.notices = notices
            self.input.refresh()
            if not self._notice.is_attached:
                self.mount(self._notice)
            self._notice.display = bool(notices)
            self._notice.set_class(bool(notices) and notices[0].is_hint, "-hint")
            self._notice.update(Content(displayed(notices[0].message if notices else "")))

    def _is_being_typed(self, notice: Notice) -> bool:
        """Return whether a notice is about a part that is not finished yet."""
        field = self.input
        if self.screen.focused is not field:  # before the field itself knows
            return False
        is_at_cursor = notice.start <= field.cursor_position <= notice.end
        return field.text_before_pick is not None or (is_at_cursor and notice.is_unfinished)

    def show_placeholder(self, text: str) -> None:
        """Show a text where no query is typed."""
        self.input.placeholder = displayed(text)

    def suggest(self) -> None:
        """Show suggestions if the input has the focus."""
        if not self.is_attached:
            return  # the screen is being closed
        field = self.input
        is_wanted = field.has_focus and not field.is_recalling
        completions = field.completer(field.value, field.cursor_position) if is_wanted else ()
        if completions and not field.suggestions.is_attached:
            self.mount(field.suggestions)
        from tui.app.keys.names import printed  # not before the first suggestion

        field.suggestions.complete_key = printed(
            "enter" if field.text_before_pick is not None else self._complete_keys[0]
        )
        field.suggestions.suggest(completions)
        if completions and field.text_before_pick is not None:
            field.suggestions.cursor = 0

    def set_text(self, text: str, query: Query) -> None:
        """Replace the text, without a call of `QueryInput.edited`.

        Args:
            text: the text.
            query: the text, parsed.
        """
        self.input.hide_suggestions()
        self.input.text_before_pick = None
        self.input.parsed = query
        with self.input.silently():
            self.input.value = text
            self.input.cursor_position = len(text)

    @property
    def text(self) -> str:
        """The text of the query."""
        return self.input.value

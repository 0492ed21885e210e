"""The suggested completions of a query."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.message import Message

from tui.app.style.cells import fit
from tui.app.widgets.line_list import LineList, Pieces
from tui.terminal.display import displayed
from tui.timeline.search.completion import Completion


class Suggestions(LineList, can_focus=False):
    """Completions below the query input. Its keys move their cursor, as they never have the focus."""

    DEFAULT_CSS = """
    Suggestions {
        overlay: screen;
        constrain: inside inside;
        width: 60;
        max-width: 100%;
        max-height: 8;
        margin-left: 2;
        background: $panel;
    }
    """
    cursor_style = "suggestion"

    @dataclass
    class Taken(Message):
        """A completion was clicked."""

        completion: Completion

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._completions: Sequence[Completion] = ()
        self.display = False

    def suggest(self, completions: Sequence[Completion]) -> None:
        """Show other completions, or hide if there are none."""
        if not completions and not self._completions:
            return
        if (len(completions), self.display) != (len(self._completions), bool(completions)):
            self.display = bool(completions)
            self.styles.height = max(1, len(completions))
        self._completions = completions
        self.set_lines(len(completions), -1)

    @property
    def picked(self) -> Completion | None:
        """The highlighted completion; None if there is none."""
        return self._completions[self.cursor] if 0 <= self.cursor < len(self._completions) else None

    def pieces(self, line: int, width: int) -> Pieces:
        """Return the pieces of a line: the text to insert, its description, and its count."""
        completion = self._completions[line]
        count = "" if completion.count is None else f" {completion.count:,} "
        text = f" {displayed(completion.text)} "
        yield text, ""
        yield fit(displayed(completion.label), max(0, width - len(text) - len(count))), "muted"
        yield count, "muted"

    def line_chosen(self) -> None:
        """Post the completion that was clicked."""
        if (picked := self.picked) is not None:
            self.post_message(self.Taken(picked))

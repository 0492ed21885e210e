"""The ways in which a query can go on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.message import Message

from tui.app.widgets.line_list import LineList, Pieces, fit
from tui.text.printable import printable
from tui.timeline.search.completion import Completion


class Suggestions(LineList, can_focus=False):
    """The ways to go on, below the line that is typed in. The keys are that line's."""

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
    highlight_look = "offer"

    @dataclass
    class Taken(Message):
        """A way to go on was clicked."""

        completion: Completion

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._offered: Sequence[Completion] = ()
        self.display = False

    def offer(self, completions: Sequence[Completion]) -> None:
        """Show other ways to go on; without any, hide."""
        if not completions and not self._offered:
            return
        if (len(completions), self.display) != (len(self._offered), bool(completions)):
            self.display = bool(completions)
            self.styles.height = max(1, len(completions))
        self._offered = completions
        self.set_lines(len(completions), -1)

    @property
    def picked(self) -> Completion | None:
        """The highlighted way, or None if there is none."""
        return self._offered[self.cursor] if 0 <= self.cursor < len(self._offered) else None

    def pieces(self, line: int, width: int) -> Pieces:
        """Return what is on a line: what would be typed, its name, and its count."""
        completion = self._offered[line]
        count = "" if completion.count is None else f" {completion.count:,} "
        text = f" {printable(completion.text)} "
        yield text, ""
        yield fit(printable(completion.label), max(0, width - len(text) - len(count))), "muted"
        yield count, "muted"

    def chosen(self) -> None:
        """Tell what was clicked."""
        if (picked := self.picked) is not None:
            self.post_message(self.Taken(picked))

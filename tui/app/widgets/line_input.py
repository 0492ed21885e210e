"""An input of one line, in which control characters are shown as their pictures."""

from __future__ import annotations

from rich.highlighter import Highlighter
from rich.text import Text
from textual.events import Paste
from textual.widgets import Input

from tui.terminal.widths import stable_characters
from tui.text.printable import printable


class _Pictures(Highlighter):
    """Replaces control characters by their pictures."""

    def highlight(self, text: Text) -> None:
        text.plain = stable_characters(printable(text.plain))


class LineInput(Input):
    """An input of one line."""

    def __init__(self, value: str = "", *, placeholder: str = "", id: str | None = None) -> None:
        super().__init__(
            value, placeholder=placeholder, compact=True, select_on_focus=False, highlighter=_Pictures(), id=id
        )

    def on_paste(self, event: Paste) -> None:
        """Paste several lines as one."""
        event.stop()
        event.prevent_default()
        self.insert_text_at_cursor(" ".join(event.text.split()))

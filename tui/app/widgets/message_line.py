"""The line of a dialog that says what is wrong, or what was done."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from tui.app.style.styles import STYLES
from tui.terminal.display import displayed


class MessageLine(Static):
    """A line of text that is replaced by the next.

    Args:
        classes: its classes in style sheets.
    """

    def __init__(self, classes: str = "") -> None:
        super().__init__(classes=classes or None, markup=False)

    def say(self, message: str, *, is_wrong: bool = False) -> None:
        """Show a message; an empty one clears the line."""
        self.update(Content.styled(displayed(message), STYLES["denied" if is_wrong else "muted"]))

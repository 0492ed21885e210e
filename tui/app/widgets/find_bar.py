"""The line in which a text to find is typed, with the number of hits."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from tui.app.style.styles import STYLES
from tui.app.widgets.line_input import LineInput
from tui.terminal.display import displayed


class FindInput(LineInput):
    """The input of the text to find.

    Bindings:
    | Key | Description |
    |---|---|
    | enter | Keep the hit, and go to the list. |
    | down | Go to the next hit. |
    | up | Go to the previous hit. |
    | escape | End the find, and go back to the event that it began at. |
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        # With priority, so that keys typed ahead reach the list and not the input.
        Binding("enter", "screen.keep_find", "To the list", priority=True, id="find.keep", tooltip="Stay at this hit"),
        Binding("down", "screen.find(1)", "Next", priority=True, id="find.next", tooltip="Go to the next hit"),
        Binding(
            "up", "screen.find(-1)", "Previous", priority=True, id="find.previous",
            tooltip="Go to the previous hit",
        ),
        Binding(
            "escape", "screen.end_find", "End", priority=True, id="find.end", tooltip="Stop finding, and go back"
        ),
    ]  # fmt: skip

    edited: Callable[[str], None] | None = None
    """Called with each text that is typed, before it is painted."""

    def watch_value(self, text: str) -> None:
        """Find the text."""
        if self.edited is not None and self.is_mounted:
            self.edited(text)


class FindBar(Horizontal):
    """The text to find, and at the right how many hits there are."""

    DEFAULT_CSS = """
    FindBar {
        height: 1;
        background: $surface;
        padding: 0 1;
    }
    FindBar Static {
        width: auto;
    }
    FindBar LineInput {
        width: 1fr;
        background: $surface;
        &:focus {
            background: $surface;
            background-tint: $foreground 6%;
        }
    }
    """

    input = getters.query_one(FindInput)

    def __init__(self, edited: Callable[[str], None]) -> None:
        """Make the bar.

        Args:
            edited: called with each text that is typed.
        """
        super().__init__(id="find")
        self._edited = edited
        self._count = Static(markup=False)

    def compose(self) -> ComposeResult:
        """Lay out the label, the input and the count."""
        yield Static(Content.styled("find ", STYLES["heading"]))
        field = FindInput(placeholder="words, or a phrase in quotation marks")
        field.edited = self._edited
        yield field
        yield self._count

    def show(self) -> None:
        """Show the bar."""
        self.display, self.disabled = True, False

    def hide(self) -> None:
        """Hide the bar, so that it cannot have the focus: Textual would give it back to a hidden input."""
        self.display, self.disabled = False, True

    def show_count(self, text: str, *, is_wrong: bool = False) -> None:
        """Show how many hits there are, or what is wrong."""
        style = STYLES["denied" if is_wrong else "muted"]
        self._count.update(Content.styled(f" {displayed(text)}" if text else "", style))

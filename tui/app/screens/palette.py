"""The command palette."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.command import CommandPalette

from tui.app.textual_fixes import DismissOnce
from tui.app.textual_palette import SafePalette
from tui.app.widgets.key_bar import KeyBar


class Palette(DismissOnce, SafePalette, CommandPalette):
    """Textual's command palette, with fixes and a key bar."""

    def compose(self) -> ComposeResult:
        """Lay out Textual's palette, and its keys below it."""
        yield from super().compose()
        yield KeyBar()

"""The command palette."""

from __future__ import annotations

from textual.command import CommandPalette

from tui.app.textual_fixes import DismissOnce
from tui.app.textual_palette import SafePalette


class Palette(DismissOnce, SafePalette, CommandPalette):
    """Textual's command palette, with fixes."""

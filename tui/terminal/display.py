"""Text from a file as the screen shows it."""

from __future__ import annotations

from tui.terminal.ascii import for_terminal
from tui.terminal.widths import stable
from tui.text.printable import printable


def displayed(text: str, *, line_feeds: bool = False) -> str:
    """Return text that is safe to show, takes the same width in every terminal, and can be shown by this one.

    It may be longer or shorter than the text: see `printable`, `stable` and `for_terminal`.

    Args:
        text: the text.
        line_feeds: keep line feeds, for text of several lines.
    """
    return for_terminal(stable(printable(text, line_feeds=line_feeds)))

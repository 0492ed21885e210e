"""Text from a file as the screen shows it."""

from __future__ import annotations

import codecs

from tui.terminal.glyphs import glyphs
from tui.terminal.widths import stable
from tui.text.printable import printable

TRANSLITERATE = "dateline.transliterate"
"""The name of a codec error handler: it transliterates the characters that a stream's encoding lacks."""


def for_terminal(text: str) -> str:
    """Return text as this terminal can show it: transliterated if the terminal has only ASCII."""
    return text if text.isascii() or not glyphs().is_ascii else _transliterated(text)


def _transliterated(text: str) -> str:
    from tui.terminal.ascii import transliterate  # few terminals need it

    return transliterate(text)


def _handle_encode_error(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return _transliterated(error.object[error.start : error.end]), error.end


codecs.register_error(TRANSLITERATE, _handle_encode_error)


def displayed(text: str, *, line_feeds: bool = False) -> str:
    """Return text that is safe to show, takes the same width in every terminal, and can be shown by this one.

    It may be longer or shorter than the text: see `printable`, `stable` and `for_terminal`.

    Args:
        text: the text.
        line_feeds: keep line feeds, for text of several lines.
    """
    return for_terminal(stable(printable(text, line_feeds=line_feeds)))

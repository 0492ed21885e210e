"""Text of a timeline as content of the screen: never markup, with what the query looks for lit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.content import Content
from textual.style import Style

from tui.app.style.styles import LOOKS
from tui.text.folding import find_all
from tui.text.printable import printable

Part = Content | str | tuple[str, str]
"""What `Content.assemble` takes: content, text, or text with a style."""

_HIT = "underline on $hit-background"


def lit(text: str, needles: Sequence[str], style: str = "", *, line_feeds: bool = False) -> Iterable[Part]:
    """Yield a text, safe to show, with what the query looks for lit.

    Args:
        text: the text.
        needles: what is looked for, folded.
        style: that of what is not lit.
        line_feeds: leave line feeds as they are, for text that may have several lines.
    """
    shown = printable(text, line_feeds=line_feeds)
    at = 0
    for start, end in find_all(text, needles):
        yield (shown[at:start], style)
        yield (shown[start:end], _HIT)
        at = end
    yield (shown[at:], style)


def clickable(text: str, action: tuple[str, tuple[object, ...]]) -> Content:
    """Return a text that runs an action when it is clicked."""
    return Content(printable(text)).stylize(Style.from_meta({"@click": action})).stylize(LOOKS["link"])


def hanging(first: Content, *parts: Part, width: int, below: Content | None = None) -> Content:
    """Return text after a first piece, under whose end the text's further lines begin.

    Args:
        first: what the first line begins with.
        parts: the text.
        width: that of the whole, in cells.
        below: what the further lines begin with, as wide as ``first``; None for blanks.
    """
    indent = first.cell_length
    start = Content(" " * indent) if below is None else below
    lines = Content.assemble(*parts).wrap(max(10, width - indent))
    return first + Content.assemble("\n", start).join(lines)

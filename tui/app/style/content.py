"""Text of a timeline as Textual content: never as markup, and with the words of the query highlighted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from textual.content import Content
from textual.style import Style

from tui.app.style.styles import STYLES
from tui.terminal.ascii import for_terminal
from tui.terminal.glyphs import glyphs
from tui.text.folding import find_all, fold
from tui.text.printable import printable
from tui.timeline.model.entities import Event
from tui.timeline.model.timeline import Timeline

Part = Content | str | tuple[str, str]
"""An argument of `Content.assemble`: content, text, or text with a style."""


def split_matches(text: str, needles: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """Split a text at the words that a query looks for.

    Args:
        text: the text as it is shown, in ASCII if the terminal has nothing else.
        needles: the words, folded.

    Yields:
        Each piece that is not empty, and whether it matches a needle.
    """
    if glyphs().is_ascii:
        needles = [needle if needle.isascii() else fold(for_terminal(needle)) for needle in needles]
    offset = 0
    for start, end in find_all(text, needles):
        if start > offset:
            yield text[offset:start], False
        yield text[start:end], True
        offset = end
    if offset < len(text):
        yield text[offset:], False


def highlight_matches(
    text: str, needles: Sequence[str], style: str = "", *, line_feeds: bool = False
) -> Iterable[Part]:
    """Yield the parts of a text that is safe to show, with the words that a query looks for highlighted.

    Args:
        text: the text.
        needles: the words, folded.
        style: the style of the rest.
        line_feeds: leave line feeds as they are, for text that may have several lines.
    """
    shown = for_terminal(printable(text, line_feeds=line_feeds))
    for piece, is_match in split_matches(shown, needles):
        yield (piece, STYLES["hit"] if is_match else style)


def status_parts(timeline: Timeline, event: Event) -> Iterator[tuple[str, str]]:
    """Yield an event's status, or that it has none, and its kind if it has one, each with a style."""
    if event.status is None:
        yield "no status", STYLES["muted"]
    else:
        yield f"{glyphs().status(event.status)} {event.status}", STYLES[event.status]
    if event.kind is not None:
        yield f" {glyphs().dot} {printable(timeline.name('kind', event.kind))}", STYLES["muted"]
    if event.is_draft:
        yield f" {glyphs().dot} draft", STYLES["warned"]


def clickable(text: str, action: tuple[str, tuple[object, ...]]) -> Content:
    """Return a text that runs an action when it is clicked.

    Args:
        text: the text.
        action: the name of the action with its namespace, and its parameters.
    """
    return Content(for_terminal(printable(text))).stylize(Style.from_meta({"@click": action})).stylize(STYLES["link"])


def hanging_indent(first: Content, *parts: Part, width: int, below: Content | None = None) -> Content:
    """Return wrapped text with a hanging indent.

    Args:
        first: the beginning of the first line. All further lines are indented by its width.
        parts: the text.
        width: the width of all lines in cells, the indent included.
        below: the beginning of all further lines, as wide as ``first``; None for blanks.
    """
    indent = first.cell_length
    start = Content(" " * indent) if below is None else below
    lines = Content.assemble(*parts).wrap(max(8, width - indent))
    return first + Content.assemble("\n", start).join(lines)

"""Text of a timeline as Textual content: never as markup, and with the words of the query highlighted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from textual.content import Content
from textual.style import Style

from tui.app.style.styles import STYLES
from tui.terminal.display import displayed, for_terminal
from tui.terminal.glyphs import glyphs
from tui.terminal.steady_columns import most_cells
from tui.text.folding import find_all, fold
from tui.timeline.model.entities import Event
from tui.timeline.model.timeline import Timeline

_LINE_START = r" *(?:(?:[-*+•–‣▪]|[0-9]{1,3}[.)]) +)?"
"""The blanks and the mark at the beginning of a list item."""

_NO_BREAK = "[\u00a0\u202f]"
_STAND_INS = {0xA0: 0x10FFFD, 0x202F: 0x10FFFC}
_STOOD_IN = {stand_in: space for space, stand_in in _STAND_INS.items()}
"""Private characters in place of spaces at which no line may be broken, and back."""

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
    shown = displayed(text, line_feeds=line_feeds)
    for piece, is_match in split_matches(shown, needles):
        yield (piece, STYLES["hit"] if is_match else style)


def text_parts(text: str, needles: Sequence[str], style: str = "") -> Iterable[Part]:
    """Yield the parts of a text of several lines as `highlight_matches` does, with its web addresses as links.

    Nothing else in it is markup.
    """
    from tui.text.links import addresses  # the first screen has no links

    offset = 0
    for start, end in addresses(text):
        yield from highlight_matches(text[offset:start], needles, style, line_feeds=True)
        yield link(text[start:end], needles)
        offset = end
    yield from highlight_matches(text[offset:], needles, style, line_feeds=True)


def paragraphs(text: str, needles: Sequence[str], style: str = "", *, width: int) -> Content:
    """Return a text of several lines as `text_parts` does, wrapped so that list items and indented lines stay indented.

    Args:
        text: the text.
        needles: the words to highlight, folded.
        style: the style of the text.
        width: the width of all lines in cells.
    """
    lines = []
    for line in Content.assemble(*text_parts(text, needles, style)).split("\n", allow_blank=True):
        start = re.match(_LINE_START, line.plain)
        indent = 0 if start is None or 2 * start.end() > width else start.end()
        lines.append(hanging_indent(line[:indent], line[indent:], width=width))
    return Content("\n").join(lines)


def status_parts(timeline: Timeline, event: Event, *, is_clickable: bool = False) -> Iterator[Content]:
    """Yield an event's status, or that it has none, and its kind if it has one.

    Args:
        timeline: the timeline.
        event: the event.
        is_clickable: whether a click filters by the status or the kind.
    """
    chosen = {facet: ("screen.choose", (facet, value)) for facet, (value, *_) in event.values.items() if is_clickable}
    if event.status is None:
        yield Content.styled("no status", STYLES["muted"])
    else:
        yield clickable(f"{glyphs().status(event.status)} {event.status}", chosen.get("status"), event.status)
    if event.kind is not None:
        yield Content.styled(f" {glyphs().dot} ", STYLES["muted"])
        yield clickable(timeline.name("kind", event.kind), chosen.get("kind"), "muted")
    if event.is_draft:
        yield Content.styled(f" {glyphs().dot} draft", STYLES["warned"])
    if event.is_internal:
        yield Content.styled(f" {glyphs().dot} internal", STYLES["warned"])


def clickable(text: str, action: tuple[str, tuple[object, ...]] | None, style: str = "link") -> Content:
    """Return a text that runs an action when it is clicked.

    Args:
        text: the text.
        action: the name of the action with its namespace, and its parameters; None for a text that runs none.
        style: the name of its style.
    """
    content = Content(displayed(text))
    if action is not None:
        content = content.stylize(Style.from_meta({"@click": action}))
    return content.stylize(STYLES[style])


def link(url: str, needles: Sequence[str] = ()) -> Content:
    """Return a web address that is opened when it is clicked, with the words that a query looks for highlighted.

    It is a hyperlink of the terminal too (OSC 8), which a terminal opens on the machine that it runs on.
    """
    style = Style.from_meta({"@click": ("app.open_address", (url,))}) + Style(link=_uri(url))
    return Content.assemble(*highlight_matches(url, needles)).stylize(style).stylize(STYLES["link"])


def _uri(url: str) -> str | None:
    """Return an address with all encoded that must not be in an escape sequence; None if it is not http or https."""
    from urllib.parse import quote

    return quote(url, safe="%/:=&?~#+!$,;'@()*[]") if url.lower().startswith(("http://", "https://")) else None


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
    lines = wrapped(Content.assemble(*parts), max(8, width - indent))
    return first + Content.assemble("\n", start).join(lines)


def wrapped(content: Content, width: int) -> Sequence[Content]:
    """Return the lines of a text, narrow enough for a terminal that takes more cells for it than Rich counts.

    No line ends at a no-break space, as it would where Textual wraps lines.
    """
    most, counted = most_cells(content.plain), content.cell_length
    narrowed = width if most <= counted else max(8, width * counted // most)
    if not re.search(_NO_BREAK, content.plain):
        return content.wrap(narrowed)
    stood_in = content.plain.translate(_STAND_INS)
    lines = Content(stood_in, list(content.spans)).wrap(narrowed)
    return [Content(line.plain.translate(_STOOD_IN), list(line.spans)) for line in lines]

"""Text in Markdown: escaped, so that it renders as it is, and on request with its web addresses as links."""

from __future__ import annotations

import re

from tui.text.links import addresses, is_address
from tui.text.printable import printable

# The characters of CommonMark, of GitHub's ~~strikethrough~~, $math$, tables and bare URLs, and a "!" at the end, which
# would turn the footnote after it into an image.
_ACTIVE = re.compile(r"[\\`*_\[\]<>#|&~$]|:(?=//)|(?<=www)\.|!\Z", re.IGNORECASE)
_OUTER_BLANKS = re.compile(r"\A\s+|\s+\Z")


def escaped(text: str, *, links: bool = False) -> str:
    """Return a text on one line that renders as its printable form, at any position in a line.

    Args:
        text: the text.
        links: turn web addresses into links.
    """
    shown = printable(text)
    pieces = []
    start = 0
    for first, last in addresses(text) if links else ():
        pieces += [_ACTIVE.sub(r"\\\g<0>", shown[start:first]), f"<{text[first:last]}>"]
        start = last
    pieces.append(_ACTIVE.sub(r"\\\g<0>", shown[start:]))
    return _OUTER_BLANKS.sub(lambda blanks: "".join(f"&#{ord(blank)};" for blank in blanks[0]), "".join(pieces))


def escaped_line(text: str, *, links: bool = False) -> str:
    """Return a line of a paragraph as `escaped` does, which begins no list, rule, table or heading."""
    line = escaped(text, links=links)
    if re.match(r"[-+=:]", line):
        return "\\" + line
    return re.sub(r"\A([0-9]+)([.)])", r"\1\\\2", line)


def paragraphs(text: str, *, links: bool = False) -> list[str]:
    """Return at least one paragraph, which together render as the printable form of a text.

    An empty line separates paragraphs and a single line feed is a hard break. Line feeds at the end are nothing. All
    other line feeds become numeric character references.
    """
    text = text.rstrip("\n")
    body = text.lstrip("\n")
    first, *others = re.split(r"\n\n(\n*)", body)
    found = [_numeric(text[: len(text) - len(body)]) + _hard_broken(first, links)]
    for line_feeds, paragraph in zip(others[::2], others[1::2], strict=True):
        found.append(_numeric(line_feeds) + _hard_broken(paragraph, links))
    return found


def address(url: str) -> str:
    """Return a URL as a link or, if it holds anything unusual, as text."""
    return f"<{url}>" if is_address(url) else f"{escaped(url)}."


def _numeric(line_feeds: str) -> str:
    return "&#10;" * len(line_feeds)


def _hard_broken(paragraph: str, links: bool) -> str:
    return "\\\n".join(escaped_line(line, links=links) for line in paragraph.split("\n"))

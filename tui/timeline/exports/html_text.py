"""Text in HTML: escaped, so that none of it acts, except that web addresses are links."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from tui.text.links import addresses, is_address
from tui.text.printable import printable


def escaped_html(text: str) -> str:
    """Return a text that renders as its printable form."""
    return escape(printable(text, line_feeds=True))


def linked_html(text: str) -> str:
    """Return a text that renders as its printable form, with web addresses as links and line feeds as breaks."""
    pieces = []
    start = 0
    for first, last in addresses(text):
        pieces += [escaped_html(text[start:first]), html_link(text[first:last])]
        start = last
    pieces.append(escaped_html(text[start:]))
    return "".join(pieces).replace("\n", "<br>")


def html_link(url: str, words: str | None = None) -> str:
    """Return a link, or only the words if the address is not one of the web."""
    shown = escaped_html(words or url)
    return f'<a href="{escape(url)}" rel="noreferrer">{shown}</a>' if is_address(url) else shown


def html_paragraphs(texts: Iterable[str]) -> str:
    """Return paragraphs; an empty line in a text begins another one."""
    parts = (part for text in texts for part in re.split(r"\n{2,}", text.strip("\n")))
    return "".join(f"<p>{linked_html(part)}</p>" for part in parts if part)

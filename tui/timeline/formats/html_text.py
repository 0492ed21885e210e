"""HTML to text and links, and Markdown links to text and links."""

from __future__ import annotations

import re
from html.entities import html5
from html.parser import HTMLParser
from typing import NamedTuple

_BLOCKS = frozenset(
    ("p", "div", "br", "li", "ul", "ol", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "section")
) | {"article", "header", "footer", "figure", "figcaption", "hr"}
_SKIPPED = frozenset(("script", "style", "template", "head"))
_MEDIA = frozenset(("img", "iframe", "video", "audio", "source", "embed"))
_ALONE = frozenset(("p", "br", "hr", "li", "ul", "ol", "tr", "td", "div", "table", "blockquote"))
"""Elements whose opening tag marks HTML even without an attribute and without its end."""
_ELEMENTS = (
    _BLOCKS
    | _SKIPPED
    | _MEDIA
    | frozenset(
        ("a", "abbr", "acronym", "address", "area", "aside", "b", "base", "bdi", "bdo", "big", "body", "button")
    )
    | frozenset(
        ("canvas", "caption", "center", "cite", "code", "col", "colgroup", "data", "datalist", "dd", "del", "dfn")
    )
    | frozenset(("details", "dialog", "dir", "dl", "dt", "em", "fieldset", "font", "form", "html", "i", "input", "ins"))
    | frozenset(("kbd", "label", "legend", "link", "main", "map", "mark", "menu", "meta", "nav", "noscript", "object"))
    | frozenset(("optgroup", "option", "output", "param", "picture", "pre", "q", "rp", "rt", "ruby", "s", "samp"))
    | frozenset(("select", "small", "span", "strike", "strong", "sub", "summary", "sup", "svg", "tbody", "td"))
    | frozenset(("textarea", "tfoot", "th", "thead", "time", "title", "track", "tt", "u", "var", "wbr"))
)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)(?:\s*/?|(\s+[a-zA-Z-]+\s*=)[^<>]*)>")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|([a-zA-Z][a-zA-Z0-9]{1,31}));")
_MARKDOWN_LINK = re.compile(
    r"!?\[([^\[\]]*)\]\(\s*<?(https?://[^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*)>?(?:\s+\"[^\"]*\")?\s*\)"
)


class PlainText(NamedTuple):
    """A text without markup, and the links and media that its markup had."""

    text: str
    links: tuple[tuple[str, str], ...] = ()
    """The addresses of its links, each with the text of the link."""
    media: tuple[str, ...] = ()
    """The addresses of its pictures, films and frames."""


def looks_like_html(text: str) -> bool:
    """Return whether HTML stands in a text that may as well be plain.

    An entity or a comment marks it, and a tag of a known element that is closing, has an attribute or starts a block.
    ``<A>`` alone, ``<unnamed>`` and ``a < b`` are plain.
    """
    if "<" in text:
        for end, name, attribute in _TAG.findall(text):
            element = name.lower()
            if element in _ELEMENTS and (end or attribute or element in _ALONE):
                return True
        if "<!--" in text and "-->" in text:
            return True
    return "&" in text and any(not name or f"{name};" in html5 for name in _ENTITY.findall(text))


def html_text(text: str) -> PlainText:
    """Return the text of HTML. Its blocks become lines, and scripts and styles vanish.

    A tag without attributes that names no element, such as ``<unnamed>``, stays as text.
    """
    if "<" not in text and "&" not in text:
        return PlainText(" ".join(text.split()))
    parser = _TextParser()
    parser.feed(_without_open_ends(text))
    parser.close()
    return PlainText(_tidy("".join(parser.pieces)), tuple(parser.links), tuple(parser.media))


def _without_open_ends(text: str) -> str:
    """Return HTML in which no comment and no tag is without an end.

    The parser takes these for text, but looks for the end of each up to the end of the whole: ten thousand would take
    minutes.
    """
    commented = text.rfind("-->") + 1
    text = text[:commented] + text[commented:].replace("<!--", "&lt;!--")
    tagged = text.rfind(">") + 1
    return text[:tagged] + text[tagged:].replace("<", "&lt;")


def markdown_links(text: str) -> PlainText:
    """Return a text with the links of Markdown replaced by their texts."""
    if "](" not in text:
        return PlainText(text)
    links = [(match[2], " ".join(match[1].split())) for match in _MARKDOWN_LINK.finditer(text)]
    return PlainText(_MARKDOWN_LINK.sub(r"\1", text), tuple(links))


class _TextParser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.links: list[tuple[str, str]] = []
        self.media: list[str] = []
        self._skipped = 0
        self._open: list[tuple[str, int]] = []
        """The addresses of the links that are open, and the piece at which the text of each begins."""
        self._end_tag_at = 0
        """The offset of the end tag that is being read."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a link, a picture, the end of a line."""
        values = dict(attrs)
        if tag in _SKIPPED:
            self._skipped += 1
        elif tag in _BLOCKS:
            self.pieces.append("\n• " if tag == "li" else "\n")
        elif tag == "a" and _is_address(address := (values.get("href") or "").strip()):
            self._open.append((address, len(self.pieces)))
        elif tag in _MEDIA and _is_address(address := (values.get("src") or "").strip()):
            self.media.append(address)
        elif not attrs and _is_none(tag):
            self.handle_data(self.get_starttag_text() or "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag that is its own end."""
        self.handle_starttag(tag, attrs)
        if not _is_none(tag):
            self.handle_endtag(tag)

    def parse_endtag(self, i: int) -> int:
        """Note where an end tag stands."""
        self._end_tag_at = i
        return super().parse_endtag(i)

    def handle_endtag(self, tag: str) -> None:
        """Note the end of a link, of a line, of a script."""
        if tag in _SKIPPED:
            self._skipped = max(0, self._skipped - 1)
        elif tag in _BLOCKS:
            self.pieces.append("\n")
        elif tag == "a" and self._open:
            address, start = self._open.pop()
            self.links.append((address, " ".join("".join(self.pieces[start:]).split())))
        elif _is_none(tag):
            self.handle_data(self.rawdata[self._end_tag_at : self.rawdata.find(">", self._end_tag_at) + 1])

    def handle_data(self, data: str) -> None:
        """Keep the text."""
        if not self._skipped:
            self.pieces.append(re.sub(r"[ \t\r\n]+", " ", data))

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """Skip a section such as ``<![if x]>``, as browsers do. Python's own parser fails at an unknown one."""
        return self.parse_bogus_comment(i, False)

    def close(self) -> None:
        """Note the links that were never closed."""
        super().close()
        self.links += [(address, "") for address, _ in self._open]


def _is_none(tag: str) -> bool:
    """Return whether no element has the name of a tag, and no other vocabulary, as in ``o:p`` and ``my-clock``."""
    return tag not in _ELEMENTS and ":" not in tag and "-" not in tag


def _is_address(text: str) -> bool:
    return text.startswith(("http://", "https://"))


def _tidy(text: str) -> str:
    lines = [" ".join(line.split()) for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()

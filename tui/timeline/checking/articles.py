"""The texts of the articles, and where quotes stand in them."""

from __future__ import annotations

import hashlib
import unicodedata
from pathlib import Path

from tui.text.frozen import Frozen
from tui.timeline.model.entities import Quote, Timeline


class Article(Frozen):
    """The text of a source."""

    file: str
    text: str
    """What in the file is not UTF-8 is U+FFFD here."""
    sha256: str
    """Of its bytes, as 64 lower-case hexadecimal digits."""


def read_articles(timeline: Timeline, folder: Path) -> dict[str, Article]:
    """Return the articles that a folder has, by source: the file that the source names, or else the one of its digest.

    Raises:
        OSError: if the folder or a file in it cannot be read.
    """
    by_name = {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}
    digests = {name: hashlib.sha256(data).hexdigest() for name, data in by_name.items()}
    by_digest = {digest: name for name, digest in reversed(digests.items())}
    articles: dict[str, Article] = {}
    for source in timeline.sources.values():
        name = source.file if source.file in by_name else by_digest.get(source.sha256 or "")
        if name is not None:
            articles[source.id] = Article(name, by_name[name].decode("utf-8", "replace"), digests[name])
    return articles


def places(quote: Quote, text: str) -> list[int]:
    """Return the offsets at which a quote occurs in a text with its prefix before it and its suffix after it."""
    prefix, suffix = quote.prefix or "", quote.suffix or ""
    sought = prefix + quote.exact + suffix
    found = []
    at = text.find(sought)
    while at >= 0:
        found.append(at + len(prefix))
        at = text.find(sought, at + 1)
    return found


def paragraph_of(text: str, at: int) -> int:
    """Return which of a text's lines that are not blank an offset is in, the first being 1."""
    return sum(bool(line.strip()) for line in text[:at].split("\n")[:-1]) + 1


def inside_word(text: str, at: int) -> bool:
    """Tell whether an offset parts a word, of those scripts that have capitals and put spaces between words."""
    before, after = text[at - 1 : at] if at else "", text[at : at + 1]
    return is_of_word(before) and (is_of_word(after) or unicodedata.combining(after or " ") > 0)


def is_of_word(character: str) -> bool:
    """Tell whether a character is one of a word."""
    return character.islower() or character.isupper() or character.isdecimal()

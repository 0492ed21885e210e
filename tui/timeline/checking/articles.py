"""The texts of the articles, and the positions of quotes in them."""

from __future__ import annotations

import hashlib
import unicodedata
from pathlib import Path

from tui.text.frozen import Frozen
from tui.timeline.model.entities import Quote
from tui.timeline.model.timeline import Timeline

Span = tuple[int, int]
"""The offsets of the first character and of the character after the last."""


class Article(Frozen):
    """The text of a source."""

    file: str
    """The name of its file."""
    text: str
    """The text, with U+FFFD for bytes that are not UTF-8."""
    sha256: str
    """The digest of the file's bytes: 64 lower-case hexadecimal digits."""


def read_articles(timeline: Timeline, folder: Path) -> dict[str, Article]:
    """Return the articles in a folder by the ids of their sources.

    The article of a source is the file that the source names or, failing that, a file with the source's digest.

    Raises:
        OSError: the folder or a file in it cannot be read.
    """
    contents = {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}
    digests = {name: hashlib.sha256(content).hexdigest() for name, content in contents.items()}
    names = {digest: name for name, digest in reversed(digests.items())}
    articles: dict[str, Article] = {}
    for source in timeline.sources.values():
        name = source.file if source.file in contents else names.get(source.sha256 or "")
        if name is not None:
            articles[source.id] = Article(name, contents[name].decode("utf-8", "replace"), digests[name])
    return articles


def quote_offsets(quote: Quote, text: str) -> list[int]:
    """Return the offsets at which a quote occurs with its prefix before it and its suffix after it."""
    prefix, suffix = quote.prefix or "", quote.suffix or ""
    whole = prefix + quote.exact + suffix
    offsets = []
    found = text.find(whole)
    while found >= 0:
        offsets.append(found + len(prefix))
        found = text.find(whole, found + 1)
    return offsets


def paragraph_of(text: str, offset: int) -> int:
    """Return the number of the paragraph at an offset, from 1. Paragraphs are the lines that are not blank."""
    return sum(bool(line.strip()) for line in text[:offset].split("\n")[:-1]) + 1


def splits_word(text: str, offset: int) -> bool:
    """Return whether an offset is inside a word, in scripts that have capitals and spaces between words."""
    before, after = text[offset - 1 : offset] if offset else "", text[offset : offset + 1]
    return is_word_character(before) and (is_word_character(after) or unicodedata.combining(after or " ") > 0)


def is_word_character(character: str) -> bool:
    """Return whether a character belongs to a word."""
    return character.islower() or character.isupper() or character.isdecimal()

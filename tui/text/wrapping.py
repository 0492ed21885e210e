"""Text broken into lines of so many cells: a wide character, as in Chinese, takes two, and a mark on a letter none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from unicodedata import category, combining, east_asian_width

from tui.text.links import is_address

_WORD = re.compile(r"\S+")
_FIRST_WIDE = "\u1100"
"""The first character that takes two cells."""


def cells(text: str) -> int:
    """Return how many cells a printable text takes."""
    return len(text) if text.isascii() else sum(map(_cells_of, text))


def wrapped(text: str, width: int, indent: str = "", first: str | None = None) -> Iterator[str]:
    """Yield the lines of a text. It breaks at blanks and between wide characters, and never within an address.

    A single word that is longer than a line is broken too. Blanks at a break are left out, and so are those around the
    text; an empty text is an empty line.

    Args:
        text: the text, printable and without line feeds.
        width: the cells of a line, with its indent.
        indent: what every line begins with.
        first: what the first line begins with instead.
    """
    room = max(2, width - cells(indent))
    line = indent if first is None else first
    used = cells(line) - cells(indent)
    """The cells of the line behind the indent: less than 0 where the first line begins further left."""
    is_begun = False
    for blank, unit in _units(text, room):
        size = cells(unit)
        if is_begun and used + len(blank) + size > room:
            yield line.rstrip()
            line, used, blank = indent, 0, ""
        line += (blank if is_begun else "") + unit
        used += (len(blank) if is_begun else 0) + size
        is_begun = True
    yield line.rstrip()


def _units(text: str, room: int) -> Iterator[tuple[str, str]]:
    """Yield the parts of a text that may not be broken, each with the blank before it; empty within a word."""
    for word in _WORD.finditer(text):
        blank = " "
        is_whole = (max(word[0]) < _FIRST_WIDE and cells(word[0]) <= room) or is_address(word[0])
        for unit in [word[0]] if is_whole else _parts(word[0], room):
            yield blank, unit
            blank = ""


def _parts(word: str, room: int) -> Iterator[str]:
    """Yield the parts of a word between which a line may end: wide characters, and as much else as fits in a line.

    A mark stays on its letter, and punctuation with what it closes or opens.
    """
    part, used = "", 0
    for character in word:
        size = _cells_of(character)
        is_wide = size == 2 or (part and _cells_of(part[-1]) == 2)
        stays = not size or category(character) in ("Pe", "Pf", "Po") or (part and category(part[-1]) in ("Ps", "Pi"))
        if part and ((is_wide and not stays) or used + size > room):
            yield part
            part, used = "", 0
        part += character
        used += size
    if part:
        yield part


@lru_cache(maxsize=4096)
def _cells_of(character: str) -> int:
    if combining(character) or category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if east_asian_width(character) in "WF" else 1

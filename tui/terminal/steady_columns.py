"""Escape sequences that keep columns in place beside text of which terminals take different widths."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar
from unicodedata import category

from rich.cells import cell_len

from tui.text.printable import is_plain

Style = TypeVar("Style")
Piece = tuple[str, Style]

_UNCERTAIN = (
    "[\u0600-\u06ff\u0700-\u0e2f\u0e33\u0e40-\u0e46\u0e80-\u10ff\u135d-\u135f\u1700-\u1cff\u200c"
    "\u302e\u302f\ua800-\uabff\U00010a00-\U00011fff\U00016f00-\U00016fff\U0001f000-\U0001faff]"
)
"""Letters whose vowels and conjuncts are counted in several ways, and pictures that are newer than some terminals."""

_SEPARATORS = "( {2,}|[\u2500-\u259f]+)"
"""What ends a field of a line: several blanks, lines and blocks."""

_SAVE_CURSOR, _RESTORE_CURSOR = "\x1b7", "\x1b8"


def is_uncertain(text: str) -> bool:
    """Return whether terminals take different widths for a text."""
    return not is_plain(text) and re.search(_UNCERTAIN, text) is not None


def most_cells(text: str) -> int:
    """Return the most cells that a terminal takes for a text: each letter and each vowel sign has its own in some."""
    if not is_uncertain(text):
        return cell_len(text)
    return sum(max(cell_len(each), category(each) not in ("Mn", "Me", "Cf")) for each in text)


def steady_line(pieces: Iterable[Piece[Style]], render: Callable[[str, Style], str]) -> str:
    """Return the output for a line in which some text is uncertain.

    The cells of such a text, and of the blanks after it, are cleared first. Then the text is written over them, however
    many of them the terminal takes for it, and the cursor is put where the cells end. So nothing after it moves.

    Args:
        pieces: the texts of the line, each with its style.
        render: returns the output for a text in a style.
    """
    output: list[str] = []
    field: list[Piece[Style]] = []
    for text, style in _split(pieces):
        is_separator = re.fullmatch(_SEPARATORS, text) is not None
        if is_separator and not text.startswith(" "):
            output += [_field(field, [], render), render(text, style)]
            field = []
        elif is_separator:
            output.append(_field(field, [(text, style)], render))
            field = []
        else:
            field.append((text, style))
    return "".join([*output, _field(field, [], render)])


def _split(pieces: Iterable[Piece[Style]]) -> Iterator[Piece[Style]]:
    for text, style in pieces:
        yield from ((part, style) for part in re.split(_SEPARATORS, text) if part)


def _field(texts: list[Piece[Style]], blanks: list[Piece[Style]], render: Callable[[str, Style], str]) -> str:
    """Return the output for the texts of a field and the blanks after it."""
    if not any(is_uncertain(text) for text, _ in texts):
        return "".join(render(*piece) for piece in texts + blanks)
    cells = [(cell_len(text), style) for text, style in texts + blanks]
    cleared = "".join(render(" " * width, style) for width, style in cells)
    written = "".join(render(*piece) for piece in texts)
    end = f"\x1b[{sum(width for width, _ in cells)}C"
    return f"{_SAVE_CURSOR}{cleared}{_RESTORE_CURSOR}{written}{_RESTORE_CURSOR}{end}"

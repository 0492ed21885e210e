"""Two versions of a text, word by word."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import NamedTuple

_WORD = re.compile(r"\s+|\w+|[^\w\s]")
_MOST_WORDS = 3_000
"""In longer texts the words are not compared: that takes time that grows with the product of their numbers."""


class Stretch(NamedTuple):
    """A part of a text."""

    text: str
    is_changed: bool
    """Whether the other version does not have it."""


def compared_words(old: str, new: str) -> tuple[list[Stretch], list[Stretch]]:
    """Return both texts, cut where they begin to differ or to agree again. Joined, the pieces are the text."""
    before, after = _WORD.findall(old), _WORD.findall(new)
    if len(before) + len(after) > _MOST_WORDS:
        is_changed = old != new
        return [Stretch(old, is_changed)], [Stretch(new, is_changed)]
    pieces: tuple[list[Stretch], list[Stretch]] = [], []
    for operation, start, end, new_start, new_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        for words, found in ((before[start:end], pieces[0]), (after[new_start:new_end], pieces[1])):
            if words:
                _add(found, "".join(words), is_changed=operation != "equal")
    return pieces


def _add(pieces: list[Stretch], text: str, *, is_changed: bool) -> None:
    """Add a piece. A blank between two changed words is changed with them, so that they read as one phrase."""
    if is_changed and len(pieces) > 1 and not pieces[-1].is_changed and not pieces[-1].text.strip():
        blank = pieces.pop()
        text = pieces.pop().text + blank.text + text
    pieces.append(Stretch(text, is_changed))

"""The reasons why a typed text is not a date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from tui.text.nearest import nearest
from tui.timeline.dates.typed_atoms import Atom
from tui.timeline.dates.typed_error import FORMS, NO_DATE, SHORT_YEAR, TypedDateError
from tui.timeline.dates.typed_vocabulary import CLOCK_UNITS, VAGUE_TIMES, ZONES, known_words

_LONGEST_SHOWN = 20


def refused_word(word: str) -> TypedDateError:
    """Refuse a word that is in no date, and offer the one that it is closest to."""
    if word in VAGUE_TIMES:
        return TypedDateError(f"{_spelt(word)} has no exact time", "write a time such as 14:30 or 9 am")
    if word in CLOCK_UNITS:
        return TypedDateError(f"a date here has no {word}", "write a time such as 14:30 or 9 am")
    if word in ZONES:
        return TypedDateError(f"{word} is the zone of a time", f"write it behind one, such as 14:30 {word}")
    known = known_words()
    if not word.isascii() or len(word) > _LONGEST_SHOWN or word in known:  # what is shown is short and plain
        return TypedDateError(*NO_DATE)
    close = _closest(word)
    return TypedDateError(f"unknown word {word}", f"did you mean {known[close]}?" if close else FORMS)


@lru_cache(maxsize=1 << 12)
def _closest(word: str) -> str | None:
    """Return the word of dates that a word is closest to: a table whose texts are no dates asks for many."""
    return nearest(word, (other for other in known_words() if len(other) > 2))


def refused_phrase(atoms: Sequence[Atom]) -> TypedDateError:
    """Refuse atoms that do not form a date together."""
    codes = [atom.code for atom in atoms]
    numbers = [atom.text for atom in atoms if atom.code in "nYx"]
    if "p" in codes and "m" not in codes:
        part = atoms[codes.index("p")].text
        return TypedDateError(f"{_spelt(part)} needs a month", f"write a month with it, such as {part} january 2024")
    if codes.count("w") == 1 and len(codes) > 1 and codes[0] == "w" and "D" not in codes and "n" not in codes:
        name = _spelt(atoms[0].text)
        return TypedDateError("a weekday belongs to a single day", f"leave {name} out")
    if any(len(number) == 3 for number in numbers) or re.fullmatch("nmn|mnn|nnm", "".join(codes)):
        return TypedDateError(*SHORT_YEAR)
    return TypedDateError(*NO_DATE)


def _spelt(word: str) -> str:
    return known_words().get(word, word)

"""Split a typed date into the atoms of `typed_atoms`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from tui.timeline.dates import typed_vocabulary as words
from tui.timeline.dates.edtf import EdtfDate
from tui.timeline.dates.typed_atoms import Atom, Context, Found, hull
from tui.timeline.dates.typed_error import NO_DATE, SHORT_YEAR, YEAR_ZERO, TypedDateError
from tui.timeline.dates.typed_forms import forms
from tui.timeline.dates.typed_refusals import refused_word
from tui.timeline.dates.typed_today import said, said_from_today

_ARROW = re.compile("\u2192|[-=]*>")
_WORD = r"[^\W\d_]+(?:'[^\W\d_]+)*"
_PHRASE = re.compile(rf"{_WORD}(?:[ -]{_WORD}){{0,{words.LONGEST_PHRASE - 1}}}")
_NEGATIVE = re.compile(r"-[0-9x]{4}(?:-[0-9x]{2}){0,2}(?![\w-])")


def read_atoms(plain: str, context: Context) -> list[Atom]:
    """Split a folded text into atoms.

    Raises:
        TypedDateError: a part of it is in no date, or impossible.
    """
    atoms: list[Atom] = []
    position = 0
    while position < len(plain):
        atom, position = _atom_at(plain, position, atoms, context)
        if atom is not None:
            atoms.append(atom)
    return list(_without_prepositions(atoms))


_PREFIXES = frozenset("FUAP")
_BETWEEN = frozenset(",oa->tLB/(")


def _without_prepositions(atoms: list[Atom]) -> Iterator[Atom]:
    """Leave out an "on" before a date, and an "à" or "a" that does not join two: `à 14h30`, `au 8 novembre`."""
    for position, atom in enumerate(atoms):
        following = atoms[position + 1].code if position + 1 < len(atoms) else ""
        before = atoms[position - 1].code if position else ""
        if atom.code == "O" and (not before or (following and following not in _BETWEEN)):
            continue
        if atom.code == "t" and atom.text != "to":
            is_of_time = following == "k" and before != "k"
            if not before or before in _PREFIXES or before in _BETWEEN or is_of_time:
                continue
        yield atom


def _atom_at(plain: str, position: int, before: list[Atom], context: Context) -> Found:
    character = plain[position]
    if character in " .)~%":
        if plain.startswith("..", position):
            raise TypedDateError(*NO_DATE)
        return None, position + 1
    for pattern, read in forms():
        if (match := pattern.match(plain, position)) and (found := read(match, context)):
            return found
    if character.isdigit() and character.isascii():
        return _number(plain, position)
    if character.isalpha():
        return _word(plain, position, context)
    return _sign(plain, position, before, context)


def _number(plain: str, position: int) -> Found:
    match = _number_form().match(plain, position)
    assert match is not None
    digits = match[1] or match[2]
    code = "n" if len(digits) <= 2 else "Y" if len(digits) == 4 else "x"
    if len(digits) > 12:
        raise TypedDateError(*NO_DATE)
    if code == "Y" and digits == "0000":
        raise TypedDateError(*YEAR_ZERO)
    return Atom(code, digits, int(digits)), match.end()


def _sign(plain: str, position: int, before: list[Atom], context: Context) -> Found:
    character = plain[position]
    if arrow := _ARROW.match(plain, position):
        return Atom(">", arrow[0]), arrow.end()
    if character == "?":
        # A mark of its own beside an arrow is an end that is not known.
        is_end = (not before and _ARROW.match(plain, position + 2)) or (
            before and before[-1].code == ">" and plain[position:] == "?"
        )
        return Atom("u", "?") if is_end else None, position + 1
    if (
        character == "-"
        and plain[position - 1 : position] in ("", " ")
        and plain[position + 1 : position + 2].isdigit()
    ):
        match = _NEGATIVE.match(plain, position)
        edtf = EdtfDate.try_parse(match[0].upper()) if match else None
        if match is None or edtf is None or any(atom.code not in _PREFIXES for atom in before):
            raise TypedDateError(*NO_DATE)
        return Atom("E", match[0], range=hull(edtf, context.zone)), match.end()
    if character in "-,/(&":
        return Atom("a" if character == "&" else character, character), position + 1
    if character == "'" and re.match(r"'[0-9]{2}(?![0-9])", plain[position : position + 4]):
        raise TypedDateError(*SHORT_YEAR)
    raise TypedDateError(*NO_DATE)


def _word(plain: str, position: int, context: Context) -> Found:
    """Read a word, or the longest phrase."""
    match = _PHRASE.match(plain, position)
    assert match is not None
    phrase = match[0]
    while True:
        typed = phrase.replace("-", " ")
        end = position + len(phrase)
        if typed in words.PERIODS or typed in words.NEAR_WEEKDAYS:
            first, last = said_from_today(typed, context.today)
            return said(typed, first, last), end
        if code := words.LINKS.get(typed):
            return None if code == "." else Atom(code, typed), end
        if cut := max(phrase.rfind(" "), phrase.rfind("-")) + 1:
            phrase = phrase[: cut - 1]
        else:
            return _single_word(phrase), end


def _single_word(word: str) -> Atom | None:
    if word in words.MONTHS:
        return Atom("m", word, words.MONTHS[word])
    if word in words.WEEKDAYS:
        return Atom("w", word, words.WEEKDAYS[word])
    if word in words.PARTS:
        return Atom("p", word)
    if word in words.NOON:
        return Atom("k", "12:00")
    if word in words.FILLERS:
        return None
    raise refused_word(word)


@cache
def _number_form() -> re.Pattern[str]:
    return re.compile(r"([0-9]+)(?:st|nd|rd|th|er|ere|eme|e|o|a)(?![^\W_])|([0-9]+)")

"""Typed dates that are not plain EDTF: in digits, in the order of a country, or in words."""

from __future__ import annotations

import re

from tui.text.folding import fold
from tui.timeline.dates.edtf import EdtfDate, EdtfError
from tui.timeline.dates.time_range import TimeRange, days_range
from tui.timeline.dates.typed_atoms import Context, hull
from tui.timeline.dates.typed_date import bare_number
from tui.timeline.dates.typed_error import FORMS, NO_DATE, SHORT_YEAR, TypedDateError
from tui.timeline.dates.typed_lexer import read_atoms
from tui.timeline.dates.typed_numbers import read_digits
from tui.timeline.dates.typed_phrases import read_phrase
from tui.timeline.dates.typed_refusals import refused_phrase
from tui.timeline.dates.typed_vocabulary import ARTICLES

_DIGITS = re.compile(r"[0-9x?~%./ -]+")
_SHORT_YEARS = re.compile(r"[0-9]{1,2}([-/. ])[0-9]{1,2}\1[0-9]{1,3}")
_ARTICLES = re.compile(rf"^(?:(?:{'|'.join(sorted(ARTICLES))}) |l' ?)+")
_SPANS = re.compile(r"[~?% ]*[0-9]{4}[?~%]*(?: ?-[ ~?%]*[0-9]{4}[?~%]*)+")
"""Years and ranges of years, joined by dashes: `1003–1993 – 2001`."""


def read_text(text: str, context: Context) -> TimeRange:
    """Return the time that a text means.

    Raises:
        TypedDateError: it is no date, impossible or ambiguous.
    """
    plain = _plain(text)
    if _DIGITS.fullmatch(plain):
        return _in_digits(plain, context)
    if edtf := EdtfDate.try_parse(re.sub(r" ?([-/.?~%,:]) ?", r"\1", plain).upper()):
        return hull(edtf, context.zone)  # blanks in it, or other hyphens
    return _in_words(plain, context)


def _plain(text: str) -> str:
    """Fold a text, but keep its hyphens, all as one kind: they join dates and begin negative years."""
    folded = ((fold(character), character) for character in " ".join(text.split()))
    text = "".join("-" if plain == " " and not character.isspace() else plain for plain, character in folded)
    text = " ".join(text.split())
    if not text:
        raise TypedDateError("the date is empty", FORMS)
    return text


def _in_words(plain: str, context: Context) -> TimeRange:
    bare = _ARTICLES.sub("", plain)
    if bare != plain and _DIGITS.fullmatch(bare):
        return _in_digits(bare, context)
    atoms = read_atoms(plain, context)
    found = read_phrase(atoms, context) if atoms else None
    if found is None:
        raise refused_phrase(atoms)
    return found


def _in_digits(plain: str, context: Context) -> TimeRange:
    """Read a date without words: EDTF, or in the order of a country."""
    compact = re.sub(r" ?([-/.?~%]) ?", r"\1", plain)
    if edtf := EdtfDate.try_parse(compact.upper()):
        return hull(edtf, context.zone)
    if days := read_digits(compact, context.today):
        return days_range(*days)
    if (" - " in plain or _SPANS.fullmatch(compact)) and (found := read_phrase(read_atoms(plain, context), context)):
        return found
    if _SHORT_YEARS.fullmatch(compact):
        raise TypedDateError(*SHORT_YEAR)
    if re.fullmatch("[0-9]{1,3}", compact):
        raise bare_number(compact)
    if " " in compact:
        raise TypedDateError(*NO_DATE)
    refusal = _refusal(compact.upper())
    if refusal is None or refusal.problem.startswith("not a date") or "Y" in refusal.remedy:
        raise TypedDateError(*NO_DATE)
    raise TypedDateError(refusal.problem.lower(), refusal.remedy.lower().partition(" or [")[0])


def _refusal(text: str) -> EdtfError | None:
    """Return the error in a text that is not EDTF."""
    try:
        EdtfDate.parse(text)
    except EdtfError as error:
        return error
    return None

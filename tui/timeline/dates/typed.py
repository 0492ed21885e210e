"""Dates as people type them, in English, French and Spanish: `8 nov 2022`, `début janvier 2024`, `hace un año`.

A date that is typed means all of its time: `nov 2022` is that month, `2022` that year, `since 2022` all from its
first second on. Nothing is guessed. Where day and month may be swapped, or a part is missing that only today could
fill in, the text is refused with what to write instead. The one exception is the year: a month, a season, or a day of
a month without a year is the latest that has begun.

All of EDTF is read, and all words by which Dateline shows dates: `tui.timeline.dates.words`.

Dates are read at each key that is typed, and by a command line that should start at once: EDTF and dates in digits do
without the grammar of words, and only dates that are counted from today import dateutil.
"""

from __future__ import annotations

import re
from datetime import date, tzinfo

from tui.text.folding import fold
from tui.timeline.dates.edtf import EdtfDate, EdtfError
from tui.timeline.dates.time_range import TimeRange, days_range
from tui.timeline.dates.typed_atoms import Context, hull, read_atoms
from tui.timeline.dates.typed_error import FORMS, NO_DATE, SHORT_YEAR
from tui.timeline.dates.typed_error import TypedDateError as TypedDateError
from tui.timeline.dates.typed_numbers import read_digits
from tui.timeline.dates.typed_phrases import bare_number, read_phrase
from tui.timeline.dates.typed_vocabulary import ARTICLES

# Longer than the words of any date but a set of many members; some Unicode work is quadratic in the length.
_LONGEST = 2000
_DIGITS = re.compile(r"[0-9x?~%./ -]+")
_SHORT_YEARS = re.compile(r"[0-9]{1,2}([-/. ])[0-9]{1,2}\1[0-9]{1,3}")
_ARTICLES = re.compile(rf"^(?:(?:{'|'.join(sorted(ARTICLES))}) |l' ?)+")
_SPANS = re.compile(r"[~?% ]*[0-9]{4}[?~%]*(?: ?-[ ~?%]*[0-9]{4}[?~%]*)+")


def typed_range(text: str, today: date, zone: tzinfo | None = None) -> TimeRange:
    """Return the first and the last second that a date means, both included; None is an open end.

    Args:
        text: what was typed. Capitals, accents, extra blanks and the kind of hyphen do not matter.
        today: the day that `yesterday` and dates without a year are counted from.
        zone: the zone whose clock the times of the timeline are on, to which times with a zone are moved; None is UTC.

    Raises:
        TypedDateError: the text is no date, impossible, ambiguous, or too far away.
    """
    if len(text) > _LONGEST:
        text = " ".join(text.split())
        if len(text) > _LONGEST:
            raise TypedDateError("that is too long for a date", FORMS)
    if edtf := EdtfDate.try_parse(text.strip().upper()):
        return hull(edtf, zone)
    plain = _plain(text)
    context = Context(today, zone)
    if _DIGITS.fullmatch(plain):
        return _in_digits(plain, context)
    if edtf := EdtfDate.try_parse(re.sub(r" ?([-/.?~%,:]) ?", r"\1", plain).upper()):
        return hull(edtf, zone)  # blanks in it, or other hyphens
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
        from tui.timeline.dates.typed_refusals import refused_phrase

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
    """Return what is wrong with a text that is not EDTF."""
    try:
        EdtfDate.parse(text)
    except EdtfError as error:
        return error
    return None

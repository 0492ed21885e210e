"""Dates in English, as `EdtfDate.words` and `EdtfDate.short` say them, and as people type them.

En dashes join the ends of an interval: close-set within one unit (days of a month, months of a year,
years), spaced otherwise. Where the ends differ in their qualifiers or are not exactly known, words() says
"from … to …", so that "about" and "perhaps" fall on their own end only.

The other way round, `other_spellings` reads the dates that people write instead of EDTF.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tui.timeline.dates.calendar import DAY, MONTHS, civil, days_in_month

if TYPE_CHECKING:
    from tui.timeline.dates.edtf import EdtfDate
    from tui.timeline.dates.single import SingleDate

_CLOSE = "\N{EN DASH}"
_SPACED = " \N{EN DASH} "
_ONE = r"(?:[0-9]{4}(?:-(?:0[0-9]|1[0-2]|XX)(?:-[0-3][0-9]|-XX)?)?|[0-9]{3}X|[0-9]{2}XX)[?~%]?"
_USUAL = re.compile(rf"{_ONE}|(?:{_ONE}|\.\.)/(?:{_ONE}|\.\.)")


def date_words(date: EdtfDate) -> str:
    """Say a date in full, for reading."""
    start, end = date.start, date.end
    if not _USUAL.fullmatch(date.text):
        return date.text
    if start is None:
        return "undated" if end is None else _in_words(end, *_until(end))
    if end is None:
        return _in_words(start, f"from {_vagueness(start, within=True)}", _named(start), " on")
    if start.text == end.text:
        return _in_words(start, _vagueness(start), _named(start))
    if _qualifiers(start) == _qualifiers(end) and not (_vagueness(start) or _vagueness(end)):
        return _in_words(start, "", _range(start, end))
    since = _in_words(start, _vagueness(start, within=True), _named(start, beside=end))
    until = _in_words(end, _vagueness(end, within=True), _named(end))
    return f"from {since} to {until}"


def short_words(date: EdtfDate) -> str:
    """Say a date in few cells, for a column: `~` for about, a trailing `?` for perhaps."""
    start, end = date.start, date.end
    if not _USUAL.fullmatch(date.text):
        return date.text
    if start is None:
        return "undated" if end is None else _in_short(end, *_until(end, brief=True))
    if end is None:
        return _in_short(start, f"from {_vagueness(start, brief=True)}", _named(start, brief=True))
    if start.text == end.text:
        return _in_short(start, _vagueness(start, brief=True), _named(start, brief=True))
    if _qualifiers(start) == _qualifiers(end) and not (_vagueness(start) or _vagueness(end)):
        return _in_short(start, "", _range(start, end, brief=True))
    since = _in_short(start, _vagueness(start, brief=True), _named(start, beside=end, brief=True))
    until = _in_short(end, _vagueness(end, brief=True), _named(end, brief=True))
    return f"{since}{_SPACED}{until}"


def _in_words(single: SingleDate, lead: str, named: str, tail: str = "") -> str:
    """Qualify a name: the doubt comes before the preposition, the estimate after it."""
    perhaps, about = _qualifiers(single)
    return f"{'perhaps ' * perhaps}{lead}{'about ' * about}{named}{tail}"


def _in_short(single: SingleDate, lead: str, named: str) -> str:
    perhaps, about = _qualifiers(single)
    return f"{lead}{'~' * about}{named}{'?' * perhaps}"


def _qualifiers(single: SingleDate) -> tuple[bool, bool]:
    return single.uncertain, single.approximate


def _vagueness(single: SingleDate, *, within: bool = False, brief: bool = False) -> str:
    """Say what an X hides, ahead of what is known; `within` a longer phrase a century needs a noun."""
    if single.precision == "century":
        return "" if brief else "some time between " if within else "between "
    if single.text[8:10] == "XX" or single.text[4:10] == "-XX-XX":
        return "a day in "
    return "a month in " if single.text[5:7] == "XX" else ""


def _named(single: SingleDate, *, beside: SingleDate | None = None, brief: bool = False) -> str:
    """Name what is known of a date, less the month and year that `beside`, said next, repeats."""
    first_year, first_month, first_day = civil(single.first // DAY)
    year = _year(first_year)
    if single.precision == "century":
        return f"{year}{_CLOSE if brief else ' and '}{_year(civil(single.last // DAY)[0])}"
    if single.precision == "decade":
        return f"{year}s"
    if single.precision == "year":
        return year
    month = _month(first_month, brief)
    parts = [month, year] if single.precision == "month" else [str(first_day), month, year]
    if beside is not None and beside.precision in ("day", "month") and civil(beside.first // DAY)[0] == first_year:
        del parts[-1]
        if single.precision == "day" and beside.precision == "day" and civil(beside.first // DAY)[1] == first_month:
            del parts[-1]
    return " ".join(parts)


def _range(start: SingleDate, end: SingleDate, *, brief: bool = False) -> str:
    """Join two ends that share their qualifiers."""
    since, until = _named(start, beside=end, brief=brief), _named(end, brief=brief)
    # A start that was cut to one word shares all else with the end.
    close = start.precision == end.precision and " " not in since.removeprefix("AD ")
    return f"{since}{_CLOSE if close else _SPACED}{until}"


def _until(end: SingleDate, *, brief: bool = False) -> tuple[str, str]:
    """Say an open start as preposition and name: before the month or year that follows, else by the day."""
    year, month, day = civil(end.last // DAY)
    if day < days_in_month(year, month):
        return "by ", _named(end, brief=brief)
    if month == 12:
        return "before ", _year(year + 1)
    return "before ", f"{_month(month + 1, brief)} {_year(year)}"


def _month(number: int, brief: bool) -> str:
    return MONTHS[number - 1][:3] if brief else MONTHS[number - 1]


def _year(number: int) -> str:
    """Years of fewer than four digits would read as days or prices."""
    return str(number) if number >= 1000 else f"AD {number}"

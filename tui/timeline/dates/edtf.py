"""Dates as sources know them: a profile of EDTF, with exact day bounds.

The profile is level 0 and part of level 1 of the Extended Date/Time Format, now ISO 8601-2:2019
(https://www.loc.gov/standards/datetime/): days, months and years from 0001 to 9999; intervals `a/b`, open as
`../b` and `a/..`, with `../..` for undated; the qualifiers `?`, `~` and `%` at the end of a date; unspecified
digits from the right (`2022-11-XX`, `2022-XX`, `202X`, `20XX`). The rest of EDTF is refused by name.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache
from typing import Literal

from tui.text.frozen import Frozen
from tui.timeline.dates import words as date_words

Precision = Literal["day", "month", "year", "decade", "century", "undated"]

_BEFORE_ALL = date.min.toordinal() - 1
_AFTER_ALL = date.max.toordinal() + 1
# The days of three centuries: a timeline of a million events parses each date but once.
_CACHED_DATES = 1 << 17

_DATE = re.compile(r"(?:([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}|XX))?|-XX(?:-XX)?)?|([0-9]{3})X|([0-9]{2})XX)[?~%]?")


class EdtfError(ValueError):
    """A text that is no date of the profile. Its str() is "problem; remedy"."""

    def __init__(self, position: int, problem: str, remedy: str) -> None:
        """Keep all three as args, so that the error survives pickling."""
        super().__init__(position, problem, remedy)
        self.position = position
        """Offset of the offending part in the text, from 0 to its length."""
        self.problem = problem
        """What is wrong."""
        self.remedy = remedy
        """What would be right."""

    def __str__(self) -> str:
        """Say both in one line."""
        return f"{self.problem}; {self.remedy}"


class SingleDate(Frozen):
    """A date that stands alone or at one end of an interval."""

    text: str
    """As written, with its qualifier."""
    earliest: date
    """The first day that it can mean."""
    latest: date
    """The last day that it can mean."""
    precision: Precision
    """The smallest unit that is known: "month" for `2022-11-XX` as for `2022-11`."""

    @property
    def uncertain(self) -> bool:
        """Whether its source is in doubt: `?` or `%`."""
        return self.text[-1] in "?%"

    @property
    def approximate(self) -> bool:
        """Whether it is an estimate: `~` or `%`."""
        return self.text[-1] in "~%"


class EdtfDate(Frozen):
    """A date or an interval. Made by `parse`, which is what keeps its fields consistent."""

    text: str
    """As written: dates that mean the same and are written differently are not equal."""
    start: SingleDate | None
    """The date, or the start of the interval; None when the start is open."""
    end: SingleDate | None
    """The date again, or the end of the interval; None when the end is open."""

    @staticmethod
    def parse(text: str) -> EdtfDate:
        """Read a date exactly as written; blanks around it are an error too.

        Raises:
            EdtfError: the text is outside the profile, impossible, or an interval that ends before it starts.
        """
        return _parse(text)

    def __str__(self) -> str:
        """Give the text back as it was written."""
        return self.text

    @property
    def earliest(self) -> date | None:
        """The first possible day; None when the start is open. Qualifiers never widen the bounds."""
        return None if self.start is None else self.start.earliest

    @property
    def latest(self) -> date | None:
        """The last possible day; None when the end is open."""
        return None if self.end is None else self.end.latest

    @property
    def precision(self) -> Precision:
        """Precision of the start, or of the end where the start is open."""
        known = self.start or self.end
        return "undated" if known is None else known.precision

    @property
    def is_interval(self) -> bool:
        """Whether it was written with a slash, `../..` included."""
        return "/" in self.text

    @property
    def is_undated(self) -> bool:
        """Whether both ends are open."""
        return self.start is None and self.end is None

    @property
    def uncertain(self) -> bool:
        """Whether either end carries `?` or `%`."""
        return any(end is not None and end.uncertain for end in (self.start, self.end))

    @property
    def approximate(self) -> bool:
        """Whether either end carries `~` or `%`."""
        return any(end is not None and end.approximate for end in (self.start, self.end))

    @property
    def sort_key(self) -> tuple[int, int]:
        """Ordinals of the bounds; an open start is before all days, an open end after all."""
        return _span(self.earliest, self.latest)

    def possibly_within(self, first: date | None, last: date | None) -> bool:
        """Whether some possible day lies from `first` to `last`, both included; None is unbounded."""
        earliest, latest = self.sort_key
        low, high = _span(first, last)
        return low <= high and earliest <= high and low <= latest

    def certainly_within(self, first: date | None, last: date | None) -> bool:
        """Whether every possible day lies from `first` to `last`, both included; None is unbounded."""
        earliest, latest = self.sort_key
        low, high = _span(first, last)
        return low <= earliest and latest <= high

    def words(self) -> str:
        """Say the date in English, with its qualifiers: "about November 2022"."""
        return date_words.words(self)

    def short(self) -> str:
        """Say it in few cells, for a column: "~Nov 2022". Usual dates take 18 at most."""
        return date_words.short(self)


def _span(first: date | None, last: date | None) -> tuple[int, int]:
    return (
        _BEFORE_ALL if first is None else first.toordinal(),
        _AFTER_ALL if last is None else last.toordinal(),
    )


@lru_cache(maxsize=_CACHED_DATES)
def _parse(text: str) -> EdtfDate:
    start_text, slash, end_text = text.partition("/")
    start = _single(start_text)
    if not slash:
        if start is None:
            raise _refusal(text)
        return EdtfDate(text, start, start)
    end = _single(end_text)
    if (start is None and start_text != "..") or (end is None and end_text != ".."):
        raise _refusal(text)
    if start is not None and end is not None and start.earliest > end.latest:
        swapped = f"write {end_text}/{start_text}"
        raise EdtfError(len(start_text) + 1, "the interval ends before it starts", swapped)
    return EdtfDate(text, start, end)


def _single(text: str) -> SingleDate | None:
    """Read a date without a slash; None when it is not of the profile or not in the calendar."""
    found = _DATE.fullmatch(text)
    if found is None:
        return None
    year, month, day, decade, century = found.groups()
    try:
        if day is not None and day != "XX":
            only = date(int(year), int(month), int(day))
            return SingleDate(text, only, only, "day")
        if month is not None:
            first = date(int(year), int(month), 1)
            return SingleDate(text, first, first.replace(day=monthrange(first.year, first.month)[1]), "month")
        precision: Precision = "year" if year else "decade" if decade else "century"
        lowest = int(year or f"{decade or century:0<4}")
        highest = int(year or f"{decade or century:9<4}")
        return SingleDate(text, date(lowest, 1, 1), date(highest, 12, 31), precision)
    except ValueError:
        return None


# From here on: what is wrong with a text that did not parse. Messages repeat only the plain characters that
# the patterns let through, so that they are safe to show.

_OUTSIDE = "not in this profile"
_YEARS = "write a year from 0001 to 9999"
_FORMS = "write YYYY-MM-DD, YYYY-MM, YYYY or an interval START/END"

_ISO = r"[0-9]{4}(?:-[0-9]{2}){0,2}[?~%]?"
_REFUSED = (
    # What a date may be taken for, by its shape; `at` is the part at fault. A qualifier may follow.
    # A remedy that begins with a field is a date to offer.
    (r"\.\.(?P<at>[?~%]+)", "an open end takes no qualifier", "write .. alone"),
    (
        r"(?P<at>\.\.)",
        "an open end needs a slash and the other end",
        "write ../2022, 2022/.. or ../.. for undated",
    ),
    (
        r"(?P<at>(?i:open|unknown))",
        "open and unknown ends are not written in words",
        "write .. for an open end",
    ),
    (
        r"(?P<head>[0-9X-]{4,}+)[?~%]?(?P<at>[Tt ][0-9]{1,2}(?::?[0-9]{2})*(?:[Zz]|[+-][0-9:]+)?)",
        f"times of day are {_OUTSIDE}",
        "{head}",
    ),
    (
        rf"(?P<head>{_ISO})(?P<at>\s*(?:[-\u2013\u2014]|\bto\b|\.\.)\s*)(?P<tail>{_ISO})",
        "the ends of an interval are joined by a slash",
        "{head}/{tail}",
    ),
    (
        r"Y?-?[0-9]+(?:E[0-9]+)?(?P<at>S[0-9]+)",
        f"significant digits are {_OUTSIDE}",
        "write X for the unknown digits of a year, such as 195X",
    ),
    (r"(?P<at>-?Y?-?[0-9]+E-?[0-9]+)", f"exponents are {_OUTSIDE}", _YEARS),
    (r"(?P<at>-?Y-?[0-9]+)", f"years written with Y are {_OUTSIDE}", _YEARS),
    (r"(?P<at>-[0-9]++)(?:-[0-9X]{2}){0,2}", f"negative years are {_OUTSIDE}", _YEARS),
    (r"(?P<at>0000|000X|00XX)(?:-[0-9X]{2}){0,2}", f"the year 0000 is {_OUTSIDE}", _YEARS),
    (
        r"(?P<head>[0-9]{4})-(?P<at>2[1-9]|3[0-9]|4[01])",
        f"seasons are {_OUTSIDE}",
        "write an interval of months, such as {head}-03/{head}-05",
    ),
    (
        r"[0-9]{4}-(?P<at>00|1[3-9]|[2-9][0-9])(?:-[0-9X]{2})?",
        "there is no month {at}",
        "write a month from 01 to 12",
    ),
)


def _refusal(text: str) -> EdtfError:
    """Say what is wrong with a text that did not parse."""
    if not text:
        return EdtfError(0, "the date is empty", f"{_FORMS}, or ../.. for undated")
    for position, character in enumerate(text):
        if character.isdigit() and not character.isascii():
            return EdtfError(position, "a digit is not ASCII", "write the digits 0 to 9")
    if bracket := re.search(r"[\[\]{}]", text):
        return EdtfError(bracket.start(), f"sets of dates are {_OUTSIDE}", "write an interval START/END")
    start, slash, end = text.partition("/")
    if not slash:
        return _refuse_single(text)
    if error := _refuse_typed(text):
        return error
    if "/" in end:
        return EdtfError(len(start) + 1 + end.index("/"), "a date has one slash at most", "write START/END")
    if not start:
        return EdtfError(0, f"an unknown start is {_OUTSIDE}", "write .. for an open start")
    if not end:
        return EdtfError(len(text), f"an unknown end is {_OUTSIDE}", "write .. for an open end")
    if start != ".." and _single(start) is None:
        return _refuse_single(start)
    error = _refuse_single(end)
    return EdtfError(len(start) + 1 + error.position, error.problem, error.remedy)


def _refuse_single(text: str) -> EdtfError:
    """Say what is wrong with a date, or with one end of an interval."""
    for pattern, problem, remedy in _REFUSED:
        if found := re.fullmatch(pattern + r"[?~%]?", text):
            parts = found.groupdict()
            right = remedy.format(**parts)
            right = _offer(right) if remedy.startswith("{") else right
            return EdtfError(found.start("at"), problem.format(**parts), right)
    if error := _refuse_day(text) or _refuse_qualifier(text) or _refuse_unspecified(text) or _refuse_typed(text):
        return error
    if blank := re.fullmatch(r"[0-9X?~%.-]*+(\s)[0-9X?~%.\s-]*", text):
        return EdtfError(blank.start(1), "a date has no blanks in it", "leave them out")
    read = _DATE.match(text)
    return EdtfError(read.end() if read else 0, "not a date in this EDTF profile", _FORMS)


def _offer(candidate: str) -> str:
    """Tell to write the candidate if it is a date, else what dates look like."""
    try:
        return f"write {_parse(candidate)}"
    except EdtfError:
        return _FORMS


def _refuse_day(text: str) -> EdtfError | None:
    """Refuse a day that its month does not have; the month itself is known to be right."""
    if not (found := re.fullmatch(r"([0-9]{4})-([0-9]{2})-([0-9]{2})[?~%]?", text)):
        return None
    year, month, day = found.groups()
    days = monthrange(int(year), int(month))[1]
    name = f"{date_words.MONTHS[int(month) - 1]} {int(year)}"
    return EdtfError(8, f"there is no day {day}: {name} has {days} days", f"write a day from 01 to {days}")


def _refuse_qualifier(text: str) -> EdtfError | None:
    """Refuse qualifiers of parts of a date (EDTF level 2), and more than one."""
    early = re.search(r"[?~%](?=.)", text)
    if early is None or not re.fullmatch(r"[?~%]*[0-9X][0-9X?~%-]*", text):
        return None
    bare, marks = re.sub(r"[?~%]", "", text), re.sub(r"[^?~%]", "", text)
    remedy = _offer(bare + (marks[0] if len(set(marks)) == 1 else "%"))
    if re.fullmatch(r"[?~%]+", text[early.start() :]):
        return EdtfError(early.end(), "a date takes one qualifier", remedy)
    return EdtfError(early.start(), f"qualifiers of one part of a date are {_OUTSIDE}", remedy)


def _refuse_unspecified(text: str) -> EdtfError | None:
    """Refuse a small X, and one not on the right or for half a month or day (EDTF level 2)."""
    large = text.replace("x", "X")
    found = re.fullmatch(r"([0-9X]{4})(?:-([0-9X]{2}))?(?:-([0-9X]{2}))?([?~%]?)", large)
    if found is None:
        return None
    if _single(large):
        return EdtfError(text.index("x"), "an unknown digit is a large X", f"write {large}")
    year, month, day, mark = found.groups()
    if year == "XXXX":
        nearest, mark = "../..", " for undated"
    elif _single(year) and "X" in year:
        nearest = year
    elif "X" in year:
        nearest = f"{max(year.replace('X', '0'), '0001')}/{year.replace('X', '9')}"
    elif "X" in month:
        nearest = f"{year}-XX-XX" if day else f"{year}-XX"
    else:
        nearest = f"{year}-{month}-XX"
    problem = "X stands for a whole month or day, or for the last one or two digits of a year"
    return EdtfError(large.index("X"), problem, f"write {nearest}{mark}")


def _refuse_typed(text: str) -> EdtfError | None:
    """Refuse a date as people write it, naming the EDTF for it: both, where day and month may be swapped."""
    for problem, meant in date_words.other_spellings(text):
        if real := [candidate for candidate in meant if _single(candidate)]:
            return EdtfError(0, problem, f"write {' or '.join(real)}")
    return None

"""Dates in English words: in full for reading, and in short for a column.

Doubt and duration have words of their own. A date that is one moment somewhere in a span is "some day of 1–8 November
2022", in short "1–8 Nov 2022"; one that lasted is "from 1 to 8 November 2022", in short "1 → 8 Nov 2022". An en dash is
close-set where one word stands before it.

A qualifier of the whole date is "perhaps" and "about", in short a `?` behind it and a `~` before it. In full, one of a
part is named in brackets: "11 June 2004 (year uncertain)". Unspecified digits that have no name, as in `1XX3`, are
worded by the first and the last day that they allow, and so are years of which only some digits are significant:
"1950 (some year of 1900–1999)".

All of these words can be typed in a query: `tui.timeline.dates.typed` reads them back as the same span of time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.timeline.dates.names import CLOSE_DASH, SPACED_DASH, is_one_word, name_of
from tui.timeline.dates.single import Precision, SingleDate, read_single

if TYPE_CHECKING:
    from tui.timeline.dates.edtf import EdtfDate
    from tui.timeline.dates.sets import SetMember

ARROW = "\N{RIGHTWARDS ARROW}"
"""Joins the ends of a time that lasted, in short."""

_PARTS = "year", "month", "day", "time"
# The word for the smallest unit in which either end of a range is known; a year for all that is longer.
_UNITS: dict[str, set[Precision]] = {
    "moment": {"second", "minute", "hour"},
    "day": {"day"},
    "month": {"month"},
    "part": {"season"},
}


def date_words(date: EdtfDate) -> str:
    """Return a date in full, for reading."""
    return _phrase(date, brief=False)


def short_words(date: EdtfDate) -> str:
    """Return a date in few cells, for a column. Usual dates take 19 at most."""
    return _phrase(date, brief=True)


def _phrase(date: EdtfDate, *, brief: bool) -> str:
    if date.members:
        return _set(date, brief)
    start, slash, end = date.text.partition("/")
    if slash and (start != end or ".." in start):
        return "undated" if date.is_undated else _interval(date, brief)
    return "undated" if date.start is None else _single(date.start, brief)


def _single(
    single: SingleDate, brief: bool, *, beside: SingleDate | None = None, after: SingleDate | None = None
) -> str:
    """Return a date with its qualifiers. The doubt stands before the preposition, the estimate after it."""
    if not _is_qualified(single):
        return "".join(name_of(single, brief=brief, beside=beside, after=after))
    notes = "" if brief or single.is_plain else _partial_qualifiers(single)
    lead, name = name_of(single, brief=brief, beside=None if notes else beside, after=after)
    if brief:
        return f"{lead}{'~' * single.approximate}{name}{'?' * single.uncertain}"
    if notes:
        return f"{lead}{name} ({notes})"
    return f"{'perhaps ' * single.uncertain}{lead}{'about ' * single.approximate}{name}"


def _partial_qualifiers(single: SingleDate) -> str:
    """Name the parts that are qualified and how; empty where they all are and in the same way."""
    parts = single.parts
    written = [name for name, text in zip(_PARTS, (*parts.date, parts.time), strict=True) if text]
    qualified = dict(zip(written, parts.qualifiers, strict=False))
    if len(set(qualified.values())) == 1:
        return ""
    notes = []
    for qualifier, words in (("?", "uncertain"), ("~", "approximate"), ("%", "uncertain and approximate")):
        names = [name for name, of_name in qualified.items() if of_name == qualifier]
        if names:
            notes.append(f"{_listed(names, 'and')} {words}")
    return ", ".join(notes)


def _interval(date: EdtfDate, brief: bool) -> str:
    start_text, _, end_text = date.text.partition("/")
    start, end = date.start, date.end
    since = until = ""
    if start is not None:
        since = _endpoint(start_text, start, brief, beside=end)
    if end is not None:
        until = _endpoint(end_text, end, brief, after=start)
    if brief:
        before, after = since or "?" * (not start_text), until or "?" * (not end_text)
        return f"{before} {ARROW} {after}".strip()
    if start is None and start_text:
        return f"until {until}"
    if end is None and end_text:
        return f"from {since} on"
    return f"from {since or 'an unknown date'} to {until or 'an unknown date'}"


def _endpoint(
    text: str, date: SingleDate, brief: bool, *, beside: SingleDate | None = None, after: SingleDate | None = None
) -> str:
    """Return one end of an interval, which may be open itself: `..2022` is 2022 or earlier."""
    if text.startswith(".."):
        return f"{_single(date, brief)} or earlier"
    if text.endswith(".."):
        return f"{_single(date, brief)} or later"
    return _single(date, brief, beside=beside, after=after)


def _set(date: EdtfDate, brief: bool) -> str:
    members = date.members
    if date.is_one_of and len(members) == 1 and members[0].is_range and members[0].start and members[0].end:
        return _some_of(members[0].start, members[0].end, brief)
    words = []
    for position, member in enumerate(members):
        before = members[position - 1].end if position else None
        following = members[position + 1].start if position + 1 < len(members) else None
        words.append(_member(member, brief, date.is_one_of, beside=following, after=before))
    return _listed(words, "or" if date.is_one_of else "and")


def _some_of(start: SingleDate, end: SingleDate, brief: bool) -> str:
    """Return a range of which one unit is meant. A qualifier that both ends share stands once."""
    shared, start, end = _without_shared_qualifier(start, end)
    uncertain, approximate = shared in ("?", "%"), shared in ("~", "%")
    words = _range(start, end, brief)
    if brief:
        return f"{'~' * approximate}{words}{'?' * uncertain}"
    unit = next((unit for unit, precisions in _UNITS.items() if {start.precision, end.precision} & precisions), "year")
    return f"{'perhaps ' * uncertain}some {unit} of {'about ' * approximate}{words}"


def _without_shared_qualifier(start: SingleDate, end: SingleDate) -> tuple[str, SingleDate, SingleDate]:
    """Return the one qualifier that two dates have, and the dates without it; or an empty one, and the dates."""
    qualifier = start.text[-1]
    if qualifier in "?~%" and end.text[-1] == qualifier:
        bare_start, bare_end = read_single(start.text[:-1]), read_single(end.text[:-1])
        if bare_start and bare_end and not (_is_qualified(bare_start) or _is_qualified(bare_end)):
            return qualifier, bare_start, bare_end
    return "", start, end


def _is_qualified(single: SingleDate) -> bool:
    return single.uncertain or single.approximate


def _member(
    member: SetMember, brief: bool, is_one_of: bool, *, beside: SingleDate | None, after: SingleDate | None
) -> str:
    start, end = member.start, member.end
    if start is None:
        last = "" if end is None else _single(end, brief)
        return f"{last} or earlier" if is_one_of else f"all until {last}"
    if end is None:
        first = _single(start, brief)
        return f"{first} or later" if is_one_of else f"all from {first} on"
    if not member.is_range:
        return _single(start, brief, beside=beside, after=after)
    words = _range(start, end, brief)
    return words if is_one_of else f"all of {words}"


def _range(start: SingleDate, end: SingleDate, brief: bool) -> str:
    first, last = _single(start, brief, beside=end), _single(end, brief, after=start)
    is_close = start.precision == end.precision and is_one_word(first) and not last.startswith(("about ", "perhaps "))
    return f"{first}{CLOSE_DASH if is_close else SPACED_DASH}{last}"


def _listed(words: list[str], conjunction: str) -> str:
    return f"{', '.join(words[:-1])} {conjunction} {words[-1]}" if len(words) > 1 else words[0]

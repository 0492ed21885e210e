"""Dates in words, as files have them: `c. 383`, `Between 47 and 50`, `1400–400 BCE`, `junio 2020`, `2019年12月1日`.

Where people type a date to search by, all of its time is meant; here a date becomes EDTF, which keeps doubt and
duration apart. "Between", "or" and a slash between years are doubt; a dash and "to" are duration; "and" and "&" are
several dates. Nothing is filled in that is not written: a day without a year is no date.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from tui.timeline.dates.calendar import DAY, civil, day_number
from tui.timeline.dates.edtf import EdtfDate
from tui.timeline.dates.time_range import year_text
from tui.timeline.formats.found_single import AD, BC, DAY_OF_MONTH, ERA, DateParts, plain, read_single

_CIRCA = re.compile(
    r"(?:c\.? ?(?=[0-9])|ca\.? |circa ?[0-9]*[dmy]? |about |around |approx(?:imately)?\.? ?|~ ?|± ?"
    r"|vers |env(?:iron)?\.? |hacia |alrededor de |cerca de |um |gegen |etwa |c\. )"
)
_DOUBT = re.compile(r"(?:probably |possibly |perhaps |maybe |uncertain:? |peut-être |probablement |vielleicht )")
_BETWEEN = re.compile(r"(?:between|entre|zwischen) (.+?) (?:and|et|y|und|&) (.+)")
_OR = re.compile(r" (?:or|ou|oder|o) ")
_DASH = re.compile(r" ?[–—→] ?| - | (?:to|until|till|through|bis|hasta|jusqu'à|jusqu'au|au|al) ")
_HYPHEN = re.compile(r"(?<=[\w.])-(?=\w)")
_AND = re.compile(r" ?& ?| (?:and|et|y|und) |; ?")
_OPEN_ENDS = re.compile(r"(?:now|present|today|ongoing|onwards?|heute|aujourd'hui|hoy|presente|\.\.)?")
_SIDED = re.compile(
    r"(?P<since>since|from|depuis|desde|seit|ab)|(?P<until>until|till|jusqu'(?:à|en|au)|hasta|bis)"
    r"|(?P<before>before|avant|antes de|vor)|(?P<after>after|après|después de|nach)"
)
_YEARLIKE = re.compile(rf"[0-9]{{3,}}|[0-9] ?(?:{BC}|{AD})|centur|siècle|siecle|siglo|jahrhundert|millen")
_RELATIVE = re.compile(r"\b(?:ago|today|yesterday|tomorrow|last|this|next|il y a|hace)\b")


@lru_cache(maxsize=1 << 14)
def date_in_words(text: str, order: str = "dmy") -> str | None:
    """Return a date as EDTF; None if it is not understood.

    Args:
        text: the date as it was found.
        order: the order of day and month in digits: "dmy" or "mdy".
    """
    if len(text) > 200:
        return None
    found = _read(plain(text), order)
    if found is not None and EdtfDate.try_parse(found) is not None:
        return found
    return _typed(text)


def _read(text: str, order: str) -> str | None:
    if not text or not any(character.isdigit() for character in text):
        return None
    text = re.sub(r"^(?:on|in|en|el|le|am|im|the) (?=[\w~])", "", text)
    if between := _BETWEEN.fullmatch(text):
        return _joined(between[1], between[2], "[{}..{}]", order)
    qualifier = ""
    if circa := _CIRCA.match(text):
        text, qualifier = text[circa.end() :], "~"
    if doubt := _DOUBT.match(text):
        text, qualifier = text[doubt.end() :], "%" if qualifier else "?"
    if text.endswith(("?", "(?)")):
        text, qualifier = text.removesuffix("(?)").rstrip("? "), "%" if qualifier else "?"
    found = _unqualified(text, order)
    return _qualified(found, qualifier) if found and qualifier else found


def _unqualified(text: str, order: str) -> str | None:
    if single := read_single(text, order):
        return single.edtf
    if (sided := _SIDED.match(text)) and text[sided.end() : sided.end() + 1] == " ":
        return _one_sided(text[sided.end() + 1 :], sided, order)
    for separator, form in ((_OR, "[{},{}]"), (_DASH, "{}/{}"), (_HYPHEN, "{}/{}")):
        for split in separator.finditer(text):
            left, right = text[: split.start()].strip(), text[split.end() :].strip()
            if form == "{}/{}" and _OPEN_ENDS.fullmatch(right) and (start := _qualified_single(left, order)):
                return f"{start}/.."
            if found := _joined(left, right, form, order):
                return found
    if years := re.fullmatch(rf"([0-9]{{1,4}})/([0-9]{{1,4}})(?: {ERA})?", text):
        # Two years with a slash are one of both: 446/445 BCE.
        era = text[years.end(2) :]
        return _joined(years[1] + era, years[2] + era, "[{},{}]", order)
    members = _AND.split(text)
    if 1 < len(members) <= 31:
        return _all_of(members, order)
    commas = text.split(", ")
    return _all_of(commas, order) if 1 < len(commas) <= 31 else None


def _qualified(found: str, qualifier: str) -> str | None:
    """Return a date with a qualifier behind each of its ends."""
    if found[0] in "[{":
        marked = re.sub(r"[0-9X](?=\.\.|,|[\]}])", lambda match: match[0] + qualifier, found)
        return marked if EdtfDate.try_parse(marked) else found
    ends = [end if end in ("", "..") or end[-1] in "?~%" else end + qualifier for end in found.split("/")]
    return "/".join(ends)


def _qualified_single(text: str, order: str) -> str | None:
    """Return one date, which may be approximate."""
    qualifier = ""
    if circa := _CIRCA.match(text):
        text, qualifier = text[circa.end() :], "~"
    single = read_single(text, order)
    edtf = single.edtf if single else None
    return edtf + qualifier if edtf else None


def _joined(left: str, right: str, form: str, order: str) -> str | None:
    """Return two dates in one form. The first may leave out what the second one says."""
    marks = ["", ""]
    for position, text in enumerate((left, right)):
        if circa := _CIRCA.match(text):
            marks[position] = "~"
            left, right = (left[circa.end() :], right) if position == 0 else (left, right[circa.end() :])
    last = read_single(right, order)
    if last is None:
        return None
    if last.year is None:
        return _same_year(left, last, form, order, marks)
    first = _completed(left, last, order)
    if first is None:
        return None
    start, end = first.edtf, last.edtf
    if start is None or end is None:
        return None
    if start == end and not any(marks):
        return start
    made = form.format(start + marks[0], end + marks[1])
    return made if EdtfDate.try_parse(made) else None


def _same_year(left: str, last: DateParts, form: str, order: str, marks: list[str]) -> str | None:
    """Return a range whose end leaves out what its start says: `March 3 – May 5` of a year before it, `1914-18`."""
    first = read_single(left, order)
    if first is None or first.year is None or first.month is None or last.day is None:
        return None
    last = last._replace(year=first.year, month=last.month or first.month)
    start, end = first.edtf, last.edtf
    made = form.format(f"{start}{marks[0]}", f"{end}{marks[1]}") if start and end else ""
    return made if made and EdtfDate.try_parse(made) else None


def _completed(left: str, last: DateParts, order: str) -> DateParts | None:
    """Return the first of two dates, with the month, year and era of the second where it has none."""
    if re.fullmatch(DAY_OF_MONTH, left) and last.day and last.month:
        return DateParts(last.year, last.month, int(re.sub("[^0-9]", "", left)))
    first = read_single(left, order)
    if first is None:
        return None
    if first.year is None:
        return first._replace(year=last.year)
    assert last.year is not None
    if last.has_era and not first.has_era and last.year <= 0:
        return first._replace(year=1 - first.year)
    return first


def _all_of(texts: list[str], order: str) -> str | None:
    """Return several dates as a set, of which the earlier ones may leave out what the last one says."""
    last = read_single(texts[-1].strip(), order)
    if last is None or last.year is None:
        return None
    members: list[str] = []
    for text in reversed(texts):
        parts = last if not members else _completed(text.strip(), last, order)
        edtf = parts.edtf if parts else None
        if edtf is None or parts is None:
            return None
        members.append(edtf)
        last = parts
    members.reverse()
    return members[0] if len(set(members)) == 1 else f"{{{','.join(dict.fromkeys(members))}}}"


def _one_sided(text: str, sided: re.Match[str], order: str) -> str | None:
    edtf = _qualified_single(text, order)
    if edtf is None:
        if sided["since"]:
            return _unqualified(text, order)  # "from 3 to 5 May 2020"
        return None
    if sided["since"]:
        return f"{edtf}/.."
    if sided["until"]:
        return f"../{edtf}"
    bounds = EdtfDate.parse(edtf).bounds
    if sided["before"]:
        return f"[..{_day(bounds.earliest_start // DAY - 1)}]"
    return f"[{_day(bounds.latest_end // DAY + 1)}..]"


def _day(number: int) -> str:
    year, month, day = civil(number)
    return f"{year_text(year)}-{month:02}-{day:02}"


# What only the reader of typed dates knows: centuries, seasons, parts of years


def _typed(text: str) -> str | None:
    folded = plain(text)
    if _RELATIVE.search(folded) or not _YEARLIKE.search(folded) or folded.isdigit():
        return None
    from tui.timeline.dates.typed import TypedDateError, typed_range

    try:
        first, last = typed_range(re.sub(r"(?<![0-9])([0-9]{3})(?![0-9])", r"0\1", folded), date(1, 1, 1))
    except TypedDateError:
        return None
    if first is None or last is None:
        return None
    return _range_text(first, last)


def _range_text(first: int, last: int) -> str | None:
    """Return some time between two seconds as EDTF: a unit that is just this, else one of a range of days."""
    if first % DAY or (last + 1) % DAY:
        return None
    start, end = civil(first // DAY), civil(last // DAY)
    if start[1:] == (1, 1) and end[1:] == (12, 31):
        years = end[0] - start[0]
        if not years:
            return year_text(start[0])
        if years == 9 and start[0] >= 0 and start[0] % 10 == 0:
            return f"{year_text(start[0])[:-1]}X"
        return f"[{year_text(start[0])}..{year_text(end[0])}]"
    if start == end:
        return f"{year_text(start[0])}-{start[1]:02}-{start[2]:02}"
    if start[2] == 1 and last // DAY + 1 == day_number(end[0] + end[1] // 12, end[1] % 12 + 1, 1):
        one, other = (f"{year_text(year)}-{month:02}" for year, month, _ in (start, end))
        return one if one == other else f"[{one}..{other}]"
    return f"[{_day(first // DAY)}..{_day(last // DAY)}]"

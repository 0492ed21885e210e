"""Dates in words, as files have them: `c. 383`, `Between 47 and 50`, `1400–400 BCE`, `junio 2020`, `2019年12月1日`.

Where people type a date to search by, all of its time is meant; here a date becomes EDTF, which keeps doubt and
duration apart. "Between", "or" and a slash between years are doubt; a dash and "to" are duration; "and" and "&" are
several dates. Nothing is filled in that is not written: a day without a year is no date.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from functools import cache, lru_cache
from typing import NamedTuple

from tui.timeline.dates.calendar import DAY, civil, day_number
from tui.timeline.dates.edtf import EdtfDate

MONTHS: dict[str, int] = {}
for _number, _names in enumerate(
    (
        "january jan janvier janv jan enero ene januar jänner janeiro gennaio gen",
        "february feb février fevrier févr fév fev febrero februar fevereiro febbraio",
        "march mar mars marzo märz maerz mär março marco",
        "april apr avril avr abril abr aprile",
        "may mai mayo maio maggio mag",
        "june jun juin junio juni junho giugno giu",
        "july jul juillet juil julio juli julho luglio lug",
        "august aug août aout aoû agosto ago",
        "september sep sept septembre septiembre setiembre setembro settembre set",
        "october oct octobre octubre oktober okt outubro out ottobre ott",
        "november nov novembre noviembre novembro",
        "december dec décembre decembre déc diciembre dic dezember dez dezembro dicembre",
    ),
    start=1,
):
    MONTHS.update(dict.fromkeys(_names.split(), _number))

_BC = r"b\.? ?c\.?(?: ?e\.?)?|av\.? ?j\.?-? ?c\.?|avant j\.?-? ?c\.?|a\.? ?(?:de )?c\.|v\. ?chr\.?|vor christus"
_AD = r"a\.? ?d\.?|c\.? ?e\.?|apr?\.? ?j\.?-? ?c\.?|après j\.?-? ?c\.?|d\. ?(?:de )?c\.|n\. ?chr\.?|nach christus"
_ERA = rf"(?:(?P<bc>{_BC})|(?P<ad>{_AD}))"
_MONTH = "(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\.?"
_YEAR = r"(?P<year>[0-9]{1,7})"
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th|er|º|\.)?"
_WEEKDAY = (
    r"(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday"
    r"|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo"
    r"|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)\.?,? "
)
_OF = r"(?:,? | de | del | of )"
_TIME = (
    r"(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:[.,](?P<fraction>[0-9]{1,9}))?)?"
    r"(?: ?(?P<half>[ap])\.?m\.?)?"
    r"(?: ?(?P<zone>z|[a-z]{3,5}(?:[+-][0-9]{1,2}:?(?:[0-9]{2})?)?|[+-][0-9]{2}:?(?:[0-9]{2})?))?"
    r"(?: ?\([^)]*\))?"
)
ZONES: dict[str, str] = {
    **dict.fromkeys(("z", "utc", "gmt", "wet"), "Z"),
    "est": "-05:00",
    "edt": "-04:00",
    "cdt": "-05:00",
    "mst": "-07:00",
    "mdt": "-06:00",
    "pst": "-08:00",
    "pdt": "-07:00",
    "cet": "+01:00",
    "cest": "+02:00",
    "bst": "+01:00",
    "west": "+01:00",
    "eet": "+02:00",
    "eest": "+03:00",
    "msk": "+03:00",
    "mez": "+01:00",
    "mesz": "+02:00",
}
"""Zones by the abbreviations that mean only one in practice."""

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
_YEARLIKE = re.compile(rf"[0-9]{{3,}}|[0-9] ?(?:{_BC}|{_AD})|centur|siècle|siecle|siglo|jahrhundert|millen")
_RELATIVE = re.compile(r"\b(?:ago|today|yesterday|tomorrow|last|this|next|il y a|hace)\b")


class Parts(NamedTuple):
    """What one date says. None is what it leaves out."""

    year: int | None = None
    """Astronomical: 1 BC is 0."""
    month: int | None = None
    day: int | None = None
    time: str = ""
    """As EDTF writes it, with its zone: `14:30:05Z`."""
    decade: bool = False
    has_era: bool = False

    @property
    def edtf(self) -> str | None:
        """The date in EDTF; None if it has no year, or there is no such day."""
        if self.year is None or (self.day and not self.month):
            return None
        text = year_text(self.year)
        if self.decade:
            return f"{text[:-1]}X"
        if self.month:
            text += f"-{self.month:02}"
            if self.day:
                text += f"-{self.day:02}"
                if self.time:
                    text += f"T{self.time}"
        return text if EdtfDate.try_parse(text) is not None else None


def year_text(year: int) -> str:
    """Return an astronomical year as EDTF writes it."""
    if abs(year) > 9999:
        return f"Y{year}"
    return f"{year:04}" if year >= 0 else f"-{-year:04}"


def plain(text: str) -> str:
    """Return a text in small letters, with one form of blank, dash and digit."""
    text = unicodedata.normalize("NFKC", text).replace("’", "'").replace("‑", "-").replace("−", "-").lower()
    return " ".join(text.split()).strip(" .,;")


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
    if years := re.fullmatch(rf"([0-9]{{1,4}})/([0-9]{{1,4}})(?: {_ERA})?", text):
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


def _same_year(left: str, last: Parts, form: str, order: str, marks: list[str]) -> str | None:
    """Return a range whose end leaves out what its start says: `March 3 – May 5` of a year before it, `1914-18`."""
    first = read_single(left, order)
    if first is None or first.year is None or first.month is None or last.day is None:
        return None
    last = last._replace(year=first.year, month=last.month or first.month)
    start, end = first.edtf, last.edtf
    made = form.format(f"{start}{marks[0]}", f"{end}{marks[1]}") if start and end else ""
    return made if made and EdtfDate.try_parse(made) else None


def _completed(left: str, last: Parts, order: str) -> Parts | None:
    """Return the first of two dates, with the month, year and era of the second where it has none."""
    if re.fullmatch(_DAY, left) and last.day and last.month:
        return Parts(last.year, last.month, int(re.sub("[^0-9]", "", left)))
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


@cache
def _forms(order: str) -> tuple[re.Pattern[str], ...]:
    era = rf"(?: ?{_ERA})?"
    time_behind = rf"(?:,?(?: at | à | a las | um | |t){_TIME})?"
    first, second = ("day", "month_number") if order == "dmy" else ("month_number", "day")
    numbers = rf"(?P<{first}>[0-9]{{1,2}})(?P<sep>[/.-])(?P<{second}>[0-9]{{1,2}})"
    forms = (
        rf"(?:{_WEEKDAY})?{_DAY}{_OF}{_MONTH}{_OF}{_YEAR}{era}{time_behind}",
        rf"(?:{_WEEKDAY})?{_DAY}-{_MONTH}-{_YEAR}{time_behind}",
        rf"(?:{_WEEKDAY})?{_MONTH} {_DAY}(?:,? {_YEAR}{era})?{time_behind}",
        rf"(?:{_WEEKDAY})?{_MONTH} {_DAY} {_TIME},? {_YEAR}",
        rf"(?:{_WEEKDAY})?{_DAY}{_OF}{_MONTH}",
        rf"{_MONTH}{_OF}{_YEAR}{era}",
        rf"{_YEAR}{_OF}?{_MONTH}(?: {_DAY})?{era}",
        _MONTH,
        rf"{numbers}(?P=sep)(?P<year>[0-9]{{4}}|[0-9]{{2}}){era}{time_behind}",
        r"(?P<year>[0-9]{4})(?P<sep>[/.-])(?P<month_number>[0-9]{1,2})(?:(?P=sep)(?P<day>[0-9]{1,2}))?" + time_behind,
        r"(?P<month_number>[0-9]{1,2})(?P<sep>[/.])(?P<year>[0-9]{4})",
        numbers,
        rf"{_YEAR}{era}",
        rf"{_ERA} ?{_YEAR}",
        r"(?P<decade>[0-9]{3}0)(?:'?s|er)|(?:les )?années (?P<decade_fr>[0-9]{3}0)|años (?P<decade_es>[0-9]{3}0)",
        r"(?P<era_zh>公元前|公元|西元前|西元)?(?P<year>[0-9]{1,4})年(?:(?P<month_number>[0-9]{1,2})月"
        r"(?:(?P<day>[0-9]{1,2})[日号號])?)?(?: ?(?P<hour>[0-9]{1,2})[时時点點:](?:(?P<minute>[0-9]{1,2})分?)?)?"
        r"(?P<tail>[ (（][^0-9]*)?",
    )
    return tuple(re.compile(form) for form in forms)


@lru_cache(maxsize=1 << 14)
def read_single(text: str, order: str = "dmy") -> Parts | None:
    """Return what a single date says, in the form that `plain` gives; None if it is not understood."""
    for form in _forms(order):
        if found := form.fullmatch(text):
            parts = _parts(found.groupdict())
            if parts is not None:
                return parts
    return None


def _parts(group: dict[str, str | None]) -> Parts | None:
    if decade := group.get("decade") or group.get("decade_fr") or group.get("decade_es"):
        return Parts(int(decade), decade=True)
    year_written, month_name, number = group.get("year"), group.get("month"), group.get("month_number")
    month = MONTHS[month_name] if month_name else int(number) if number else None
    day = int(group["day"] or 0) or None if group.get("day") is not None else None
    if (month is not None and not 1 <= month <= 12) or (day is not None and not 1 <= day <= 31):
        return None
    year = int(year_written) if year_written else None
    if year is not None and year_written is not None:
        era = group.get("era_zh") or ""
        if group.get("bc") or era.endswith("前"):
            year = 1 - year
        elif len(year_written) == 2 and group.get("sep"):
            year += 1900 if year >= 70 else 2000
        elif len(year_written) > 4 and not group.get("ad"):
            return None
    has_era = bool(group.get("bc") or group.get("ad"))
    time = ""
    if hour := group.get("hour"):
        found = _time(group, hour)
        if found is None or day is None:
            return None
        time = found
    return Parts(year, month, day, time, has_era=has_era)


def _time(group: dict[str, str | None], hour: str) -> str | None:
    number = int(hour)
    if half := group.get("half"):
        if not 1 <= number <= 12:
            return None
        number = number % 12 + 12 * (half == "p")
    if number > 23:
        return None
    text = f"{number:02}"
    if minute := group.get("minute"):
        text += f":{int(minute):02}"
    if second := group.get("second"):
        text += f":{second}"
    if fraction := group.get("fraction"):
        text += f".{fraction}"
    zone = group.get("zone")
    if not zone:
        return text
    written = zone_text(zone)
    return None if written is None else text + written


def zone_text(zone: str) -> str | None:
    """Return a zone as EDTF writes it; None if it is not known."""
    zone = zone.lower().strip()
    if zone in ZONES:
        return ZONES[zone]
    offset = re.fullmatch(r"(?:utc|gmt)?([+-])([0-9]{1,2}):?([0-9]{2})?", zone)
    if offset is None:
        return None
    hours, minutes = int(offset[2]), int(offset[3] or 0)
    return "Z" if hours == minutes == 0 else f"{offset[1]}{hours:02}:{minutes:02}"


# What only typed dates know: centuries, seasons, parts of years


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

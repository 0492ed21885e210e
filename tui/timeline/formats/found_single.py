"""A single date in words: `12 June 2020`, `383 BC`, `junio 2020`, `2019年12月1日`, `May 5, 2020 at 3 pm CET`."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

from tui.timeline.dates.edtf import EdtfDate
from tui.timeline.dates.time_range import year_text

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

BC = r"b\.? ?c\.?(?: ?e\.?)?|av\.? ?j\.?-? ?c\.?|avant j\.?-? ?c\.?|a\.? ?(?:de )?c\.|v\. ?chr\.?|vor christus"
AD = r"a\.? ?d\.?|c\.? ?e\.?|apr?\.? ?j\.?-? ?c\.?|après j\.?-? ?c\.?|d\. ?(?:de )?c\.|n\. ?chr\.?|nach christus"
ERA = rf"(?:(?P<bc>{BC})|(?P<ad>{AD}))"
_MONTH = "(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\.?"
_YEAR = r"(?P<year>[0-9]{1,7})"
DAY_OF_MONTH = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th|er|º|\.)?"
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


class DateParts(NamedTuple):
    """The parts of one date. A part that it leaves out is None."""

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


def plain(text: str) -> str:
    """Return a text in small letters, with one form of blank, dash and digit."""
    text = unicodedata.normalize("NFKC", text).replace("’", "'").replace("‑", "-").replace("−", "-").lower()
    return " ".join(text.split()).strip(" .,;")


@cache
def _forms(order: str) -> tuple[re.Pattern[str], ...]:
    era = rf"(?: ?{ERA})?"
    time_behind = rf"(?:,?(?: at | à | a las | um | |t){_TIME})?"
    first, second = ("day", "month_number") if order == "dmy" else ("month_number", "day")
    numbers = rf"(?P<{first}>[0-9]{{1,2}})(?P<sep>[/.-])(?P<{second}>[0-9]{{1,2}})"
    forms = (
        rf"(?:{_WEEKDAY})?{DAY_OF_MONTH}{_OF}{_MONTH}{_OF}{_YEAR}{era}{time_behind}",
        rf"(?:{_WEEKDAY})?{DAY_OF_MONTH}-{_MONTH}-{_YEAR}{time_behind}",
        rf"(?:{_WEEKDAY})?{_MONTH} {DAY_OF_MONTH}(?:,? {_YEAR}{era})?{time_behind}",
        rf"(?:{_WEEKDAY})?{_MONTH} {DAY_OF_MONTH} {_TIME},? {_YEAR}",
        rf"(?:{_WEEKDAY})?{DAY_OF_MONTH}{_OF}{_MONTH}",
        rf"{_MONTH}{_OF}{_YEAR}{era}",
        rf"{_YEAR}{_OF}?{_MONTH}(?: {DAY_OF_MONTH})?{era}",
        _MONTH,
        rf"{numbers}(?P=sep)(?P<year>[0-9]{{4}}|[0-9]{{2}}){era}{time_behind}",
        r"(?P<year>[0-9]{4})(?P<sep>[/.-])(?P<month_number>[0-9]{1,2})(?:(?P=sep)(?P<day>[0-9]{1,2}))?" + time_behind,
        r"(?P<month_number>[0-9]{1,2})(?P<sep>[/.])(?P<year>[0-9]{4})",
        numbers,
        rf"{_YEAR}{era}",
        rf"{ERA} ?{_YEAR}",
        r"(?P<decade>[0-9]{3}0)(?:'?s|er)|(?:les )?années (?P<decade_fr>[0-9]{3}0)|años (?P<decade_es>[0-9]{3}0)",
        r"(?P<era_zh>公元前|公元|西元前|西元)?(?P<year>[0-9]{1,4})年(?:(?P<month_number>[0-9]{1,2})月"
        r"(?:(?P<day>[0-9]{1,2})[日号號])?)?(?: ?(?P<hour>[0-9]{1,2})[时時点點:](?:(?P<minute>[0-9]{1,2})分?)?)?"
        r"(?P<tail>[ (（][^0-9]*)?",
    )
    return tuple(re.compile(form) for form in forms)


@lru_cache(maxsize=1 << 14)
def read_single(text: str, order: str = "dmy") -> DateParts | None:
    """Return what a single date says, in the form that `plain` gives; None if it is not understood."""
    for form in _forms(order):
        if found := form.fullmatch(text):
            parts = _parts(found.groupdict())
            if parts is not None:
                return parts
    return None


def _parts(group: dict[str, str | None]) -> DateParts | None:
    if decade := group.get("decade") or group.get("decade_fr") or group.get("decade_es"):
        return DateParts(int(decade), decade=True)
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
    return DateParts(year, month, day, time, has_era=has_era)


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

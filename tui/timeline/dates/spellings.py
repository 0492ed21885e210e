"""Dates as people write them instead of EDTF, and the EDTF that they can mean."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from tui.timeline.dates.calendar import MONTHS

_SEPARATOR = r"[-./ \u2010-\u2015\u2212]"
_NUMBER = r"[0-9]{1,2}"
_DAY = rf"(?P<day>{_NUMBER})(?:st|nd|rd|th)?"
_MONTH = r"(?P<month>[A-Za-z]{3,9})\.?"
_YEAR = r"(?P<year>[0-9]{4})"
_DAYS = (
    (
        rf"{_YEAR}{_SEPARATOR}(?P<month>{_NUMBER})(?:{_SEPARATOR}(?P<day>{_NUMBER}))?",
        "month and day are two digits each, joined by hyphens",
    ),
    (rf"{_YEAR}(?P<month>[0-9]{{2}})(?P<day>[0-9]{{2}})?", "the parts of a date are joined by hyphens"),
    (
        rf"(?:(?P<day>{_NUMBER}){_SEPARATOR})?(?P<month>{_NUMBER}){_SEPARATOR}{_YEAR}",
        "a date is year, month, day, joined by hyphens",
    ),
    (rf"(?:{_DAY}[- ])?{_MONTH},?[- ]{_YEAR}", "a month is written as two digits"),
    (rf"{_MONTH} {_DAY},? {_YEAR}", "a month is written as two digits"),
)

_BEFORE_CHRIST = r"b\.?c\.?(?:e\.?)?|av\. ?j\.-?c\.|a\. ?c\.|ante"
_AFTER_CHRIST = r"a\.?d\.?|c\.?e\.?|apr\. ?j\.-?c\.|d\. ?c\."
_ERA = re.compile(
    rf"(?:(?P<era>{_BEFORE_CHRIST}|{_AFTER_CHRIST}) ?)?(?P<year>[0-9]{{1,4}})"
    rf"(?: ?(?P<behind>{_BEFORE_CHRIST}|{_AFTER_CHRIST}))?",
    re.IGNORECASE,
)
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_SEASON = re.compile(
    rf"(?P<name>{'|'.join(_SEASONS)}) (?P<year>[0-9]{{4}})|"
    rf"(?P<year_before>[0-9]{{4}})[- ](?P<name_behind>{'|'.join(_SEASONS)})",
    re.IGNORECASE,
)
_QUARTER = re.compile(r"[Qq](?P<n>[1-4])[- /](?P<year>[0-9]{4})|(?P<year_before>[0-9]{4})[- ]?[Qq](?P<n_behind>[1-4])")
_DECADE = re.compile(r"(?:the )?(?P<decade>[0-9]{3})0'?s")
_CENTURY = re.compile(r"(?:the )?(?P<century>[0-9]{1,2})(?:st|nd|rd|th) (?:century|c\.?)")
_ABOUT = re.compile(r"(?:c\.?|ca\.?|circa|about|around|vers) ?(?P<date>[0-9X-]+)", re.IGNORECASE)
_WEEK = re.compile(r"(?P<year>[0-9]{4})-?W(?P<week>[0-9]{2})(?:-?(?P<day>[1-7]))?")
_DAY_OF_YEAR = re.compile(r"(?P<year>[0-9]{4})-(?P<day>[0-3][0-9]{2})")


def other_spellings(text: str) -> Iterator[tuple[str, list[str]]]:
    """Yield what is wrong with a date as people write it, and the EDTF that it can mean.

    That is two where day and month may be swapped. Whether such a date exists is for the caller to see.
    """
    for pattern, problem in _DAYS:
        if not (found := re.fullmatch(pattern + r"(?P<mark>[?~%]?)", text)):
            continue
        year, month, day, mark = found.group("year", "month", "day", "mark")
        typed = month.lower()
        number = next((str(n) for n, name in enumerate(MONTHS, 1) if name.lower().startswith(typed)), month)
        orders = [(number, day)]
        if day and month.isdigit() and found.start("day") < found.start("month"):
            orders.append((day, month))
        meant = ["-".join([year, *(f"{part:0>2}" for part in order if part)]) + mark for order in orders]
        yield problem, list(dict.fromkeys(meant))
    yield from _years_and_seasons(text)
    yield from _other_calendars(text)


def _years_and_seasons(text: str) -> Iterator[tuple[str, list[str]]]:
    if (found := _ERA.fullmatch(text)) and (found["era"] is None or found["behind"] is None):
        year, era = int(found["year"]), found["era"] or found["behind"]
        if era is None:
            if len(found["year"]) < 4:
                yield "a year has four digits", [f"{year:04}"]
        elif re.fullmatch(_BEFORE_CHRIST, era, re.IGNORECASE):
            # 1 BC is year 0.
            yield (
                "years before 1 are numbered from 0000 for 1 BC, then -0001",
                [f"-{year - 1:04}" if year > 1 else "0000"] if year else [],
            )
        else:
            yield "a year is written with four digits alone", [f"{year:04}"] if year else []
    if found := _SEASON.fullmatch(text):
        name, year_text = found["name"] or found["name_behind"], found["year"] or found["year_before"]
        yield "a season is written as a number", [f"{year_text}-{_SEASONS[name.lower()]}"]
    if found := _QUARTER.fullmatch(text):
        number, year_text = found["n"] or found["n_behind"], found["year"] or found["year_before"]
        yield "a quarter is written as a number from 33 to 36", [f"{year_text}-{32 + int(number)}"]
    if found := _DECADE.fullmatch(text):
        yield "a decade is written with an X", [f"{found['decade']}X"]
    if found := _ABOUT.fullmatch(text):
        yield "an estimate ends with ~", [f"{found['date']}~"]
    if found := _CENTURY.fullmatch(text):
        yield "a century is written with two X", [f"{int(found['century']) - 1:02}XX"] if int(found["century"]) else []


def _other_calendars(text: str) -> Iterator[tuple[str, list[str]]]:
    """Yield weeks and days of the year, which ISO 8601 has and EDTF has not."""
    if found := _WEEK.fullmatch(text):
        try:
            monday = date.fromisocalendar(int(found["year"]), int(found["week"]), 1)
            day = monday + timedelta(int(found["day"] or 1) - 1)
            meant = [f"{day}" if found["day"] else f"[{monday}..{monday + timedelta(6)}]"]
        except (OverflowError, ValueError):
            meant = []
        yield "EDTF has no weeks", meant
    if (found := _DAY_OF_YEAR.fullmatch(text)) and (number := int(found["day"])) and int(found["year"]):
        day = date.fromordinal(min(date(int(found["year"]), 1, 1).toordinal() + number - 1, date.max.toordinal()))
        yield "EDTF does not number the days of a year", [f"{day}"] if day.year == int(found["year"]) else []

"""Names of single dates in English, without their qualifiers: `8 November 2022`, `the 1990s`, `spring 2022`."""

from __future__ import annotations

from typing import NamedTuple

from tui.timeline.dates.calendar import DAY, MONTHS, SEASONS, civil
from tui.timeline.dates.parts import Parts
from tui.timeline.dates.single import SingleDate

CLOSE_DASH = "\N{EN DASH}"
SPACED_DASH = " \N{EN DASH} "

_SEASON_NAMES = ("spring", "summer", "autumn", "winter")
_ORDINALS = ("first", "second", "third", "fourth")
_MILLION, _BILLION = 10**6, 10**9


class Name(NamedTuple):
    """A name, and what stands before it and before its "about": "a day in " and "November 2022"."""

    lead: str
    text: str


def name_of(
    single: SingleDate, *, brief: bool, beside: SingleDate | None = None, after: SingleDate | None = None
) -> Name:
    """Name a date, without the month and the year that the next one repeats, and a time without the day before it.

    Args:
        single: the date.
        brief: whether to use short names of months, and no articles.
        beside: the date that is named next in the same phrase.
        after: the date that was named before it.
    """
    if beside is None and single.is_plain:
        return Name("", _plain(single.text, brief))
    parts = single.parts
    if any("X" in part for part in parts.date):
        return _unspecified(single, parts, brief, beside)
    year = year_name(int(parts.year))
    if parts.significant and single.precision != "year":
        return Name("", f"{year} ({_significance(single, parts, brief)})")
    if not parts.month:
        return Name("", year)
    if int(parts.month) > 12:
        return Name("", _season(int(parts.year), int(parts.month), brief))
    words = [month_name(int(parts.month), brief), year]
    if parts.day:
        words.insert(0, str(int(parts.day)))
    if parts.time:
        is_same_day = after is not None and after.has_time and after.parts.date == parts.date
        return Name("", " ".join([*([] if is_same_day else words), _time(parts)]))
    return Name("", " ".join(words[: len(words) - _repeated(parts, beside)]))


def _plain(text: str, brief: bool) -> str:
    """Name a day, a month or a year of four digits, as most dates are, without taking the text apart."""
    year = text[:4] if text[0] != "0" else year_name(int(text[:4]))
    if len(text) < 7:
        return year
    month = month_name(int(text[5:7]), brief)
    return f"{int(text[8:10])} {month} {year}" if len(text) >= 10 else f"{month} {year}"


def is_one_word(name: str) -> bool:
    """Return whether nothing in a name could seem to belong to what stands behind a dash."""
    return CLOSE_DASH not in name and " " not in name.removeprefix("AD ").removeprefix("the ")


def _time(parts: Parts) -> str:
    """Name a time of day and its zone: `14:30`, `14h`, `14:30 UTC`, `14:30 +01:00`."""
    clock = parts.time if ":" in parts.time else f"{parts.time}h"
    return f"{clock} {parts.zone.replace('Z', 'UTC')}".rstrip()


def month_name(number: int, brief: bool) -> str:
    """Name a month, in short by three letters."""
    return MONTHS[number - 1][:3] if brief else MONTHS[number - 1]


def year_name(year: int) -> str:
    """Name a year. Of fewer than four digits it would read as a day or a price, and with more it needs commas."""
    if _is_long_ago(year):
        return f"{_round_number(-year)} years ago"
    if year <= 0:
        return f"{1 - year if year > -9999 else format(1 - year, ',')} BC"
    if year > 9999:
        return f"AD {year:,}"
    return str(year) if year >= 1000 else f"AD {year}"


def _significance(single: SingleDate, parts: Parts, brief: bool) -> str:
    """Say which years one with significant digits can mean: `1900–1999`, or to what it is rounded, for deep time."""
    year = int(parts.year)
    if _is_long_ago(year):
        nearest = _round_number(10 ** (len(str(-year)) - parts.significant)).removeprefix("1 ")
        return f"nearest {nearest}" if brief else f"to the nearest {nearest} years"
    first, last = year_name(civil(single.first // DAY)[0]), year_name(civil(single.last // DAY)[0])
    dash = CLOSE_DASH if is_one_word(first) else SPACED_DASH
    return f"{'' if brief else 'some year of '}{first}{dash}{last}"


def _round_number(number: int) -> str:
    """Return a number in billions or millions if it is as large: `13.8 billion`, `100,000`."""
    if number < _MILLION:
        return f"{number:,}"
    unit, name = (_BILLION, "billion") if number >= _BILLION else (_MILLION, "million")
    whole, rest = divmod(number, unit)
    decimals = f"{rest:0{len(str(unit)) - 1}}".rstrip("0")
    return f"{whole}{'.' * bool(decimals)}{decimals} {name}"


def _is_long_ago(year: int) -> bool:
    """Return whether a year is named by the millions of years since."""
    return year <= -_MILLION and year % 1000 == 0


def ordinal(number: int) -> str:
    """Return `1st`, `2nd`, `3rd`, `4th` and so on."""
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _repeated(parts: Parts, beside: SingleDate | None) -> int:
    """Return how many words of a date the next one repeats: its year, or its month and year."""
    if beside is None:
        return 0
    other = beside.parts
    if other.time or other.significant or not other.month.isdigit() or int(other.month) > 12:
        return 0
    if "X" in other.year or other.year != parts.year:
        return 0
    return 2 if parts.day and other.day.isdigit() and other.month == parts.month else 1


def _season(year: int, code: int, brief: bool) -> str:
    """Name a part of a year by its code. A season that ends in the next year is named by both."""
    if code >= 40:
        return f"H{code - 39} {year_name(year)}" if brief else f"{_ORDINALS[code - 40]} half of {year_name(year)}"
    if code >= 37:
        month, count = SEASONS[code]
        return f"{month_name(month, brief)}{CLOSE_DASH}{month_name(month + count - 1, brief)} {year_name(year)}"
    if code >= 33:
        return f"Q{code - 32} {year_name(year)}" if brief else f"{_ORDINALS[code - 33]} quarter of {year_name(year)}"
    name = _SEASON_NAMES[(code - 21) % 4]
    half = {0: "", 1: "northern ", 2: "southern "}[(code - 21) // 4]
    if code not in (24, 28, 30):
        return f"{half}{name} {year_name(year)}"
    following = f"{(year + 1) % 100:02}" if brief and year >= 1000 else year_name(year + 1)
    return f"{half}{name} {year_name(year)}{CLOSE_DASH}{following}"


def _unspecified(single: SingleDate, parts: Parts, brief: bool, beside: SingleDate | None) -> Name:
    years = year_name(int(parts.year)) if "X" not in parts.year else _years(parts.year, brief)
    if years is not None:
        if parts.month in ("", "XX") and parts.day in ("", "XX"):
            lead = "a day in " if parts.day else "a month in " if parts.month else ""
            return Name(lead, years)
        if parts.month.isdigit() and int(parts.month) <= 12 and (parts.day.isdigit() or parts.day in ("", "XX")):
            month = month_name(int(parts.month), brief)
            if "X" in parts.year:
                day = f"{int(parts.day)} " if parts.day.isdigit() else ""
                return Name("a day in " if parts.day == "XX" else "", f"{day}{month} in {years}")
            repeated = _repeated(parts._replace(day=""), beside)
            return Name("a day in ", " ".join([month, years][: 2 - repeated]))
    return _hull(single, parts, brief)


def _hull(single: SingleDate, parts: Parts, brief: bool) -> Name:
    """Name a date by the first and the last unit that its unspecified digits allow."""
    is_month = not parts.day and not (parts.month.isdigit() and int(parts.month) > 12)
    unit = "year" if not parts.month else "month" if is_month else "day"
    start, end = civil(single.first // DAY), civil(single.last // DAY)
    count = {"year": 1, "month": 2, "day": 3}[unit]
    first, last = _words(*start, brief)[-count:], _words(*end, brief)[-count:]
    if unit == "month" and start[0] == end[0] and parts.month[0] == "X":
        # Two months, of which the first is 01 or 02 and the second ten later: there is one October.
        return Name("", " ".join(last) if start[:2] == end[:2] else f"{first[0]} or {' '.join(last)}")
    # What the last one repeats is left out, but for a year alone.
    repeated = 2 if start[:2] == end[:2] else 1 if start[0] == end[0] else 0
    since = " ".join(first[: len(first) - min(repeated, count - 1)])
    dash = CLOSE_DASH if is_one_word(since) else SPACED_DASH
    return Name("" if brief else f"some {unit} of ", f"{since}{dash}{' '.join(last)}")


def _words(year: int, month: int, day: int, brief: bool) -> list[str]:
    return [str(day), month_name(month, brief), year_name(year)]


def _years(year: str, brief: bool) -> str | None:
    """Name the decade, century or millennium of a year with unspecified last digits; None if it has no name.

    As people say it, the 13th century is the years 1200 to 1299. The 2nd century BC is 200 to 101 BC, which are the
    years -199 to -100.
    """
    article = "" if brief else "the "
    known = year.rstrip("X")
    digits = known.lstrip("-")
    if year == "XXXX":
        return "some year"
    if "X" in known or not digits:
        return None
    era = " BC" if year[0] == "-" else ""
    if len(digits) == 3:
        return None if era or digits == "000" else f"{article}{'AD ' * (digits[0] == '0')}{int(digits)}0s"
    if era and not int(digits):
        return None
    number = int(digits) + (0 if era else 1)
    return f"{article}{ordinal(number + bool(era))} {'century' if len(digits) == 2 else 'millennium'}{era}"

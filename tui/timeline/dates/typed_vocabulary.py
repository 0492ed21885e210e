"""The English and French words and the forms that `typed_dates` reads, in the normal form of `folding`.

Each table names its words as people write them; the keys are folded, so that ``février`` and ``fevrier`` are one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import product
from typing import Literal

from tui.text.folding import fold

Unit = Literal["day", "week", "month", "year"]
Part = Literal["early", "mid", "late"]


def _rows(*rows: str) -> dict[str, int]:
    """Number the words of each row with the row's place, from 0."""
    return {fold(word): place for place, row in enumerate(rows) for word in row.split()}


MONTH_NAMES: dict[str, int] = {
    name: number + 1
    for name, number in _rows(
        "january janvier",
        "february février",
        "march mars",
        "april avril",
        "may mai",
        "june juin",
        "july juillet",
        "august août",
        "september septembre",
        "october octobre",
        "november novembre",
        "december décembre",
    ).items()
}
"""Months from 1 to 12 by their full names, which are hardly ever other words."""

MONTHS: Mapping[str, int] = MONTH_NAMES | {
    name: number + 1
    for name, number in _rows(
        "jan janv",
        "feb févr fév",
        "mar",
        "apr avr",
        "",
        "jun",
        "jul juil",
        "aug aoû",
        "sep sept",
        "oct",
        "nov",
        "dec déc",
    ).items()
}
"""Months from 1 to 12, by their names and abbreviations."""

WEEKDAY_NAMES: dict[str, int] = _rows(
    "monday lundi",
    "tuesday mardi",
    "wednesday mercredi",
    "thursday jeudi",
    "friday vendredi",
    "saturday samedi",
    "sunday dimanche",
)
"""Weekdays from 0, Monday, to 6, by their full names."""

# No French "mar", which is March in English.
WEEKDAYS: Mapping[str, int] = WEEKDAY_NAMES | _rows(
    "mon lun", "tue tues", "wed mer", "thu thur thurs jeu", "fri ven", "sat sam", "sun dim"
)
"""Weekdays from 0, Monday, to 6, by their names and abbreviations."""

ENGLISH_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

PARTS: Mapping[str, Part] = {
    **dict.fromkeys(("early", "beginning", "start", "debut"), "early"),
    **dict.fromkeys(("mid", "middle", "mi", "milieu"), "mid"),
    **dict.fromkeys(("late", "end", "fin"), "late"),
}
"""The thirds of a month: days 1-10, 11-20, 21 to its end."""

SEASONS: Mapping[str, int] = _rows("spring printemps", "summer été", "autumn fall automne", "winter hiver")
"""Seasons from 0, spring, of the northern half of the world."""

COUNTS: Mapping[str, int] = {
    name: place + 1
    for name, place in _rows(
        "a an one un une", "two deux", "three trois", "four quatre", "five cinq", "six", "seven sept", "eight huit",
        "nine neuf", "ten dix",
    ).items()
}  # fmt: skip
"""Small numbers in words."""

UNITS: Mapping[str, Unit] = {
    **dict.fromkeys(("day", "days", "jour", "jours"), "day"),
    **dict.fromkeys(("week", "weeks", "semaine", "semaines"), "week"),
    **dict.fromkeys(("month", "months", "mois"), "month"),
    **dict.fromkeys(("year", "years", "an", "ans", "annee", "annees"), "year"),
}

_ENGLISH_SHIFTS = {"last": -1, "previous": -1, "this": 0, "next": 1}
_FRENCH_SHIFTS = {"dernier": -1, "derniere": -1, "prochain": 1, "prochaine": 1}

PERIODS: Mapping[str, tuple[Unit, int]] = {
    "today": ("day", 0),
    "yesterday": ("day", -1),
    "tomorrow": ("day", 1),
    "day before yesterday": ("day", -2),
    "day after tomorrow": ("day", 2),
    "aujourd'hui": ("day", 0),
    "hier": ("day", -1),
    "demain": ("day", 1),
    "avant hier": ("day", -2),
    "apres demain": ("day", 2),
    "cette semaine": ("week", 0),
    "ce mois": ("month", 0),
    "ce mois ci": ("month", 0),
    "cette annee": ("year", 0),
    **{
        f"{shift} {unit}": (UNITS[unit], _ENGLISH_SHIFTS[shift])
        for shift, unit in product(_ENGLISH_SHIFTS, ("week", "month", "year"))
    },
    **{
        f"{unit} {shift}": (UNITS[unit], _FRENCH_SHIFTS[shift])
        for shift, unit in product(_FRENCH_SHIFTS, ("semaine", "mois", "an", "annee"))
    },
}
"""Whole days, weeks, months and years, by how many of them they are from today's; no article before them."""

NEAR_WEEKDAYS: Mapping[str, tuple[int, int]] = {
    **{
        f"{shift} {name}": (weekday, step)
        for (shift, step), (name, weekday) in product(_ENGLISH_SHIFTS.items(), WEEKDAYS.items())
        if step
    },
    **{
        f"{name} {shift}": (weekday, step)
        for (shift, step), (name, weekday) in product(_FRENCH_SHIFTS.items(), WEEKDAYS.items())
    },
}
"""Weekdays that lie nearest to today: the weekday, and -1 before today or 1 after it."""

ARTICLES = frozenset({"the", "on", "in", "le", "la", "en", "du", "au"})
"""What may stand before a whole date."""

FILLERS = ARTICLES | {"of", "de", "d", "l", "les"}
"""What may stand within a date and says nothing."""

TIMES = _rows("am pm utc gmt noon midnight midi minuit morning afternoon evening night matin soir nuit").keys()
"""What tells a time of day."""

_SPELT = "février août décembre début été année années après dernière"

KNOWN: Mapping[str, str] = {
    **{word: word for table in (MONTHS, WEEKDAYS, PARTS, SEASONS, COUNTS, UNITS) for word in table},
    **{word: word for phrase in PERIODS for word in phrase.split()},
    **{word: word for word in FILLERS},
    **{word: word for word in ("ago", "il", "y")},
    **{fold(word): word for word in _SPELT.split()},
}
"""All words that have a place in a date, each as it is spelt."""

# From here on: the forms of dates, in folded text whose hyphens are kept.

TIME_OF_DAY = re.compile(
    r"[0-9] ?: ?[0-9]|[0-9]t[0-9]|[0-9] ?(?:[ap]\.? ?m|h|hrs?|hours?|heures?)(?![^\W\d_])|[0-9]h[0-9]"
)
DIGITS = re.compile(r"[0-9x?~%./ -]+")
NUMBERS = tuple(
    re.compile(form + "[?~%]?")
    for form in (
        r"(?P<year>[0-9]{4})(?P<sep>[-/. ])(?P<month>[0-9]{1,2})(?:(?P=sep)(?P<day>[0-9]{1,2}))?",
        r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})",
        r"(?P<month>[0-9]{1,2})[-/. ](?P<year>[0-9]{4})",
        r"(?P<first>[0-9]{1,2})(?P<sep>[-/. ])(?P<second>[0-9]{1,2})(?:(?P=sep)(?P<year>[0-9]{4})|\.)?",
    )
)
SHORT_YEARS = re.compile(r"[0-9]{3}|[0-9]{1,2}([-/. ])[0-9]{1,2}\1[0-9]{1,3}")
ARTICLES_BEFORE = re.compile(rf"^(?:(?:{'|'.join(sorted(ARTICLES))}) |l' ?)+")
AGO = re.compile(r"(?P<n>[a-z]+|[0-9]+) (?P<unit>[a-z]+) ago|il y a (?P<n_fr>[a-z]+|[0-9]+) (?P<unit_fr>[a-z]+)")
QUARTER = re.compile(r"[qt] ?(?P<n>[0-9]{1,2})(?: (?P<year>[0-9]{4}))?|(?P<year_before>[0-9]{4}) ?q(?P<n_after>[0-9])")
DECADE = re.compile(r"(?P<year>[0-9]{2,4}) ?'?s|(?:les )?annees (?P<year_fr>[0-9]{2,4})")
ORDINAL = re.compile(r"(?<=[0-9])(?:st|nd|rd|th|er|ere|e|eme)(?![^\W_])")
TOKEN = re.compile(r"[^\W\d_]+|[0-9]+|[^\s.,'/-]")
# Signs that join no word to its neighbour: an open end, a sign before a year, digits that are a date of their own.
STRAY = re.compile(r"\.\.|[0-9][-/.][0-9]|(?:^|[ ,])[-/]|[-/](?:$|[ ,.])")
# What is left of a date once its month is written as m and its part of a month as p.
NAMED = re.compile(
    r"(?:p |(?P<day>[0-9]{1,2}) )?m(?: (?P<year>[0-9]{4}))?|m (?P<day_us>[0-9]{1,2})(?: (?P<year_us>[0-9]{4}))?"
)

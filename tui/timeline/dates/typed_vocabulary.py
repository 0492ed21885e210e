"""The English, French and Spanish words of dates that are typed, in the normal form of `tui.text.folding`.

Each table names its words as people write them; the keys are folded, so that ``février`` and ``fevrier`` are the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from itertools import product
from typing import Literal

from tui.text.folding import fold

Unit = Literal["day", "week", "month", "year"]
Part = Literal["early", "mid", "late"]


def _rows(*rows: str, first: int = 0) -> dict[str, int]:
    """Number the words of each row, all alike; words that are joined by an underscore are a phrase."""
    return {
        fold(word.replace("_", " ")): number for number, row in enumerate(rows, start=first) for word in row.split()
    }


MONTH_NAMES: Mapping[str, int] = _rows(
    "january janvier enero",
    "february février febrero",
    "march mars marzo",
    "april avril abril",
    "may mai mayo",
    "june juin junio",
    "july juillet julio",
    "august août agosto",
    "september septembre septiembre setiembre",
    "october octobre octubre",
    "november novembre noviembre",
    "december décembre diciembre",
    first=1,
)
"""Months from 1 to 12 by their full names, which are hardly ever other words."""

MONTHS: Mapping[str, int] = {
    **MONTH_NAMES,
    **_rows(
        "jan janv ene",
        "feb févr fév",
        "mar",
        "apr avr abr",
        "",
        "jun",
        "jul juil",
        "aug aoû ago",
        "sep sept",
        "oct",
        "nov",
        "dec déc dic",
        first=1,
    ),
}
"""Months from 1 to 12, by their names and abbreviations."""

WEEKDAY_NAMES: Mapping[str, int] = _rows(
    "monday lundi lunes",
    "tuesday mardi martes",
    "wednesday mercredi miércoles",
    "thursday jeudi jueves",
    "friday vendredi viernes",
    "saturday samedi sábado",
    "sunday dimanche domingo",
)
"""Weekdays from 0, Monday, to 6, by their full names."""

# No French or Spanish "mar", which is March in English and in Spanish.
WEEKDAYS: Mapping[str, int] = {
    **WEEKDAY_NAMES,
    **_rows(
        "mon lun", "tue tues", "wed mer mié", "thu thur thurs jeu jue", "fri ven vie", "sat sam sáb", "sun dim dom"
    ),
}
"""Weekdays from 0, Monday, to 6, by their names and abbreviations."""

ENGLISH_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

PARTS: Mapping[str, Part] = {
    **dict.fromkeys(("early", "beginning", "start", "debut", "principios", "comienzos", "inicios"), "early"),
    **dict.fromkeys(("mid", "middle", "mi", "milieu", "mediados"), "mid"),
    **dict.fromkeys(("late", "end", "fin", "finales", "fines"), "late"),
}
"""The thirds of a month: days 1-10, 11-20, 21 to its end."""

SEASONS: Mapping[str, int] = _rows(
    "spring printemps primavera", "summer été verano", "autumn fall automne otoño", "winter hiver invierno"
)
"""Seasons from 0, spring."""

HEMISPHERES: Mapping[str, int] = _rows("", "northern boréal boréale", "southern austral australe")
"""1 for the northern half of the world, 2 for the southern."""

COUNTS: Mapping[str, int] = _rows(
    "a an one un une una",
    "two deux dos",
    "three trois tres",
    "four quatre cuatro",
    "five cinq cinco",
    "six seis",
    "seven sept siete",
    "eight huit ocho",
    "nine neuf nueve",
    "ten dix diez",
    first=1,
)
"""Small numbers in words."""

ORDINALS: Mapping[str, int] = _rows(
    "first premier première primer primero primera",
    "second deuxième seconde segundo segunda",
    "third troisième tercer tercero tercera",
    "fourth quatrième cuarto cuarta",
    "fifth cinquième quinto",
    "sixth sixième sexto",
    "seventh septième séptimo",
    "eighth huitième octavo",
    "ninth neuvième noveno",
    "tenth dixième décimo",
    "eleventh onzième",
    "twelfth douzième",
    "thirteenth treizième",
    "fourteenth quatorzième",
    "fifteenth quinzième",
    "sixteenth seizième",
    "seventeenth dix-septième",
    "eighteenth dix-huitième",
    "nineteenth dix-neuvième",
    "twentieth vingtième",
    "twenty-first vingt-et-unième",
    first=1,
)
"""Ordinal numbers in words, for centuries and for parts of a year."""

UNITS: Mapping[str, Unit] = {
    **dict.fromkeys(("day", "days", "jour", "jours", "dia", "dias"), "day"),
    **dict.fromkeys(("week", "weeks", "semaine", "semaines", "semana", "semanas"), "week"),
    **dict.fromkeys(("month", "months", "mois", "mes", "meses"), "month"),
    **dict.fromkeys(("year", "years", "an", "ans", "annee", "annees", "ano", "anos"), "year"),
}

_ENGLISH_SHIFTS = {"last": -1, "previous": -1, "this": 0, "next": 1}
_FRENCH_SHIFTS = {"dernier": -1, "derniere": -1, "passe": -1, "passee": -1, "prochain": 1, "prochaine": 1}
_SPANISH_SHIFTS = {"pasado": -1, "pasada": -1, "proximo": 1, "proxima": 1, "que viene": 1}
_SPANISH_SHIFTS_BEFORE = {"pasado": -1, "pasada": -1, "este": 0, "esta": 0, "proximo": 1, "proxima": 1}

PERIODS: Mapping[str, tuple[Unit, int]] = {
    **dict.fromkeys(("today", "now", "aujourd'hui", "maintenant", "hoy", "ahora"), ("day", 0)),
    **dict.fromkeys(("yesterday", "hier", "ayer"), ("day", -1)),
    **dict.fromkeys(("tomorrow", "demain", "manana"), ("day", 1)),
    **dict.fromkeys(("day before yesterday", "avant hier", "anteayer", "antes de ayer"), ("day", -2)),
    **dict.fromkeys(("day after tomorrow", "apres demain", "pasado manana"), ("day", 2)),
    "cette semaine": ("week", 0),
    "ce mois": ("month", 0),
    "ce mois ci": ("month", 0),
    "cette annee": ("year", 0),
    **{
        f"{shift} {unit}": (UNITS[unit], shifts[shift])
        for shifts, units in (
            (_ENGLISH_SHIFTS, ("week", "month", "year")),
            (_SPANISH_SHIFTS_BEFORE, ("semana", "mes", "ano")),
        )
        for shift, unit in product(shifts, units)
    },
    **{
        f"{unit} {shift}": (UNITS[unit], shifts[shift])
        for shifts, units in (
            (_FRENCH_SHIFTS, ("semaine", "mois", "an", "annee")),
            (_SPANISH_SHIFTS, ("semana", "mes", "ano")),
        )
        for shift, unit in product(shifts, units)
    },
}
"""Whole days, weeks, months and years, by how many of them they are from today's; no article before them."""

NEAR_WEEKDAYS: Mapping[str, tuple[int, int]] = {
    **{
        f"{shift} {name}": (weekday, step)
        for (shift, step), (name, weekday) in product(
            {**_ENGLISH_SHIFTS, "proximo": 1, "pasado": -1}.items(), WEEKDAYS.items()
        )
        if step
    },
    **{
        f"{name} {shift}": (weekday, step)
        for (shift, step), (name, weekday) in product({**_FRENCH_SHIFTS, **_SPANISH_SHIFTS}.items(), WEEKDAYS.items())
    },
}
"""Weekdays that lie nearest to today: the weekday, and -1 before today or 1 after it."""

ARTICLES = frozenset({"the", "on", "in", "le", "la", "en", "du", "au", "el", "los", "las", "del", "al"})
"""What may stand before a whole date."""

FILLERS = ARTICLES | {"of", "de", "d", "l", "les", "des", "at", "between", "entre", "all", "part", "dated"}
"""Words within a date that do not change its meaning."""

LINKS: Mapping[str, str] = {
    fold(phrase.replace("_", " ")): code
    for code, phrases in {
        # About, perhaps, at: they widen nothing.
        ".": "about around circa ca c approximately approx roughly vers environ autour_de hacia alrededor_de"
        " aproximadamente perhaps maybe probably possibly peut-être probablement possiblement quizá quizás tal_vez"
        " probablemente posiblemente a_las a_la",
        # Before a date.
        "F": "since from starting depuis desde a_partir_de a_partir_du a_partir_del",
        "U": "until till through up_to jusqu'à jusqu'au jusqu'en jusque hasta",
        "A": "after later_than après después_de después_del tras posterior_a",
        "P": "before earlier_than prior_to avant antes_de antes_del anterior_a",
        # Behind a date.
        "L": "or_later and_later ou_plus_tard o_más_tarde o_posterior",
        "B": "or_earlier and_earlier ou_plus_tôt o_anterior",
        "O": "on onward onwards en_adelante",
        # Between dates.
        "t": "to a au al",
        "o": "or ou o u",
        "a": "and et y e",
        "u": "undated an_unknown_date unknown_date sans_date une_date_inconnue sin_fecha una_fecha_desconocida",
    }.items()
    for phrase in phrases.split()
}
"""Words that join dates or say on which side of a date a time is, by the code of `typed_atoms`."""

VAGUE_TIMES = frozenset(
    _rows("midnight morning afternoon evening night minuit matin soir nuit medianoche tarde noche madrugada")
)
"""Times of day without exact hours. Midnight ends one day and begins another."""

NOON = frozenset(_rows("noon midday midi mediodía"))

CLOCK_UNITS = frozenset(
    _rows(
        "second seconds minute minutes hour hours",
        "seconde secondes heure heures",
        "segundo segundos minuto minutos hora horas",
    )
)
"""Units that are not counted from today."""

ZONES = frozenset({"utc", "gmt", "z"})

LONGEST_PHRASE = 4
"""The most words of a phrase in `PERIODS`, `NEAR_WEEKDAYS`, `LINKS` and `ORDINALS`."""

_SPELT = (
    "février août décembre début été année années après dernière passé passée boréal boréale première deuxième siècle "
    "millénaire à jusqu'à miércoles sábado otoño año años próximo próxima día días mañana después década mediodía"
)


@cache
def known_words() -> Mapping[str, str]:
    """Return all words that have a meaning in a date, folded, each with its spelling."""
    tables: tuple[Mapping[str, object], ...] = (
        *(MONTHS, WEEKDAYS, PARTS, SEASONS, HEMISPHERES, COUNTS, ORDINALS, UNITS),
        *(PERIODS, NEAR_WEEKDAYS, LINKS),
    )
    phrases = [*(phrase for table in tables for phrase in table), *FILLERS, *VAGUE_TIMES, *NOON, *ZONES]
    more = (
        "ago il y hace century centuries siecle siecles siglo millennium millenaire milenio million millions billion "
        "milliard milliards millon millones decade decada quarter trimestre semester semestre half some year month "
        "week moment nearest bc bce ad ce"
    )
    words = {word: word for phrase in [*phrases, *more.split()] for word in phrase.replace("-", " ").split()}
    return words | {fold(word): word for word in _SPELT.split()}

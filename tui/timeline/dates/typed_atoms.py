"""The atoms of a typed date: its numbers, names, years, times and joining words, each with a one-letter code.

`typed_phrases` reads a date from the codes as a regular expression reads one from letters:

    n  one or two digits            m  month                  -  dash
    Y  four digits                  s  season                 ,  comma
    x  another number               q  quarter or half        /  slash    (  bracket
    y  year with an era             p  part of a month        >  arrow
    c  decade, century, any year    w  weekday                t  "to"
    D  day in digits                k  time of day            o  "or"
    E  other date in EDTF           r  said from today        a  "and"
    u  unknown date                                           F U A P  since, until, after, before: before a date
                                                              L B O  or later, or earlier, on: behind a date
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta, tzinfo
from functools import cache
from typing import NamedTuple

from tui.timeline.dates import typed_vocabulary as words
from tui.timeline.dates.bounds import OPEN_END, OPEN_START
from tui.timeline.dates.calendar import DAY, SEASONS, season_days
from tui.timeline.dates.edtf import EdtfDate
from tui.timeline.dates.single import offset_seconds
from tui.timeline.dates.time_range import TimeRange, days_range
from tui.timeline.dates.typed_error import NO_DATE, OUT_OF_RANGE, SHORT_YEAR, YEAR_ZERO, TypedDateError
from tui.timeline.dates.typed_numbers import month_or_day, read_digits


class Atom(NamedTuple):
    """A part of a typed date."""

    code: str
    """One letter; see above."""
    text: str
    """As typed, folded; of a time, as EDTF writes it, with its zone."""
    number: int = 0
    """The number; a month from 1, a weekday from 0, the code of a season in EDTF, a numbered day; the first year."""
    last: int = 0
    """The last year of a span of years."""
    range: TimeRange | None = None
    """What a date in EDTF, or one said from today, means."""
    is_year_shared: bool = False
    """Whether a bare number beside a year has the same era: `44–43 BC`, `AD 476–480`."""


class Context(NamedTuple):
    """What the meaning of a text depends on."""

    today: date
    zone: tzinfo | None


Found = tuple[Atom | None, int]
"""An atom, or None for a filler, and the offset of its end."""


def hull(edtf: EdtfDate, zone: tzinfo | None) -> TimeRange:
    """Return the time from the first to the last second that a date can mean."""
    bounds = edtf.bounds_in(zone)
    first, last = bounds.earliest_start, bounds.latest_end
    return TimeRange(None if first == OPEN_START else first, None if last == OPEN_END else last)


def read_atoms(plain: str, context: Context) -> list[Atom]:
    """Split a folded text into atoms.

    Raises:
        TypedDateError: a part of it is in no date, or impossible.
    """
    atoms: list[Atom] = []
    position = 0
    while position < len(plain):
        atom, position = _atom_at(plain, position, atoms, context)
        if atom is not None:
            atoms.append(atom)
    return list(_without_prepositions(atoms))


_PREFIXES = frozenset("FUAP")
_BETWEEN = frozenset(",oa->tLB/(")


def _without_prepositions(atoms: list[Atom]) -> Iterator[Atom]:
    """Leave out an "on" before a date, and an "à" or "a" that does not join two: `à 14h30`, `au 8 novembre`."""
    for position, atom in enumerate(atoms):
        following = atoms[position + 1].code if position + 1 < len(atoms) else ""
        before = atoms[position - 1].code if position else ""
        if atom.code == "O" and (not before or (following and following not in _BETWEEN)):
            continue
        if atom.code == "t" and atom.text != "to":
            is_of_time = following == "k" and before != "k"
            if not before or before in _PREFIXES or before in _BETWEEN or is_of_time:
                continue
        yield atom


def _atom_at(plain: str, position: int, before: list[Atom], context: Context) -> Found:
    character = plain[position]
    if character in " .)~%":
        if plain.startswith("..", position):
            raise TypedDateError(*NO_DATE)
        return None, position + 1
    for pattern, read in _forms():
        if (match := pattern.match(plain, position)) and (found := read(match, context)):
            return found
    if character.isdigit() and character.isascii():
        return _number(plain, position)
    if character.isalpha():
        return _word(plain, position, context)
    return _sign(plain, position, before, context)


def _number(plain: str, position: int) -> Found:
    match = _number_form().match(plain, position)
    assert match is not None
    digits = match[1] or match[2]
    code = "n" if len(digits) <= 2 else "Y" if len(digits) == 4 else "x"
    if len(digits) > 12:
        raise TypedDateError(*NO_DATE)
    if code == "Y" and digits == "0000":
        raise TypedDateError(*YEAR_ZERO)
    return Atom(code, digits, int(digits)), match.end()


def _sign(plain: str, position: int, before: list[Atom], context: Context) -> Found:
    character = plain[position]
    if arrow := _ARROW.match(plain, position):
        return Atom(">", arrow[0]), arrow.end()
    if character == "?":
        # A mark of its own beside an arrow is an end that is not known.
        is_end = (not before and _ARROW.match(plain, position + 2)) or (
            before and before[-1].code == ">" and plain[position:] == "?"
        )
        return Atom("u", "?") if is_end else None, position + 1
    if (
        character == "-"
        and plain[position - 1 : position] in ("", " ")
        and plain[position + 1 : position + 2].isdigit()
    ):
        match = _NEGATIVE.match(plain, position)
        edtf = EdtfDate.try_parse(match[0].upper()) if match else None
        if match is None or edtf is None or any(atom.code not in _PREFIXES for atom in before):
            raise TypedDateError(*NO_DATE)
        return Atom("E", match[0], range=hull(edtf, context.zone)), match.end()
    if character in "-,/(&":
        return Atom("a" if character == "&" else character, character), position + 1
    if character == "'" and re.match(r"'[0-9]{2}(?![0-9])", plain[position : position + 4]):
        raise TypedDateError(*SHORT_YEAR)
    raise TypedDateError(*NO_DATE)


def _is_minus(plain: str, position: int) -> bool:
    """Return whether a dash stands before a number and behind nothing, as a minus does."""
    return (not position or plain[position - 1] == " ") and plain[position + 1 : position + 2].isdigit()


def _word(plain: str, position: int, context: Context) -> Found:
    """Read a word, or the longest phrase."""
    match = _PHRASE.match(plain, position)
    assert match is not None
    phrase = match[0]
    while True:
        typed = phrase.replace("-", " ")
        end = position + len(phrase)
        if typed in words.PERIODS or typed in words.NEAR_WEEKDAYS:
            first, last = _said_from_today(typed, context.today)
            return Atom("r", typed, range=days_range(first, last)), end
        if code := words.LINKS.get(typed):
            return None if code == "." else Atom(code, typed), end
        if cut := max(phrase.rfind(" "), phrase.rfind("-")) + 1:
            phrase = phrase[: cut - 1]
        else:
            return _single_word(phrase), end


def _single_word(word: str) -> Atom | None:
    if word in words.MONTHS:
        return Atom("m", word, words.MONTHS[word])
    if word in words.WEEKDAYS:
        return Atom("w", word, words.WEEKDAYS[word])
    if word in words.PARTS:
        return Atom("p", word)
    if word in words.NOON:
        return Atom("k", "12:00")
    if word in words.FILLERS:
        return None
    from tui.timeline.dates.typed_refusals import refused_word

    raise refused_word(word)


# What is said from today


def _said_from_today(phrase: str, today: date) -> tuple[int, int]:
    """Return the numbers of the first and the last day of a phrase of the vocabulary."""
    try:
        if near := words.NEAR_WEEKDAYS.get(phrase):
            # The weekday is counted onward from the day after today, or up to the day before it.
            weekday, step = near
            days = (weekday - today.weekday() - 1) % 7 + 1 if step > 0 else -((today.weekday() - weekday - 1) % 7 + 1)
            day = today + timedelta(days)
            return day.toordinal(), day.toordinal()
        unit, shift = words.PERIODS[phrase]
        day = _shifted(today, unit, shift) if shift else today
        if unit == "week":
            monday = day - timedelta(day.weekday())
            return monday.toordinal(), (monday + timedelta(6)).toordinal()
    except OverflowError as error:
        raise TypedDateError(*OUT_OF_RANGE) from error
    if unit == "month":
        return month_or_day(day.year, day.month, None)
    if unit == "year":
        return date(day.year, 1, 1).toordinal(), date(day.year, 12, 31).toordinal()
    return day.toordinal(), day.toordinal()


def _shifted(day: date, unit: words.Unit, number: int) -> date:
    """Move by so many units of the calendar; the last days of a month fall on the last one of a shorter.

    Raises:
        TypedDateError: the day is outside the years of `datetime`.
    """
    from dateutil.relativedelta import relativedelta

    try:
        return day + relativedelta(
            years=number * (unit == "year"),
            months=number * (unit == "month"),
            weeks=number * (unit == "week"),
            days=number * (unit == "day"),
        )
    except (OverflowError, ValueError) as error:
        raise TypedDateError(*OUT_OF_RANGE) from error


def _ago(match: re.Match[str], context: Context) -> Found | None:
    count, unit = match["n"] or match["n_behind"], match["unit"] or match["unit_behind"]
    number = int(count.replace(",", "")) if count[0].isdigit() else words.COUNTS.get(count)
    if number is None:
        return None
    if unit in words.CLOCK_UNITS:
        raise TypedDateError("only days, weeks, months and years are counted from today", "write a day and its time")
    if unit not in words.UNITS:
        return None
    if words.UNITS[unit] == "year" and number >= context.today.year:
        return Atom("y", match[0], context.today.year - number), match.end()
    day = _shifted(context.today, words.UNITS[unit], -number).toordinal()
    return Atom("r", match[0], range=days_range(day, day)), match.end()


# Years


def _year(match: re.Match[str], _: Context) -> Found | None:
    if match["number"] is None:
        number, is_before = match["number_behind"], match["bc_before"]
    else:
        number, is_before = match["number"], match["bc"]
    year = int(re.sub("[,. ]", "", number))
    if year == 0:
        raise TypedDateError(*YEAR_ZERO)
    return Atom("y", match[0], 1 - year if is_before else year, is_year_shared=True), match.end()


def _long_ago(match: re.Match[str], context: Context) -> Found | None:
    """Read `13.8 billion years ago`, `66 Ma`, `2 million BC`, with what it is rounded to."""
    group = match.groupdict()
    amount = group["amount"] or group["amount_behind"]
    scale = _SCALES[group["scale"] or group["scale_behind"] or group["short"] or group["scale_bc"]]
    whole, _, fraction = re.sub(",(?=[0-9]{3}(?![0-9]))", "", amount).replace(",", ".").partition(".")
    if len(fraction) > len(str(scale)) - 1 or len(whole) > 12:
        return None
    ago = int(whole) * scale + int(f"{fraction:0<{len(str(scale)) - 1}}" or 0)
    # Of thousands of years people know more exactly than of millions when now is.
    year = context.today.year - ago if scale == _THOUSAND and not group["scale_bc"] else -ago
    if group["nearest"] is None:
        return Atom("y", match[0], year), match.end()
    unit = int(group["nearest"].replace(",", "") or 1) * _SCALES.get(group["nearest_scale"], 1)
    if unit == 0:
        return None
    lowest = ago // unit * unit
    return Atom("c", match[0], -(lowest + unit - 1), -lowest), match.end()


def _decade(match: re.Match[str], _: Context) -> Found | None:
    digits = next(filter(None, match.group("ad", "of", "plural")))
    year = int(digits)
    if match["bc"]:
        return Atom("c", match[0], -year - 8, 1 - year), match.end()
    if len(digits) < 4 and not match["ad"]:
        raise TypedDateError(*SHORT_YEAR)
    if year == 0:
        raise TypedDateError(*YEAR_ZERO)
    if year % 10:
        raise TypedDateError(f"no decade begins with {digits}", f"write {digits[:-1]}0s or {digits}")
    return Atom("c", match[0], year, year + 9), match.end()


def _century(match: re.Match[str], _: Context) -> Found | None:
    number = _ordinal(match["n"] or match["n_behind"])
    unit = match["unit"] or match["unit_before"]
    if number is None:
        return None
    if number == 0:
        raise TypedDateError("there is no century 0", "write the 1st century")
    years = 1000 if unit.startswith("mil") else 100
    first, last = years * (number - 1), years * number - 1
    return Atom("c", match[0], -last, -first) if match["bc"] else Atom("c", match[0], first, last), match.end()


def _any_year(match: re.Match[str], _: Context) -> Found | None:
    return Atom("c", match[0], 0, 9999), match.end()


_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}


def _ordinal(text: str) -> int | None:
    """Read `13`, `13th`, `xiii`, `xiiie` or `thirteenth`."""
    plain = text.replace("-", " ")
    if plain in words.ORDINALS:
        return words.ORDINALS[plain]
    if digits := re.match("[0-9]+", text):
        return int(digits[0])
    bare = re.sub("(?:er|eme|e)$", "", text)
    if not re.fullmatch("(?:xl|l?x{0,3})(?:ix|iv|v?i{0,3})", bare) or not bare:
        return None
    values = [_ROMAN[letter] for letter in bare]
    return sum(
        -value if following > value else value for value, following in zip(values, [*values[1:], 0], strict=True)
    )


# Parts of a year


def _season(match: re.Match[str], _: Context) -> Found | None:
    hemisphere = words.HEMISPHERES.get(match["half"] or match["half_behind"] or "", 0)
    code = 21 + words.SEASONS[match["name"]] + 4 * hemisphere
    season = Atom("s", match["name"], code)
    # A season that ends in the next year may be named by both.
    years = _season_years_form().match(match.string, match.end())
    if years and sum(SEASONS[code]) > 13:
        first, following = _year_number(years["first"]), years["second"]
        second = first // 100 * 100 + int(following) if re.fullmatch("[0-9]{2}", following) else _year_number(following)
        if (first + 1 - second) in (0, 100 if len(following) == 2 else 0):
            return Atom("E", match[0], range=days_range(*season_days(first, code))), years.end()
    return season, match.end()


def _year_number(text: str) -> int:
    number = int(re.sub("[^0-9]", "", text))
    return 1 - number if re.search(_BC, text) else number


def _part_of_year(match: re.Match[str], _: Context) -> Found | None:
    ordinal = match["ordinal"]
    number = _ordinal(ordinal) if ordinal else int(match["n"])
    kind = match["kind"] or match["letter"]
    if number is None:
        return None
    if kind in ("q", "t", "quarter", "trimestre"):
        if not 1 <= number <= 4:
            raise TypedDateError(f"there is no quarter {number}", "write a quarter from q1 to q4")
        return Atom("q", match[0], 32 + number), match.end()
    if not 1 <= number <= 2:
        raise TypedDateError(f"there is no half {number}", "write h1 or h2")
    return Atom("q", match[0], 39 + number), match.end()


# Digits


def _edtf(match: re.Match[str], context: Context) -> Found | None:
    if match[0].isdigit():
        return None
    edtf = EdtfDate.try_parse(match[0].upper())
    if edtf is None or edtf.start is None:
        return None
    time = hull(edtf, context.zone)
    if edtf.start.is_plain and edtf.precision == "day":
        return Atom("D", match[0], number=edtf.start.first // DAY), match.end()
    is_zoned = edtf.start.offset is not None
    return Atom("E", f"{match[0]}{'z' * is_zoned}", range=time), match.end()


def _digits(match: re.Match[str], context: Context) -> Found | None:
    """Read a day or a month in the order of a country."""
    text = match[0]
    has_year = re.search("[0-9]{4}", text) is not None
    if not has_year and ("/" not in text or match.string[match.end() :][:2].strip().isalpha()):
        return None  # `1-8`, and `8/9 november`
    days = read_digits(text, context.today)
    if days is None:
        return None
    if days[0] == days[1]:
        return Atom("D", text, days[0]), match.end()
    return Atom("E", text, range=days_range(*days)), match.end()


def _clock(match: re.Match[str], _: Context) -> Found | None:
    group = match.groupdict(default="")
    hour = group["hour"] or group["hour_h"] or group["hour_half"]
    minute, second = group["minute"] or group["minute_h"] or group["minute_h_apart"], group["second"]
    half = group["half"] or group["half_alone"]
    number = int(hour)
    if half:
        if not 1 <= number <= 12:
            raise TypedDateError(f"there is no {hour} {half}m", "write an hour from 1 to 12, or 14:30")
        number = number % 12 + 12 * (half == "p")
    if number == 24:
        raise TypedDateError("a day ends at 23:59:59", "write 00:00 of the next day")
    for value, highest, name in ((str(number), 23, "hour"), (minute, 59, "minute"), (second, 59, "second")):
        if value and int(value) > highest:
            raise TypedDateError(f"there is no {name} {value}", f"write {name}s from 00 to {highest}")
    time = ":".join([f"{number:02}", *filter(None, (minute, second))]) + group["fraction"]
    zone, end = _zone(match)
    return Atom("k", f"{time}{zone}"), end


def _zone(match: re.Match[str]) -> tuple[str, int]:
    """Return the zone behind a time as EDTF writes it, and the offset of its end."""
    zone = _zone_form().match(match.string, match.end())
    if zone is None:
        return "", match.end()
    offset = (zone["offset"] or zone["utc_offset"] or "").strip()
    if not offset:
        return "Z", zone.end()
    digits = offset[1:].replace(":", "")
    hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "00")
    written = f"{offset[0]}{int(hours):02}:{minutes}"
    if int(hours) == int(minutes) == 0:
        return "Z", zone.end()
    # What is no zone may be the end of a range: 14:30 -16:00.
    return ("", match.end()) if offset_seconds(written) is None else (written, zone.end())


def _filler(match: re.Match[str], _: Context) -> Found | None:
    return None, match.end()


# The forms, in folded text whose hyphens are kept. They are compiled when the first date in words is read.

_THOUSAND = 1000
_SCALES = {
    **dict.fromkeys(("thousand", "mille", "milliers", "mil", "k"), _THOUSAND),
    **dict.fromkeys(("million", "millions", "millon", "millones", "m"), 10**6),
    **dict.fromkeys(("billion", "billions", "milliard", "milliards", "mil millones", "b", "g"), 10**9),
}
_BC = (
    r"(?:b\.? ?c\.?(?: ?e\.?)?|av(?:\.|ant)? ?j\.?[- ]?c\.?|avant notre ere|antes de (?:cristo|nuestra era)"
    r"|a\. ?(?:de |e\. ?)?c\.?|a(?:e?c| de c)\.?)(?![^\W_])"
)
_AD = (
    r"(?:a\.? ?d\.?|c\.? ?e\.?|ap(?:r|res)?\.? ?j\.?[- ]?c\.?|de (?:notre ere|nuestra era)|despues de cristo"
    r"|d\. ?(?:de |e\. ?)?c\.?|d(?:c| de c)\.?|e\. ?c\.?)(?![^\W_])"
)
_DIGITS = r"(?:[0-9]{1,3}(?:[,. ][0-9]{3})+(?![0-9])|[0-9]{1,12}(?![0-9]))"
_AD_BEFORE, _BC_BEFORE = r"a\.?d\.?", r"b\.?c\.?(?:e\.?)?"
_YEAR = rf"(?:{_AD_BEFORE} ?{_DIGITS}|{_DIGITS} ?(?:{_BC}|{_AD})|[0-9]{{4}}(?![0-9]))"
_LETTER_OR_DIGIT = r"[^\W_]"
_AMOUNT = r"[0-9]+(?:[.,][0-9]+)*"
_SCALE = r"thousand|millions?|billions?"

_ARROW = re.compile("\u2192|[-=]*>")
_WORD = r"[^\W\d_]+(?:'[^\W\d_]+)*"
_PHRASE = re.compile(rf"{_WORD}(?:[ -]{_WORD}){{0,{words.LONGEST_PHRASE - 1}}}")
_NEGATIVE = re.compile(r"-[0-9x]{4}(?:-[0-9x]{2}){0,2}(?![\w-])")


@cache
def _number_form() -> re.Pattern[str]:
    return re.compile(r"([0-9]+)(?:st|nd|rd|th|er|ere|eme|e|o|a)(?![^\W_])|([0-9]+)")


@cache
def _zone_form() -> re.Pattern[str]:
    return re.compile(
        r" ?(?:(?:utc|gmt|z)(?![^\W_])(?P<utc_offset>[+-][0-9]{1,2}(?::?[0-9]{2})?(?![0-9]))?"
        r"|(?P<offset> ?\+[0-9]{2}(?::?[0-9]{2})?|(?<= )-[0-9]{2}(?::?[0-9]{2})?)(?![0-9h:.]))"
    )


@cache
def _season_years_form() -> re.Pattern[str]:
    return re.compile(rf"(?: (?:of|in|de|del|en))? (?P<first>{_YEAR}) ?[-/] ?(?P<second>{_YEAR}|[0-9]{{2}}(?![0-9-]))")


@cache
def _forms() -> tuple[tuple[re.Pattern[str], Callable[[re.Match[str], Context], Found | None]], ...]:
    """Return the forms of atoms that are more than a word or a number, in the order in which they are tried."""
    ordinal_words = "|".join(word.replace(" ", "[ -]") for word in words.ORDINALS)
    number = rf"[0-9]{{1,3}}(?:st|nd|rd|th|ere|er|eme|e|o|a)?|{ordinal_words}"
    forms = (
        # A day in November, some year of …; the parts of a date that are uncertain; an article.
        (
            r"(?:a|an|some|one|un|une|una|algun|quelque) (?:day|month|year|part|moment|jour|mois|an|annee|dia|mes|ano)"
            r" (?:in|of|en|de|du|dans|del)(?![^\W_])|\([a-z, ]*(?:uncertain|approximate)\)|[ld]'(?=[^\W\d_])",
            _filler,
        ),
        (r"some year(?![^\W_])", _any_year),
        (
            rf"(?:(?P<amount>{_AMOUNT}) ?(?:(?P<scale>{_SCALE}) (?:years )?ago|(?P<short>[kmbg])(?:ya|a)(?![^\W_])"
            rf"|(?P<scale_bc>{_SCALE}) (?:{_BC}))"
            rf"|(?:il y a|hace) (?P<amount_behind>{_AMOUNT}) (?P<scale_behind>mil millones|millones|millon|milliards?"
            r"|milliers|millions?|mille|mil) (?:d'|de )?(?:ans|annees|anos))"
            rf"(?: \((?:to the )?nearest ?(?P<nearest>(?:[0-9][0-9,]*)?) ?(?P<nearest_scale>{_SCALE})?(?: years)?\))?",
            _long_ago,
        ),
        (
            r"(?P<n>[a-z]+|[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+) (?P<unit>[a-z]+) ago(?![^\W_])"
            r"|(?:il y a|hace) (?P<n_behind>[a-z]+|[0-9]+) (?P<unit_behind>[a-z]+)",
            _ago,
        ),
        (
            rf"(?:a\.?d\.? ?(?P<ad>[0-9]{{1,3}}0)'?s|(?:annees|anos|decada de(?: los)?) (?P<of>[0-9]{{2,4}})(?![0-9])"
            rf"|(?P<plural>[0-9]{{2,4}}) ?'?s)(?![^\W_])(?: (?P<bc>{_BC}))?",
            _decade,
        ),
        (
            rf"(?:(?P<n>{number}|[ivxl]+?(?:er|eme|e)?)[ -](?P<unit>century|centuries|siecles?|millennium|millenaires?"
            rf"|milenio)|(?P<unit_before>siglo|milenio|s\.) ?(?P<n_behind>[ivxl]+|[0-9]{{1,2}}))(?![^\W_])"
            rf"(?: (?:(?P<bc>{_BC})|{_AD}))?",
            _century,
        ),
        (
            rf"(?:(?P<half>{'|'.join(words.HEMISPHERES)}) )?(?P<name>{'|'.join(words.SEASONS)})"
            rf"(?: (?P<half_behind>{'|'.join(words.HEMISPHERES)}))?(?![^\W_])",
            _season,
        ),
        (
            rf"(?:(?P<letter>[qths]) ?(?P<n>[0-9]{{1,2}})|(?P<ordinal>{number}) (?P<kind>quarter|trimestre|half"
            r"|semestre|semester|moitie|mitad))(?![^\W_])",
            _part_of_year,
        ),
        (
            rf"(?P<number>{_DIGITS}) ?(?:(?P<bc>{_BC})|{_AD})"
            rf"|(?:{_AD_BEFORE}|(?P<bc_before>{_BC_BEFORE})) ?(?P<number_behind>{_DIGITS})",
            _year,
        ),
        (
            r"(?:y-?[0-9]+(?:e[0-9]+)?(?:s[0-9]+)?|[0-9]{4}s[0-9]+"
            r"|[0-9x]{4}(?:-[0-9x]{2}(?:-[0-9x]{2}(?:t[0-9:.]+(?:z|[+-][0-9]{2}(?::?[0-9]{2})?)?)?)?)?)(?!\w|-[0-9])",
            _edtf,
        ),
        (r"(?:[0-9]{1,4}([-/.])[0-9]{1,4}(?:\1[0-9]{1,4})?|[0-9]{8})(?![^\W_]|[-/.][0-9])", _digits),
        (
            r"(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?P<fraction>\.[0-9]{1,9})?)?(?![0-9])"
            r"(?: ?(?P<half>[ap])\.? ?m\b\.?)?"
            r"|(?P<hour_h>[0-9]{1,2})(?:h(?P<minute_h>[0-9]{2})(?![0-9])| h (?P<minute_h_apart>[0-9]{2})(?![0-9])"
            r"| ?(?:h|hrs?|heures?|horas?)(?![^\W_]))"
            r"|(?P<hour_half>[0-9]{1,2}) ?(?P<half_alone>[ap])\.? ?m\b\.?",
            _clock,
        ),
    )
    return tuple((re.compile(form), read) for form, read in forms)

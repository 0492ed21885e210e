"""Typed years and spans of years: with an era, long ago, decades and centuries; seasons, quarters and halves."""

from __future__ import annotations

import re
from functools import cache

from tui.timeline.dates import typed_vocabulary as words
from tui.timeline.dates.calendar import SEASONS, season_days
from tui.timeline.dates.time_range import days_range
from tui.timeline.dates.typed_atoms import Atom, Context, Found
from tui.timeline.dates.typed_error import SHORT_YEAR, YEAR_ZERO, TypedDateError

_THOUSAND = 1000
_SCALES = {
    **dict.fromkeys(("thousand", "mille", "milliers", "mil", "k"), _THOUSAND),
    **dict.fromkeys(("million", "millions", "millon", "millones", "m"), 10**6),
    **dict.fromkeys(("billion", "billions", "milliard", "milliards", "mil millones", "b", "g"), 10**9),
}
BC = (
    r"(?:b\.? ?c\.?(?: ?e\.?)?|av(?:\.|ant)? ?j\.?[- ]?c\.?|avant notre ere|antes de (?:cristo|nuestra era)"
    r"|a\. ?(?:de |e\. ?)?c\.?|a(?:e?c| de c)\.?)(?![^\W_])"
)
AD = (
    r"(?:a\.? ?d\.?|c\.? ?e\.?|ap(?:r|res)?\.? ?j\.?[- ]?c\.?|de (?:notre ere|nuestra era)|despues de cristo"
    r"|d\. ?(?:de |e\. ?)?c\.?|d(?:c| de c)\.?|e\. ?c\.?)(?![^\W_])"
)
DIGITS = r"(?:[0-9]{1,3}(?:[,. ][0-9]{3})+(?![0-9])|[0-9]{1,12}(?![0-9]))"
AD_BEFORE, BC_BEFORE = r"a\.?d\.?", r"b\.?c\.?(?:e\.?)?"
_YEAR = rf"(?:{AD_BEFORE} ?{DIGITS}|{DIGITS} ?(?:{BC}|{AD})|[0-9]{{4}}(?![0-9]))"
AMOUNT = r"[0-9]+(?:[.,][0-9]+)*"
SCALE = r"thousand|millions?|billions?"


def read_year(match: re.Match[str], _: Context) -> Found | None:
    """Read a year with its era: `44 BC`, `AD 476`, `43 av. J.-C.`."""
    if match["number"] is None:
        number, is_before = match["number_behind"], match["bc_before"]
    else:
        number, is_before = match["number"], match["bc"]
    year = int(re.sub("[,. ]", "", number))
    if year == 0:
        raise TypedDateError(*YEAR_ZERO)
    return Atom("y", match[0], 1 - year if is_before else year, is_year_shared=True), match.end()


def read_long_ago(match: re.Match[str], context: Context) -> Found | None:
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


def read_decade(match: re.Match[str], _: Context) -> Found | None:
    """Read `the 1990s`, `AD 470s`, `40s BC` and `années 1990`."""
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


def read_century(match: re.Match[str], _: Context) -> Found | None:
    """Read a century or a millennium: the 13th century is 1200 to 1299, as EDTF has `12XX`."""
    number = _ordinal(match["n"] or match["n_behind"])
    unit = match["unit"] or match["unit_before"]
    if number is None:
        return None
    if number == 0:
        raise TypedDateError("there is no century 0", "write the 1st century")
    years = 1000 if unit.startswith("mil") else 100
    first, last = years * (number - 1), years * number - 1
    return Atom("c", match[0], -last, -first) if match["bc"] else Atom("c", match[0], first, last), match.end()


def read_any_year(match: re.Match[str], _: Context) -> Found | None:
    """Read `some year`, which is `XXXX` in EDTF."""
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


def read_season(match: re.Match[str], _: Context) -> Found | None:
    """Read a season, with both of its years where it ends in the next one."""
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
    return 1 - number if re.search(BC, text) else number


def read_part_of_year(match: re.Match[str], _: Context) -> Found | None:
    """Read a quarter or a half: `Q1`, `2e trimestre`, `second half`."""
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


@cache
def _season_years_form() -> re.Pattern[str]:
    return re.compile(rf"(?: (?:of|in|de|del|en))? (?P<first>{_YEAR}) ?[-/] ?(?P<second>{_YEAR}|[0-9]{{2}}(?![0-9-]))")

"""The forms of typed dates that are more than a word or a number, in folded text whose hyphens are kept."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from tui.timeline.dates import typed_vocabulary as words
from tui.timeline.dates.calendar import DAY
from tui.timeline.dates.edtf import EdtfDate
from tui.timeline.dates.single import offset_seconds
from tui.timeline.dates.time_range import days_range
from tui.timeline.dates.typed_atoms import Atom, Context, Found, hull
from tui.timeline.dates.typed_error import TypedDateError
from tui.timeline.dates.typed_numbers import read_digits
from tui.timeline.dates.typed_today import read_ago
from tui.timeline.dates.typed_years import (
    AD,
    AD_BEFORE,
    AMOUNT,
    BC,
    BC_BEFORE,
    DIGITS,
    SCALE,
    read_any_year,
    read_century,
    read_decade,
    read_long_ago,
    read_part_of_year,
    read_season,
    read_year,
)


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


@cache
def _zone_form() -> re.Pattern[str]:
    return re.compile(
        r" ?(?:(?:utc|gmt|z)(?![^\W_])(?P<utc_offset>[+-][0-9]{1,2}(?::?[0-9]{2})?(?![0-9]))?"
        r"|(?P<offset> ?\+[0-9]{2}(?::?[0-9]{2})?|(?<= )-[0-9]{2}(?::?[0-9]{2})?)(?![0-9h:.]))"
    )


@cache
def forms() -> tuple[tuple[re.Pattern[str], Callable[[re.Match[str], Context], Found | None]], ...]:
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
        (r"some year(?![^\W_])", read_any_year),
        (
            rf"(?:(?P<amount>{AMOUNT}) ?(?:(?P<scale>{SCALE}) (?:years )?ago|(?P<short>[kmbg])(?:ya|a)(?![^\W_])"
            rf"|(?P<scale_bc>{SCALE}) (?:{BC}))"
            rf"|(?:il y a|hace) (?P<amount_behind>{AMOUNT}) (?P<scale_behind>mil millones|millones|millon|milliards?"
            r"|milliers|millions?|mille|mil) (?:d'|de )?(?:ans|annees|anos))"
            rf"(?: \((?:to the )?nearest ?(?P<nearest>(?:[0-9][0-9,]*)?) ?(?P<nearest_scale>{SCALE})?(?: years)?\))?",
            read_long_ago,
        ),
        (
            r"(?P<n>[a-z]+|[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+) (?P<unit>[a-z]+) ago(?![^\W_])"
            r"|(?:il y a|hace) (?P<n_behind>[a-z]+|[0-9]+) (?P<unit_behind>[a-z]+)",
            read_ago,
        ),
        (
            rf"(?:a\.?d\.? ?(?P<ad>[0-9]{{1,3}}0)'?s|(?:annees|anos|decada de(?: los)?) (?P<of>[0-9]{{2,4}})(?![0-9])"
            rf"|(?P<plural>[0-9]{{2,4}}) ?'?s)(?![^\W_])(?: (?P<bc>{BC}))?",
            read_decade,
        ),
        (
            rf"(?:(?P<n>{number}|[ivxl]+?(?:er|eme|e)?)[ -](?P<unit>century|centuries|siecles?|millennium|millenaires?"
            rf"|milenio)|(?P<unit_before>siglo|milenio|s\.) ?(?P<n_behind>[ivxl]+|[0-9]{{1,2}}))(?![^\W_])"
            rf"(?: (?:(?P<bc>{BC})|{AD}))?",
            read_century,
        ),
        (
            rf"(?:(?P<half>{'|'.join(words.HEMISPHERES)}) )?(?P<name>{'|'.join(words.SEASONS)})"
            rf"(?: (?P<half_behind>{'|'.join(words.HEMISPHERES)}))?(?![^\W_])",
            read_season,
        ),
        (
            rf"(?:(?P<letter>[qths]) ?(?P<n>[0-9]{{1,2}})|(?P<ordinal>{number}) (?P<kind>quarter|trimestre|half"
            r"|semestre|semester|moitie|mitad))(?![^\W_])",
            read_part_of_year,
        ),
        (
            rf"(?P<number>{DIGITS}) ?(?:(?P<bc>{BC})|{AD})"
            rf"|(?:{AD_BEFORE}|(?P<bc_before>{BC_BEFORE})) ?(?P<number_behind>{DIGITS})",
            read_year,
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

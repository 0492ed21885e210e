"""Dates in the column of a list: as precise as they are known, and as long as there is room."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from rich.cells import cell_len

from tui.terminal.glyphs import glyphs
from tui.timeline.dates.bounds import OPEN_END
from tui.timeline.dates.calendar import DAY, civil
from tui.timeline.dates.edtf import EdtfDate
from tui.timeline.dates.names import month_name, year_name
from tui.timeline.dates.sections import HOUR, TimeUnit
from tui.timeline.dates.words import short_words


def _brief_years(found: re.Match[str]) -> str:
    return " bn yr ago" if found[1] else " m yr ago"


_LONG_PARTS: tuple[tuple[str, str, str | Callable[[re.Match[str]], str]], ...] = (
    (":", r"(\d\d:\d\d:\d\d)\.\d+", r"\1"),
    (":", r"(\d\d:\d\d):\d\d", r"\1"),
    (":", r"( [+-]\d\d):00", r"\1"),
    ("(", r" \([^)]*\)", ""),
    ("illion", r" (b)illion years ago| (m)illion years ago", _brief_years),
    (" BC", r" BC( – | → )(?=[\d,]+ BC)", r"\1"),
    ("a ", r"^a (month|day) in ", r"\1 in "),
)
"""What a date loses if it is too long, the least important first: seconds, a zone, how precise a distant year is.

Each is a text without which the pattern need not be tried, the pattern, and its replacement.
"""

_ZONE = re.compile(r" (?:UTC|[+-]\d\d(?::\d\d)?)( \S+)?$")


def column_date(date: EdtfDate, unit: TimeUnit | None, width: int) -> str:
    """Return a date in at most this many cells, if possible.

    It has no year, hour and the like that the rule above it says. If it is too long it loses its seconds and other
    details, then all but its start.

    Args:
        date: the date.
        unit: the unit that the rule above names; None if that says nothing about the date.
        width: the cells.
    """
    text = ""
    for text in _shorter(date, unit):
        if cell_len(text) <= width:
            return text
    return text


def without_zone(text: str) -> str:
    """Return a date that is too long with an ellipsis in place of its zone, rather than of a part of that."""
    return _ZONE.sub(lambda found: found[1] or glyphs().ellipsis, text)


def _shorter(date: EdtfDate, unit: TimeUnit | None) -> Iterator[str]:
    """Yield a date in words, each time shorter."""
    text = short_words(date)
    for said, count in _said(date, unit):
        text = text.replace(said, "", count)
    yield text
    for mark, pattern, replacement in _LONG_PARTS:
        if mark in text:
            text = re.sub(pattern, replacement, text)
            yield text
    start, end = date.start, date.end
    if start is not None and end is not start and start.text != date.text:
        joint = glyphs().right if date.is_interval else glyphs().span
        for beginning in _shorter(EdtfDate.parse(start.text), unit):
            yield f"{beginning} {joint}{glyphs().ellipsis}"


def _said(date: EdtfDate, unit: TimeUnit | None) -> Iterator[tuple[str, int]]:
    """Yield the parts of a date in words that a rule says already, and how often they may be left out; -1 is always."""
    if unit is None or unit.unit not in ("hour", "day", "month", "year"):
        return
    if unit.unit == "year" and ("X" in date.text or date.precision == "year"):
        return  # "a month in 1990", "1990 → 1993"
    bounds = date.bounds
    year = _year(bounds.earliest_start)
    is_one_year = bounds.latest_end != OPEN_END and _year(bounds.latest_end) == year
    if unit.unit not in ("month", "year"):
        _, month, day = civil(unit.number * (HOUR if unit.unit == "hour" else DAY) // DAY)
        name = f"{day} {month_name(month, True)}"
        yield f"{name} {year_name(year)} ", -1
        if is_one_year:
            yield f" {year_name(year)}", -1
            yield f"{name} ", -1
    else:
        yield f" {year_name(year)}", -1 if is_one_year else 1


def _year(second: int) -> int:
    return civil(second // DAY)[0]

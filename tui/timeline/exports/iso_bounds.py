"""The bounds of a date in ISO 8601, for programs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import tzinfo

from tui.timeline.dates.bounds import OPEN_END, OPEN_START
from tui.timeline.dates.calendar import DAY, civil
from tui.timeline.dates.edtf import EdtfDate
from tui.timeline.dates.single import SingleDate


def iso_bounds(date: EdtfDate, zone: tzinfo | None) -> tuple[str, str]:
    """Return when something can have started at the earliest and ended at the latest; empty where that is open.

    A bound is a day, or a second where the time of day is known, by the clock that the time was written by. The years
    are those of EDTF: ``-0043`` is 44 BC, and a year of more than four digits stands alone, as ``Y-13800000000``.

    Args:
        date: the date.
        zone: the clock by which dates of several clocks are compared; None for UTC.
    """
    bounds = date.bounds_in(zone)
    earliest = latest = ""
    for single in _singles(date):
        first, last = single.bounds_in(zone)
        if first == bounds.earliest_start != OPEN_START and not earliest:
            earliest = _iso(single.first, single)
        if last == bounds.latest_end != OPEN_END:
            latest = _iso(single.last, single)
    return earliest, latest


def _singles(date: EdtfDate) -> Iterator[SingleDate]:
    """Yield the dates that a date, an interval or a set consists of."""
    for part in date.members or (date,):
        yield from filter(None, (part.start, part.end))


def _iso(second: int, single: SingleDate) -> str:
    """Return a second on the clock of a date, or its day if the date has no time."""
    number, rest = divmod(second, DAY)
    year, month, day = civil(number)
    if abs(year) > 9999:
        return f"Y{year}"
    text = f"{'-' * (year < 0)}{abs(year):04}-{month:02}-{day:02}"
    if single.has_time:
        text += f"T{rest // 3600:02}:{rest // 60 % 60:02}:{rest % 60:02}{_offset(single.offset)}"
    return text


def _offset(seconds: int | None) -> str:
    if not seconds:
        return "" if seconds is None else "Z"
    hours, minutes = divmod(abs(seconds) // 60, 60)
    return f"{'-' if seconds < 0 else '+'}{hours:02}:{minutes:02}"

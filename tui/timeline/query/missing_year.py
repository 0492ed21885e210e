"""Dates that were typed without a year, which is then the latest possible one."""

from __future__ import annotations

from datetime import date, tzinfo

from tui.text.folding import fold
from tui.timeline.dates.edtf import EdtfDate
from tui.timeline.dates.time_range import range_text
from tui.timeline.dates.typed import TypedDateError, typed_range
from tui.timeline.dates.typed_vocabulary import MONTHS, SEASONS
from tui.timeline.dates.words import date_words


def with_year(typed: str, today: date, zone: tzinfo | None) -> str | None:
    """Return the words of a date that names a month or a season without its year; None for other dates.

    Args:
        typed: the date, as it was typed.
        today: the day that the year is counted from.
        zone: the zone whose clock the times of the timeline are on; None is UTC.
    """
    words = fold(typed).split()
    if not any(word in MONTHS or word in SEASONS for word in words):
        return None
    try:
        time = typed_range(typed, today, zone)
        earlier = typed_range(typed, today.replace(year=today.year - 1, day=min(today.day, 28)), zone)
    except TypedDateError:
        return None
    if time == earlier or time.first is None or time.last is None:
        return None
    return date_words(EdtfDate.parse(range_text(time.first, time.last)))

"""Dates as people type them, in English, French and Spanish: `8 nov 2022`, `début janvier 2024`, `hace un año`.

A date that is typed means all of its time: `nov 2022` is that month, `2022` that year, `since 2022` all from its
first second on. Nothing is guessed. Where day and month may be swapped, or a part is missing that only today could
fill in, the text is refused with what to write instead. The one exception is the year: a month, a season, or a day of
a month without a year is the latest that has begun.

All of EDTF is read, and all words by which Dateline shows dates: `tui.timeline.dates.words`.

Dates are read at each key that is typed, and by a command line that should start at once: EDTF is read here, and all
other dates in `typed_text`, which is imported when it is needed.
"""

from __future__ import annotations

from datetime import date, tzinfo

from tui.timeline.dates.edtf import EdtfDate
from tui.timeline.dates.time_range import TimeRange
from tui.timeline.dates.typed_atoms import Context, hull
from tui.timeline.dates.typed_error import FORMS
from tui.timeline.dates.typed_error import TypedDateError as TypedDateError

# Longer than the words of any date but a set of many members; some Unicode work is quadratic in the length.
_LONGEST = 2000


def typed_range(text: str, today: date, zone: tzinfo | None = None) -> TimeRange:
    """Return the first and the last second that a date means, both included; None is an open end.

    Args:
        text: what was typed. Capitals, accents, extra blanks and the kind of hyphen do not matter.
        today: the day that `yesterday` and dates without a year are counted from.
        zone: the zone whose clock the times of the timeline are on, to which times with a zone are moved; None is UTC.

    Raises:
        TypedDateError: the text is no date, impossible, ambiguous, or too far away.
    """
    if len(text) > _LONGEST:
        text = " ".join(text.split())
        if len(text) > _LONGEST:
            raise TypedDateError("that is too long for a date", FORMS)
    if edtf := EdtfDate.try_parse(text.strip().upper()):
        return hull(edtf, zone)
    from tui.timeline.dates.typed_text import read_text

    return read_text(text, Context(today, zone))

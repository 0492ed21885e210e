"""The atoms of a typed date: its numbers, names, years, times and joining words, each with a one-letter code.

`typed_phrases` reads a date from the codes as a regular expression reads one from letters:

    n  one or two digits            m  month                  -  dash
    Y  four digits                  s  season                 ,  comma
    x  another number               q  quarter or half        /  slash    (  bracket
    y  year with an era             p  part of a month        >  arrow
    c  decade, century, any year    w  weekday                t  "to"
    D  day in digits                k  time of day            o  "or"
    E  other date in EDTF           d  day from today         a  "and"
    u  unknown date                 r  days from today

Before a date stand F, U, A and P for since, until, after and before; behind one L, B and O for "or later",
"or earlier" and "on".
"""

from __future__ import annotations

from datetime import date, tzinfo
from typing import NamedTuple

from tui.timeline.dates.bounds import OPEN_END, OPEN_START
from tui.timeline.dates.edtf import EdtfDate
from tui.timeline.dates.time_range import TimeRange


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

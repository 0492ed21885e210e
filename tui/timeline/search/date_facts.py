"""The keys of a date in the tables of dates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from datetime import tzinfo

from tui.text.frozen import Frozen
from tui.timeline.dates.bounds import OPEN_END, OPEN_START, Bounds
from tui.timeline.dates.calendar import DAY, civil
from tui.timeline.dates.edtf import EdtfDate
from tui.timeline.dates.sections import ROUND_FROM, TimeUnit, coarse_unit
from tui.timeline.dates.single import SingleDate

_GAP = r"X.*[0-9]"
"""An unspecified digit before a specified one."""


class DateFacts(Frozen):
    """The bounds of a date, and its keys in the tables of dates."""

    bounds: Bounds
    keys: tuple[tuple[str, str], ...]
    """Tables, and the key in each; see `tui.timeline.search.tables.Tables.sets`."""
    years: tuple[int, ...]
    """See `years_of`."""

    @classmethod
    def of(cls, when: EdtfDate, zone: tzinfo | None) -> DateFacts:
        """Return the facts of a date by the clock of a time zone, UTC if it is None."""
        bounds = when.bounds_in(zone)
        return cls(bounds, tuple(_keys(when, bounds)), tuple(years_of(when, bounds)))


def coarse_key(when: EdtfDate, bounds: Bounds) -> str:
    """Return the unit and the number of the `TimeUnit` of a date whose month is not known; empty if it is."""
    unit = coarse_unit(when, bounds.earliest_start)
    return f"{unit.unit} {unit.number}" if unit else ""


def years_of(when: EdtfDate, bounds: Bounds) -> Set[int]:
    """Return the years in which a date begins and ends.

    A far year to a few significant digits is the one that is written: people know 13.8 billion years ago, but not the
    first and the last year that this may mean.

    Args:
        when: the date.
        bounds: its bounds.
    """
    ends = (bounds.earliest_start, bounds.latest_end)
    years = {civil(bound // DAY)[0] for bound in ends if OPEN_START < bound < OPEN_END}
    if all(abs(year) < ROUND_FROM for year in years):
        return years
    singles = [single for part in when.members or (when,) for single in (part.start, part.end) if single is not None]
    return {year for single in singles for year in _years_of_single(single)}


def _years_of_single(single: SingleDate) -> Set[int]:
    years = {civil(bound // DAY)[0] for bound in (single.first, single.last)}
    parts = single.parts
    return {int(parts.year)} if parts.significant and any(abs(year) >= ROUND_FROM for year in years) else years


def unit_of_key(key: str) -> TimeUnit:
    """Return the unit whose key is given."""
    name, _, number = key.partition(" ")
    return TimeUnit(name, int(number))


def _keys(when: EdtfDate, bounds: Bounds) -> Iterator[tuple[str, str]]:
    start, latest_start, earliest_end, end = (bound // DAY for bound in bounds)
    if not start == latest_start == earliest_end == end:
        yield "latest-start", str(latest_start)
        yield "earliest-end", str(earliest_end)
        yield "latest-end", str(end)
        if not _is_within_a_month(start, end):
            seconds = " ".join(map(str, bounds))
            yield "spans", f"{seconds};{when.text}" if when.members and _has_gaps(when) else seconds
    if coarse := coarse_key(when, bounds):
        yield "coarse", coarse
    elif when.precision in ("month", "day"):
        yield "date", "day" if when.precision == "day" and start == latest_start else "month"
    if when.has_time:
        yield "date", "time"
    if _has_gaps(when):
        yield "date", "gaps"


def _is_within_a_month(first_day: int, last_day: int) -> bool:
    """Return whether two days are in the same month. Days beyond all years stand for open bounds."""
    return last_day - first_day < 31 and civil(first_day)[:2] == civil(last_day)[:2]


def _has_gaps(when: EdtfDate) -> bool:
    """Return whether a date may leave out some time between its bounds."""
    if when.members:
        return when.is_all_of or len(when.members) > 1
    return "X" in when.text and not when.is_interval and re.search(_GAP, when.text) is not None

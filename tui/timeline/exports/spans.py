"""The span of a date as calendar numbers, for formats that have a start and an end and know no doubt."""

from __future__ import annotations

from typing import NamedTuple

from tui.timeline.dates.bounds import OPEN_END, OPEN_START
from tui.timeline.dates.calendar import DAY, civil
from tui.timeline.dates.edtf import EdtfDate
from tui.timeline.dates.single import SingleDate

_UNITS = {"year": 1, "month": 2, "day": 3, "hour": 4, "minute": 5, "second": 6}


class Point(NamedTuple):
    """One end of a span: a year, month, day or time, as precise as it is known, on the clock that it was written by."""

    year: int
    """As astronomers number them: 0 is 1 BC."""
    month: int | None = None
    day: int | None = None
    hour: int | None = None
    minute: int | None = None
    second: int | None = None


class Span(NamedTuple):
    """What a format without doubt can say of a date."""

    start: Point | None
    """The earliest start; None if that is open or unknown."""
    end: Point | None
    """The latest end; None for a moment, and if that is open or unknown."""
    is_exact: bool
    """Whether start and end say all that the date does."""


def span_of(date: EdtfDate) -> Span:
    """Return the span of a date.

    A plain date is a point, and a plain interval a start and an end. A season, a decade or a set is a span of days from
    the first that it can mean to the last.
    """
    if not date.members and not date.is_interval and date.start is not None and _is_known(date.start):
        return Span(_point(date.start, date.start.first), None, not _is_qualified(date.start))
    first, last = _seconds(date)
    start = None if first == OPEN_START else _end(date, date.start, first)
    end = None if last == OPEN_END else _end(date, date.end, last)
    is_exact = date.is_interval and all(
        point is not None and single is not None and _is_known(single) and not _is_qualified(single)
        for point, single in ((start, date.start), (end, date.end))
    )
    return Span(start, end, is_exact)


def _end(date: EdtfDate, single: SingleDate | None, second: int) -> Point:
    """Return one end of a span: as precise as it is written in an interval, else a day."""
    if date.is_interval and single is not None and _is_known(single):
        return _point(single, second)
    return Point(*civil(second // DAY))


def _seconds(date: EdtfDate) -> tuple[int, int]:
    """Return the first and the last second of a date as written, whatever the zones."""
    parts = date.members or (date,)
    bounds = date.bounds
    first, last = OPEN_START, OPEN_END
    if bounds.earliest_start != OPEN_START:
        first = min(part.start.first for part in parts if part.start is not None)
    if bounds.latest_end != OPEN_END:
        last = max(part.end.last for part in parts if part.end is not None)
    return first, last


def _is_known(single: SingleDate) -> bool:
    """Return whether a date is one year, month, day or time, perhaps with a qualifier."""
    return single.precision in _UNITS and "X" not in single.text and "S" not in single.text


def _is_qualified(single: SingleDate) -> bool:
    return single.uncertain or single.approximate


def _point(single: SingleDate, second: int) -> Point:
    number, rest = divmod(second, DAY)
    numbers = (*civil(number), rest // 3600, rest // 60 % 60, rest % 60)
    return Point(*numbers[: _UNITS[single.precision]])

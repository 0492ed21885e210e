"""The members of EDTF sets: dates, and ranges of dates."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import tzinfo

from tui.text.frozen import Frozen
from tui.timeline.dates.bounds import OPEN_END, OPEN_START, Bounds
from tui.timeline.dates.calendar import DAY, civil, day_number, month_days
from tui.timeline.dates.single import Precision, SingleDate, is_reversed, read_single


class SetMember(Frozen):
    """A date in a set, or a range of dates such as `1670..1672`, `..1984` and `1984..`."""

    start: SingleDate | None
    """The date, or the start of the range; None when it is open."""
    end: SingleDate | None
    """The date again, or the end of the range; None when it is open."""

    @property
    def is_range(self) -> bool:
        """Whether it was written with two points."""
        return self.start is not self.end

    def bounds_in(self, zone: tzinfo | None) -> Bounds:
        """Return the bounds of a date, or of a range of which every unit is meant, as its first and its last are."""
        first, start_last = self.start.bounds_in(zone) if self.start else (OPEN_START, OPEN_START)
        end_first, last = self.end.bounds_in(zone) if self.end else (OPEN_END, OPEN_END)
        return Bounds(min(first, end_first), min(start_last, last), max(first, end_first), max(start_last, last))

    def overlaps(self, first: int, last: int, zone: tzinfo | None) -> bool:
        """Return whether it can mean a second from `first` to `last`."""
        if self.start is not None and not self.is_range:
            return self.start.overlaps(first, last, zone)
        return self.bounds_in(zone).possible(first, last)

    def is_covered(self, first: int, last: int, zone: tzinfo | None) -> bool:
        """Return whether the seconds from `first` to `last` have in them all that it can mean, or a unit of a range.

        Between the ends of a range, only days, months and years are gone through.
        """
        for end in (self.start, self.end):
            if end is not None:
                earliest, latest = end.bounds_in(zone)
                if first <= earliest and latest <= last:
                    return True
        unit = self.start or self.end
        if not self.is_range or unit is None or "X" in unit.text:
            return False
        bounds = self.bounds_in(zone)
        first_day = -(-max(first, bounds.earliest_start) // DAY)
        last_day = _end_of_unit(unit.precision, first_day)
        return last_day is not None and last_day * DAY + DAY - 1 <= min(last, bounds.latest_end)

    def units_in(self, zone: tzinfo | None) -> Iterator[tuple[int, int]]:
        """Yield the spans one of which must lie within a range that covers it; see `is_covered`.

        These are its ends, and the days, months or years between them, if neither end is open.
        """
        for end in dict.fromkeys((self.start, self.end)):
            if end is not None:
                yield end.bounds_in(zone)
        if not self.is_range or self.start is None or self.end is None or "X" in self.start.text:
            return
        unit, bounds = self.start, self.bounds_in(zone)
        day = -(-bounds.earliest_start // DAY)
        while (last := _end_of_unit(unit.precision, day)) is not None and last * DAY + DAY - 1 <= bounds.latest_end:
            yield day * DAY, last * DAY + DAY - 1
            day = last + 1

    def canonical(self) -> str:
        """Return the preferred form of the same member."""
        from tui.timeline.dates.canonical import canonical_single

        start, end = (canonical_single(end) if end else "" for end in (self.start, self.end))
        return f"{start}..{end}" if self.is_range else start


def read_member(text: str) -> SetMember | None:
    """Read one member of a set; None when it is not EDTF."""
    start_text, dots, end_text = text.partition("..")
    start = read_single(start_text)
    if not dots:
        return None if start is None else SetMember(start, start)
    end = read_single(end_text)
    if (start is None and start_text) or (end is None and end_text) or start is end:
        return None
    if start is not None and end is not None and is_reversed(start, end):
        return None
    return SetMember(start, end)


def _end_of_unit(precision: Precision, day: int) -> int | None:
    """Return the last day of the first whole day, month or year from a day on; None for other units."""
    year, month, day_of_month = civil(day)
    if precision == "day":
        return day
    if precision == "month":
        year, month = (year, month) if day_of_month == 1 else (year + month // 12, month % 12 + 1)
        return month_days(year, month)[1]
    if precision == "year":
        return day_number(year + ((month, day_of_month) != (1, 1)), 12, 31)
    return None

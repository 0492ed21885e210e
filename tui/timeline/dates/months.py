"""Months as numbers, for arithmetic: months since the beginning of the year 0."""

from __future__ import annotations

from datetime import date

from tui.timeline.dates.day_range import OPEN_END, OPEN_START

_AFTER_LAST = 12 * (date.max.year + 1)


def month_number(day: int) -> int:
    """Return the number of the month of a day, given as an ordinal.

    It is -1 for `OPEN_START`, and that of the first month after `datetime.date.max` for `OPEN_END`.
    """
    if day == OPEN_START:
        return -1
    return _AFTER_LAST if day == OPEN_END else month_of(date.fromordinal(day))


def month_of(day: date) -> int:
    """Return the number of the month of a day."""
    return 12 * day.year + day.month - 1


def first_day_of(month: int) -> int:
    """Return the ordinal of the first day of a month.

    It is that of `datetime.date.min` for a month before the year 1, and `OPEN_END` for one after the year 9999.
    """
    year, month_index = divmod(month, 12)
    if year < date.min.year:
        return date.min.toordinal()
    return OPEN_END if year > date.max.year else date(year, month_index + 1, 1).toordinal()

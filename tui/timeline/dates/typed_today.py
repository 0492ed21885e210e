"""Typed dates that are said from today: `last week`, `mardi dernier`, `hace un año`."""

from __future__ import annotations

import re
from datetime import date, timedelta

from tui.timeline.dates import typed_vocabulary as words
from tui.timeline.dates.time_range import days_range
from tui.timeline.dates.typed_atoms import Atom, Context, Found
from tui.timeline.dates.typed_error import OUT_OF_RANGE, TypedDateError
from tui.timeline.dates.typed_numbers import month_or_day


def said_from_today(phrase: str, today: date) -> tuple[int, int]:
    """Return the numbers of the first and the last day of a phrase of the vocabulary."""
    try:
        if near := words.NEAR_WEEKDAYS.get(phrase):
            # The weekday is counted onward from the day after today, or up to the day before it.
            weekday, step = near
            days = (weekday - today.weekday() - 1) % 7 + 1 if step > 0 else -((today.weekday() - weekday - 1) % 7 + 1)
            day = today + timedelta(days)
            return day.toordinal(), day.toordinal()
        unit, shift = words.PERIODS[phrase]
        day = _shifted(today, unit, shift) if shift else today
        if unit == "week":
            monday = day - timedelta(day.weekday())
            return monday.toordinal(), (monday + timedelta(6)).toordinal()
    except OverflowError as error:
        raise TypedDateError(*OUT_OF_RANGE) from error
    if unit == "month":
        return month_or_day(day.year, day.month, None)
    if unit == "year":
        return date(day.year, 1, 1).toordinal(), date(day.year, 12, 31).toordinal()
    return day.toordinal(), day.toordinal()


def said(phrase: str, first: int, last: int) -> Atom:
    """Return the atom of numbered days that are said from today; a single one may have a time."""
    return Atom("d", phrase, first) if first == last else Atom("r", phrase, range=days_range(first, last))


def _shifted(day: date, unit: words.Unit, number: int) -> date:
    """Move by so many units of the calendar; the last days of a month fall on the last one of a shorter.

    Raises:
        TypedDateError: the day is outside the years of `datetime`.
    """
    from dateutil.relativedelta import relativedelta

    try:
        return day + relativedelta(
            years=number * (unit == "year"),
            months=number * (unit == "month"),
            weeks=number * (unit == "week"),
            days=number * (unit == "day"),
        )
    except (OverflowError, ValueError) as error:
        raise TypedDateError(*OUT_OF_RANGE) from error


def read_ago(match: re.Match[str], context: Context) -> Found | None:
    """Read `3 days ago`, `il y a un an` and `hace dos meses`; a year before the year 1 is read as a whole."""
    count, unit = match["n"] or match["n_behind"], match["unit"] or match["unit_behind"]
    number = int(count.replace(",", "")) if count[0].isdigit() else words.COUNTS.get(count)
    if number is None:
        return None
    if unit in words.CLOCK_UNITS:
        raise TypedDateError("only days, weeks, months and years are counted from today", "write a day and its time")
    if unit not in words.UNITS:
        return None
    if words.UNITS[unit] == "year" and number >= context.today.year:
        return Atom("y", match[0], context.today.year - number), match.end()
    day = _shifted(context.today, words.UNITS[unit], -number).toordinal()
    return said(match[0], day, day), match.end()

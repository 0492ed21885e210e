"""Days and months that are typed in digits, and the days of a month."""

from __future__ import annotations

import re
from datetime import date

from tui.timeline.dates.calendar import MAX_YEAR, MONTHS, day_number, days_in_month, is_leap, year_days
from tui.timeline.dates.names import year_name
from tui.timeline.dates.time_range import TimeRange, days_range
from tui.timeline.dates.typed_error import BEYOND, YEAR_ZERO, TypedDateError
from tui.timeline.dates.typed_vocabulary import Part

_PARTS: dict[Part | None, tuple[int, int]] = {None: (1, 31), "early": (1, 10), "mid": (11, 20), "late": (21, 31)}
"""The first and the last day of a part of a month, or of a whole one."""

# Without blanks but between the numbers, and with a qualifier behind it that widens nothing.
_ORDERS = tuple(
    re.compile(form + "[?~%]?")
    for form in (
        r"(?P<year>[0-9]{4})(?P<sep>[-/. ])(?P<month>[0-9]{1,2})(?:(?P=sep)(?P<day>[0-9]{1,2}))?",
        r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})",
        r"(?P<month>[0-9]{1,2})[-/. ](?P<year>[0-9]{4})",
        r"(?P<first>[0-9]{1,2})(?P<sep>[-/. ])(?P<second>[0-9]{1,2})(?:(?P=sep)(?P<year>[0-9]{4})|\.)?",
    )
)


def read_digits(text: str, today: date) -> tuple[int, int] | None:
    """Return the numbers of the first and the last day of a month or a day in digits, in the order of a country.

    Returns:
        None if the text has no such form.

    Raises:
        TypedDateError: there is no such day or month, or it may be two days.
    """
    for form in _ORDERS:
        if found := form.fullmatch(text):
            parts = {name: int(value) for name, value in found.groupdict().items() if name != "sep" and value}
            year = parts.get("year")
            if year == 0:
                raise TypedDateError(*YEAR_ZERO)
            if "first" not in parts:
                assert year is not None
                return month_or_day(year, parts["month"], parts.get("day"))
            month, day = _day_and_month(text, parts["first"], parts["second"], year, found["sep"])
            return month_or_day(latest_year(today, month, day) if year is None else year, month, day)
    return None


def years_range(first: int, last: int) -> TimeRange:
    """Return the seconds of some years.

    Raises:
        TypedDateError: they are further away than EDTF dates may be here.
    """
    if max(abs(first), abs(last)) > MAX_YEAR:
        raise TypedDateError(*BEYOND)
    return days_range(*year_days(first, last))


def latest_year(today: date, month: int, day: int | None = None, part: Part | None = None) -> int:
    """Return the year of the latest month or day of this name that has begun."""
    lowest = day or _PARTS[part][0]
    year = today.year if (month, lowest) <= (today.month, today.day) else today.year - 1
    while (month, lowest) == (2, 29) and not is_leap(year):
        year -= 1
    return year


def month_or_day(year: int, month: int, day: int | None, part: Part | None = None) -> tuple[int, int]:
    """Return the numbers of the first and the last day of a month, of a part of it, or of its one day.

    Raises:
        TypedDateError: there is no such month or day.
    """
    check_day(year, month, day)
    first, last = (day, day) if day else _PARTS[part]
    return day_number(year, month, first), day_number(year, month, min(last, days_in_month(year, month)))


def check_day(year: int | None, month: int, day: int | None) -> None:
    """Check that a month or a day exists, in some year if the year is None.

    Raises:
        TypedDateError: it does not exist.
    """
    if not 1 <= month <= 12:
        raise TypedDateError(f"there is no month {month}", "write a month from 1 to 12")
    days, name = days_in_month(2000 if year is None else year, month), MONTHS[month - 1].lower()
    if day is not None and not 1 <= day <= days:
        where = f"{name} has {days} days at most" if year is None else f"{name} {_year(year)} has {days} days"
        raise TypedDateError(f"there is no day {day}: {where}", f"write a day from 1 to {days}")


def _day_and_month(text: str, first: int, second: int, year: int | None, separator: str) -> tuple[int, int]:
    """Return the month and the day of two numbers, whose order is known only of points or where one is impossible."""
    day_first, month_first = _possible(year, second, first), _possible(year, first, second)
    if separator == "." or first == second or not month_first:
        # Where neither order is a day, a number above 12 is still the day: its month is what lacks it.
        swapped = separator != "." and not day_first and first <= 12 < second
        month, day = (first, second) if swapped else (second, first)
        check_day(year, month, day)
        return month, day
    other = _written(year, first, second)
    if not day_first:
        raise TypedDateError(f"there is no month {second}: the day comes first", f"write {other}")
    raise TypedDateError(f"{text} may be two days", f"write {_written(year, second, first)} or {other}")


def day_words(year: int, month: int, day: int) -> str:
    """Return a day in small letters, for a message."""
    return f"{day} {MONTHS[month - 1].lower()} {_year(year)}"


def _year(year: int) -> str:
    return str(year) if year > 0 else year_name(year).lower()


def _possible(year: int | None, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= days_in_month(2000 if year is None else year, month)


def _written(year: int | None, month: int, day: int) -> str:
    return f"{day} {MONTHS[month - 1].lower()}" if year is None else f"{year:04}-{month:02}-{day:02}"

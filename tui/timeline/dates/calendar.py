"""The proleptic Gregorian calendar on plain integers, for years that `datetime` can't hold.

Years are numbered as astronomers and ISO 8601 number them: year 0 is 1 BC, year -43 is 44 BC. Days are numbered as
`date.toordinal` numbers them: day 1 is 0001-01-01. A second is ``day * 86400`` plus the second of that day. No second
is ever inserted: each day has 86,400.
"""

from __future__ import annotations

from datetime import date

DAY = 86_400
"""Seconds in a day."""
MAX_YEAR = 200_000_000_000
"""The last year, and with a minus the first: their seconds fit in 64 bits with a sign."""

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
"""English names of the months. `calendar.month_name` follows the locale."""

SEASONS: dict[int, tuple[int, int]] = {
    **{21 + number: (month, 3) for number, month in enumerate((3, 6, 9, 12))},
    **{25 + number: (month, 3) for number, month in enumerate((3, 6, 9, 12))},
    **{29 + number: (month, 3) for number, month in enumerate((9, 12, 3, 6))},
    **{33 + number: (month, 3) for number, month in enumerate((1, 4, 7, 10))},
    **{37 + number: (month, 4) for number, month in enumerate((1, 5, 9))},
    **{40 + number: (month, 6) for number, month in enumerate((1, 7))},
}
"""The first month of each season, quarter and other part of a year, and how many months it has, by EDTF's code.

Seasons are the meteorological ones. 21 to 24, from spring to winter, are those of the northern half of the world, and
so are 25 to 28; 29 to 32 are the southern ones. One that ends in the year after is named for the year of its start.
33 to 36 are quarters, 37 to 39 thirds, 40 and 41 halves of the year.
"""

_CYCLE_YEARS = 400
_CYCLE_DAYS = 146_097
_MONTH_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DAYS_BEFORE_MONTH = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)


def is_leap(year: int) -> bool:
    """Return whether a year has a 29 February. Year 0 has one, and so has -4."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_in_month(year: int, month: int) -> int:
    """Return the number of days in a month from 1 to 12."""
    return 29 if month == 2 and is_leap(year) else _MONTH_DAYS[month - 1]


def day_number(year: int, month: int, day: int) -> int:
    """Return the number of a day that exists. For years 1 to 9999 it is `date.toordinal`."""
    before = year - 1
    return (
        before * 365
        + before // 4
        - before // 100
        + before // 400
        + _DAYS_BEFORE_MONTH[month - 1]
        + (month > 2 and is_leap(year))
        + day
    )


def month_days(year: int, month: int) -> tuple[int, int]:
    """Return the numbers of the first and the last day of a month from 1 to 12."""
    first = day_number(year, month, 1)
    return first, first + days_in_month(year, month) - 1


def season_days(year: int, code: int) -> tuple[int, int]:
    """Return the numbers of the first and the last day of a season or another part of a year."""
    month, count = SEASONS[code]
    years, months = divmod(month + count - 2, 12)
    return day_number(year, month, 1), month_days(year + years, months + 1)[1]


def year_days(first: int, last: int) -> tuple[int, int]:
    """Return the numbers of the first day of one year and the last day of another."""
    return day_number(first, 1, 1), day_number(last, 12, 31)


def civil(number: int) -> tuple[int, int, int]:
    """Return the year, month and day of a numbered day."""
    cycles, rest = divmod(number - 1, _CYCLE_DAYS)
    day = date.fromordinal(rest + 1)
    return day.year + cycles * _CYCLE_YEARS, day.month, day.day


def weekday(number: int) -> int:
    """Return the weekday of a numbered day: 0 for Monday, as `date.weekday` does."""
    return (number - 1) % 7


def first_second(day: date) -> int:
    """Return the first second of a day."""
    return day.toordinal() * DAY


def last_second(day: date) -> int:
    """Return the last second of a day, 23:59:59."""
    return day.toordinal() * DAY + DAY - 1

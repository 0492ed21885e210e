"""A range of time in seconds, either end of which may be open."""

from __future__ import annotations

from typing import NamedTuple

from tui.timeline.dates.calendar import DAY, civil, day_number, days_in_month, year_days


class TimeRange(NamedTuple):
    """The seconds from the first to the last, both included, as `tui.timeline.dates.calendar` numbers them."""

    first: int | None
    """None is an open start."""
    last: int | None
    """None is an open end."""

    def intersect(self, other: TimeRange) -> TimeRange | None:
        """Return the seconds that both ranges have, or None if they share none."""
        first = max((second for second in (self.first, other.first) if second is not None), default=None)
        last = min((second for second in (self.last, other.last) if second is not None), default=None)
        return None if first is not None and last is not None and first > last else TimeRange(first, last)

    def after(self) -> TimeRange | None:
        """Return all time after the range, or None if there is none."""
        return None if self.last is None else TimeRange(self.last + 1, None)

    def before(self) -> TimeRange | None:
        """Return all time before the range, or None if there is none."""
        return None if self.first is None else TimeRange(None, self.first - 1)


ALL_TIME = TimeRange(None, None)


def days_range(first: int, last: int) -> TimeRange:
    """Return the seconds of some days, from the first to the last."""
    return TimeRange(first * DAY, last * DAY + DAY - 1)


def year_range(year: int) -> TimeRange:
    """Return the seconds of a year."""
    return days_range(*year_days(year, year))


def year_text(year: int) -> str:
    """Return a year in EDTF: ``2022``, ``-0043``, ``Y-13800000000``."""
    sign, digits = "-" * (year < 0), f"{abs(year):04}"
    return f"{sign}{digits}" if len(digits) == 4 else f"Y{sign}{digits}"


def day_text(day: int) -> str:
    """Return a numbered day in EDTF, or its year if EDTF has no days so far away."""
    year, month, day_of_month = civil(day)
    return f"{year_text(year)}-{month:02}-{day_of_month:02}" if abs(year) <= 9999 else year_text(year)


def second_text(second: int) -> str:
    """Return a second in EDTF: a day with its time."""
    day, rest = divmod(second, DAY)
    minutes, seconds = divmod(rest, 60)
    return f"{day_text(day)}T{minutes // 60:02}:{minutes % 60:02}:{seconds:02}"


def range_text(first: int, last: int) -> str:
    """Return the shortest EDTF of a range of seconds: ``2022``, ``2022-03/2022-11``, ``2022-11-08T14/…``.

    Far from the years that EDTF can write days of, the range is widened to whole years.
    """
    first_day, last_day = first // DAY, last // DAY
    (start_year, *start), (end_year, *end) = civil(first_day), civil(last_day)
    is_far = max(abs(start_year), abs(end_year)) > 9999
    whole_days = first % DAY == 0 and last % DAY == DAY - 1
    if is_far or (whole_days and start == [1, 1] and end == [12, 31]):
        ends = year_text(start_year), year_text(end_year)
    elif whole_days and start[1] == 1 and end[1] == days_in_month(end_year, end[0]):
        ends = f"{year_text(start_year)}-{start[0]:02}", f"{year_text(end_year)}-{end[0]:02}"
    elif whole_days:
        ends = day_text(first_day), day_text(last_day)
    elif first % 3600 == 0 and last % 3600 == 3599:
        ends = second_text(first)[:-6], second_text(last)[:-6]
    elif first % 60 == 0 and last % 60 == 59:
        ends = second_text(first)[:-3], second_text(last)[:-3]
    else:
        ends = second_text(first), second_text(last)
    return ends[0] if ends[0] == ends[1] else "/".join(ends)


def month_start(month: int) -> int:
    """Return the number of the first day of a month, given in months since the beginning of the year 0."""
    year, index = divmod(month, 12)
    return day_number(year, index + 1, 1)


def month_of_day(day: int) -> int:
    """Return the month of a numbered day, in months since the beginning of the year 0."""
    year, month, _ = civil(day)
    return 12 * year + month - 1

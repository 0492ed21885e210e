"""Names of stretches of time, as the captions and the axis of a chart show them."""

from __future__ import annotations

from tui.timeline.analysis.axis_units import DAYS, MINUTE, MONTH, QUARTER, WEEK, AxisUnit
from tui.timeline.dates.calendar import DAY, MONTHS, civil
from tui.timeline.dates.names import year_name
from tui.timeline.dates.sections import round_year_words

_DASH = "\N{EN DASH}"
_ROUND_FROM = 12 * 10_000
"""The months of the shortest unit whose instances are named by round years."""


def bucket_name(first: int, last: int, unit: AxisUnit) -> str:
    """Return the name of a range of seconds that consists of whole units: "Nov 2022", "7 Mar 2031, 22:00–23:00"."""
    if unit.seconds and unit.seconds < DAY:
        return _hours_name(first, last, unit)
    if unit in (DAYS, WEEK):
        return days_name(first // DAY, last // DAY)
    if unit in (MONTH, QUARTER):
        return months_name(first // DAY, last // DAY)
    return years_name(first // DAY, last // DAY, is_round=unit.months >= _ROUND_FROM)


def folded_name(first: int, last: int, unit: AxisUnit) -> str:
    """Return the name of a range of seconds that consists of many units, as short as its bounds allow."""
    begin, end = civil(first // DAY), civil(last // DAY)
    if first % DAY == 0 and last % DAY == DAY - 1:
        if begin[1:] == (1, 1) and end[1:] == (12, 31):
            return years_name(first // DAY, last // DAY, is_round=unit.months >= _ROUND_FROM)
        if begin[2] == 1 and civil(last // DAY + 1)[2] == 1:
            return months_name(first // DAY, last // DAY)
        return days_name(first // DAY, last // DAY)
    return _hours_name(first, last, unit)


def short_month(month: int) -> str:
    """Return the short name of a month from 1 to 12."""
    return MONTHS[month - 1][:3]


def clock(second: int) -> str:
    """Return the time of day of a second: "22:00"."""
    minutes = second % DAY // 60
    return f"{minutes // 60:02}:{minutes % 60:02}"


def day_name(day: int) -> str:
    """Return the name of a numbered day: "8 Nov 2022"."""
    year, month, day_of_month = civil(day)
    return f"{day_of_month} {short_month(month)} {year_name(year)}"


def days_name(first: int, last: int) -> str:
    """Return the name of some numbered days: "8–14 Nov 2022", "28 Nov – 4 Dec 2022"."""
    if first == last:
        return day_name(first)
    (year, month, day), (last_year, last_month, last_day) = civil(first), civil(last)
    if year != last_year:
        return f"{day_name(first)} {_DASH} {day_name(last)}"
    if month != last_month:
        return f"{day} {short_month(month)} {_DASH} {day_name(last)}"
    return f"{day}{_DASH}{last_day} {short_month(month)} {year_name(year)}"


def months_name(first: int, last: int) -> str:
    """Return the name of some whole months, given by their first and last day: "Nov 2022", "Jan–Mar 2022"."""
    (year, month, _), (last_year, last_month, _) = civil(first), civil(last)
    if year != last_year:
        return f"{short_month(month)} {year_name(year)} {_DASH} {short_month(last_month)} {year_name(last_year)}"
    months = short_month(month) if month == last_month else f"{short_month(month)}{_DASH}{short_month(last_month)}"
    return f"{months} {year_name(year)}"


def years_name(first: int, last: int, *, is_round: bool = False) -> str:
    """Return the name of some whole years, given by their first and last day: "1990–1999", "51–42 BC".

    Args:
        first: the first day.
        last: the last day.
        is_round: name the year after the last one, so that both are round: "4.6–4.5 billion BC".
    """
    begin, end = civil(first)[0], civil(last)[0]
    if is_round:
        return _joined(round_year_words(begin), round_year_words(end + 1))
    return year_name(begin) if begin == end else _joined(year_name(begin), year_name(end))


def _joined(first: str, last: str) -> str:
    """Return the names of two years with a dash between them, and the words that they share once."""
    start, end = first.split(), last.split()
    if start[0] == end[0] == "AD":
        del end[0]
    shared = 0
    while shared < min(len(start), len(end)) - 1 and start[-1 - shared] == end[-1 - shared]:
        shared += 1
    return f"{' '.join(start[: len(start) - shared])}{_DASH}{' '.join(end)}"


def _hours_name(first: int, last: int, unit: AxisUnit) -> str:
    day, end = first // DAY, last + 1
    if unit == MINUTE and end - first == unit.seconds:
        return f"{day_name(day)}, {clock(first)}"
    if last // DAY == day:
        return f"{day_name(day)}, {clock(first)}{_DASH}{'24:00' if end % DAY == 0 else clock(end)}"
    return f"{day_name(day)}, {clock(first)} {_DASH} {day_name(last // DAY)}, {clock(end) if end % DAY else '24:00'}"

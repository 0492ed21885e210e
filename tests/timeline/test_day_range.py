"""Ranges of days."""

from __future__ import annotations

from datetime import date

import pytest

from tui.timeline.dates.day_range import ALL_DAYS, DayRange

YEAR = DayRange(date(2022, 1, 1), date(2022, 12, 31))
NOVEMBER = DayRange(date(2022, 11, 1), date(2022, 11, 30))
FROM_DECEMBER = DayRange(date(2022, 12, 1), None)


@pytest.mark.parametrize(
    ("range_", "other", "expected"),
    [
        (ALL_DAYS, YEAR, YEAR),
        (YEAR, NOVEMBER, NOVEMBER),
        (YEAR, FROM_DECEMBER, DayRange(date(2022, 12, 1), date(2022, 12, 31))),
        (NOVEMBER, FROM_DECEMBER, None),
    ],
)
def test_two_ranges_intersect_in_the_days_that_both_have(
    range_: DayRange, other: DayRange, expected: DayRange | None
) -> None:
    assert range_.intersect(other) == expected
    assert other.intersect(range_) == expected


def test_the_days_before_and_after_a_range_exclude_it() -> None:
    assert NOVEMBER.before() == DayRange(None, date(2022, 10, 31))
    assert NOVEMBER.after() == FROM_DECEMBER


def test_there_are_no_days_before_the_first_or_after_the_last() -> None:
    assert DayRange(date.min, date.max).before() is None
    assert DayRange(date.min, date.max).after() is None
    assert ALL_DAYS.before() is None
    assert ALL_DAYS.after() is None

"""Months as numbers."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.timeline.dates.day_range import OPEN_END, OPEN_START
from tui.timeline.dates.months import first_day_of, month_number, month_of


@given(st.dates())
def test_the_first_day_of_the_month_of_a_day_is_the_first_of_the_month(day: date) -> None:
    assert date.fromordinal(first_day_of(month_of(day))) == day.replace(day=1)
    assert month_number(day.toordinal()) == month_of(day)


def test_an_open_start_is_before_all_months_and_an_open_end_after_them() -> None:
    assert month_number(OPEN_START) == -1 < month_of(date.min)
    assert month_number(OPEN_END) == month_of(date.max) + 1


@pytest.mark.parametrize(
    ("month", "day"),
    [(-5, date.min.toordinal()), (0, date.min.toordinal()), (12, date.min.toordinal()), (12 * 10_000, OPEN_END)],
)
def test_months_that_have_no_days_have_the_nearest_bound_as_their_first_day(month: int, day: int) -> None:
    assert first_day_of(month) == day

"""The calendar, beside the standard library's and day by day across year 0."""

from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tests.timeline.dates.expressions import CYCLE_DAYS, CYCLE_YEARS, SEASON_MONTHS, month_days
from tui.timeline.dates import calendar


@given(st.dates())
def test_days_of_datetime_have_its_numbers(day: date) -> None:
    number = day.toordinal()
    assert calendar.day_number(day.year, day.month, day.day) == number
    assert calendar.civil(number) == (day.year, day.month, day.day)
    assert calendar.weekday(number) == day.weekday()
    assert calendar.first_second(day) == number * 86_400
    assert calendar.last_second(day) == calendar.first_second(day) + 86_399


@given(st.dates(), st.integers(-500_000_000, 500_000_000))
def test_every_400_years_the_calendar_repeats(day: date, cycles: int) -> None:
    number = day.toordinal() + cycles * CYCLE_DAYS
    year = day.year + cycles * CYCLE_YEARS
    assert calendar.day_number(year, day.month, day.day) == number
    assert calendar.civil(number) == (year, day.month, day.day)
    assert calendar.weekday(number) == day.weekday()


def test_days_follow_each_other_across_year_0() -> None:
    days = [
        (year, month, day)
        for year in range(-5, 6)
        for month in range(1, 13)
        for day in range(1, calendar.days_in_month(year, month) + 1)
    ]
    numbers = [calendar.day_number(*day) for day in days]
    assert all(later == sooner + 1 for sooner, later in pairwise(numbers))
    assert [calendar.civil(number) for number in numbers] == days
    assert [year for year in range(-5, 6) if calendar.is_leap(year)] == [-4, 0, 4]


@given(st.integers(-9999, 9999), st.sampled_from(sorted(SEASON_MONTHS)))
def test_a_season_is_its_months(year: int, code: int) -> None:
    days = [day for month in SEASON_MONTHS[code] for day in month_days(year, month)]
    assert calendar.season_days(year, code) == (days[0], days[-1])
    assert days == list(range(days[0], days[-1] + 1))


def test_seconds_of_all_years_fit_in_64_bits() -> None:
    last = calendar.day_number(calendar.MAX_YEAR, 12, 31) * calendar.DAY + calendar.DAY - 1
    assert last < 2**63 - 1
    assert calendar.day_number(-calendar.MAX_YEAR, 1, 1) * calendar.DAY > -(2**63)

"""The date terms of a query as one filter."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.timeline.dates.calendar import DAY, day_number, first_second, last_second
from tui.timeline.dates.edtf import EdtfDate
from tui.timeline.dates.time_range import range_text
from tui.timeline.query.date_filter import dates_of, with_dates, without_dates
from tui.timeline.query.language import Query

TODAY = date(2024, 5, 6)


SECONDS = st.integers(day_number(-9999, 1, 1) * DAY, day_number(10000, 1, 1) * DAY - 1)


@given(SECONDS, SECONDS)
def test_a_range_of_seconds_has_its_text_s_bounds(one: int, other: int) -> None:
    first, last = sorted((one, other))
    bounds = EdtfDate.parse(range_text(first, last)).bounds
    assert (bounds.earliest_start, bounds.latest_end) == (first, last)


@given(st.integers(-(10**11), 10**11))
def test_a_range_of_far_years_is_written_in_years(year: int) -> None:
    text = range_text(day_number(year, 1, 1) * DAY, day_number(year, 12, 31) * DAY + DAY - 1)
    bounds = EdtfDate.parse(text).bounds
    assert bounds.earliest_start == day_number(year, 1, 1) * DAY


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        ("2022-01-01", "2022-12-31", "2022"),
        ("2022-01-01", "2024-12-31", "2022/2024"),
        ("2022-11-01", "2022-11-30", "2022-11"),
        ("2022-03-01", "2023-02-28", "2022-03/2023-02"),
        ("2022-03-05", "2022-03-05", "2022-03-05"),
        ("0033-04-01", "0033-04-30", "0033-04"),
        ("9999-12-01", "9999-12-31", "9999-12"),
    ],
)
def test_a_range_is_written_as_short_as_possible(first: str, last: str, text: str) -> None:
    assert range_text(first_second(date.fromisoformat(first)), last_second(date.fromisoformat(last))) == text


def test_a_range_within_days_is_written_with_times_to_the_minute_or_the_second() -> None:
    start = first_second(date(2022, 11, 8))
    assert range_text(start + 14 * 3600, start + 15 * 3600 - 1) == "2022-11-08T14"
    assert range_text(start + 5, start + 5) == "2022-11-08T00:00:05"


@pytest.mark.parametrize(
    ("query", "first", "last"),
    [
        ("in:2022-03/2022-11", "2022-03-01", "2022-11-30"),
        ("after:2022-03 before:2023", "2022-04-01", "2022-12-31"),
        ("after:2022", "2023-01-01", None),
        ("in:2022,2024", "2022-01-01", "2024-12-31"),
        ("in:2022 in:2022-06/2023", "2022-06-01", "2022-12-31"),
        ("year:2021", "2021-01-01", "2021-12-31"),
        ("in:2022 in:nonsense", "2022-01-01", "2022-12-31"),
    ],
)
def test_date_terms_are_combined_into_one_range(query: str, first: str, last: str | None) -> None:
    dates = dates_of(Query.parse(query), lambda: TODAY)
    assert dates is not None
    assert dates.first == first_second(date.fromisoformat(first))
    assert dates.last == (last_second(date.fromisoformat(last)) if last else None)


@pytest.mark.parametrize("query", ["", "drone", "-in:2022", "in:nonsense", "in:2021 in:2022", "known:2022"])
def test_a_query_that_allows_all_time_or_none_has_no_range(query: str) -> None:
    assert dates_of(Query.parse(query), lambda: TODAY) is None


def test_new_dates_replace_the_old_ones() -> None:
    query = Query.parse("iran after:2021 drone year:2022 -in:2023 before:2024")
    new = with_dates(query, first_second(date(2022, 11, 1)), last_second(date(2022, 11, 30)))
    assert str(new) == "iran in:2022-11 drone -in:2023"
    assert (
        str(with_dates(Query.parse("iran"), first_second(date(2022, 1, 1)), last_second(date(2022, 12, 31))))
        == "iran in:2022"
    )
    assert str(without_dates(new)) == "iran drone -in:2023"

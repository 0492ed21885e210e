"""The date terms of a query as one filter."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.timeline.dates.typed import typed_date
from tui.timeline.query.date_filter import dates_of, range_text, with_dates, without_dates
from tui.timeline.query.language import Query

TODAY = date(2024, 5, 6)


@given(st.dates(), st.dates())
def test_a_range_is_parsed_from_its_own_text(day: date, other: date) -> None:
    first, last = sorted((day, other))
    assert typed_date(range_text(first, last), TODAY) == (first, last)


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
    assert range_text(date.fromisoformat(first), date.fromisoformat(last)) == text


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
    assert dates == (date.fromisoformat(first), date.fromisoformat(last) if last else None)


@pytest.mark.parametrize("query", ["", "drone", "-in:2022", "in:nonsense", "in:2021 in:2022", "known:2022"])
def test_a_query_that_allows_all_days_or_none_has_no_range(query: str) -> None:
    assert dates_of(Query.parse(query), lambda: TODAY) is None


def test_new_dates_replace_the_old_ones() -> None:
    query = Query.parse("iran after:2021 drone year:2022 -in:2023 before:2024")
    new = with_dates(query, date(2022, 11, 1), date(2022, 11, 30))
    assert str(new) == "iran in:2022-11 drone -in:2023"
    assert str(with_dates(Query.parse("iran"), date(2022, 1, 1), date(2022, 12, 31))) == "iran in:2022"
    assert str(without_dates(new)) == "iran drone -in:2023"

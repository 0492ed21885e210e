"""Dates that a query is completed with: where its events are, and where its sources came out."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.timelines import BUNDLED, HEAD, event
from tui.timeline.query.language import Query
from tui.timeline.reading.reader import parse_timeline, read_timeline
from tui.timeline.search.answers import count_events
from tui.timeline.search.completion import Completion, complete
from tui.timeline.search.date_offers import TypedDate, date_offers
from tui.timeline.search.index import Index

INDEX = Index(read_timeline(BUNDLED), lambda: date(2026, 11, 25))


def completions(text: str, index: Index = INDEX) -> list[Completion]:
    cursor = len(text) - text.endswith('""')
    return complete(Query.parse(text), index, text, cursor)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("in:", "2022"),
        ("in:20", "2022"),
        ("in:2022-1", "2022-12"),
        ("in:2022", "2022-12"),
        ("in:2022-11", "2022-11-09"),
        ("in:2022-11-2", "2022-11-23"),
        ("in:nov", "2022-11"),
        ("in:no", "2022-11"),
        ("in:novembre", "2022-11"),
        ('in:"nov 2022', "2022-11-09"),
        ('in:"november 202', "2022-11"),
        ("in:aut", "2022-23"),
        ("in:hiver", "2022-24"),
        ('on:"8 nov', "2022-11-08"),
        ("weapon:ballistic-missile known:", "2024-12-31"),
        ("known:22", "2022-12-31"),
        ("known:dec", "2024-12-31"),
        ('known:"31 déc 2022"', None),
        ('known:"31 dec', "2024-12-31"),
        ('known:"15 jan 2023', "2023-01-15"),
        ("known:2022-11", "2022-11-30"),
        ('known:""', "2024-12-31"),
    ],
)
def test_the_most_useful_date_comes_first(text: str, first: str | None) -> None:
    assert next((each.text for each in completions(text)), None) == first


def test_every_offered_date_has_events_of_the_rest_of_the_query() -> None:
    for each in completions("status:denied in:"):
        assert each.count == count_events(Query.parse(f"status:denied in:{each.text}"), INDEX) > 0


def test_a_day_says_what_became_known_on_it() -> None:
    days = {each.text: (each.meaning, each.count) for each in completions("weapon:ballistic-missile known:")}
    for day, (meaning, count) in days.items():
        assert count == count_events(Query.parse(f"weapon:ballistic-missile known:{day}"), INDEX)
        assert "became known" in meaning
    before, then = (
        count_events(Query.parse(f"weapon:ballistic-missile known:2024-09-{day}"), INDEX) for day in ("09", 10)
    )
    assert days["2024-09-10"] == (f"{then - before} became known", then)


def test_a_source_of_uncertain_date_counts_from_its_last_day_if_it_must_be_certain() -> None:
    possible = {each.text for each in completions("known:")}
    certain = {each.text for each in completions("certain:yes known:")}
    assert "2022-11-09" in possible - certain
    assert "2022-11-12" in certain - possible


@pytest.mark.parametrize("years", [3, 5000])
def test_any_number_of_years_is_completed_with_the_fullest(years: int) -> None:
    dates = [*range(1000, 1000 + years), *[1001] * (years // 4 + 2)]
    text = HEAD + "".join(event(id=f"e{number}", date=f"'{year}'") for number, year in enumerate(dates))
    found = completions("in:", Index(parse_timeline(text)))
    assert found[0].text == "1001"
    assert len(found) <= 24


@given(st.text(alphabet="0123456789-/ novembrjadécl.", max_size=14))
def test_any_text_can_be_the_beginning_of_a_date(text: str) -> None:
    typed = TypedDate(text, INDEX.today(), None)
    for offer in date_offers(typed, INDEX, INDEX.everything):
        assert offer.events
        assert count_events(Query.parse(f"in:{offer.text}"), INDEX) == offer.events

"""Answers to queries, compared with a matcher that is obviously right."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.plain import Plain
from tests.timelines import BUNDLED, SMALL
from tui.timeline.model.sort import SORTS, Sort
from tui.timeline.query.language import Query
from tui.timeline.query.terms import DATES, FACETS, FLAGS, FieldTerm, TextTerm
from tui.timeline.reading.reader import parse_timeline, read_timeline
from tui.timeline.search.answers import COUNTED, answer_query
from tui.timeline.search.index import Index

TODAY = date(2024, 9, 12)
SMALL_INDEX = Index(parse_timeline(SMALL), lambda: TODAY)
BUNDLED_INDEX = Index(read_timeline(BUNDLED), lambda: TODAY)
INDEXES = pytest.mark.parametrize("index", [SMALL_INDEX, BUNDLED_INDEX], ids=["small", "bundled"])


def found(text: str, sort: str = "date") -> list[str]:
    answer = answer_query(Query.parse(text), SMALL_INDEX, Sort.parse(sort))
    return [SMALL_INDEX.timeline.events[row].id for row in answer.rows]


WORDS = [
    "iran",
    "missile",
    "petit nombre",
    "l’",
    "Téhéran",
    "a",
    "zzz",
    "nié",
    "Patrouchev",
    "8 november",
    "-",
    "visite",
]
VALUES = ["iran", "Moscou", "missile", "fateh", "denied", "reported", "statement", "herald", "jforum", "zzz", "2022"]
TYPED = ["2022-11", "2022", "nov 2022", "2022-11-08", "2024-01-01/2024-06-30", "last year", "2023-02", "zzz", "2011"]
NEGATED = st.booleans()


def one_or_two(values: list[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), min_size=1, max_size=2).map(tuple)


random_terms = st.one_of(
    st.builds(TextTerm, st.sampled_from(WORDS), NEGATED),
    st.builds(FieldTerm, st.sampled_from(FACETS), one_or_two(VALUES), NEGATED),
    st.builds(FieldTerm, st.sampled_from(DATES), one_or_two(TYPED), NEGATED),
    st.builds(FieldTerm, st.just("known"), one_or_two(TYPED)),
    st.builds(FieldTerm, st.just("is"), one_or_two([*FLAGS["is"], "zzz"]), NEGATED),
    st.builds(FieldTerm, st.just("has"), one_or_two([*FLAGS["has"], "zzz"]), NEGATED),
    st.builds(FieldTerm, st.just("certain"), one_or_two(["yes", "no"])),
)
random_queries = st.lists(random_terms, max_size=4).map(lambda terms: Query(tuple(terms)))


@INDEXES
@given(query=random_queries)
def test_an_answer_is_that_of_the_plain_matcher(index: Index, query: Query) -> None:
    assert list(answer_query(query, index).rows) == Plain(index, query).rows()


@INDEXES
@given(query=random_queries, sort=st.sampled_from(SORTS))
def test_sorting_keeps_the_rows_and_sorts_them_by_rank_and_day(index: Index, query: Query, sort: str) -> None:
    answer = answer_query(query, index, Sort.parse(sort))
    assert sorted(answer.rows) == list(answer_query(query, index).rows)
    ranks = [answer.rank(row) for row in answer.rows]
    assert ranks == sorted(ranks)
    days = [answer.day(row) or date.min for row in answer.rows]
    assert days == sorted(days, reverse=sort.startswith("-"))


@INDEXES
@given(query=random_queries)
def test_the_certain_rows_are_those_that_certain_yes_finds(index: Index, query: Query) -> None:
    answer = answer_query(query, index)
    if not any(isinstance(term, FieldTerm) and term.name in ("certain", "known") for term in query.terms):
        certain = Query((*query.terms, FieldTerm("certain", ("yes",))))
        assert set(answer.rows) - set(answer.uncertain) == set(answer_query(certain, index).rows)


@INDEXES
@given(query=random_queries)
def test_the_view_shows_only_what_was_known(index: Index, query: Query) -> None:
    plain, answer = Plain(index, query), answer_query(query, index)
    known = {event.id for event in index.timeline.events if plain.quotes(event)}
    for row in answer.rows:
        event = answer.view.event(row)
        assert list(event.quotes) == plain.quotes(event)
        assert {link.target for link in event.links} <= known
        assert answer.view.is_disputed(row) == plain.is_flagged(index.timeline.events[row], "disputed")


@INDEXES
@given(query=random_queries)
def test_a_count_is_the_number_of_events_if_the_value_is_chosen(index: Index, query: Query) -> None:
    answer = answer_query(query, index)
    for facet in COUNTED:
        counts = answer.counts[facet]
        for value in list(counts)[:6]:
            rest = query.without(facet)
            if value in answer.excluded[facet]:
                rest = Query(tuple(term for term in rest.terms if getattr(term, "name", "") != facet))
            chosen = answer_query(Query((*rest.terms, FieldTerm(facet, (f"{value}",)))), index)
            assert counts[value] == len(chosen.rows), (facet, value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["talks", "visit", "drones", "delivery", "denial"]),
        ("missiles", ["delivery"]),
        ("MISSILE", ["delivery", "denial"]),
        ('"petit nombre"', ["drones"]),
        ('"nombre petit"', []),
        ("nie", ["denial"]),
        ("teheran", ["talks", "visit", "denial"]),
        ("patrouchev", ["visit"]),
        ("actor:iran", ["talks", "visit", "delivery", "denial"]),
        ("actor:irgc", ["delivery"]),
        ("actor:patrouchev", ["visit"]),
        ("actor:Moscou -drone", ["talks", "visit", "delivery"]),
        ("actor:iran actor:russia", ["talks", "visit", "delivery"]),
        ("actor:irgc,patrushev", ["visit", "delivery"]),
        ("weapon:missile", ["delivery", "denial"]),
        ("weapon:ballistic-missile", ["delivery"]),
        ('weapon:"fatah 110"', ["delivery"]),
        ("weapon:shahed", ["drones"]),
        ("-weapon:missile,drone", ["talks", "visit"]),
        ("status:denied,alleged", ["delivery", "denial"]),
        ("kind:visit", ["visit"]),
        ("speaker:iran", ["denial"]),
        ("via:herald", ["denial"]),
        ("source:herald-2022", ["talks", "visit", "drones"]),
        ("source:herald", ["talks", "visit", "drones", "delivery", "denial"]),
        ("in-no-text", []),
        ("year:2023", ["delivery", "denial"]),
        ("after:2022-11 before:2023-02", ["delivery", "denial"]),
        ("after:2023-01-08", ["delivery", "denial"]),
        ("after:2023-01-08 certain:yes", []),
        ("in:2023-01 certain:yes", ["delivery", "denial"]),
        ('on:"8 nov 2022"', ["visit", "drones"]),
        ("in:novembre before:2023", []),
        ('in:"novembre 2022",2021', ["talks", "visit", "drones"]),
        ("before:1990", ["talks"]),
        ("-in:2022", ["talks", "delivery", "denial"]),
        ("is:disputed", ["delivery"]),
        ("is:inferred", ["denial"]),
        ("has:translation", ["visit", "delivery"]),
        ("-has:link", ["drones"]),
        ("known:2022-12-31", ["talks", "visit", "drones"]),
        ("known:2022-12-31 is:disputed", []),
        ('known:2022-12-31 "la visite de novembre"', []),
        ('known:2023-02-01 "la visite de novembre"', ["visit"]),
        ("known:2023-02-01 certain:yes status:denied", []),
        ("known:2022-12-31 source:herald-2023", []),
        ("known:2022-11-09", []),
        ("known:2021,2022-12", ["talks", "visit", "drones"]),
        ("after:9999-12-31", []),
        ("-in:2023-01 certain:yes", ["talks", "visit", "drones"]),
        ("-in:2023", ["talks", "visit", "drones"]),
        ("-in:2023-01-05", ["talks", "visit", "drones", "delivery", "denial"]),
    ],
)
def test_queries_find_events(text: str, expected: list[str]) -> None:
    assert found(text) == expected


def test_the_rest_of_a_query_works_beside_an_unknown_value() -> None:
    answer = answer_query(Query.parse("actor:irna missile"), SMALL_INDEX)
    assert [SMALL_INDEX.timeline.events[row].id for row in answer.rows] == ["delivery", "denial"]
    assert [notice.message for notice in answer.notices] == ["unknown actor 'irna'; did you mean 'iran'?"]


def test_an_unknown_value_beside_a_known_one_is_ignored() -> None:
    answer = answer_query(Query.parse("weapon:drone,zzzz"), SMALL_INDEX)
    assert [SMALL_INDEX.timeline.events[row].id for row in answer.rows] == ["drones"]
    assert [(notice.start, notice.end) for notice in answer.notices] == [(13, 17)]


def test_counts_of_a_facet_follow_the_terms_on_other_facets() -> None:
    counts = answer_query(Query.parse("weapon:missile status:denied"), SMALL_INDEX).counts
    assert counts["actor"]["russia"] == 0
    assert counts["actor"]["iran"] == 1
    assert counts["status"]["alleged"] == 1  # what choosing it instead would show
    assert counts["weapon"]["drone"] == 0


def test_a_phrase_is_not_found_across_two_texts() -> None:
    assert found('"patrushev lands in tehran visit"') == []


def test_chosen_and_excluded_values_are_given_by_id() -> None:
    answer = answer_query(Query.parse("actor:Téhéran -weapon:shahed"), SMALL_INDEX)
    assert answer.chosen["actor"] == {"iran"}
    assert answer.excluded["weapon"] == {"shahed-136"}
    assert answer.needles == ()


def test_an_empty_timeline_has_no_rows_and_zero_counts() -> None:
    answer = answer_query(Query.parse("x status:denied"), Index(parse_timeline("title: T\nevents: []\n")))
    assert list(answer.rows) == []
    assert answer.counts["status"]["denied"] == 0


def test_rows_are_sorted_by_the_day_of_their_first_source() -> None:
    assert found("", "known") == ["talks", "visit", "drones", "delivery", "denial"]
    assert found("", "-known") == ["denial", "delivery", "drones", "visit", "talks"]
    assert found("", "-date") == ["denial", "delivery", "drones", "visit", "talks"]

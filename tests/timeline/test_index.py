"""The index against a matcher that is plain enough to be seen to be right."""

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


def some(values: list[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), min_size=1, max_size=2).map(tuple)


random_terms = st.one_of(
    st.builds(TextTerm, st.sampled_from(WORDS), NEGATED),
    st.builds(FieldTerm, st.sampled_from(FACETS), some(VALUES), NEGATED),
    st.builds(FieldTerm, st.sampled_from(DATES), some(TYPED), NEGATED),
    st.builds(FieldTerm, st.just("known"), some(TYPED)),
    st.builds(FieldTerm, st.just("is"), some([*FLAGS["is"], "zzz"]), NEGATED),
    st.builds(FieldTerm, st.just("has"), some([*FLAGS["has"], "zzz"]), NEGATED),
    st.builds(FieldTerm, st.just("certain"), some(["yes", "no"])),
)
random_queries = st.lists(random_terms, max_size=4).map(lambda terms: Query(tuple(terms)))


@INDEXES
@given(query=random_queries)
def test_the_answer_is_that_of_the_plain_matcher(index: Index, query: Query) -> None:
    assert list(answer_query(query, index).rows) == Plain(index, query).rows()


@INDEXES
@given(query=random_queries, sort=st.sampled_from(SORTS))
def test_an_order_changes_nothing_but_the_order(index: Index, query: Query, sort: str) -> None:
    answer = answer_query(query, index, Sort.parse(sort))
    assert sorted(answer.rows) == list(answer_query(query, index).rows)
    places = [answer.rank(row) for row in answer.rows]
    assert places == sorted(places)
    days = [answer.day(row) or date.min for row in answer.rows]
    assert days == sorted(days, reverse=sort.startswith("-"))


@INDEXES
@given(query=random_queries)
def test_a_row_is_doubtful_when_its_days_are_only_partly_asked_for(index: Index, query: Query) -> None:
    answer = answer_query(query, index)
    if not any(isinstance(term, FieldTerm) and term.name in ("certain", "known") for term in query.terms):
        certain = Query((*query.terms, FieldTerm("certain", ("yes",))))
        assert set(answer.rows) - set(answer.uncertain) == set(answer_query(certain, index).rows)


@INDEXES
@given(query=random_queries)
def test_what_is_shown_of_an_event_was_known(index: Index, query: Query) -> None:
    plain, answer = Plain(index, query), answer_query(query, index)
    known = {event.id for event in index.timeline.events if plain.quotes(event)}
    for row in answer.rows:
        event = answer.view.event(row)
        assert list(event.quotes) == plain.quotes(event)
        assert {link.target for link in event.links} <= known
        assert answer.view.is_disputed(row) == plain.is_flagged(index.timeline.events[row], "disputed")


@INDEXES
@given(query=random_queries)
def test_a_count_is_what_choosing_the_value_would_show(index: Index, query: Query) -> None:
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
def test_what_is_found(text: str, expected: list[str]) -> None:
    assert found(text) == expected


def test_unknown_values_are_told_and_the_rest_goes_on_working() -> None:
    answer = answer_query(Query.parse("actor:irna missile"), SMALL_INDEX)
    assert [SMALL_INDEX.timeline.events[row].id for row in answer.rows] == ["delivery", "denial"]
    (notice,) = answer.notices
    assert (notice.start, notice.end) == (6, 10)
    assert notice.message == "unknown actor 'irna'; did you mean 'iran'?"


def test_one_unknown_value_beside_a_known_one_is_told_alone() -> None:
    answer = answer_query(Query.parse("weapon:drone,zzzz"), SMALL_INDEX)
    assert [SMALL_INDEX.timeline.events[row].id for row in answer.rows] == ["drones"]
    assert [(notice.start, notice.end) for notice in answer.notices] == [(13, 17)]
    assert answer.notices[0].message == "unknown weapon 'zzzz'; no weapon here has a name that begins so"


def test_counts_follow_the_other_filters() -> None:
    counts = answer_query(Query.parse("weapon:missile status:denied"), SMALL_INDEX).counts
    assert counts["actor"]["russia"] == 0
    assert counts["actor"]["iran"] == 1
    assert counts["status"]["alleged"] == 1  # what choosing it instead would show
    assert counts["weapon"]["drone"] == 0


def test_no_needle_reaches_over_two_texts() -> None:
    assert found('"patrushev lands in tehran visit"') == []


def test_what_is_chosen_and_excluded_is_told_by_id() -> None:
    answer = answer_query(Query.parse("actor:Téhéran -weapon:shahed"), SMALL_INDEX)
    assert answer.chosen["actor"] == {"iran"}
    assert answer.excluded["weapon"] == {"shahed-136"}
    assert answer.needles == ()


def test_an_empty_timeline_answers() -> None:
    answer = answer_query(Query.parse("x status:denied"), Index(parse_timeline("title: T\nevents: []\n")))
    assert list(answer.rows) == []
    assert answer.counts["status"]["denied"] == 0


def test_the_order_by_what_was_known_first() -> None:
    assert found("", "known") == ["talks", "visit", "drones", "delivery", "denial"]
    assert found("", "-known") == ["denial", "delivery", "drones", "visit", "talks"]
    assert found("", "-date") == ["denial", "delivery", "drones", "visit", "talks"]


@pytest.mark.parametrize(
    ("text", "span", "message"),
    [
        ("is:disputd", (3, 10), "unknown value 'disputd' of is; did you mean 'disputed'?"),
        ("has:zzz", (4, 7), "unknown value 'zzz' of has; it is one of translation, note, link"),
        ("-known:2022", (0, 11), "'-known:' means nothing; write known: with a date"),
        ("-certain:yes", (0, 12), "'-certain:' means nothing; write certain:no, or leave it out"),
        ("before:nov 2023", (0, 15), 'a date in several words; in quotes it is one: before:"nov 2023"'),
        ("missile year:1890", (13, 17), "unknown year '1890'; no year here has a name that begins so"),
    ],
)
def test_what_means_nothing_is_told_and_the_rest_works(text: str, span: tuple[int, int], message: str) -> None:
    answer = answer_query(Query.parse(text), SMALL_INDEX)
    assert answer.rows
    (notice,) = answer.notices
    assert (notice.start, notice.end) == span
    assert notice.message == message


def test_an_impossible_date_is_told_with_its_reason() -> None:
    answer = answer_query(Query.parse("missile in:2022-02-30"), SMALL_INDEX)
    assert [SMALL_INDEX.timeline.events[row].id for row in answer.rows] == ["delivery", "denial"]
    (notice,) = answer.notices
    assert (notice.start, notice.end) == (11, 21)
    assert notice.message.startswith("in '2022-02-30': ")
    assert "28" in notice.message

"""The index against a matcher that is plain enough to be seen to be right."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.timelines import BUNDLED, SMALL
from tui.timeline.folding import fold
from tui.timeline.index import COUNTED, Index, searched
from tui.timeline.model import Event, Timeline, lineage
from tui.timeline.query import FACETS, Facet, Query, Words
from tui.timeline.reader import parse_timeline, read_timeline

SMALL_INDEX = Index(parse_timeline(SMALL))
BUNDLED_INDEX = Index(read_timeline(BUNDLED))


def found(text: str) -> list[str]:
    answer = SMALL_INDEX.answer(Query.parse(text))
    return [SMALL_INDEX.timeline.events[row].id for row in answer.rows]


def plainly_matches(index: Index, event: Event, query: Query) -> bool:
    return all(plainly_holds(index, event, term) for term in query.terms)


def plainly_holds(index: Index, event: Event, term: object) -> bool:
    timeline = index.timeline
    if isinstance(term, Words):
        needle = fold(term.text).strip()
        hit = any(needle in text for text in plain_texts(timeline, event))
        return not needle or hit != term.negated
    if isinstance(term, Facet):
        wanted = {value for typed in term.values for value in index.resolve(term.name, typed)}
        return not wanted or (not wanted.isdisjoint(plain_values(timeline, event, term.name))) != term.negated
    return True


def plain_texts(timeline: Timeline, event: Event) -> Iterable[str]:
    yield from map(fold, searched(event))
    outlets = [timeline.sources[source].outlet for source in event.sources]
    for entry_id in (*event.actors, *event.speaker, *event.via, *outlets):
        actor = timeline.actors[entry_id]
        yield from map(fold, (actor.id, actor.name, *actor.aliases))
    for entry_id in event.weapons:
        weapon = timeline.weapons[entry_id]
        yield from map(fold, (weapon.id, weapon.name, *weapon.aliases))


def plain_values(timeline: Timeline, event: Event, facet: str) -> set[str]:
    own: dict[str, Callable[[], Iterable[str]]] = {
        "actor": lambda: (up for one in event.actors + event.speaker for up in lineage(timeline.actors, one)),
        "speaker": lambda: (up for one in event.speaker for up in lineage(timeline.actors, one)),
        "via": lambda: (up for one in event.via for up in lineage(timeline.actors, one)),
        "weapon": lambda: (up for one in event.weapons for up in lineage(timeline.weapons, one)),
        "source": lambda: [quote.source for quote in event.quotes],
        "status": lambda: [event.status],
        "kind": lambda: [event.kind],
    }
    return set(own[facet]())


WORDS = [
    "iran",
    "missile",
    "drone",
    "petit nombre",
    "l’",
    "Téhéran",
    "a",
    "zzz",
    "nié",
    "Patrouchev",
    "8 november",
    "-",
]
VALUES = ["iran", "Moscou", "missile", "fateh", "denied", "reported", "statement", "herald", "jforum", "zzz", "russ"]
random_terms = st.one_of(
    st.builds(Words, st.sampled_from(WORDS), st.booleans()),
    st.builds(
        Facet,
        st.sampled_from(FACETS),
        st.lists(st.sampled_from(VALUES), min_size=1, max_size=2).map(tuple),
        st.booleans(),
    ),
)
random_queries = st.lists(random_terms, max_size=4).map(lambda terms: Query(tuple(terms)))


@pytest.mark.parametrize("index", [SMALL_INDEX, BUNDLED_INDEX], ids=["small", "bundled"])
@given(query=random_queries)
def test_the_answer_is_that_of_the_plain_matcher(index: Index, query: Query) -> None:
    expected = [n for n, event in enumerate(index.timeline.events) if plainly_matches(index, event, query)]
    assert list(index.answer(query).rows) == expected


@pytest.mark.parametrize("index", [SMALL_INDEX, BUNDLED_INDEX], ids=["small", "bundled"])
@given(query=random_queries)
def test_a_count_is_what_choosing_the_value_would_show(index: Index, query: Query) -> None:
    answer = index.answer(query)
    for facet in COUNTED:
        counts = answer.counts[facet]
        for value in list(counts)[:12]:
            chosen = index.answer(Query((*query.without(facet).terms, Facet(facet, (value,)))))
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
    ],
)
def test_what_is_found(text: str, expected: list[str]) -> None:
    assert found(text) == expected


def test_unknown_values_are_told_and_the_rest_goes_on_working() -> None:
    answer = SMALL_INDEX.answer(Query.parse("actor:irna missile"))
    assert [SMALL_INDEX.timeline.events[row].id for row in answer.rows] == ["delivery", "denial"]
    (notice,) = answer.notices
    assert (notice.start, notice.end) == (6, 10)
    assert notice.message == "unknown actor 'irna'; did you mean 'iran'?"


def test_one_unknown_value_beside_a_known_one_is_told_alone() -> None:
    answer = SMALL_INDEX.answer(Query.parse("weapon:drone,zzzz"))
    assert [SMALL_INDEX.timeline.events[row].id for row in answer.rows] == ["drones"]
    assert [(notice.start, notice.end) for notice in answer.notices] == [(13, 17)]
    assert answer.notices[0].message == "unknown weapon 'zzzz'; no weapon here has a name that begins so"


def test_counts_follow_the_other_filters() -> None:
    counts = SMALL_INDEX.answer(Query.parse("weapon:missile status:denied")).counts
    assert counts["actor"]["russia"] == 0
    assert counts["actor"]["iran"] == 1
    assert counts["status"]["alleged"] == 1  # what choosing it instead would show
    assert counts["weapon"]["drone"] == 0


def test_no_needle_reaches_over_two_texts() -> None:
    assert found('"patrushev lands in tehran visit"') == []


def test_what_is_chosen_and_excluded_is_told_by_id() -> None:
    answer = SMALL_INDEX.answer(Query.parse("actor:Téhéran -weapon:shahed"))
    assert answer.chosen["actor"] == {"iran"}
    assert answer.excluded["weapon"] == {"shahed-136"}
    assert answer.needles == ()


def test_an_empty_timeline_answers() -> None:
    answer = Index(parse_timeline("title: T\nevents: []\n")).answer(Query.parse("x status:denied"))
    assert list(answer.rows) == []
    assert answer.counts["status"]["denied"] == 0

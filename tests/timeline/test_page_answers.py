"""The HTML page answers queries as the app does; where it cannot read a date, it says so."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.soak import examples
from tests.timeline.exported import EVERYTHING, TIMELINE
from tests.timeline.hostile_timelines import hostile, timelines
from tests.timeline.page_engine import PageEngine, needs_node
from tests.timeline.test_answers import TODAY, random_indexes, random_queries, today
from tests.timelines import BUNDLED, SAMPLES
from tui.text.folding import fold
from tui.timeline.dates.typed import TypedDateError, typed_range
from tui.timeline.dates.words import date_words, short_words
from tui.timeline.exports.losses import Losses
from tui.timeline.exports.page.selection import selected
from tui.timeline.model.sort import SORTS, Sort
from tui.timeline.query.language import Query
from tui.timeline.query.terms import FLAGS, NAMES, FieldTerm, quoted_if_needed
from tui.timeline.reading.reader import parse_timeline, read_timeline
from tui.timeline.search.answers import answer_query
from tui.timeline.search.index import Index

pytestmark = needs_node

ASKED = [
    *("", "drone", '"petit nombre"', "-status:denied", "actor:iran", "actor:iran,russia -weapon:drone", "nié OR livré"),
    *("known:2022-12-31", "known:2022-12-31 is:disputed", "in:2022 certain:yes", 'after:"nov 2022" before:2024'),
    *(
        "weapon:missile status:denied,alleged",
        "source:atalayar has:translation",
        "-in:2022-11",
        "kind:visit speaker:iran",
    ),
    *(
        "year:2023 -year:2022",
        "thread:nothing",
        "title:iran quote:nié",
        "actor:ir",
        "on:2022-11-08",
        "has:link is:inferred",
    ),
]


@pytest.fixture(scope="module")
def engine() -> Iterator[PageEngine]:
    found = PageEngine()
    yield found
    found.close()


def assert_same(engine: PageEngine, index: Index, text: str, order: str = "date") -> bool:
    """Compare the answers of the page and the app to a query; return whether the page reads all dates in it."""
    page = engine.find(text, order)
    if page.unread:
        return False
    answer = answer_query(Query.parse(text), index, Sort.parse(order))
    assert page.rows == list(answer.rows), text
    assert sorted(page.uncertain) == list(answer.uncertain), text
    assert page.needles == list(answer.needles), text
    for facet, counts in answer.counts.items():
        assert page.counts[facet] == dict(counts), (text, facet)
    return True


ASKED_OF_SAMPLES = ["", "in:../..", "-on:../..", "known:2031-03-10", "in:2031", "-in:1977", "has:quote", "a"]


def page_index(index: Index) -> Index:
    """Return an index of what the page shows: no drafts, and nothing that the reader added."""
    return Index(selected(index.timeline, index.timeline.events, Losses()), today)


@pytest.mark.parametrize("name", ["bundled", *SAMPLES])
def test_usual_queries_have_the_answers_of_the_app(engine: PageEngine, name: str) -> None:
    index = Index(read_timeline(SAMPLES.get(name, BUNDLED)), today)
    engine.open(index)
    for order in SORTS:
        for text in ASKED if name == "bundled" else ASKED_OF_SAMPLES:
            assert assert_same(engine, index, text, order), text


PIERS = parse_timeline(
    "title: T\nevents:\n- {date: 2022, title: A, tags: Pier}\n- {date: 2022, title: B, tags: [Pier two, 'Art. 5']}\n"
)
APART = [
    *(
        ("small", text)
        for text in ("known:2022-12 novembre", "novembre", "known:2022-12 quote:novembre", "source:suite")
    ),
    *(("small", text) for text in ("known:2022-12 source:suite", "actor:moscou", "has:source known:2020")),
    *(("varied", text) for text in ('legal-basis:"art. 5"', "legal-basis:art", "actor:trump", "tag:protest")),
    *(("varied", text) for text in ("data.people-ill:>34", "data.people-ill:34..", "data.tier:primary", "place:molo")),
    *(
        ("varied", text)
        for text in ("known:2023-03 source:gazette", "in:2023-02-28 certain:yes", "主题:军事", "has:topic")
    ),
    *(("piers", text) for text in ("tag:pier", "-tag:pier", "tag:pi", "tag:5", 'tag:"pier two"')),
]


@pytest.mark.parametrize(("name", "text"), APART)
def test_what_sets_terms_apart_does_so_on_the_page(engine: PageEngine, name: str, text: str) -> None:
    index = page_index(Index({"small": TIMELINE, "varied": EVERYTHING, "piers": PIERS}[name], today))
    engine.open(index)
    assert assert_same(engine, index, text)


def test_the_saved_views_of_the_bundled_timeline_are_all_read(engine: PageEngine) -> None:
    index = Index(read_timeline(BUNDLED), today)
    engine.open(index)
    assert index.timeline.views
    for view in index.timeline.views:
        assert assert_same(engine, index, view.query)


def test_the_page_knows_the_fields_and_flags_of_the_app(engine: PageEngine) -> None:
    fields, flags = engine.ask("fields")
    assert sorted(fields) == sorted(NAMES)
    assert flags == {field: list(values) for field, values in FLAGS.items()}


@settings(max_examples=examples(15), deadline=None)
@given(index=random_indexes, queries=st.lists(random_queries, min_size=3, max_size=6), order=st.sampled_from(SORTS))
def test_any_query_has_the_answer_of_the_app(
    engine: PageEngine, index: Index, queries: list[Query], order: str
) -> None:
    index = page_index(index)
    engine.open(index)
    for query in queries:
        assert_same(engine, index, str(query), order)


@settings(max_examples=examples(8), deadline=None)
@given(timelines(), st.lists(hostile, min_size=1, max_size=4))
def test_any_text_is_a_query_of_any_timeline(engine: PageEngine, timeline, texts) -> None:  # type: ignore[no-untyped-def]
    index = Index(selected(timeline, timeline.events, Losses()), today)
    engine.open(index)
    for text in texts:
        assert engine.ask("printed", text) == str(Query.parse(text))
        assert_same(engine, index, text)


def test_text_is_folded_as_in_the_app(engine: PageEngine) -> None:
    engine.open(Index(TIMELINE))
    characters = [chr(code) for code in range(sys.maxunicode + 1)]
    # Both fold the capitals and the small letters of Cherokee to one another, the app to the first and the page to the
    # second.
    known = [
        one
        for one in characters
        if unicodedata.category(one)[0] not in "C" and "CHEROKEE" not in unicodedata.name(one, "")
    ]
    folded = engine.fold(known)
    assert [one for one, found in zip(known, folded, strict=True) if found != fold(one)] == []
    texts = ["L’accord  d’ISTANBUL\n— Œuvre", "ΑΣ ὈΔΥΣΣΕΎΣ", "e\u0301te\u0300", "Straße ẞ", "ﬁn\u00a0de non–recevoir"]
    assert engine.fold(texts) == list(map(fold, texts))


# Dates

YEARS = st.integers(1, 9999)
WRITTEN = st.one_of(
    st.dates(date(1, 1, 1)).map(str),
    st.builds("{:04}-{:02}".format, st.integers(0, 9999), st.integers(0, 45)),
    st.builds("{:04}{}".format, st.integers(0, 9999), st.sampled_from(["", "?", "~", "%"])),
    st.builds("{}T{:02}{}".format, st.dates(), st.integers(0, 25), st.sampled_from(["", ":30", ":59:07", ":61"])),
    st.builds("{} {} {:04}".format, st.integers(0, 32), st.sampled_from(["nov", "February", "JUNE"]), YEARS),
    st.builds("{} {:04}".format, st.sampled_from(["nov", "May", "september"]), YEARS),
    st.builds("{} {}, {:04}".format, st.sampled_from(["Nov", "February"]), st.integers(1, 31), YEARS),
    st.sampled_from(["-0043", "-0001-02-29", "0000", "-0000", "199X", "20XX", "1XXX"]),
    st.sampled_from(["Y-13800000000", "Y10000", "Y9999", "..", "x"]),
)


@settings(max_examples=examples(50), deadline=None)
@given(st.one_of(WRITTEN, st.builds("{}/{}".format, WRITTEN, WRITTEN), st.builds("{}/..".format, WRITTEN)))
def test_a_date_that_the_page_reads_means_what_it_means_in_the_app(engine: PageEngine, text: str) -> None:
    found = engine.ask("range", text)
    try:
        first, last = typed_range(text, TODAY)
    except TypedDateError:
        assert found is None
        return
    if found is not None:
        assert found == ["-Infinity" if first is None else str(first), "Infinity" if last is None else str(last)]


@pytest.mark.parametrize(
    "text",
    [
        *("2022", "2022-11", "2022-11-08", "nov 2022", "8 nov 2022", "November 8, 2022", "2022-09/2023-01", "2022/.."),
        *("../2022-11-08", "2022-21", "2022-33", "199X", "19XX", "2022-11-08T14:30", "2022~", "-0043", "Y-13800000000"),
    ],
)
def test_the_page_reads_usual_dates(engine: PageEngine, text: str) -> None:
    first, last = typed_range(text, TODAY)
    assert engine.ask("range", text) == [
        "-Infinity" if first is None else str(first),
        "Infinity" if last is None else str(last),
    ]


def test_the_page_reads_the_dates_that_it_shows(engine: PageEngine) -> None:
    for path in (BUNDLED, *SAMPLES.values()):
        index = Index(read_timeline(path), today)
        engine.open(index)
        dates = {event.date for event in index.timeline.events if not event.date.is_undated}
        for shown in {words(each) for each in dates for words in (date_words, short_words)}:
            assert assert_same(engine, index, str(Query((FieldTerm("in", (shown,)),)))), shown


def test_a_date_that_the_page_does_not_read_is_named(engine: PageEngine) -> None:
    engine.open(Index(TIMELINE, today))
    answer = engine.find("after:“last year” in:yesterday")
    assert answer.unread
    assert "in: “yesterday” is not understood; this page reads 2022" in "".join(answer.notices)


# Changing a query


@settings(max_examples=examples(15), deadline=None)
@given(random_queries, st.sampled_from(["or", "and", "not"]), st.sampled_from(["iran", "patrushev", "russia"]))
def test_a_value_is_toggled_as_in_the_app(engine: PageEngine, query: Query, role: str, value: str) -> None:
    index = Index(TIMELINE, today)
    engine.open(index)
    actors = Query((*query.terms, FieldTerm("actor", (quoted_if_needed(value),))))
    for each in (Query.parse(str(query)), Query.parse(str(actors))):
        expected = each.toggled("actor", value, lambda typed: index.names.resolve("actor", typed), role)  # type: ignore[arg-type]
        assert engine.ask("toggled", str(each), "actor", value, role) == str(expected)

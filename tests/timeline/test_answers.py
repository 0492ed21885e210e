"""Answers to queries, compared with a matcher that is obviously right."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.plain import Plain
from tests.soak import examples
from tests.timelines import BUNDLED, HEAD, SMALL, VARIED, event
from tui.text.frozen import replace
from tui.timeline.dates.bounds import OPEN_START
from tui.timeline.dates.calendar import first_second
from tui.timeline.dates.edtf import EdtfDate
from tui.timeline.model.entities import RELATIONS, Event, Link, Media, Quote
from tui.timeline.model.facets import STATUSES
from tui.timeline.model.order import sort_events
from tui.timeline.model.sort import SORTS, Sort
from tui.timeline.model.timeline import Timeline
from tui.timeline.query.language import Query
from tui.timeline.query.terms import DATES, FACETS, FLAGS, TEXTS, FieldTerm, Term, TextTerm
from tui.timeline.reading.reader import parse_timeline, read_timeline
from tui.timeline.search.answers import answer_query, takes_long
from tui.timeline.search.index import Index
from tui.timeline.search.reader_layer import ReaderLayer

TODAY = date(2024, 9, 12)


def today() -> date:
    return TODAY


SMALL_INDEX = Index(parse_timeline(SMALL), today)
VARIED_INDEX = Index(parse_timeline(VARIED), today)
NOTED_INDEX = Index(VARIED_INDEX.timeline, today)
NOTED_INDEX.layer = ReaderLayer.of(
    NOTED_INDEX.timeline,
    [NOTED_INDEX.timeline.events[number].id for number in (0, 2, 3)] + ["vanished"],
    {NOTED_INDEX.timeline.events[number].id: note for number, note in ((1, "Ask Iran again"), (3, "people ill 34"))},
)
INDEXES = st.sampled_from([SMALL_INDEX, VARIED_INDEX, NOTED_INDEX, Index(read_timeline(BUNDLED), today)])


def found(text: str, sort: str = "date", index: Index = SMALL_INDEX) -> list[str]:
    answer = answer_query(Query.parse(text), index, Sort.parse(sort))
    return [index.timeline.events[row].id for row in answer.rows]


WORDS = [
    *("iran", "missile", "petit nombre", "l’", "Téhéran", "a", "zzz", "nié", "Patrouchev", "8 november", "-"),
    *("visite", "pump", "gazette", "waterworks", "minutes.pdf", "people ill 34", "军事", "once upon", "no", "art. 5"),
]
VALUES = [
    *(
        "iran",
        "Moscou",
        "missile",
        "fateh",
        "denied",
        "reported",
        "statement",
        "herald",
        "jforum",
        "zzz",
        "2022",
        "43",
        "0043",
    ),
    *("pier", "harbour", "molo", "protest", "water", "Water supply", "drinking-water", "money", "军事", "政", "art"),
    *("board", "trump", "trumpet", "gazette", "outlet:gazette", "page", "https://blog.example/meeting", "meeting", "-"),
]
OWN = ["topic", "主题", "legal-basis", "Legal-Basis", "nowhere"]
DATA = ["data.people-ill", "data.People_Ill", "data.tier", "data.cost", "Data.note-to-self", "data.nothing"]
TESTS = [">34", ">=34", "<34", "<=1500", "=34", "34", "30..200", "120..34", "primary", "none", ">x", "", "−1..1e4"]
TESTS += ["34..", "..34", "..", "..x"]
COUNTS = ["0", "1", "=1", ">1", ">=2", "<2", "<=1", "2..", "..1", "1..2", "3..2", "..", "x", ">x", "1.5"]
TYPED = ["2022-11", "2022", "nov 2022", "2022-11-08", "2024-01-01/2024-06-30", "last year", "2023-02", "zzz", "2011"]
TYPED += ["2022-11-01/2022-11-08", "2023-03-01", "2021-05/2022-11-07", "43", "2022-11-07", "1000"]
TYPED += ["since 2022-06", "../2022-11-07", "8 nov 2022 14:30", "9 nov 2022 04:30 UTC", "20th century", "2011 or 2023"]
FLAG_VALUES = [*FLAGS["has"], "topic", "主题", "legal basis", "zzz"]
NEGATED = st.booleans()


def one_or_two(values: list[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), min_size=1, max_size=2).map(tuple)


random_terms = st.one_of(
    st.builds(TextTerm, st.sampled_from(WORDS), NEGATED),
    st.builds(FieldTerm, st.sampled_from([*FACETS, *OWN]), one_or_two(VALUES), NEGATED),
    st.builds(FieldTerm, st.sampled_from(DATA), one_or_two(TESTS), NEGATED),
    st.builds(FieldTerm, st.sampled_from(TEXTS), one_or_two(WORDS), NEGATED),
    st.builds(FieldTerm, st.sampled_from(DATES), one_or_two(TYPED), NEGATED),
    st.builds(FieldTerm, st.just("known"), one_or_two(TYPED)),
    st.builds(FieldTerm, st.just("is"), one_or_two([*FLAGS["is"], "zzz"]), NEGATED),
    st.builds(FieldTerm, st.just("has"), one_or_two(FLAG_VALUES), NEGATED),
    st.builds(FieldTerm, st.just("origins"), one_or_two(COUNTS), NEGATED),
    st.builds(FieldTerm, st.just("certain"), one_or_two(["yes", "no"])),
    st.builds(FieldTerm, st.just("thread"), one_or_two(["visit", "e0", "e1", "resignation", "zzz"]), NEGATED),
)
known_terms = st.sampled_from([(), (FieldTerm("known", ("2023-04",)),), (FieldTerm("known", ("2022",)),)])
random_queries = st.lists(random_terms, max_size=4).map(lambda terms: Query(tuple(terms)))


def some(values: list[str], most: int = 2) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), max_size=most, unique=True).map(tuple)


SOURCES = ["gazette", "gazette-march", "minutes", "page", "https://blog.example/meeting"]
random_values = st.fixed_dictionaries(
    {
        "actor": some(["board", "trump", "trumpet", "gazette"]),
        "place": some(["pier", "harbour", "town-hall"]),
        "status": some(list(STATUSES), 1),
        "kind": some(["meeting", "visit"], 1),
        "tag": some(["protest", "water supply", "Protest march"]),
        "speaker": some(["trump", "trumpet"]),
        "via": some(["gazette"]),
        "topic": some(["water", "drinking-water", "money"]),
        "主题": some(["军事", "政治"]),
        "Legal-basis": some(["Art. 5", "Art. 50"], 1),
    }
).map(lambda values: {facet: chosen for facet, chosen in values.items() if chosen})
random_quotes = st.lists(
    st.builds(
        Quote,
        st.sampled_from(SOURCES),
        st.sampled_from(["La junta dimite", "a pump"]),
        st.sampled_from([None, "The board resigns"]),
    ),
    max_size=2,
).map(tuple)
EVENT_DATES = [
    *(
        "2022",
        "2022-11-08",
        "2023-02~",
        "202X",
        "2022-11-XX",
        "2022-23",
        "../..",
        "../2021",
        "2022-11-08/",
        "-0043",
        "0043",
    ),
    *("2022-11-08T14:30", "2022-11-08T23:30-05:00", "2022-11-01/2022-11-08", "[2022-11-01..2022-11-08]", "2011/2024"),
    *("[2021-05,2022-11-08]", "{2022-11-07,2023-02}", "2023-02-28T22:30Z", "XXXX-11-08"),
]
random_events = st.builds(
    Event,
    id=st.just(""),
    date=st.sampled_from(EVENT_DATES).map(EdtfDate.parse),
    title=st.sampled_from(["The pumps fail", "A reply", "Trump"]),
    values=random_values,
    quotes=random_quotes,
    cited=some(SOURCES),
    date_basis=st.sampled_from([None, "stated", "inferred"]),
    summary=st.sampled_from([None, "34 people fall ill"]),
    data=st.dictionaries(st.sampled_from(["people ill", "tier", "cost"]), st.sampled_from(["34", "1.5e3", "primary"])),
    media=st.sampled_from([(), (Media("https://gazette.example/pump.jpg", "A pump"),)]),
    note=st.sampled_from([None, "The page says 2022."]),
    is_draft=st.booleans(),
    is_internal=st.booleans(),
)


@st.composite
def random_timelines(draw: st.DrawFn) -> Timeline:
    """Draw a timeline with the entries and sources of `VARIED` and other events."""
    drawn = draw(st.lists(random_events, min_size=2, max_size=5))
    events = []
    for number, each in enumerate(drawn):
        others = [f"e{other}" for other in range(len(drawn)) if other != number]
        links = st.builds(Link, st.sampled_from(list(RELATIONS)), st.sampled_from(others))
        events.append(replace(each, id=f"e{number}", links=tuple(draw(st.lists(links, max_size=2, unique=True)))))
    timezone = draw(st.sampled_from([None, "Europe/Kyiv", "America/New_York"]))
    timeline = replace(VARIED_INDEX.timeline, timezone=timezone)
    return replace(timeline, events=sort_events(events, timeline.zone))


random_indexes = st.one_of(INDEXES, random_timelines().map(lambda timeline: Index(timeline, today)))


@settings(max_examples=examples(120))
@given(index=random_indexes, terms=st.lists(random_terms, max_size=8).map(tuple), known=known_terms)
def test_an_answer_is_that_of_the_plain_matcher(index: Index, terms: tuple[Term, ...], known: tuple[Term, ...]) -> None:
    alone = [(term, *known) for term in terms]
    for query in map(Query, [*alone, terms[:2], terms[:4]]):
        assert list(answer_query(query, index).rows) == Plain(index, query).rows(), query


@given(index=random_indexes, query=random_queries, sort=st.sampled_from(SORTS).map(Sort.parse))
def test_sorting_keeps_the_rows_and_sorts_them_by_rank_and_day(index: Index, query: Query, sort: Sort) -> None:
    answer = answer_query(query, index, sort)
    assert list(answer.rows) == Plain(index, query).sorted_rows(sort)
    ranks = [answer.rank(row) for row in answer.rows]
    assert ranks == sorted(ranks)
    for is_possible in (False, True):
        rows = [row for row in answer.rows if (row in answer.uncertain) == is_possible]
        moments = [OPEN_START if (second := answer.moment(row)) is None else second for row in rows]
        assert moments == sorted(moments, reverse=sort.descending)


@given(index=random_indexes, query=random_queries)
def test_the_certain_rows_are_those_that_certain_yes_finds(index: Index, query: Query) -> None:
    answer = answer_query(query, index)
    if not any(isinstance(term, FieldTerm) and term.name in ("certain", "known") for term in query.terms):
        certain = Query((*query.terms, FieldTerm("certain", ("yes",))))
        assert set(answer.rows) - set(answer.uncertain) == set(answer_query(certain, index).rows)


@given(index=random_indexes, query=random_queries)
def test_the_view_shows_only_what_was_known(index: Index, query: Query) -> None:
    plain, answer = Plain(index, query), answer_query(query, index)
    known = {each.id for each in index.timeline.events if plain.is_known(each)}
    for row in answer.rows:
        whole, seen = index.timeline.events[row], answer.view.event(row)
        assert list(seen.quotes) == plain.quotes(whole)
        assert [index.timeline.sources[source] for source in seen.sources] == plain.sources(whole)
        assert {link.target for link in seen.links} <= known
        assert answer.view.is_disputed(row) == plain.flag(whole, "disputed")


@given(index=random_indexes, query=random_queries)
def test_a_count_is_the_number_of_events_if_the_value_is_chosen(index: Index, query: Query) -> None:
    answer = answer_query(query, index)
    assert list(answer.counts) == [spec.name for spec in index.timeline.facets if spec.is_counted]
    for facet, counts in answer.counts.items():
        for value in list(counts)[:6]:
            rest = query.without(facet)
            if value in answer.excluded[facet]:
                rest = Query(tuple(t for t in rest.terms if not (isinstance(t, FieldTerm) and t.is_on(facet))))
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
        ('in:"novembre 2022",2021', ["visit", "drones", "talks"]),
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


PUMPS, MEETING, RESIGNATION, REPLY, LEGEND = "pumps", "board-meets", "resignation", "reply", "a-legend-of-the-harbour"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("place:harbour", [PUMPS, MEETING, LEGEND]),
        ("place:molo", [PUMPS, MEETING]),
        ('tag:"water supply"', [PUMPS]),
        ("tag:supply", [PUMPS]),
        ("tag:protest -place:pier", [RESIGNATION]),
        ("topic:water", [PUMPS, MEETING]),
        ("topic:drinking", [PUMPS]),
        ("TOPIC:agua -topic:money", [PUMPS]),
        ("主题:军事", [PUMPS, REPLY]),
        ("主题:政", [REPLY]),
        ("legal-basis:art", [RESIGNATION]),
        ("kind:meeting", [MEETING]),
        ('kind:"board meeting"', [MEETING]),
        ("actor:trumpet", [RESIGNATION]),  # who only speaks
        ("source:outlet:gazette", [RESIGNATION, REPLY]),
        ("source:gazette", [REPLY]),
        ("source:minutes", [MEETING]),
        ("source:https://blog.example/meeting", [MEETING]),
        ("data.people-ill:>34", [MEETING]),
        ("data.people-ill:>=34", [PUMPS, MEETING]),
        ("data.People_Ill:<=34", [PUMPS]),
        ("data.people-ill:<34", []),
        ("data.people-ill:=120", [MEETING]),
        ("data.people-ill:34", [PUMPS]),
        ("data.people-ill:3", []),
        ("data.people-ill:none", [REPLY]),
        ("data.people-ill:20..40,none", [PUMPS, REPLY]),
        ("-data.people-ill:>0", [RESIGNATION, REPLY, LEGEND]),
        ("data.cost:1500", [PUMPS]),
        ("data.tier:prim", [PUMPS]),
        ("title:board", [MEETING, RESIGNATION]),
        ("title:resigns quote:dimite", [RESIGNATION]),
        ("quote:board -title:meets", [RESIGNATION]),  # in a translation
        ("summary:34", [PUMPS]),
        ("note:2022", [REPLY]),
        ("has:quote", [RESIGNATION, LEGEND]),
        ("-has:source", [PUMPS]),
        ("has:status", [MEETING, RESIGNATION]),
        ("has:place,tag", [PUMPS, MEETING, RESIGNATION, LEGEND]),
        ("has:Legal-basis", [RESIGNATION]),
        ("has:topic has:data", [PUMPS, MEETING]),
        ("has:media", [PUMPS]),
        ("has:note,translation", [RESIGNATION, REPLY]),
        ("is:draft", [REPLY]),
        ("is:undated", [LEGEND]),
        ("is:disputed", [MEETING]),
        ("is:inferred,draft", [REPLY]),
        ("gazette.example/pump.jpg", [PUMPS]),
        ("https://gazette.example/board", [RESIGNATION]),
        ("archive.example", [RESIGNATION, REPLY, LEGEND]),
        ("minutes.pdf", [MEETING]),
        ('"undated page"', [RESIGNATION, REPLY, LEGEND]),
        ('"people ill 120"', [MEETING]),
        ("1.5e3", [PUMPS]),
        ("军事", [PUMPS, REPLY]),
        ("topic:water known:2023-03-03", [PUMPS, MEETING]),  # no source, and only undated ones
        ("known:2023-03-03", [PUMPS, MEETING, LEGEND]),
        ("known:2023-03-04", [PUMPS, MEETING, RESIGNATION, LEGEND]),
        ("known:2023-03-04 certain:yes", [PUMPS, RESIGNATION]),
        ("known:2023-03-04 certain:yes source:page", []),
        ("known:2023-03-04 source:outlet:gazette", [RESIGNATION]),
        ("known:2023-03-04 has:source certain:yes", [RESIGNATION]),
        ('known:2023-03-04 certain:yes quote:"in march"', []),
    ],
)
def test_what_version_2_adds_is_found(text: str, expected: list[str]) -> None:
    assert found(text, index=VARIED_INDEX) == expected


@pytest.mark.parametrize(
    "text", ["http://x.y/z", "windows:evtx:record", "Re:windows", "14:30", "-nowhere:windows", 'log:"line 7"']
)
def test_an_address_and_other_text_with_a_colon_are_looked_for_as_words(text: str) -> None:
    title = "re:windows:evtx:record of 14:30, log:line 7, see http://x.y/z"
    index = Index(parse_timeline(f"{HEAD}{event(id='a', title=repr(title))}{event(id='b', title='windows')}"))
    assert found(text, index=index) == (["a", "b"] if text.startswith("-") else ["a"])


def test_an_event_is_known_since_its_first_dated_source_or_since_ever() -> None:
    index = Index(
        parse_timeline("""\
title: known
sources: {dated: {title: Dated, issued: 2023-11-24}, undated: {title: A page}, open: {title: Open, issued: ../..}}
events:
  - {id: both, date: 2023-11-01, title: both, quotes: [{source: dated, exact: w}, {source: undated, exact: v}]}
  - {id: undated, date: 2023-11-02, title: undated, sources: [undated, open]}
  - {id: dated, date: 2023-11-03, title: dated, sources: [open, dated]}
  - {id: none, date: 2023-11-04, title: none}
""")
    )
    assert found("known:2023-11-23", index=index) == ["undated", "none"]
    assert found("known:2023-11-24", index=index) == ["both", "undated", "dated", "none"]
    assert found("known:2023-11-24 certain:yes", index=index) == ["both", "dated", "none"]
    assert found("", "known", index=index) == ["undated", "none", "both", "dated"]
    day = first_second(date(2023, 11, 24))
    assert [index.known_start(number) for number in range(4)] == [day, None, day, None]


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


@pytest.mark.parametrize(
    ("text", "slow_from", "expected"),
    [
        ('"petit nombre"', 0, True),
        ('"petit nombre"', 1, False),  # one text has both words
        ("title:missile", 1, True),  # two events have the word somewhere
        ("-note:zzz,missile", 1, True),
        ("title:missile", 2, False),
        ("missile", 0, False),
        ("actor:iran status:denied in:2022", 0, False),
        ('foo:"petit nombre"', -1, True),  # a word with a blank
        ("title:", -1, False),
    ],
)
def test_what_must_be_looked_for_in_very_many_texts_takes_long(text: str, slow_from: int, expected: bool) -> None:
    index = Index(parse_timeline(SMALL))
    index.slow_from = slow_from
    query = Query.parse(text)
    assert takes_long(query, index) is expected
    answer_query(query, index)
    assert not takes_long(query, index)


def test_a_phrase_is_not_found_across_two_quotes_or_in_another_text() -> None:
    quotes = "[{source: s, exact: one two}, {source: s, exact: three four}]"
    index = Index(parse_timeline(HEAD + event(title="zero", summary="two three", quotes=quotes)))
    assert [found(text, index=index) for text in ('quote:"two three"', '"two three"', '"two three four"')] == [
        [],
        ["one"],
        [],
    ]
    assert found('quote:"one two" title:zero -title:one', index=index) == ["one"]


def test_a_value_that_is_only_in_another_facet_of_its_vocabulary_is_hinted_at() -> None:
    index = Index(parse_timeline(HEAD + event(speaker="iran") + event(id="two", via="o")))
    (hint,) = answer_query(Query.parse("drone actor:o"), index).notices
    assert (hint.start, hint.message, hint.is_hint) == (6, "no event has this actor; via:o finds 1", True)
    assert not answer_query(Query.parse("actor:iran nowhere"), index).notices
    assert not answer_query(Query.parse("-actor:o nowhere"), index).notices


def test_marks_and_notes_of_the_reader_are_found() -> None:
    index = Index(parse_timeline(SMALL), today)
    assert found("is:marked", index=index) == []
    before = found("petit nombre", index=index)
    index.layer = ReaderLayer.of(index.timeline, ["visit", "vanished"], {"talks": "Petit nombre?", "gone": "x"})
    assert found("is:marked", index=index) == ["visit"]
    assert found("-is:marked has:note is:noted", index=index) == ["talks"]
    assert found("petit nombre", index=index) == ["talks", *before]
    assert found('note:"petit nombre"', index=index) == ["talks"]
    assert found('title:"petit nombre"', index=index) == []
    index.layer = ReaderLayer()
    assert found("petit nombre", index=index) == before

"""The independent origins of claims, and accusations that nobody answered."""

from __future__ import annotations

import pytest

from tui.timeline.model.as_of import AsOf, AsOfView
from tui.timeline.model.origins import origin_words, origins_of
from tui.timeline.query.language import Query
from tui.timeline.reading.reader import parse_timeline
from tui.timeline.search.answers import answer_query
from tui.timeline.search.index import Index

HEAD = """\
title: T
actors:
  north: {name: North, kind: state}
  north-army: {name: Army of North, part_of: north}
  north-tv: {name: North TV, kind: outlet, part_of: north}
  south: {name: South, kind: state}
  wire: {name: The Wire, kind: outlet}
  herald: {name: The Herald, kind: outlet}
  gazette: {name: The Gazette, kind: outlet}
sources:
  h1: {title: One, outlet: herald, issued: 2020-01-01}
  h2: {title: Two, outlet: herald, issued: 2020-01-02}
  g: {title: Three, outlet: gazette, issued: 2020-03-01}
  copy-a: {title: Four, outlet: gazette, sha256: SAME}
  copy-b: {title: Four, outlet: herald, sha256: SAME}
  tv: {title: Five, outlet: north-tv}
  untitled: {title: A leaflet}
events:
""".replace("SAME", "ab" * 32)


def index_of(events: str) -> Index:
    lines = "\n".join(f"  - {{date: 2019, title: {line}}}" for line in events.strip().splitlines())
    return Index(parse_timeline(HEAD + lines))


def origins(event: str) -> list[str]:
    return [origin.name for origin in origins_of(AsOfView(index_of(event).timeline), 0)]


def found(query: str, index: Index) -> set[str]:
    return {index.timeline.events[row].title for row in answer_query(Query.parse(query), index).rows}


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        ("A, sources: [h1, g]", ["The Herald", "The Gazette"]),
        ("A, sources: [h1, h2]", ["The Herald"]),
        ("A, sources: [h1, g], via: wire", ["The Wire"]),
        ("A, sources: [h1, g], via: wire, speaker: south", ["South"]),
        ("A, sources: [h1], speaker: [north, north-army]", ["North"]),
        ("A, sources: [tv], speaker: north-army", ["North"]),
        ("A, sources: [tv]", ["North"]),
        ("A, sources: [copy-b, copy-a]", ["The Gazette"]),
        ("A, sources: ['https://www.site.example/1', 'http://site.example/2']", ["site.example"]),
        ("A, sources: ['https://one.example/', 'https://two.example/']", ["one.example", "two.example"]),
        ("A, sources: [untitled]", ["A leaflet"]),
        ("A", []),
    ],
)
def test_a_claim_rests_on_those_who_say_it_or_whom_it_credits_or_who_published_it(
    event: str, expected: list[str]
) -> None:
    assert origins(event) == expected
    assert found(f"origins:{len(expected)}", index_of(event)) == {"A"}


def test_what_confirms_a_claim_adds_its_origins_and_what_repeats_it_adds_none() -> None:
    index = index_of("""
        A, id: a, sources: [h1]
        B, sources: [g], links: {confirms: a}
        C, sources: [h2], links: {confirms: a}
        D, speaker: south, links: {repeats: a}
    """)
    assert found("origins:2", index) == {"A"}
    assert found("origins:1", index) == {"B", "C", "D"}
    assert origin_words(AsOfView(index.timeline), 0) == "2 independent origins: The Herald, The Gazette"


def test_origins_are_those_known_on_the_day() -> None:
    index = index_of("""
        A, id: a, sources: [h1, g]
        B, id: b, sources: [h1]
        C, sources: [g], links: {confirms: b}
    """)
    assert found("origins:>=2", index) == {"A", "B"}
    assert found("origins:>=2 known:2020-02", index) == set()
    assert found("origins:1 known:2020-02", index) == {"A", "B"}
    assert found("origins:2.. known:2020-03-01", index) == {"A", "B"}
    day = AsOf(0)
    assert origins_of(AsOfView(index.timeline, day), 0) == ()


def test_numbers_of_origins_are_compared() -> None:
    index = index_of("""
        None, actors: south
        One, sources: [h1]
        Two, sources: [h1, g]
        Three, sources: [h1, g, untitled]
    """)
    assert found("origins:0", index) == {"None"}
    assert found("origins:<=1", index) == {"None", "One"}
    assert found("origins:2..", index) == {"Two", "Three"}
    assert found("origins:..1,3", index) == {"None", "One", "Three"}
    assert found("-origins:1..2", index) == {"None", "Three"}


def test_a_value_that_is_no_number_is_explained() -> None:
    [notice] = answer_query(Query.parse("origins:many"), index_of("A")).notices
    assert notice.message == "'many' is not a number of origins; write 1, >=2 or 2..3"


def test_an_accusation_is_unanswered_until_an_event_denies_contradicts_or_confirms_it() -> None:
    index = index_of("""
        Alleged, status: alleged
        Reported, status: reported, speaker: north
        Of another, speaker: north, actors: [south]
        Of itself, speaker: north, actors: [north-army]
        Planned, status: planned, speaker: north, actors: [south]
        In its own voice, actors: [south]
        Denied, id: denied, status: alleged
        Contradicted, id: contradicted, status: alleged
        Confirmed, id: confirmed, status: alleged
        Repeated, id: repeated, status: alleged
        Answer, sources: [g], links: {denies: denied, contradicts: contradicted, confirms: confirmed, repeats: repeated}
    """)
    unanswered = {"Alleged", "Reported", "Of another", "Repeated"}
    assert found("is:unanswered", index) == unanswered
    assert found("is:unanswered known:2020-02", index) == {*unanswered, "Denied", "Contradicted", "Confirmed"}


def test_what_has_one_source_and_one_origin_needs_no_words() -> None:
    index = index_of("A, sources: [h1]\nB, sources: [h1], via: wire\nC, sources: [h1, h2]\nD")
    words = [origin_words(AsOfView(index.timeline), number) for number in range(4)]
    assert words == ["", "", "a single origin: The Herald", ""]

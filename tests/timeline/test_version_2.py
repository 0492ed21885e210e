"""What version 2 of the schema reads: everything optional, places, tags, own facets, data, media and bare sources."""

from __future__ import annotations

import pytest

from tests.timeline.test_reader import errors
from tui.timeline.model.entities import Entry, Event, Media, Source
from tui.timeline.model.timeline import Timeline
from tui.timeline.reading.careful_reader import read_carefully
from tui.timeline.reading.fast_reader import read_fast

HEAD = "title: T\n"


def read(text: str) -> Timeline:
    """Read a timeline with both readers, which must agree where both can read it."""
    timeline = read_carefully(text, "t.yaml")
    fast = read_fast(text.encode())
    assert fast is None or fast == timeline
    return timeline


def only(text: str) -> Event:
    (event,) = read(text).events
    return event


def test_an_event_needs_a_date_and_a_title_and_nothing_is_invented_for_the_rest() -> None:
    event = only(HEAD + "events:\n  - date: 2022-11\n    title: Something happens\n")
    assert (event.status, event.kind, event.quotes, event.sources, event.values) == (None, None, (), (), {})
    assert (event.date_basis, event.date_text, event.summary, event.note) == (None, None, None, None)
    assert not event.is_draft


@pytest.mark.parametrize(
    ("fields", "basis"),
    [
        ("date_text: last week", "stated"),
        ("quotes: [{source: 'https://a.example/1', exact: w}]", "stated"),
        ("sources: ['https://a.example/1']", None),
        ("date_basis: derived", "derived"),
    ],
)
def test_a_date_is_stated_only_where_there_is_a_text_to_state_it(fields: str, basis: str | None) -> None:
    assert only(HEAD + f"events:\n  - date: 2022\n    title: t\n    {fields}\n").date_basis == basis


def test_a_missing_id_is_made_from_date_and_title_and_stays_when_others_come() -> None:
    one = "  - date: 2022-11-08\n    title: The Minister’s visit\n"
    two = "  - date: 2022\n    title: Before\n"
    made = only(HEAD + "events:\n" + one).id
    assert made == "2022-11-08-the-minister-s-visit"
    assert {event.id for event in read(HEAD + "events:\n" + two + one).events} == {made, "2022-before"}


def test_made_ids_differ_from_each_other_and_from_given_ones() -> None:
    same = "  - date: 2022\n    title: Same\n"
    events = read(HEAD + "events:\n" + same + same + "  - {id: 2022-same, date: 2021, title: Given}\n").events
    assert [event.id for event in events] == ["2022-same", "2022-same-2", "2022-same-3"]
    assert events[0].title == "Given"


def test_places_have_a_tree_and_coordinates() -> None:
    timeline = read(
        HEAD + "places:\n  ukraine: Ukraine\n  odesa: {name: Odesa, part_of: ukraine, lat: 46.48, lon: 30.73}\n"
        "events:\n  - {date: 2022, title: t, places: odesa}\n"
    )
    assert timeline.vocabularies["places"] == {
        "ukraine": Entry("ukraine", "Ukraine"),
        "odesa": Entry("odesa", "Odesa", "ukraine", lat=46.48, lon=30.73),
    }
    assert timeline.events[0].values == {"place": ("odesa",)}


def test_tags_are_free_texts_on_one_line() -> None:
    text = HEAD + "events:\n  - date: 2022\n    title: t\n    tags: [fire brigade, 火, 'two\n\n      lines']\n"
    assert only(text).values == {"tag": ("fire brigade", "火", "two lines")}


def test_kinds_of_ones_own_are_named_beside_those_built_in() -> None:
    timeline = read(
        HEAD + "kinds: {raid: Raid}\nevents:\n  - {date: 2022, title: t, kind: raid}\n"
        "  - {date: 2023, title: t, kind: visit}\n"
    )
    assert [timeline.name("kind", event.kind or "") for event in timeline.events] == ["Raid", "visit"]


OWN = """\
title: T
facets:
  topic:
    name: Topics
    key: p
    values:
      water: Water
      rain: {name: Rain, parent: water, aliases: [pluie]}
  主题: {name: 主题}
"""


def test_a_file_declares_facets_with_values_or_free_ones() -> None:
    timeline = read(OWN + "events:\n  - {date: 2022, title: t, topic: [rain, water], 主题: 军事}\n")
    assert timeline.events[0].values == {"topic": ("rain", "water"), "主题": ("军事",)}
    assert [(spec.name, spec.title, spec.key, spec.is_free) for spec in timeline.own_facets] == [
        ("topic", "Topics", "p", False),
        ("主题", "主题", "", True),
    ]
    assert timeline.entries("topic")["rain"] == Entry("rain", "Rain", "water", ("pluie",))


def test_facets_may_be_declared_after_the_events_that_use_them() -> None:
    head, facets = OWN.split("\n", 1)
    event = "events:\n  - {date: 2022, title: t, topic: rain}\n"
    timeline = read(f"{head}\n{event}{facets}")
    assert timeline.events[0].values == {"topic": ("rain",)}
    assert timeline.own_facets == read(f"{head}\n{facets}{event}").own_facets


def test_data_keeps_names_and_numbers_as_they_are_written() -> None:
    text = (
        HEAD + "events:\n  - date: 2022\n    title: t\n    data: {killed: 34, room: 007, share: 1.10, tier: primary}\n"
    )
    assert only(text).data == {"killed": "34", "room": "007", "share": "1.10", "tier": "primary"}


def test_a_source_is_a_title_a_url_or_a_file_and_a_bare_url_is_one_too() -> None:
    url = "https://a.example/x?y=1"
    timeline = read(
        HEAD + "sources:\n  page: {url: 'https://b.example', archived: 'https://c.example', retrieved: 2023-01-02}\n"
        f"  scan: {{file: scan.pdf}}\nevents:\n  - {{date: 2022, title: t, sources: [page, scan, '{url}']}}\n"
    )
    event = timeline.events[0]
    assert event.sources == ("page", "scan", url)
    assert timeline.sources[url] == Source(url, url=url)
    assert timeline.sources["page"].issued is None
    assert timeline.sources["page"].archived == "https://c.example"
    assert [timeline.sources[source].name for source in event.sources] == ["https://b.example", "scan.pdf", url]


def test_a_quoted_source_that_is_cited_too_is_one_source() -> None:
    text = HEAD + "sources: {s: {title: S}}\nevents:\n  - date: 2022\n    title: t\n    sources: [s]\n"
    assert only(text + "    quotes: [{source: s, exact: w}]\n").sources == ("s",)


def test_media_have_a_url_and_perhaps_a_caption_and_a_credit() -> None:
    text = HEAD + "events:\n  - date: 2022\n    title: t\n    media:\n    - https://a.example/1.jpg\n"
    text += "    - {url: 'https://a.example/2.jpg', caption: A pier, credit: The Gazette}\n"
    assert only(text).media == (
        Media("https://a.example/1.jpg"),
        Media("https://a.example/2.jpg", "A pier", "The Gazette"),
    )


def test_paragraphs_keep_their_lines_and_the_last_line_end_of_a_block_is_nothing() -> None:
    text = HEAD + "events:\n  - date: 2022\n    title: t\n    summary: |\n      One.\n\n      - two\n      - three\n"
    assert only(text).summary == "One.\n\n- two\n- three"


def test_the_head_has_a_language_a_time_zone_and_rules_to_ignore() -> None:
    timeline = read(HEAD + "language: es\ntimezone: Europe/Madrid\nchecks: {ignore: [unused]}\nevents: []\n")
    assert (timeline.language, timeline.timezone, timeline.ignored_checks) == ("es", "Europe/Madrid", ("unused",))
    assert timeline.version == 2


def test_a_draft_says_so() -> None:
    assert only(HEAD + "events:\n  - {date: 2022, title: t, draft: true}\n").is_draft


def test_an_internal_event_says_so() -> None:
    assert only(HEAD + "events:\n  - {date: 2022, title: t, internal: yes}\n").is_internal
    assert not only(HEAD + "events:\n  - {date: 2022, title: t, internal: false}\n").is_internal


ONE = HEAD + "events:\n  - date: 2022\n    title: t\n"

PROBLEMS = {
    "an unknown key of an event": (
        ONE + "    topci: x\n",
        "t.yaml:5:5: unknown key 'topci' in event '2022-t'; known keys are",
    ),
    "a near miss of an own facet": (
        OWN + "events:\n  - {date: 2022, title: t, topci: rain}\n",
        "t.yaml:11:28: unknown key 'topci' in event '2022-t'; did you mean 'topic'?",
    ),
    "an unknown value of an own facet": (
        OWN + "events:\n  - {date: 2022, title: t, topic: rian}\n",
        "t.yaml:11:35: unknown topic 'rian'; did you mean 'rain'?",
    ),
    "an unknown value of an own facet, unlike any": (
        OWN + "events:\n  - {date: 2022, title: t, topic: zzz}\n",
        "t.yaml:11:35: unknown topic 'zzz'; define it in 'values of the facet topic', or name one that is",
    ),
    "a facet with a name that is taken": (
        "title: T\nfacets: {title: {name: X}}\nevents: []\n",
        "t.yaml:2:17: 'title' means something else already; give the facet another name",
    ),
    "a facet's key of several letters": (
        "title: T\nfacets: {x: {name: X, key: ctrl}}\nevents: []\n",
        "t.yaml:2:28: the key of facet 'x' is 'ctrl'; write one letter, or leave it out",
    ),
    "an unknown place": (
        ONE + "    places: odesa\n",
        "t.yaml:5:13: unknown place 'odesa'; define it in 'places', or name one that is",
    ),
    "a loop of places": (
        "title: T\nplaces: {a: {name: A, part_of: b}, b: {name: B, part_of: a}}\nevents: []\n",
        "t.yaml:2:32: a loop in the tree of places: 'a' in 'b' in 'a'; change or remove a 'part_of'",
    ),
    "a latitude beyond the pole": (
        "title: T\nplaces: {a: {name: A, lat: 91}}\nevents: []\n",
        "t.yaml:2:28: 'lat' of place 'a' is '91'; write degrees from -90 to 90",
    ),
    "a source that is nothing": (
        "title: T\nsources: {s: {language: fr}}\nevents: []\n",
        "t.yaml:2:14: source 's' has no 'title', no 'url' and no 'file'; give it one of them",
    ),
    "a source that is neither defined nor a URL": (
        ONE + "    sources: [gazette]\n",
        "t.yaml:5:15: unknown source 'gazette'; define it in 'sources', or name one that is",
    ),
    "a digest of a page that is none": (
        "title: T\nsources: {s: {title: S, page_sha256: abc}}\nevents: []\n",
        "t.yaml:2:38: page_sha256 'abc'; write 64 digits from 0-9 and a-f",
    ),
    "data that is a list": (
        ONE + "    data: {killed: [1, 2]}\n",
        "t.yaml:5:20: 'killed' in the data of event '2022-t' is a list; write one text or number",
    ),
    "a draft that is neither true nor false": (
        ONE + "    draft: perhaps\n",
        "t.yaml:5:12: 'draft' of event '2022-t' is 'perhaps'; write true or false",
    ),
    "an internal event that is neither": (
        ONE + "    internal: partly\n",
        "t.yaml:5:15: 'internal' of event '2022-t' is 'partly'; write true or false",
    ),
    "a medium without an address": (
        ONE + "    media: [{caption: x}]\n",
        "t.yaml:5:13: a medium of event '2022-t' has no 'url'; give its address",
    ),
    "an unknown time zone": (
        "title: T\ntimezone: Europe/Pari\nevents: []\n",
        "t.yaml:2:11: unknown time zone 'Europe/Pari'; write an IANA name such as Europe/Paris",
    ),
    "no date": (
        HEAD + "events:\n  - title: t\n",
        "t.yaml:3:5: event 't' has no 'date'; write a date such as",
    ),
}


@pytest.mark.parametrize(("text", "problem"), PROBLEMS.values(), ids=PROBLEMS.keys())
def test_a_problem_of_version_2_is_reported_with_its_position_and_a_remedy(text: str, problem: str) -> None:
    assert read_fast(text.encode()) is None
    assert any(line.startswith(problem) for line in errors(text)), errors(text)


def test_a_link_may_point_to_a_made_id() -> None:
    text = ONE + "  - {date: 2023, title: u, links: {follows: 2022-t}}\n"
    assert [event.links for event in read(text).events][1] == (("follows", "2022-t"),)


def test_ids_may_be_in_any_script() -> None:
    text = "title: T\nfacets: {विषय: {name: विषय}}\nevents:\n  - {id: ตลาด-५, date: 2022, title: t, विषय: पानी}\n"
    assert only(text).values == {"विषय": ("पानी",)}


@pytest.mark.parametrize("name", ["Actor", "data.x", "kinds", "9x", "actors"])
def test_a_facet_whose_name_could_not_be_typed_is_refused(name: str) -> None:
    (line,) = errors(f"title: T\nfacets: {{{name}: {{name: X}}}}\nevents: []\n")
    assert line.endswith(f"'{name}' means something else already; give the facet another name")


def test_two_facets_must_differ_in_more_than_capitals() -> None:
    (line,) = errors("title: T\nfacets: {topic: {name: X}, Topic: {name: Y}}\nevents: []\n")
    assert line.endswith("'Topic' means something else already; give the facet another name")

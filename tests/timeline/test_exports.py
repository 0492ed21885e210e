"""Exports: in all formats alike, and JSON: exact on small timelines, lossless on hostile ones."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest
import yaml
from hypothesis import given

from tests.timeline.exported import (
    EVERYTHING,
    TEXT_FORMATS,
    TIMELINE,
    exported,
    json_events,
    read_events,
    some,
    without_lines,
)
from tests.timeline.hostile_timelines import selections, timelines
from tests.timelines import BUNDLED, HEAD, SMALL, event
from tui.text.frozen import replace
from tui.text.printable import printable
from tui.timeline.exports import FORMATS
from tui.timeline.model.entities import Event, Quote, Source
from tui.timeline.model.timeline import Timeline
from tui.timeline.reading.problems import TimelineError
from tui.timeline.reading.reader import parse_timeline, read_timeline

WHOLE = {"small": TIMELINE, "everything": EVERYTHING, "bundled": read_timeline(BUNDLED)}


# Of all formats


def test_a_name_and_what_it_is_for_are_one_line_each() -> None:
    for name, form in FORMATS.items():
        assert form.name == name
        assert form.suffix.startswith(".")
        assert 10 <= len(form.about) <= 70


# Formats of which each entry is an event. The others have quotes, places or sources, are drawn, or are one page.
EVENT_FORMATS = [
    name for name in TEXT_FORMATS if name not in ("annotations", "geojson", "csl", "bibtex", "svg", "html")
]


@pytest.mark.parametrize("name", [name for name in EVENT_FORMATS if name != "dossier"])
def test_an_event_is_written_before_the_next_is_taken(name: str) -> None:
    drawn = []

    def events() -> Iterator[Event]:
        for one in TIMELINE.events:
            drawn.append(one.id)
            yield one

    text = ""
    pieces = FORMATS[name].lines(TIMELINE, events())
    while "First talks" not in text:
        text += next(pieces)
    assert "\n" in text
    # TimelineJS has groups if its first slides are of few kinds.
    assert len(drawn) == 1 or name.startswith("timelinejs")
    assert text + "".join(pieces) == exported(name, TIMELINE)


@pytest.mark.parametrize("name", EVENT_FORMATS)
def test_events_are_written_in_the_given_order(name: str) -> None:
    text = exported(name, TIMELINE, [replace(one, links=()) for one in some("denial", "talks", "delivery")])
    titles = ["Iran denies any delivery", "First talks", "Missiles said to have been delivered"]
    assert sorted(titles, key=text.index) == titles
    assert "Patrushev lands" not in text


@pytest.mark.parametrize("name", [*EVENT_FORMATS, "html"])
def test_every_url_is_written(name: str) -> None:
    shown = tuple(replace(one, is_draft=False) for one in EVERYTHING.events)
    text = exported(name, EVERYTHING, shown)
    for url in (
        *("https://gazette.example/board", "https://waterworks.example/about", "https://archive.example/1"),
        *("https://blog.example/meeting", "https://gazette.example/pump.jpg"),
    ):
        assert url in text


@pytest.mark.parametrize(
    "name", [name for name in TEXT_FORMATS if name != "html"]
)  # which names all statuses and kinds
def test_nothing_is_invented_for_an_event_that_has_only_a_date_and_a_title(name: str) -> None:
    timeline = parse_timeline("title: T\nevents: [{date: 2022, title: Bare}]\n")
    text = re.sub(r"<style>.*?</style>", "", exported(name, timeline)).casefold().replace("@context", "")
    for word in ("reported", "stated", "context", "herald", "“", "none", "null"):
        assert word not in text


# JSON

DELIVERY = {
    "dateline": 2,
    "title": "A small timeline",
    "events": [
        {
            "id": "delivery",
            "date": "2023-01-01~/2023-01-10~",
            "date_text": "début janvier",
            "date_basis": "derived",
            "kind": "delivery",
            "status": "alleged",
            "title": "Missiles said to have been delivered",
            "summary": "Iran is said to have delivered missiles.",
            "actors": ["irgc", "russia"],
            "weapons": ["fateh-110"],
            "quotes": [
                {
                    "source": "herald-2023",
                    "paragraph": 2,
                    "exact": "L’Iran aurait livré des « missiles »",
                    "translation": "Iran is said to have delivered “missiles”",
                }
            ],
        }
    ],
    "sources": {
        "herald-2023": {
            "outlet": "herald",
            "title": "La suite",
            "issued": "2023-02",
            "issued_basis": "inferred",
            "issued_note": "it answers the first",
            "url": "https://example.org/suite",
        }
    },
    "actors": {
        "iran": {"name": "Iran", "kind": "state", "aliases": ["Téhéran", "République islamique"]},
        "irgc": {
            "name": "Revolutionary Guards",
            "kind": "organisation",
            "part_of": "iran",
            "aliases": ["Gardiens de la Révolution"],
        },
        "russia": {"name": "Russia", "kind": "state", "aliases": ["Moscou"]},
        "herald": {"name": "The Herald", "kind": "outlet"},
    },
    "weapons": {
        "missile": {"name": "Missile"},
        "ballistic-missile": {"name": "Ballistic missile", "kind_of": "missile", "aliases": ["missile balistique"]},
        "fateh-110": {"name": "Fateh-110", "kind_of": "ballistic-missile", "aliases": ["Fatah 110"]},
    },
}


def test_json_is_a_timeline_of_the_events_and_the_entries_that_they_need() -> None:
    text = exported("json", TIMELINE, some("delivery"))
    assert json.loads(text) == DELIVERY
    (read,) = parse_timeline(text).events
    assert replace(read, line=0) == replace(some("delivery")[0], line=0)


def test_json_has_own_facets_places_data_media_bare_sources_and_drafts() -> None:
    whole = json.loads(exported("json", EVERYTHING))
    assert whole["language"] == "en"
    assert whole["facets"]["topic"]["values"]["drinking-water"] == {"name": "Drinking water", "parent": "water"}
    assert whole["facets"]["主题"] == {"name": "主题"}
    assert whole["places"]["harbour"] == {"name": "Harbour", "lat": 46.5, "lon": 30.7}
    assert whole["kinds"] == {"meeting": {"name": "Board meeting"}}
    events = {one["id"]: one for one in whole["events"]}
    assert events["pumps"]["data"] == {"people ill": 34, "tier": "primary", "cost": "1.5e3"}
    assert events["pumps"]["media"] == [
        {"url": "https://gazette.example/pump.jpg", "caption": "A pump", "credit": "E. Ruiz"}
    ]
    assert events["pumps"]["topic"] == ["drinking-water"]
    assert events["board-meets"]["sources"] == ["minutes", "https://blog.example/meeting"]
    assert "https://blog.example/meeting" not in whole["sources"]
    assert events["reply"]["draft"] is True


@pytest.mark.parametrize("timeline", WHOLE.values(), ids=WHOLE)
def test_a_whole_timeline_survives_json(timeline: Timeline) -> None:
    again = without_lines(parse_timeline(exported("json", timeline)))
    assert again == replace(without_lines(timeline), version=2)


def test_a_whole_timeline_of_version_1_survives_json_with_its_doubt() -> None:
    timeline = parse_timeline(SMALL)
    again = parse_timeline(exported("json", timeline))
    assert again.version == 2
    assert [one.date.text for one in again.events][:1] == ["[..2021]"]
    assert without_lines(again) == replace(without_lines(timeline), version=2)


def test_json_keeps_the_time_zone_and_the_ignored_checks() -> None:
    head = "timezone: Europe/Madrid\nlanguage: es\nchecks: {ignore: [unused, title]}\n"
    timeline = parse_timeline(head + HEAD + event())
    assert (timeline.timezone, timeline.ignored_checks) == ("Europe/Madrid", ("unused", "title"))
    assert without_lines(parse_timeline(exported("json", timeline))) == without_lines(timeline)


@pytest.mark.parametrize("timeline", WHOLE.values(), ids=WHOLE)
@pytest.mark.parametrize("name", ["json", "jsonl"])
def test_events_survive_json(name: str, timeline: Timeline) -> None:
    assert read_events(exported(name, timeline)) == list(without_lines(timeline).events)


def test_json_of_a_part_has_no_views_and_no_unused_entries() -> None:
    views = "views: [{name: All, query: -drone}]\n"
    timeline = parse_timeline(
        views + HEAD + event() + event(id="two", quotes="[{source: s, exact: x}, {source: s, exact: y}]")
    )
    whole = json.loads(exported("json", timeline))
    assert whole["actors"].keys() == {"o", "iran"}
    assert whole["views"] == [{"name": "All", "query": "-drone", "sort": "date"}]
    fewer = (timeline.events[0], replace(timeline.events[1], quotes=timeline.events[0].quotes))
    for events in (fewer, timeline.events[:1]):
        found = json.loads(exported("json", timeline, events))
        assert found["actors"].keys() == {"o"}
        assert found.keys().isdisjoint({"weapons", "views"})


def test_json_keeps_links_to_events_that_are_not_written() -> None:
    text = exported("json", TIMELINE, some("denial"))
    assert read_events(text)[0].links == (("denies", "delivery"), ("follows", "visit"))
    with pytest.raises(TimelineError, match="unknown event 'delivery'"):
        parse_timeline(text)


def test_json_without_events_is_a_timeline() -> None:
    assert exported("json", TIMELINE, ()) == '{\n  "dateline": 2,\n  "title": "A small timeline",\n  "events": []\n}\n'
    assert parse_timeline(exported("json", TIMELINE, ())) == Timeline("A small timeline", ())


def test_json_lines_has_an_event_on_each_line_with_the_addresses_of_its_sources() -> None:
    denial, drones = json_events(exported("jsonl", TIMELINE, some("denial", "drones")))
    assert denial == {
        "id": "denial",
        "date": "2023-01",
        "date_basis": "inferred",
        "date_note": "it answers the delivery",
        "kind": "statement",
        "status": "denied",
        "title": "Iran denies any delivery",
        "speaker": ["iran"],
        "via": ["herald"],
        "actors": ["iran"],
        "weapons": ["missile"],
        "quotes": [{"source": "herald-2023", "exact": "Téhéran a nié"}],
        "links": {"denies": ["delivery"], "follows": ["visit"]},
        "urls": ["https://example.org/suite"],
    }
    assert "urls" not in drones


def test_json_lines_without_events_is_empty() -> None:
    assert exported("jsonl", TIMELINE, ()) == ""


def test_a_facet_that_is_named_as_the_addresses_are_keeps_its_name_in_json_lines() -> None:
    timeline = parse_timeline(
        "title: T\nfacets: {urls: {name: Links}}\nevents: [{date: 2022, title: A, urls: x, sources: 'https://a.example'}]\n"
    )
    [found] = json_events(exported("jsonl", timeline))
    assert (found["urls"], found["source.urls"]) == (["x"], ["https://a.example"])


def test_json_escapes_only_invisible_characters_and_those_that_yaml_refuses() -> None:
    hidden = "\x00\x1b\x7f\x85\u2028\u202e\ufeff\ufffe\uffff"
    one = replace(some("talks")[0], title=f"é’😀{hidden}\\u0041")
    title = r'"title": "é’😀\u0000\u001b\u007f\u0085\u2028\u202e\ufeff\ufffe\uffff\\u0041"'
    assert title in exported("jsonl", TIMELINE, (one,))


@given(timelines())
def test_any_timeline_survives_json(timeline: Timeline) -> None:
    text = exported("json", timeline)
    assert without_lines(parse_timeline(text)) == timeline
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml, "__with_libyaml__", False)
        assert without_lines(parse_timeline(text)) == timeline


@given(selections())
def test_any_selection_of_events_survives_json(selection: tuple[Timeline, tuple[Event, ...]]) -> None:
    timeline, events = selection
    urls = "source.urls" if "urls" in timeline.specs else "urls"
    for name in ("json", "jsonl"):
        text = exported(name, timeline, events)
        assert read_events(text, urls) == list(events)
        assert all(printable(character) == character for character in text if "\n" != character <= "\uffff")
    assert text.count("\n") == len(events)


@given(selections())
def test_json_of_any_selection_defines_every_entry_that_it_refers_to(
    selection: tuple[Timeline, tuple[Event, ...]],
) -> None:
    timeline, events = selection
    unlinked = tuple(replace(one, links=()) for one in events)
    read = parse_timeline(exported("json", timeline, unlinked))
    assert {one.id for one in read.events} == {one.id for one in unlinked}
    assert read.sources.items() <= timeline.sources.items()


def test_a_bare_url_is_written_as_it_stands() -> None:
    url = "https://a.example/1"
    one = Event("a", some("visit")[0].date, "A", quotes=(Quote(url, "w"),))
    timeline = Timeline("T", (one,), {url: Source(url, url=url)})
    whole = json.loads(exported("json", timeline))
    assert "sources" not in whole
    assert whole["events"][0]["quotes"] == [{"source": url, "exact": "w"}]

"""Timelines as plain values: everything that a timeline holds, in the shape of the schema, and back without loss."""

from __future__ import annotations

import json

import pytest

from tests.timelines import BUNDLED, HEAD, SMALL, changed
from tui.text.frozen import replace
from tui.timeline.dates.edtf import EdtfDate
from tui.timeline.model.entities import Event, Link, Media, Quote, SavedView, Source
from tui.timeline.model.facets import FIELDS
from tui.timeline.reading import schema
from tui.timeline.reading.event_text import event_text
from tui.timeline.reading.reader import parse_timeline
from tui.timeline.reading.schema_json import event_from_json, event_to_json, header_from_json, header_to_json

FULL = Event(
    id="denial",
    date=EdtfDate.parse("2023-01?"),
    title="Iran denies any delivery",
    values={
        "status": ("denied",),
        "kind": ("statement",),
        "speaker": ("iran",),
        "via": ("herald",),
        "actor": ("iran", "russia"),
        "weapon": ("missile",),
        "place": ("odesa",),
        "tag": ("fire brigade",),
        "topic": ("water",),
    },
    quotes=(Quote("herald", "Téhéran a nié", "Tehran denied", 3, "Hier, ", "."), Quote("post", "x", prefix="")),
    cited=("https://a.example/1",),
    date_text="en janvier",
    date_basis="inferred",
    date_note="it answers the delivery",
    summary="",
    data={"killed": "34", "room": "007", "share": "1.5", "rate": "1.50", "tier": "primary"},
    media=(Media("https://a.example/1.jpg", "A pier", "The Gazette"),),
    links=(Link("denies", "delivery"), Link("follows", "visit"), Link("follows", "talks")),
    note="garbled",
    is_draft=True,
    is_internal=True,
    line=7,
)


def test_an_event_has_the_keys_of_the_schema() -> None:
    values = event_to_json(FULL)
    assert set(values) == {*schema.EVENT, "topic"}
    assert tuple(values["quotes"][0]) == schema.QUOTE
    assert values["quotes"][1] == {"source": "post", "exact": "x", "prefix": ""}
    assert values["links"] == {"denies": ["delivery"], "follows": ["visit", "talks"]}


def test_numbers_are_numbers_where_they_are_written_back_alike() -> None:
    assert event_to_json(FULL)["data"] == {"killed": 34, "room": "007", "share": 1.5, "rate": "1.50", "tier": "primary"}


def test_absent_values_have_no_key() -> None:
    assert event_to_json(Event("a", EdtfDate.parse("2022"), "A")) == {"id": "a", "date": "2022", "title": "A"}


def test_an_event_survives_json() -> None:
    values = json.loads(json.dumps(event_to_json(FULL)))
    assert event_from_json(values, FULL.line) == FULL


QUOTELESS = replace(FULL, quotes=(), links=(), media=(), is_draft=False, is_internal=False)


@pytest.mark.parametrize(
    "event",
    [
        FULL,
        QUOTELESS,
        replace(QUOTELESS, values={}, data={}, cited=(), date_text=None, date_basis=None, note=None),
        replace(
            QUOTELESS, title='"a\\\t\u2028é😀', summary="line\nline", data={'a "b"': "-0", "c": "1e5", "d": "0.10"}
        ),
        replace(
            QUOTELESS,
            quotes=(Quote('s"', "a\n\\b", "é", 0, "", "\t"), Quote("s", "", "")),
            links=(Link("follows", "a"), Link("denies", 'b"'), Link("follows", "c")),
        ),
        replace(QUOTELESS, data={"e": "-12", "f": "100000000000000.5", "g": "0", "h": "9" * 15, "i": "9" * 16}),
    ],
    ids=[
        "with all there is",
        "without quotes",
        "bare",
        "with special characters",
        "with quotes and links",
        "with numbers",
    ],
)
def test_an_event_is_written_as_its_plain_values_are(event: Event) -> None:
    assert event_text(event) == json.dumps(event_to_json(event), ensure_ascii=False, separators=(",", ":"))


HEADERS = {
    "small": SMALL,
    "bundled": BUNDLED.read_text(encoding="utf-8"),
    "version 2": """
title: T
language: es
timezone: Europe/Madrid
checks: {ignore: [unused]}
places: {odesa: {name: Odesa, lat: 46.48, lon: 0}}
kinds: {raid: Raid}
facets: {topic: {name: Topics, key: p, values: {water: Water, rain: {name: Rain, parent: water}}}, free: {name: Free}}
sources: {s: {url: 'https://a.example', archived: 'https://b.example', retrieved: 2023-01-02}, f: {file: f.pdf}}
events: []
""",
    "an empty alias": changed(HEAD, ("name: Iran", "name: Iran, aliases: ''"), ("events:", "events: []")),
}


@pytest.mark.parametrize("text", HEADERS.values(), ids=HEADERS)
def test_all_but_the_events_survives_json(text: str) -> None:
    timeline = parse_timeline(text)
    header = header_from_json(json.loads(json.dumps(header_to_json(timeline))))
    assert header.as_dict() == {**timeline.as_dict(), "events": ()}


@pytest.mark.parametrize(
    ("entity", "keys", "others"),
    [
        (Quote, schema.QUOTE, set()),
        (Media, schema.MEDIA, set()),
        (Source, schema.SOURCE, {"id"}),
        (SavedView, schema.VIEW, set()),
    ],
)
def test_every_attribute_has_a_key_in_the_schema(entity: type, keys: tuple[str, ...], others: set[str]) -> None:
    assert set(entity.__annotations__) == {*keys, *others}


def test_every_attribute_of_an_event_has_a_key_in_the_schema() -> None:
    renamed = {
        "values": set(FIELDS),
        "cited": {"sources"},
        "is_draft": {"draft"},
        "is_internal": {"internal"},
        "line": set(),
    }
    keys = set().union(*(renamed.get(name, {name}) for name in Event.__annotations__))
    assert keys == set(schema.EVENT)

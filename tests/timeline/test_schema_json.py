"""Timelines as plain values: everything that a timeline holds, in the shape of the schema, and back without loss."""

from __future__ import annotations

import json

import pytest

from tests.timelines import BUNDLED, HEAD, SMALL, changed
from tui.timeline.dates.edtf import EdtfDate
from tui.timeline.model.entities import Actor, Event, Link, Quote, SavedView, Source, Weapon
from tui.timeline.reading import schema
from tui.timeline.reading.reader import parse_timeline
from tui.timeline.reading.schema_json import event_from_json, event_to_json, header_from_json, header_to_json

FULL = Event(
    id="denial",
    date=EdtfDate.parse("2023-01?"),
    kind="statement",
    status="denied",
    title="Iran denies any delivery",
    quotes=(Quote("herald", "Téhéran a nié", "Tehran denied", 3, "Hier, ", "."), Quote("post", "x", prefix="")),
    date_text="en janvier",
    date_basis="inferred",
    date_note="it answers the delivery",
    summary="",
    speaker=("iran",),
    via=("herald",),
    actors=("iran", "russia"),
    weapons=("missile",),
    links=(Link("denies", "delivery"), Link("follows", "visit"), Link("follows", "talks")),
    note="garbled",
    line=7,
)


def test_an_event_has_the_keys_of_the_schema_in_their_order() -> None:
    values = event_to_json(FULL)
    assert tuple(values) == schema.EVENT
    assert tuple(values["quotes"][0]) == schema.QUOTE
    assert values["quotes"][1] == {"source": "post", "exact": "x", "prefix": ""}
    assert values["links"] == {"denies": ["delivery"], "follows": ["visit", "talks"]}


def test_absent_values_have_no_key() -> None:
    event = Event("a", EdtfDate.parse("2022"), "use", "denied", "A", (Quote("s", "x"),))
    assert event_to_json(event) == {
        "id": "a",
        "date": "2022",
        "date_basis": "stated",
        "kind": "use",
        "status": "denied",
        "title": "A",
        "quotes": [{"source": "s", "exact": "x"}],
    }


def test_an_event_survives_json() -> None:
    values = json.loads(json.dumps(event_to_json(FULL)))
    assert event_from_json(values, FULL.line) == FULL


HEADERS = {
    "small": SMALL,
    "bundled": BUNDLED.read_text(encoding="utf-8"),
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
        (Event, schema.EVENT, {"line"}),
        (Quote, schema.QUOTE, set()),
        (Source, schema.SOURCE, {"id"}),
        (Actor, schema.ACTOR, {"id"}),
        (Weapon, schema.WEAPON, {"id"}),
        (SavedView, schema.VIEW, set()),
    ],
)
def test_every_attribute_has_a_key_in_the_schema(entity: type, keys: tuple[str, ...], others: set[str]) -> None:
    attributes = {"parent" if key in ("part_of", "kind_of") else key for key in keys}
    assert set(entity.__annotations__) == attributes | others

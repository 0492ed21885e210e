"""Several timelines joined to one that is written as one file."""

from __future__ import annotations

from collections import Counter
from typing import Any

from hypothesis import given, settings

from tests.soak import examples
from tests.timeline.hostile_timelines import timelines
from tui.timeline.editing.yaml_text import timeline_text
from tui.timeline.formats.merge import Part
from tui.timeline.merging.join import join
from tui.timeline.model.entities import Event
from tui.timeline.model.timeline import Timeline
from tui.timeline.reading.reader import parse_timeline
from tui.timeline.reading.schema_json import event_to_json


def joined(*texts: str, title: str | None = None) -> tuple[Timeline, list[str]]:
    """Return texts joined, written and read again, and what was said."""
    parts = [Part(f"{position}.yaml", parse_timeline(text)) for position, text in enumerate(texts, 1)]
    found = join(parts, title)
    return parse_timeline(timeline_text(found.timeline)), list(found.remarks)


def own(event: Event) -> str:
    """Return all of an event that refers to nothing whose id may be another one in the joined timeline."""
    values = event_to_json(event)
    kept: dict[str, Any] = {
        key: values[key]
        for key in ("date", "title", "summary", "date_text", "note", "data", "media", "tags")
        if key in values
    }
    return repr([kept, [quote.exact for quote in event.quotes], [link.relation for link in event.links]])


@settings(deadline=None, max_examples=examples(12))
@given(timelines(), timelines())
def test_every_event_of_both_is_there_and_links_lead_to_the_same_events(one: Timeline, other: Timeline) -> None:
    found = join([Part("one", one), Part("other", other)])
    again = parse_timeline(timeline_text(found.timeline))
    present = Counter(map(own, again.events))
    for timeline in (one, other):
        assert all(count <= present[event] for event, count in Counter(map(own, timeline.events)).items())
    assert len(again.events) <= len(one.events) + len(other.events)

    def linked(timeline: Timeline) -> set[tuple[str, str, str]]:
        by_id = {event.id: own(event) for event in timeline.events}
        return {
            (by_id[event.id], link.relation, by_id[link.target]) for event in timeline.events for link in event.links
        }

    assert linked(one) | linked(other) <= linked(again)


@settings(deadline=None, max_examples=examples(6))
@given(timelines())
def test_a_timeline_joined_with_itself_is_itself(timeline: Timeline) -> None:
    found = join([Part("one", timeline), Part("other", timeline)])
    assert sorted(map(own, found.timeline.events)) == sorted(map(own, timeline.events))


PORT = "title: Port\nactors:\n  port: {name: Port authority, aliases: [harbour]}\nevents:\n"
FERRY = "title: Ferry\nactors:\n  office: {name: port AUTHORITY}\n  port: {name: The port of Y}\nevents:\n"


def test_one_name_is_one_actor_and_clashing_ids_are_told_apart() -> None:
    timeline, remarks = joined(
        f"{PORT}  - {{id: a, date: 1990, title: One, actors: [port]}}\n",
        f"{FERRY}  - {{id: a, date: 1991, title: Two, actors: [office, port]}}\n"
        "  - {id: b, date: 1992, title: Three, links: {follows: a}}\n",
    )
    assert timeline.title == "Port and Ferry"
    assert {entry.name: key for key, entry in timeline.vocabularies["actors"].items()} == {
        "Port authority": "port",
        "The port of Y": "port-2",
    }
    assert timeline.vocabularies["actors"]["port"].aliases == ("harbour", "port AUTHORITY")
    two = timeline.events[timeline.numbers["a-2"]]
    assert (two.title, two.values["actor"]) == ("Two", ("port", "port-2"))
    assert timeline.events[timeline.numbers["b"]].links[0].target == "a-2"
    assert remarks == [
        "2.yaml: 1 event renamed, as the id was taken: a is a-2",
        "actors: 1 in more than one file, by name: Port authority",
        "actors: 1 with a new id, as the old one was taken: port-2",
    ]


def test_a_title_can_be_given_and_views_of_one_name_are_both_kept() -> None:
    views = "events:\n  - {{date: 1990, title: {0}}}\nviews:\n  - {{name: v, query: {0}}}\n"
    timeline, remarks = joined("title: A\n" + views.format("x"), "title: B\n" + views.format("y"), title="Both")
    assert timeline.title == "Both"
    assert [(view.name, view.query) for view in timeline.views] == [("v", "x"), ("v (2.yaml)", "y")]
    assert "2.yaml: the view v is v (2.yaml) now" in remarks


def test_a_file_without_times_of_day_changes_no_time_zone() -> None:
    plain = "title: A\nevents:\n  - {date: 1990, title: A}\n"
    local = "title: B\ntimezone: Europe/Kyiv\nevents:\n  - {date: 2022-01-01T10:00, title: B}\n"
    timeline, remarks = joined(plain, local)
    assert (timeline.timezone, remarks) == ("Europe/Kyiv", [])
    timeline, remarks = joined(local.replace("Kyiv", "Paris"), local)
    assert timeline.timezone == "Europe/Paris"
    assert len(timeline.events) == 2
    assert "the files have several time zones: local times go by Europe/Paris now" in remarks

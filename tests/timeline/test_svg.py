"""The lanes as SVG: well-formed whatever the timeline holds, with each event drawn or counted once in each lane."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree

import pytest
from hypothesis import given

from tests.timeline.exported import EVERYTHING, TIMELINE, exported, some
from tests.timeline.hostile_timelines import selections, timelines
from tests.timelines import BUNDLED, SAMPLES
from tui.text.frozen import replace
from tui.timeline.exports.losses import Losses
from tui.timeline.exports.svg import lines
from tui.timeline.model.entities import Event
from tui.timeline.model.timeline import Timeline
from tui.timeline.reading.reader import parse_timeline, read_timeline

SVG = "{http://www.w3.org/2000/svg}"


def drawing(timeline: Timeline, facet: str | None = None) -> ElementTree.Element:
    return ElementTree.fromstring("".join(lines(timeline, timeline.events, Losses(), facet)))


def texts(root: ElementTree.Element) -> list[str]:
    return [element.text or "" for element in root.iter(f"{SVG}text")]


def drawn_titles(root: ElementTree.Element) -> list[str]:
    """Return the tooltips of the events that are drawn."""
    groups = (group for group in root.iter(f"{SVG}g") if (group.get("class") or "").startswith("event"))
    return [title.text or "" for group in groups if (title := group.find(f"{SVG}title")) is not None]


def test_each_event_is_drawn_in_the_lane_of_each_of_its_actors() -> None:
    titles = drawn_titles(drawing(TIMELINE))
    assert sorted(title.split(": ")[1] for title in titles) == sorted(
        [
            *["First talks", "Patrushev lands in Tehran", "Missiles said to have been delivered"] * 2,
            "Iran denies any delivery",
            "Drones used, a small number of them",
        ]
    )


def test_another_facet_has_its_own_lanes() -> None:
    assert {"Missile", "Drone", "no weapon"} <= set(texts(drawing(TIMELINE, "weapon")))
    assert {"Iran", "Russia"} <= set(texts(drawing(TIMELINE)))


def test_the_title_and_the_ticks_are_text() -> None:
    found = texts(drawing(read_timeline(SAMPLES["siege"])))
    assert found[0] == "The siege of Veldran"
    assert found[1].startswith("9 events by actors, 7 Mar 2031")
    assert {"8 Mar 2031", "12:00", "Veldran is cut off"} <= set(found)


def test_counts_add_up_to_the_events_of_a_lane() -> None:
    timeline = read_timeline(BUNDLED)
    root = drawing(timeline)
    counted = sum(int((each.text or "")[1:]) for each in root.iter(f"{SVG}text") if each.get("class") == "count")
    names = [element for element in root.iter(f"{SVG}text") if element.get("text-anchor") == "end"]
    in_lanes = sum(int(name.text or "") for name in names if (name.text or "").isdigit())
    assert counted
    assert counted + len(drawn_titles(root)) == in_lanes


def test_links_have_shapes_of_their_own() -> None:
    classes = [path.get("class") for path in drawing(TIMELINE).iter(f"{SVG}path")]
    assert "link denies" in classes
    assert "link follows" in classes


@pytest.mark.parametrize("timeline", [TIMELINE, EVERYTHING], ids=["small", "everything"])
def test_it_is_light_or_dark_and_prints_on_one_page(timeline: Timeline) -> None:
    root = drawing(timeline)
    style = root.findtext(f"{SVG}style") or ""
    assert "prefers-color-scheme:dark" in style
    assert "@media print" in style
    assert "var(" not in style
    assert (root.get("width"), root.get("height")) == (None, None)
    assert re.fullmatch(r"0 0 \d+ \d+", root.get("viewBox") or "")


def test_drafts_are_left_out_and_undated_events_counted() -> None:
    text = "title: T\nevents:\n- {id: a, date: 2022, title: A, draft: true}\n- {id: b, date: ../.., title: B}\n"
    timeline = parse_timeline(text)
    losses = Losses()
    list(lines(timeline, timeline.events, losses))
    assert losses.lines() == ["1 draft left out", "1 event without a date is only counted"]


def test_only_the_given_events_are_drawn() -> None:
    root = ElementTree.fromstring(exported("svg", TIMELINE, some("denial")))
    assert [title.split(": ")[1] for title in drawn_titles(root)] == ["Iran denies any delivery"]
    assert ElementTree.fromstring(exported("svg", TIMELINE, ())).tag == f"{SVG}svg"


@given(timelines())
def test_any_timeline_is_well_formed_and_does_nothing(timeline: Timeline) -> None:
    shown = tuple(replace(event, is_draft=False) for event in timeline.events)
    text = "".join(lines(timeline, shown, Losses()))
    root = ElementTree.fromstring(text)
    tags = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert tags <= {"svg", "title", "style", "rect", "text", "path", "g", "circle"}
    assert not any(name.startswith("on") or name == "href" for element in root.iter() for name in element.attrib)


@given(selections())
def test_any_selection_is_well_formed(selection: tuple[Timeline, list[Event]]) -> None:
    timeline, events = selection
    assert ElementTree.fromstring("".join(pieces(timeline, events))).tag == f"{SVG}svg"


def pieces(timeline: Timeline, events: list[Event]) -> Iterator[str]:
    return lines(timeline, events, Losses())

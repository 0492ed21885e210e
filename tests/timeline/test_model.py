from __future__ import annotations

from typing import Any

import pytest

from tests.timelines import SMALL
from tui.timeline.model.entities import RELATIONS
from tui.timeline.model.facets import STATUSES
from tui.timeline.reading.reader import parse_timeline

TIMELINE = parse_timeline(SMALL)
NUMBER = TIMELINE.numbers


def thread(event_id: str) -> list[tuple[str, str]]:
    return [(link.words, TIMELINE.events[link.number].id) for link in TIMELINE.thread(NUMBER[event_id])]


def test_a_link_is_read_from_both_events() -> None:
    assert thread("denial") == [("denies", "delivery"), ("follows", "visit")]
    assert thread("delivery") == [("denied by", "denial")]
    assert thread("visit") == [("has part", "talks"), ("followed by", "denial")]
    assert thread("talks") == [("part of", "visit")]
    assert thread("drones") == []


def test_an_event_is_disputed_if_another_denies_or_contradicts_it() -> None:
    disputed = [event.id for number, event in enumerate(TIMELINE.events) if TIMELINE.is_disputed(number)]
    assert disputed == ["delivery"]


def test_an_event_lists_each_of_its_sources_once() -> None:
    assert TIMELINE.events[NUMBER["visit"]].sources == ("herald-2022", "herald-2023")


@pytest.mark.parametrize(
    "value", [TIMELINE, TIMELINE.events[0], TIMELINE.events[0].quotes[0], TIMELINE.sources["herald-2022"]]
)
def test_a_timeline_cannot_be_changed(value: Any) -> None:
    first, *_ = value.as_dict()
    with pytest.raises(AttributeError):
        setattr(value, first, "another")
    with pytest.raises(AttributeError):
        delattr(value, first)


def test_relations_and_statuses_are_those_of_the_schema() -> None:
    assert set(RELATIONS) == {"denies", "contradicts", "confirms", "repeats", "follows", "part_of"}
    assert set(STATUSES) == {"reported", "alleged", "announced", "planned", "warned", "confirmed", "denied"}

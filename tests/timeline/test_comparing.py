"""Two versions of a timeline compared."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.timeline.exported import EVERYTHING, TIMELINE
from tests.timeline.hostile_timelines import timelines
from tests.timelines import SMALL, changed
from tui.text.frozen import replace
from tui.timeline.comparing.changes import Change, Comparison, compare
from tui.timeline.comparing.forms import json_lines, markdown_lines, summary, text_lines
from tui.timeline.dates.edtf import EdtfDate
from tui.timeline.model.entities import Event
from tui.timeline.model.order import sort_events
from tui.timeline.model.timeline import Timeline
from tui.timeline.reading.reader import parse_timeline


def with_event(timeline: Timeline, event_id: str, **fields: object) -> Timeline:
    events = (replace(event, **fields) if event.id == event_id else event for event in timeline.events)
    return replace(timeline, events=sort_events(list(events)))


def changes_of(old: Timeline, new: Timeline) -> dict[str, tuple[Change, ...]]:
    return {event.event.id: event.changes for event in compare(old, new).events}


@pytest.mark.parametrize("timeline", [TIMELINE, EVERYTHING])
def test_a_timeline_does_not_differ_from_itself(timeline: Timeline) -> None:
    assert compare(timeline, timeline).is_empty
    assert summary(compare(timeline, timeline)) == "Nothing differs."


@given(timelines())
def test_no_timeline_differs_from_itself(timeline: Timeline) -> None:
    assert compare(timeline, timeline).is_empty


@given(timelines(), timelines())
def test_every_event_of_two_versions_is_compared_once_and_every_form_can_say_it(old: Timeline, new: Timeline) -> None:
    comparison = compare(old, new)
    added, withdrawn = comparison.count("added"), comparison.count("withdrawn")
    assert len(old.events) - withdrawn == len(new.events) - added
    found = json.loads("\n".join(json_lines(comparison)))
    assert len(found["events"]) == len(comparison.events)
    assert all("\n" not in line for form in (text_lines, markdown_lines) for line in form(comparison))
    assert len(list(text_lines(comparison))) >= len(comparison.events) + 1


def test_added_and_withdrawn_events_are_said() -> None:
    fewer = replace(TIMELINE, events=tuple(event for event in TIMELINE.events if event.id != "denial"))
    (change,) = [event for event in compare(fewer, TIMELINE).events if event.kind == "added"]
    assert change.event.id == "denial"
    (change,) = [event for event in compare(TIMELINE, fewer).events if event.kind == "withdrawn"]
    assert change.event.id == "denial"
    assert "1 event withdrawn" in summary(compare(TIMELINE, fewer))


def test_an_event_that_is_newly_denied_says_by_whom() -> None:
    fewer = replace(TIMELINE, events=tuple(event for event in TIMELINE.events if event.id != "denial"))
    denied = next(
        link.target for link in TIMELINE.events[TIMELINE.numbers["denial"]].links if link.relation == "denies"
    )
    (change,) = changes_of(fewer, TIMELINE)[denied]
    assert (change.field, change.old) == ("denied by", None)
    assert change.new is not None
    assert change.new.startswith("Iran denies any delivery")


FIELDS = {
    "date": EdtfDate.parse("1999"),
    "title": "Another title",
    "summary": "Another summary",
    "note": "A note",
    "date_text": "autrefois",
    "is_draft": True,
    "is_internal": True,
    "cited": ("https://x.org/new",),
    "data": {"killed": "3"},
    "values": {"tag": ("new",)},
    "links": (),
    "quotes": (),
}


@pytest.mark.parametrize("field", FIELDS)
def test_each_field_is_compared(field: str) -> None:
    sources = {
        **TIMELINE.sources,
        "https://x.org/new": replace(TIMELINE.sources["herald-2023"], id="https://x.org/new"),
    }
    timeline = replace(TIMELINE, sources=sources)
    changed_one = with_event(timeline, "denial", **{field: FIELDS[field]})
    assert changes_of(timeline, changed_one)["denial"]
    assert changes_of(changed_one, timeline)["denial"]


def test_values_of_facets_are_added_and_taken_out_by_name() -> None:
    before = with_event(TIMELINE, "talks", values={"actor": ("iran",), "status": ("reported",)})
    after = with_event(TIMELINE, "talks", values={"actor": ("russia", "iran"), "status": ("denied",)})
    assert changes_of(before, after)["talks"] == (
        Change("actors", None, "Russia"),
        Change("status", "reported", None),
        Change("status", None, "denied"),
    )


def test_the_only_other_quote_of_a_source_is_the_changed_one() -> None:
    event = TIMELINE.events[TIMELINE.numbers["delivery"]]
    quote = replace(event.quotes[0], exact="other words")
    assert changes_of(TIMELINE, with_event(TIMELINE, "delivery", quotes=(quote,)))["delivery"] == (
        Change("quotes", f"“{event.quotes[0].exact}”", "“other words”"),
    )
    translated = replace(event.quotes[0], translation="otherwise")
    assert changes_of(TIMELINE, with_event(TIMELINE, "delivery", quotes=(translated,)))["delivery"] == (
        Change("translation", event.quotes[0].translation, "otherwise"),
    )


@pytest.mark.parametrize("kept", ["quotes", "date and title", "title"])
def test_an_event_with_another_id_is_recognised(kept: str) -> None:
    date = EdtfDate.parse("1999")
    others: dict[str, dict[str, object]] = {
        "quotes": {"title": "T", "date": date},
        "date and title": {"quotes": ()},
        "title": {"date": date, "quotes": ()},
    }
    before = replace(TIMELINE, events=tuple(replace(event, links=()) for event in TIMELINE.events))
    after = with_event(before, "delivery", id="renamed", **others[kept])
    comparison = compare(before, after)
    (change,) = comparison.events
    assert change.kind == "changed"
    assert Change("id", "delivery", "renamed") in change.changes


def test_several_events_with_other_ids_are_recognised_at_once() -> None:
    plain = replace(TIMELINE, events=tuple(replace(event, links=()) for event in TIMELINE.events))
    ids = {event.id: f"new-{number}" for number, event in enumerate(plain.events)}
    after = replace(plain, events=tuple(replace(event, id=ids[event.id]) for event in plain.events))
    found = compare(plain, after)
    assert {change.changes for change in found.events} == {(Change("id", old, new),) for old, new in ids.items()}
    assert {change.kind for change in found.events} == {"changed"}


def test_ids_that_moved_from_event_to_event_are_followed() -> None:
    text = "title: T\nevents:\n"
    old = parse_timeline(text + "".join(f"  - {{id: e{n}, date: 199{n}, title: T{n}}}\n" for n in range(4)))
    moved = parse_timeline(text + "".join(f"  - {{id: e{n + 1}, date: 199{n}, title: T{n}}}\n" for n in range(4)))
    assert [change.changes for change in compare(old, moved).events] == [
        (Change("id", f"e{n}", f"e{n + 1}"),) for n in range(4)
    ]
    swapped = parse_timeline(text + "".join(f"  - {{id: e{3 - n}, date: 199{n}, title: T{n}}}\n" for n in range(4)))
    assert {change.kind for change in compare(old, swapped).events} == {"changed"}
    assert all([change.field for change in event.changes] == ["id"] for event in compare(old, swapped).events)


def test_an_event_of_which_all_but_the_id_differs_is_still_that_event() -> None:
    text = "title: T\nevents:\n  - {{id: e, date: {0}, title: {0}}}\n"
    (change,) = compare(parse_timeline(text.format(1990)), parse_timeline(text.format(1991))).events
    assert [found.field for found in change.changes] == ["date", "title"]


def test_a_link_to_an_event_with_another_id_is_the_same_link() -> None:
    event_id, target = next((event.id, event.links[0].target) for event in TIMELINE.events if event.links)

    def renamed() -> Iterator[Event]:
        for event in TIMELINE.events:
            links = tuple(link._replace(target="renamed") if link.target == target else link for link in event.links)
            yield replace(event, id="renamed" if event.id == target else event.id, links=links)

    found = changes_of(TIMELINE, replace(TIMELINE, events=tuple(renamed())))
    assert event_id not in found
    assert found["renamed"] == (Change("id", target, "renamed"),)


def test_sources_vocabularies_and_the_timeline_itself_are_compared() -> None:
    old = parse_timeline(SMALL)
    new = parse_timeline(
        changed(
            SMALL,
            ("title: A small timeline", "title: Another timeline"),
            ("issued: 2022-11-10", "issued: 2022-11-11"),
            ("name: Iran\n", "name: Persia\n"),
        )
    )
    comparison = compare(old, new)
    assert Change("title", "A small timeline", "Another timeline") in comparison.changes
    assert Change("actors", "Iran", "Persia") in comparison.changes
    assert comparison.sources["herald-2022"] == (Change("issued", "2022-11-10", "2022-11-11"),)
    assert not comparison.events


def test_hostile_text_stays_on_its_line_and_is_escaped() -> None:
    comparison: Comparison = compare(TIMELINE, with_event(TIMELINE, "denial", title="a\nb\x1b[31m", note="*x* <b>"))
    text = "\n".join(text_lines(comparison))
    assert "title: Iran denies any delivery → a b␛[31m" in text
    assert r"note: + \*x\* \<b\>" in "\n".join(markdown_lines(comparison))


@given(st.data())
def test_withdrawing_undoes_adding(data: st.DataObject) -> None:
    timeline = data.draw(timelines())
    number = data.draw(st.integers(0, len(timeline.events) - 1))
    gone = timeline.events[number].id
    rest = tuple(
        replace(event, links=tuple(link for link in event.links if link.target != gone))
        for event in timeline.events
        if event.id != gone
    )
    fewer = replace(timeline, events=rest)
    assert [event.event.id for event in compare(timeline, fewer).events if event.kind == "withdrawn"] == [gone]
    assert [event.event.id for event in compare(fewer, timeline).events if event.kind == "added"] == [gone]

"""Threads: what led to an event, what disputes it or bears it out, and what came of it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.timelines import HEAD, SMALL, changed, event
from tui.timeline.model.as_of import AsOf, AsOfView
from tui.timeline.model.entities import RELATIONS, Timeline
from tui.timeline.model.threads import MOST_COUNTED, MOST_DRAWN, thread_numbers, thread_of
from tui.timeline.reading.reader import parse_timeline

NAMES = "abcdefgh"


def linked(*links: tuple[str, str, str], names: str = NAMES) -> AsOfView:
    """Return the view of a timeline whose events, one a day in order of their names, have links (from, how, to)."""
    written = HEAD
    for day, name in enumerate(names, 1):
        targets: dict[str, list[str]] = {}
        for origin, relation, target in links:
            if origin == name and target not in targets.get(relation, []):
                targets.setdefault(relation, []).append(target)
        listed = ", ".join(f"{relation}: [{', '.join(to)}]" for relation, to in targets.items())
        written += event(id=name, date=f"2022-01-{day:02}", links=f"{{{listed}}}" if listed else "")
    return AsOfView(parse_timeline(written))


def in_words(view: AsOfView, name: str) -> list[tuple[str, str]]:
    """Return the drawn thread of an event: ids, and how the event relates to each."""
    timeline = view.timeline
    return [(timeline.events[m.number].id, m.words) for m in thread_of(view, timeline.numbers[name]).members]


def ids(view: AsOfView, name: str) -> set[str]:
    numbers = thread_numbers(view, view.timeline.numbers[name])
    return {view.timeline.events[number].id for number in numbers}


def test_a_thread_has_what_led_to_an_event_what_disputes_it_and_what_came_of_it_in_order_of_date() -> None:
    view = linked(
        ("b", "follows", "a"), ("d", "follows", "b"), ("e", "denies", "d"), ("f", "follows", "d"), ("g", "follows", "f")
    )  # fmt: skip
    assert in_words(view, "d") == [
        ("a", "led to it"),
        ("b", "follows"),
        ("d", ""),
        ("e", "denied by"),
        ("f", "followed by"),
        ("g", "came of it"),
    ]


def test_a_link_is_read_from_the_event_at_hand() -> None:
    view = linked(("e", "denies", "d"))
    assert in_words(view, "e") == [("d", "denies"), ("e", "")]


def test_two_links_between_two_events_are_one_line() -> None:
    view = linked(("b", "follows", "a"), ("b", "denies", "a"))
    assert in_words(view, "b") == [("a", "denies and follows"), ("b", "")]


def test_what_else_came_of_the_cause_is_not_of_the_thread() -> None:
    view = linked(("b", "follows", "a"), ("c", "follows", "a"), ("d", "denies", "a"))
    assert ids(view, "b") == {"a", "b"}


def test_only_what_follows_is_pursued() -> None:
    view = linked(("b", "repeats", "a"), ("c", "repeats", "b"))
    assert ids(view, "a") == {"a", "b"}


def test_an_event_without_links_is_a_thread_of_its_own() -> None:
    view = linked()
    assert in_words(view, "a") == [("a", "")]
    assert ids(view, "a") == {"a"}
    assert thread_of(view, 0).counterparts == []


def test_the_counterparts_are_those_that_dispute_or_else_all_that_are_linked() -> None:
    view = linked(("b", "follows", "a"), ("c", "contradicts", "b"), ("b", "denies", "d"), ("e", "follows", "b"))
    of = {name: [view.timeline.events[m.number].id for m in thread_of(view, place).counterparts]
          for place, name in enumerate(NAMES)}  # fmt: skip
    assert of["b"] == ["c", "d"]
    assert of["a"] == ["b"]  # not e, which is linked to it by way of b


def test_the_links_are_numbered_those_that_the_event_makes_first() -> None:
    view = linked(("c", "follows", "b"), ("c", "denies", "d"), ("a", "repeats", "c"), ("b", "follows", "a"))
    assert [NAMES[number] for number in thread_of(view, 2).linked] == ["d", "b", "a"]


def chain(size: int) -> Timeline:
    events = [event(id="e0", date="2022-01-01")]
    events += [event(id=f"e{n}", date="2022-01-01", links=f"{{follows: e{n - 1}}}") for n in range(1, size)]
    return parse_timeline(HEAD + "".join(events))


@pytest.mark.parametrize("size", [MOST_DRAWN, MOST_DRAWN + 7, MOST_COUNTED + 50])
def test_of_a_long_thread_the_nearest_are_drawn_and_the_rest_is_counted(size: int) -> None:
    view = AsOfView(chain(size))
    at = size // 2
    thread = thread_of(view, at)
    assert len(thread.members) == MOST_DRAWN
    assert max(abs(number - at) for number in thread.numbers) <= MOST_DRAWN // 2
    assert thread.is_counted == (size < MOST_COUNTED)
    assert thread.more == min(size, MOST_COUNTED) - MOST_DRAWN
    assert thread_numbers(view, at) == frozenset(range(size))


def test_what_disputes_an_event_is_drawn_however_many_repeat_it() -> None:
    many = "".join(event(id=f"e{n}", date="2022-01-01", links="{repeats: one}") for n in range(60))
    denial = event(id="denial", date="2022-12", links="{denies: one}")
    view = AsOfView(parse_timeline(HEAD + event(date="2021") + many + denial))
    thread = thread_of(view, 0)
    assert view.timeline.numbers["denial"] in thread.numbers
    assert thread.more == 62 - MOST_DRAWN


def test_what_was_not_yet_known_is_not_of_the_thread_nor_leads_on() -> None:
    timeline = parse_timeline(
        changed(SMALL, ("      part_of: visit\n", "      part_of: visit\n      follows: denial\n"))
    )
    number = timeline.numbers
    now, then = AsOfView(timeline), AsOfView(timeline, AsOf(date(2022, 12, 1)))
    assert thread_numbers(now, number["talks"]) == {number["talks"], number["visit"], number["denial"]}
    assert thread_numbers(then, number["talks"]) == {number["talks"], number["visit"]}
    assert thread_of(then, number["talks"]).numbers == [number["talks"], number["visit"]]


LINKS = st.lists(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(list(RELATIONS)), st.sampled_from(NAMES)).filter(
        lambda link: link[0] != link[2]
    ),
    max_size=14,
    unique=True,
)


@given(LINKS)
def test_threads_end_are_in_order_and_have_each_other_whatever_the_links(links: list[tuple[str, str, str]]) -> None:
    view = linked(*links)
    numbers = [thread_numbers(view, number) for number in range(len(NAMES))]
    for number, found in enumerate(numbers):
        thread = thread_of(view, number)
        assert set(thread.numbers) == found
        assert thread.numbers == sorted(found)
        assert number in found
        assert all(number in numbers[other] for other in found)
        assert set(thread.linked) == {link.number for link in view.thread(number)}
        assert [m.number for m in thread.members if not m.words] == [number]


@given(LINKS)
def test_threads_are_what_following_the_links_one_by_one_gives(links: list[tuple[str, str, str]]) -> None:
    view = linked(*links)
    follows = {(origin, target) for origin, relation, target in links if relation == "follows"}

    def reached(start: str, steps: set[tuple[str, str]]) -> set[str]:
        found = {start}
        while more := {target for origin, target in steps if origin in found} - found:
            found |= more
        return found

    for name in NAMES:
        beside = {b for a, _, b in links if a == name} | {a for a, _, b in links if b == name}
        before, after = reached(name, follows), reached(name, {(b, a) for a, b in follows})
        assert ids(view, name) == beside | before | after

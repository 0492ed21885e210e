"""Threads of events."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.timelines import HEAD, SMALL, changed, event
from tui.timeline.dates.calendar import last_second
from tui.timeline.model.as_of import AsOf, AsOfView
from tui.timeline.model.entities import RELATIONS
from tui.timeline.model.threads import MOST_COUNTED, MOST_DRAWN, thread_numbers, thread_of
from tui.timeline.model.timeline import Timeline
from tui.timeline.reading.reader import parse_timeline

NAMES = "abcdefgh"


def linked(*links: tuple[str, str, str], names: str = NAMES) -> AsOfView:
    """Return a timeline with an event a day, in the order of the names, and links (origin, relation, target)."""
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
    """Return the drawn thread of an event: the id of each member, and the words for the relation."""
    timeline = view.timeline
    return [(timeline.events[m.number].id, m.words) for m in thread_of(view, timeline.numbers[name]).members]


def ids(view: AsOfView, name: str) -> set[str]:
    numbers = thread_numbers(view, view.timeline.numbers[name])
    return {view.timeline.events[number].id for number in numbers}


def test_a_thread_has_causes_disputes_and_consequences_in_order_of_date() -> None:
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


def test_two_links_between_the_same_events_make_one_member() -> None:
    view = linked(("b", "follows", "a"), ("b", "denies", "a"))
    assert in_words(view, "b") == [("a", "denies and follows"), ("b", "")]


def test_another_event_that_came_of_the_cause_is_not_in_the_thread() -> None:
    view = linked(("b", "follows", "a"), ("c", "follows", "a"), ("d", "denies", "a"))
    assert ids(view, "b") == {"a", "b"}


def test_only_follows_links_lead_on_to_further_events() -> None:
    view = linked(("b", "repeats", "a"), ("c", "repeats", "b"))
    assert ids(view, "a") == {"a", "b"}


def test_an_event_without_links_is_alone_in_its_thread() -> None:
    view = linked()
    assert in_words(view, "a") == [("a", "")]
    assert ids(view, "a") == {"a"}
    assert thread_of(view, 0).counterparts == []


def test_the_counterparts_are_disputing_members_or_else_all_linked_members() -> None:
    view = linked(("b", "follows", "a"), ("c", "contradicts", "b"), ("b", "denies", "d"), ("e", "follows", "b"))
    counterparts = {name: [view.timeline.events[m.number].id for m in thread_of(view, number).counterparts]
          for number, name in enumerate(NAMES)}  # fmt: skip
    assert counterparts["b"] == ["d", "c"]  # the denial first
    assert counterparts["a"] == ["b"]  # not e, which is linked to it only through b


def test_linked_members_are_in_order_of_date() -> None:
    view = linked(("c", "follows", "b"), ("c", "denies", "d"), ("a", "repeats", "c"), ("b", "follows", "a"))
    assert [NAMES[number] for number in thread_of(view, 2).linked] == ["a", "b", "d"]


def chain(size: int) -> Timeline:
    """Return a timeline in which each event follows the one before."""
    events = [event(id="e0", date="2022-01-01")]
    events += [event(id=f"e{n}", date="2022-01-01", links=f"{{follows: e{n - 1}}}") for n in range(1, size)]
    return parse_timeline(HEAD + "".join(events))


@pytest.mark.parametrize("size", [MOST_DRAWN, MOST_DRAWN + 7, MOST_COUNTED + 50])
def test_the_nearest_events_of_a_long_thread_are_drawn_and_the_rest_is_counted(size: int) -> None:
    view = AsOfView(chain(size))
    middle = size // 2
    thread = thread_of(view, middle)
    assert len(thread.members) == MOST_DRAWN
    assert max(abs(number - middle) for number in thread.numbers) <= MOST_DRAWN // 2
    assert thread.is_counted == (size < MOST_COUNTED)
    assert thread.more == min(size, MOST_COUNTED) - MOST_DRAWN
    assert thread_numbers(view, middle) == frozenset(range(size))


def test_a_dispute_is_drawn_even_if_many_events_repeat_the_disputed_one() -> None:
    many = "".join(event(id=f"e{n}", date="2022-01-01", links="{repeats: one}") for n in range(60))
    denial = event(id="denial", date="2022-12", links="{denies: one}")
    view = AsOfView(parse_timeline(HEAD + event(date="2021") + many + denial))
    thread = thread_of(view, 0)
    assert view.timeline.numbers["denial"] in thread.numbers
    assert thread.more == 62 - MOST_DRAWN


def test_an_event_that_was_not_yet_known_is_not_in_the_thread_and_leads_nowhere() -> None:
    timeline = parse_timeline(
        changed(SMALL, ("      part_of: visit\n", "      part_of: visit\n      follows: denial\n"))
    )
    number = timeline.numbers
    now, then = AsOfView(timeline), AsOfView(timeline, AsOf(last_second(date(2022, 12, 1))))
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
def test_threads_are_finite_sorted_and_mutual_for_any_links(links: list[tuple[str, str, str]]) -> None:
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
def test_a_thread_is_found_by_following_the_links_one_by_one(links: list[tuple[str, str, str]]) -> None:
    view = linked(*links)
    follows = {(origin, target) for origin, relation, target in links if relation == "follows"}

    def reached(start: str, steps: set[tuple[str, str]]) -> set[str]:
        found = {start}
        while more := {target for origin, target in steps if origin in found} - found:
            found |= more
        return found

    for name in NAMES:
        linked_to = {b for a, _, b in links if a == name} | {a for a, _, b in links if b == name}
        before, after = reached(name, follows), reached(name, {(b, a) for a, b in follows})
        assert ids(view, name) == linked_to | before | after

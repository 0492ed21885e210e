"""Which events of two versions of a timeline are the same event."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import NamedTuple

from tui.timeline.model.entities import Event
from tui.timeline.model.timeline import Timeline


class Pair(NamedTuple):
    """An event in both versions, or in one of them."""

    old: Event | None
    new: Event | None


def pair_events(old: Timeline, new: Timeline) -> list[Pair]:
    """Return each event of both versions once, in the order of the newer one, with withdrawn ones at their dates.

    Events with one id are the same, unless title, date and quotes all differ: the ids may have moved on. Of the others,
    an event was given another id if both versions have exactly one with its quotes; or else exactly one with its date
    and title; or else exactly one with its title. What is left with one id is the same event after all.
    """
    sure = {
        event.id
        for event in old.events
        if (number := new.numbers.get(event.id)) is not None and _is_alike(event, new.events[number])
    }
    before = _renamed(
        [event for event in old.events if event.id not in sure], [event for event in new.events if event.id not in sure]
    )
    paired = {event.id for event in before.values()}
    for event in old.events:
        if event.id not in paired and event.id in new.numbers and event.id not in before:
            before[event.id] = event
            paired.add(event.id)
    pairs = [Pair(before.get(event.id), event) for event in new.events]
    pairs += (Pair(event, None) for event in old.events if event.id not in paired)
    return sorted(pairs, key=_position)


def _is_alike(old: Event, new: Event) -> bool:
    """Return whether two events with one id are surely the same event: they share title, date or a quote."""
    if old.title == new.title or old.date.text == new.date.text:
        return True
    return not {quote.exact for quote in old.quotes}.isdisjoint(quote.exact for quote in new.quotes)


def _position(pair: Pair) -> tuple[int, int, int, int]:
    event = pair.new or pair.old
    assert event is not None
    return event.date.sort_key


def _renamed(gone: list[Event], come: list[Event]) -> dict[str, Event]:
    """Return the old version of each event that has a new id, by its new id."""
    found: dict[str, Event] = {}
    keys: tuple[Callable[[Event], Hashable], ...] = (
        lambda event: tuple((quote.source, quote.exact) for quote in event.quotes),
        lambda event: (event.date.text, event.title),
        lambda event: event.title,
    )
    for key in keys:
        before, after = _unique(gone, key), _unique(come, key)
        for value in before.keys() & after.keys():
            if value:
                found[after[value].id] = before[value]
        taken = {event.id for event in found.values()}
        gone = [event for event in gone if event.id not in taken]
        come = [event for event in come if event.id not in found]
    return found


def _unique(events: Iterable[Event], key: Callable[[Event], Hashable]) -> dict[Hashable, Event]:
    """Return events by their keys, without those that share one."""
    by_key: dict[Hashable, list[Event]] = {}
    for event in events:
        by_key.setdefault(key(event), []).append(event)
    return {value: same[0] for value, same in by_key.items() if len(same) == 1}

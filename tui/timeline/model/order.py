"""The order of a timeline's events: by date, then by their ``follows`` links, then as in the file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import tzinfo
from heapq import heapify, heappop, heappush
from itertools import groupby
from typing import Any

from tui.timeline.model.entities import Event


def sort_events(events: Sequence[Event], zone: tzinfo | None = None) -> tuple[Event, ...]:
    """Return the events of a file in the order of a timeline: by bounds, by ``follows`` links, then by position.

    Args:
        events: the events, in the order of the file.
        zone: the zone whose clock the times of the timeline are on; None is UTC.
    """
    positions = {event.id: position for position, event in enumerate(events)}
    follows = (
        (position, positions[link.target])
        for position, event in enumerate(events)
        for link in event.links
        if link.relation == "follows" and link.target in positions
    )
    if zone is None:
        keys: list[tuple[int, ...]] = [event.date.sort_key[:3] for event in events]
    else:
        keys = [event.date.bounds_in(zone)[:3] for event in events]
    return tuple([events[position] for position in date_order(keys, follows)])


def date_order(keys: Sequence[Any], follows: Iterable[tuple[int, int]]) -> list[int]:
    """Return the positions of events in order.

    Args:
        keys: by position: a key to sort by, such as `EdtfDate.sort_key`.
        follows: pairs of the positions of an event and of one that it follows.
    """
    order = sorted(range(len(keys)), key=keys.__getitem__)
    before: dict[int, list[int]] = {}
    for later, earlier in follows:
        if keys[later] == keys[earlier]:
            before.setdefault(later, []).append(earlier)
    if not before:
        return order
    return [
        position for _, group in groupby(order, key=keys.__getitem__) for position in _in_sequence(list(group), before)
    ]


def _in_sequence(group: Sequence[int], before: dict[int, list[int]]) -> Iterator[int]:
    """Yield positions of one key so that an event comes after those it follows, and otherwise in their order.

    Positions in a circle come last, in their order.
    """
    if len(group) == 1 or before.keys().isdisjoint(group):
        yield from group
        return
    after: dict[int, list[int]] = {}
    waiting = {}
    for position in group:
        earlier = set(before.get(position, ())) - {position}
        waiting[position] = len(earlier)
        for other in earlier:
            after.setdefault(other, []).append(position)
    ready = [position for position in group if not waiting[position]]
    heapify(ready)
    while ready:
        position = heappop(ready)
        del waiting[position]
        yield position
        for other in after.get(position, ()):
            waiting[other] -= 1
            if not waiting[other]:
                heappush(ready, other)
    yield from sorted(waiting)

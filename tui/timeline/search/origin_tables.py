"""The tables of origins: since when claims have had at least so many independent origins.

An event that no other confirms has only its own origins. So most events are counted as sets, and only those that others
confirm one by one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Mapping, Sequence

from pyroaring import BitMap

from tui.timeline.model.entities import RELATIONS, Event
from tui.timeline.model.links import Links
from tui.timeline.model.origins import OriginFinder
from tui.timeline.search.postings import Sets

_MOST_SETS = 16
"""The most origins for which events are counted as sets. The few events with more are counted one by one."""
_CONFIRMS = tuple(RELATIONS).index("confirms")


def origin_key(origin: str, possible: int, certain: int) -> str:
    """Return the key of an origin in the table ``origin``.

    Args:
        origin: the key of the origin itself.
        possible: the second since which the events possibly had it.
        certain: the second since which they certainly had it.
    """
    return f"{possible} {certain} {origin}"


class OriginKeys:
    """Makes the keys of the origins that events have by themselves, in the table ``origin``, which is not kept.

    Args:
        finder: finds the origins.
        sources: the sources that the file defines. Any other is a bare URL, of which each event may have its own.
        known_since: returns the second since which a source was possibly known, and that since which it certainly was.
    """

    def __init__(
        self, finder: OriginFinder, sources: Container[str], known_since: Callable[[str], tuple[int, int]]
    ) -> None:
        self._finder = finder
        self._sources = sources
        self._known_since = known_since
        self._found: dict[tuple[object, ...], Sequence[str]] = {}
        """The keys by the parties that an event names and since when it was known, or else by its sources."""

    def __call__(self, event: Event, possible: int, certain: int) -> Sequence[str]:
        """Return the keys of an event, one for each origin.

        Args:
            event: the event.
            possible: the second since which it was possibly known.
            certain: the second since which it was certainly known.
        """
        parties = self._finder.parties(event)
        known = (parties, possible, certain) if parties else event.sources
        found = self._found.get(known)
        if found is None:
            found = self._keys(event, possible, certain)
            if parties or any(source in self._sources for source in event.sources):
                self._found[known] = found
        return found

    def _keys(self, event: Event, possible: int, certain: int) -> Sequence[str]:
        seconds: dict[str, tuple[int, int]] = {}
        for key, _, source in self._finder.own(event):
            since = possible, certain
            if source is not None:
                by_source = self._known_since(source)
                since = max(possible, by_source[0]), max(certain, by_source[1])
            before = seconds.get(key, since)
            seconds[key] = min(since[0], before[0]), min(since[1], before[1])
        return [origin_key(key, *both) for key, both in seconds.items()]


def origin_tables(own: Sets, links: Links) -> dict[str, Sets]:
    """Return the tables ``origins`` and ``origins-certain``.

    Args:
        own: the events that have each origin by themselves, by keys that `origin_key` made.
        links: the links, of which those that confirm add origins to what they confirm.
    """
    confirmed: dict[int, list[int]] = defaultdict(list)
    """By event: the events that it confirms."""
    for origin, relation, target in zip(links.origins, links.relations, links.targets, strict=True):
        if relation == _CONFIRMS and origin != target:
            confirmed[origin].append(target)
    targets = BitMap([target for others in confirmed.values() for target in others])
    confirming = BitMap(list(confirmed))
    alone: tuple[dict[int, list[BitMap]], ...] = (defaultdict(list), defaultdict(list))
    since: tuple[dict[tuple[int, str], int], ...] = ({}, {})
    """For each table: the second since which an event that others confirm has an origin."""
    for key, events in own.items():
        *seconds, origin_name = key.split(" ", 2)
        for second, sets, found in zip(map(int, seconds), alone, since, strict=True):
            if events.intersect(targets) or events.intersect(confirming):
                having = (*(events & targets), *(each for other in events & confirming for each in confirmed[other]))
                for number in having:
                    before = found.get((number, origin_name), second)
                    found[number, origin_name] = min(before, second)
            sets[second].append(events - targets)
    return {
        table: _levels(sets, _of_each(found))
        for table, sets, found in zip(("origins", "origins-certain"), alone, since, strict=True)
    }


def _of_each(found: Mapping[tuple[int, str], int]) -> Iterable[tuple[int, BitMap]]:
    """Yield pairs of a second and a set of events, each event in as many sets as it has origins."""
    counts: dict[tuple[int, int], int] = defaultdict(int)
    by_second: dict[int, list[BitMap]] = defaultdict(list)
    for (number, _), second in found.items():
        sets, count = by_second[second], counts[second, number]
        if count == len(sets):
            sets.append(BitMap())
        sets[count].add(number)
        counts[second, number] += 1
    return ((second, events) for second, sets in by_second.items() for events in sets)


def _levels(alone: Mapping[int, list[BitMap]], others: Iterable[tuple[int, BitMap]]) -> Sets:
    """Return the events that had at least so many origins since a second, by the number, a space and the second.

    Args:
        alone: by second, sets of events that have had one origin more since then.
        others: pairs of a second and such a set.
    """
    by_second = {second: [*sets] for second, sets in alone.items()}
    for second, events in others:
        by_second.setdefault(second, []).append(events)
    reached: list[BitMap] = []
    """For each number from 1 on: the events that have had at least so many up to the second at hand."""
    counts: dict[int, int] = {}
    """How many origins an event has, if they are more than are counted as sets."""
    table: dict[str, BitMap] = {}
    for second in sorted(by_second):
        for events in by_second[second]:
            level = 0
            while events and level < _MOST_SETS:
                if level == len(reached):
                    reached.append(BitMap())
                again = events & reached[level]
                if first := events - again:
                    table.setdefault(f"{level + 1} {second}", BitMap()).update(first)
                    reached[level] |= first
                events, level = again, level + 1
            for number in events:
                counts[number] = counts.get(number, _MOST_SETS) + 1
                table.setdefault(f"{counts[number]} {second}", BitMap()).add(number)
    return table

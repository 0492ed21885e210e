"""Some events ready to be written to a store, in a form that one process can send to another at little cost."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain
from typing import NamedTuple

from tui.timeline.model.entities import Event
from tui.timeline.model.timeline import Timeline
from tui.timeline.reading.event_text import event_text
from tui.timeline.search.indexed import Group, IndexedFacts
from tui.timeline.search.indexer import Indexer

_MOST_EVENTS = 10_000


class JoinedTexts(NamedTuple):
    """Texts in UTF-8, joined."""

    data: bytes
    lengths: array[int]

    @classmethod
    def of(cls, texts: Iterable[str]) -> JoinedTexts:
        """Join texts."""
        encoded = [text.encode() for text in texts]
        return cls(b"".join(encoded), array("I", map(len, encoded)))


class PackedGroup(NamedTuple):
    """Numbers by key in one array: thousands of small arrays take long to send to another process."""

    keys: list[str]
    ends: array[int]
    """For each key the end of its numbers."""
    numbers: array[int]

    @classmethod
    def of(cls, group: Group) -> PackedGroup:
        """Pack a group."""
        lists = group.values()
        return cls(list(group), array("I", accumulate(map(len, lists))), array("I", list(chain.from_iterable(lists))))

    def add_to(self, merged: dict[str, array[int]], offset: int = 0) -> None:
        """Add the numbers to those of other groups.

        Args:
            merged: the numbers of all groups until now, by key.
            offset: added to each number.
        """
        numbers = array("I", [number + offset for number in self.numbers]) if offset else self.numbers
        start = 0
        for key, end in zip(self.keys, self.ends, strict=True):
            known = merged.get(key)
            if known is None:
                merged[key] = numbers[start:end]
            else:
                known += numbers[start:end]
            start = end


@dataclass
class StoreChunk:
    """Some events, in the order of the file, ready to be written. It can be sent from one process to another."""

    events: JoinedTexts
    """The events as JSON in the schema's own shape."""
    lines: array[int]
    """The line of the file at which each event begins."""
    texts: JoinedTexts
    """The folded text of each event."""
    part_texts: JoinedTexts
    """The folded text of each part of an event that cites several sources."""
    facts: IndexedFacts
    groups: dict[str, PackedGroup]
    """By table: the positions of the events, or of the parts, that have each key."""
    part_events: array[int]
    """The position of the event of each part."""

    @classmethod
    def of(cls, events: Sequence[Event], indexer: Indexer) -> StoreChunk:
        """Index and encode some events."""
        indexed, facts = indexer.texts(events), indexer.facts(events)
        groups = {**facts.groups, **indexed.part_groups}
        packed = {name: PackedGroup.of(group) for name, group in groups.items()}
        facts.groups = {}
        return cls(
            JoinedTexts.of(map(event_text, events)),
            array("I", [event.line for event in events]),
            JoinedTexts.of(indexed.texts),
            JoinedTexts.of(indexed.part_texts),
            facts,
            packed,
            indexed.part_events,
        )


def chunks_of(timeline: Timeline, on_progress: Callable[[float], None]) -> Iterator[StoreChunk]:
    """Yield the events of a timeline, indexed in this process.

    Args:
        timeline: the timeline.
        on_progress: called with the share of the events that are done, from 0 to 1.
    """
    indexer, events = Indexer(timeline), timeline.events
    for start in range(0, len(events), _MOST_EVENTS):
        yield StoreChunk.of(events[start : start + _MOST_EVENTS], indexer)
        on_progress(start / len(events))

"""A timeline and its index on disk. Only what is accessed is read.

A store is a `SectionFile`, written by `tui.timeline.storage.store_writer`. Its sections: ``events`` (each as JSON in
the schema's own shape) and ``texts`` (each event's folded text), with the offsets of their items in ``…/starts``; the
columns ``lines``, ``firsts`` and ``since``; ``ids``, and their hashes in order; the links; and the tables of the index,
as in `tui.timeline.storage.stored_sets`. The description holds the rest of the timeline. The index of the words is in
another file, see `tui.timeline.storage.word_store`.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import overload

from tui.timeline.model.entities import Event
from tui.timeline.model.links import Links
from tui.timeline.model.timeline import Timeline
from tui.timeline.reading.schema import PROVISIONAL
from tui.timeline.reading.schema_json import event_from_json, header_from_json
from tui.timeline.search.postings import Sets, facet_table
from tui.timeline.search.tables import BoundColumns, EventParts
from tui.timeline.search.word_index import Words
from tui.timeline.storage.id_hashes import id_hash
from tui.timeline.storage.section_file import SectionFile
from tui.timeline.storage.stored_sets import read_sets
from tui.timeline.storage.stored_texts import StoredTexts
from tui.timeline.storage.word_store import WordStore

_MAX_DECODED_EVENTS = 1024
"""How many decoded events are kept in memory."""


def open_timeline(store: SectionFile) -> StoredTimeline:
    """Return the timeline of a store."""
    header = header_from_json(store.description["header"])
    return StoredTimeline(**{**header.as_dict(), "events": StoredEvents(store), "store": store})


class StoredTimeline(Timeline):
    """A timeline on disk."""

    store: SectionFile | None = None

    def _compared(self) -> tuple[object, ...]:
        return self._values()[:-1]

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """The number of each event, by its id."""
        assert self.store is not None
        return StoredNumbers(self.store)

    @cached_property
    def links(self) -> Links:
        """The links between the events."""
        assert self.store is not None
        numbers = self.store.numbers
        return Links(
            numbers("links/origins", "I"),
            numbers("links/relations", "B"),
            numbers("links/targets", "I"),
            numbers("links/by-target", "I"),
            numbers("links/sorted-targets", "I"),
        )


class StoredEvents(Sequence[Event]):
    """The events of a store, each decoded when it is accessed."""

    def __init__(self, store: SectionFile) -> None:
        self._json = StoredTexts(store, "events")
        self._lines = store.numbers("lines", "I")
        self._ids = StoredIds(store)
        self._decoded: OrderedDict[int, Event] = OrderedDict()

    def __len__(self) -> int:
        return len(self._json)

    @overload
    def __getitem__(self, number: int) -> Event: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[Event]: ...
    def __getitem__(self, number: int | slice) -> Event | Sequence[Event]:
        if isinstance(number, slice):
            return [self[index] for index in range(*number.indices(len(self)))]
        if number < 0:
            number += len(self)
        if not 0 <= number < len(self):
            raise IndexError(number)
        event = self._decoded.get(number)
        if event is None:
            values = json.loads(self._json.read(number))
            if values["id"].startswith(PROVISIONAL):
                values["id"] = self._ids[number]
            event = event_from_json(values, self._lines[number])
            self._decoded[number] = event
            if len(self._decoded) > _MAX_DECODED_EVENTS:
                self._decoded.popitem(last=False)
        return event


class StoredIds(Sequence[str]):
    """The ids of a store's events, in the order of their numbers."""

    def __init__(self, store: SectionFile) -> None:
        self._store = store
        self._starts = store.numbers("ids/starts", "I")

    def __len__(self) -> int:
        return len(self._starts)

    @overload
    def __getitem__(self, number: int) -> str: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[str]: ...
    def __getitem__(self, number: int | slice) -> str | Sequence[str]:
        if isinstance(number, slice):
            return [self[index] for index in range(*number.indices(len(self)))]
        end = self._starts[number + 1] if number + 1 < len(self) else None
        return self._store.read("ids", self._starts[number] + 1, end).decode().removesuffix("\n")


class StoredNumbers(Mapping[str, int]):
    """The numbers of a store's events, by their ids, which are found by their hashes."""

    def __init__(self, store: SectionFile) -> None:
        self._store = store
        self._ids = StoredIds(store)
        self._hashes = store.numbers("ids/hashes", "Q")
        self._numbers = store.numbers("ids/by-hash", "I")

    def __len__(self) -> int:
        return len(self._ids)

    def __iter__(self) -> Iterator[str]:
        return iter(self._store.read("ids").decode().split("\n")[1:-1])

    def __getitem__(self, event_id: str) -> int:
        wanted = id_hash(event_id.encode(errors="surrogatepass"))
        position = bisect_left(self._hashes, wanted)
        while position < len(self._hashes) and self._hashes[position] == wanted:
            number = self._numbers[position]
            if self._ids[number] == event_id:
                return number
            position += 1
        raise KeyError(event_id)


class StoredTables:
    """The tables of an index on disk.

    Args:
        word_store: the index of the words of the store.
    """

    def __init__(self, word_store: WordStore) -> None:
        self._store = store = word_store.store
        self._word_store = word_store
        self.bounds = BoundColumns(*(store.numbers(f"bounds/{name}", "q") for name in BoundColumns._fields))
        self.since = store.numbers("since", "q")
        self.years: Sequence[int] = store.description["years"]
        self._tables = frozenset(store.description["tables"])
        self._sets: dict[str, Sets] = {}

    def prepare(self, is_stopped: Callable[[], bool]) -> None:
        """Make the index of words, if there is none yet. What is not accessed stays on disk."""
        self._word_store.prepare(is_stopped)

    def has_values(self, facet: str) -> bool:
        """Return whether any event has a value of a facet."""
        return bool(self.years) if facet == "year" else facet_table(facet) in self._tables

    def sets(self, table: str) -> Sets:
        """Return the sets of a table by key. All of them are read at the first access."""
        if table not in self._sets:
            self._sets[table] = read_sets(self._store, table) if table in self._tables else {}
        return self._sets[table]

    @cached_property
    def words(self) -> Words:
        """The words of the events."""
        return self._word_store.words("texts")

    @cached_property
    def parts(self) -> EventParts:
        """The parts of the events that cite several sources."""
        return EventParts(
            self._store.numbers("part-events", "I"),
            self.sets("part-source"),
            self.sets("part-flag"),
            self._word_store.words("part-texts"),
        )

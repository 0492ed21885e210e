"""A timeline and its index on disk. Only what is accessed is read.

A store is a `SectionFile`, written by `tui.timeline.storage.store_writer`. Its sections: ``events`` (each as JSON in
the schema's own shape) and ``texts`` (each event's folded text), with the offsets of their items in ``…/starts``; the
columns ``lines``, ``firsts`` and ``since``; ``ids``, and their hashes in order; the links; and for each table of the
index its ``…/keys`` and ``…/sets`` with their offsets in ``…/starts`` and ``…/ends``. The description holds the rest of
the timeline.
"""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, overload

from pyroaring import BitMap

from tui.timeline.model.entities import Event
from tui.timeline.model.links import Links
from tui.timeline.model.timeline import Timeline
from tui.timeline.reading.schema import PROVISIONAL
from tui.timeline.reading.schema_json import event_from_json, header_from_json
from tui.timeline.search.postings import Postings, Sets, facet_table
from tui.timeline.search.tables import BoundColumns, EventParts
from tui.timeline.search.word_index import WordIndex, line_of
from tui.timeline.storage.id_hashes import id_hash
from tui.timeline.storage.section_file import SectionFile

_SCAN_SIZE = 1 << 20
"""How many bytes of texts are read at a time to search all of them."""
_BYTES_SCANNED_PER_LOOKUP = 6_000
"""How many bytes are scanned in the time in which a single text is read and searched."""

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
        self._json = _StoredTexts(store, "events")
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


class _StoredTexts:
    """Texts of a section, by number."""

    def __init__(self, store: SectionFile, name: str) -> None:
        self._store = store
        self._name = name
        self._starts = store.numbers(f"{name}/starts", "Q")
        """The offset at which each text starts, and that at which the last one ends."""

    def __len__(self) -> int:
        return len(self._starts) - 1

    def read(self, number: int) -> bytes:
        """Return a text in UTF-8."""
        return self._store.read(self._name, self._starts[number], self._starts[number + 1])

    def holding(self, needle: bytes, candidates: BitMap, line: int | None = None) -> BitMap:
        """Return the candidates whose text, or a line of it, contains a needle, given in UTF-8."""
        if line is not None:
            return BitMap([number for number in candidates if needle in line_of(self.read(number), line)])
        if len(candidates) * _BYTES_SCANNED_PER_LOOKUP < self._starts[-1]:
            return BitMap([number for number in candidates if needle in self.read(number)])
        return self._scan(needle) & candidates

    def _scan(self, needle: bytes) -> BitMap:
        """Search all texts, one megabyte after the other, and return those that contain a needle."""
        starts, found = self._starts, BitMap()
        first = 0
        while first < len(self):
            end = max(first + 1, bisect_right(starts, starts[first] + _SCAN_SIZE) - 1)
            data, base = self._store.read(self._name, starts[first], starts[end]), starts[first]
            offset = data.find(needle)
            while offset >= 0:
                number = bisect_right(starts, base + offset, first, end + 1) - 1
                found.add(number)
                offset = data.find(needle, starts[number + 1] - base)
            first = end
        return found


class _StoredSets(Sequence[BitMap]):
    """The sets of a table, each read when it is accessed."""

    def __init__(self, store: SectionFile, table: str) -> None:
        self._store = store
        self._section = f"{table}/sets"
        self._ends = store.numbers(f"{table}/ends", "Q")

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, index: Any) -> Any:
        start = self._ends[index - 1] if index else 0
        return BitMap.deserialize(self._store.read(self._section, start, self._ends[index]))


class StoredTables:
    """The tables of an index on disk."""

    def __init__(self, store: SectionFile) -> None:
        self._store = store
        self.bounds = BoundColumns(*(store.numbers(f"bounds/{name}", "q") for name in BoundColumns._fields))
        self.since = store.numbers("since", "q")
        self.years: Sequence[int] = store.description["years"]
        self._tables = frozenset(store.description["tables"])
        self._sets: dict[str, Sets] = {}

    def prepare(self) -> None:
        """Do nothing: the store is complete, and what is not accessed stays on disk."""

    def has_values(self, facet: str) -> bool:
        """Return whether any event has a value of a facet."""
        return bool(self.years) if facet == "year" else facet_table(facet) in self._tables

    def sets(self, table: str) -> Sets:
        """Return the sets of a table by key. All of them are read at the first access."""
        if table not in self._sets:
            self._sets[table] = self._read_sets(table) if table in self._tables else {}
        return self._sets[table]

    def _read_sets(self, table: str) -> Sets:
        keys = self._store.read(f"{table}/keys").decode().split("\n")[1:-1]
        sets, start = {}, 0
        data = memoryview(self._store.read(f"{table}/sets"))
        for key, end in zip(keys, self._store.numbers(f"{table}/ends", "Q"), strict=True):
            sets[key] = BitMap.deserialize(bytes(data[start:end]))
            start = end
        return sets

    @cached_property
    def words(self) -> WordIndex:
        """The words of the events."""
        return self._word_index("word", "gram", "texts")

    @cached_property
    def parts(self) -> EventParts:
        """The parts of the events that cite several sources."""
        return EventParts(
            self._store.numbers("part-events", "I"),
            self.sets("part-source"),
            self.sets("part-flag"),
            self._word_index("part-word", "part-gram", "part-texts"),
        )

    def _word_index(self, words: str, grams: str, texts: str) -> WordIndex:
        return WordIndex(self._postings(words), self._postings(grams), _StoredTexts(self._store, texts))

    def _postings(self, table: str) -> Postings:
        store = self._store
        return Postings(store.read(f"{table}/keys"), store.numbers(f"{table}/starts", "I"), _StoredSets(store, table))

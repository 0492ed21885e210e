"""A timeline that is looked up on disk: what is not looked at is not read.

`store_writer` writes what is read here. Sections: ``events`` (records as JSON) and ``texts`` (folded), and
where each begins; ``ids``; the columns ``firsts`` and ``since``; the links; and for each table its keys, its sets, and
where each of both begins.
"""

from __future__ import annotations

import json
from array import array
from bisect import bisect_left, bisect_right
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, overload

from pyroaring import BitMap

from tui.timeline.model.entities import Event, Timeline
from tui.timeline.model.links import Links
from tui.timeline.reading.schema_json import event_from_json, header_from_json
from tui.timeline.search.postings import Postings
from tui.timeline.search.tables import EventParts, Sets
from tui.timeline.search.word_index import WordIndex
from tui.timeline.storage.section_file import SectionFile

_BYTES_AT_A_TIME = 1 << 20
_BYTES_FOR_ONE = 6_000
"""So many bytes are searched in the time that it takes to look at one piece by itself."""

_KEPT_EVENTS = 1024
"""So many events are kept ready once they were looked at."""


class _Sets(Sequence[BitMap]):
    """The sets of a table, read one by one."""

    def __init__(self, file: SectionFile, table: str) -> None:
        self._file = file
        self._section = f"{table}/sets"
        self._ends = file.numbers(f"{table}/ends", "Q")

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, place: Any) -> Any:
        start = self._ends[place - 1] if place else 0
        return BitMap.deserialize(self._file.read(self._section, start, self._ends[place]))


def _postings(file: SectionFile, table: str) -> Postings:
    return Postings(file.read(f"{table}/keys"), file.numbers(f"{table}/starts", "I"), _Sets(file, table))


class _Pieces:
    """Pieces of a section, by the number of what they are of."""

    def __init__(self, file: SectionFile, name: str) -> None:
        self._file = file
        self._name = name
        self._starts = file.numbers(f"{name}/starts", "Q")
        """Where each piece begins, and the last ends."""

    def __len__(self) -> int:
        return len(self._starts) - 1

    def read(self, number: int) -> bytes:
        """Return a piece."""
        return self._file.read(self._name, self._starts[number], self._starts[number + 1])

    def holding(self, needle: bytes, candidates: BitMap) -> BitMap:
        """Return those of some pieces that hold a needle."""
        if len(candidates) * _BYTES_FOR_ONE < self._starts[-1]:
            return BitMap([number for number in candidates if needle in self.read(number)])
        return self._scanned(needle) & candidates

    def _scanned(self, needle: bytes) -> BitMap:
        """Return the pieces that hold a needle, found in all of them one after the other."""
        starts, hits = self._starts, BitMap()
        first = 0
        while first < len(self):
            beyond = max(first + 1, bisect_right(starts, starts[first] + _BYTES_AT_A_TIME) - 1)
            data, base = self._file.read(self._name, starts[first], starts[beyond]), starts[first]
            at = data.find(needle)
            while at >= 0:
                number = bisect_right(starts, base + at, first, beyond + 1) - 1
                hits.add(number)
                at = data.find(needle, starts[number + 1] - base)
            first = beyond
        return hits


class StoredEvents(Sequence[Event]):
    """Events, each read when it is looked at."""

    def __init__(self, file: SectionFile) -> None:
        self._pieces = _Pieces(file, "events")
        self._lines = file.numbers("lines", "I")
        self._kept: OrderedDict[int, Event] = OrderedDict()

    def __len__(self) -> int:
        return len(self._pieces)

    @overload
    def __getitem__(self, number: int) -> Event: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[Event]: ...
    def __getitem__(self, number: int | slice) -> Event | Sequence[Event]:
        if isinstance(number, slice):
            return [self[one] for one in range(*number.indices(len(self)))]
        if number < 0:
            number += len(self)
        if not 0 <= number < len(self):
            raise IndexError(number)
        event = self._kept.get(number)
        if event is None:
            self._kept[number] = event = event_from_json(json.loads(self._pieces.read(number)), self._lines[number])
            if len(self._kept) > _KEPT_EVENTS:
                self._kept.popitem(last=False)
        return event


class StoredNumbers(Mapping[str, int]):
    """The numbers of events, by id."""

    def __init__(self, file: SectionFile) -> None:
        self._file = file
        self._starts = file.numbers("ids/starts", "I")

    def __len__(self) -> int:
        return len(self._starts)

    def __iter__(self) -> Iterator[str]:
        return iter(self._file.read("ids").decode().split("\n")[1:-1])

    def __getitem__(self, event_id: str) -> int:
        data, start, end = self._file.place("ids", 0, None)
        wanted = b"\n" + event_id.encode(errors="surrogatepass") + b"\n"
        at = data.find(wanted, start, end) if "\n" not in event_id else -1
        if at < 0:
            raise KeyError(event_id)
        return bisect_left(self._starts, at - start)


class StoredTimeline(Timeline):
    """A timeline on disk."""

    file: SectionFile | None = None

    def _compared(self) -> tuple[object, ...]:
        return self._values()[:-1]

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """The number of each event, by its id."""
        assert self.file is not None
        return StoredNumbers(self.file)

    @cached_property
    def links(self) -> Links:
        """Who links to whom."""
        assert self.file is not None
        return stored_links(self.file)


def stored_links(file: SectionFile) -> Links:
    """Return the links."""
    return Links(
        file.numbers("links/origins", "I"),
        file.numbers("links/relations", "B"),
        file.numbers("links/targets", "I"),
        file.numbers("links/by-target", "I"),
        file.numbers("links/sorted-targets", "I"),
    )


class StoredTables:
    """Tables on disk."""

    def __init__(self, file: SectionFile) -> None:
        self._file = file
        self.firsts = file.numbers("firsts", "i")
        self.since = file.numbers("since", "i")
        self.years: Sequence[int] = file.description["years"]
        self._sets: dict[str, Sets] = {}

    def prepare(self) -> None:
        """Do nothing: all of it is made, and what is not looked at stays on disk."""

    def sets(self, table: str) -> Sets:
        """Return the sets of a table, all of which are read."""
        if table not in self._sets:
            self._sets[table] = self._all_sets(table)
        return self._sets[table]

    def _all_sets(self, table: str) -> Sets:
        keys = self._file.read(f"{table}/keys").decode().split("\n")[1:-1]
        sets, start = {}, 0
        data = memoryview(self._file.read(f"{table}/sets"))
        for key, end in zip(keys, self._file.numbers(f"{table}/ends", "Q"), strict=True):
            sets[key] = BitMap.deserialize(bytes(data[start:end]))
            start = end
        return sets

    @cached_property
    def words(self) -> WordIndex:
        """The words of the events."""
        return self._word_index("word", "gram", "texts")

    @cached_property
    def parts(self) -> EventParts:
        """The parts of the events that several sources tell of."""
        return EventParts(
            self._file.numbers("part-events", "I"),
            self.sets("part-source"),
            self.sets("part-flag").get("translation", BitMap()),
            self._word_index("part-word", "part-gram", "part-texts"),
        )

    def _word_index(self, words: str, grams: str, texts: str) -> WordIndex:
        return WordIndex(_postings(self._file, words), _postings(self._file, grams), _Pieces(self._file, texts))


def timeline_of(file: SectionFile) -> StoredTimeline:
    """Return the timeline of a file that `tui.timeline.storage.build` wrote."""
    header = header_from_json(file.description["header"])
    return StoredTimeline(**{**header.as_dict(), "events": StoredEvents(file), "file": file})


def starts_of(keys: Sequence[bytes]) -> array[int]:
    """Return where each key begins, with the line feed before it."""
    starts, at = array("I"), 0
    for key in keys:
        starts.append(at)
        at += len(key) + 1
    return starts

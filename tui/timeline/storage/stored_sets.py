"""Tables of sets in a file of sections, as they are written and as they are read.

Each has its keys in ``…/keys``, in the order of their bytes and each between two line feeds, with the offset of the
line feed before each in ``…/starts``; and in ``…/sets`` the set of each key, with the offset of its end in ``…/ends``.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Any

from pyroaring import BitMap

from tui.timeline.search.postings import Postings, Sets
from tui.timeline.storage.section_file import SectionFile, SectionWriter

_BATCH = 1_000
"""How many sets are joined before they are written."""


def write_sets(sections: SectionWriter, table: str, sets: Mapping[str, BitMap]) -> None:
    """Write a table."""
    encoded = sorted((key.encode(), members) for key, members in sets.items())
    ends, offset = array("Q"), 0

    def serialized() -> Iterator[bytes]:
        nonlocal offset
        for first in range(0, len(encoded), _BATCH):
            batch = []
            for _, members in encoded[first : first + _BATCH]:
                members.run_optimize()
                batch.append(data := members.serialize())
                offset += len(data)
                ends.append(offset)
            yield b"".join(batch)

    sections.add(f"{table}/sets", serialized())
    sections.add_numbers(f"{table}/ends", ends)
    write_keys(sections, f"{table}/keys", f"{table}/starts", [key for key, _ in encoded])


def write_keys(sections: SectionWriter, name: str, starts_name: str, keys: Sequence[bytes]) -> None:
    """Write keys as one section, and the offset of the line feed before each as another."""
    starts = array("I", accumulate(map((1).__add__, map(len, keys)), initial=0))
    starts.pop()
    sections.add(name, [b"".join(b"\n" + key for key in keys), b"\n"])
    sections.add_numbers(starts_name, starts)


def read_sets(store: SectionFile, table: str) -> Sets:
    """Return a table, of which all is read at once."""
    keys = store.read(f"{table}/keys").decode().split("\n")[1:-1]
    sets, start = {}, 0
    data = memoryview(store.read(f"{table}/sets"))
    for key, end in zip(keys, store.numbers(f"{table}/ends", "Q"), strict=True):
        sets[key] = BitMap.deserialize(bytes(data[start:end]))
        start = end
    return sets


def stored_postings(store: SectionFile, table: str) -> Postings:
    """Return the postings of a table, of which a set is read when it is accessed."""
    return Postings(store.read(f"{table}/keys"), store.numbers(f"{table}/starts", "I"), _StoredSets(store, table))


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

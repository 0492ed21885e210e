"""Postings: the set of the events that have each key.

The sets are Roaring bitmaps (Lemire et al., "Roaring bitmaps: implementation of an optimized software library", 2018):
they are combined and counted without being unpacked, whether they hold three events or a million.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from pyroaring import BitMap

Sets = Mapping[str, BitMap]
"""Sets of events by key."""

_BLOCK_SIZE = 64
"""How many numbers have the union of their sets computed in advance."""


class Postings(Mapping[str, BitMap]):
    """Sets by key. All keys are in one buffer, so that a search for part of a key is one scan of it.

    Args:
        keys: the keys in UTF-8, in the order of their bytes, each between two line feeds: ``b"\\nfirst\\nsecond\\n"``.
        starts: the offset of the line feed before each key.
        sets: the set of each key.
    """

    def __init__(self, keys: bytes, starts: Sequence[int], sets: Sequence[BitMap]) -> None:
        self._keys = keys
        self._starts = starts
        self._sets = sets

    @classmethod
    def of(cls, sets: Mapping[str, BitMap]) -> Postings:
        """Return the postings of sets by key. No key contains a line feed."""
        encoded = sorted((key.encode(), found) for key, found in sets.items())
        starts, offset = [], 0
        for key, _ in encoded:
            starts.append(offset)
            offset += len(key) + 1
        return cls(b"".join(b"\n" + key for key, _ in encoded) + b"\n", starts, [found for _, found in encoded])

    def __len__(self) -> int:
        return len(self._starts)

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys.decode().split("\n")[1:-1])

    def __getitem__(self, key: str) -> BitMap:
        start = self._keys.find(b"\n" + key.encode(errors="surrogatepass") + b"\n")
        if start < 0:
            raise KeyError(key)
        return self._sets[bisect_left(self._starts, start)]

    def matching(self, part: str, *, at_start: bool = False, at_end: bool = False) -> BitMap:
        """Return the union of the sets whose key contains a text, which itself contains no line feed.

        Args:
            part: the text.
            at_start: the key must begin with it.
            at_end: the key must end with it.
        """
        return union(map(self._sets.__getitem__, self._positions(part, at_start, at_end)))

    def _positions(self, part: str, at_start: bool, at_end: bool) -> Iterator[int]:
        needle = b"\n" * at_start + part.encode(errors="surrogatepass") + b"\n" * at_end
        keys, starts = self._keys, self._starts
        offset = keys.find(needle) if starts else -1
        while offset >= 0:
            position = bisect_right(starts, offset) - 1
            yield position
            if position + 1 == len(starts):
                return
            offset = keys.find(needle, starts[position + 1])


class NumberPostings:
    """Sets of events by number: a day or a second.

    Args:
        sets: the sets; their keys are numbers in decimal.
    """

    def __init__(self, sets: Mapping[str, BitMap]) -> None:
        pairs = sorted((int(number), found) for number, found in sets.items())
        self.numbers = [number for number, _ in pairs]
        """The numbers that have events, ascending."""
        self.sets = [found for _, found in pairs]
        """The events of each of the numbers."""

    def at(self, number: int) -> BitMap:
        """Return the events of one number."""
        position = bisect_left(self.numbers, number)
        is_there = position < len(self.numbers) and self.numbers[position] == number
        return self.sets[position] if is_there else BitMap()

    def at_most(self, number: int) -> BitMap:
        """Return the events of all numbers up to this one."""
        count = bisect_right(self.numbers, number)
        blocks = count // _BLOCK_SIZE
        return union((*self._blocks[:blocks], *self.sets[blocks * _BLOCK_SIZE : count]))

    @cached_property
    def _blocks(self) -> list[BitMap]:
        """The union of the sets of each full block of numbers."""
        starts = range(0, len(self.sets) - _BLOCK_SIZE + 1, _BLOCK_SIZE)
        return [union(self.sets[start : start + _BLOCK_SIZE]) for start in starts]


def union(sets: Iterable[BitMap]) -> BitMap:
    """Return the union of sets: what is in any of them."""
    return BitMap.union(BitMap(), *sets)


def facet_table(facet: str) -> str:
    """Return the name of the table of a facet's values."""
    return f"facet:{facet}"

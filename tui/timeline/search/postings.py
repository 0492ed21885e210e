"""Postings: under each key, the set of the events that have it.

The sets are Roaring bitmaps (Lemire et al., "Roaring bitmaps: implementation of an optimized software library", 2018):
they are combined and counted without being unpacked, whether they hold three events or a million.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from pyroaring import BitMap

_BLOCK = 64
"""So many days are united beforehand."""


class Postings(Mapping[str, BitMap]):
    """Sets by key, the keys in order of their UTF-8 bytes.

    Args:
        keys: the keys in UTF-8, each between two line feeds: ``b"\\nfirst\\nsecond\\n"``.
        starts: for each key, the offset of the line feed before it.
        sets: the set of each key.
    """

    def __init__(self, keys: bytes, starts: Sequence[int], sets: Sequence[BitMap]) -> None:
        self._keys = keys
        self._starts = starts
        self._sets = sets

    @classmethod
    def of(cls, sets: Mapping[str, BitMap]) -> Postings:
        """Make postings of sets by key; no key holds a line feed."""
        encoded = sorted((key.encode(), found) for key, found in sets.items())
        starts, at = [], 0
        for key, _ in encoded:
            starts.append(at)
            at += len(key) + 1
        return cls(b"".join(b"\n" + key for key, _ in encoded) + b"\n", starts, [found for _, found in encoded])

    def __len__(self) -> int:
        return len(self._starts)

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys.decode().split("\n")[1:-1])

    def __getitem__(self, key: str) -> BitMap:
        at = self._keys.find(b"\n" + key.encode(errors="surrogatepass") + b"\n")
        if at < 0:
            raise KeyError(key)
        return self._sets[bisect_left(self._starts, at)]

    def having(self, part: str, *, begins: bool = False, ends: bool = False) -> BitMap:
        """Return what is under any key that holds, or begins or ends with, a text without a line feed."""
        return BitMap.union(BitMap(), *map(self._sets.__getitem__, self._places(part, begins, ends)))

    def _places(self, part: str, begins: bool, ends: bool) -> Iterator[int]:
        wanted = b"\n" * begins + part.encode(errors="surrogatepass") + b"\n" * ends
        keys, starts = self._keys, self._starts
        at = keys.find(wanted)
        while at >= 0:
            place = bisect_right(starts, at) - 1
            yield place
            if place + 1 == len(starts):
                return
            at = keys.find(wanted, starts[place + 1])


class DayPostings:
    """Sets by day, each a number of days as `datetime.date.toordinal` counts them."""

    def __init__(self, sets: Mapping[str, BitMap]) -> None:
        pairs = sorted((int(day), found) for day, found in sets.items())
        self.days = [day for day, _ in pairs]
        """The days that have events, ascending."""
        self.sets = [found for _, found in pairs]
        """The events of each of the days."""

    def at_most(self, day: int) -> BitMap:
        """Return the events of all days up to this one."""
        count = bisect_right(self.days, day)
        whole = count // _BLOCK
        return BitMap.union(BitMap(), *self._blocks[:whole], *self.sets[whole * _BLOCK : count])

    @cached_property
    def _blocks(self) -> list[BitMap]:
        return [
            BitMap.union(*self.sets[start : start + _BLOCK]) for start in range(0, len(self.sets) - _BLOCK + 1, _BLOCK)
        ]


class Rows(Sequence[int]):
    """Numbers of events in an order, of which only those asked for are unpacked.

    Args:
        groups: sets of events, in the order; within one the events stand in the order of their numbers.
        descending: the other way round, last to first.
    """

    def __init__(self, groups: Sequence[BitMap], *, descending: bool = False) -> None:
        self._groups = groups
        self._descending = descending
        self._ends: list[int] = []
        total = 0
        for group in groups:
            total += len(group)
            self._ends.append(total)

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    def __getitem__(self, place):  # type: ignore[no-untyped-def]  # the two forms of Sequence are in one here
        if isinstance(place, slice):
            return [self[one] for one in range(*place.indices(len(self)))]
        size = len(self)
        if place < 0:
            place += size
        if not 0 <= place < size:
            raise IndexError(place)
        if self._descending:
            place = size - 1 - place
        group = bisect_right(self._ends, place)
        return self._groups[group][place - (self._ends[group - 1] if group else 0)]

    def __iter__(self) -> Iterator[int]:
        for group in reversed(self._groups) if self._descending else self._groups:
            yield from reversed(list(group)) if self._descending else group

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    def __hash__(self) -> int:
        return hash(tuple(self))


def united(sets: Iterable[BitMap]) -> BitMap:
    """Return what is in any of the sets."""
    return BitMap.union(BitMap(), *sets)

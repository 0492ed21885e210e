"""Sets of events as Python integers, with a bit for each event's number.

They are combined in one operation and counted in another, and cost an eighth of a byte an event.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Sequence

_BITS = tuple(tuple(bit for bit in range(8) if byte >> bit & 1) for byte in range(256))
_CHECKPOINTS = 64


def bits(numbers: Iterable[int], size: int) -> int:
    """Return the set of these numbers, all of them below ``size``."""
    octets = bytearray((size + 7) // 8)
    for number in numbers:
        octets[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(octets, "little")


def numbers(found: int, size: int) -> Sequence[int]:
    """Return the numbers that are in a set, ascending."""
    if found == (1 << size) - 1:
        return range(size)
    rows = array("I")
    for place, byte in enumerate(found.to_bytes((size + 7) // 8, "little")):
        if byte:
            rows.extend([8 * place + bit for bit in _BITS[byte]])
    return rows


class Threshold:
    """Answers which events have a value at most so great, for one value an event."""

    def __init__(self, values: Sequence[int]) -> None:
        self.size = len(values)
        self._order = sorted(range(self.size), key=values.__getitem__)
        self._sorted = [values[number] for number in self._order]
        self._step = max(1, self.size // _CHECKPOINTS)
        self._sums = [0]
        for start in range(0, self.size, self._step):
            self._sums.append(self._sums[-1] | bits(self._order[start : start + self._step], self.size))

    def at_most(self, value: int) -> int:
        """Return the events whose value is at most this one."""
        count = bisect_right(self._sorted, value)
        whole = count // self._step
        return self._sums[whole] | bits(self._order[whole * self._step : count], self.size)

    def ranks(self) -> Sequence[int]:
        """Return the place of each event in the order of values; equal values keep the events' order."""
        ranks = array("I", bytes(4 * self.size))
        for rank, number in enumerate(self._order):
            ranks[number] = rank
        return ranks

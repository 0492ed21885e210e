"""The four bounds of a date, in seconds of `calendar`."""

from __future__ import annotations

from typing import NamedTuple

OPEN_START = -(1 << 63)
"""The bound of a start that is open or unknown, before every year."""
OPEN_END = (1 << 63) - 1
"""The bound of an end that is open or unknown, after every year."""


class Bounds(NamedTuple):
    """When something can have started and ended, in seconds of `calendar`, inclusive. Dates are sorted by them."""

    earliest_start: int
    latest_start: int
    earliest_end: int
    latest_end: int

    def possible(self, first: int, last: int) -> bool:
        """Return whether it can have been under way at some second from `first` to `last`."""
        return self.earliest_start <= last and self.latest_end >= first

    def certain(self, first: int, last: int) -> bool:
        """Return whether it was certainly under way at some second from `first` to `last`."""
        return self.latest_start <= last and self.earliest_end >= first


UNDATED = Bounds(OPEN_START, OPEN_END, OPEN_START, OPEN_END)
"""The bounds of a date of which nothing is known."""

"""Texts in a section of a store, read and searched in place."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from operator import sub

from pyroaring import BitMap

from tui.timeline.search.word_index import line_of
from tui.timeline.storage.section_file import SectionFile

_SCAN_SIZE = 1 << 20
"""How many bytes of texts are read at a time to search all of them."""
_BYTES_SCANNED_PER_LOOKUP = 6_000
"""How many bytes are scanned in the time in which a single text is read and searched."""


class StoredTexts:
    """Texts of a section, by number.

    Args:
        store: the store.
        name: the name of the section. That of the offsets of its texts ends with ``/starts``.
    """

    def __init__(self, store: SectionFile, name: str) -> None:
        self._store = store
        self._name = name
        self.starts = store.numbers(f"{name}/starts", "Q")
        """The offset at which each text starts, and that at which the last one ends."""

    def __len__(self) -> int:
        return len(self.starts) - 1

    def read(self, number: int, end: int | None = None) -> bytes:
        """Return a text in UTF-8.

        Args:
            number: the number of the text.
            end: the number after that of the last text to return, joined with it; None for no further one.
        """
        return self._store.read(self._name, self.starts[number], self.starts[number + 1 if end is None else end])

    def lengths(self, first: int, end: int) -> array[int]:
        """Return how many bytes each text from a number up to another has."""
        starts = self.starts[first : end + 1]
        return array("Q", map(sub, starts[1:], starts))

    def end_of_piece(self, first: int, size: int) -> int:
        """Return the number after that of the last text of a piece, which is so many bytes long, or has one text."""
        return max(first + 1, bisect_right(self.starts, self.starts[first] + size) - 1)

    def holding(self, needle: bytes, candidates: BitMap, line: int | None = None) -> BitMap:
        """Return the candidates whose text, or a line of it, contains a needle, given in UTF-8."""
        if line is not None:
            return BitMap([number for number in candidates if needle in line_of(self.read(number), line)])
        if len(candidates) * _BYTES_SCANNED_PER_LOOKUP < self.starts[-1]:
            return BitMap([number for number in candidates if needle in self.read(number)])
        return self._scan(needle) & candidates

    def _scan(self, needle: bytes, size: int = _SCAN_SIZE) -> BitMap:
        """Search all texts, so many bytes after each other, and return those that contain a needle."""
        starts, found = self.starts, BitMap()
        first = 0
        while first < len(self):
            end = self.end_of_piece(first, size)
            data, base = self.read(first, end), starts[first]
            offset = data.find(needle)
            while offset >= 0:
                number = bisect_right(starts, base + offset, first, end + 1) - 1
                end_of_text = starts[number + 1] - base
                if offset + len(needle) <= end_of_text:  # else the next text has the rest of it
                    found.add(number)
                offset = data.find(needle, end_of_text)
            first = end
        return found

"""Collects the problems of a text while it is read."""

from __future__ import annotations

import re
from bisect import bisect_right

from tui.timeline.reading.problems import MAX_PROBLEMS, Position, Problem

WHOLE_FILE = -1
"""The offset of a problem that is the whole file's."""


class ProblemLog:
    """The problems of a text, at the offsets of its characters.

    Args:
        text: the text.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._problems: list[tuple[int, str, str]] = []
        self.count = 0
        self._line_starts: list[int] = []

    def add(self, offset: int, message: str, remedy: str) -> None:
        """Add a problem at an offset, or at `WHOLE_FILE`."""
        self.count += 1
        if len(self._problems) < 20 * MAX_PROBLEMS:
            self._problems.append((offset, message, remedy))

    @property
    def is_full(self) -> bool:
        """Whether there are more than will be reported, so that expensive advice is no longer worth its time."""
        return self.count > MAX_PROBLEMS

    def first(self) -> list[Problem]:
        """Return at most `MAX_PROBLEMS`, in the order of the text."""
        problems = sorted(self._problems, key=lambda problem: problem[0])[:MAX_PROBLEMS]
        return [Problem(message, remedy, *self.position(offset)) for offset, message, remedy in problems]

    def position(self, offset: int) -> Position:
        """Return the line and the column of an offset, both from 1; 0 and 0 for `WHOLE_FILE`."""
        if offset < 0:
            return 0, 0
        if not self._line_starts:
            self._line_starts = [0, *(match.end() for match in re.finditer("\n", self._text))]
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

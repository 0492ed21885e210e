"""Rows of several lines, for a list that has room for the whole of every title."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rich.cells import cell_len
from textual.content import Content

from tui.app.style.content import wrapped

_LEAST_ROOM = 12
"""In fewer cells a title is cut, not continued."""
_MOST_LINES = 4
"""A title of more lines is cut."""


class UnfoldedRows(NamedTuple):
    """Where rows and rules are if some rows take several lines."""

    rule_lines: Sequence[int]
    """The line of each rule."""
    first_lines: Sequence[int]
    """The first line of each row, by its position."""
    titles: Sequence[Sequence[str]]
    """The lines of the title of each row."""
    line_count: int

    def position_of(self, line: int) -> int:
        """Return the position of the row that a line belongs to."""
        return bisect_right(self.first_lines, line) - 1


def unfold(titles: Iterable[tuple[str, int]], starts: Sequence[int], height: int) -> UnfoldedRows | None:
    """Return where rows and rules are if titles that are too long take several lines.

    Args:
        titles: the title of each row, and the cells that it may take.
        starts: the position of the first row of each section, which has a rule before it.
        height: the lines in sight.

    Returns:
        None if no title is too long, or if not all lines would be in sight.
    """
    parts: list[Sequence[str]] = []
    rule_lines, first_lines = [], []
    line = 0
    is_longer = False
    section_starts = set(starts)
    for position, (title, room) in enumerate(titles):
        if position in section_starts:
            rule_lines.append(line)
            line += 1
        lines: Sequence[str] = [title]
        if cell_len(title) > room >= _LEAST_ROOM:
            lines = [part.plain for part in wrapped(Content(title), room)]
            if len(lines) > _MOST_LINES:
                lines = [*lines[: _MOST_LINES - 1], " ".join(lines[_MOST_LINES - 1 :])]
            is_longer = True
        parts.append(lines)
        first_lines.append(line)
        line += len(lines)
        if line > height:
            return None
    return UnfoldedRows(rule_lines, first_lines, parts, line) if is_longer else None

"""The problems of a file: what is wrong, where, and how to put it right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

MAX_PROBLEMS = 50
"""How many problems of one file are reported."""

ValuePath = tuple[str | int, ...]
"""The path of a value in a timeline: ``("events", "patrushev-lands", "quotes", 0, "exact")``."""

Position = tuple[int, int]
"""A line and a column, both from 1; columns count characters."""

SourceMap = Mapping[ValuePath, Position]
"""The positions of a timeline's values in its file."""


class Problem(NamedTuple):
    """One thing that is wrong with a file."""

    message: str
    remedy: str
    """How to put it right."""
    line: int = 0
    """From 1; 0 if the problem is the whole file's."""
    column: int = 0
    """From 1, in characters."""
    place: str = ""
    """Where it is in a file that has no lines of its own: ``row 12, column "date"``."""

    def format(self, file: str) -> str:
        """Return ``file:line:column: message; remedy``, or ``file:place: …`` where there is a place."""
        position = f"{file}:{self.line}:{self.column}" if self.line else file
        if self.place:
            position = f"{file}:{self.place}"
        return f"{position}: {self.message}; {self.remedy}"


class TimelineError(Exception):
    """A file cannot be read as a timeline.

    Args:
        file: the name of the file.
        problems: in the order of the file; at least one, at most `MAX_PROBLEMS`.
        omitted: how many more there are.
    """

    def __init__(self, file: str, problems: Iterable[Problem], omitted: int = 0) -> None:
        super().__init__()
        self.file = file
        self.problems = tuple(problems)
        self.omitted = omitted

    def lines(self) -> list[str]:
        """Return a line for each problem, as `Problem.format` words it, and one with the number of those omitted."""
        lines = [problem.format(self.file) for problem in self.problems]
        if self.omitted:
            lines.append(f"{self.file}: and {self.omitted:,} more")
        return lines

    def __str__(self) -> str:
        return "\n".join(self.lines())


class StoppedError(Exception):
    """Reading a file was stopped on request."""

"""What is wrong with a file, where, and what would be right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

MOST_PROBLEMS = 50
"""How many problems of one file are told."""

ValuePath = tuple[str | int, ...]
"""Which value of a timeline: ``("events", "patrushev-lands", "quotes", 0, "exact")``."""

Position = tuple[int, int]
"""The line and the column at which something stands, from 1; the column is counted in characters."""

SourceMap = Mapping[ValuePath, Position]
"""The places of a timeline's values."""


class Problem(NamedTuple):
    """One thing that is wrong with a file."""

    wrong: str
    right: str
    line: int = 0
    """The first line is 1; 0 where the problem is the whole file's."""
    column: int = 0
    """The first column is 1, counted in characters."""

    def located(self, file: str) -> str:
        """Return ``file:line:column: what is wrong; what would be right``."""
        place = f"{file}:{self.line}:{self.column}" if self.line else file
        return f"{place}: {self.wrong}; {self.right}"


class TimelineError(Exception):
    """A file cannot be read as a timeline."""

    def __init__(self, file: str, problems: Iterable[Problem], untold: int = 0) -> None:
        super().__init__()
        self.file = file
        self.problems = tuple(problems)
        """In the order of the file; at least one, at most `MOST_PROBLEMS`."""
        self.untold = untold
        """How many more there are."""

    def lines(self) -> list[str]:
        """Return a line for each problem, as `Problem.located` gives it, and one for those untold."""
        lines = [problem.located(self.file) for problem in self.problems]
        if self.untold:
            lines.append(f"{self.file}: and {self.untold:,} more")
        return lines

    def __str__(self) -> str:
        return "\n".join(self.lines())


class StoppedError(Exception):
    """Reading a file was stopped by whoever had asked for it."""

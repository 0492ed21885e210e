"""The findings of a check."""

from __future__ import annotations

from collections.abc import Iterable

from tui.text.frozen import Frozen
from tui.timeline.checking.rules import RULES, Severity
from tui.timeline.reading.problems import Problem, SourceMap, ValuePath


class Finding(Frozen):
    """A breach of a rule."""

    severity: Severity
    rule: str
    """The id of the rule."""
    problem: Problem
    excerpts: tuple[str, ...] = ()
    """Lines that show the problem, such as a quote beside its article."""

    def lines(self, file: str) -> list[str]:
        """Return ``file:line:column: problem; remedy [rule]`` and the excerpts, indented."""
        return [f"{self.problem.format(file)} [{self.rule}]", *(f"    {excerpt}" for excerpt in self.excerpts)]


class FindingMaker:
    """Makes findings with the positions of the values that they are about."""

    def __init__(self, source_map: SourceMap) -> None:
        self._source_map = source_map

    def is_written(self, path: ValuePath) -> bool:
        """Return whether the file has a value, rather than leaving it to a default."""
        return path in self._source_map

    def __call__(
        self,
        rule: str,
        path: ValuePath,
        wrong: str,
        right: str,
        excerpts: Iterable[str] = (),
        *,
        severity: Severity | None = None,
    ) -> Finding:
        """Return a finding at a value or, if the file lacks it, at the innermost value around it that the file has.

        Args:
            rule: the id of the rule.
            path: the path of the value.
            wrong: the problem.
            right: the remedy.
            excerpts: lines that show the problem.
            severity: the severity, if it is not the rule's own.
        """
        while path and path not in self._source_map:
            path = path[:-1]
        line, column = self._source_map.get(path, (0, 0))
        return Finding(severity or RULES[rule].severity, rule, Problem(wrong, right, line, column), tuple(excerpts))

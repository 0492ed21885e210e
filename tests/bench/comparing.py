"""Measures things side by side: in turn, some rounds, in one run, so that what the machine does meets them all."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from statistics import median

from tests.bench.timed_terminal import NotPaintedError

Figures = Mapping[str, float | Sequence[float]]
"""What one round found: seconds or MB by name, or several of them."""


class Measured:
    """What rounds found of several subjects, by subject and by figure."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str], list[float]] = {}
        self.failed: dict[str, str] = {}
        """Why a subject could not be measured."""

    def add(self, subject: str, figures: Figures) -> None:
        """Note what a round found."""
        for name, values in figures.items():
            self._found.setdefault((subject, name), []).extend([values] if isinstance(values, float) else values)

    def has(self, subject: str, figure: str) -> bool:
        """Tell whether a figure is known."""
        return self.count(subject, figure) > 0

    def count(self, subject: str, figure: str) -> int:
        """Return how often a figure was taken."""
        return len(self._found.get((subject, figure), ()))

    def median(self, subject: str, figure: str) -> float:
        """Return the median of a figure."""
        return median(self._found[subject, figure])

    def worst(self, subject: str, figure: str) -> float:
        """Return the largest of a figure."""
        return max(self._found[subject, figure])

    def ratio(self, subject: str, other: str, figure: str, other_figure: str | None = None) -> float:
        """Return how many times as large the median of a subject's figure is as that of another's."""
        return self.median(subject, figure) / self.median(other, other_figure or figure)


def in_turn(subjects: Mapping[str, Callable[[], Figures]], rounds: int, warm_ups: int = 1) -> Measured:
    """Measure each subject once a round; those that fail are told of and left out.

    Args:
        subjects: gives the figures of each.
        rounds: how many.
        warm_ups: rounds before that, which are not counted: files come into memory, Python compiles.
    """
    measured = Measured()
    for turn in range(warm_ups + rounds):
        for name, measure in subjects.items():
            if name in measured.failed:
                continue
            try:
                figures = measure()
            except (NotPaintedError, OSError, ValueError) as error:
                measured.failed[name] = str(error)
                print(f"{name} could not be measured: {error}", file=sys.stderr)
                continue
            if turn >= warm_ups:
                measured.add(name, figures)
    return measured

"""Side-by-side measurements: subjects take turns within one run, so that noise on the machine affects them all."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from statistics import median

from tests.bench.timed_terminal import NotPaintedError

Figures = Mapping[str, float | Sequence[float]]
"""The result of one round: a number of seconds or MB, or several, by the name of the figure."""


class Measurements:
    """The figures of several rounds, by subject and by name."""

    def __init__(self) -> None:
        self._values: dict[tuple[str, str], list[float]] = {}
        self.failed: dict[str, str] = {}
        """Why a subject could not be measured."""

    def add(self, subject: str, figures: Figures) -> None:
        """Add the figures of a round."""
        for name, values in figures.items():
            self._values.setdefault((subject, name), []).extend([values] if isinstance(values, float) else values)

    def has(self, subject: str, figure: str) -> bool:
        """Return whether a figure is known."""
        return self.count(subject, figure) > 0

    def count(self, subject: str, figure: str) -> int:
        """Return how often a figure was taken."""
        return len(self._values.get((subject, figure), ()))

    def median(self, subject: str, figure: str) -> float:
        """Return the median of a figure."""
        return median(self._values[subject, figure])

    def worst(self, subject: str, figure: str) -> float:
        """Return the largest value of a figure."""
        return max(self._values[subject, figure])

    def ratio(self, subject: str, other: str, figure: str, other_figure: str | None = None) -> float:
        """Return the median of a subject's figure, divided by the median of another subject's."""
        return self.median(subject, figure) / self.median(other, other_figure or figure)


def measure_in_turn(subjects: Mapping[str, Callable[[], Figures]], rounds: int, warm_ups: int = 1) -> Measurements:
    """Measure each subject once per round. A subject that fails is reported on standard error and left out.

    Args:
        subjects: by name, a function that measures the subject once.
        rounds: the number of rounds.
        warm_ups: the number of rounds before those that are not counted: files are read into memory, Python compiles.
    """
    measured = Measurements()
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

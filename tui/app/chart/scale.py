"""The scale of a bar chart: how high a bar is."""

from __future__ import annotations

from math import sqrt
from typing import NamedTuple

EIGHTHS = 8
"""How many steps a cell has."""
_LEAST_SHOWN = 0.5
"""A bucket with at least this weight has a bar, however small the weight is beside the others."""


class Scale(NamedTuple):
    """A scale that ends at the greatest weight of a chart.

    It is linear while one event is at least an eighth of a cell. Beyond that, heights are square roots, so that small
    weights differ from each other beside large ones.
    """

    peak: float
    """The weight of the highest bar."""
    lines: int
    """The height of that bar in cells."""

    @property
    def is_linear(self) -> bool:
        """Whether a height is in proportion to its weight, not to the square root of the weight."""
        return self.peak <= EIGHTHS * self.lines

    def height(self, weight: float) -> int:
        """Return the height of a weight in eighths of a cell."""
        share = weight / self.peak if self.peak else 0
        height = round(EIGHTHS * self.lines * (share if self.is_linear else sqrt(max(0, share))))
        return max(1, height) if weight >= _LEAST_SHOWN else height

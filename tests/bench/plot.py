"""Draw how costs grow, as SVG. Both axes are logarithmic, so linear growth has a slope of one.

The background is transparent and the colours are of medium lightness, so the plot is readable on white and on black.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from math import ceil, floor, log10

_WIDTH, _HEIGHT = 460, 300
_LEFT, _RIGHT, _TOP, _BOTTOM = 58, 118, 34, 34
_LABEL_HEIGHT = 15

_FOREGROUND = "#7d8590"
_COLOURS = ("#d9730d", "#2f81f7", "#1a9e57", "#a35bd6")


@dataclass(frozen=True, slots=True)
class Line:
    """One cost, by the number of events."""

    name: str
    points: Sequence[tuple[float, float]]
    """From left to right; all coordinates are above 0."""


@dataclass(frozen=True, slots=True)
class Panel:
    """Lines with the same unit."""

    title: str
    lines: Sequence[Line]
    unit: Callable[[float], str]
    """Returns the label of a power of ten on the vertical axis."""


def plot(title: str, panels: Sequence[Panel]) -> str:
    """Return an SVG image of panels side by side.

    Args:
        title: the description for screen readers.
        panels: the panels, each with at least one line.
    """
    groups = "".join(
        f'<g transform="translate({index * _WIDTH} 0)">{_panel(panel)}</g>\n' for index, panel in enumerate(panels)
    )
    width = _WIDTH * len(panels)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {_HEIGHT}" width="{width}" height="{_HEIGHT}" '
        f'role="img" font-family="system-ui, sans-serif" font-size="12" fill="{_FOREGROUND}">\n'
        f"<title>{escape(title)}</title>\n{groups}</svg>\n"
    )


def _panel(panel: Panel) -> str:
    xs = [x for line in panel.lines for x, _ in line.points]
    ys = [y for line in panel.lines for _, y in line.points]
    x_scale, y_scale = _Scale(xs, _LEFT, _WIDTH - _RIGHT), _Scale(ys, _HEIGHT - _BOTTOM, _TOP)
    elements = [f'<text x="{_LEFT}" y="16" font-weight="600">{escape(panel.title)}</text>']
    for power in y_scale.powers:
        y = y_scale(10**power)
        elements.append(_rule(_LEFT, y, _WIDTH - _RIGHT, y))
        elements.append(_text(_LEFT - 8, y + 4, panel.unit(10.0**power), "end"))
    for power in x_scale.powers:
        x = x_scale(10**power)
        elements.append(_rule(x, _TOP, x, _HEIGHT - _BOTTOM))
        elements.append(_text(x, _HEIGHT - _BOTTOM + 18, _number(10**power), "middle"))
    for line, colour in zip(panel.lines, _COLOURS, strict=False):
        points = [(x_scale(x), y_scale(y)) for x, y in line.points]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        elements.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        elements += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in points]
    ends = [y_scale(line.points[-1][1]) + 4 for line in panel.lines]
    for line, colour, y in zip(panel.lines, _COLOURS, _spread(ends), strict=False):
        elements.append(f'<text x="{_WIDTH - _RIGHT + 9}" y="{y:.1f}" fill="{colour}">{escape(line.name)}</text>')
    return "\n".join(elements)


class _Scale:
    """A logarithmic scale over the powers of ten around some numbers; called with a number, it returns a coordinate."""

    def __init__(self, numbers: Sequence[float], start: float, end: float) -> None:
        low, high = floor(log10(min(numbers)) + 1e-9), ceil(log10(max(numbers)) - 1e-9)
        self.powers = range(low, max(high, low + 1) + 1)
        self._start, self._length = start, end - start

    def __call__(self, number: float) -> float:
        share = (log10(number) - self.powers[0]) / (self.powers[-1] - self.powers[0])
        return self._start + share * self._length


def _spread(heights: Sequence[float]) -> Sequence[float]:
    """Return heights near the given ones at which labels do not overlap."""
    spread = list(heights)
    order = sorted(range(len(spread)), key=spread.__getitem__)
    for upper, lower in pairwise(order):
        spread[lower] = max(spread[lower], spread[upper] + _LABEL_HEIGHT)
    return spread


def _rule(x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<path d="M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}" stroke="{_FOREGROUND}" stroke-opacity=".3"/>'


def _text(x: float, y: float, text: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'


def _number(number: int) -> str:
    return f"{number // 1_000_000}M" if number >= 1_000_000 else f"{number // 1000}k" if number >= 1000 else str(number)

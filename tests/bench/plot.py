"""Draws how costs grow, as SVG: logarithmic on both axes, so that what grows in proportion is a slope of one.

No ground is drawn, and the colours are of a middle lightness: it can be read on white and on black.
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

_INK = "#7d8590"
_COLOURS = ("#d9730d", "#2f81f7", "#1a9e57", "#a35bd6")


@dataclass(frozen=True, slots=True)
class Line:
    """What grows."""

    name: str
    points: Sequence[tuple[float, float]]
    """All of them above 0, from left to right."""


@dataclass(frozen=True, slots=True)
class Panel:
    """Lines of one unit."""

    title: str
    lines: Sequence[Line]
    unit: Callable[[float], str]
    """Names a power of ten on the upright axis."""


def plot(title: str, panels: Sequence[Panel]) -> str:
    """Return panels side by side.

    Args:
        title: what is to be heard of it where it is not seen.
        panels: each with a line at least.
    """
    drawn = "".join(
        f'<g transform="translate({place * _WIDTH} 0)">{_panel(panel)}</g>\n' for place, panel in enumerate(panels)
    )
    width = _WIDTH * len(panels)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {_HEIGHT}" width="{width}" height="{_HEIGHT}" '
        f'role="img" font-family="system-ui, sans-serif" font-size="12" fill="{_INK}">\n'
        f"<title>{escape(title)}</title>\n{drawn}</svg>\n"
    )


def _panel(panel: Panel) -> str:
    xs = [x for line in panel.lines for x, _ in line.points]
    ys = [y for line in panel.lines for _, y in line.points]
    across, up = _Scale(xs, _LEFT, _WIDTH - _RIGHT), _Scale(ys, _HEIGHT - _BOTTOM, _TOP)
    pieces = [f'<text x="{_LEFT}" y="16" font-weight="600">{escape(panel.title)}</text>']
    for power in up.powers:
        y = up(10**power)
        pieces.append(_rule(_LEFT, y, _WIDTH - _RIGHT, y))
        pieces.append(_text(_LEFT - 8, y + 4, panel.unit(10.0**power), "end"))
    for power in across.powers:
        x = across(10**power)
        pieces.append(_rule(x, _TOP, x, _HEIGHT - _BOTTOM))
        pieces.append(_text(x, _HEIGHT - _BOTTOM + 18, _number(10**power), "middle"))
    for line, colour in zip(panel.lines, _COLOURS, strict=False):
        way = " ".join(f"{across(x):.1f},{up(y):.1f}" for x, y in line.points)
        pieces.append(f'<polyline points="{way}" fill="none" stroke="{colour}" stroke-width="2"/>')
        pieces += [f'<circle cx="{across(x):.1f}" cy="{up(y):.1f}" r="3" fill="{colour}"/>' for x, y in line.points]
    ends = [up(line.points[-1][1]) + 4 for line in panel.lines]
    for line, colour, y in zip(panel.lines, _COLOURS, _apart(ends), strict=False):
        pieces.append(f'<text x="{_WIDTH - _RIGHT + 9}" y="{y:.1f}" fill="{colour}">{escape(line.name)}</text>')
    return "\n".join(pieces)


class _Scale:
    """Powers of ten around some numbers, and where numbers are on the way from one end to the other."""

    def __init__(self, numbers: Sequence[float], start: float, end: float) -> None:
        low, high = floor(log10(min(numbers)) + 1e-9), ceil(log10(max(numbers)) - 1e-9)
        self.powers = range(low, max(high, low + 1) + 1)
        self._start, self._length = start, end - start

    def __call__(self, number: float) -> float:
        share = (log10(number) - self.powers[0]) / (self.powers[-1] - self.powers[0])
        return self._start + share * self._length


def _apart(heights: Sequence[float]) -> Sequence[float]:
    """Return heights for labels that do not cover each other, near those wanted."""
    placed = list(heights)
    order = sorted(range(len(placed)), key=placed.__getitem__)
    for upper, lower in pairwise(order):
        placed[lower] = max(placed[lower], placed[upper] + _LABEL_HEIGHT)
    return placed


def _rule(x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<path d="M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}" stroke="{_INK}" stroke-opacity=".3"/>'


def _text(x: float, y: float, text: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'


def _number(number: int) -> str:
    return f"{number // 1_000_000}M" if number >= 1_000_000 else f"{number // 1000}k" if number >= 1000 else str(number)

"""The bars of a chart as glyphs, in eighths of a cell."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from tui.app.chart.scale import EIGHTHS, Scale
from tui.terminal.glyphs import Glyphs

REST = -1
"""The layer of the events that do not match, on top of all other layers."""
NO_LAYER = -2
"""Stands for a layer where there is none: above a bar."""

_Parts = list[tuple[int, int]]
"""The layers in a cell, the lowest first: how many eighths of the cell each fills, and its index."""


class Cell(NamedTuple):
    """One cell of a bar."""

    glyph: str
    layer: int
    """The layer that the glyph stands for: an index of the layers, `REST` or `NO_LAYER`."""
    behind: int = NO_LAYER
    """The layer whose colour fills the rest of the cell."""
    is_full: bool = False
    """Whether the layer fills the whole cell, and the glyph is its pattern."""


def bar(
    layers: Sequence[float], whole: float, scale: Scale, glyphs: Glyphs, patterns: str, *, is_plain: bool = False
) -> list[Cell]:
    """Return the cells of a bar, the lowest first.

    Args:
        layers: the weight of each layer of matching events, the lowest first.
        whole: the weight of all events, matching or not.
        scale: the scale of the chart.
        glyphs: the glyphs to draw with.
        patterns: the glyphs that fill a cell, by layer.
        is_plain: give each full cell one pattern, because no colour distinguishes the layers.
    """
    matching = sum(layers)
    height = scale.height(matching)
    ends = [round(height * part / matching) if matching else 0 for part in accumulate(layers)]
    top = max(height, scale.height(whole))
    draw = _plain_cell if is_plain else _cell
    return [draw(_parts(line, [*ends, top]), glyphs, patterns) for line in range(scale.lines)]


def _parts(line: int, ends: Sequence[int]) -> _Parts:
    """Return the layers in a cell, from the height at which each layer ends. The last layer is `REST`."""
    bottom = line * EIGHTHS
    parts: _Parts = []
    start = 0
    for layer, end in enumerate(ends):
        eighths = min(end, bottom + EIGHTHS) - max(start, bottom)
        if eighths > 0:
            parts.append((eighths, REST if layer == len(ends) - 1 else layer))
        start = max(start, end)
    return parts


def _cell(parts: _Parts, glyphs: Glyphs, patterns: str) -> Cell:
    if not parts:
        return Cell(" ", NO_LAYER)
    filled = sum(eighths for eighths, _ in parts)
    lowest, first = parts[0]
    if filled < EIGHTHS:
        # A cell cannot show two layers and empty space above them: the larger layer stands for both, but
        # matching events never look like more than they are.
        matching = [part for part in parts if part[1] != REST]
        if not matching:
            return Cell(glyphs.bars[filled], REST)
        return Cell(glyphs.bars[sum(eighths for eighths, _ in matching)], max(matching)[1])
    if len(parts) == 1:
        pattern = glyphs.rest if first == REST else patterns[first]
        return Cell(pattern, first, is_full=True)
    return Cell(glyphs.bars[lowest], first, behind=max(parts[1:])[1])


def _plain_cell(parts: _Parts, glyphs: Glyphs, patterns: str) -> Cell:
    """Return a cell that needs no colour. It never shows two layers, as the upper one would look like a gap."""
    matching = [part for part in parts if part[1] != REST]
    matching_eighths, filled = (sum(eighths for eighths, _ in some) for some in (matching, parts))
    largest = max(matching)[1] if matching else NO_LAYER
    if matching and filled < EIGHTHS:
        return Cell(glyphs.bars[matching_eighths], largest)
    if filled - matching_eighths >= EIGHTHS // 2:
        return Cell(glyphs.some if matching else glyphs.rest, REST, is_full=True)
    return Cell(patterns[largest], largest, is_full=True) if matching else Cell(" ", NO_LAYER)

"""Bars in cells: what an eighth of a line of the screen can tell of several layers on one another."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from tui.terminal.glyphs import Glyphs

REST = -1
"""The layer of what does not match, on top of all others."""
NOTHING = -2
"""Where there is no layer: above a bar."""

_EIGHTHS = 8
_SEEN = 0.5
"""From so much on, what falls in a bucket is drawn, however small it is beside the others."""

_Parts = list[tuple[int, int]]
"""The layers in a cell, the lowest first: how many eighths of it each has, and which it is."""


class Cell(NamedTuple):
    """One cell of a bar."""

    glyph: str
    layer: int
    """The layer that the glyph is of: its place among the layers, `REST` or `NOTHING`."""
    behind: int = NOTHING
    """The layer behind the glyph, whose colour fills the rest of the cell."""
    is_full: bool = False
    """The layer fills the cell, and the glyph is its pattern."""


def bar(
    layers: Sequence[float], whole: float, peak: float, lines: int, marks: Glyphs, *, is_plain: bool = False
) -> list[Cell]:
    """Return the cells of a bar, the lowest first.

    Args:
        layers: what each layer weighs, the lowest first.
        whole: what they weigh with what does not match.
        peak: what the highest bar of the chart weighs.
        lines: how many cells that one takes.
        marks: what to draw with.
        is_plain: no colour tells one layer from another, so each cell below the top has one pattern.
    """
    found = sum(layers)
    height = _height(found, peak, lines)
    ends = [round(height * part / found) if found else 0 for part in accumulate(layers)]
    top = max(height, _height(whole, peak, lines))
    draw = _plain_cell if is_plain else _cell
    return [draw(_parts(line, [*ends, top]), marks) for line in range(lines)]


def _height(weight: float, peak: float, lines: int) -> int:
    """Return the eighths of a cell that a weight takes."""
    height = round(_EIGHTHS * lines * weight / peak) if peak else 0
    return max(1, height) if weight >= _SEEN else height


def _parts(line: int, ends: Sequence[int]) -> _Parts:
    """Return what is in a cell, from where each layer ends, the last of them being that of what does not match."""
    low = line * _EIGHTHS
    parts: _Parts = []
    start = 0
    for layer, end in enumerate(ends):
        inside = min(end, low + _EIGHTHS) - max(start, low)
        if inside > 0:
            parts.append((inside, REST if layer == len(ends) - 1 else layer))
        start = max(start, end)
    return parts


def _cell(parts: _Parts, marks: Glyphs) -> Cell:
    if not parts:
        return Cell(" ", NOTHING)
    filled = sum(inside for inside, _ in parts)
    lowest, first = parts[0]
    if filled < _EIGHTHS:
        # Two layers and what is empty above them are more than a cell can show: the larger layer stands for both,
        # but what matches never looks like more than it is.
        found = [part for part in parts if part[1] != REST]
        if not found:
            return Cell(marks.bars[filled], REST)
        return Cell(marks.bars[sum(inside for inside, _ in found)], max(found)[1])
    if len(parts) == 1:
        pattern = marks.rest if first == REST else marks.layers[first]
        return Cell(pattern, first, is_full=True)
    return Cell(marks.bars[lowest], first, behind=max(parts[1:])[1])


def _plain_cell(parts: _Parts, marks: Glyphs) -> Cell:
    """Return a cell that needs no colour: an eighth of one layer has nothing behind it, and would look like a gap."""
    found = [part for part in parts if part[1] != REST]
    matching, filled = (sum(inside for inside, _ in some) for some in (found, parts))
    most = max(found)[1] if found else NOTHING
    if found and filled < _EIGHTHS:
        return Cell(marks.bars[matching], most)
    if filled - matching >= _EIGHTHS // 2:
        return Cell(marks.some if found else marks.rest, REST, is_full=True)
    return Cell(marks.layers[most], most, is_full=True) if found else Cell(" ", NOTHING)

"""Bars in cells: what an eighth of a line of the screen can tell of several layers on one another."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from tui.marks import Marks

REST = -1
"""The layer of what does not match, on top of all others."""
NOTHING = -2
"""Where there is no layer: above a bar."""

_EIGHTHS = 8
_SEEN = 0.5
"""From so much on, what falls in a bucket is drawn, however small it is beside the others."""


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
    layers: Sequence[float], whole: float, peak: float, lines: int, marks: Marks, *, is_plain: bool = False
) -> list[Cell]:
    """Return the cells of a bar, the lowest first.

    Args:
        layers: what each layer weighs, the lowest first.
        whole: what they weigh with what does not match.
        peak: what the highest bar of the chart weighs.
        lines: how many cells that one takes.
        marks: what to draw with.
        is_plain: no colour tells what matches from what does not, so a cell of the latter has its pattern or is empty.
    """
    found = sum(layers)
    height = _height(found, peak, lines)
    ends = [round(height * part / found) if found else 0 for part in accumulate(layers)]
    top = max(height, _height(whole, peak, lines))
    cells = [_cell(line, [*ends, top], marks) for line in range(lines)]
    return [_plain(cell, marks) for cell in cells] if is_plain else cells


def _plain(cell: Cell, marks: Marks) -> Cell:
    if cell.layer != REST or cell.is_full:
        return cell
    is_seen = marks.bars.index(cell.glyph) >= _EIGHTHS // 2
    return Cell(marks.rest, REST, is_full=True) if is_seen else Cell(" ", NOTHING)


def _height(weight: float, peak: float, lines: int) -> int:
    """Return the eighths of a cell that a weight takes."""
    height = round(_EIGHTHS * lines * weight / peak) if peak else 0
    return max(1, height) if weight >= _SEEN else height


def _cell(line: int, ends: Sequence[int], marks: Marks) -> Cell:
    """Return a cell, from where each layer ends, the last of them being that of what does not match."""
    low = line * _EIGHTHS
    parts: list[tuple[int, int]] = []
    start = 0
    for layer, end in enumerate(ends):
        inside = min(end, low + _EIGHTHS) - max(start, low)
        if inside > 0:
            parts.append((inside, REST if layer == len(ends) - 1 else layer))
        start = max(start, end)
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

"""The bars of a chart as glyphs, in eighths of a cell."""

from __future__ import annotations

from collections.abc import Sequence, Set
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
    """Whether the glyph is the pattern of the layer, which fills the whole cell."""


def bar(
    layers: Sequence[float], whole: float, scale: Scale, glyphs: Glyphs, patterns: str, *, is_plain: bool = False
) -> list[Cell]:
    """Return the cells of a bar, the lowest first.

    Each layer has its own shape in at least one cell, as far as there are cells enough: a layer is never known by its
    colour alone.

    Args:
        layers: the weight of each layer of matching events, the lowest first.
        whole: the weight of all events, matching or not.
        scale: the scale of the chart.
        glyphs: the glyphs to draw with.
        patterns: the glyphs that fill a cell, by layer.
        is_plain: no colour distinguishes the layers: draw nothing that only colour explains.
    """
    matching = sum(layers)
    height = scale.height(matching)
    ends = [round(height * part / matching) if matching else 0 for part in accumulate(layers)]
    top = max(height, scale.height(whole))
    cells: list[Cell] = []
    shown: set[int] = set()
    for line in range(scale.lines):
        parts = _parts(line, [*ends, top])
        layer = _layer_to_show(parts, shown, ends, EIGHTHS * (line + 1))
        shown.add(layer)
        is_on_top = bool(cells) and cells[-1].layer == layer and cells[-1].is_full
        cells.append(_cell(parts, layer, glyphs, patterns, is_on_top=is_on_top, is_plain=is_plain))
    return cells


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


def _layer_to_show(parts: _Parts, shown: Set[int], ends: Sequence[int], top: int) -> int:
    """Return which of the matching layers in a cell it shows: one that no other cell can show, or else the largest.

    Args:
        parts: the layers in the cell.
        shown: the layers that the cells below show.
        ends: the height at which each layer ends.
        top: the height at which the cell ends.
    """
    matching = [(layer not in shown and ends[layer] <= top, part, layer) for part, layer in parts if layer != REST]
    return max(matching)[2] if matching else NO_LAYER


def _cell(parts: _Parts, layer: int, glyphs: Glyphs, patterns: str, *, is_on_top: bool, is_plain: bool) -> Cell:
    """Return a cell that shows one layer of those in it.

    Args:
        parts: the layers in the cell.
        layer: the layer to show; `NO_LAYER` if none of them matches.
        glyphs: the glyphs to draw with.
        patterns: the glyphs that fill a cell, by layer.
        is_on_top: the cell below is full of the same layer, so that its shape is seen there.
        is_plain: draw nothing that only colour explains.
    """
    filled = sum(eighths for eighths, _ in parts)
    matching = sum(eighths for eighths, layer in parts if layer != REST)
    is_full = filled == EIGHTHS
    if not matching:
        if not filled or (is_plain and filled < EIGHTHS // 2):
            return Cell(" ", NO_LAYER)
        is_full = is_full or is_plain
        return Cell(glyphs.rest if is_full else glyphs.bars[filled], REST, is_full=is_full)
    if matching == EIGHTHS:
        return Cell(patterns[layer], layer, is_full=True)
    # A cell cannot show a layer, the rest and empty space: without the rest, matching events look like what they are.
    behind = REST if is_full and not is_plain else NO_LAYER
    is_solid = patterns[layer] == glyphs.layers[0]
    if is_plain and is_solid and filled - matching >= EIGHTHS // 2:
        return Cell(glyphs.some, REST, is_full=True)  # a part of a block below the rest would look like a gap
    if is_plain and is_solid and is_full:
        return Cell(patterns[layer], layer, is_full=True)
    if is_solid or (is_on_top and not is_plain):
        return Cell(glyphs.bars[matching], layer, behind)
    is_high = matching > EIGHTHS // 2
    return Cell(
        patterns[layer] if is_high else glyphs.low[glyphs.layers.index(patterns[layer])], layer, behind, is_high
    )

"""Draws the links of the event at hand as lines between lanes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from tui.app.lanes.canvas import Canvas
from tui.app.lanes.painter import Window
from tui.terminal.lane_glyphs import LINK_KINDS, lane_glyphs
from tui.timeline.analysis.lanes.board import LaneBoard

_STYLES: Mapping[str, str] = {"denies": "denied", "confirms": "confirmed", "follows": "reported", "part_of": "muted"}


_NEAR = 2
"""The most cells between the head of a link and the mark that it points to: there may be a sign beside the mark."""


class _Point(NamedTuple):
    x: int
    y: int


class _Line(NamedTuple):
    """A line of a link: from the event at hand to the other one."""

    kind: str
    start: _Point
    end: _Point
    is_outgoing: bool


def paint_links(canvas: Canvas, board: LaneBoard, window: Window, position: int, number: int) -> None:
    """Draw the links of an event, behind what is drawn already.

    Args:
        canvas: the canvas.
        board: the lanes.
        window: the lines of the board that the canvas has.
        position: the position of the lane of the event.
        number: the event.
    """
    for line in _lines(board, window, position, number):
        _paint(canvas, line)


def _lines(board: LaneBoard, window: Window, position: int, number: int) -> Iterator[_Line]:
    if board.spot(position, number) is None:
        return
    start = _end(board, window, position, number)
    seen = set()
    for link in board.answer.view.thread(number):
        kind = LINK_KINDS[link.relation]
        other = board.position_with(link.number, position)
        if other is None or (kind, link.number) in seen:
            continue
        seen.add((kind, link.number))
        yield _Line(kind, start, _end(board, window, other, link.number), link.outgoing)


def _end(board: LaneBoard, window: Window, position: int, number: int) -> _Point:
    """Return the cell of an event in a lane: one at the edge if it is out of sight."""
    top = board.tops[position] - window.top
    spot = board.spot(position, number)
    if spot is None:
        moment = board.moment(number)
        is_before = moment is None or moment < board.scale.first
        return _Point(-1 if is_before else board.scale.width, top)
    for placed in board.drawn(position).placed:
        if placed.number == number:
            return _Point(placed.shape.mark, top + placed.line)
    return _Point((spot.first + spot.last) // 2, top + spot.line)


def _paint(canvas: Canvas, line: _Line) -> None:
    """Draw a line with at most one corner, on the way that crosses fewer events."""
    (x1, y1), (x2, y2) = line.start, line.end
    is_straight = x1 == x2 or y1 == y2
    ways = [[*_down(x1, y1, y2), (x1, y2), *_across(y2, x1, x2)], [*_across(y1, x1, x2), (x2, y1), *_down(x2, y1, y2)]]
    way = ways[0]
    if is_straight:
        way = [cell for cell in way if cell not in (line.start, line.end)]
    elif _crossed(canvas, ways[1]) < _crossed(canvas, way):
        way = ways[1]
    symbols, style = lane_glyphs().links[line.kind], _STYLES[line.kind]
    corner = None if is_straight else (x1, y2) if way is ways[0] else (x2, y1)
    row = y2 if way is ways[0] or is_straight else y1
    drawn = [cell for cell in way if canvas.is_free(*cell)]
    for cell in drawn:
        glyph = symbols[0] if cell[1] == row and x1 != x2 else symbols[1]
        if cell == corner:
            end = (x2, y2) if way is ways[0] else (x1, y1)
            glyph = _corner(symbols, cell, end, y1 if way is ways[0] else y2)
        canvas.put(*cell, glyph, style)
    _paint_head(canvas, line.end if line.is_outgoing else line.start, drawn, style)


def _crossed(canvas: Canvas, way: list[tuple[int, int]]) -> int:
    """Return how many cells on a way are not free."""
    return sum(not canvas.is_free(*cell) for cell in way if _is_inside(canvas, cell))


def _paint_head(canvas: Canvas, target: _Point, drawn: list[tuple[int, int]], style: str) -> None:
    """Draw the head of a link where its line comes to the event that it points to."""
    heads = lane_glyphs().heads
    if len(drawn) < 2:
        return  # there is room for its shape alone
    near = min(drawn, key=lambda cell: abs(cell[0] - target.x) + abs(cell[1] - target.y))
    x, y = near
    if y == target.y and abs(x - target.x) <= _NEAR:
        canvas.put(x, y, heads[1] if x < target.x else heads[0], style)
    elif x == target.x and abs(y - target.y) == 1:
        canvas.put(x, y, heads[3] if y < target.y else heads[2], style)


def _is_inside(canvas: Canvas, cell: tuple[int, int]) -> bool:
    return 0 <= cell[0] < canvas.width and 0 <= cell[1] < canvas.height


def _across(y: int, x1: int, x2: int) -> Iterator[tuple[int, int]]:
    """Yield the cells between two of a line, from the first to the second, without these."""
    step = 1 if x2 > x1 else -1
    return ((x, y) for x in range(x1 + step, x2, step))


def _down(x: int, y1: int, y2: int) -> Iterator[tuple[int, int]]:
    step = 1 if y2 > y1 else -1
    return ((x, y) for y in range(y1 + step, y2, step))


def _corner(symbols: str, corner: tuple[int, int], across: tuple[int, int], y_other: int) -> str:
    """Return the glyph of a corner, from which a line goes across to one cell, and up or down to another line."""
    goes_right, goes_down = across[0] > corner[0], y_other > corner[1]
    return symbols[2:][(0 if goes_right else 1) + (0 if goes_down else 2)]

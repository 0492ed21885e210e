"""Draws the links of the event at hand as lines between lanes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from tui.app.lanes.canvas import Canvas
from tui.app.lanes.painter import Window
from tui.terminal.lane_glyphs import LINK_KINDS, lane_glyphs
from tui.timeline.analysis.lanes.board import LaneBoard

_STYLES: Mapping[str, str] = {"denies": "denied", "confirms": "confirmed", "follows": "reported", "part_of": "muted"}


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
    spot = board.spot(position, number)
    if spot is None:
        return
    start = _Point(board_x(spot.first, spot.last), board.tops[position] + spot.line - window.top)
    drawn = {placed.number: placed.shape.mark for placed in board.drawn(position).placed}
    start = start._replace(x=drawn.get(number, start.x))
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
    return _Point(board_x(spot.first, spot.last), top + spot.line)


def board_x(first: int, last: int) -> int:
    """Return the cell in the middle of others."""
    return (first + last) // 2


def _paint(canvas: Canvas, line: _Line) -> None:
    """Draw a line with at most one corner, on the way that crosses fewer events."""
    (x1, y1), (x2, y2) = line.start, line.end
    ways = [[*_down(x1, y1, y2), (x1, y2), *_across(y2, x1, x2)], [*_across(y1, x1, x2), (x2, y1), *_down(x2, y1, y2)]]
    if x1 == x2 or y1 == y2:
        cells = [cell for cell in ways[0] if cell not in (line.start, line.end)]
    else:
        cells = min(ways, key=lambda way: sum(not canvas.is_free(*cell) for cell in way if _is_inside(canvas, cell)))
    symbols, style = lane_glyphs().links[line.kind], _STYLES[line.kind]
    corner = None if x1 == x2 or y1 == y2 else (x1, y2) if cells is ways[0] else (x2, y1)
    for cell in cells:
        if cell == corner:
            glyph = _corner(symbols, corner, (x2, y2) if cells is ways[0] else (x1, y1), y1 if cells is ways[0] else y2)
        else:
            glyph = symbols[0] if cell[1] == (y2 if cells is ways[0] else y1) and x1 != x2 else symbols[1]
            if y1 == y2:
                glyph = symbols[0]
        canvas.put_behind(*cell, glyph, style)
    _paint_head(canvas, line, cells, style)


def _paint_head(canvas: Canvas, line: _Line, cells: list[tuple[int, int]], style: str) -> None:
    """Draw the head of a link beside the event that it points to."""
    if not cells:
        return
    target = line.end if line.is_outgoing else line.start
    x, y = cells[-1] if line.is_outgoing else cells[0]
    heads = lane_glyphs().heads
    if y == target.y and abs(x - target.x) == 1:
        head = heads[1] if x < target.x else heads[0]
    elif x == target.x and abs(y - target.y) == 1:
        head = heads[3] if y < target.y else heads[2]
    else:
        return
    if _is_inside(canvas, (x, y)) and canvas.line(y)[x][1][-1:] == (style,):
        canvas.put(x, y, head, style)


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

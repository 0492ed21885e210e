"""The column at the left of the lanes: their names in a tree, with the number of their events."""

from __future__ import annotations

from rich.cells import cell_len

from tui.app.lanes.canvas import Canvas
from tui.app.style.cells import fit
from tui.terminal.display import displayed
from tui.terminal.glyphs import glyphs
from tui.timeline.analysis.lanes.board import LaneBoard
from tui.timeline.analysis.lanes.values import Lane

_WIDEST = 30
_DEEPEST_INDENT = 4


def names_width(board: LaneBoard, width: int) -> int:
    """Return the cells of the column beside a board in a widget of some width, with the line at its right."""
    longest = max((_indent(lane) + cell_len(displayed(lane.name)) for lane in board.lanes), default=0)
    counts = max((len(_count(lane)) for lane in board.lanes), default=0)
    title = cell_len(displayed("" if board.spec is None else board.spec.title)) + 2
    return max(8, min(max(longest + counts + 4, title), _WIDEST, 2 * width // 5))


def paint_name(canvas: Canvas, y: int, board: LaneBoard, position: int, *, undated: int, is_at_hand: bool) -> None:
    """Write the name of a lane on a line.

    Args:
        canvas: the canvas, as wide as the column without the line at its right.
        y: the line.
        board: the lanes.
        position: the position of the lane.
        undated: how many of its events have no date.
        is_at_hand: whether it is the lane of the event at hand.
    """
    lane = board.lanes[position]
    count = f"{f'?{undated} ' if undated else ''}{_count(lane)}"
    branch = " "
    if lane.has_children:
        branch = glyphs().branch_open if lane.is_open else glyphs().branch_closed
    canvas.put(_indent(lane) - 2, y, branch, "muted")
    is_none = lane.value is None and board.spec is not None
    x = _indent(lane)
    if board.spec is not None and board.spec.name == "status" and lane.value is not None:
        canvas.put(x, y, glyphs().status(lane.value), lane.value)
        x += 2
    room = canvas.width - x - len(count) - 2
    styles = ("muted",) if is_none else ()
    canvas.write(x, y, fit(displayed(lane.name), room), *styles)
    canvas.write(canvas.width - len(count) - 1, y, count, "muted")
    if is_at_hand:
        for x in range(canvas.width):
            canvas.add_style(x, y, "cursor")
            canvas.add_style(x, y, "title")


def is_on_branch(board: LaneBoard, position: int, x: int) -> bool:
    """Return whether a cell of the column is that of the sign that opens or closes a branch."""
    lane = board.lanes[position]
    return lane.has_children and x < _indent(lane)


def _indent(lane: Lane) -> int:
    return 2 + 2 * min(lane.depth, _DEEPEST_INDENT)


def _count(lane: Lane) -> str:
    return f"{lane.count:,}"

"""Draws the lanes with all that stands around them: names, axis, cursor and caption."""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len

from tui.app.lanes.axis import AXIS_LINES, LaneAxis
from tui.app.lanes.canvas import Canvas, Cell
from tui.app.lanes.captions import caption_of, links_caption
from tui.app.lanes.links import paint_links
from tui.app.lanes.names import paint_name
from tui.app.lanes.painter import LanePainter, Window
from tui.app.style.cells import fit
from tui.terminal.display import displayed
from tui.terminal.glyphs import glyphs
from tui.terminal.lane_glyphs import lane_glyphs
from tui.timeline.analysis.lanes.board import LaneBoard

_CAPTION_ROOM = 54
"""The cells that the caption leaves to the event at hand before it names its links."""


@dataclass(frozen=True, kw_only=True)
class LanesPicture:
    """A board of lanes, and where the cursor and the mouse are on it."""

    board: LaneBoard
    axis: LaneAxis
    width: int
    """The cells of a line."""
    names_width: int
    """The cells of the column of names, with the line behind it."""
    gutter: int
    """The cells on either side of the lanes for how many events are out of sight there."""
    window: Window
    """The lines of the board that are in sight."""
    position: int
    """The position of the lane at the cursor."""
    number: int | None
    """The event at hand."""
    hovered: tuple[int, int] | None
    """The cell under the mouse: its column in the plot, and its line on the board."""
    drag: tuple[int, int] | None
    """The columns where a drag began, and where it is."""
    has_focus: bool

    def lines(self) -> list[list[Cell]]:
        """Return the cells of all lines."""
        board, window, height = self.board, self.window, self.window.height
        painter = LanePainter(board, window)
        plot, names = painter.canvas, Canvas(self.names_width - 1, height)
        painter.paint_events()
        if self.number is not None and board.lanes:
            paint_links(plot, board, window, self.position, self.number)
        painter.paint_titles()
        has_dates = board.index.spans.extent is not None
        if has_dates:
            self.axis.paint_below(plot)
        before, after = Canvas(self.gutter, height), Canvas(self.gutter, height)
        for position in painter.positions():
            drawn, y = board.drawn(position), max(0, board.tops[position] - window.top)
            is_at_hand = position == self.position and self.number is not None
            paint_name(names, y, board, position, undated=drawn.undated, is_at_hand=is_at_hand)
            self._paint_out_of_sight(before, after, y, drawn.earlier, drawn.later)
        self._paint_cursor(plot)
        axis_canvas, corner = Canvas(plot.width, AXIS_LINES), Canvas(self.names_width - 1, AXIS_LINES)
        if has_dates:
            self.axis.paint(axis_canvas)
        else:
            empty = "No event has a date." if board.index.everything else "Events are drawn here once there are any."
            axis_canvas.write(1, 0, fit(empty, axis_canvas.width - 1), "muted")
        self._paint_corner(corner)
        self._paint_drag(axis_canvas, plot)
        blank, line = (" ", ()), (glyphs().thread_line, ("edge",))
        gutter = [blank] * before.width
        lines = [[*corner.line(y), line, *gutter, *axis_canvas.line(y), *gutter] for y in range(AXIS_LINES)]
        lines += [[*names.line(y), line, *before.line(y), *plot.line(y), *after.line(y)] for y in range(height)]
        return [*lines, self._caption_line()]

    def _paint_out_of_sight(self, before: Canvas, after: Canvas, y: int, earlier: int, later: int) -> None:
        """Write how many events of a lane are before and after the time in sight."""
        symbols = lane_glyphs()
        if earlier:
            text = f"{symbols.before}{earlier}" if before.width > 1 else symbols.before
            before.write(0, y, text, "muted")
        if later:
            text = f"{later}{symbols.after}" if after.width > 1 else symbols.after
            after.write(after.width - len(text), y, text, "muted")

    def _paint_cursor(self, plot: Canvas) -> None:
        """Highlight the event at hand, or the count that it is in."""
        board = self.board
        if self.number is None or not 0 <= self.position < len(board.lanes):
            return
        spot = board.spot(self.position, self.number) if self.number in board.lanes[self.position].events else None
        if spot is None:
            return
        y = board.tops[self.position] + spot.line - self.window.top
        name = "cursor" if self.has_focus else "selection"
        for x in range(spot.first, spot.last + 1):
            plot.add_style(x, y, name)
            plot.add_style(x, y, "strong")

    def _paint_drag(self, *canvases: Canvas) -> None:
        if self.drag is None:
            return
        first, last = sorted(self.drag)
        for canvas in canvases:
            for y in range(canvas.height):
                for x in range(first, last + 1):
                    canvas.add_style(x, y, "selection")

    def _paint_corner(self, corner: Canvas) -> None:
        """Write which facet has the lanes, and which of them are in sight unless all are."""
        board, window, room = self.board, self.window, corner.width - 2
        title = "Events" if board.spec is None else board.spec.title
        corner.write(1, 0, fit(displayed(title), room), "heading")
        first, end = board.lane_at(window.top), board.lane_at(min(window.top + window.height, board.line_count) - 1)
        count = len(board.lanes) + board.lanes.more
        if first is not None and end is not None and (first > 0 or end + 1 < count):
            corner.write(1, 1, fit(f"{first + 1}{glyphs().span}{end + 1} of {count:,}", room), "muted")

    def _caption_line(self) -> list[Cell]:
        """Return the last line: what is under the mouse or at hand, and the time in sight."""
        width = self.width
        canvas = Canvas(width, 1)
        right = "" if self.board.index.spans.extent is None else self.axis.words
        found = None
        if self.hovered is not None:
            found = self.board.at(self.hovered[1], self.hovered[0])
        links = "" if found is not None else links_caption(self.board, self.number)
        if links and cell_len(links) + cell_len(right) + _CAPTION_ROOM < width:
            right = f"{links}   {right}"
        has_right = width >= cell_len(right) + 30
        room = width - 2 - (cell_len(right) + 3 if has_right else 0)
        x = 1
        for text, style in caption_of(self.board, self.position, self.number, found):
            text = text if cell_len(text) <= room else fit(text, room)
            canvas.write(x, 0, text, style)
            x, room = x + cell_len(text), room - cell_len(text)
        if has_right:
            canvas.write(width - 1 - cell_len(right), 0, right, "muted")
        return list(canvas.line(0))

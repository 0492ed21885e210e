"""Draws the lanes in sight on a canvas: marks, bars, doubt, counts, densities and titles."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from math import ceil, sqrt
from typing import NamedTuple

from rich.cells import cell_len

from tui.app.lanes.canvas import Canvas
from tui.app.style.cells import fit
from tui.app.style.content import split_matches
from tui.terminal.display import displayed
from tui.terminal.glyphs import glyphs
from tui.terminal.lane_glyphs import lane_glyphs
from tui.timeline.analysis.lanes.board import LaneBoard
from tui.timeline.analysis.lanes.layout import DrawnLane
from tui.timeline.analysis.lanes.placing import PlacedEvent
from tui.timeline.analysis.lanes.shapes import FADE
from tui.timeline.model.entities import Event

_LEAST_TITLE = 6
"""The fewest cells that a title is written in."""
_ENOUGH = 16
"""A title that has as many cells behind its event does not look for room elsewhere."""
_LONGEST = 60
"""The most cells of a title before its event."""
_BRAILLE = 0x2800
_DOTS = ((0x40, 0x04, 0x02, 0x01), (0x80, 0x20, 0x10, 0x08))
"""The dots of the two columns of a braille cell, from the lowest to the highest."""


@cache
def _braille(left: int, right: int) -> str:
    """Return a braille cell with two columns of up to four dots; empty without any."""
    bits = sum(_DOTS[0][:left]) + sum(_DOTS[1][:right])
    return chr(_BRAILLE + bits) if bits else ""


class Window(NamedTuple):
    """The part of a board that is in sight."""

    top: int
    """The first line."""
    height: int


class LanePainter:
    """Draws a board.

    Args:
        board: the board.
        window: the lines to draw.
    """

    def __init__(self, board: LaneBoard, window: Window) -> None:
        self._board = board
        self._window = window
        self._timeline = board.answer.view.timeline
        self.canvas = Canvas(board.scale.width, window.height)
        """The canvas, blank at first."""

    def positions(self) -> Iterator[int]:
        """Yield the positions of the lanes of which some line is in sight."""
        board, window = self._board, self._window
        position = board.lane_at(window.top)
        while position is not None and position < len(board.lanes):
            if board.tops[position] >= window.top + window.height:
                return
            yield position
            position += 1

    def paint_events(self) -> None:
        """Draw the events of the lanes in sight."""
        peak = max((max(self._board.drawn(position).density, default=0) for position in self.positions()), default=0)
        for position in self.positions():
            drawn, top = self._board.drawn(position), self._board.tops[position] - self._window.top
            # Where events share a line, the shorter are drawn over the longer, and the marks over all of them.
            for placed in sorted(drawn.placed, key=lambda placed: placed.shape.first - placed.shape.last):
                self._paint_event(placed, top + placed.line)
            for placed in drawn.placed:
                self._paint_mark(placed, top + placed.line)
            for counted in drawn.counted:
                text = f"{lane_glyphs().count}{len(counted.events)}"
                self.canvas.write(counted.x, top + counted.line, text, "label")
            if drawn.density:
                self._paint_density(drawn, top, peak)

    def paint_titles(self) -> None:
        """Write the titles of events beside them, where that is free."""
        for position in self.positions():
            top = self._board.tops[position] - self._window.top
            for placed in self._board.drawn(position).placed:
                self._paint_title(placed, top + placed.line)

    # Events

    def _paint_event(self, placed: PlacedEvent, y: int) -> None:
        if not 0 <= y < self._window.height:
            return
        event = self._timeline.events[placed.number]
        shape, symbols, put = placed.shape, lane_glyphs(), self.canvas.put
        style = event.status or ""
        solid = shape.solid or (1, 0)
        for x in range(shape.first, shape.last + 1):
            left, right = solid[0] <= 2 * x <= solid[1], solid[0] <= 2 * x + 1 <= solid[1]
            if left or right:
                put(x, y, symbols.bar[0 if left and right else 1 if left else 2], style)
            else:
                put(x, y, symbols.doubt, "muted")
        for x in shape.repeats:
            put(x, y, symbols.again, style)
        self._paint_ends(placed, event, y)

    def _paint_mark(self, placed: PlacedEvent, y: int) -> None:
        """Draw where an event is likeliest, and whether it is disputed."""
        if not 0 <= y < self._window.height:
            return
        status, x, put = self._timeline.events[placed.number].status, placed.shape.mark, self.canvas.put
        put(x, y, glyphs().status(status) if status else lane_glyphs().mark, status or "")
        if placed.is_disputed:
            put(placed.core[0] if placed.core[1] == x else placed.core[1], y, glyphs().disputed, "disputed")

    def _paint_ends(self, placed: PlacedEvent, event: Event, y: int) -> None:
        """Draw how an event begins and ends, unless that is sharp."""
        shape, symbols = placed.shape, lane_glyphs()
        fade = symbols.fade if shape.solid else symbols.faint_fade
        style = (event.status or "") if shape.solid else "muted"
        if shape.left == "cut" and shape.first < placed.core[0]:
            self.canvas.put(shape.first, y, symbols.before, style)
        if shape.right == "cut" and shape.last > placed.core[1]:
            self.canvas.put(shape.last, y, symbols.after, style)
        solid = shape.solid
        before = solid[0] // 2 if solid else shape.first + FADE
        behind = solid[1] // 2 if solid else shape.last - FADE
        for i, glyph in enumerate((*fade, " "), 1):
            if shape.left == "open" and before - i >= shape.first:
                self.canvas.put(before - i, y, glyph, style)
            if shape.right == "open" and behind + i <= shape.last:
                self.canvas.put(behind + i, y, glyph, style)
        date = event.date
        if "~" not in date.text and "%" not in date.text:
            return
        ends = date.start, date.end if date.is_interval or date.members else date.start
        for end, x, outside, way in (
            (ends[0], shape.first, shape.first >= placed.core[0], shape.left),
            (ends[1], shape.last, shape.last <= placed.core[1], shape.right),
        ):
            if end is not None and way == "closed" and ("~" in end.text or "%" in end.text):
                if not outside:
                    self.canvas.put(x, y, symbols.ragged, style or "muted")
                elif x == shape.first and end is ends[0]:
                    self.canvas.put_behind(placed.core[0] - 1, y, symbols.ragged, event.status or "muted")

    # Densities

    def _paint_density(self, drawn: DrawnLane, top: int, peak: int) -> None:
        """Draw how many events begin in each half of a cell, as heights over the lines of the lane."""
        levels = 4 * drawn.height
        dots = [ceil(levels * sqrt(count / peak)) for count in drawn.density]
        is_ascii = glyphs().is_ascii
        for x in range(len(dots) // 2):
            left, right = dots[2 * x], dots[2 * x + 1]
            for line in range(drawn.height) if left or right else ():
                below = 4 * (drawn.height - 1 - line)
                if is_ascii:
                    glyph = glyphs().bars[max(0, min(8, 2 * (max(left, right) - below)))].strip()
                else:
                    glyph = _braille(max(0, min(4, left - below)), max(0, min(4, right - below)))
                if glyph:
                    self.canvas.put(x, top + line, glyph, "reported")

    # Titles

    def _paint_title(self, placed: PlacedEvent, y: int) -> None:
        """Write the title of an event behind it, before it where there is more room, or on its bar."""
        if not 0 <= y < self._window.height:
            return
        shape, core = placed.shape, placed.core
        end = max(shape.last, core[1])
        room = self.canvas.free_from(end + 1, y) - 1
        if end + 2 + room < self.canvas.width:
            room -= 2  # what follows keeps its distance
        start = min(shape.first, core[0])
        room_before = self.canvas.free_before(start - 1, y) - 4 if room < _ENOUGH else 0
        inside = shape.last - core[1] - 5
        if max(room, room_before) < _ENOUGH <= inside and self._paint_title_on_bar(placed, y, inside):
            return
        if max(room, room_before) < _LEAST_TITLE:
            return
        title = self._title(placed.number, min(_LONGEST, max(room, room_before)))
        if cell_len(title) <= room or room >= room_before:
            title = self._title(placed.number, room)
            self._write(end + 1, y, f" {title} ", "")
        else:
            self._write(start - 3 - cell_len(title), y, f" {title}  ", "")

    def _paint_title_on_bar(self, placed: PlacedEvent, y: int, room: int) -> bool:
        """Write the title of an event on its bar, unless something else is drawn there; return whether it was."""
        x, title = placed.core[1] + 2, self._title(placed.number, room)
        own = {*lane_glyphs().bar, lane_glyphs().doubt}
        if any(self.canvas.line(y)[i][0] not in own for i in range(x, x + cell_len(title) + 2)):
            return False
        self._write(x, y, f" {title} ", "muted")
        return True

    def _title(self, number: int, room: int) -> str:
        title = displayed(self._timeline.events[number].title)
        return fit(title, room).rstrip() if cell_len(title) > room else title

    def _write(self, x: int, y: int, text: str, style: str) -> None:
        """Write a text, with the words that the query looks for highlighted."""
        for piece, is_match in split_matches(text, self._board.answer.needles):
            self.canvas.write(x, y, piece, "hit" if is_match else style)
            x += cell_len(piece)

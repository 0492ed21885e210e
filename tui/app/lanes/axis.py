"""Draws the axis of time above the lanes, and what goes down from it through the lanes."""

from __future__ import annotations

from tui.app.lanes.canvas import Canvas
from tui.terminal.glyphs import glyphs
from tui.terminal.lane_glyphs import lane_glyphs
from tui.timeline.analysis.lanes.scale import TimeScale
from tui.timeline.analysis.lanes.ticks import Ticks, range_words, ticks_of
from tui.timeline.dates.calendar import DAY

AXIS_LINES = 2
"""The lines of the axis: names of longer units, or where one is, and below them those of the shortest ones."""


class LaneAxis:
    """The axis of a scale.

    Args:
        scale: the scale.
        today: the first second of the present day.
    """

    def __init__(self, scale: TimeScale, today: int) -> None:
        self._scale = scale
        self._ticks: Ticks = ticks_of(scale)
        is_in_sight = today <= scale.last and today + DAY > scale.first
        self.today = max(0, scale.cell(today + DAY // 2)) if is_in_sight else None
        """The cell of the present day, if it is in sight."""
        if self.today is not None and self.today >= scale.width:
            self.today = None

    @property
    def words(self) -> str:
        """The time in sight in words."""
        return range_words(self._scale.first, self._scale.last).replace(" – ", f" {glyphs().span} ")

    def paint(self, canvas: Canvas) -> None:
        """Draw the lines of the axis."""
        major, minor = self._ticks.major, self._ticks.minor
        if not major:
            canvas.write(0, 0, self.words[: canvas.width], "heading")
        for tick in major:
            if tick.x:
                canvas.put(tick.x, 0, lane_glyphs().tick, "muted")
            canvas.write(tick.x + bool(tick.x), 0, tick.text, "heading")
        for tick in minor:
            canvas.put(tick.x, 1, lane_glyphs().tick, "muted")
            canvas.write(tick.x + 1, 1, tick.text, "muted")
        self._paint_today(canvas)

    def _paint_today(self, canvas: Canvas) -> None:
        """Name the present day where there is room on either line, or else mark it with a sign."""
        if self.today is None:
            return
        text = f"{glyphs().down}today"
        x = min(self.today, canvas.width - len(text))
        for y in (0, 1):
            if x == self.today and all(canvas.is_free(i, y) for i in range(x - 1 if x else 0, x + len(text) + 1)
                                       if i < canvas.width):  # fmt: skip
                canvas.write(x, y, text, "warned")
                return
        before = f"today{glyphs().down}"
        x = self.today + 1 - len(before)
        for y in (0, 1):
            if x > 0 and all(canvas.is_free(i, y) for i in range(x - 1, self.today + 1)):
                canvas.write(x, y, before, "warned")
                return
        canvas.put(self.today, 1, glyphs().down, "warned")

    def paint_below(self, canvas: Canvas) -> None:
        """Draw lines through the lanes, behind everything else: today, and where longer units begin."""
        columns = [(tick.x, lane_glyphs().grid, "edge") for tick in self._ticks.major if tick.x]
        if self.today is not None:
            columns.insert(0, (self.today, lane_glyphs().today, "warned"))
        for x, glyph, style in columns:
            for y in range(canvas.height):
                canvas.put_behind(x, y, glyph, style)

"""A list of lines, one of them highlighted, that draws only the lines in sight."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.reactive import Reactive, reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.app.style.styles import Drawn
from tui.terminal.glyphs import glyphs

Pieces = Iterable[tuple[str, str]]
"""Texts, each with the name of its look, or an empty one."""


def fit(text: str, width: int) -> str:
    """Return text in exactly this many cells, its end cut away with an ellipsis where it is longer."""
    if width <= 0:
        return ""
    if cell_len(text) > width:
        ellipsis = glyphs().ellipsis
        return set_cell_size(set_cell_size(text, max(0, width - len(ellipsis))).rstrip() + ellipsis, width)
    return set_cell_size(text, width)


class LineList(ScrollView, Drawn, can_focus=True):
    """Lines that a cursor moves over, on Textual's line API: mounting costs the same for ten as for a million.

    A subclass says how many lines there are, which of them can be highlighted, and what is on one.

    Bindings:
    | Key | Description |
    |---|---|
    | down, j; up, k | Highlight the next or the previous line. |
    | pagedown; pageup | Move by what is in sight. |
    | home, g; end, G | Highlight the first or the last line. |
    """

    DEFAULT_CSS = """
    LineList {
        background: $background;
        color: $foreground;
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "move(1)", "Down", show=False, id="list.down", tooltip="Highlight the next line"),
        Binding("up,k", "move(-1)", "Up", show=False, id="list.up", tooltip="Highlight the line before"),
        Binding("pagedown,ctrl+d", "page(1)", "Page down", show=False, id="list.page-down", tooltip="A page on"),
        Binding("pageup,ctrl+u", "page(-1)", "Page up", show=False, id="list.page-up", tooltip="A page back"),
        Binding("home,g", "first", "First", show=False, id="list.first", tooltip="Highlight the first line"),
        Binding("end,G", "last", "Last", show=False, id="list.last", tooltip="Highlight the last line"),
    ]
    cursor: reactive[int] = reactive(-1, repaint=False)
    """The highlighted line, from 0; -1 if there is none."""
    _hovered: reactive[int] = reactive(-1, repaint=False)
    virtual_size = Reactive(Size(0, 0))

    line_count: int = 0
    """How many lines there are."""
    empty: str = ""
    """What is shown where there are none."""

    # What a subclass says

    @property
    def highlight_look(self) -> str:
        """The look of the highlighted line."""
        return "highlight" if self.has_focus else "highlight-blurred"

    def is_choice(self, line: int) -> bool:
        """Tell whether a line can be highlighted."""
        return True

    def pieces(self, line: int, width: int) -> Pieces:
        """Return what is on a line of this many cells."""
        raise NotImplementedError

    def moved(self) -> None:
        """Do what follows from the highlight having been moved by its user."""

    def chosen(self) -> None:
        """Do what follows from the highlighted line having been clicked."""

    # What it does with that

    def set_lines(self, count: int, cursor: int, *, has_late_bar: bool = False) -> None:
        """Have other lines, and the highlight on one of them.

        Args:
            count: how many there are.
            cursor: the highlighted one; -1 for none.
            has_late_bar: leave the scroll bar as it is until `fit_bar`.
        """
        self.line_count = count
        self._hovered = -1
        self.set_reactive(LineList.cursor, cursor)
        if self.virtual_size.height != count:
            self.virtual_size = Size(0, count)
            self.scroll_y = self.validate_scroll_y(self.scroll_y)
            if not has_late_bar:
                self.fit_bar()
        self.show_line(cursor)
        self.refresh()

    def fit_bar(self) -> None:
        """Have the scroll bar tell how many lines there are. To paint it takes half as long as the lines in sight."""
        self._scroll_update(self.virtual_size)  # what a layout would do, which takes longer than all of the rest

    def show_line(self, line: int) -> None:
        """Scroll as little as is needed for a line, and a heading right above it, to be in sight."""
        height = self.scrollable_content_region.height
        if line < 0 or height <= 0:
            return
        top = line
        while top > 0 and line - top < 2 and not self.is_choice(top - 1):
            top -= 1
        offset = self.scroll_offset.y
        if top < offset or line - top >= height:
            self.scroll_to(y=top, animate=False, immediate=True)
        elif line >= offset + height:
            self.scroll_to(y=line - height + 1, animate=False, immediate=True)

    def watch_cursor(self, old: int, new: int) -> None:
        """Redraw the two lines that changed."""
        self._redraw(old)
        self._redraw(new)
        self.show_line(new)

    def watch__hovered(self, old: int, new: int) -> None:
        """Redraw the two lines that changed."""
        self._redraw(old)
        self._redraw(new)

    def _redraw(self, line: int) -> None:
        y = line - self.scroll_offset.y
        if line >= 0 and 0 <= y < self.size.height:
            self.refresh(Region(0, y, self.size.width, 1))

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw the lines in sight that are to be drawn."""
        # Found by way of all that it stands in: once for all lines.
        self._base, self._line_width = self.rich_style, self.scrollable_content_region.width
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """Draw a line in sight."""
        line = y + self.scroll_offset.y
        base, width = self._base, self._line_width
        if line >= self.line_count:
            text = f" {self.empty}" if self.line_count == line == 0 else ""
            return Strip([Segment(fit(text, width), base)])
        over = Style.null()
        if line == self.cursor:
            over = self.look(self.highlight_look)
        elif line == self._hovered and self.is_choice(line):
            over = self.look("hover")
        segments = []
        for text, name in self.pieces(line, width):
            style = base + self.look(name) if name else base
            segments.append(Segment(text, style + over))
        return Strip(segments).adjust_cell_length(width, base + over)

    # Keys

    def action_move(self, step: int) -> None:
        """Highlight the next line that can be, in a direction."""
        line = self.cursor + step
        while 0 <= line < self.line_count and not self.is_choice(line):
            line += step
        if 0 <= line < self.line_count:
            self.cursor = line
        elif step < 0:
            self.scroll_home(animate=False, immediate=True)
        if self.cursor >= 0:
            self.moved()

    def action_page(self, step: int) -> None:
        """Highlight the line a page away."""
        self.highlight_near(self.cursor + step * max(1, self.scrollable_content_region.height - 1), -step)

    def action_first(self) -> None:
        """Highlight the first line."""
        self.highlight_near(0, 1)

    def action_last(self) -> None:
        """Highlight the last line."""
        self.highlight_near(self.line_count - 1, -1)

    def highlight_near(self, line: int, step: int) -> None:
        """Highlight a line, or the nearest that can be, first in one direction and then in the other."""
        line = max(0, min(self.line_count - 1, line))
        for direction in (step, -step):
            near = line
            while 0 <= near < self.line_count:
                if self.is_choice(near):
                    self.cursor = near
                    self.moved()
                    return
                near += direction

    # Mouse

    def on_click(self, event: events.Click) -> None:
        """Highlight and choose the line under the mouse."""
        line = event.y + self.scroll_offset.y
        if event.button == 1 and 0 <= line < self.line_count and self.is_choice(line):
            self.cursor = line
            self.moved()
            self.chosen_at(event.x)

    def chosen_at(self, x: int) -> None:
        """Do what follows from a click on the highlighted line, so many cells from its left."""
        self.chosen()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Follow the mouse."""
        line = event.y + self.scroll_offset.y
        self._hovered = line if line < self.line_count else -1

    def on_leave(self) -> None:
        """Forget the mouse."""
        self._hovered = -1

    def on_resize(self) -> None:
        """Keep the highlight in sight."""
        self.show_line(self.cursor)

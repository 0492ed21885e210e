"""A list of lines, one of them highlighted, that draws only the lines in sight."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.reactive import Reactive, reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.app.style.cells import fit
from tui.app.style.styles import DrawnWidget
from tui.app.textual_fixes import update_scroll_bars

_AT_ONCE: Mapping[str, Any] = {"animate": False, "immediate": True, "force": True}

Pieces = Iterable[tuple[str, str]]
"""Texts, each with the name of its style in `STYLES`, or an empty name."""


class LineList(ScrollView, DrawnWidget, can_focus=True):
    """Lines with a cursor, on Textual's line API: mounting a million takes no longer than mounting ten.

    A subclass calls `set_lines`, and overrides `pieces` and, where not every line can be highlighted, `is_selectable`.

    Bindings:
    | Key | Description |
    |---|---|
    | down, j | Highlight the next line. |
    | up, k | Highlight the previous line. |
    | pagedown, ctrl+d | Move down by a page. |
    | pageup, ctrl+u | Move up by a page. |
    | home, g | Highlight the first line. |
    | end, G | Highlight the last line. |

    The lines are drawn with the styles of `tui.app.style.styles`, among them:

    | Style | Description |
    |---|---|
    | `highlight` | The line at the cursor. |
    | `highlight-blurred` | The line at the cursor while the list does not have the focus. |
    | `hover` | The line under the mouse. |
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
        Binding("up,k", "move(-1)", "Up", show=False, id="list.up", tooltip="Highlight the previous line"),
        Binding("pagedown,ctrl+d", "page(1)", "Page down", show=False, id="list.page-down", tooltip="Page down"),
        Binding("pageup,ctrl+u", "page(-1)", "Page up", show=False, id="list.page-up", tooltip="Page up"),
        Binding("home,g", "first", "First", show=False, id="list.first", tooltip="Highlight the first line"),
        Binding("end,G", "last", "Last", show=False, id="list.last", tooltip="Highlight the last line"),
    ]
    cursor: reactive[int] = reactive(-1, repaint=False)
    """The index of the highlighted line; -1 if there is none."""
    _hovered: reactive[int] = reactive(-1, repaint=False)
    """The index of the line under the mouse; -1 if there is none."""
    virtual_size = Reactive(Size(0, 0))

    line_count: int = 0
    """The number of lines."""
    empty: str = ""
    """The text to show if there are no lines."""

    # For subclasses

    def first_line_of(self, line: int) -> int:
        """Return the line that is highlighted and clicked together with a line."""
        return line

    @property
    def lines_kept_above(self) -> int:
        """The lines that stay in sight above the highlighted one, beside a heading right above it."""
        return 0

    @property
    def cursor_style(self) -> str:
        """The name of the style of the highlighted line."""
        return "highlight" if self.has_focus else "highlight-blurred"

    def is_selectable(self, line: int) -> bool:
        """Return whether a line can be highlighted."""
        return True

    def pieces(self, line: int, width: int) -> Pieces:
        """Return the pieces of a line of this width in cells."""
        raise NotImplementedError

    def cursor_moved(self) -> None:
        """Handle a move of the cursor by a key or the mouse."""

    def line_chosen(self) -> None:
        """Handle a click on the highlighted line."""

    def line_clicked(self, x: int) -> None:
        """Handle a click on the highlighted line at an offset in cells."""
        self.line_chosen()

    # Lines

    def set_lines(self, count: int, cursor: int, *, defer_scroll_bar: bool = False) -> None:
        """Replace the lines, and put the cursor on one of them, as far below the top of the view as it was before.

        Args:
            count: the number of lines.
            cursor: the index of the highlighted line; -1 for none.
            defer_scroll_bar: leave the scroll bar as it is until `update_scroll_bar` is called.
        """
        lines_above = self.cursor - self.scroll_offset.y if self.cursor >= 0 else None
        self.line_count = count
        self._hovered = -1
        self.set_reactive(LineList.cursor, cursor)
        if self.virtual_size.height != count:
            self.virtual_size = Size(0, count)
            if not defer_scroll_bar:
                self.update_scroll_bar()
        if lines_above is None:
            self.show_line(cursor)
        else:
            self.put_cursor(lines_above)
        self.refresh()

    def update_scroll_bar(self) -> None:
        """Fit the scroll bar to the number of lines. Painting it takes half as long as painting the lines in sight."""
        update_scroll_bars(self)

    def show_line(self, line: int) -> None:
        """Scroll as little as possible to bring a line into sight, together with a heading right above it."""
        height = self.scrollable_content_region.height
        if line < 0 or height <= 0:
            return
        top = max(0, line - self.lines_kept_above)
        while top > 0 and line - top < 2 and not self.is_selectable(top - 1):
            top -= 1
        offset = self.scroll_offset.y
        if top < offset or line - top >= height:
            self._scroll_to_line(top)
        elif line >= offset + height:
            self._scroll_to_line(line - height + 1)

    def put_cursor(self, lines_above: int) -> None:
        """Scroll so that this many lines are in sight above the highlighted one, as far as the lines allow."""
        self._scroll_to_line(self.cursor - lines_above)
        self.show_line(self.cursor)

    def _scroll_to_line(self, line: int) -> None:
        """Scroll at once so that a line is the first in sight, or as close to the top as the number of lines allows.

        This does not wait for the scroll bar, without which Textual refuses to scroll.
        """
        self.scroll_to(y=min(max(0, line), max(0, self.line_count - self.size.height)), **_AT_ONCE)

    def watch_cursor(self, old: int, new: int) -> None:
        """Redraw the line that the cursor has left and the line that it is on."""
        self._refresh_line(old)
        self._refresh_line(new)
        self.show_line(new)

    def watch__hovered(self, old: int, new: int) -> None:
        """Redraw the line that the mouse has left and the line that it is on."""
        self._refresh_line(old)
        self._refresh_line(new)

    def _refresh_line(self, line: int) -> None:
        y = line - self.scroll_offset.y
        if line >= 0 and 0 <= y < self.size.height:
            self.refresh(Region(0, y, self.size.width, 1))

    def render_lines(self, crop: Region) -> list[Strip]:
        """Render the lines in a region."""
        # Both are computed from all ancestors: do so once for all lines.
        self._base_style, self._line_width = self.rich_style, self.scrollable_content_region.width
        return super().render_lines(crop)

    def line_at(self, y: int) -> int:
        """Return the index of the line that is drawn so many rows below the top of the view, even if there is none."""
        return y + self.scroll_offset.y

    def render_line(self, y: int) -> Strip:
        """Render a line."""
        line = self.line_at(y)
        base, width = self._base_style, self._line_width
        if line >= self.line_count:
            return self.render_beyond(line, width)
        over, first_line = Style.null(), self.first_line_of(line)
        if first_line == self.cursor:
            over = self.named_style(self.cursor_style)
        elif first_line == self._hovered and self.is_selectable(first_line):
            over = self.named_style("hover")
        segments, cells = [], 0
        for text, name in self.pieces(line, width):
            style = base + self.named_style(name) if name else base
            segments.append(Segment(text, style + over))
            cells += cell_len(text)
        if cells < width:
            segments.append(Segment(" " * (width - cells), base + over))
        return Strip(segments, max(cells, width)).adjust_cell_length(width)

    def render_beyond(self, line: int, width: int) -> Strip:
        """Render a line below the last, which is blank unless there are no lines at all."""
        text = f" {self.empty}" if self.line_count == line == 0 else ""
        return Strip([Segment(fit(text, width), self._base_style)])

    # Keys

    def action_move(self, step: int) -> None:
        """Highlight the next selectable line in a direction."""
        line = self.cursor + step
        while 0 <= line < self.line_count and not self.is_selectable(line):
            line += step
        if 0 <= line < self.line_count:
            self.cursor = line
        elif step < 0:
            self.scroll_home(animate=False, immediate=True)
        if self.cursor >= 0:
            self.cursor_moved()

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
        """Highlight a line, or the nearest selectable one: first in one direction, then in the other.

        Args:
            line: the index of the line, which may be out of range.
            step: the first direction, 1 or -1.
        """
        line = max(0, min(self.line_count - 1, line))
        for direction in (step, -step):
            near = line
            while 0 <= near < self.line_count:
                if self.is_selectable(near):
                    self.cursor = near
                    self.cursor_moved()
                    return
                near += direction

    # Mouse

    def on_click(self, event: events.Click) -> None:
        """Highlight and choose the line under the mouse."""
        line = self.first_line_of(self.line_at(event.y))
        if event.button == 1 and 0 <= line < self.line_count and self.is_selectable(line):
            self.cursor = line
            self.cursor_moved()
            self.line_clicked(event.x)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Mark the line under the mouse."""
        line = self.first_line_of(self.line_at(event.y))
        self._hovered = line if line < self.line_count else -1

    def on_leave(self) -> None:
        """Unmark the line that was under the mouse."""
        self._hovered = -1

    def on_resize(self) -> None:
        """Keep the highlighted line in sight."""
        self.show_line(self.cursor)

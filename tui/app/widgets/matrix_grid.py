"""A grid of counts in rows and columns, with a cursor that chooses one of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from tui.app.widgets.drawn_matrix import DrawnMatrix
from tui.app.widgets.matrix_layout import GridPosition


class MatrixGrid(DrawnMatrix, can_focus=True):
    """A cross tab with a cursor, which can be on a header too.

    Bindings:
    | Key | Description |
    |---|---|
    | enter | Choose the cell or the header at the cursor. |
    | down, j | Move down. |
    | up, k | Move up. |
    | right, l | Move right. |
    | left, h | Move left. |
    | home | Move to the names of the rows. |
    | end | Move to the last column. |
    | g | Move to the headers of the columns. |
    | G | Move to the last row. |
    | pagedown | Move down by a page. |
    | pageup | Move up by a page. |
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "Filter to it", id="matrix.choose", tooltip="Filter to what is at the cursor"),
        Binding("down,j", "move(1, 0)", "Down", show=False, id="matrix.down", tooltip="Go down"),
        Binding("up,k", "move(-1, 0)", "Up", show=False, id="matrix.up", tooltip="Go up"),
        Binding("right,l", "move(0, 1)", "Right", show=False, id="matrix.right", tooltip="Go right"),
        Binding("left,h", "move(0, -1)", "Left", show=False, id="matrix.left", tooltip="Go left"),
        Binding("home", "move(0, -1000)", "First column", show=False, id="matrix.first", tooltip="Go to the names"),
        Binding("end", "move(0, 1000)", "Last column", show=False, id="matrix.last", tooltip="Go to the last column"),
        Binding("g", "move(-1000, 0)", "Top", show=False, id="matrix.top", tooltip="Go to the headings"),
        Binding("G", "move(1000, 0)", "End", show=False, id="matrix.end", tooltip="Go to the last row"),
        Binding("pagedown", "page(1)", "Page down", show=False, id="matrix.page-down", tooltip="Page down"),
        Binding("pageup", "page(-1)", "Page up", show=False, id="matrix.page-up", tooltip="Page up"),
    ]
    ALLOW_SELECT = False

    @dataclass
    class Chosen(Message):
        """A cell or a header was chosen."""

        row: str | None
        """The id of the row; None for the header of a column."""
        column: str | None
        """The id of the column; None for the header of a row."""

    # Keys

    def action_move(self, rows: int, columns: int) -> None:
        """Move the cursor by a number of rows and columns. The headers come before the first."""
        if not self.table.rows:
            return
        row = max(-1, min(len(self.table.rows) - 1, self.cursor.row + rows))
        column = max(-1, min(len(self.table.columns) - 1, self.cursor.column + columns))
        if (row, column) != (-1, -1):
            self.cursor = GridPosition(row, column)
            self._show_cursor()

    def action_page(self, step: int) -> None:
        """Move the cursor by a number of pages."""
        self.action_move(step * max(1, self._sized_layout.in_sight.row - 1), 0)

    def action_choose(self) -> None:
        """Choose the cell or the header at the cursor, unless it has no events."""
        if self.table.rows and self._count(self.cursor):
            row, column = self.cursor
            row_id = self.table.rows[row].id if row >= 0 else None
            self.post_message(self.Chosen(row_id, self.table.columns[column].id if column >= 0 else None))

    # Mouse

    def on_click(self, event: events.Click) -> None:
        """Choose the cell or the header under the mouse."""
        position = self._sized_layout.position_at(event.x, event.y)
        if event.button == 1 and position is not None:
            self.cursor = position
            self.action_choose()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Mark the cell or the header under the mouse."""
        self._hovered = self._sized_layout.position_at(event.x, event.y)
        self.refresh()

    def on_leave(self) -> None:
        """Unmark the cell that was under the mouse."""
        self._hovered = None
        self.refresh()

    def _scroll_by(self, rows: int, columns: int) -> None:
        top = self._sized_layout.top
        self._scroll_grid(GridPosition(top.row + rows, top.column + columns))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll down, or with Shift to the right."""
        self._scroll_by(2 * (not event.shift), int(event.shift))

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll up, or with Shift to the left."""
        self._scroll_by(-2 * (not event.shift), -int(event.shift))

    def on_mouse_scroll_right(self) -> None:
        """Scroll to the right."""
        self._scroll_by(0, 1)

    def on_mouse_scroll_left(self) -> None:
        """Scroll to the left."""
        self._scroll_by(0, -1)

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        self._show_cursor()

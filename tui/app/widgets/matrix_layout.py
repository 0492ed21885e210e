"""The layout of the matrix: which rows and columns are in sight, and where they are on the screen."""

from __future__ import annotations

from typing import NamedTuple

from rich.cells import cell_len
from textual.geometry import Size

from tui.terminal.display import displayed
from tui.timeline.analysis.cross_tab import AxisHeader, CrossTab

COUNT_WIDTH = 8
"""The cells of a count with the blanks around it. A column is no narrower."""

_WIDEST_NAMES = 30
"""The greatest width of the row names in cells. They never take more than two fifths of the screen."""
_DEEPEST_HEADER = 5
"""The greatest number of lines of column names."""
_DEEPEST_INDENT = 5


class GridPosition(NamedTuple):
    """The indices of a row and a column. One of them is -1 for a header."""

    row: int
    column: int


class MatrixLayout:
    """The layout of a table in a widget.

    Args:
        table: the table.
    """

    def __init__(self, table: CrossTab) -> None:
        self.size = Size(0, 0)
        """The size of the widget in cells."""
        self.top = GridPosition(0, 0)
        """The first row and column in sight."""
        self._row_count, self._column_count = len(table.rows), len(table.columns)
        self._longest_name = max((indent(row) + cell_len(displayed(row.name)) for row in table.rows), default=0)
        self._longest_column = max((cell_len(displayed(column.name)) for column in table.columns), default=0)
        self._deepest_column = max((column.depth for column in table.columns), default=0)
        self.total_width = max((len(format_count(row.count)) for row in table.rows), default=0)
        """The width of the longest total of a row."""

    @property
    def names_width(self) -> int:
        """The width of the row names together with their totals."""
        longest = min(self._longest_name, _WIDEST_NAMES) + self.total_width + 4
        return max(10, min(longest, 2 * self.size.width // 5))

    @property
    def column_width(self) -> int:
        """The width of a column: room for the longest name, if all columns are in sight then.

        In a tree, a name has the room above the columns below it, so that columns need no more than their counts.
        """
        if self._deepest_column or not self._column_count:
            return COUNT_WIDTH
        room = (self.size.width - self.names_width) // self._column_count
        return max(COUNT_WIDTH, min(self._longest_column + 2, room))

    @property
    def header_lines(self) -> int:
        """The number of lines of the column headers: their names and, on the last line, their totals."""
        return 1 + max(1, min(1 + self._deepest_column, _DEEPEST_HEADER, self.size.height // 4))

    @property
    def in_sight(self) -> GridPosition:
        """The number of rows and columns in sight."""
        rows = self.size.height - self.header_lines - 1
        return GridPosition(max(1, rows), max(1, (self.size.width - self.names_width) // self.column_width))

    def is_in_sight(self, position: GridPosition) -> bool:
        """Return whether a position is in sight. Headers always are."""
        return all(
            index < 0 or first <= index < first + count
            for first, index, count in zip(self.top, position, self.in_sight, strict=True)
        )

    def position_at(self, x: int, y: int) -> GridPosition | None:
        """Return the position at a cell of the widget; None if there is none."""
        row = -1 if y < self.header_lines else y - self.header_lines + self.top.row
        column = -1 if x < self.names_width else (x - self.names_width) // self.column_width + self.top.column
        is_inside = row < self._row_count and column < self._column_count and y < self.size.height - 1
        return GridPosition(row, column) if is_inside and (row, column) != (-1, -1) else None

    def scroll_to(self, top: GridPosition) -> None:
        """Bring a position to the top left, or the nearest one that leaves no blank at the end."""
        limits = (self._row_count - self.in_sight.row, self._column_count - self.in_sight.column)
        self.top = GridPosition(*(max(0, min(first, limit)) for first, limit in zip(top, limits, strict=True)))

    def bring_into_sight(self, position: GridPosition) -> None:
        """Scroll as little as possible to bring a position into sight."""
        top = (
            first if index < 0 else max(min(first, index), index - count + 1)
            for first, index, count in zip(self.top, position, self.in_sight, strict=True)
        )
        self.scroll_to(GridPosition(*top))


def indent(header: AxisHeader) -> int:
    """Return the number of cells before a row's name."""
    return 2 * min(header.depth, _DEEPEST_INDENT)


def format_count(count: int) -> str:
    """Return a count in at most 7 cells."""
    return f"{count:,}" if count < 1_000_000 else f"{count / 1e6:.2f}M"

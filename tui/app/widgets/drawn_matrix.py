"""A cross tab, drawn in the lines of a widget: counts in shades, with headers that stay in sight, and a caption."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap
from typing import ClassVar

from rich.cells import cell_len
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from tui.app.style.cells import CellLine, fit
from tui.app.widgets.matrix_layout import COUNT_WIDTH, GridPosition, MatrixLayout, format_count, indent
from tui.terminal.display import displayed
from tui.terminal.glyphs import glyphs
from tui.text.counts import counted
from tui.timeline.analysis.cross_tab import AxisHeader, CrossTab

SHADES = (0.1, 0.2, 0.3, 0.4)
"""How much of the shade's colour is blended into the background of a count, from the smallest to the greatest."""

NO_TABLE = CrossTab((), (), (), 0, 0)
"""A table without rows and columns."""


class DrawnMatrix(Widget):
    """A cross tab with a cursor, which can be on a header too, without keys.

    The column headers are a tree on its side: a name is above the columns of all entries below it.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "matrix-grid--header",
        "matrix-grid--at-cursor",
        "matrix-grid--muted",
        "matrix-grid--shade",
        "matrix-grid--cursor",
        "matrix-grid--hover",
    }
    """
    | Class | Description |
    |---|---|
    | `matrix-grid--header` | The names of rows and columns, and the counts. |
    | `matrix-grid--at-cursor` | The names of the cursor's row and column, and the caption. |
    | `matrix-grid--muted` | Lines, totals, and cells without an event. |
    | `matrix-grid--shade` | The colour that is blended into the background of a count. |
    | `matrix-grid--cursor` | The cell at the cursor. |
    | `matrix-grid--hover` | The cell under the mouse. |
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.table = NO_TABLE
        """The table that is shown."""
        self._matrix_layout = MatrixLayout(NO_TABLE)
        self._peak = 0
        self._titles = ("", "")
        self._empty = ""
        self.cursor = GridPosition(0, 0)
        """The position of the cursor."""
        self._hovered: GridPosition | None = None

    def go_home(self) -> None:
        """Put the cursor on the first count."""
        self.cursor = GridPosition(0, 0)
        self._sized_layout.scroll_to(self.cursor)

    def show(self, table: CrossTab, titles: tuple[str, str], empty: str) -> None:
        """Show another table. The cursor stays on its row and column, and at the same position on the screen.

        Args:
            table: the table.
            titles: the titles of the rows and of the columns.
            empty: the text to show if the table is empty.
        """
        old, old_layout, old_cursor = self.table, self._sized_layout, self.cursor
        was_in_sight = old_layout.is_in_sight(old_cursor)
        self.cursor = GridPosition(
            _index_of_same(old_cursor.row, old.rows, table.rows),
            _index_of_same(old_cursor.column, old.columns, table.columns),
        )
        self.table, self._titles, self._empty = table, titles, empty
        self._peak = max((max(counts) for counts in table.counts), default=0)
        self._hovered = None
        self._matrix_layout = MatrixLayout(table)
        row = old_layout.top.row + self.cursor.row - old_cursor.row
        self._scroll_grid(GridPosition(row, old_layout.top.column + self.cursor.column - old_cursor.column))
        if was_in_sight:
            self._show_cursor()

    @property
    def _sized_layout(self) -> MatrixLayout:
        """The layout of the table in the current size of the widget."""
        self._matrix_layout.size = self.size
        return self._matrix_layout

    def _scroll_grid(self, top: GridPosition) -> None:
        self._sized_layout.scroll_to(top)
        self.refresh()

    def _show_cursor(self) -> None:
        self._sized_layout.bring_into_sight(self.cursor)
        self.refresh()

    # Lines

    def render_line(self, y: int) -> Strip:
        """Render a line."""
        line = CellLine(self.size.width, self.rich_style)
        header_lines = self._sized_layout.header_lines
        if not self.table.rows:
            texts = wrap(self._empty, max(1, self.size.width - 2))
            if y < len(texts):
                line.write(1, texts[y], self._component_style("muted"))
        elif y == self.size.height - 1:
            self._draw_caption(line)
        elif y < header_lines:
            self._draw_column_headers(line, y)
        elif (row := y - header_lines + self._sized_layout.top.row) < len(self.table.rows):
            self._draw_row(line, row)
        return line.strip(self.size.width)

    def _component_style(self, *names: str) -> Style:
        return Style.combine(self.get_component_rich_style(f"matrix-grid--{name}", partial=True) for name in names)

    def _columns_in_sight(self) -> Iterator[tuple[int, int, AxisHeader]]:
        """Yield the index, the first cell and the header of each column in sight."""
        layout, columns = self._sized_layout, self.table.columns
        first, width = layout.top.column, layout.names_width
        for column in range(first, min(len(columns), first + layout.in_sight.column)):
            yield column, width + (column - first) * layout.column_width, columns[column]

    def _draw_column_headers(self, line: CellLine, y: int) -> None:
        """Draw a line of the column headers, the last of which has the totals."""
        lowest = self._sized_layout.header_lines - 2
        self._draw_corner(line, y, lowest)
        columns = list(self._columns_in_sight())
        for i, (column, x, header) in enumerate(columns):
            if y > lowest:
                total = f"{format_count(header.count):>{COUNT_WIDTH - 2}}"
                line.write(x, total, self._total_style(GridPosition(-1, column)))
                continue
            level = min(header.depth, lowest)
            if y == level:
                ends = (end for _, end, after in columns[i + 1 :] if min(after.depth, lowest) <= level)
                room = next(ends, len(line)) - x - 1
                style = "at-cursor" if column == self.cursor.column else "header"
                line.write(x, _shortened(header.name, room), self._component_style(style))
            elif y > level:
                line.write(x, glyphs().thread_line, self._component_style("muted"))

    def _draw_corner(self, line: CellLine, y: int, lowest: int) -> None:
        """Draw a line of the corner, with the title of the columns on the first and that of the rows on the last."""
        rows, columns = self._titles
        room = self._sized_layout.names_width - 4
        if y == 0:
            title = _shortened(columns, room)
            x = self._sized_layout.names_width - cell_len(title) - 4
            line.write(x, f"{title} {glyphs().right}", self._component_style("muted"))
        elif y > lowest:
            line.write(1, f"{_shortened(rows, room)} {glyphs().down}", self._component_style("muted"))

    def _total_style(self, position: GridPosition) -> Style:
        """Return the style of the total in a header."""
        if position == self.cursor and self.has_focus:
            return self._component_style("header", "cursor")
        return self._component_style("muted", "hover") if position == self._hovered else self._component_style("muted")

    def _draw_row(self, line: CellLine, row: int) -> None:
        header, width = self.table.rows[row], self._sized_layout.names_width
        total = format_count(header.count)
        name = fit(" " * indent(header) + displayed(header.name), width - self._sized_layout.total_width - 4)
        position = GridPosition(row, -1)
        if position in (self.cursor, self._hovered):
            line.write(0, " " * (width - 1), self._total_style(position))
        line.write(1, name, self._component_style("at-cursor" if row == self.cursor.row else "header"))
        line.write(width - len(total) - 2, total, self._component_style("muted"))
        for column, x, _ in self._columns_in_sight():
            self._draw_count(line, x, GridPosition(row, column))

    def _draw_count(self, line: CellLine, x: int, position: GridPosition) -> None:
        count = self._count(position)
        text = f"{format_count(count) if count else glyphs().dot:>{COUNT_WIDTH - 2}} "
        shade = self._shade(count)
        for cell in range(x, x + len(text)):
            line.add_style(cell, shade)
        names = ["header" if count else "muted"]
        if position == self.cursor and self.has_focus:
            names.append("cursor")
        elif position == self._hovered:
            names.append("hover")
        line.write(x, text, self._component_style(*names))

    def _shade(self, count: int) -> Style:
        """Return the background of a count, stronger the greater the count is."""
        shade, background = self.get_component_styles("matrix-grid--shade").color, self.background_colors[1]
        if not count or shade.ansi is not None or background.ansi is not None:
            return Style.null()
        level = min(len(SHADES) - 1, int(len(SHADES) * (count / self._peak) ** 0.5 - 1e-9))
        return Style(bgcolor=background.blend(shade, SHADES[level]).rich_color)

    def _draw_caption(self, line: CellLine) -> None:
        """Draw what is at the cursor or under the mouse, and which rows and columns are in sight."""
        position = self._hovered or self.cursor
        names = []
        if position.row >= 0:
            names.append(self.table.rows[position.row].name)
        if position.column >= 0:
            names.append(self.table.columns[position.column].name)
        count = self._count(position)
        events = f": {counted(count, 'event')}"
        caption = _shortened(" × ".join(names), len(line) - 2 - len(events)) + events
        line.write(1, caption, self._component_style("at-cursor"))
        ranges = f" {glyphs().dot} ".join(self._ranges_in_sight())
        if cell_len(caption) + len(ranges) + 4 <= len(line):
            line.write(len(line) - len(ranges) - 1, ranges, self._component_style("muted"))

    def _ranges_in_sight(self) -> Iterator[str]:
        """Yield the range of the rows and of the columns in sight, unless all are."""
        layout = self._sized_layout
        sizes = len(self.table.rows), len(self.table.columns)
        for title, first, count, size in zip(self._titles, layout.top, layout.in_sight, sizes, strict=True):
            if count < size:
                yield f"{displayed(title)} {first + 1}{glyphs().span}{first + count} of {size}"

    def _count(self, position: GridPosition) -> int:
        row, column = position
        if row < 0:
            return self.table.columns[column].count
        return self.table.rows[row].count if column < 0 else self.table.counts[row][column]


def _shortened(name: str, width: int) -> str:
    """Return a name in at most this many cells."""
    text = displayed(name)
    return text if cell_len(text) <= width else fit(text, width)


def _index_of_same(index: int, old: Sequence[AxisHeader], new: Sequence[AxisHeader]) -> int:
    """Return the index of a header among others; the nearest index if it is not among them.

    Args:
        index: the index of the header; -1 stays -1.
        old: the headers that the index belongs to.
        new: the other headers.
    """
    if index < 0:
        return index
    indices = {header.id: i for i, header in enumerate(new)}
    found = indices.get(old[index].id) if index < len(old) else None
    return max(0, min(index, len(new) - 1)) if found is None else found

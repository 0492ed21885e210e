"""Counts in rows and columns, whose headings stay in sight."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from textwrap import wrap
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui.app.style.cells import fit
from tui.terminal.glyphs import glyphs
from tui.text.printable import printable
from tui.timeline.analysis.cross_tab import AxisHeader, CrossTab

SHADES = (0.1, 0.2, 0.3, 0.4)
"""How much of the shade's colour is in the ground of a count, from the smallest counts to the greatest."""

_NAMES = 30
"""The names of the rows take so many cells at most, and never more than two fifths."""
_COLUMN = 8
_DEEPEST = 5
_NOTHING = CrossTab((), (), (), 0, 0)


class GridPosition(NamedTuple):
    """A cell: the places of a row and a column, either of them -1 for a heading."""

    row: int
    column: int


class MatrixGrid(Widget, can_focus=True):
    """A table of counts with a cursor, headings included.

    The headings of the columns are a tree on its side: a name stands above the columns of all that is below it.

    Bindings:
    | Key | Description |
    |---|---|
    | arrows, h j k l | Move the cursor. |
    | home, end; g, G | Move it to the first or the last column, row. |
    | pagedown, pageup | Move it by what is in sight. |
    | enter | Choose what is at the cursor. |
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "Filter to it", id="matrix.choose", tooltip="Filter to what is at the cursor"),
        Binding("down,j", "move(1, 0)", "Down", show=False, id="matrix.down", tooltip="Go down"),
        Binding("up,k", "move(-1, 0)", "Up", show=False, id="matrix.up", tooltip="Go up"),
        Binding("right,l", "move(0, 1)", "Right", show=False, id="matrix.right", tooltip="Go right"),
        Binding("left,h", "move(0, -1)", "Left", show=False, id="matrix.left", tooltip="Go left"),
        Binding("home", "move(0, -1000)", "First weapon", show=False, id="matrix.first", tooltip="To the names"),
        Binding("end", "move(0, 1000)", "Last weapon", show=False, id="matrix.last", tooltip="To the last column"),
        Binding("g", "move(-1000, 0)", "Top", show=False, id="matrix.top", tooltip="To the headings"),
        Binding("G", "move(1000, 0)", "End", show=False, id="matrix.end", tooltip="To the last row"),
        Binding("pagedown", "page(1)", "Page down", show=False, id="matrix.page-down", tooltip="A page on"),
        Binding("pageup", "page(-1)", "Page up", show=False, id="matrix.page-up", tooltip="A page back"),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "matrix-grid--heading",
        "matrix-grid--at-cursor",
        "matrix-grid--muted",
        "matrix-grid--shade",
        "matrix-grid--cursor",
        "matrix-grid--hover",
    }
    """
    | Class | Description |
    |---|---|
    | `matrix-grid--heading` | The names of rows and columns. |
    | `matrix-grid--at-cursor` | Those of the cursor's row and column. |
    | `matrix-grid--muted` | Lines, totals, and where there is no event. |
    | `matrix-grid--shade` | The colour of which there is the more in a cell, the greater its count. |
    | `matrix-grid--cursor` | The cell at the cursor. |
    | `matrix-grid--hover` | The cell under the mouse. |
    """
    ALLOW_SELECT = False

    @dataclass
    class Chosen(Message):
        """A cell or a heading was chosen."""

        actor: str | None
        """The id of the row; None if it was the heading of a column."""
        weapon: str | None
        """The id of the column; None if it was the name of a row."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._crossing = _NOTHING
        self._empty = ""
        self._rows, self._columns = _NOTHING.rows, _NOTHING.columns
        self._peak = self._longest_name = self._longest_total = 0
        self.cursor = GridPosition(0, 0)
        self._hovered: GridPosition | None = None
        self._top = GridPosition(0, 0)
        """The first row and column in sight."""

    def show(self, crossing: CrossTab, empty: str) -> None:
        """Show other counts. The cursor stays on its actor and weapon, and at its place in what is in sight.

        Args:
            crossing: the counts.
            empty: what is said where there are none.
        """
        before, top, was_in_sight = self.cursor, self._top, self._is_in_sight(self.cursor)
        self.cursor = GridPosition(
            _same(before.row, self._rows, crossing.rows), _same(before.column, self._columns, crossing.columns)
        )
        self._crossing, self._empty = crossing, empty
        self._rows, self._columns = crossing.rows, crossing.columns
        self._peak = max((max(counts) for counts in crossing.counts), default=0)
        self._longest_name = max((_indent(row) + cell_len(row.name) for row in self._rows), default=0)
        self._longest_total = max((len(_number(row.count)) for row in self._rows), default=0)
        self._hovered = None
        self._begin_at(
            GridPosition(top.row + self.cursor.row - before.row, top.column + self.cursor.column - before.column)
        )
        if was_in_sight:
            self._show_cursor()

    # Where things stand

    @property
    def _names_width(self) -> int:
        """How many cells the names of the rows take, with their totals."""
        return max(10, min(min(self._longest_name, _NAMES) + self._longest_total + 4, 2 * self.size.width // 5))

    @property
    def _head_lines(self) -> int:
        """How many lines the headings of the columns take: their names, and their totals."""
        deepest = max((column.depth for column in self._columns), default=0)
        return 1 + max(1, min(1 + deepest, _DEEPEST, self.size.height // 4))

    @property
    def _in_sight(self) -> GridPosition:
        """How many rows and columns are in sight."""
        rows = self.size.height - self._head_lines - 1
        return GridPosition(max(1, rows), max(1, (self.size.width - self._names_width) // _COLUMN))

    def _is_in_sight(self, spot: GridPosition) -> bool:
        """Tell whether a cell can be seen, as the headings always can."""
        return all(
            at < 0 or first <= at < first + count
            for first, at, count in zip(self._top, spot, self._in_sight, strict=True)
        )

    def _spot_at(self, x: int, y: int) -> GridPosition | None:
        """Return what is at a cell of the screen."""
        row = -1 if y < self._head_lines else y - self._head_lines + self._top.row
        column = -1 if x < self._names_width else (x - self._names_width) // _COLUMN + self._top.column
        is_there = row < len(self._rows) and column < len(self._columns) and y < self.size.height - 1
        return GridPosition(row, column) if is_there and (row, column) != (-1, -1) else None

    def _show_cursor(self) -> None:
        """Scroll as little as is needed for the cursor to be in sight."""
        top = (
            first if at < 0 else max(min(first, at), at - count + 1)
            for first, at, count in zip(self._top, self.cursor, self._in_sight, strict=True)
        )
        self._begin_at(GridPosition(*top))

    def _begin_at(self, top: GridPosition) -> None:
        sizes = len(self._rows), len(self._columns)
        limits = (max(0, size - count) for size, count in zip(sizes, self._in_sight, strict=True))
        self._top = GridPosition(*(max(0, min(first, limit)) for first, limit in zip(top, limits, strict=True)))
        self.refresh()

    # Lines

    def render_line(self, y: int) -> Strip:
        """Draw a line."""
        cells = [(" ", self.rich_style)] * self.size.width
        if not self._rows:
            said = wrap(self._empty, max(1, self.size.width - 2))
            if y < len(said):
                self._write(cells, 1, said[y], "muted")
        elif y == self.size.height - 1:
            self._draw_words(cells)
        elif y < self._head_lines:
            self._draw_head(cells, y)
        elif (row := y - self._head_lines + self._top.row) < len(self._rows):
            self._draw_row(cells, row)
        runs = ((style, "".join(text for text, _ in run)) for style, run in groupby(cells, lambda cell: cell[1]))
        return Strip([Segment(text, style) for style, text in runs]).adjust_cell_length(self.size.width)

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(f"matrix-grid--{name}", partial=True)

    def _write(self, cells: list[tuple[str, Style]], at: int, text: str, *names: str) -> None:
        style = Style.combine(map(self._style, names))
        for character in text:
            if 0 <= at < len(cells):
                cells[at] = (character, cells[at][1] + style)
                for behind in range(at + 1, min(len(cells), at + cell_len(character))):
                    cells[behind] = ("", cells[at][1])
            at += cell_len(character)

    def _columns_in_sight(self) -> Iterator[tuple[int, int, AxisHeader]]:
        """Yield place, first cell and heading of each column."""
        first = self._top.column
        for place in range(first, min(len(self._columns), first + self._in_sight.column)):
            yield place, self._names_width + (place - first) * _COLUMN, self._columns[place]

    def _draw_head(self, cells: list[tuple[str, Style]], line: int) -> None:
        lowest = self._head_lines - 2
        columns = list(self._columns_in_sight())
        for order, (place, x, column) in enumerate(columns):
            at_cursor = place == self.cursor.column
            if line > lowest:
                self._write(
                    cells, x, f"{_number(column.count):>{_COLUMN - 2}}", *self._heading_names(GridPosition(-1, place))
                )
                continue
            level = min(column.depth, lowest)
            if line == level:
                ends = (other for _, other, after in columns[order + 1 :] if min(after.depth, lowest) <= level)
                room = next(ends, len(cells)) - x - 1
                name = printable(column.name)
                text = name if cell_len(name) <= room else fit(name, room)
                self._write(cells, x, text, "at-cursor" if at_cursor else "heading")
            elif line > level:
                self._write(cells, x, glyphs().thread_line, "muted")

    def _heading_names(self, spot: GridPosition) -> tuple[str, ...]:
        """Return the styles of the total in a heading."""
        if spot == self.cursor and self.has_focus:
            return "heading", "cursor"
        return ("muted", "hover") if spot == self._hovered else ("muted",)

    def _draw_row(self, cells: list[tuple[str, Style]], place: int) -> None:
        row, width = self._rows[place], self._names_width
        total = _number(row.count)
        name = fit(" " * _indent(row) + printable(row.name), width - self._longest_total - 4)
        spot = GridPosition(place, -1)
        if spot in (self.cursor, self._hovered):
            self._write(cells, 0, " " * (width - 1), *self._heading_names(spot))
        self._write(cells, 1, name, "at-cursor" if place == self.cursor.row else "heading")
        self._write(cells, width - len(total) - 2, total, "muted")
        for column, x, _ in self._columns_in_sight():
            count = self._crossing.counts[place][column]
            text = f"{_number(count):>{_COLUMN - 2}} " if count else f"{glyphs().dot:>{_COLUMN - 2}} "
            for at, character in enumerate(text[: max(0, len(cells) - x)], x):
                cells[at] = (character, cells[at][1] + self._shade(count))
            spot = GridPosition(place, column)
            names = ["heading"] if count else ["muted"]
            if spot == self.cursor and self.has_focus:
                names.append("cursor")
            elif spot == self._hovered:
                names.append("hover")
            self._write(cells, x, text, *names)

    def _shade(self, count: int) -> Style:
        """Return the ground of a count: of more colour, the greater it is beside the greatest."""
        shade, ground = self.get_component_styles("matrix-grid--shade").color, self.background_colors[1]
        if not count or shade.ansi is not None or ground.ansi is not None:
            return Style.null()
        level = min(len(SHADES) - 1, int(len(SHADES) * (count / self._peak) ** 0.5 - 1e-9))
        return Style(bgcolor=ground.blend(shade, SHADES[level]).rich_color)

    def _draw_words(self, cells: list[tuple[str, Style]]) -> None:
        spot = self._hovered or self.cursor
        parts = []
        if spot.row >= 0:
            parts.append(self._rows[spot.row].name)
        if spot.column >= 0:
            parts.append(self._columns[spot.column].name)
        count = self._count(spot)
        told = f": {count:,} {'event' if count == 1 else 'events'}"
        names = printable(" × ".join(parts))
        room = len(cells) - 2 - len(told)
        said = (names if cell_len(names) <= room else fit(names, room)) + told
        self._write(cells, 1, said, "at-cursor")
        sight = []
        sizes = len(self._rows), len(self._columns)
        for name, first, shown, size in zip(("actors", "weapons"), self._top, self._in_sight, sizes, strict=True):
            if shown < size:
                sight.append(f"{name} {first + 1}{glyphs().span}{first + shown} of {size}")
        text = f" {glyphs().dot} ".join(sight)
        if cell_len(said) + len(text) + 4 <= len(cells):
            self._write(cells, len(cells) - len(text) - 1, text, "muted")

    def _count(self, spot: GridPosition) -> int:
        if spot.row < 0:
            return self._columns[spot.column].count
        return self._rows[spot.row].count if spot.column < 0 else self._crossing.counts[spot.row][spot.column]

    # Keys and mouse

    def action_move(self, rows: int, columns: int) -> None:
        """Move the cursor by so many rows and columns; the headings are before the first."""
        if not self._rows:
            return
        row = max(-1, min(len(self._rows) - 1, self.cursor.row + rows))
        column = max(-1, min(len(self._columns) - 1, self.cursor.column + columns))
        if (row, column) != (-1, -1):
            self.cursor = GridPosition(row, column)
            self._show_cursor()

    def action_page(self, step: int) -> None:
        """Move the cursor by what is in sight."""
        self.action_move(step * max(1, self._in_sight.row - 1), 0)

    def action_choose(self) -> None:
        """Tell what is at the cursor, if there is any event."""
        if self._rows and self._count(self.cursor):
            row, column = self.cursor
            actor = self._rows[row].id if row >= 0 else None
            self.post_message(self.Chosen(actor, self._columns[column].id if column >= 0 else None))

    def on_click(self, event: events.Click) -> None:
        """Choose what is under the mouse."""
        spot = self._spot_at(event.x, event.y)
        if event.button == 1 and spot is not None:
            self.cursor = spot
            self.action_choose()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Follow the mouse."""
        self._hovered = self._spot_at(event.x, event.y)
        self.refresh()

    def on_leave(self) -> None:
        """Forget the mouse."""
        self._hovered = None
        self.refresh()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll down, or to the right with Shift."""
        self._begin_at(GridPosition(self._top.row + 2 * (not event.shift), self._top.column + event.shift))

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll up, or to the left with Shift."""
        self._begin_at(GridPosition(self._top.row - 2 * (not event.shift), self._top.column - event.shift))

    def on_mouse_scroll_right(self) -> None:
        """Scroll to the right."""
        self._begin_at(self._top._replace(column=self._top.column + 1))

    def on_mouse_scroll_left(self) -> None:
        """Scroll to the left."""
        self._begin_at(self._top._replace(column=self._top.column - 1))

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        self._show_cursor()


def _same(place: int, old: Sequence[AxisHeader], new: Sequence[AxisHeader]) -> int:
    """Return where a heading is among others, or the place next to its own if it is not among them.

    Args:
        place: its place; -1, where no heading is, stays.
        old: the headings among which it has that place.
        new: the others.
    """
    if place < 0:
        return place
    at = {heading.id: at for at, heading in enumerate(new)}
    there = at.get(old[place].id) if place < len(old) else None
    return max(0, min(place, len(new) - 1)) if there is None else there


def _indent(row: AxisHeader) -> int:
    """Return how many cells a name is moved to the right, as it is below another."""
    return 2 * min(row.depth, _DEEPEST)


def _number(count: int) -> str:
    """Return a count in 7 cells at most; what stands at the cursor is told in full below."""
    return f"{count:,}" if count < 1_000_000 else f"{count / 1e6:.2f}M"

"""A grid of cells, each with a glyph and the names of its styles."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len

Cell = tuple[str, tuple[str, ...]]
"""A glyph, which is empty in a cell that the glyph before it covers, and names of styles in `STYLES`."""

_FREE: Cell = (" ", ())


class Canvas:
    """Cells to draw on. What is outside of them is ignored.

    Args:
        width: the number of columns.
        height: the number of lines.
    """

    def __init__(self, width: int, height: int) -> None:
        self.width = width
        self.height = height
        self._lines: list[list[Cell]] = [[_FREE] * width for _ in range(height)]

    def line(self, y: int) -> Sequence[Cell]:
        """Return the cells of a line."""
        return self._lines[y]

    def is_free(self, x: int, y: int) -> bool:
        """Return whether nothing is drawn in a cell, which is inside."""
        return 0 <= y < self.height and 0 <= x < self.width and self._lines[y][x] is _FREE

    def free_from(self, x: int, y: int) -> int:
        """Return how many cells are free from a cell on."""
        end = x
        while self.is_free(end, y):
            end += 1
        return end - x

    def free_before(self, x: int, y: int) -> int:
        """Return how many cells are free from a cell back."""
        start = x
        while self.is_free(start, y):
            start -= 1
        return x - start

    def put(self, x: int, y: int, glyph: str, *styles: str) -> None:
        """Draw a glyph of one cell over what is there."""
        if 0 <= y < self.height and 0 <= x < self.width:
            self._lines[y][x] = (glyph, styles)

    def put_behind(self, x: int, y: int, glyph: str, *styles: str) -> None:
        """Draw a glyph of one cell, unless something is drawn there already."""
        if self.is_free(x, y):
            self._lines[y][x] = (glyph, styles)

    def write(self, x: int, y: int, text: str, *styles: str) -> None:
        """Write a text, each character over the cells that it is wide."""
        for character in text:
            width = 1 if character.isascii() else cell_len(character)
            if width:
                self.put(x, y, character, *styles)
            elif 0 < x <= self.width and 0 <= y < self.height:  # an accent
                glyph, before = self._lines[y][x - 1]
                self._lines[y][x - 1] = glyph + character, before
            for behind in range(x + 1, x + width):
                self.put(behind, y, "", *styles)
            x += width

    def add_style(self, x: int, y: int, style: str) -> None:
        """Add a style to a cell, and keep its glyph."""
        if 0 <= y < self.height and 0 <= x < self.width:
            glyph, styles = self._lines[y][x]
            self._lines[y][x] = glyph, (*styles, style)

"""Text and styles in the cells of a line."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tui.terminal.display import for_terminal
from tui.terminal.glyphs import glyphs


def fit(text: str, width: int) -> str:
    """Return text in exactly this many cells, cut with an ellipsis if it is longer."""
    if width <= 0:
        return ""
    text = for_terminal(text)
    if cell_len(text) > width:
        ellipsis = glyphs().ellipsis
        return set_cell_size(set_cell_size(text, max(0, width - len(ellipsis))).rstrip() + ellipsis, width)
    return set_cell_size(text, width)


class CellLine:
    """A line that is drawn cell by cell, each with a character and a style. Cells beyond its ends are ignored."""

    def __init__(self, width: int, style: Style) -> None:
        """Make a line of blanks in one style."""
        self._cells = [(" ", style)] * width

    def __len__(self) -> int:
        return len(self._cells)

    def write(self, x: int, text: str, style: Style) -> None:
        """Write text over cells from an offset. The style is added to the style that each cell has."""
        cells = self._cells
        for character in text:
            width = 1 if character.isascii() else cell_len(character)
            if not width:  # an accent
                if 0 < x <= len(cells):
                    glyph, style_of_glyph = cells[x - 1]
                    cells[x - 1] = (glyph + character, style_of_glyph)
                continue
            if 0 <= x < len(cells):
                before = cells[x][1]
                cells[x] = (character, before + style)
                for behind in range(x + 1, min(len(cells), x + width)):
                    cells[behind] = ("", before)
            x += width

    def put(self, x: int, glyph: str, style: Style) -> None:
        """Replace the cell at an offset, its style included."""
        if 0 <= x < len(self._cells):
            self._cells[x] = (glyph, style)

    def add_style(self, x: int, style: Style) -> None:
        """Add a style to the cell at an offset, and keep its character."""
        if 0 <= x < len(self._cells):
            glyph, before = self._cells[x]
            self._cells[x] = (glyph, before + style)

    def strip(self, width: int, style: Style | None = None) -> Strip:
        """Return the line as a strip of this width.

        Args:
            width: the width in cells. A longer line is cut, a shorter one padded.
            style: the style of the padding.
        """
        runs = ((style, "".join(glyph for glyph, _ in run)) for style, run in groupby(self._cells, itemgetter(1)))
        return Strip([Segment(text, style) for style, text in runs]).adjust_cell_length(width, style)

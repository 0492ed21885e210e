"""Bars over an axis of time, as they are drawn. What they are of, and what is done with them, a subclass says."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.strip import Strip

from tui.app.chart.bars import NOTHING, REST, Cell, bar
from tui.app.chart.captions import LAYERS, Weights, caption, number
from tui.app.chart.columns import Columns
from tui.app.style.styles import STYLES, DrawnWidget
from tui.terminal.glyphs import glyphs

_ROOM_FOR_WORDS = 5
"""From so many lines on, one of them is left to words."""
_HATCH = 0.45
"""So much of the ground is in the pattern that fills a cell."""

_Cells = list[tuple[str, Style]]


class BarChart(DrawnWidget, can_focus=True):
    """Bars in layers, of what matches and behind it of what does not; their axis; and words on both."""

    ALLOW_SELECT = False

    columns = Columns((), (0,))
    """The buckets, and where each stands."""
    unit = ""
    """What a bucket is."""
    weights = Weights((), ())
    cursor = 0
    """The place of a bucket."""
    hovered: int | None = None
    """The place of the one under the mouse."""
    held: int | None = None
    """Where a selection began, which reaches to the cursor; None if nothing is being selected."""
    chosen: tuple[int, int] | None = None
    """The first and the last bucket of those that have been chosen before."""
    empty = ""
    """What is said where there are no buckets."""

    _bars: Sequence[Sequence[Cell]] = ()

    @property
    def selected(self) -> tuple[int, int]:
        """The first and the last bucket that are selected: at least that at the cursor."""
        other = self.cursor if self.held is None else self.held
        return min(self.cursor, other), max(self.cursor, other)

    def draw(self) -> None:
        """Make bars of other weights."""
        whole, drawn = self.weights.whole, glyphs()
        is_plain = drawn.is_ascii or self.app.has_class("-few-colours")
        peak, lines = self._peak, self._lines
        self._bars = [
            bar([layer[place] for layer in self.weights.layers], whole[place], peak, lines, drawn, is_plain=is_plain)
            for place in range(len(self.columns.buckets))
        ]
        self.refresh()

    @property
    def _peak(self) -> float:
        bars = zip(self.columns.buckets, self.weights.whole, strict=True)
        return max((weight for bucket, weight in bars if not bucket.is_folded), default=0)

    @property
    def _lines(self) -> int:
        """How many lines the bars take, above the axis."""
        return max(0, self.size.height - (2 if self._has_words else 1))

    @property
    def _has_words(self) -> bool:
        return self.size.height >= _ROOM_FOR_WORDS

    # Lines

    def render_line(self, y: int) -> Strip:
        """Draw a line."""
        width, base = self.size.width, self.rich_style
        # What is too wide is cut: the terminal was made narrower, and the columns are made so in a moment.
        cells: _Cells = [(" ", base)] * max(width, self.columns.width)
        if not self._bars:
            if y == 0:
                self._write(cells, 0, self.empty, "heading")
        elif y < self._lines:
            self._draw_bars(cells, self._lines - 1 - y)
            if y == 0 and not self._has_words:
                self._draw_words_over(cells)
        elif y == self._lines:
            self._draw_axis(cells)
        else:
            self._draw_words(cells)
        runs = ((style, "".join(glyph for glyph, _ in run)) for style, run in groupby(cells, lambda cell: cell[1]))
        return Strip([Segment(text, style) for style, text in runs]).adjust_cell_length(width, base)

    def _write(self, cells: _Cells, at: int, text: str, name: str) -> None:
        """Put text over cells, whose ground stays."""
        style = self.named_style(name)
        for x, character in enumerate(text, at):
            if 0 <= x < len(cells):
                cells[x] = (character, cells[x][1] + style)

    def _ground(self, place: int) -> Style:
        first, last = self.selected
        if self.has_focus and place == self.cursor:
            return self.named_style("cursor")
        if self.held is not None and first <= place <= last:
            return self.named_style("selection")
        return self.named_style("hover") if place == self.hovered else Style.null()

    def _draw_bars(self, cells: _Cells, line: int) -> None:
        """Draw a line of the bars, the lowest being 0."""
        looks: dict[Cell, Style] = {}
        for place, column in enumerate(self._bars):
            # After a change of height there are other lines than there were, until what is wanted has been counted.
            where, cell = self.columns.cells(place), column[line] if line < len(column) else Cell(" ", NOTHING)
            ground = self.rich_style + self._ground(place)
            is_folded = self.columns.buckets[place].is_folded
            if not is_folded and cell not in looks:
                looks[cell] = self._filling(cell)
            for x in where:
                cells[x] = (" ", ground) if is_folded else (cell.glyph, ground + looks[cell])
            if is_folded:
                self._write(cells, where[len(where) // 2], glyphs().fold, "muted")

    def _filling(self, cell: Cell) -> Style:
        if cell.layer == NOTHING:
            return Style.null()
        ink, ground = self._ink(cell.layer), self.background_colors[1]
        if not cell.is_full:
            return Style(
                color=ink.rich_color, bgcolor=None if cell.behind == NOTHING else self._ink(cell.behind).rich_color
            )
        if cell.layer == 0 or ink.ansi is not None or ground.ansi is not None:
            return Style(color=ink.rich_color)
        return Style(color=ink.blend(ground, _HATCH).rich_color, bgcolor=ink.rich_color)

    def _ink(self, layer: int) -> Color:
        name = "rest" if layer == REST else LAYERS[layer][0]
        return Color.parse(self.app.theme_variables[STYLES[name].removeprefix("$")])

    def _draw_axis(self, cells: _Cells) -> None:
        starts = self.columns.starts
        self._write(cells, 0, glyphs().rule * self.columns.width, "muted")
        for place, bucket in enumerate(self.columns.buckets):
            if bucket.is_folded:
                where = self.columns.cells(place)
                self._write(cells, where[0], glyphs().folded * len(where), "muted")
        labels = self.columns.labels(len(cells))
        begin, end = (0, 0) if self.chosen is None else (starts[self.chosen[0]], starts[self.chosen[1] + 1])
        if self.chosen is not None:
            left, line, right = tuple(glyphs().bracket)
            self._write(cells, begin, line * (end - begin), "heading")
            # The bracket gives way to a label at its end: there is no other right beside it.
            taken = {x for at, text in labels for x in range(at, at + len(text))}
            self._write(cells, begin - (begin in taken), left, "heading")
            self._write(cells, end - (end - 1 not in taken and end - 1 > begin - (begin in taken)), right, "heading")
        for at, text in labels:
            self._write(cells, at, text, "muted")
            inside = range(max(begin, at), min(end, at + len(text)))
            self._write(cells, inside.start, text[inside.start - at : inside.stop - at] if inside else "", "heading")
        for place in range(len(self.columns.buckets)):
            for x in self.columns.cells(place):
                cells[x] = (cells[x][0], cells[x][1] + self._ground(place))

    # Words

    def _said(self) -> str:
        """Say what is at the cursor, selected or under the mouse; nothing where neither is."""
        if self.held is not None:
            return caption(self.columns.buckets, self.weights, *self.selected)
        place = self.hovered if self.hovered is not None else self.cursor if self.has_focus else None
        return "" if place is None else caption(self.columns.buckets, self.weights, place, place)

    def _draw_words(self, cells: _Cells) -> None:
        dot = f" {glyphs().dot} "
        said = self._said() or f"by {self.unit}{dot}at most {number(self._peak)} events"
        self._write(cells, 0, said, "heading" if self._said() else "muted")
        room = len(cells) - cell_len(said) - 2
        for is_brief in (False, True):
            legend = list(self._legend(is_brief))
            width = sum(3 + len(text) for _, text in legend) + len(legend) - 1
            if width <= room:
                at = len(cells) - width
                for layer, text in legend:
                    pattern = glyphs().rest if layer == REST else glyphs().layers[layer]
                    style = self.rich_style + self._filling(Cell(pattern, layer, is_full=True))
                    cells[at], cells[at + 1] = (pattern, style), (pattern, style)
                    self._write(cells, at + 3, text, "muted")
                    at += 4 + len(text)
                break

    def _legend(self, is_brief: bool) -> list[tuple[int, str]]:
        """Return the layers that there are, and what each means."""
        legend = [
            (layer, statuses[0] if is_brief else ", ".join(statuses))
            for layer, (_, statuses) in enumerate(LAYERS)
            if any(self.weights.layers[layer])
        ]
        is_filtered = sum(self.weights.whole) - sum(map(sum, self.weights.layers)) > 0.01
        return [*legend, (REST, "other" if is_brief else "not matching")] if is_filtered else legend

    def _draw_words_over(self, cells: _Cells) -> None:
        """Put what is said over the bars, at the side that is farther from them."""
        if said := self._said():
            place = self.hovered if self.hovered is not None and self.held is None else self.cursor
            is_left = self.columns.starts[place] > len(cells) // 2
            text = f" {said} "
            at = 0 if is_left else max(0, len(cells) - cell_len(text))
            for x in range(at, min(len(cells), at + cell_len(text))):
                cells[x] = (" ", self.rich_style)
            self._write(cells, at, text, "heading")

"""A bar chart over an axis of time: how it is drawn. Subclasses supply the data and handle keys and the mouse."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.style import Style
from textual.color import Color
from textual.strip import Strip

from tui.app.chart.axis_labels import AxisLabel, axis_labels
from tui.app.chart.bars import NO_LAYER, REST, Cell, bar
from tui.app.chart.captions import LAYERS, NO_WEIGHTS, caption, format_weight
from tui.app.chart.columns import Columns
from tui.app.chart.scale import Scale
from tui.app.style.cells import CellLine
from tui.app.style.styles import STYLES, DrawnWidget
from tui.terminal.glyphs import glyphs

_LEAST_HEIGHT_WITH_CAPTION = 5
"""A chart of at least this height has its caption on a line of its own, below the axis."""
_PATTERN_BLEND = 0.45
"""How much of the background is blended into the pattern that fills a cell."""
_SHADE_BLEND = 0.25
"""How much of the background is blended into every other bar where bars touch each other."""


class BarChart(DrawnWidget, can_focus=True):
    """Bars in layers: matching events and, behind them, all others; with an axis, a caption and a legend.

    The chart is drawn with the styles of `tui.app.style.styles`, among them:

    | Style | Description |
    |---|---|
    | `cursor` | The bucket at the cursor. |
    | `selection` | The buckets that are being selected. |
    | `hover` | The bucket under the mouse. |
    | `heading` | The caption, and the bracket around the query's dates. |
    | `muted` | The axis, and the legend. |
    | `rest` | Events that do not match. |

    The layers have the styles of their statuses.
    """

    ALLOW_SELECT = False

    columns = Columns((), (0,))
    """The buckets and their cells."""
    weights = NO_WEIGHTS
    """The weights of the buckets."""
    cursor = 0
    """The index of the bucket at the cursor."""
    hovered: int | None = None
    """The index of the bucket under the mouse."""
    selection_start: int | None = None
    """The index of the bucket where a selection began, which extends to the cursor; None if there is no selection."""
    bracketed: tuple[int, int] | None = None
    """The indices of the first and the last bucket of the query's dates."""
    empty = ""
    """The text to show if there are no buckets."""

    _bars: Sequence[Sequence[Cell]] = ()

    @property
    def selected(self) -> tuple[int, int]:
        """The indices of the first and the last selected bucket: without a selection, the bucket at the cursor."""
        other = self.cursor if self.selection_start is None else self.selection_start
        return min(self.cursor, other), max(self.cursor, other)

    def update_bars(self) -> None:
        """Make the bars again, for other weights or another size."""
        whole = self.weights.whole.by_bucket
        layers = [layer.by_bucket for layer in self.weights.layers]
        is_plain = glyphs().is_ascii or self.app.has_class("-few-colours")
        scale, patterns = self._scale, self._patterns
        self._bars = [
            bar([layer[i] for layer in layers], whole[i], scale, glyphs(), patterns, is_plain=is_plain)
            for i in range(len(self.columns.buckets))
        ]
        self.refresh()

    @property
    def _scale(self) -> Scale:
        bars = zip(self.columns.buckets, self.weights.whole.by_bucket, strict=True)
        return Scale(max((weight for bucket, weight in bars if not bucket.is_folded), default=0), self._bar_lines)

    @property
    def _patterns(self) -> str:
        """The glyphs that fill a cell, by layer. Without any status there is nothing to tell apart."""
        layers = glyphs().layers
        return layers if self.weights.has_statuses else layers[0] * len(layers)

    @property
    def _bar_lines(self) -> int:
        """The number of lines above the axis."""
        return max(0, self.size.height - (2 if self._has_caption_line else 1))

    @property
    def _has_caption_line(self) -> bool:
        return self.size.height >= _LEAST_HEIGHT_WITH_CAPTION

    # Lines

    def render_line(self, y: int) -> Strip:
        """Render a line."""
        width, base = self.size.width, self.rich_style
        # Columns may be wider than the chart for a moment, after the terminal became narrower.
        line = CellLine(max(width, self.columns.width), base)
        if not self._bars:
            if y == 0:
                line.write(0, self.empty, self.named_style("heading"))
        elif y < self._bar_lines:
            self._draw_bars(line, self._bar_lines - 1 - y)
            if y == 0 and not self._has_caption_line:
                self._draw_caption_over_bars(line)
        elif y == self._bar_lines:
            self._draw_axis(line)
        else:
            self._draw_caption_and_legend(line)
        return line.strip(width, base)

    def _bucket_style(self, bucket: int) -> Style:
        """Return the background of a bucket at the cursor, in the selection or under the mouse."""
        first, last = self.selected
        if self.has_focus and bucket == self.cursor:
            return self.named_style("cursor")
        if self.selection_start is not None and first <= bucket <= last:
            return self.named_style("selection")
        return self.named_style("hover") if bucket == self.hovered else Style.null()

    def _draw_bars(self, line: CellLine, height: int) -> None:
        """Draw a line of the bars, the lowest at height 0."""
        styles: dict[tuple[Cell, bool], Style] = {}
        base, has_gaps = self.rich_style, self.columns.has_gaps
        for i, cells in enumerate(self._bars):
            # After a change of height the bars have their old height until the events have been counted.
            cell = cells[height] if height < len(cells) else Cell(" ", NO_LAYER)
            background = base + self._bucket_style(i)
            columns = self.columns.bar_cells(i)
            if self.columns.buckets[i].is_folded:
                for x in columns:
                    line.put(x, " ", background)
                line.write(columns[len(columns) // 2], glyphs().fold, self.named_style("muted"))
                continue
            shade = not has_gaps and i % 2 == 1
            if (cell, shade) not in styles:
                styles[cell, shade] = self._cell_style(cell, is_shaded=shade)
            for x in columns:
                line.put(x, cell.glyph, background + styles[cell, shade])

    def _cell_style(self, cell: Cell, *, is_shaded: bool = False) -> Style:
        """Return the style of a cell of a bar.

        Args:
            cell: the cell.
            is_shaded: the bar touches others: its colour is nearer to the background than theirs.
        """
        if cell.layer == NO_LAYER:
            return Style.null()
        color, background = self._layer_color(cell.layer), self.background_colors[1]
        has_blends = color.ansi is None and background.ansi is None
        if is_shaded and has_blends:
            color = color.blend(background, _SHADE_BLEND)
        if not cell.is_full:
            behind = None if cell.behind == NO_LAYER else self._layer_color(cell.behind).rich_color
            return Style(color=color.rich_color, bgcolor=behind)
        is_solid = cell.glyph == glyphs().layers[0]
        if is_solid or not has_blends:
            return Style(color=color.rich_color)
        return Style(color=color.blend(background, _PATTERN_BLEND).rich_color, bgcolor=color.rich_color)

    def _layer_color(self, layer: int) -> Color:
        name = "rest" if layer == REST else LAYERS[layer][0]
        return Color.parse(self.app.theme_variables[STYLES[name].removeprefix("$")])

    def _draw_axis(self, line: CellLine) -> None:
        muted, heading = self.named_style("muted"), self.named_style("heading")
        line.write(0, glyphs().rule * self.columns.width, muted)
        for i, bucket in enumerate(self.columns.buckets):
            if bucket.is_folded:
                columns = self.columns.cells(i)
                line.write(columns[0], glyphs().folded * len(columns), muted)
        labels = axis_labels(self.columns, len(line))
        begin, end = self._bracketed_cells()
        if begin < end:
            self._draw_bracket(line, begin, end, labels)
        for label in labels:
            start, text = label.x, label.text
            line.write(start, text, muted)
            inside = range(max(begin, start), min(end, start + len(text)))
            if inside:
                line.write(inside.start, text[inside.start - start : inside.stop - start], heading)
        for i in range(len(self.columns.buckets)):
            style = self._bucket_style(i)
            for x in self.columns.bar_cells(i):
                line.add_style(x, style)

    def _bracketed_cells(self) -> tuple[int, int]:
        """Return the first cell of the query's dates and the cell after the last; (0, 0) if they are not limited."""
        if self.bracketed is None:
            return 0, 0
        first, last = self.bracketed
        return self.columns.starts[first], self.columns.starts[last + 1]

    def _draw_bracket(self, line: CellLine, begin: int, end: int, labels: Sequence[AxisLabel]) -> None:
        heading = self.named_style("heading")
        left, middle, right = tuple(glyphs().bracket)
        line.write(begin, middle * (end - begin), heading)
        # A label at an end of the bracket moves that end by a cell: no label touches another, so the cell is free.
        taken = {x for label in labels for x in label.cells}
        left_x = begin - (begin in taken)
        line.write(left_x, left, heading)
        line.write(end - (end - 1 not in taken and end - 1 > left_x), right, heading)

    # Caption and legend

    def _caption(self) -> str:
        """Return the caption of the selection, or of the bucket under the mouse or at the cursor; else nothing."""
        if self.selection_start is not None:
            return caption(self.columns.buckets, self.weights, *self.selected)
        bucket = self.hovered if self.hovered is not None else self.cursor if self.has_focus else None
        return "" if bucket is None else caption(self.columns.buckets, self.weights, bucket, bucket)

    def _scale_texts(self) -> Sequence[str]:
        """Return what a bar is, how much the highest one stands for, and how to read heights; then parts of that."""
        scale = self._scale
        weight = format_weight(scale.peak)
        unit, peak, events = f"by {self.columns.unit.name}", f"at most {weight}", "event" if weight == "1" else "events"
        kind = () if scale.is_linear else ("square-root scale",)
        parts = ((unit, f"{peak} {events}", *kind), (peak, *kind), kind or (unit,))
        return [f" {glyphs().dot} ".join(some) for some in parts]

    def _draw_caption_and_legend(self, line: CellLine) -> None:
        caption = self._caption()
        texts = [caption] if caption else self._scale_texts()
        legends = [self._legend(is_brief) for is_brief in (False, True)]
        widths = [sum(3 + len(text) for _, text in legend) + len(legend) - 1 for legend in legends]
        # Of the texts, the first beside which there is room for a legend, or else the first that has room alone.
        rooms = len(line) - 2 - min(widths), len(line)
        text = next((text for room in rooms for text in texts if cell_len(text) <= room), texts[-1])
        line.write(0, text, self.named_style("heading" if caption else "muted"))
        for legend, width in zip(legends, widths, strict=True):
            if cell_len(text) + 2 + width <= len(line):
                self._draw_legend(line, len(line) - width, legend)
                return

    def _draw_legend(self, line: CellLine, x: int, legend: Sequence[tuple[int, str]]) -> None:
        for layer, text in legend:
            pattern = glyphs().rest if layer == REST else self._patterns[layer]
            style = self.rich_style + self._cell_style(Cell(pattern, layer, is_full=True))
            line.put(x, pattern, style)
            line.put(x + 1, pattern, style)
            line.write(x + 3, text, self.named_style("muted"))
            x += 4 + len(text)

    def _legend(self, is_brief: bool) -> list[tuple[int, str]]:
        """Return each layer that has any event, and its meaning."""
        legend = [
            (layer, (statuses[0] if is_brief else ", ".join(statuses)) if statuses else "no status")
            for layer, (_, statuses) in enumerate(LAYERS)
            if any(self.weights.layers[layer].by_bucket) and (statuses or self.weights.has_statuses)
        ]
        matching = sum(sum(layer.by_bucket) for layer in self.weights.layers)
        is_filtered = sum(self.weights.whole.by_bucket) - matching > 0.01
        return [*legend, (REST, "other" if is_brief else "not matching")] if is_filtered else legend

    def _draw_caption_over_bars(self, line: CellLine) -> None:
        """Draw the caption over the bars, at the end of the line that is farther from its bucket.

        Without a caption draw what the scale is, if there is room for it beside the bars.
        """
        text = f" {self._caption()} "
        width = cell_len(text)
        if text.strip():
            bucket = self.hovered if self.hovered is not None and self.selection_start is None else self.cursor
            is_left = self.columns.starts[bucket] > len(line) // 2
            x = 0 if is_left else max(0, len(line) - width)
            style = "heading"
        else:
            style = "muted"
            fitting = (
                (x, text)
                for text in self._scale_texts()
                for x in (len(line) - cell_len(text), 0)
                if x >= 0 and self._is_blank(x - 1, x + cell_len(text) + 1)
            )
            x, text = next(fitting, (0, ""))
            width = cell_len(text)
        for cell in range(x, min(len(line), x + width)):
            line.put(cell, " ", self.rich_style)
        line.write(x, text, self.named_style(style))

    def _is_blank(self, start: int, end: int) -> bool:
        """Return whether no bar reaches the first line between two cells."""
        return all(
            bars[-1].layer == NO_LAYER
            for i, bars in enumerate(self._bars)
            if bars and self.columns.starts[i] < end and self.columns.starts[i + 1] > start
        )

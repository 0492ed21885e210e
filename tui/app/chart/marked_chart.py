"""A bar chart with marks of what was known when, words for silent stretches, and labels that can be clicked."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len

from tui.app.chart.axis_labels import AxisLabel, axis_labels
from tui.app.chart.bar_chart import BarChart
from tui.app.chart.bars import NO_LAYER
from tui.app.chart.captions import range_caption
from tui.app.chart.marks import Mark, known_mark, source_marks
from tui.app.chart.silences import ChartSilence, PlacedWords, chart_silences, placed
from tui.app.style.cells import CellLine
from tui.terminal.glyphs import glyphs
from tui.timeline.analysis.bucket_names import day_name


class MarkedChart(BarChart):
    """Draws marks over the bars of a chart, and says what a mark or a label of the axis means, and where nothing is."""

    known_second: int | None = None
    """The last second that counts for `known:`; None without it."""
    source_days: Sequence[int] = ()
    """The day of each source, ascending, if the days on which sources came out are marked."""
    pointed: AxisLabel | Mark | None = None
    """The label or the mark under the mouse."""
    _silences: Sequence[ChartSilence] = ()
    _words: Sequence[tuple[ChartSilence, PlacedWords]] = ()
    """The words of the silent stretches that have room for them."""

    def update_bars(self) -> None:
        """Make the bars again, and the words between them."""
        super().update_bars()
        self._silences = chart_silences(self.columns, self.weights)
        self._words = [*placed(self._silences, self.columns, self._bar_lines, self._is_blank_at)]

    def target_at(self, x: int, y: int) -> AxisLabel | Mark | None:
        """Return the label or the mark at a cell of the chart."""
        if not self.columns.buckets:
            return None
        if y == self._bar_lines:
            labels = axis_labels(self.columns, max(self.size.width, self.columns.width))
            return next((label for label in labels if x in label.cells), None)
        marks = {mark.x: mark for mark in self._marks()}
        return marks.get(x) if y == 0 else None

    def _marks(self) -> Sequence[Mark]:
        """Return all marks. That of `known:` is the last, and so hides another in its cell."""
        marks = source_marks(self.columns, self.source_days)
        return marks if self.known_second is None else [*marks, known_mark(self.columns, self.known_second)]

    def _draw_bars(self, line: CellLine, height: int) -> None:
        """Draw a line of the bars, the words between them, and the marks over it."""
        super()._draw_bars(line, height)
        words = [words for _, words in self._words if words.height == height]
        for each in words:
            line.write(each.x, each.text, self.named_style("muted"))
        spoken = {x for each in words for x in each.cells}
        if not self.columns.buckets or not (self.source_days or self.known_second is not None):
            return
        heading = self.named_style("heading")
        is_top = height == self._bar_lines - 1
        for mark in self._marks():
            style = heading if mark.is_known else self.named_style("link")
            if is_top:
                line.put(mark.x, glyphs().known if mark.is_known else glyphs().came_out, self.rich_style + style)
            elif mark.is_known and self._is_blank_at(mark.x, height) and mark.x not in spoken:
                line.put(mark.x, glyphs().known_line, self.rich_style + style)
        if is_top and self.known_second is not None:
            self._draw_known_day(line, known_mark(self.columns, self.known_second))

    def _draw_known_day(self, line: CellLine, mark: Mark) -> None:
        """Draw the day of `known:` beside its mark, on the side that has room for it."""
        text = f"known {day_name(mark.last)}"
        for x in (mark.x + 2, mark.x - 1 - cell_len(text)):
            end = x + cell_len(text)
            others = any(x - 1 <= other.x <= end for other in self._marks() if not other.is_known)
            if x >= 0 and end <= len(line) and self._is_blank(x - 1, end + 1) and not others:
                line.write(x, text, self.named_style("heading"))
                return

    def _is_blank_at(self, x: int, height: int) -> bool:
        bucket = self.columns.bucket_at(x)
        bars = self._bars[bucket] if bucket < len(self._bars) else ()
        if x not in self.columns.bar_cells(bucket) or height >= len(bars):
            return True
        return bars[height].layer == NO_LAYER

    def _draw_axis(self, line: CellLine) -> None:
        super()._draw_axis(line)
        if isinstance(self.pointed, AxisLabel):
            for x in self.pointed.cells:
                line.add_style(x, self.named_style("pointed"))

    def _caption(self) -> str:
        if self.selection_start is None and isinstance(self.pointed, Mark):
            return self.pointed.caption
        if self.selection_start is None and isinstance(self.pointed, AxisLabel):
            return range_caption(self.columns.buckets, self.weights, self.pointed, self.columns.unit)
        text = super()._caption()
        first, last = self.selected if self.hovered is None else (self.hovered, self.hovered)
        inside = [silence for silence in self._silences if silence.first <= first <= last <= silence.last]
        return f"{text} {glyphs().dot} {inside[0].words}" if text and inside else text

    def _scale_texts(self) -> Sequence[str]:
        """Return how to read the bars, with the longest of the silent stretches that have no words between them."""
        texts = super()._scale_texts()
        said = {silence for silence, words in self._words if words.text == silence.words}
        unsaid = [silence for silence in self._silences if silence not in said]
        if not unsaid:
            return texts
        buckets = self.columns.buckets
        longest = max(unsaid, key=lambda silence: buckets[silence.last].last - buckets[silence.first].first)
        return [*(f"{text} {glyphs().dot} {longest.words}" for text in texts), longest.words, *texts]

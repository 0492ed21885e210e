"""A scroll bar with marks where marked lines are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from rich.console import Console, ConsoleOptions, RenderResult
from rich.segment import Segment, Segments
from rich.style import Style
from textual.scrollbar import ScrollBar, ScrollBarRender

from tui.terminal.glyphs import glyphs


class _MarkRender(ScrollBarRender):
    """Draws a scroll bar, and the marks over it."""

    marks: Sequence[int] = ()
    """The lines that are marked."""
    style_of_marks = Style.null()

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        size = options.height or console.height
        marked = {min(size - 1, line * size // self.virtual_size) for line in self.marks if self.virtual_size}
        for rendered in super().__rich_console__(console, options):
            assert isinstance(rendered, Segments)
            yield Segments(self._with_marks(rendered.segments, marked), new_lines=True)

    def _with_marks(self, segments: Iterable[Segment], marked: set[int]) -> Iterator[Segment]:
        for cell, segment in enumerate(segments):
            style = segment.style or Style.null()
            if cell not in marked:
                yield segment
                continue
            background = style.color if style.reverse else style.bgcolor
            yield Segment(
                glyphs().marked,
                Style(color=self.style_of_marks.color, bgcolor=background, bold=True, meta=style.meta),
            )


def mark_scroll_bar(bar: ScrollBar, marks: Callable[[], tuple[Sequence[int], Style]]) -> None:
    """Have a scroll bar draw marks.

    Args:
        bar: a vertical scroll bar, one cell wide.
        marks: returns the marked lines, and the style of their marks.
    """

    def renderer(**settings: Any) -> ScrollBarRender:
        drawn = _MarkRender(**settings)
        drawn.marks, drawn.style_of_marks = marks()
        return drawn

    bar.renderer = renderer  # type: ignore[misc, assignment] # called as the class would be, on this instance alone

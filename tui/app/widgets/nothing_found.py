"""A list that offers, where it is empty, what to leave out of the query."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip

from tui.app.style.cells import fit
from tui.app.widgets.line_list import LineList, Pieces
from tui.terminal.display import displayed
from tui.terminal.glyphs import glyphs
from tui.timeline.query.language import Query

if TYPE_CHECKING:
    from tui.timeline.search.ways_out import WayOut

_FIRST_LINE = 2
"""The line of the first way out, below what the list says and a blank line."""


class NothingFound(LineList):
    """A list that is empty, or not. Where it is, its keys and the mouse choose a way out."""

    class Chosen(Message):
        """A way out was chosen."""

        def __init__(self, query: Query) -> None:
            super().__init__()
            self.query = query

    _ways_out: Sequence[WayOut] = ()
    _way: int = 0
    """The position of the highlighted way out."""

    def offer(self, ways_out: Sequence[WayOut]) -> None:
        """Offer ways out of an empty list; the list forgets them when it is filled."""
        self._ways_out, self._way = ways_out, 0
        self.refresh()

    @property
    def has_ways_out(self) -> bool:
        """Whether the list is empty and offers ways out."""
        return self.line_count == 0 and bool(self._ways_out)

    def render_beyond(self, line: int, width: int) -> Strip:
        """Render a line below the last: what an empty list says, or a way out."""
        way = line - _FIRST_LINE
        if not (self.has_ways_out and 0 <= way < len(self._ways_out)):
            return super().render_beyond(line, width)
        base = self._base_style
        over = self.named_style(self.cursor_style) if way == self._way else Style.null()
        segments = []
        for text, name in self._pieces(way, width):
            style = base + self.named_style(name) if name else base
            segments.append(Segment(text, style + over))
        return Strip(segments).adjust_cell_length(width, base + over)

    def _pieces(self, way: int, width: int) -> Pieces:
        ways = self._ways_out
        heads = max(cell_len(displayed(each.words)) for each in ways)
        key = ""
        if way == self._way:
            key = "Enter" if self.has_focus else f"{glyphs().down} Enter"
        count = f"{ways[way].events:,} event{'' if ways[way].events == 1 else 's'}"
        counts = max(len(f"{each.events:,} events") for each in ways)
        room = max(0, width - counts - len("  ..    ↓ Enter"))
        yield f"  {fit(displayed(ways[way].words), min(heads, room))}  ", ""
        yield f"{count:>{counts}}", "label"
        yield f"  {key}", "heading"

    def take_way_out(self) -> None:
        """Choose the highlighted way out, if the list is empty."""
        if self.has_ways_out:
            self.post_message(self.Chosen(self._ways_out[self._way].query))

    def action_move(self, step: int) -> None:
        """Highlight the next line in a direction, or the next way out."""
        if self.has_ways_out:
            self._way = max(0, min(len(self._ways_out) - 1, self._way + step))
            self.refresh()
        else:
            super().action_move(step)

    def on_click(self, event: events.Click) -> None:
        """Choose a way out that was clicked."""
        way = event.y - _FIRST_LINE
        if event.button == 1 and self.has_ways_out and 0 <= way < len(self._ways_out):
            self._way = way
            self.take_way_out()

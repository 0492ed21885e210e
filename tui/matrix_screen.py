"""Actors by weapons: how many events each pair has, and a way to filter to one."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from tui.closed_once import ClosedOnce
from tui.key_bar import KeyBar
from tui.matrix_grid import MatrixGrid
from tui.printable import printable
from tui.timeline.crossing import Crossing
from tui.timeline.query import Query


class MatrixScreen(ClosedOnce, Screen[MatrixGrid.Chosen | None]):
    """Lies over the browser until a cell or a heading is chosen, or it is closed.

    Args:
        crossing: the counts.
        query: what they are counted under.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,m,q", "close", "Close", key_display="Esc", id="matrix.close", tooltip="Back to the list"),
    ]

    CSS_PATH = "matrix_screen.tcss"

    def __init__(self, crossing: Crossing, query: Query) -> None:
        super().__init__()
        self._crossing = crossing
        self._query = query

    def compose(self) -> ComposeResult:
        """Lay out the heading, the counts and the keys."""
        with Horizontal(id="heading"):
            yield Static(Content(printable(self._title())), id="title")
            yield Static(Content(self._limits()), id="count")
        yield MatrixGrid(self._crossing, id="grid")
        yield KeyBar()

    def _title(self) -> str:
        return f"Actors by weapons · {self._query}" if self._query else "Actors by weapons"

    def _limits(self) -> str:
        """Say what is left out."""
        crossing = self._crossing
        limits = ("actors", crossing.rows, crossing.more_rows), ("weapons", crossing.columns, crossing.more_columns)
        said = [f"{len(shown)} of {len(shown) + more:,} {name}" for name, shown, more in limits if more]
        return f"the most frequent: {', '.join(said)}" if said else ""

    def action_close(self) -> None:
        """Go back to the browser."""
        self.dismiss(None)

    @on(MatrixGrid.Chosen)
    def _choose(self, event: MatrixGrid.Chosen) -> None:
        self.dismiss(event)

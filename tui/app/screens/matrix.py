"""Actors by weapons: how many events each pair has, and a way to filter to one."""

from __future__ import annotations

from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from tui.app.screens.dismiss_once import DismissOnce
from tui.app.screens.live_screen import LiveScreen
from tui.app.widgets.key_bar import KeyBar
from tui.app.widgets.matrix_grid import MatrixGrid
from tui.app.widgets.title_bar import TitleBar
from tui.timeline.analysis.cross_tab import CrossTab, cross_tab
from tui.timeline.query.language import Query
from tui.timeline.search.index import Index


class MatrixScreen(DismissOnce, Screen[MatrixGrid.Chosen | None]):
    """Lies over a screen until a cell or a heading is chosen, or it is closed.

    Args:
        below: the screen whose timeline is counted, also when that is read again.
        query: what is counted.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,m,q", "close", "Close", key_display="Esc", id="matrix.close", tooltip="Back to the list"),
    ]

    CSS_PATH = "matrix.tcss"

    _heading = getters.query_one(TitleBar)
    _grid = getters.query_one(MatrixGrid)

    def __init__(self, below: LiveScreen, query: Query) -> None:
        super().__init__()
        self._below = below
        self._query = query

    def compose(self) -> ComposeResult:
        """Lay out the heading, the counts and the keys."""
        yield TitleBar()
        yield MatrixGrid(id="grid")
        yield KeyBar()

    def on_mount(self) -> None:
        """Count, and again when the timeline is read again."""
        self._heading.show_title(self._title())
        self._below.index_read.subscribe(self, self._count)
        self._count(self._below.index)

    def _count(self, index: Index) -> None:
        crossing = cross_tab(self._query, index)
        limits = _limits_of(crossing)
        self._heading.show_count(limits, len(limits))
        which = "No event that matches" if self._query else "No event"
        empty = f"{which} has both an actor and a weapon." if index.everything else "The timeline has no events."
        self._grid.show(crossing, empty)

    def _title(self) -> str:
        return f"Actors by weapons · {self._query}" if self._query else "Actors by weapons"

    def action_close(self) -> None:
        """Go back to the browser."""
        self.dismiss(None)

    @on(MatrixGrid.Chosen)
    def _choose(self, event: MatrixGrid.Chosen) -> None:
        self.dismiss(event)


def _limits_of(crossing: CrossTab) -> str:
    """Say what is left out."""
    limits = ("actors", crossing.rows, crossing.more_rows), ("weapons", crossing.columns, crossing.more_columns)
    said = [f"{len(shown)} of {len(shown) + more:,} {name}" for name, shown, more in limits if more]
    return f"the most frequent: {', '.join(said)}" if said else ""

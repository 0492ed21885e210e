"""Actors by weapons: how many events each pair has. Choosing one filters by it."""

from __future__ import annotations

from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.signal import Signal

from tui.app.screens.query_session import QuerySession
from tui.app.textual_fixes import DismissOnce
from tui.app.widgets.key_bar import KeyBar
from tui.app.widgets.matrix_grid import MatrixGrid
from tui.app.widgets.title_bar import TitleBar
from tui.timeline.analysis.cross_tab import CrossTab, cross_tab
from tui.timeline.query.language import Query
from tui.timeline.search.index import Index


class MatrixScreen(DismissOnce, Screen[MatrixGrid.Chosen | None]):
    """Actors by weapons, over the browser. The result is the cell or the header that was chosen, or None.

    Args:
        session: the timeline whose events are counted.
        query: the query that the counted events match.
        index_changed: is published when the timeline has been replaced by a newer version.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,m,q", "close", "Close", key_display="Esc", id="matrix.close", tooltip="Back to the list"),
    ]

    CSS_PATH = "matrix.tcss"

    _title_bar = getters.query_one(TitleBar)
    _grid = getters.query_one(MatrixGrid)

    def __init__(self, session: QuerySession, query: Query, index_changed: Signal[Index]) -> None:
        super().__init__()
        self._session = session
        self._query = query
        self._index_changed = index_changed

    def compose(self) -> ComposeResult:
        """Lay out the title, the counts and the keys."""
        yield TitleBar()
        yield MatrixGrid(id="grid")
        yield KeyBar()

    def on_mount(self) -> None:
        """Count the events, now and whenever the timeline is replaced."""
        self._title_bar.show_title(self._title())
        self._index_changed.subscribe(self, self._count)
        self._count(self._session.index)

    def _count(self, index: Index) -> None:
        table = cross_tab(self._query, index)
        limits = _limits_of(table)
        self._title_bar.show_count(limits, len(limits))
        which = "No event that matches" if self._query else "No event"
        empty = f"{which} has both an actor and a weapon." if index.everything else "The timeline has no events."
        self._grid.show(table, empty)

    def _title(self) -> str:
        return f"Actors by weapons · {self._query}" if self._query else "Actors by weapons"

    def action_close(self) -> None:
        """Go back to the browser."""
        self.dismiss(None)

    @on(MatrixGrid.Chosen)
    def _choose(self, event: MatrixGrid.Chosen) -> None:
        self.dismiss(event)


def _limits_of(table: CrossTab) -> str:
    """Return which rows and columns are left out."""
    limits = ("actors", table.rows, table.more_rows), ("weapons", table.columns, table.more_columns)
    limited = [f"{len(shown)} of {len(shown) + more:,} {name}" for name, shown, more in limits if more]
    return f"the most frequent: {', '.join(limited)}" if limited else ""

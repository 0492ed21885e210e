"""The matrix: how many events each pair of values of two facets has. Choosing one filters by it."""

from __future__ import annotations

from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.signal import Signal

from tui.app.screens.query_session import QuerySession
from tui.app.textual_fixes import DismissOnce
from tui.app.widgets.drawn_matrix import NO_TABLE
from tui.app.widgets.key_bar import KeyBar
from tui.app.widgets.matrix_grid import MatrixGrid
from tui.app.widgets.title_bar import TitleBar
from tui.timeline.analysis.cross_tab import CrossTab, cross_tab, crossable_facets, facets_to_cross
from tui.timeline.model.facets import FacetSpec
from tui.timeline.query.language import Query
from tui.timeline.search.index import Index


class MatrixScreen(DismissOnce, Screen[Query | None]):
    """The values of one facet by those of another, over the browser.

    The result is the query with the cell or the header that was chosen, or None.

    Args:
        session: the timeline whose events are counted, the query, and the facets that were crossed last.
        index_changed: is published when the timeline has been replaced by a newer version.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "turn(0, 1)", "Rows", id="matrix.rows", tooltip="Next facet in the rows"),
        Binding("c", "turn(1, 1)", "Columns", id="matrix.columns", tooltip="Next facet in the columns"),
        Binding(
            "R", "turn(0, -1)", "Previous rows", show=False, id="matrix.rows-back", tooltip="Previous facet in the rows"
        ),
        Binding(
            "C", "turn(1, -1)", "Previous columns", show=False, id="matrix.columns-back",
            tooltip="Previous facet in the columns",
        ),
        Binding("x", "swap", "Swap", id="matrix.swap", tooltip="Swap rows and columns"),
        Binding("escape,m,q", "close", "Close", key_display="Esc", id="matrix.close", tooltip="Back to the list"),
    ]  # fmt: skip

    CSS_PATH = "matrix.tcss"

    _title_bar = getters.query_one(TitleBar)
    _grid = getters.query_one(MatrixGrid)

    def __init__(self, session: QuerySession, index_changed: Signal[Index]) -> None:
        super().__init__()
        self._session = session
        self._index_changed = index_changed

    def compose(self) -> ComposeResult:
        """Lay out the title, the counts and the keys."""
        yield TitleBar()
        yield MatrixGrid(id="grid")
        yield KeyBar()

    def on_mount(self) -> None:
        """Count the events, now and whenever the timeline is replaced."""
        self._index_changed.subscribe(self, self._count)
        self._count(self._session.index)

    @property
    def _facets(self) -> tuple[FacetSpec, FacetSpec] | None:
        """The facets of the rows and the columns; None if the events have values of fewer than two."""
        session, specs = self._session, {spec.name: spec for spec in crossable_facets(self._session.index)}
        names = session.crossed
        if names is None or not specs.keys() >= set(names):
            names = facets_to_cross(session.index)
        return None if names is None else (specs[names[0]], specs[names[1]])

    @property
    def _query(self) -> Query:
        """The query that the counted events match."""
        query = self._session.query
        for spec in self._facets or ():
            query = query.without(spec.name)
        return query

    def _count(self, index: Index) -> None:
        facets, query = self._facets, self._query
        if facets is None:
            events = "The events have values of fewer than two facets."
            self._title_bar.show_title("Matrix")
            self._title_bar.show_count("", 0)
            self._grid.show(NO_TABLE, ("", ""), events if index.everything else "The timeline has no events.")
            return
        rows, columns = facets
        title = f"{rows.title} by {_in_text(columns)}"
        self._title_bar.show_title(f"{title} · {query}" if query else title)
        table = cross_tab(query, index, rows.name, columns.name)
        limits = _limits_of(table, facets)
        self._title_bar.show_count(limits, len(limits))
        which = "No event that matches" if query else "No event"
        self._grid.show(
            table, (rows.title, columns.title), f"{which} has both {_in_text(rows)} and {_in_text(columns)}."
        )

    def action_turn(self, axis: int, step: int) -> None:
        """Show another facet in the rows or the columns. The facet of the other axis is skipped.

        Args:
            axis: 0 for the rows, 1 for the columns.
            step: 1 for the next facet, -1 for the one before.
        """
        if (facets := self._facets) is None:
            return
        others = [spec.name for spec in crossable_facets(self._session.index) if spec != facets[1 - axis]]
        turned = others[(others.index(facets[axis].name) + step) % len(others)]
        self._cross((turned, facets[1].name) if axis == 0 else (facets[0].name, turned))

    def action_swap(self) -> None:
        """Show the rows as columns, and the columns as rows."""
        if (facets := self._facets) is not None:
            self._cross((facets[1].name, facets[0].name))

    def _cross(self, facets: tuple[str, str]) -> None:
        self._session.crossed = facets
        self._grid.go_home()
        self._count(self._session.index)

    def action_close(self) -> None:
        """Go back to the browser."""
        self.dismiss(None)

    @on(MatrixGrid.Chosen)
    def _choose(self, event: MatrixGrid.Chosen) -> None:
        assert self._facets is not None
        values = (event.row, event.column)
        query = self._session.query if all(values) else self._query
        for spec, value in zip(self._facets, values, strict=True):
            query = query if value is None else query.only(spec.name, value)
        self.dismiss(query)


def _in_text(spec: FacetSpec) -> str:
    """Return the title of a facet as it stands within a sentence."""
    return spec.title if spec.is_own else spec.title.lower()


def _limits_of(table: CrossTab, facets: tuple[FacetSpec, FacetSpec]) -> str:
    """Return which rows and columns are left out."""
    rows, columns = facets
    limits = (rows, table.rows, table.more_rows), (columns, table.columns, table.more_columns)
    limited = [f"{len(shown)} of {len(shown) + more:,} {_in_text(spec)}" for spec, shown, more in limits if more]
    return f"the most frequent: {', '.join(limited)}" if limited else ""

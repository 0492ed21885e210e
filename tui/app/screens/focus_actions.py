"""Actions that move the focus between the parts of the browser, and close what covers them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.events import DescendantFocus
from textual.widgets import Input

from tui.app.screens.browser_interface import BrowserInterface
from tui.app.widgets.query_bar import QueryInput
from tui.timeline.query.language import Query

if TYPE_CHECKING:
    from tui.app.widgets.facet_overview import FacetOverview


class FocusActions(BrowserInterface):
    """Moves the focus in the browser, and closes what covers it."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Disable letter keys where letters are typed: in the query bar and in the facets."""
        is_in_bar = isinstance(self.focused, Input)
        if action in ("facet", "chart", "matrix", "disputes", "open_find", "lanes"):
            return not (is_in_bar or (self.late.is_laid_out and self.focused is self.late.parts.facets))
        return not (action == "edit_query" and is_in_bar)

    @property
    def useless_actions(self) -> frozenset[str]:
        """The actions that would do nothing now, or what another key that is shown does better."""
        found = set()
        if not self.session.text:
            found.add("clear")
        is_at_home = self.focused is self.events and not self.is_in_disputes
        if is_at_home and not self.has_class("-reading") and self.session.outside is None:
            found.add("back")
        if self.late.is_laid_out:
            shown = self.shown
            if not self.late.parts.chart.display:
                found.add("chart")
            if shown is None or not any(quote.translation for quote in self.index.timeline.events[shown].quotes):
                found.add("translate")
        return frozenset(found)

    def go_to_list(self) -> None:
        """Focus the list, or the lanes in its place, and show it where the detail covers it."""
        self.remove_class("-reading")
        self.set_focus(self.main_pane)

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Hide the facets, where they cover the list, when another widget gets the focus."""
        if self.late.is_laid_out and event.widget is not self.late.parts.facets:
            self.close_facets()

    def action_edit_query(self) -> None:
        """Focus the query bar."""
        self.close_facets()
        self.set_focus(self.query_one(QueryInput))

    def action_leave_query(self) -> None:
        """Go from the query bar to the list."""
        self.catch_up()
        self.session.end_typing()
        self.go_to_list()

    def action_facet(self, facet: str) -> None:
        """Focus a facet, and show the facets where they are hidden."""
        self.catch_up()
        self.add_class("-facets")
        facets = self.late.parts.facets
        facets.go_to(facet)
        self.set_focus(facets)

    def on_facet_overview_pressed(self, event: FacetOverview.Pressed) -> None:
        """Go to a facet that was clicked in the line of facets."""
        self.action_facet(event.facet)

    def close_facets(self) -> None:
        """Hide the facets where they cover the list."""
        self.remove_class("-facets")

    def action_chart(self) -> None:
        """Focus the chart, at the date of the event that is shown."""
        chart = self.late.parts.chart
        self.leave_lanes()
        if not chart.display:
            self.say("The chart needs a taller terminal.")
            return
        self.catch_up()
        self.close_facets()
        if self.shown is not None:
            chart.go_to(self.index.start(self.shown))
        self.set_focus(chart)

    def action_back(self) -> None:
        """Close what is on top, go back to the list, or clear the query. This never leaves the program."""
        parts = self.late.parts
        if self.stop_reading() or self.dismiss_hint() or (self.focused is parts.facets and parts.facets.clear_filter()):
            return
        if self.focused is parts.chart and parts.chart.end_selection():
            return
        if self.has_class("-facets"):
            self.close_facets()
            self.go_to_list()
        elif self.has_class("-reading") or self.focused is not self.main_pane:
            self.go_to_list()
        elif self.is_in_lanes:
            if not self.end_find():
                self.leave_lanes()
                self.go_to_list()
        elif self.session.outside is not None:
            self.session.outside = None
            self.show_detail()
        elif not (self.end_find() or self.leave_disputes()) and self.session.query:
            self.run_query(Query())

"""What replaces the query, and executes it: typing, a choice of a value or dates, sorting, going back and forward."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import work

from tui.app.screens.browser_interface import BrowserInterface
from tui.app.screens.query_session import HistoryEntry
from tui.terminal.glyphs import glyphs
from tui.timeline.loader import Loader
from tui.timeline.model.sort import Sort
from tui.timeline.query.language import Query
from tui.timeline.query.roles import Role
from tui.timeline.query.terms import FieldTerm, Term

if TYPE_CHECKING:
    from tui.app.chart.timeline_chart import TimelineChart
    from tui.app.widgets.facet_panel import FacetPanel
    from tui.app.widgets.nothing_found import NothingFound
    from tui.timeline.search.completion import Completion

_MOST_ASKED = 3
"""The most earlier queries that are offered in an empty query bar."""


def _is_known(term: Term) -> bool:
    return isinstance(term, FieldTerm) and term.is_on("known")


class QueryActions(BrowserInterface):
    """Replaces the query of the browser, and shows the answer."""

    # Replace the query, and execute it

    def run_query(self, query: Query, sort: Sort | None = None) -> None:
        """Replace the query, show its text in the query bar, and its answer.

        Args:
            query: the new query.
            sort: the new order; None keeps the order.
        """
        self.catch_up()
        if self.shown is not None and query != self.session.query:
            self.session.anchor = self.shown
        self.session.replace(query, sort)
        self.bar.set_text(self.session.text, self.session.query)
        self.execute()

    def query_edited(self, text: str) -> Query:
        """Execute the query as it is now typed, and return it."""
        self.session.type_text(text)
        self.execute(is_typed=True)
        self.call_after_refresh(self.bar.suggest)
        return self.session.query

    def execute(self, *, is_typed: bool = False) -> None:
        """Execute the query and show the answer; in a thread if it takes long.

        Args:
            is_typed: the query was typed, and another key may follow: the rest may come a frame after the list.
        """
        if self.session.takes_long:
            self.title_bar.show_count(f"searching{glyphs().ellipsis}")
            self._execute_in_thread()
        else:
            self.workers.cancel_group(self, "search")
            self.session.execute()
            self._show_new_answer(is_late=is_typed)

    @work(group="search", exclusive=True)
    async def _execute_in_thread(self) -> None:
        if await self.session.execute_in_thread():
            self._show_new_answer()
            self.bar.suggest()  # nothing could be suggested before

    def _show_new_answer(self, *, is_late: bool = False) -> None:
        self.show_answer(is_late=is_late)
        if self.answer.query:
            self.dismiss_hint()

    # Choices

    def choose(self, facet: str, value: str, how: Role = "only") -> None:
        """Choose a value of a facet, or choose it no longer if it is. See `QuerySession.toggled`."""
        self.run_query(self.session.toggled(facet, value, how))

    def action_choose(self, facet: str, value: str) -> None:
        """Filter by a value that was clicked in the detail pane, or no longer."""
        self.choose(facet, value)

    def on_facet_panel_chosen(self, event: FacetPanel.Chosen) -> None:
        """Filter by a value of the facets, or no longer."""
        self.choose(event.facet, event.value, event.how)

    def on_nothing_found_chosen(self, event: NothingFound.Chosen) -> None:
        """Run a part of a query that found nothing."""
        self.run_query(event.query)

    def on_timeline_chart_narrowed(self, event: TimelineChart.Narrowed) -> None:
        """Filter by dates, or no longer."""
        from tui.timeline.query.date_filter import with_dates, without_dates

        query = self.session.query
        if event.dates is None:
            self.run_query(without_dates(query))
        else:
            self.run_query(with_dates(query, *event.dates))

    def on_timeline_chart_known_chosen(self, event: TimelineChart.KnownChosen) -> None:
        """See the timeline as known at another moment, or now."""
        from tui.timeline.query.date_filter import with_known

        self.run_query(with_known(self.session.query, event.second))

    def run_example(self, example: str) -> None:
        """Run an example of the help, and go to the list."""
        self.run_query(Query.parse(example))
        self.go_to_list()

    def action_clear(self) -> None:
        """Show every event."""
        if self.session.text.strip():
            self.run_query(Query())
        else:
            self.say("There is no query to clear: every event is shown.")

    def action_sort(self) -> None:
        """Sort by date or by when events became known, oldest or newest first, in turn."""
        self.run_query(self.session.query, self.session.next_sort)

    def action_known(self) -> None:
        """Pick a day to look back from, among those on which sources came out, or leave it."""
        from tui.timeline.search.known_days import has_known_days

        if not has_known_days(self.index):
            self.say("No event has a source with a date, so nothing says when it became known.")
            return
        self.catch_up()
        self.action_edit_query()
        self.bar.input.pick_known(self.session.query.without("known"))

    # Type a query

    def completions(self, text: str, cursor: int) -> Sequence[Completion]:
        """Return the completions of a query: in an empty bar queries that were asked before, too."""
        from tui.timeline.search.completion import Completion, complete

        found = complete(self.session.query, self.index, text, cursor)
        before = self.bar.input.text_before_pick
        if not text.strip():
            asked = self.session.asked.texts[-_MOST_ASKED:]
            return [*(Completion(0, len(text), query, "", is_query=True) for query in asked), *found]
        if before is not None and text.endswith('known:""') and any(map(_is_known, Query.parse(before).terms)):
            start = len(text) - len('known:""')
            return [Completion(start, len(text), "", "now", meaning="what is known today"), *found]
        return found

    # From query to query

    def action_copy_command(self) -> None:
        """Copy a shell command that opens the file with this query and order."""
        from tui.app.screens.shell_command import shell_command

        if self.path is None:
            self.say("This timeline was piped in: no command opens it again.", severity="warning")
            return
        loader = self.follower.reloader if self.follower is not None else Loader(self.path)
        session = self.session
        command = shell_command(loader, session.query, session.sort, is_served=self.app.is_web)
        self.copy(command, f"the command {command}")

    def action_history(self, step: int) -> None:
        """Go back or forward through queries and jumps."""
        self.catch_up()
        if self.session.anchor is None:
            self.session.anchor = self.shown
        entry = self.session.step(step)
        if entry is None:
            self.say("There is nothing to go back to." if step < 0 else "There is nothing to go forward to.")
            return
        self._show_entry(entry)

    def _show_entry(self, entry: HistoryEntry) -> None:
        """Execute the query of the session, which is that of an entry, and show its event where it was."""
        self.bar.set_text(self.session.text, self.session.query)
        self.execute()
        if entry.is_outside and entry.anchor is not None:
            self.go_to(entry.anchor)
        elif entry.lines_above is not None:
            self.events.put_cursor(entry.lines_above)

    def action_list_thread(self) -> None:
        """Show only the thread of the event; if a thread is shown alone, show what was there before."""
        self.catch_up()
        session = self.session
        if session.is_thread_alone:
            self._show_entry(session.leave_thread())
        elif self.shown is None:
            self.say_nothing_shown()
        else:
            if not self.answer.view.thread(self.shown):
                self.say("This event has no links.")
                return
            lines_above = self.events.cursor - self.events.scroll_offset.y
            session.show_thread(self.index.timeline.events[self.shown].id, self.shown, lines_above)
            self.bar.set_text(session.text, session.query)
            self.execute()

    def action_matrix(self) -> None:
        """Show how many events each pair of values of two facets has, and filter by the cell that is chosen there."""
        from tui.app.screens.matrix import MatrixScreen
        from tui.timeline.analysis.cross_tab import facets_to_cross

        if self.index.everything and facets_to_cross(self.index) is None:
            self.say("A matrix needs two facets, and the events here have values of fewer.")
            return

        def choose(query: Query | None) -> None:
            if query is not None:
                self.run_query(query)
                self.go_to_list()

        self.app.push_screen(MatrixScreen(self.session, self.index_changed), choose)

    def cross(self, rows: str, columns: str) -> None:
        """Show the matrix of two facets."""
        self.session.crossed = rows, columns
        self.action_matrix()

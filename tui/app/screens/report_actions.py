"""The reports of the browser: on how its file was read, and on what is owed to the readers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.app.screens.browser_interface import BrowserInterface
from tui.timeline.query.language import Query

if TYPE_CHECKING:
    from tui.app.screens.owed import OwedResult


class ReportActions(BrowserInterface):
    """Opens the reports."""

    def action_report(self) -> None:
        """Show what reading the file guessed, changed or lost."""
        timeline = self.index.timeline
        if not timeline.remarks:
            self.say("Nothing to report: the file was read as it stands.")
            return
        from tui.app.screens.report import ReportScreen

        is_one = self.path is not None and not (self.follower is not None and self.follower.reloader.more)
        name = self.path.name if self.path is not None and is_one else timeline.title
        self.app.push_screen(ReportScreen(name, timeline.remarks))

    def open_owed(self) -> None:
        """Show what is owed for the events that are shown, and show or write what is chosen."""
        from tui.app.screens.owed import OwedScreen

        self.catch_up()
        self.session.end_typing()
        answer, follower = self.answer, self.follower

        def take(result: OwedResult | None) -> None:
            if result is None:
                return
            if result.message:
                self.say(result.message)
            if result.query:
                self.run_query(Query((*answer.query.terms, *Query.parse(result.query).terms)))
                self.go_to_list()

        file_of = follower.file_of if follower is not None else lambda event: self.path
        self.app.push_screen(OwedScreen(self.index, answer, self.path, file_of), take)

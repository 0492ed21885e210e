"""The action of the browser that opens the report on how its file was read."""

from __future__ import annotations

from tui.app.screens.browser_interface import BrowserInterface


class ReportActions(BrowserInterface):
    """Opens the report."""

    def action_report(self) -> None:
        """Show what reading the file guessed, changed or lost."""
        timeline = self.index.timeline
        if not timeline.remarks:
            self.say("Nothing to report: the file was read as it stands.")
            return
        from tui.app.screens.report import ReportScreen

        self.app.push_screen(ReportScreen(self.path.name if self.path else timeline.title, timeline.remarks))

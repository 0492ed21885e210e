"""The list of disputed claims in place of the list of events, and back to the same event."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tui.app.screens.browser_interface import BrowserInterface

if TYPE_CHECKING:
    from tui.app.widgets.dispute_list import DisputeList

_CLASS = "-disputes"
"""The class of the browser while the list of disputed claims is shown."""


class DisputeActions(BrowserInterface):
    """Shows the list of disputed claims in place of that of all events."""

    @property
    def is_in_disputes(self) -> bool:
        """Whether the list is that of disputed claims."""
        return self.has_class(_CLASS)

    @property
    def disputed_pair(self) -> tuple[int, int] | None:
        """The claim and the event that bears on it in the highlighted row; None in the row of a claim."""
        row = None
        if self.is_in_disputes and self.dispute_list is not None and self.session.outside is None:
            row = self.dispute_list.row
        return None if row is None or not row.relation else (row.claim, row.number)

    def action_disputes(self) -> None:
        """List the disputed claims with what disputes them, or all events again."""
        self.catch_up()
        if self.leave_disputes():
            self.go_to_list()
            return
        self.session.end_typing()
        self.leave_lanes()
        shown, disputes = self.shown, self._mounted_list()
        self.add_class(_CLASS)
        self._show(shown)
        if not disputes.line_count and not self.session.query:
            self.leave_disputes()
            self.say("Nothing is disputed: no event denies or contradicts another.")
        self.go_to_list()

    def leave_disputes(self) -> bool:
        """Show the list of all events again, at the same event. Return whether that of disputed claims was shown."""
        if not self.is_in_disputes:
            return False
        shown = self.shown
        self.remove_class(_CLASS)
        self._show(shown)
        if shown is not None and shown != self.shown:
            self.go_to(shown)
        if self.dispute_list is not None and self.dispute_list.has_focus:
            self.set_focus(self.event_list)
        return True

    def _show(self, shown: int | None) -> None:
        self.session.anchor = shown
        self.session.outside = None
        self.events.show_timeline(self.index.timeline)
        self.show_answer(shown)

    def _mounted_list(self) -> DisputeList:
        if self.dispute_list is None:
            from tui.app.style.late_styles import read_styles
            from tui.app.widgets.dispute_list import DisputeList

            read_styles(self.app, Path(__file__).with_name("modes.tcss"))
            self.dispute_list = DisputeList(lambda: self.index, self.say, id="disputes")
            self.query_one("#body").mount(self.dispute_list, after=self.event_list)
        return self.dispute_list

    def on_dispute_list_chosen(self, event: DisputeList.Chosen) -> None:
        """Go to an event in the list of all events."""
        self.leave_disputes()
        self.jump_to_id(event.event_id)
        self.go_to_list()

    def on_dispute_list_who_chosen(self, event: DisputeList.WhoChosen) -> None:
        """Filter by who says something, or no longer."""
        self.run_query(self.session.toggled(event.facet, event.value))

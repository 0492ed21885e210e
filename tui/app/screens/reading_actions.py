"""Reading one event after the other: the detail scrolled from the list, the list moved from the detail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.app.screens.browser_interface import BrowserInterface
from tui.app.widgets.reading_list import ReadingList

if TYPE_CHECKING:
    from tui.app.widgets.event_detail import EventDetail


class ReadingActions(BrowserInterface):
    """Reads on in the browser: the detail follows the list, and the list the detail."""

    def on_reading_list_detail_scrolled(self, event: ReadingList.DetailScrolled) -> None:
        """Scroll the detail, or show it where it has no place beside the list."""
        self.catch_up()
        if self.detail.display:
            self.detail.read(event.lines, event.pages)
        elif self.shown is not None:
            self.add_class("-reading")
            self.set_focus(self.detail)

    def on_event_detail_stepped(self, event: EventDetail.Stepped) -> None:
        """Show the next event of the list, or the one before, and leave the focus in the detail."""
        cursor = self.events.cursor
        self.events.action_move(event.step)
        if self.events.cursor == cursor and self.session.outside is None:
            self.say("This is the last event." if event.step > 0 else "This is the first event.")

"""The lanes in place of the list: opened, kept on the same event, and closed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from textual.message import Message

from tui.app.screens.browser_interface import BrowserInterface

if TYPE_CHECKING:
    from tui.app.lanes.lanes_view import LanesView

_CLASS = "-lanes"
"""The class of the browser while the lanes are shown."""
_DETAIL_BESIDE = 150
"""The least width in which the detail stands beside the lanes."""
_DETAIL_BELOW = (70, 30)
"""The least width and height in which it stands below them."""


class LanesActions(BrowserInterface):
    """Shows the lanes in place of the list."""

    lanes: LanesView | None = None
    """The lanes, once they have been opened."""

    @property
    def is_in_lanes(self) -> bool:
        """Whether the lanes are shown in place of the list."""
        return self.has_class(_CLASS)

    async def action_lanes(self) -> None:
        """Show the lanes in place of the list, or the list again. The event at hand stays the same."""
        if self.leave_lanes():
            self.go_to_list()
        else:
            await self.open_lanes()

    async def open_lanes(self, facet: str | None = None) -> None:
        """Show the lanes in place of the list.

        Args:
            facet: the facet whose values have lanes; None for the one that was shown last.
        """
        from tui.app.style.late_styles import read_styles

        self.catch_up()
        self.leave_disputes()
        self.close_facets()
        self.remove_class("-reading")
        read_styles(self.app, Path(__file__).with_name("modes.tcss"))
        self.add_class(_CLASS)
        self.arrange_detail()
        if self.lanes is None:
            from tui.app.lanes.lanes_view import LanesView

            self.lanes = LanesView(self._lanes_moved, id="lanes")
            await self.query_one("#body").mount(self.lanes, after=self.event_list)
        self.lanes.display = True
        if facet is not None:
            self.lanes.choose_facet(facet)
        self.update_lanes()
        self.set_focus(self.lanes)

    def leave_lanes(self) -> bool:
        """Show the list in place of the lanes. Return whether the lanes were shown."""
        if not self.is_in_lanes:
            return False
        self.remove_class(_CLASS, "-reading")
        if self.lanes is not None:
            self.lanes.display = False
            if self.lanes.has_focus:
                self.set_focus(self.event_list)
        return True

    def arrange_detail(self) -> None:
        """Put the detail beside the lanes, below them, or nowhere, as there is room."""
        width, height = self.size
        self.set_class(width >= _DETAIL_BESIDE, "-detail-beside")
        self.set_class(width < _DETAIL_BELOW[0] or height < _DETAIL_BELOW[1], "-no-detail")

    def update_lanes(self) -> None:
        """Show the answer and the event at hand in the lanes, if they are shown."""
        if self.lanes is not None and self.is_in_lanes:
            self.lanes.show(self.index, self.answer, self.shown)

    def _lanes_moved(self, number: int) -> None:
        """Show an event that a key or the mouse has gone to in the lanes."""
        self.session.anchor, self.session.outside = number, None
        self.walk.stop()
        self.events.highlight(number)
        self.show_detail()

    def on_lanes_view_narrowed(self, event: LanesView.Narrowed) -> None:
        """Filter by the dates that are in sight."""
        from tui.timeline.query.date_filter import with_dates

        self.run_query(with_dates(self.session.query, event.first, event.last))

    def on_lanes_view_opened(self, event: Message) -> None:
        """Read the event at hand, in place of the lanes where both have no room."""
        self.close_facets()
        self.add_class("-reading")
        self.set_focus(self.detail)

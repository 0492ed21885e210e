"""The answer on the screen: in the list and the title bar at once, and in all other parts a frame later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import getters
from textual.events import ScreenResume

from tui.app.screens.browser_interface import BrowserInterface
from tui.app.screens.count_text import action_at, count_text
from tui.app.screens.query_example import placeholder
from tui.app.widgets.event_list import EventList
from tui.app.widgets.key_bar import KeyBar
from tui.app.widgets.query_bar import QueryBar
from tui.app.widgets.title_bar import TitleBar

if TYPE_CHECKING:
    from tui.app.widgets.dispute_list import DisputeList


class AnswerDisplay(BrowserInterface):
    """Shows the answer in all parts of the browser."""

    bar = getters.query_one(QueryBar)
    event_list = getters.query_one("#events", EventList)
    title_bar = getters.query_one(TitleBar)
    _key_bar = getters.query_one(KeyBar)

    @property
    def events(self) -> EventList | DisputeList:
        """The list that shows the answer: that of all events, or that of disputed claims."""
        return self.dispute_list if self.is_in_disputes and self.dispute_list is not None else self.event_list

    def show_timeline(self, highlighted: int | None = None, *, is_late: bool = False) -> None:
        """Show the timeline of the session, and the answer.

        Args:
            highlighted: the event to highlight; None for the anchor.
            is_late: show list and count first, and the rest a frame later.
        """
        timeline = self.index.timeline
        self.title_bar.show_title(timeline.title)
        self.bar.show_placeholder(placeholder(self.index))
        self.events.show_timeline(timeline)
        self.late.renew()
        self.show_answer(highlighted, is_late=is_late)

    def show_answer(self, highlighted: int | None = None, *, is_late: bool = False) -> None:
        """Show the answer.

        Args:
            highlighted: the event to highlight; None for the anchor.
            is_late: show list and count first, and the rest a frame later.
        """
        session = self.session
        self.renew_find()
        self.events.show(session.answer, session.anchor if highlighted is None else highlighted)
        self.bar.show(session.answer.notices)
        self._show_count()
        self.walk.stop()
        self.late.is_due = True
        if is_late:
            self.late.schedule(self.catch_up)
        else:
            self.catch_up()

    def catch_up(self) -> None:
        """Show the answer in the parts that come after the list, if they do not show it yet."""
        if self.late.is_due and self.is_running:
            self.events.update_scroll_bar()
            self.late.show()
            self.show_detail()
            self._offer_ways_out()

    def _offer_ways_out(self) -> None:
        """Offer what to leave out of a query that finds nothing."""
        if self.answer.query and not self.answer.rows:
            from tui.timeline.search.ways_out import ways_out  # most queries find something

            self.event_list.offer(ways_out(self.answer.query, self.index))

    def on_screen_resume(self, event: ScreenResume) -> None:
        """Catch up: Textual delivers a call for the next frame to the screen on top, which may be gone by then."""
        if self.late.is_laid_out:
            self.catch_up()
            self.late.parts.chart.show(self.answer)
        else:
            event.refresh_styles = False  # this is the first time: each widget was styled when it was mounted

    def on_resize(self) -> None:
        """Fit the count to the width."""
        if self.is_mounted:
            self._show_count()
            self.arrange_detail()
            self.apply_widths()
            self.call_after_refresh(self._key_bar.follow)

    def _show_count(self) -> None:
        found = self.dispute_list.count_text if self.is_in_disputes and self.dispute_list is not None else None
        self.title_bar.show_count(*count_text(self.answer, len(self.index.timeline.events), self.size.width, found))

    def show_detail(self) -> None:
        """Show the event in the detail pane again."""
        is_outside = self.session.outside is not None
        self.detail.own = self.index.layer
        self.detail.show(self.shown, self.answer, is_outside=is_outside, walked=self.walk.start)
        self.update_lanes()
        if self.widths:
            self.apply_widths()
        self._key_bar.follow()

    async def on_title_bar_pressed(self, event: TitleBar.Pressed) -> None:
        """Change the day or the order that was clicked in the title bar."""
        if (action := action_at(self.title_bar.count, event.offset)) is not None:
            await self.run_action(action)

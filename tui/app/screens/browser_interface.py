"""What the mixins of the browser screen know of it and of each other.

Each method that raises `NotImplementedError` is that of one of the mixins or of the screen.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from textual.notifications import SeverityLevel

from tui.app.screens.query_session import QuerySession
from tui.terminal.display import displayed
from tui.timeline.model.entities import Event
from tui.timeline.model.sort import Sort
from tui.timeline.query.language import Query
from tui.timeline.search.answers import Answer
from tui.timeline.search.index import Index

if TYPE_CHECKING:
    from textual.screen import Screen
    from textual.signal import Signal
    from textual.widget import Widget

    from tui.app.lanes.lanes_view import LanesView
    from tui.app.screens.file_follower import FileFollower
    from tui.app.screens.late_layout import LateLayout
    from tui.app.screens.panel_widths import PanelWidths
    from tui.app.screens.thread_walk import ThreadWalk
    from tui.app.widgets.dispute_list import DisputeList
    from tui.app.widgets.event_detail import EventDetail
    from tui.app.widgets.event_list import EventList
    from tui.app.widgets.query_bar import QueryBar
    from tui.app.widgets.title_bar import TitleBar

    _Base = Screen[None]
else:
    _Base = object  # Textual would take the styles of the screen for those of the class that it is mixed into


class BrowserInterface(_Base):
    """The base of the mixins. The screen sets the attributes, except those for which a mixin has a default."""

    session: QuerySession
    path: Path | None
    """The file of the timeline, if it can be edited and read again."""
    follower: FileFollower | None
    """Follows that file."""
    index_changed: Signal[Index]
    """Published when a newer version of the timeline is shown, for screens over this one."""
    late: LateLayout
    walk: ThreadWalk
    bar: QueryBar
    title_bar: TitleBar
    lanes: LanesView | None
    """The lanes, once they have been opened."""

    @property
    def is_in_lanes(self) -> bool:
        """Whether the lanes are shown in place of the list."""
        raise NotImplementedError

    event_list: EventList
    """The list of all events that match."""
    dispute_list: DisputeList | None
    """The list of disputed claims, once it has been opened."""

    @property
    def events(self) -> EventList | DisputeList:
        """The list that shows the answer: that of all events, or that of disputed claims."""
        raise NotImplementedError

    @property
    def is_in_disputes(self) -> bool:
        """Whether the list is that of disputed claims."""
        raise NotImplementedError

    @property
    def is_finding(self) -> bool:
        """Whether a find is on, so that its hits are what the keys of threads go to."""
        raise NotImplementedError

    def action_find(self, step: int) -> None:
        """Go to the next hit, or the one before."""
        raise NotImplementedError

    def renew_find(self) -> None:
        """Find the text again in a new answer, if a find is on."""
        raise NotImplementedError

    def end_find(self) -> bool:
        """End the find, and return whether one was on."""
        raise NotImplementedError

    def close_facets(self) -> None:
        """Hide the facets where they cover the list."""
        raise NotImplementedError

    @property
    def disputed_pair(self) -> tuple[int, int] | None:
        """The claim and the event that bears on it in the highlighted row; None in the row of a claim."""
        raise NotImplementedError

    def leave_disputes(self) -> bool:
        """Show the list of all events again. Return whether that of disputed claims was shown."""
        raise NotImplementedError

    @property
    def index(self) -> Index:
        """The timeline."""
        return self.session.index

    @property
    def answer(self) -> Answer:
        """The answer that is shown."""
        return self.session.answer

    @property
    def detail(self) -> EventDetail:
        """The detail pane."""
        return self.late.parts.detail

    @property
    def main_pane(self) -> Widget:
        """The list, or the lanes in its place."""
        return self.lanes if self.lanes is not None and self.is_in_lanes else self.events

    @property
    def shown(self) -> int | None:
        """The number of the event in the detail pane."""
        return self.events.number if self.session.outside is None else self.session.outside

    @property
    def shown_event(self) -> Event | None:
        """The event in the detail pane, as far as the query's date lets it be seen."""
        return None if self.shown is None else self.answer.view.event(self.shown)

    def say_nothing_shown(self) -> None:
        """Say that a key cannot do anything because no event is shown."""
        self.say("No event is shown.")

    def say(self, message: str, severity: SeverityLevel = "information") -> None:
        """Show a notification. The message may quote a timeline or a file, so it is shown without markup."""
        self.notify(displayed(message), severity=severity, markup=False)

    def is_served(self) -> bool:
        """Return whether a visitor uses the app from a browser, and say that nothing is kept for them."""
        if self.app.is_web:
            self.say("Marks, notes and views cannot be kept from a browser.", severity="warning")
        return self.app.is_web

    def copy(self, text: str, what: str) -> None:
        """Copy a text, and say what was copied."""
        raise NotImplementedError

    def catch_up(self) -> None:
        """Show the answer in the parts that come after the list, if they do not show it yet."""
        raise NotImplementedError

    def run_query(self, query: Query, sort: Sort | None = None) -> None:
        """Replace the query, show its text in the query bar, and its answer.

        Args:
            query: the new query.
            sort: the new order; None keeps the order.
        """
        raise NotImplementedError

    def execute(self, *, is_typed: bool = False) -> None:
        """Execute the query and show the answer; in a thread if it takes long.

        Args:
            is_typed: the query was typed, and another key may follow: the rest may come a frame after the list.
        """
        raise NotImplementedError

    def show_answer(self, highlighted: int | None = None, *, is_late: bool = False) -> None:
        """Show the answer.

        Args:
            highlighted: the event to highlight; None for the anchor.
            is_late: show list and count first, and the rest a frame later.
        """
        raise NotImplementedError

    def action_edit_query(self) -> None:
        """Focus the query bar."""
        raise NotImplementedError

    def show_detail(self) -> None:
        """Show the event in the detail pane again."""
        raise NotImplementedError

    widths: PanelWidths

    def apply_widths(self) -> None:
        """Lay out the panels with their widths, as far as they are beside each other."""
        raise NotImplementedError

    def arrange_detail(self) -> None:
        """Put the detail beside the lanes, below them, or nowhere, as there is room."""
        raise NotImplementedError

    def update_lanes(self) -> None:
        """Show the answer and the event at hand in the lanes, if they are shown."""
        raise NotImplementedError

    def leave_lanes(self) -> bool:
        """Show the list in place of the lanes. Return whether the lanes were shown."""
        raise NotImplementedError

    def go_to(self, number: int) -> None:
        """Show an event: in the list if it matches the query, or else in the detail pane alone."""
        raise NotImplementedError

    def jump_to_id(self, event_id: str | None) -> None:
        """Jump to an event, unless a newer version of the timeline, loaded in the meantime, does not have it."""
        raise NotImplementedError

    def action_jump(self, number: int) -> None:
        """Show an event, such as the other end of a link, and add it to the history."""
        raise NotImplementedError

    def go_to_list(self) -> None:
        """Focus the list, and show it where the detail covers it."""
        raise NotImplementedError

    def dismiss_hint(self) -> bool:
        """Hide the hint of a first start for good. Return whether it was shown."""
        raise NotImplementedError

    def stop_reading(self) -> bool:
        """Stop reading a large file. Return whether one was being read."""
        return self.follower is not None and self.follower.stop()

"""The browser: query bar, chart, facets, list and detail on one screen.

Widgets that filter post messages that replace the query of the `QuerySession`. Widgets that show events are given parts
of its answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.signal import Signal

from tui.app.app_bindings import BROWSER_BINDINGS, QUERY_BINDING
from tui.app.keys.facet_keys import BUILT_IN_BINDINGS, bindings_of_facets, is_facet_binding
from tui.app.keys.keymap import keys_of
from tui.app.screens.answer_display import AnswerDisplay
from tui.app.screens.dispute_actions import DisputeActions
from tui.app.screens.event_actions import EventActions
from tui.app.screens.export_actions import ExportActions
from tui.app.screens.file_follower import FileFollower
from tui.app.screens.file_watch import SECONDS_BETWEEN_POLLS
from tui.app.screens.find_actions import FindActions
from tui.app.screens.focus_actions import FocusActions
from tui.app.screens.history import AskedQueries
from tui.app.screens.lanes_actions import LanesActions
from tui.app.screens.late_layout import LateLayout
from tui.app.screens.layout_actions import LayoutActions
from tui.app.screens.panel_widths import PanelWidths
from tui.app.screens.query_actions import QueryActions
from tui.app.screens.query_session import QuerySession, renumbered
from tui.app.screens.reader_actions import ReaderActions
from tui.app.screens.reading_actions import ReadingActions
from tui.app.screens.report_actions import ReportActions
from tui.app.screens.thread_walk import ThreadWalk
from tui.app.screens.view_actions import ViewActions
from tui.app.textual_fixes import replace_bindings
from tui.app.widgets.blank_area import BlankArea
from tui.app.widgets.event_list import EventList
from tui.app.widgets.key_bar import KeyBar
from tui.app.widgets.line_list import LineList
from tui.app.widgets.query_bar import QueryBar
from tui.app.widgets.title_bar import TitleBar
from tui.timeline.loader import Loader
from tui.timeline.model.sort import BY_DATE, Sort
from tui.timeline.search.index import Index

if TYPE_CHECKING:
    from tui.reader.left_state import LeftState


class BrowserScreen(
    AnswerDisplay,
    QueryActions,
    ReadingActions,
    ViewActions,
    EventActions,
    ExportActions,
    DisputeActions,
    FindActions,
    FocusActions,
    LanesActions,
    LayoutActions,
    ReaderActions,
    ReportActions,
    Screen[None],
    BlankArea,
):
    """A timeline to filter and read.

    Bindings: see the help, which is made from them (``?``).
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        QUERY_BINDING,
        *BUILT_IN_BINDINGS,  # in each browser replaced by those of the facets in use: see `_bind_facets`
        *BROWSER_BINDINGS,
    ]
    AUTO_FOCUS = "#events"

    def __init__(
        self,
        index: Index,
        text: str,
        path: Path | None,
        sort: Sort = BY_DATE,
        *,
        has_hint: bool = False,
        use_cache: bool = True,
        reloader: Loader | None = None,
        keymap: Mapping[str, str] | None = None,
        seconds_between_polls: float = SECONDS_BETWEEN_POLLS,
    ) -> None:
        """Make the screen.

        Args:
            index: the timeline.
            text: the query to start with.
            path: the file of the timeline, if it can be edited and read again.
            sort: the order to start with.
            has_hint: show which keys to press first, until the first filter.
            use_cache: keep the store of a large file in the cache.
            reloader: the loader of the index, by which it is read again; None reads the path alone.
            keymap: the keys that the user has set, by binding id.
            seconds_between_polls: the time from one look at the file to the next.
        """
        super().__init__()
        self.session = QuerySession(index, text, sort)
        self.path = path
        self.read_layer_first(index)
        self.follower = None
        if path is not None:
            self.follower = FileFollower(
                self,
                path,
                reloader=reloader or Loader(path, use_cache=use_cache),
                seconds_between_polls=seconds_between_polls,
                take_index=self.take_index,
                say=self.say,
            )
        self.index_changed: Signal[Index] = Signal(self, "index-changed")
        self.late = LateLayout(self, self.session, self.follower, self.printed_facet_keys)
        self.walk = ThreadWalk()
        self.dispute_list = None
        self.finder = None
        self._has_hint = has_hint
        self._keymap = keymap or {}
        self.facet_bindings: Mapping[str, Binding] = {}
        """By the name of a facet that the timeline uses: the binding that goes to it, if it has a key."""
        self._bind_facets()
        self._jumped_at = 0.0
        """The time of the last jump, on the clock of messages."""
        self._renumbered_at = 0.0
        """The time when the timeline was last replaced. Messages sent before number its events differently."""

    def come_back(self, event_id: str, left: LeftState | None) -> None:
        """Go to an event, and to how the file was left: its panels, and the queries that were asked.

        Args:
            event_id: the id of the event; empty for the first.
            left: the state in which the file was left, if it is known.
        """
        session = self.session
        if event_id:
            session.anchor = session.index.timeline.numbers.get(event_id)
        if left is not None:
            self.widths = PanelWidths.parse(left.layout)
            session.asked = AskedQueries([*left.asked, session.text])

    def compose(self) -> ComposeResult:
        """Lay out the widgets of the first paint, and blank areas where the others follow."""
        self._set_breakpoints()
        yield TitleBar()
        yield QueryBar(self._keymap)
        if self._has_hint:
            from tui.app.widgets.first_hint import FirstHint

            declared = [*self.BINDINGS, *EventList.BINDINGS]
            bindings = [binding for binding in declared if isinstance(binding, Binding) and binding.id]
            keys = {str(binding.id): keys_of(binding, self._keymap)[0] for binding in bindings}
            yield FirstHint(keys, self.facet_bindings.values(), id="hint")
        yield BlankArea(classes="chart")
        with BlankArea(id="body"):
            yield BlankArea(classes="facets")
            yield EventList(id="events")
            yield BlankArea(classes="detail")
        yield KeyBar()

    def _set_breakpoints(self) -> None:
        """Set the classes for the terminal's size now. Textual does it after a first layout without any."""
        app = self.app
        for size, breakpoints in zip(app.size, (app.HORIZONTAL_BREAKPOINTS, app.VERTICAL_BREAKPOINTS), strict=True):
            self.add_class(max(point for point in breakpoints or () if point[0] <= size)[1], update=False)

    def on_mount(self) -> None:
        """Show the timeline, and start to follow its file."""
        self.bar.input.edited = self.query_edited
        self.bar.input.completer = self.completions
        self.bar.input.asked = lambda: self.session.asked.texts
        self.bar.set_text(self.session.text, self.session.query)
        if self.widths:
            self.apply_widths()
        self.show_timeline(is_late=True)
        if self.session.is_pending:
            self.execute()
        self.late.schedule(self.read_layer_late)
        if self.follower is not None:
            self.follower.start()

    def on_unmount(self) -> None:
        """Leave no process behind."""
        self.stop_reading()

    def _bind_facets(self) -> None:
        """Give keys to the facets that the timeline uses, and to no others."""
        others = [*self.BINDINGS, *EventList.BINDINGS, *LineList.BINDINGS]
        taken = {
            key
            for binding in others
            if isinstance(binding, Binding) and not is_facet_binding(binding)
            for key in keys_of(binding, self._keymap)
        }
        used = [spec for spec in self.index.used_facets if spec.is_counted]
        self.facet_bindings = dict(bindings_of_facets(used, self._keymap, taken))
        replace_bindings(self, is_facet_binding, list(self.facet_bindings.values()))

    def printed_facet_keys(self) -> Mapping[str, str]:
        """Return the keys that go to facets, as they are printed on keyboards, by the names of the facets."""
        from tui.app.keys.names import printed

        return {name: printed(keys_of(binding, {})[0]) for name, binding in self.facet_bindings.items()}

    def dismiss_hint(self) -> bool:
        """Hide the hint of a first start for good. Return whether it was shown."""
        had_hint, self._has_hint = self._has_hint, False
        if had_hint:
            from tui.app.widgets.first_hint import FirstHint

            self.query_one(FirstHint).dismiss()
        return had_hint

    # Change the event

    @on(EventList.Highlighted)
    def _event_highlighted(self, event: EventList.Highlighted) -> None:
        if event.time < max(self._jumped_at, self._renumbered_at):
            return  # of keys typed before the last jump, or before the timeline was replaced
        self.session.anchor, self.session.outside = event.number, None
        self.walk.stop()
        self.show_detail()

    @on(EventList.Opened)
    def _event_opened(self, event: EventList.Opened) -> None:
        if event.time >= self._renumbered_at:
            self.session.anchor = event.number
        self.close_facets()
        self.add_class("-reading")
        self.set_focus(self.detail)

    def go_to(self, number: int) -> None:
        """Show an event: in the list if it matches the query, or else in the detail pane alone."""
        self._jumped_at = monotonic()
        self.session.anchor = number
        self.session.outside = None if self.events.highlight(number) else number
        self.show_detail()

    def take_index(self, index: Index) -> None:
        """Show a newer version of the timeline, with the same event in the same position where it still exists.

        It may come when the app is ending, and has removed the widgets.
        """
        if not self.query("#events"):
            return
        old, new = self.index.timeline, index.timeline
        self._renumbered_at = monotonic()
        shown_id = None if self.shown is None else old.events[self.shown].id
        lines_above = self.events.cursor - self.events.scroll_offset.y
        detail_offset = self.detail.scroll_offset.y
        highlighted = renumbered(self.events.number, old, new)
        self.read_layer(index)
        outside = self.session.replace_index(index)
        self._bind_facets()
        self.refresh_bindings()
        self.show_timeline(highlighted)
        if outside is not None:
            self.go_to(outside)
        self.event_list.show_layer(index.layer)
        self.events.put_cursor(lines_above)
        if self.shown is not None and new.events[self.shown].id == shown_id:
            self.detail.scroll_to(y=detail_offset, animate=False)
        self.index_changed.publish(index)
        if self.session.is_pending:
            self.execute()

"""The parts of the browser that are laid out and filled a frame after the list, so that the list is painted sooner."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from textual.css.query import DOMQuery
from textual.screen import Screen
from textual.widget import AwaitMount, Widget
from textual.worker import get_current_worker

from tui.app.screens.file_follower import FileFollower
from tui.app.screens.query_session import QuerySession
from tui.text.frozen import Frozen

if TYPE_CHECKING:
    from tui.app.chart.timeline_chart import TimelineChart
    from tui.app.widgets.event_detail import EventDetail
    from tui.app.widgets.facet_panel import FacetPanel
    from tui.app.widgets.report_line import ReportLine
    from tui.timeline.search.index import Index


class LateParts(Frozen):
    """The widgets that are laid out late."""

    chart: TimelineChart
    facets: FacetPanel
    detail: EventDetail


class LateLayout:
    """Lays out the chart, the facets and the detail when they are first needed, and shows answers in them.

    Args:
        screen: the browser. It has an empty widget with the class ``chart``, ``facets`` or ``detail`` for each of them.
        session: the answer to show.
        follower: its error bar is laid out with them, above the chart.
        facet_keys: returns the printed keys that go to facets, by the names of the facets.
    """

    def __init__(
        self,
        screen: Screen[Any],
        session: QuerySession,
        follower: FileFollower | None,
        facet_keys: Callable[[], Mapping[str, str]],
    ) -> None:
        self._screen = screen
        self._session = session
        self._follower = follower
        self._facet_keys = facet_keys
        self._parts: LateParts | None = None
        self._report_line: ReportLine | None = None
        self._is_new = True
        """Whether the parts do not know the timeline yet."""
        self.is_due = False
        """Whether the parts do not show the answer yet."""

    @property
    def is_laid_out(self) -> bool:
        """Whether the parts exist."""
        return self._parts is not None

    @property
    def parts(self) -> LateParts:
        """The parts, which are laid out now if they were not."""
        if self._parts is None:
            self._parts = self._lay_out()
        return self._parts

    def _lay_out(self) -> LateParts:
        from tui.app.chart.timeline_chart import TimelineChart
        from tui.app.widgets.event_detail import EventDetail
        from tui.app.widgets.facet_overview import FacetColumn
        from tui.app.widgets.facet_panel import FacetPanel

        timeline = self._session.index.timeline
        parts = LateParts(
            TimelineChart(id="chart", classes="chart"),
            FacetPanel(id="facets"),
            EventDetail(timeline, id="detail", classes="detail"),
        )
        blanks = self._screen.query(".chart, .facets, .detail")
        mounts = []
        if self._follower is not None:
            mounts.append(self._screen.mount(self._follower.error_bar, before=blanks.first()))
        if self._session.index.timeline.remarks:
            self._mount_report(mounts, blanks.first())
        facets = FacetColumn(parts.facets.overview, parts.facets, classes="facets")
        for part, blank in zip((parts.chart, facets, parts.detail), blanks, strict=True):
            assert isinstance(blank.parent, Widget)
            mounts.append(blank.parent.mount(part, after=blank))
        self._screen.call_next(self._remove_blanks, blanks, mounts)
        return parts

    def _mount_report(self, mounts: list[AwaitMount], before: Widget | None) -> None:
        """Lay out the line that opens the report on how the file was read."""
        from tui.app.keys.names import printed
        from tui.app.widgets.report_line import ReportLine

        keymap: Mapping[str, str] = getattr(self._screen.app, "keymap", {})
        key = printed(keymap.get("file.report", "i").split(",")[0])
        line = self._report_line = ReportLine(key, id="report-line")
        line.show(self._session.index.timeline.remarks)
        mounts.append(self._screen.mount(line, before=before))

    async def _remove_blanks(self, blanks: DOMQuery[Widget], mounts: list[AwaitMount]) -> None:
        """Remove the empty widgets once the parts can be painted, and paint nothing until then."""
        async with self._screen.batch():
            for mount in mounts:
                await mount
            await blanks.remove()

    def renew(self) -> None:
        """Note that the session has another timeline."""
        self._is_new = True

    def schedule(self, show: Callable[[], None]) -> None:
        """Call a function when the list has been painted.

        Args:
            show: calls the method `show`, if that is still due.
        """
        if self.is_laid_out:
            self._screen.call_after_refresh(show)
        else:
            self._screen.call_later(show)  # after the messages that are queued, and they include the first paint

    def show(self) -> None:
        """Show the answer in the facets and the chart. The caller fills the detail."""
        self.is_due = False
        session, parts = self._session, self.parts
        if self._is_new:
            self._is_new = False
            parts.facets.show_index(session.index, self._facet_keys())
            parts.chart.show_index(session.index)
            parts.detail.show_timeline(session.index.timeline)
            if self._report_line is not None:
                self._report_line.show(session.index.timeline.remarks)
            self._prepare(session.index)
        parts.facets.show(session.answer)
        parts.chart.show(session.answer)

    def _prepare(self, index: Index) -> None:
        """Make the index of words in a thread, until the session has another timeline."""

        def prepare() -> None:
            worker = get_current_worker()
            index.prepare(lambda: worker.is_cancelled)

        self._screen.run_worker(prepare, thread=True, group="preparing", exclusive=True)

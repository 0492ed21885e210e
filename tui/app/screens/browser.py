"""The screen: wires query bar, facets, list and detail together.

Widgets that filter post a message that changes the one `Query`, which `QueryScreen` holds; widgets that show get their
part of the one `Answer`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.css.query import DOMQuery
from textual.events import DescendantFocus, ScreenResume
from textual.widget import AwaitMount, Widget

from tui.app.screens.query_screen import QueryScreen
from tui.app.widgets.blank import BlankArea
from tui.app.widgets.event_list import EventList
from tui.app.widgets.key_bar import KeyBar
from tui.app.widgets.query_bar import QueryBar, QueryInput
from tui.app.widgets.title_bar import TitleBar
from tui.terminal.glyphs import glyphs
from tui.timeline.dates.edtf import EdtfDate
from tui.timeline.model.entities import Timeline
from tui.timeline.model.sort import BY_DATE, Sort
from tui.timeline.query.language import Query
from tui.timeline.search.answers import answer_query
from tui.timeline.search.index import Index

if TYPE_CHECKING:
    from tui.app.chart.timeline_chart import TimelineChart
    from tui.app.widgets.event_detail import EventDetail
    from tui.app.widgets.facet_panel import FacetPanel
    from tui.timeline.search.completion import Completion

_ROOM_FOR_COUNTS = 70
"""From so many columns on the heading has room for the longest count."""
_ROOM_FOR_WORDS = 100
"""From so many columns on the heading says in words what a narrower one abbreviates."""


class _Rest(NamedTuple):
    """What comes a frame after the list."""

    chart: TimelineChart
    facets: FacetPanel
    detail: EventDetail


class BrowserScreen(QueryScreen, BlankArea):
    """A timeline, filtered and read.

    Bindings: see the help, which is made from them (``?``).
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        # With priority, so that keys typed ahead come where the focus is going: see `check_action`.
        Binding("slash", "edit_query", "Filter", priority=True, id="query.edit", tooltip="Type a query"),
        Binding("a", "facet('actor')", "Actors", priority=True, id="facets.actor", tooltip="Filter by actor"),
        Binding("w", "facet('weapon')", "Weapons", priority=True, id="facets.weapon", tooltip="Filter by weapon"),
        Binding("s", "facet('status')", "Status", priority=True, id="facets.status", tooltip="Filter by status"),
        Binding("h", "chart", "Chart", priority=True, id="chart.go", tooltip="Narrow the dates"),
        Binding("m", "matrix", "Matrix", priority=True, show=False, id="view.matrix", tooltip="Actors by weapons"),
        Binding("c", "clear", "Clear", id="query.clear", tooltip="Clear the query"),
        Binding("t", "translate", "Translation", id="quote.translate", tooltip="Quotes or translations"),
        Binding("n", "thread(1)", "Next in thread", show=False, id="thread.next", tooltip="Next linked event"),
        Binding("N", "thread(-1)", "Back in thread", show=False, id="thread.previous", tooltip="Linked event before"),
        *(
            Binding(str(key), f"link({key})", "Jump", show=False, id=f"thread.link-{key}", tooltip="Jump to this link")
            for key in range(1, 10)
        ),
        Binding("T", "list_thread", "List thread", show=False, id="thread.list", tooltip="List this thread alone"),
        Binding("d", "beside", "Beside", show=False, id="thread.beside", tooltip="Read it beside what denies it"),
        Binding("y", "copy(False)", "Copy quote", show=False, id="quote.copy", tooltip="Copy the quote"),
        Binding("Y", "copy(True)", "Copy citation", show=False, id="quote.cite", tooltip="Copy quote and citation"),
        Binding(
            "ctrl+y", "copy_markdown", "Copy as Markdown", show=False, id="event.copy-markdown",
            tooltip="Copy the event as Markdown",
        ),
        Binding("o", "open_source", "Open source", show=False, id="source.open", tooltip="Open the source's address"),
        Binding("e", "edit", "Edit", show=False, id="file.edit", tooltip="Open the file at this event in $EDITOR"),
        Binding("r", "reload", "Reload", show=False, id="file.reload", tooltip="Read the file again"),
        Binding(
            "question_mark,f1", "app.help", "Help", key_display="?", id="app.help",
            tooltip="Keys, query and glyphs",
        ),
        Binding("q", "app.quit", "Quit", id="app.leave", tooltip="Leave the program"),
        Binding("b", "sort", "Sort", show=False, id="list.sort", tooltip="Sort by date or by when it became known"),
        Binding("K", "leave_known", "Leave known", show=False, id="query.leave-known", tooltip="See what is known now"),
        Binding("C", "copy_command", "Copy command", show=False, id="query.copy", tooltip="Copy a command for this"),
        Binding("alt+left", "history(-1)", "Go back", show=False, id="history.back", tooltip="Back to where one was"),
        Binding("alt+right", "history(1)", "Go forth", show=False, id="history.forth", tooltip="Forth again"),
        Binding("escape", "back", "Back", show=False, id="app.back", tooltip="Close, clear or go back"),
    ]  # fmt: skip
    AUTO_FOCUS = "#events"

    _events = getters.query_one("#events", EventList)
    _heading = getters.query_one(TitleBar)

    def __init__(
        self,
        index: Index,
        text: str,
        path: Path | None,
        sort: Sort = BY_DATE,
        *,
        has_hint: bool = False,
        keep: bool = True,
        keymap: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(index, text, path, sort, keep=keep)
        self._has_hint = has_hint
        """Whether what to press first is told, until the first filter."""
        self._text = text
        self._keymap = keymap or {}
        self._jumped_at = 0.0
        """When the last jump was made, on the clock of messages."""
        self._renumbered_at = 0.0
        """When the file was last read again, on that clock: numbers of before are those of other events."""
        self._rest: _Rest | None = None
        """The facets, the chart and the detail; None until the list has been painted."""
        self._is_new = True
        """They do not know the timeline yet."""
        self._is_rest_due = False
        """The facets, the chart and the detail do not show the answer yet."""
        self._walked: int | None = None
        """The event whose thread is being walked."""

    def compose(self) -> ComposeResult:
        """Lay out what is painted first, and places for the rest; the style sheet tells what is seen at what width."""
        self._take_breakpoints()
        yield TitleBar()
        yield QueryBar(self._keymap)
        if self._has_hint:
            from tui.app.widgets.first_hint import FirstHint

            yield FirstHint(self._keymap, id="hint")
        yield BlankArea(classes="chart")
        with BlankArea(id="body"):
            yield BlankArea(classes="facets")
            yield EventList(id="events")
            yield BlankArea(classes="detail")
        yield KeyBar()

    def _take_breakpoints(self) -> None:
        """Have the layout of the terminal's size from the beginning, and not first that of none."""
        app = self.app
        for size, breakpoints in zip(app.size, (app.HORIZONTAL_BREAKPOINTS, app.VERTICAL_BREAKPOINTS), strict=True):
            self.add_class(max(point for point in breakpoints or () if point[0] <= size)[1], update=False)

    def on_mount(self) -> None:
        """Show the timeline, under the query that the program was called with."""
        self._bar.input.edited = self._query_edited
        self._bar.input.completer = self._complete
        self._bar.set_text(self._text)
        self._show_timeline(is_late=True)

    # What is laid out later

    @property
    def _later(self) -> _Rest:
        """What comes after the list, which is laid out when it is first needed."""
        if self._rest is None:
            from tui.app.chart.timeline_chart import TimelineChart
            from tui.app.widgets.event_detail import EventDetail
            from tui.app.widgets.facet_panel import FacetPanel

            timeline = self.index.timeline
            self._rest = _Rest(
                TimelineChart(id="chart", classes="chart"),
                FacetPanel(id="facets", classes="facets"),
                EventDetail(timeline, id="detail", classes="detail"),
            )
            places = self.query(".chart, .facets, .detail")
            mounts = [self.mount(self._broken, before=places.first())]
            for widget, place in zip(self._rest, places, strict=True):
                assert isinstance(place.parent, Widget)
                mounts.append(place.parent.mount(widget, after=place))
            self.call_next(self._leave_places, places, mounts)
        return self._rest

    async def _leave_places(self, places: DOMQuery[Widget], mounts: list[AwaitMount]) -> None:
        """Take the places away once what comes there can be painted, and paint nothing until then."""
        async with self.batch():
            for mount in mounts:
                await mount
            await places.remove()

    @property
    def _chart(self) -> TimelineChart:
        return self._later.chart

    @property
    def _facets(self) -> FacetPanel:
        return self._later.facets

    @property
    def detail(self) -> EventDetail:
        """The pane of the event that is shown."""
        return self._later.detail

    # What is shown

    @property
    def shown(self) -> int | None:
        """The number of the event in the detail pane."""
        return self._events.number if self._outside is None else self._outside

    def _show_timeline(self, highlighted: int | None = None, *, is_late: bool = False) -> None:
        timeline = self.index.timeline
        self._heading.show_title(timeline.title)
        self._events.show_timeline(timeline)
        self._is_new = True
        self._show_answer(highlighted, is_late=is_late)

    def _show_answer(self, highlighted: int | None = None, *, is_late: bool = False) -> None:
        """Show what the query finds; if it is late, all but list and count a frame after these."""
        answer = self._answer
        self._events.show(answer, self._anchor if highlighted is None else highlighted)
        self._bar.show(answer.notices)
        self._show_count()
        self._outside = self._walked = None
        self._is_rest_due = True
        if is_late and self._rest is None:
            self.call_later(self.catch_up)  # once what is on its way has been done, and that is the first paint
        elif is_late:
            self.call_after_refresh(self.catch_up)
        else:
            self.catch_up()

    def catch_up(self) -> None:
        """Show what may come a frame after the list, if that was not done yet."""
        if self._is_rest_due and self.is_running:
            self._is_rest_due = False
            self._events.update_scroll_bar()
            if self._is_new:
                self._is_new = False
                self._facets.show_index(self.index)
                self._chart.show_index(self.index)
                self.detail.show_timeline(self.index.timeline)
                self.run_worker(self.index.prepare, thread=True, group="preparing")
            self._facets.show(self._answer)
            self._chart.show(self._answer)
            self._show_detail()

    def on_screen_resume(self, event: ScreenResume) -> None:
        """Catch up: Textual gives what comes a frame later to the screen on top, which may be gone before its frame."""
        if self._rest is None:
            event.refresh_styles = False  # this is the first time: each widget was styled when it was mounted
        else:
            self.catch_up()
            self._chart.show(self._answer)

    def _show_count(self) -> None:
        found, size = len(self._answer.rows), len(self.index.timeline.events)
        events = "event" if size == 1 else "events"
        count = f"{found:,} of {size:,} {events}" if found != size else f"{size:,} {events}"
        axes = list(self._axes())
        # Room for the longest count, so that the title stands still while one types.
        longest = f"{size:,} of {size:,} {events}" if self.size.width >= _ROOM_FOR_COUNTS else count
        self._heading.show_count(" · ".join([*axes, count]), 1 + len(" · ".join([*axes, longest])))

    def on_resize(self) -> None:
        """Say as much in the heading as there is room for."""
        if self.is_mounted:
            self._show_count()

    def _axes(self) -> Iterator[str]:
        """Yield what is not as usual: the day as of which the timeline is shown, and the order of the list."""
        known, sort = self._answer.view.as_of, self._answer.sort
        has_room = self.size.width >= _ROOM_FOR_WORDS
        if known is not None:
            day = EdtfDate.parse(known.day.isoformat())
            yield f"as known on {day.words()} — K leaves" if has_room else f"known {day.short()}"
        if sort != BY_DATE:
            axis = "by when it became known" if sort.axis == "known" else "by date"
            yield f"{axis}, {'newest' if sort.descending else 'oldest'} first" if has_room else f"by {sort}"

    def _show_detail(self) -> None:
        self.detail.show(self.shown, self._answer, is_outside=self._outside is not None, walked=self._walked)

    def show_answer(self, *, is_typed: bool = False) -> None:
        """Show what the query finds, all of it at once or, if it was typed, list and count first."""
        self._show_answer(is_late=is_typed)
        if self._answer.query:
            self._dismiss_hint()

    def show_searching(self) -> None:
        """Say it in the place of the count."""
        self._heading.show_count(f"searching{glyphs().ellipsis}")

    # What changes the query

    def _dismiss_hint(self) -> bool:
        """Take away what is told at a first start; return whether it was there."""
        had_hint, self._has_hint = self._has_hint, False
        if had_hint:
            from tui.app.widgets.first_hint import FirstHint

            self.query_one(FirstHint).dismiss()
        return had_hint

    def _complete(self, text: str, cursor: int) -> Sequence[Completion]:
        from tui.timeline.search.completion import complete

        return complete(self.index, text, cursor)

    def on_facet_panel_chosen(self, event: FacetPanel.Chosen) -> None:
        """Filter to the value, or no longer."""
        self.choose(event.facet, event.value, event.how)

    def action_edit_query(self) -> None:
        """Type in the bar."""
        self._close_facets()
        self.set_focus(self.query_one(QueryInput))

    def action_leave_query(self) -> None:
        """Go from the bar to the list."""
        self._end_typing()
        self._go_to_list()

    def _go_to_list(self) -> None:
        self.remove_class("-reading")
        self.set_focus(self._events)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave letters to the bar and to the facets while they are typed in."""
        if action in ("facet", "chart", "matrix"):
            is_in_facets = self._rest is not None and self.focused is self._rest.facets
            return not (is_in_facets or isinstance(self.focused, QueryInput))
        return not (action == "edit_query" and isinstance(self.focused, QueryInput))

    def action_facet(self, facet: str) -> None:
        """Go to a facet, and show the facets where they are hidden."""
        self.catch_up()
        self.add_class("-facets")
        self._facets.go_to(facet)
        self.set_focus(self._facets)

    # Dates, and actors by weapons

    def action_chart(self) -> None:
        """Go to the chart, at the day of the event that is shown."""
        if not self._chart.display:
            self.say("The chart needs a taller terminal.")
            return
        self.catch_up()
        self._close_facets()
        if self.shown is not None:
            self._chart.go_to(self.index.timeline.events[self.shown].date.earliest)
        self.set_focus(self._chart)

    def on_timeline_chart_narrowed(self, event: TimelineChart.Narrowed) -> None:
        """Filter to the dates, or no longer."""
        from tui.timeline.query.date_filter import with_dates, without_dates

        query = self.asked
        self.ask(without_dates(query) if event.days is None else with_dates(query, *event.days))

    def action_matrix(self) -> None:
        """Show how many events each actor has with each weapon, and filter to what is chosen there."""
        from tui.app.screens.matrix import MatrixScreen
        from tui.app.widgets.matrix_grid import MatrixGrid

        rest = self.asked.without("actor").without("weapon")

        def choose(chosen: MatrixGrid.Chosen | None) -> None:
            if chosen is not None:
                query = self.asked if chosen.actor and chosen.weapon else rest
                for facet, value in (("actor", chosen.actor), ("weapon", chosen.weapon)):
                    query = query if value is None else query.only(facet, value)
                self.ask(query)
                self._go_to_list()

        self.app.push_screen(MatrixScreen(self, rest), choose)

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Take the facets away from over the list when another widget has the focus."""
        if self._rest is not None and event.widget is not self._rest.facets:
            self._close_facets()

    def _close_facets(self) -> None:
        self.remove_class("-facets")

    # What changes the event

    @on(EventList.Highlighted)
    def _event_highlighted(self, event: EventList.Highlighted) -> None:
        if event.time < max(self._jumped_at, self._renumbered_at):
            return  # keys were typed ahead: since then, a jump has been made, or the file was read again
        self._anchor = event.number
        self._outside = self._walked = None
        self._show_detail()

    @on(EventList.Opened)
    def _event_opened(self, event: EventList.Opened) -> None:
        if event.time >= self._renumbered_at:
            self._anchor = event.number
        self._close_facets()
        self.add_class("-reading")
        self.set_focus(self.detail)

    def go_to(self, number: int) -> None:
        """Show an event: in the list if it matches the query, else in the detail pane alone."""
        self._jumped_at = monotonic()
        self._anchor = number
        self._outside = None if self._events.highlight(number) else number
        self._show_detail()

    def action_jump(self, number: int) -> None:
        """Show the event at the other end of a link."""
        self._end_typing()
        self._walked = None
        self._history.replace(self._history.here._replace(anchor=self.shown, is_outside=self._outside is not None))
        self.go_to(number)
        self._history.go(self._here())

    def action_link(self, place: int) -> None:
        """Show the event at the other end of a link, by its place in the thread, from 1."""
        if self.shown is not None:
            from tui.timeline.model.threads import thread_of

            links = thread_of(self._answer.view, self.shown).linked
            if place <= len(links):
                self.action_jump(links[place - 1])

    def action_thread(self, step: int) -> None:
        """Show the next event, or the one before, of the thread of one event, in order of date."""
        if self.shown is None:
            return
        if self._walked is None:
            self._walked = self.shown
        from tui.timeline.model.threads import thread_of

        thread = thread_of(self._answer.view, self._walked).numbers
        if self.shown not in thread:  # keys were typed ahead, and the list has yet to tell that its highlight was moved
            self._walked = self.shown
            thread = thread_of(self._answer.view, self._walked).numbers
        place = thread.index(self.shown) + step
        if len(thread) == 1:
            self.say("This event is linked to no other.")
        elif 0 <= place < len(thread):
            self.go_to(thread[place])
        else:
            self.say("This is the last of the thread." if step > 0 else "This is the first of the thread.")

    def action_list_thread(self) -> None:
        """List the thread of the event that is shown and no other event, or no longer if that is what is listed."""
        if self.shown is None:
            return
        event_id, query = self.index.timeline.events[self.shown].id, self.asked
        self._anchor = self.shown
        if event_id in query.values("thread"):
            self.ask(query.without("thread"))
        elif self._answer.view.thread(self.shown):
            self.ask(query.only("thread", event_id))
        else:
            self.say("This event is linked to no other.")

    def take_index(self, index: Index) -> None:
        """Show what was read again: where one was, as far as that is still there."""
        old, new = self.index.timeline, index.timeline
        self.index = index
        self._renumbered_at = monotonic()
        shown = None if self.shown is None else old.events[self.shown].id
        above = self._events.cursor - self._events.scroll_offset.y
        read_to = self.detail.scroll_offset.y
        highlighted = _same(self._events.number, old, new)
        self._anchor = _same(self._anchor, old, new)
        outside = self._anchor if self._outside is not None else None
        self._answer = answer_query(Query.parse(self._bar.text), index, self._answer.sort)
        self._history.change(lambda place: place._replace(anchor=_same(place.anchor, old, new)))
        self._show_timeline(highlighted)
        if outside is not None:
            self.go_to(outside)
        self._events.scroll_to(y=self._events.cursor - above, animate=False, immediate=True)
        if self.shown is not None and new.events[self.shown].id == shown:
            self.detail.scroll_to(y=read_to, animate=False)

    # Layers

    def run_example(self, example: str) -> None:
        """Run an example of the help, and go to the list."""
        self.ask(Query.parse(example))
        self._go_to_list()

    def action_back(self) -> None:
        """Close what is on top, go back to the list, or clear the query; never leave the program."""
        if (
            self.stop_reading()
            or self._dismiss_hint()
            or (self.focused is self._facets and self._facets.clear_filter())
        ):
            return
        if self.focused is self._chart and self._chart.drop():
            return
        if self.has_class("-facets"):
            self._close_facets()
            self._go_to_list()
        elif self.has_class("-reading") or self.focused is not self._events:
            self._go_to_list()
        elif self._outside is not None:
            self._outside = None
            self._show_detail()
        elif self.asked:
            self.action_clear()


def _same(number: int | None, old: Timeline, new: Timeline) -> int | None:
    """Return the number that an event has in a file that was read again, or that of the one nearest in time."""
    if number is None or not new.events:
        return None
    event = old.events[number]
    if event.id in new.numbers:
        return new.numbers[event.id]
    place = bisect_left(new.events, event.date.sort_key, key=lambda other: other.date.sort_key)
    return min(place, len(new.events) - 1)

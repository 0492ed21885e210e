"""The detail pane: one event in full, with its quotes, its date, its sources and its thread."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tui.app.style.content import Part, clickable, highlight_matches, paragraphs, status_parts, wrapped
from tui.app.style.styles import STYLES
from tui.app.widgets.event_facts import fact_lines, labelled
from tui.app.widgets.quote_view import QuoteView, show_quotes
from tui.app.widgets.thread_lines import thread_lines
from tui.terminal.glyphs import glyphs
from tui.timeline.dates.words import date_words
from tui.timeline.model.as_of import AsOfView
from tui.timeline.model.entities import Event
from tui.timeline.model.threads import thread_of
from tui.timeline.model.timeline import Timeline
from tui.timeline.search.answers import Answer


class EventDetail(VerticalScroll, can_focus=True):
    """One event in full. All text of the timeline is shown as plain text, never as markup.

    Bindings:
    | Key | Description |
    |---|---|
    | j | Scroll down. |
    | k | Scroll up. |
    | g | Scroll to the top. |
    | G | Scroll to the end. |

    The bindings of Textual's `VerticalScroll` apply too.
    """

    DEFAULT_CSS = """
    EventDetail Static {
        height: auto;
        margin: 0 0 1 0;
        link-color: $primary-foreground;
        link-background: transparent;
        link-style: none;
        link-color-hover: $primary-foreground;
        link-background-hover: transparent;
        link-style-hover: underline;
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "scroll_down", "Down", show=False, id="detail.down", tooltip="Scroll down"),
        Binding("k", "scroll_up", "Up", show=False, id="detail.up", tooltip="Scroll up"),
        Binding("g", "scroll_home", "Top", show=False, id="detail.top", tooltip="Scroll to the top"),
        Binding("G", "scroll_end", "End", show=False, id="detail.end", tooltip="Scroll to the end"),
    ]

    def __init__(self, timeline: Timeline, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._head, self._facts, self._thread = (Static(id=part, markup=False) for part in ("head", "facts", "thread"))
        self._quotes = [QuoteView(markup=False)]
        self._quotes[0].display = False
        self._timeline = timeline
        self._number: int | None = None
        self._is_filled = False
        """Whether `show` has been called."""
        self._needles: Sequence[str] = ()
        self._view = AsOfView(timeline)
        self._is_outside = False
        self._walk_start: int | None = None
        self.translated = False
        """Whether translations are shown instead of quotes."""

    def compose(self) -> ComposeResult:
        """Compose the parts, which are empty until an event is shown."""
        yield self._head
        yield from self._quotes
        yield self._facts
        yield self._thread

    def show_timeline(self, timeline: Timeline) -> None:
        """Replace the timeline. Its events are not shown before `show` is called."""
        self._timeline = timeline
        self._number = None

    def show(self, number: int | None, answer: Answer, *, is_outside: bool = False, walked: int | None = None) -> None:
        """Show an event.

        Args:
            number: the number of the event; None to say that no event matches.
            answer: the answer, which says what was known of the event, and which words to highlight.
            is_outside: whether the event does not match the query.
            walked: the number of the event whose thread is being walked; None if none is.
        """
        if number != self._number:
            self.scroll_home(animate=False, immediate=True)
        self._number, self._is_outside, self._walk_start = number, is_outside, walked
        self._view, self._needles = answer.view, answer.needles
        self._is_filled = True
        self._fill()

    def toggle_translation(self) -> None:
        """Switch between quotes and their translations."""
        self.translated = not self.translated
        self._fill()

    def _fill(self) -> None:
        if not self._text_width or not self.is_attached:
            return  # hidden: a resize follows when it is shown
        if self._number is None:
            message = "No event matches." if self._timeline.events else ""
            self._head.update(Content.assemble((message, STYLES["muted"])))
            self._facts.update("")
            self._thread.update("")
            self._show_quotes(None)
            return
        event = self._timeline.events[self._number]
        self._head.update(Content.assemble(*self._head_parts(event)))
        self._show_quotes(self._number)
        facts = fact_lines(self._view, self._number, self._needles, self._text_width)
        self._facts.update(Content("\n").join(facts))
        self._thread.update(Content("\n").join(self._thread_lines(self._number)))

    # Parts

    def _head_parts(self, event: Event) -> Iterable[Part]:
        assert self._number is not None
        if self._is_outside:
            yield ("Outside of the filter — a key up or down leads back\n", STYLES["warned"])
        title = Content.assemble(*self._highlighted(event.title, STYLES["title"]))
        yield Content("\n").join(wrapped(title, self._text_width))
        yield "\n"
        date = date_words(event.date)
        disputed = f"   {glyphs().disputed} disputed" if self._view.is_disputed(self._number) else ""
        status = list(status_parts(self._timeline, event))
        fits = cell_len(f"{date}   {''.join(text for text, _ in status)}{disputed}") <= self._text_width
        yield (date, "bold")
        yield "   " if fits else "\n"
        yield from status
        yield (disputed, STYLES["disputed"])
        if event.summary:
            yield "\n\n"
            yield paragraphs(event.summary, self._needles, width=self._text_width)
        if not event.quotes:
            yield ("\n\nno quote", STYLES["muted"])

    def _show_quotes(self, number: int | None) -> None:
        def mount(views: Sequence[QuoteView]) -> None:
            self.mount_all(views, after=self._quotes[-1])
            self._quotes += views

        quotes = () if number is None else self._view.quotes(number)
        show_quotes(quotes, self._quotes, self._timeline, self._needles, translated=self.translated, mount=mount)

    def _line(self, label: str, parts: Sequence[Part]) -> Content:
        return labelled(label, *parts, width=self._text_width)

    @property
    def _text_width(self) -> int:
        return self.scrollable_content_region.width

    def on_resize(self) -> None:
        """Wrap the lines again."""
        if self._is_filled:
            self._fill()

    def _thread_lines(self, number: int) -> Iterable[Content]:
        thread = thread_of(self._view, number)
        if len(thread.members) > 1:
            yield self._line("thread", [("1–9 n N · T list · d beside", STYLES["muted"])])
        if self._walk_start is not None and self._walk_start != number:
            walk = thread_of(self._view, self._walk_start).numbers
            start = self._timeline.events[self._walk_start].title
            step = f"{walk.index(number) + 1} of {len(walk)}, from " if number in walk else "from "
            yield self._line("walk", [step, clickable(start, ("screen.jump", (self._walk_start,)))])
        if len(thread.members) > 1:
            yield from thread_lines(thread, self._view, self._text_width)

    def _highlighted(self, text: str, style: str = "") -> Iterable[Part]:
        return highlight_matches(text, self._needles, style)

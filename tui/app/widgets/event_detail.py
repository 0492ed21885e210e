"""The detail pane: one event in full, with its quotes, its date, its sources and its thread."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from tui.app.style.content import (
    Part,
    clickable,
    hanging_indent,
    highlight_matches,
    paragraphs,
    status_parts,
    wrapped,
)
from tui.app.style.styles import STYLES
from tui.app.widgets.dispute_line import dispute_line
from tui.app.widgets.event_facts import fact_lines, labelled
from tui.app.widgets.own_note import OwnNote
from tui.app.widgets.quote_view import QuoteView, Wording, show_quotes
from tui.app.widgets.thread_lines import thread_lines
from tui.terminal.display import displayed
from tui.terminal.glyphs import glyphs
from tui.timeline.dates.words import date_words
from tui.timeline.model.as_of import AsOfView
from tui.timeline.model.entities import Event
from tui.timeline.model.threads import thread_of
from tui.timeline.model.timeline import Timeline
from tui.timeline.search.answers import Answer
from tui.timeline.search.reader_layer import NO_LAYER


class EventDetail(VerticalScroll, can_focus=True):
    """One event in full. All text of the timeline is shown as plain text, never as markup.

    Bindings:
    | Key | Description |
    |---|---|
    | j | Scroll down. |
    | k | Scroll up. |
    | g | Scroll to the top. |
    | G | Scroll to the end. |
    | right | Show the next event of the list. |
    | left | Show the event before. |

    The bindings of Textual's `VerticalScroll` apply too.
    """

    DEFAULT_CSS = """
    EventDetail {
        scrollbar-size-vertical: 1;
        scrollbar-gutter: stable;
        scrollbar-background: $surface;
        scrollbar-background-hover: $surface;
        scrollbar-background-active: $surface;
        &:focus {
            scrollbar-color: $accent;
        }
    }
    EventDetail #title, EventDetail #disputes {
        margin: 0;
    }
    EventDetail #disputes {
        link-color: $error-foreground;
        link-color-hover: $error-foreground;
    }
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
        Binding("right", "step(1)", "Next event", show=False, id="detail.next", tooltip="Show the next event"),
        Binding(
            "left", "step(-1)", "Previous event", show=False, id="detail.previous", tooltip="Show the previous event"
        ),
    ]

    class Stepped(Message):
        """Another event of the list is to be shown."""

        def __init__(self, step: int) -> None:
            super().__init__()
            self.step = step
            """1 for the next event, -1 for the one before."""

    def __init__(self, timeline: Timeline, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._title, self._disputes, self._head, self._thread, self._facts = (
            Static(id=part, markup=False) for part in ("title", "disputes", "head", "thread", "facts")
        )
        for part in (self._head, self._thread):
            part.auto_links = False  # what can be clicked keeps its own colours
        self._quotes = [QuoteView(markup=False)]
        self._quotes[0].display = False
        self._own_note = OwnNote(id="own-note", markup=False)
        self._own_note.display = False
        self.own = NO_LAYER
        """The reader's marks and notes."""
        self._timeline = timeline
        self._number: int | None = None
        self._is_filled = False
        """Whether `show` has been called."""
        self._needles: Sequence[str] = ()
        self._view = AsOfView(timeline)
        self._is_outside = False
        self._walk_start: int | None = None
        self.wording = Wording.ORIGINAL
        """Which words of the quotes are shown."""

    def compose(self) -> ComposeResult:
        """Compose the parts, which are empty until an event is shown."""
        yield self._title
        yield self._disputes
        yield self._head
        yield from self._quotes
        yield self._own_note
        yield self._thread
        yield self._facts

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

    def turn_wording(self) -> None:
        """Go on from quotes to quotes with their translations, to the translations alone, to quotes."""
        self.wording = self.wording.next
        self._fill()

    def read(self, lines: int, pages: int) -> None:
        """Scroll by lines, and by pages less a line each."""
        page = max(1, self.scrollable_content_region.height - 1)
        self.scroll_relative(y=lines + pages * page, animate=False, immediate=True)

    def action_step(self, step: int) -> None:
        """Ask for the next event of the list, or the one before."""
        self.post_message(self.Stepped(step))

    def _fill(self) -> None:
        if not self._text_width or not self.is_attached:
            return  # hidden: a resize follows when it is shown
        if self._number is None:
            self._fill_without_event()
            return
        event = self._timeline.events[self._number]
        title = Content.assemble(*self._title_parts(event))
        self._title.update(title)
        disputes = dispute_line(self._view, self._number, self._text_width)
        self._disputes.display = disputes is not None
        self._disputes.update(disputes or "")
        self._head.update(Content.assemble(*self._head_parts(event)))
        self._show_quotes(self._number)
        note, is_marked = self.own.notes.get(self._number, ""), self._number in self.own.marked
        self._own_note.show(note, is_marked=is_marked)
        facts = fact_lines(self._view, self._number, self._needles, self._text_width)
        self._facts.update(Content("\n").join(facts))
        self._thread.display = len(thread_of(self._view, self._number).members) > 1
        self._thread.update(Content("\n").join(self._thread_lines(self._number)))

    def _fill_without_event(self) -> None:
        """Show the timeline itself: its description, and that no event matches."""
        timeline = self._timeline
        message = "No event matches." if timeline.events else ""
        self._title.update(Content.assemble((displayed(timeline.title), STYLES["title"])))
        self._disputes.display = False
        description = paragraphs(timeline.description or "", (), width=self._text_width)
        self._head.update(Content.assemble(description, "\n\n" if timeline.description else "", (message, "$muted")))
        self._thread.display = False
        self._own_note.display = False
        self._facts.update("")
        self._show_quotes(None)

    # Parts

    def _title_parts(self, event: Event) -> Iterable[Part]:
        if self._is_outside:
            returns = f"{glyphs().up}/{glyphs().down} returns"
            yield (f"Not in the results {glyphs().dash} {returns}\n", STYLES["warned"])
        title = Content.assemble(*self._highlighted(event.title, STYLES["title"]))
        yield Content("\n").join(wrapped(title, self._text_width))

    def _head_parts(self, event: Event) -> Iterable[Part]:
        date = date_words(event.date)
        status = list(status_parts(self._timeline, event, is_clickable=True))
        fits = cell_len(date) + 3 + sum(part.cell_length for part in status) <= self._text_width
        yield date
        yield "   " if fits else "\n"
        yield from status
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
        show_quotes(quotes, self._quotes, self._timeline, self._needles, wording=self.wording, mount=mount)

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
            keys = Content.styled(f" {glyphs().dot} ", STYLES["muted"]).join(_thread_keys())
            yield hanging_indent(Content.assemble(("Thread: ", STYLES["label"])), keys, width=self._text_width)
        if self._walk_start is not None and self._walk_start != number:
            walk = thread_of(self._view, self._walk_start).numbers
            start = self._timeline.events[self._walk_start].title
            step = f"{walk.index(number) + 1} of {len(walk)}, from " if number in walk else "from "
            yield self._line("walk", [step, clickable(start, ("screen.jump", (self._walk_start,)))])
        if len(thread.members) > 1:
            yield from thread_lines(thread, self._view, self._text_width)

    def _highlighted(self, text: str, style: str = "") -> Iterable[Part]:
        return highlight_matches(text, self._needles, style)


def _thread_keys() -> Iterator[Content]:
    """Yield what the keys of threads do. A click does the same."""
    yield Content.styled("1–9 jump", STYLES["muted"])
    for words, action, parameters in (
        ("n/N step", "thread", (1,)),
        ("T show only", "list_thread", ()),
        ("d compare", "beside", ()),
    ):
        yield clickable(words, (f"screen.{action}", parameters), "muted")

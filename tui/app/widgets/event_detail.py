"""The detail pane: one event in full, with its quotes, its date, its sources and its thread."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tui.app.style.content import Part, clickable, hanging_indent, highlight_matches, status_parts
from tui.app.style.styles import STYLES
from tui.app.widgets.quote_view import QuoteView, show_quotes
from tui.app.widgets.thread_lines import thread_lines
from tui.terminal.ascii import for_terminal
from tui.terminal.glyphs import glyphs
from tui.text.printable import printable
from tui.timeline.dates.words import date_words
from tui.timeline.model.as_of import AsOfView, known_since, sources_that_date
from tui.timeline.model.citations import BASIS_WORDS
from tui.timeline.model.entities import Event, Source
from tui.timeline.model.threads import thread_of
from tui.timeline.model.timeline import Timeline
from tui.timeline.search.answers import Answer

_LABEL_WIDTH = 9


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
            message = "No event matches. Press c to clear the filter." if self._timeline.events else ""
            self._head.update(Content.assemble((message, STYLES["muted"])))
            self._facts.update("")
            self._thread.update("")
            self._show_quotes(None)
            return
        event = self._timeline.events[self._number]
        self._head.update(Content.assemble(*self._head_parts(event)))
        self._show_quotes(self._number)
        self._facts.update(Content("\n").join(self._fact_lines(event)))
        self._thread.update(Content("\n").join(self._thread_lines(self._number)))

    # Parts

    def _head_parts(self, event: Event) -> Iterable[Part]:
        assert self._number is not None
        if self._is_outside:
            yield ("Outside of the filter — a key up or down leads back\n", STYLES["warned"])
        yield from self._highlighted(event.title, STYLES["title"])
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
            yield from self._highlighted(event.summary)
        if not event.quotes:
            yield ("\n\nno quote", STYLES["muted"])

    def _show_quotes(self, number: int | None) -> None:
        def mount(views: Sequence[QuoteView]) -> None:
            self.mount_all(views, after=self._quotes[-1])
            self._quotes += views

        quotes = () if number is None else self._view.quotes(number)
        show_quotes(quotes, self._quotes, self._timeline, self._needles, translated=self.translated, mount=mount)

    def _fact_lines(self, event: Event) -> Iterable[Content]:
        timeline, values = self._timeline, event.values
        date: list[Part] = []
        if event.date_text:
            date += ["“", *self._highlighted(event.date_text), "” — "]
        if event.date_basis is not None:
            date.append(BASIS_WORDS[event.date_basis])
            date.append(" ")
        date.append((f"({event.date.text})", STYLES["muted"]))
        yield self._line("date", date)
        if event.date_note:
            yield self._line("", [*self._highlighted(event.date_note, STYLES["muted"])])
        for spec in timeline.facets:
            if spec.name in values and spec.name not in ("status", "kind"):
                yield self._line(spec.detail_label, self._chips(spec.name, values[spec.name]))
        for name, value in event.data.items():
            yield self._line(name, list(self._highlighted(value)))
        for media in event.media:
            caption = ", ".join(filter(None, (media.caption, media.credit)))
            parts: list[Part] = [*self._highlighted(caption), "\n"] if caption else []
            yield self._line("media", [*parts, clickable(media.url, ("screen.open_address", (media.url,)))])
        if self._number is not None and (known := _known(event, self._view.sources(self._number), timeline)):
            yield self._line("known", [known])
        for source_id in self._view.sources(self._number) if self._number is not None else ():
            source = timeline.sources[source_id]
            yield self._line("source", list(self._source_parts(source)))
        if self._number is not None and not self._view.sources(self._number):
            yield self._line("source", [("no source", STYLES["muted"])])
        if event.note:
            yield self._line("note", list(self._highlighted(event.note)))

    def _line(self, label: str, parts: Sequence[Part]) -> Content:
        """Return wrapped text after a label, which may come from the file."""
        shown = for_terminal(printable(label))
        width = _LABEL_WIDTH if cell_len(shown) < _LABEL_WIDTH else cell_len(shown) + 1
        start = Content.assemble((set_cell_size(shown, width), STYLES["label"]))
        return hanging_indent(start, *parts, width=self._text_width)

    @property
    def _text_width(self) -> int:
        return self.scrollable_content_region.width

    def on_resize(self) -> None:
        """Wrap the lines again."""
        if self._is_filled:
            self._fill()

    def _chips(self, facet: str, ids: Iterable[str]) -> list[Part]:
        """Return the names of a facet's values, which choose the value when they are clicked."""
        timeline = self._timeline
        entries = timeline.entries(facet)
        parts: list[Part] = []
        for value in ids:
            if parts:
                parts.append(", ")
            parts.append(clickable(timeline.name(facet, value), ("screen.choose", (facet, value))))
            office = entries[value].office if facet == "speaker" else None
            if office:
                parts.append((f" ({for_terminal(printable(office))})", STYLES["muted"]))
        return parts

    def _source_parts(self, source: Source) -> Iterable[Part]:
        """Yield a source: its outlet or name, when it was issued, and its addresses."""
        timeline = self._timeline
        name = timeline.outlet_name(source) or source.name
        yield clickable(name, ("screen.choose", ("source", source.id)))
        if source.issued is not None:
            basis = "" if source.issued_basis == "stated" else f" ({source.issued_basis})"
            yield f", issued {date_words(source.issued)}{basis}"
        else:
            yield ", undated"
        if source.issued_note:
            yield (f" — {for_terminal(printable(source.issued_note))}", STYLES["muted"])
        for url in (source.url, source.archived):
            if url and url != name:
                yield "\n"
                yield clickable(url, ("screen.open_address", (url,)))

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


def _known(event: Event, sources: Sequence[str], timeline: Timeline) -> str:
    """Say when the first of some sources told of an event, and how long after it."""
    dating = sources_that_date(timeline.sources[source] for source in sources)
    if not dating:
        return ""
    since, event_date = min(dating, key=known_since).issued, event.date
    if since is None:
        return ""
    if since.earliest is None:
        return date_words(since)
    known = f"since {'' if since.precision == 'day' or since.has_time else 'some day of '}{date_words(since)}"
    if event_date.latest is None:
        return known
    least = (since.earliest - event_date.latest).days
    if since.latest is None or event_date.earliest is None:
        return f"{known}, {least:,} days later at least" if least > 0 else known
    most = (since.latest - event_date.earliest).days
    if most <= 0:
        return f"{known}, at once" if most == 0 else known
    days = f"{max(0, least):,}–{most:,}" if max(0, least) != most else f"{most:,}"
    return f"{known}, {days} {'day' if days == '1' else 'days'} later"

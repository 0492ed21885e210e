"""Two events side by side, quote beside quote: a claim and its denial."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.style import Style
from textual.widgets import Static

from tui.app.style.content import Part, lit
from tui.app.style.styles import STYLES
from tui.app.textual_fixes import DismissOnce
from tui.app.widgets.quote_view import QuoteView
from tui.terminal.glyphs import glyphs
from tui.text.printable import printable
from tui.timeline.model.entities import Event
from tui.timeline.model.threads import Thread
from tui.timeline.search.answers import Answer


class _Side(Vertical):
    """One of the two events."""

    def compose(self) -> ComposeResult:
        """Lay out what is said about the event; its quotes come below it."""
        yield Static(classes="side--head", markup=False)

    def show_head(self, head: Content, height: int | None) -> None:
        """Show what is said about an event.

        Args:
            head: the text.
            height: as many lines at least, so that the quotes of both begin on the same; None for as many as it has.
        """
        widget = self.query_one(".side--head", Static)
        widget.styles.min_height = height
        widget.update(head)

    def show_quotes(self, number: int, answer: Answer, *, translated: bool) -> None:
        """Show an event's quotes."""
        quotes = answer.view.quotes(number)
        views = list(self.query(QuoteView))
        missing = [QuoteView(markup=False) for _ in range(len(quotes) - len(views))]
        if missing:
            self.mount_all(missing)
        for place, view in enumerate([*views, *missing]):
            view.display = place < len(quotes)
            if place < len(quotes):
                view.show(answer.view.timeline, quotes[place], answer.needles, translated=translated)


class SideBySide(DismissOnce, ModalScreen[str | None]):
    """Lies over the browser. It ends with the id of the event to go to, or with None.

    An id, as by then the file may have been read again, and its events have other numbers.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,d,q", "leave", "Close", id="beside.close", tooltip="Close it"),
        Binding("enter", "go", "Go there", id="beside.go", tooltip="Go to the other event"),
        Binding("right,n", "turn(1)", "Next", id="beside.next", tooltip="The next one that disputes it"),
        Binding("left,N", "turn(-1)", "Previous", id="beside.previous", tooltip="The one before that disputes it"),
        Binding("t", "translate", "Translation", id="beside.translate", tooltip="Quotes or translations"),
        Binding("j,down", "scroll(1)", "Down", show=False, id="beside.down", tooltip="Scroll down"),
        Binding("k,up", "scroll(-1)", "Up", show=False, id="beside.up", tooltip="Scroll up"),
        Binding("g,home", "scroll(-100000)", "Top", show=False, id="beside.top", tooltip="Scroll to the top"),
        Binding("G,end", "scroll(100000)", "End", show=False, id="beside.end", tooltip="Scroll to the end"),
    ]

    CSS_PATH = "side_by_side.tcss"

    _body = getters.query_one("#beside", VerticalScroll)
    _columns = getters.query_one("#beside-columns", Container)
    _left = getters.query_one("#beside-left", _Side)
    _right = getters.query_one("#beside-right", _Side)

    def __init__(self, answer: Answer, thread: Thread, number: int | None = None, *, translated: bool = False) -> None:
        """Make the screen.

        Args:
            answer: tells what can be seen of the events, and the words to be lit.
            thread: that of the event on the left. It has counterparts.
            number: the event on the right, one of the counterparts; None for the first of them.
            translated: begin with the translations.
        """
        super().__init__()
        self._answer = answer
        self._thread = thread
        self._others = thread.counterparts
        places = [place for place, member in enumerate(self._others) if member.number == number]
        self._place = places[0] if places else 0
        self._translated = translated

    def compose(self) -> ComposeResult:
        """Lay out both sides; the style sheet puts them beside each other, or one above the other."""
        with VerticalScroll(id="beside") as body, Container(id="beside-columns"):
            yield _Side(id="beside-left")
            yield _Side(id="beside-right")
        body.border_title = "Side by side"

    def on_mount(self) -> None:
        """Show the two events."""
        self._fill()

    def on_resize(self) -> None:
        """Align the quotes anew, when the columns have their new width."""
        self.call_after_refresh(self._fill_heads)

    def _fill(self) -> None:
        self._left.show_quotes(self._thread.number, self._answer, translated=self._translated)
        self._right.show_quotes(self._others[self._place].number, self._answer, translated=self._translated)
        self._fill_heads()
        self.call_after_refresh(self._fill_heads)

    def _fill_heads(self) -> None:
        if len(self.query(_Side)) < 2:
            return  # closed before its columns had their width
        other = self._others[self._place]
        place = f"{self._place + 1} of {len(self._others)}" if len(self._others) > 1 else ""
        others = "←→ others · " if place else ""
        keys = "t · Enter · Esc" if self.has_class("-narrow") else "t translation · Enter goes there · Esc"
        self._body.border_subtitle = others + keys
        relation_style = STYLES["disputed"] if other.is_disputing else STYLES["label"]
        left = self._head(self._thread.number, [("this event", STYLES["label"])])
        right = self._head(other.number, [(f"{other.words} ", relation_style), (place, STYLES["muted"])])
        height = None
        if not self.has_class("-narrow"):
            height = max(_height(left, self._left), _height(right, self._right))
        self._left.show_head(left, height)
        self._right.show_head(right, height)

    def _head(self, number: int, heading: Sequence[Part]) -> Content:
        return Content("\n").join(self._head_lines(number, self._answer.view.timeline.events[number], heading))

    def _head_lines(self, number: int, event: Event, heading: Sequence[Part]) -> Iterable[Content]:
        yield Content.assemble(*heading)
        title = Content.assemble(*lit(event.title, self._answer.needles, STYLES["title"]))
        is_other = number != self._thread.number
        yield title.stylize(Style.from_meta({"@click": ("screen.go", ())})) if is_other else title
        basis = f" ({event.date_basis})" if event.date_basis != "stated" else ""
        yield Content.assemble((event.date.words(), "bold"), (basis, STYLES["muted"]))
        status = Content.assemble(
            (f"{glyphs().statuses[event.status]} {event.status}", STYLES[event.status]),
            (f" · {event.kind}", STYLES["muted"]),
        )
        if self._answer.view.is_disputed(number):
            disputed = Content.assemble((f"{glyphs().disputed} disputed", STYLES["disputed"]))
            fits = status.cell_length + 3 + disputed.cell_length <= (self._right.content_size.width or math.inf)
            status = Content("   " if fits else "\n").join([status, disputed])
        yield status
        names = self._answer.view.timeline.actor_names
        said = [(label, names(ids)) for label, ids in (("says", event.speaker), ("via", event.via)) if ids]
        if said:
            yield Content(" ").join(
                Content.assemble((label, STYLES["label"]), f" {printable(name)}") for label, name in said
            )

    # Keys

    def action_leave(self) -> None:
        """Go back to the browser."""
        self.dismiss(None)

    def action_go(self) -> None:
        """Go to the event on the right."""
        self.dismiss(self._answer.view.timeline.events[self._others[self._place].number].id)

    def action_turn(self, step: int) -> None:
        """Show the next of the other events, or the one before."""
        self._place = (self._place + step) % len(self._others)
        self._fill()
        if self.has_class("-narrow"):
            self._body.scroll_to_widget(self._right, top=True, animate=False)
        else:
            self._body.scroll_home(animate=False)

    def action_translate(self) -> None:
        """Turn the quotes of both into their translations, and back."""
        self._translated = not self._translated
        self._fill()

    def action_scroll(self, lines: int) -> None:
        """Scroll both."""
        self._body.scroll_relative(y=lines, animate=False)


def _height(head: Content, side: _Side) -> int:
    return len(head.wrap(max(10, side.content_size.width)))

"""Two events compared side by side, quote beside quote: a claim and its denial."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.style import Style
from textual.widgets import Static

from tui.app.style.content import Part, highlight_matches, status_parts
from tui.app.style.styles import STYLES
from tui.app.textual_fixes import DismissOnce
from tui.app.widgets.key_bar import KeyBar
from tui.app.widgets.quote_view import QuoteView, Wording, show_quotes
from tui.terminal.display import displayed
from tui.terminal.glyphs import glyphs
from tui.timeline.dates.words import date_words
from tui.timeline.model.entities import Event
from tui.timeline.model.threads import Member, Thread
from tui.timeline.search.answers import Answer


class _Side(Vertical):
    """One of the two events."""

    resized: Callable[[], None] | None = None
    """Called when its size has changed."""

    def on_resize(self) -> None:
        """Report the new size."""
        if self.resized is not None:
            self.resized()

    def compose(self) -> ComposeResult:
        """Lay out the header; the quotes are mounted below it."""
        yield Static(classes="side--header", markup=False)

    def show_header(self, header: Content, height: int | None) -> None:
        """Show the header of an event.

        Args:
            header: the text.
            height: the least number of lines, so that the quotes of both sides are aligned; None for no minimum.
        """
        widget = self.query_one(".side--header", Static)
        widget.styles.min_height = height
        widget.update(header)

    def show_quotes(self, number: int, answer: Answer, wording: Wording) -> None:
        """Show an event's quotes."""
        show_quotes(
            answer.view.quotes(number),
            list(self.query(QuoteView)),
            answer.view.timeline,
            answer.needles,
            wording=wording,
            mount=self.mount_all,
        )


class SideBySide(DismissOnce, ModalScreen[str | None]):
    """Two events, over the browser. The result is the id of the event to go to, or None.

    It is not a number, as a newer version of the timeline may number its events differently by then.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,d,q", "leave", "Close", id="beside.close", tooltip="Close"),
        Binding("enter", "go", "Go there", id="beside.go", tooltip="Go to the other event"),
        Binding("right,n", "turn(1)", "Next", id="beside.next", tooltip="Next event that disputes it"),
        Binding("left,N", "turn(-1)", "Previous", id="beside.previous", tooltip="Previous event that disputes it"),
        Binding(
            "t",
            "translate",
            "Translation",
            id="beside.translate",
            tooltip="Show quotes, both, or translations",
        ),
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

    def __init__(
        self, answer: Answer, thread: Thread, number: int | None = None, wording: Wording = Wording.ORIGINAL
    ) -> None:
        """Make the screen.

        Args:
            answer: the timeline as of the day of the query, and the words to highlight.
            thread: the thread of the event on the left. It has counterparts.
            number: the event on the right, which is linked to the one on the left; None for the first counterpart.
            wording: which words of quotes to start with.
        """
        super().__init__()
        self._answer = answer
        self._thread = thread
        self._others = _counterparts(answer, thread, number)
        numbers = [member.number for member in self._others]
        self._position = numbers.index(number) if number in numbers else 0
        """The position of the event on the right among the counterparts."""
        self._wording = wording

    def compose(self) -> ComposeResult:
        """Lay out both sides. The style sheet arranges them side by side, or one above the other."""
        with VerticalScroll(id="beside") as body, Container(id="beside-columns"):
            yield _Side(id="beside-left")
            right = _Side(id="beside-right")
            right.resized = self._lengthen_divider
            yield right
        body.border_title = "Compare"
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the two events."""
        self._fill()

    def _lengthen_divider(self) -> None:
        """Make the left side, which draws the divider, at least as high as the right."""
        self._left.styles.min_height = None if self.has_class("-narrow") else self._right.outer_size.height

    def on_resize(self) -> None:
        """Align the quotes again when the columns have their new width."""
        self.call_after_refresh(self._fill_headers)

    @property
    def useless_actions(self) -> frozenset[str]:
        """The actions that would do nothing: with one counterpart there is no next one."""
        return frozenset(("turn(1)", "turn(-1)") if len(self._others) == 1 else ())

    def _fill(self) -> None:
        self._left.show_quotes(self._thread.number, self._answer, self._wording)
        self._right.show_quotes(self._others[self._position].number, self._answer, self._wording)
        self._fill_headers()
        self.call_after_refresh(self._fill_headers)

    def _fill_headers(self) -> None:
        if len(self.query(_Side)) < 2:
            return  # closed before its columns had their width
        other = self._others[self._position]
        others = len(self._others)
        self._body.border_title = f"Compare: pair {self._position + 1} of {others}" if others > 1 else "Compare"
        turn = "←→ other pairs · " if others > 1 else ""
        keys = "t · Enter · Esc" if self.has_class("-narrow") else "t translation · Enter go there · Esc close"
        self._body.border_subtitle = turn + keys
        relation_style = STYLES["disputed"] if other.is_disputing else STYLES["label"]
        left = self._header(self._thread.number, [("this event", STYLES["label"])])
        right = self._header(other.number, [(other.words, relation_style)])
        height = None
        if not self.has_class("-narrow"):
            height = max(_height(left, self._left), _height(right, self._right))
        self._left.show_header(left, height)
        self._right.show_header(right, height)

    def _header(self, number: int, relation: Sequence[Part]) -> Content:
        return Content("\n").join(self._header_lines(number, self._answer.view.timeline.events[number], relation))

    def _header_lines(self, number: int, event: Event, relation: Sequence[Part]) -> Iterable[Content]:
        yield Content.assemble(*relation)
        title = Content.assemble(*highlight_matches(event.title, self._answer.needles, STYLES["title"]))
        is_other = number != self._thread.number
        yield title.stylize(Style.from_meta({"@click": ("screen.go", ())})) if is_other else title
        basis = f" ({event.date_basis})" if event.date_basis not in (None, "stated") else ""
        yield Content.assemble((date_words(event.date), "bold"), (basis, STYLES["muted"]))
        status = Content.assemble(
            *status_parts(self._answer.view.timeline, event),
        )
        if self._answer.view.is_disputed(number):
            disputed = Content.assemble((f"{glyphs().disputed} disputed", STYLES["disputed"]))
            fits = status.cell_length + 3 + disputed.cell_length <= (self._right.content_size.width or math.inf)
            status = Content("   " if fits else "\n").join([status, disputed])
        yield status
        timeline, values = self._answer.view.timeline, event.values
        said = [
            Content.assemble(
                (spec.label, STYLES["label"]),
                f" {displayed(timeline.value_names(spec.name, values[spec.name]))}",
            )
            for spec in timeline.facets
            if spec.label and spec.name in values
        ]
        if said:
            yield Content(" ").join(said)

    # Keys

    def action_leave(self) -> None:
        """Go back to the browser."""
        self.dismiss(None)

    def action_go(self) -> None:
        """Go to the event on the right."""
        self.dismiss(self._answer.view.timeline.events[self._others[self._position].number].id)

    def action_turn(self, step: int) -> None:
        """Show the next counterpart on the right, or the previous one."""
        self._position = (self._position + step) % len(self._others)
        self._fill()
        if self.has_class("-narrow"):
            self._body.scroll_to_widget(self._right, top=True, animate=False)
        else:
            self._body.scroll_home(animate=False)

    def action_translate(self) -> None:
        """Show the quotes of both events, then with their translations, then the translations alone."""
        self._wording = self._wording.next
        self._fill()

    def action_scroll(self, lines: int) -> None:
        """Scroll both sides."""
        self._body.scroll_relative(y=lines, animate=False)


def _counterparts(answer: Answer, thread: Thread, number: int | None) -> Sequence[Member]:
    """Return the counterparts of a thread, after an event that is linked to it but not among them."""
    others = thread.counterparts
    links = [link for link in answer.view.thread(thread.number) if link.number == number]
    if number is None or not links or any(member.number == number for member in others):
        return others
    words = " and ".join(dict.fromkeys(link.words for link in links))
    return [Member(number, words, frozenset(link.relation for link in links)), *others]


def _height(header: Content, side: _Side) -> int:
    return len(header.wrap(max(10, side.content_size.width)))

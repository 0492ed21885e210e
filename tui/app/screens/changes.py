"""Two versions of a timeline compared: a list of what changed and, beside it, the old and the new version of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar, NamedTuple

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.app.style.styles import STYLES
from tui.app.textual_fixes import DismissOnce
from tui.app.widgets.change_list import ChangeList
from tui.app.widgets.key_bar import KeyBar
from tui.app.widgets.reading_list import ReadingList
from tui.terminal.display import displayed
from tui.timeline.comparing.side_by_side import Row, ShownChange
from tui.timeline.comparing.words import Stretch, compared_words

_LEAST_WIDTH_FOR_COLUMNS = 100
"""On a narrower screen, the new version stands below the old one."""


_AFTER_GAP = ("date", "summary", "quote", "note")
"""The fields before which there is a blank line, where there is room."""


class Compared(NamedTuple):
    """What changed from one version of a timeline to another."""

    changes: Sequence[ShownChange]
    """In the order in which they are listed."""
    old: str
    """What the older version is called."""
    new: str
    """What the newer version is called."""
    summary: str
    """The changes counted, in a sentence."""


class _Version(Static):
    """One of the two versions."""

    class Resized(Message):
        """The width has changed, so its lines break elsewhere."""

    def on_resize(self) -> None:
        """Report a new width."""
        self.post_message(self.Resized())


class ChangesScreen(DismissOnce, ModalScreen[str | None]):
    """What changed, over the browser of the newer version. The result is the id of the event to go to, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "leave", "Close", key_display="Esc", id="changes.close", tooltip="Back to the events"),
        Binding("enter", "go", "Go there", id="changes.go", tooltip="Go to the event"),
        Binding("n,right", "step(1)", "Next", key_display="n", id="changes.next", tooltip="Next change"),
        Binding("N,left", "step(-1)", "Previous", key_display="N", id="changes.previous", tooltip="Previous change"),
        Binding(
            "u", "toggle_unchanged", "Unchanged", id="changes.unchanged",
            tooltip="Hide the fields that did not change, or show them again",
        ),
    ]  # fmt: skip
    CSS_PATH = "changes.tcss"

    _list = getters.query_one("#changes-list", ChangeList)
    _body = getters.query_one("#changes-body", VerticalScroll)
    _old = getters.query_one("#changes-old", _Version)
    _new = getters.query_one("#changes-new", _Version)

    def __init__(self, compared: Compared) -> None:
        """Make the screen.

        Args:
            compared: what changed.
        """
        super().__init__()
        self._changes = compared.changes
        self._names = compared.old, compared.new
        self._summary = compared.summary
        self._has_unchanged: bool | None = None
        """Whether the fields that did not change are shown; None if they are where both versions fit."""
        self._widths = (0, 0)
        """The widths at which both versions were aligned."""

    def compose(self) -> ComposeResult:
        """Lay out the list, both versions and the keys. The style sheet puts them beside or below each other."""
        with Container(id="changes"):
            with Vertical(id="changes-left") as left:
                yield ChangeList(self._changes, id="changes-list")
            left.border_title = "Changes"
            with (
                VerticalScroll(id="changes-body", can_focus=False) as body,
                Container(id="changes-columns"),
            ):
                yield _Version(id="changes-old", markup=False)
                yield _Version(id="changes-new", markup=False)
            body.border_title = displayed(self._summary.removesuffix("."))
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the first change."""
        self._list.empty = "Nothing differs."
        self._list.focus()
        self._show()

    def on_resize(self) -> None:
        """Put both versions beside each other, or below each other, and align them again."""
        is_stacked = self.size.width < _LEAST_WIDTH_FOR_COLUMNS
        if is_stacked != self.has_class("-stacked"):
            self.set_class(is_stacked, "-stacked")
            self._fill()

    @on(_Version.Resized)
    def _align(self) -> None:
        """Align both versions again if their widths have changed."""
        widths = self._old.content_size.width, self._new.content_size.width
        if widths != self._widths:
            self._widths = widths
            self._fill()

    @property
    def useless_actions(self) -> frozenset[str]:
        """The actions that would do nothing: nobody can go to a source, or to what is gone."""
        change = self._list.change
        found = {"go"} if change is None or change.event_id is None else set()
        return frozenset(found.union(("step(1)", "step(-1)") if len(self._changes) < 2 else ()))

    # The two versions

    @on(ChangeList.Highlighted)
    def _show(self) -> None:
        self._fill()
        self._body.scroll_home(animate=False)
        self.refresh_bindings()

    def _fill(self) -> None:
        if not self.is_mounted or not self.query("#changes-new"):
            return  # closed before it had its size
        change, number = self._list.change, self._list.position + 1
        self._body.border_subtitle = f"{number:,} of {len(self._changes):,}" if change else ""
        is_stacked = self.has_class("-stacked")
        rows = list(change.rows) if change else []
        if not self._shows_unchanged:
            rows = [row for row in rows if row.is_changed or not row.label]
        sides: list[list[Content]] = [[], []]
        is_whole = [all(row.old is None for row in rows), all(row.new is None for row in rows)]
        for row in rows:
            found = list(_sides(row, is_marked=not any(is_whole)))
            if not is_stacked:
                found = list(self._aligned(found))
            gap = "\n" if row.label in _AFTER_GAP and not is_stacked else ""
            for side, field, value in zip(sides, found, (row.old, row.new), strict=True):
                if value is not None or not is_stacked:
                    side.append(Content(gap) + field)
        for static, side, name, age, is_gone in zip(
            (self._old, self._new), sides, self._names, ("older", "newer"), is_whole, strict=True
        ):
            head = Content.assemble((age, STYLES["label"]), (f"  {displayed(name)}", STYLES["muted"]))
            gone = Content.styled("not there", STYLES["muted"])
            static.update(Content("\n").join([head, *([gone] if is_gone and rows else side)]))

    def _aligned(self, sides: Sequence[Content]) -> Iterator[Content]:
        """Yield both sides of a field with as many lines each."""
        widths = (max(10, version.content_size.width) for version in (self._old, self._new))
        heights = [len(side.wrap(width)) for side, width in zip(sides, widths, strict=True)]
        for side, height in zip(sides, heights, strict=True):
            yield side + Content("\n" * (max(heights) - height))

    # Keys

    def action_leave(self) -> None:
        """Go back to the browser."""
        self.dismiss(None)

    def action_go(self) -> None:
        """Go to the event in the browser."""
        change = self._list.change
        if change is not None and change.event_id is not None:
            self.dismiss(change.event_id)

    @on(ChangeList.Chosen)
    def _clicked(self) -> None:
        self._show()

    def action_step(self, step: int) -> None:
        """Highlight the next change, or the one before."""
        self._list.action_move(step)

    def action_toggle_unchanged(self) -> None:
        """Hide the fields that did not change, or show them again."""
        self._has_unchanged = not self._shows_unchanged
        self._show()

    @property
    def _shows_unchanged(self) -> bool:
        return not self.has_class("-stacked") if self._has_unchanged is None else self._has_unchanged

    @on(ReadingList.DetailScrolled)
    def _scroll(self, event: ReadingList.DetailScrolled) -> None:
        self._body.scroll_relative(y=event.lines + event.pages * max(1, self._body.size.height - 1), animate=False)


def _sides(row: Row, *, is_marked: bool) -> Iterator[Content]:
    """Yield both versions of a field.

    Args:
        row: the field.
        is_marked: mark what changed, word by word; not in what is new or gone as a whole.
    """
    pieces = compared_words(row.old, row.new) if row.old is not None and row.new is not None else ([], [])
    for value, stretches, style in (
        (row.old, pieces[0], STYLES["excluded"]),
        (row.new, pieces[1], STYLES["added"]),
    ):
        if value is None:
            yield Content("")
            continue
        found = stretches or [Stretch(value, is_changed=is_marked)]
        base = STYLES["title"] if not row.label else "" if row.is_changed else STYLES["muted"]
        text = Content.assemble(
            *((displayed(each.text, line_feeds=True), style if each.is_changed else base) for each in found)
        )
        label = Content.assemble((f"{displayed(row.label)} ", STYLES["label"])) if row.label else Content("")
        yield label + text

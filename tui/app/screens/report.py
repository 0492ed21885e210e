"""The report on how a file of another format was read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.app.style.content import wrapped
from tui.app.widgets.key_bar import KeyBar
from tui.terminal.display import displayed, for_terminal
from tui.timeline.model.remarks import KINDS, Remark

_WIDTH = 100
_BESIDE = 6
"""The cells of padding and scroll bar."""


class ReportScreen(ModalScreen[None]):
    """Lists the remarks on a file, the gravest kind first."""

    DEFAULT_CSS = f"""
    ReportScreen {{
        align: center middle;
        #report {{
            width: {_WIDTH};
            max-width: 100%;
            height: auto;
            max-height: 100%;
            background: $surface;
        }}
        #report-lines {{
            height: auto;
            max-height: 1fr;
            padding: 0 2;
            scrollbar-gutter: stable;
        }}
    }}
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,i,q", "dismiss", "Close", key_display="esc", id="report.close", tooltip="Back to the events"),
        Binding("down,j", "scroll(1)", "Down", show=False, id="report.down", tooltip="Scroll down"),
        Binding("up,k", "scroll(-1)", "Up", show=False, id="report.up", tooltip="Scroll up"),
        Binding("pagedown,space", "page(1)", "Page down", show=False, id="report.page-down", tooltip="Page down"),
        Binding("pageup", "page(-1)", "Page up", show=False, id="report.page-up", tooltip="Page up"),
    ]

    def __init__(self, name: str, remarks: Sequence[Remark]) -> None:
        """Make the screen.

        Args:
            name: the name of the file.
            remarks: the remarks, in their order.
        """
        super().__init__()
        self._file_name = name
        self._remarks = remarks

    def compose(self) -> ComposeResult:
        """Lay out the report and its keys."""
        with Vertical(id="report"):
            with VerticalScroll(id="report-lines", can_focus=False):
                yield Static(self._text(), id="report-text", markup=False)
            yield KeyBar()

    def on_resize(self) -> None:
        """Wrap the lines for the new width."""
        self.query_one("#report-text", Static).update(self._text())

    def _text(self) -> Content:
        width = min(_WIDTH, self.app.size.width) - _BESIDE
        return Content("\n").join(self._lines(width))

    def _lines(self, width: int) -> Iterator[Content]:
        yield Content.styled(f"How {displayed(self._file_name)} was read", "bold")
        for kind, remarks in groupby(self._remarks, key=lambda remark: remark.kind):
            yield Content("")
            yield Content.assemble((kind, "bold $accent-foreground"), (f"  {KINDS[kind]}", "$muted"))
            for remark in remarks:
                words = Content(for_terminal(displayed(remark.words(with_kind=False))))
                yield Content("  ") + Content("\n      ").join(wrapped(words, width - 6))

    def action_scroll(self, lines: int) -> None:
        """Scroll by some lines."""
        self.query_one("#report-lines").scroll_relative(y=lines, animate=False)

    def action_page(self, pages: int) -> None:
        """Scroll by some pages."""
        scroll = self.query_one("#report-lines")
        scroll.scroll_relative(y=pages * scroll.size.height, animate=False)

"""A list beside the detail pane, which it can scroll."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from tui.app.widgets.line_list import LineList


class ReadingList(LineList):
    """A list of events that are read in the detail pane while the list keeps the focus.

    Bindings:
    | Key | Description |
    |---|---|
    | space | Read on by a page in the detail. |
    | backspace | Read back by a page in the detail. |
    | shift+down | Scroll the detail down by a line. |
    | shift+up | Scroll the detail up by a line. |

    The bindings of `LineList` apply too.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "page_detail(1)", "Page detail", show=False, id="reading.on", tooltip="Page the detail down"),
        Binding(
            "backspace", "page_detail(-1)", "Read back", show=False, id="reading.back", tooltip="Page the detail up"
        ),
        Binding(
            "shift+down", "scroll_detail(1)", "Detail down", show=False, id="reading.down",
            tooltip="Scroll the detail down",
        ),
        Binding(
            "shift+up", "scroll_detail(-1)", "Detail up", show=False, id="reading.up", tooltip="Scroll the detail up"
        ),
    ]  # fmt: skip

    class DetailScrolled(Message):
        """The detail is to be scrolled."""

        def __init__(self, lines: int = 0, pages: int = 0) -> None:
            super().__init__()
            self.lines = lines
            """How many lines down; negative for up."""
            self.pages = pages
            """How many pages down; negative for up."""

    def action_page_detail(self, pages: int) -> None:
        """Scroll the detail by pages."""
        self.post_message(self.DetailScrolled(pages=pages))

    def action_scroll_detail(self, lines: int) -> None:
        """Scroll the detail by lines."""
        self.post_message(self.DetailScrolled(lines=lines))

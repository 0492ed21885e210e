"""The line on top: what the timeline is called, and what of it is shown."""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget

from tui.app.style.cells import fit
from tui.text.printable import printable


class TitleBar(Widget):
    """A title at the left, cut off where there is no room for all of it, and what is counted at the right.

    One widget, and no layout when either changes: each key in the query bar changes the count.
    """

    title: str = ""
    count: str = ""
    _room: int = 0

    def show_title(self, title: str) -> None:
        """Have another title."""
        self.title = printable(title)
        self.refresh()

    def show_count(self, count: str, room: int | None = None) -> None:
        """Have another count.

        Args:
            count: what is at the right.
            room: so many cells are kept free for it, so that the title stands still; None for as many as before.
        """
        self.count = count
        if room is not None:
            self._room = room
        self.refresh()

    def render(self) -> Content:
        """Return both, with what is between them."""
        width = self.content_size.width
        room = min(max(self._room, len(self.count)), width)
        return Content.assemble((fit(self.title, width - room), "bold"), (self.count.rjust(room), "$accent-foreground"))

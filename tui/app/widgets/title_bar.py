"""The bar at the top of a screen, with a title and a count."""

from __future__ import annotations

from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widget import Widget

from tui.app.style.cells import fit
from tui.terminal.display import displayed


class TitleBar(Widget):
    """A title at the left, cut if it is too long, and a count at the right.

    It is one widget, and needs no layout when either changes: each key in the query bar changes the count.
    """

    title: str = ""
    """The title, as it is shown."""
    count: str = ""
    """The count, as it is shown."""
    _count_width: int = 0

    class Pressed(Message):
        """The count was clicked."""

        def __init__(self, offset: int) -> None:
            super().__init__()
            self.offset = offset
            """The offset in the text of the count, in characters."""

    def show_title(self, title: str) -> None:
        """Show another title."""
        self.title = displayed(title)
        self.refresh()

    def show_count(self, count: str, width: int | None = None) -> None:
        """Show another count.

        Args:
            count: the text at the right.
            width: the number of cells reserved for the count, so that the title does not move; None for as before.
        """
        self.count = count
        if width is not None:
            self._count_width = width
        self.refresh()

    def on_click(self, event: Click) -> None:
        """Post where the count was clicked."""
        offset = event.x - (self.size.width - self.gutter.right - len(self.count))
        if event.button == 1 and 0 <= offset < len(self.count):
            self.post_message(self.Pressed(offset))

    def render(self) -> Content:
        """Render the title and the count."""
        width = self.content_size.width
        room = min(max(self._count_width, len(self.count)), width)
        title = (fit(self.title, width - room), "bold")
        return Content.assemble(title, (self.count.rjust(room), "$accent-foreground"))

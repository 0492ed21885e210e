"""A list of saved views: their names, their queries and how many events they find."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual.message import Message

from tui.app.style.cells import fit
from tui.app.widgets.line_list import LineList, Pieces
from tui.terminal.display import displayed
from tui.text.frozen import Frozen
from tui.timeline.model.entities import SavedView

_LEAST_WIDTH_FOR_QUERY = 50
_COUNT_WIDTH = 8


class ListedView(Frozen):
    """A saved view, and where it is saved."""

    view: SavedView
    is_own: bool
    """Whether it is the reader's own, not that of the timeline's file."""


class ViewList(LineList):
    """Saved views, one in each line."""

    class Chosen(Message):
        """A view was chosen."""

        def __init__(self, listed: ListedView) -> None:
            super().__init__()
            self.listed = listed

    class Highlighted(Message):
        """A view was highlighted."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._views: Sequence[ListedView] = ()
        self._counts: dict[SavedView, int] = {}

    def show(self, views: Sequence[ListedView], cursor: int = 0) -> None:
        """Show views.

        Args:
            views: the views.
            cursor: the index of the one to highlight.
        """
        self._views = views
        self.set_lines(len(views), min(cursor, len(views) - 1))
        self.styles.height = max(1, len(views))

    def show_count(self, view: SavedView, count: int) -> None:
        """Show how many events a view finds."""
        self._counts[view] = count
        self.refresh()

    @property
    def listed(self) -> ListedView | None:
        """The highlighted view."""
        return self._views[self.cursor] if self.cursor >= 0 else None

    def pieces(self, line: int, width: int) -> Pieces:
        """Return the pieces of a line."""
        view, is_own = self._views[line].view, self._views[line].is_own
        place = " yours" if is_own else " file "
        count = self._counts.get(view)
        end = f"{'' if count is None else f'{count:,}':>{_COUNT_WIDTH}}"
        room = width - len(place) - len(end) - 1
        yield " ", ""
        if width < _LEAST_WIDTH_FOR_QUERY:
            yield fit(displayed(view.name), room), ""
        else:
            longest = max(cell_len(displayed(listed.view.name)) for listed in self._views)
            name_width = min(longest, room // 2)
            yield fit(displayed(view.name), name_width), ""
            yield f"  {fit(displayed(view.query), room - name_width - 2)}", "muted"
        yield end, "label"
        yield place, "muted"

    def cursor_moved(self) -> None:
        """Post that another view is highlighted."""
        self.post_message(self.Highlighted())

    def line_chosen(self) -> None:
        """Choose the highlighted view."""
        if (listed := self.listed) is not None:
            self.post_message(self.Chosen(listed))

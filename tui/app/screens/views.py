"""The saved views: those of the reader and those of the timeline's file."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.app.style.styles import STYLES
from tui.app.textual_fixes import DismissOnce
from tui.app.widgets.key_bar import KeyBar
from tui.app.widgets.message_line import MessageLine
from tui.app.widgets.view_list import ListedView, ViewList
from tui.reader.kept_error import KeptError
from tui.reader.own_views import own_views, remove_view, save_view
from tui.terminal.display import displayed
from tui.timeline.model.entities import SavedView
from tui.timeline.query.language import Query
from tui.timeline.search.answers import count_events
from tui.timeline.search.index import Index

_OTHER_LINES = 6
"""The lines of the screen that are not for the list: the border, the query, a message and the key bar."""
_ORDERS = {
    "date": "",
    "-date": "newest first",
    "known": "by when it became known",
    "-known": "by when it became known, newest first",
}


def listed_views(index: Index, path: Path | None) -> list[ListedView]:
    """Return the saved views of a timeline: first those of the reader.

    Raises:
        KeptError: those of the reader cannot be read.
    """
    own = [ListedView(view, is_own=True) for view in own_views(path)]
    return own + views_of_file(index)


def views_of_file(index: Index) -> list[ListedView]:
    """Return the views that the timeline's file saves."""
    return [ListedView(view, is_own=False) for view in index.timeline.views]


class ViewsScreen(DismissOnce, ModalScreen[SavedView | None]):
    """The saved views, over the browser. The result is the one that was chosen, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "Open", id="views.open", tooltip="Open the view"),
        Binding("delete,backspace", "remove", "Remove", id="views.remove", tooltip="Remove a view of your own"),
        Binding("u", "undo", "Undo", id="views.undo", tooltip="Restore what was removed"),
        Binding("escape,v,q", "close", "Close", key_display="Esc", id="views.close", tooltip="Close"),
    ]
    CSS_PATH = "dialogs.tcss"

    def __init__(self, index: Index, path: Path | None, views: Sequence[ListedView]) -> None:
        """Make the screen.

        Args:
            index: the timeline.
            path: its file, if it has one.
            views: its saved views.
        """
        super().__init__()
        self._index = index
        self._path = path
        self._views = list(views)
        self._removed: list[SavedView] = []
        self._list = ViewList(id="views")
        self._query = Static(classes="gap", markup=False)
        self._message = MessageLine()

    def compose(self) -> ComposeResult:
        """Lay out the list, the query of the highlighted view, and the keys."""
        with Vertical(classes="dialog") as dialog:
            yield self._list
            yield self._query
            yield self._message
        dialog.border_title = "Saved views"
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the views, and count their events."""
        self._list.show(self._views)
        self._show_query()
        self._count()

    def on_resize(self) -> None:
        """Leave room for the query below the list."""
        self._list.styles.max_height = max(1, self.size.height - _OTHER_LINES)

    @work(exclusive=True)
    async def _count(self) -> None:
        for listed in list(self._views):
            view = listed.view
            self._list.show_count(view, await asyncio.to_thread(count_events, Query.parse(view.query), self._index))

    @on(ViewList.Highlighted)
    def _show_query(self) -> None:
        listed = self._list.listed
        if listed is None:
            self._query.update("")
            return
        query, order = displayed(listed.view.query), _ORDERS[listed.view.sort]
        self._query.update(
            Content.assemble(
                (query or "every event", STYLES["heading"]), (f"  {order}" if order else "", STYLES["muted"])
            )
        )

    @on(ViewList.Chosen)
    def _chosen(self, event: ViewList.Chosen) -> None:
        self.dismiss(event.listed.view)

    def action_choose(self) -> None:
        """Open the highlighted view."""
        self._list.line_chosen()

    def action_close(self) -> None:
        """Go back to the browser."""
        self.dismiss(None)

    def action_remove(self) -> None:
        """Remove the highlighted view, if it is the reader's own."""
        listed = self._list.listed
        if listed is None:
            return
        if not listed.is_own:
            self._message.say("This view is the file's: remove it there.")
            return
        try:
            remove_view(self._path, listed.view.name)
        except KeptError as error:
            self._message.say(str(error), is_wrong=True)
            return
        self._removed.append(listed.view)
        position = self._views.index(listed)
        self._views.remove(listed)
        self._list.show(self._views, position)
        self._show_query()
        self._message.say(f"Removed '{listed.view.name}'. u restores it.")

    def action_undo(self) -> None:
        """Save again what was removed last."""
        if not self._removed:
            self._message.say("Nothing was removed.")
            return
        view = self._removed.pop()
        try:
            save_view(self._path, view)
        except KeptError as error:
            self._removed.append(view)
            self._message.say(str(error), is_wrong=True)
            return
        position = sum(listed.is_own for listed in self._views)
        self._views.insert(position, ListedView(view, is_own=True))
        self._list.show(self._views, position)
        self._show_query()
        self._message.say(f"'{view.name}' is back.")

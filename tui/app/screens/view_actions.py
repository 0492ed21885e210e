"""Actions on saved views: list them, open one, save the query as one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui.app.screens.browser_interface import BrowserInterface
from tui.timeline.model.entities import SavedView
from tui.timeline.model.sort import BY_DATE, Sort
from tui.timeline.query.language import Query

if TYPE_CHECKING:
    from tui.app.widgets.view_list import ListedView


class ViewActions(BrowserInterface):
    """Opens and saves views of the browser."""

    def saved_views(self) -> Sequence[ListedView]:
        """Return the views of the reader, and those of the file. If the former cannot be read, say why."""
        from tui.app.screens.views import listed_views, views_of_file
        from tui.reader.kept_error import KeptError

        try:
            return listed_views(self.index, self.path)
        except KeptError as error:
            self.say(str(error), severity="warning")
            return views_of_file(self.index)

    def action_views(self) -> None:
        """List the saved views, and open the one that is chosen."""
        from tui.app.screens.views import ViewsScreen

        def open_chosen(view: SavedView | None) -> None:
            if view is not None:
                self.open_view(view)
                self.go_to_list()

        views = self.saved_views()
        if views:
            self.app.push_screen(ViewsScreen(self.index, self.path, views), open_chosen)
        else:
            self.say("No view is saved yet: S saves the query as one.")

    def open_view(self, view: SavedView) -> None:
        """Run the query of a saved view, in its order."""
        self.run_query(Query.parse(view.query), Sort.parse(view.sort))

    def action_save_view(self) -> None:
        """Save the query and the order as a view, under a name."""
        session = self.session
        session.end_typing()
        if self.is_served():
            return
        if self.path is None:
            self.say("This timeline was piped in: there is no file that a view could belong to.", severity="warning")
        elif not session.query and session.sort == BY_DATE:
            self.say("There is no query to save yet: / types one.")
        else:
            from tui.app.screens.save_view import SaveViewScreen

            def report(message: str | None) -> None:
                if message is not None:
                    self.say(message)

            text = session.text.strip()
            self.app.push_screen(SaveViewScreen(self.index.timeline, self.path, text, str(session.sort)), report)

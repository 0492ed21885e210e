"""Actions that find a text in the events that are listed, and go from hit to hit, without narrowing the query."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.app.screens.browser_interface import BrowserInterface

if TYPE_CHECKING:
    from tui.app.screens.finder import Finder


class FindActions(BrowserInterface):
    """Finds a text in what the browser lists."""

    finder: Finder | None
    """The find that is on, if any has been since the browser was opened."""

    @property
    def is_finding(self) -> bool:
        """Whether a find is on."""
        return self.finder is not None and self.finder.is_on

    def renew_find(self) -> None:
        """Find the text again in a new answer, if a find is on."""
        if self.finder is not None:
            self.finder.renew()

    def end_find(self) -> bool:
        """End the find, and return whether one was on."""
        return self.finder is not None and self.finder.end()

    async def action_open_find(self) -> None:
        """Open the line in which a text to find is typed."""
        from tui.app.screens.finder import Finder

        self.catch_up()
        self.session.end_typing()
        self.close_facets()
        if self.finder is None:
            self.finder = Finder(self)
        await self.finder.open()

    def action_find(self, step: int) -> None:
        """Go to the next hit, or the one before."""
        if self.finder is not None:
            self.finder.step(step)

    def action_keep_find(self) -> None:
        """Go from the find line to the list, and keep the hit."""
        if self.finder is not None:
            self.finder.keep()

    def action_end_find(self) -> None:
        """End the find, and go back to the event that it began at."""
        if self.finder is not None:
            self.finder.end(goes_back=True)

"""Screens over another one are closed once, however many keys and clicks to close them are on their way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.await_complete import AwaitComplete

if TYPE_CHECKING:
    from textual.screen import Screen

    _Base = Screen[Any]
else:
    _Base = object  # of a screen, Textual would take the styles, and not those of the class that it is mixed into


class DismissOnce(_Base):
    """To be mixed into a screen. Textual closes the one below too, or ends the program if that is the last."""

    def dismiss(self, result: Any = None) -> AwaitComplete:
        """Close the screen with a result, if it is the one on top."""
        return super().dismiss(result) if self.app.screen is self else AwaitComplete()

"""Workarounds for bugs of Textual's command palette, which is imported when it is first opened.

All were seen in Textual 8.2.8.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from textual.css.query import NoMatches

if TYPE_CHECKING:
    from textual.command import CommandPalette
    from textual.worker import Worker

    _PaletteBase = CommandPalette
else:
    # A mixin must not be a screen: Textual would apply the styles of the mixin's type instead of those of the class.
    _PaletteBase = object


class SafePalette(_PaletteBase):
    """Keep the command palette from ending the app.

    Textual's palette queries its widgets after it has been closed, and its list for lines that are not laid out yet;
    a provider that fails ends the app. This can go when `CommandPalette` survives keys typed ahead of its frames.
    """

    def run_worker(self, *args: Any, **kwargs: Any) -> Worker[Any]:
        """Collect commands. If that fails, the result is no longer of interest."""
        return super().run_worker(*args, **{**kwargs, "exit_on_error": False})

    def _watch__list_visible(self) -> None:
        with suppress(NoMatches):
            super()._watch__list_visible()

    async def _watch__show_busy(self) -> None:
        with suppress(NoMatches):
            await super()._watch__show_busy()

    def _action_command_list(self, action: str) -> None:
        with suppress(NoMatches, KeyError, IndexError):
            super()._action_command_list(action)

"""The command palette: Textual's, of which some keys would end the program."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from textual.command import CommandPalette
from textual.css.query import NoMatches
from textual.worker import Worker

from tui.app.screens.dismiss_once import DismissOnce


class Palette(DismissOnce, CommandPalette):
    """Textual's palette, without what in it is fatal.

    It looks for its list when it has been closed, and in its list for lines that are not laid out yet.
    """

    def run_worker(self, *args: Any, **kwargs: Any) -> Worker[Any]:
        """Gather commands. Where that fails, nobody waits for them any more."""
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

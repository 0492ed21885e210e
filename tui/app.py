"""The Textual app: themes, style sheet, and the browser as its one screen."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.screen import Screen

from tui.browser import BrowserScreen
from tui.themes import DARK, LIGHT, variables
from tui.timeline.index import BY_DATE, Index, Sort

if TYPE_CHECKING:
    from textual.command import Provider


def _commands() -> type[Provider]:
    from tui.commands import BrowserCommands

    return BrowserCommands


class DatelineApp(App[None]):
    """Dateline in a terminal."""

    TITLE = "Dateline"
    CSS_PATH = "app.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (70, "-medium"), (110, "-wide")]  # noqa: RUF012 - as in App
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+z", "suspend_process", "Suspend", show=False, id="app.suspend", tooltip="Back to the shell: fg"),
    ]
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = App.COMMANDS | {_commands}

    def __init__(self, index: Index, query: str = "", path: Path | None = None, sort: Sort = BY_DATE) -> None:
        """Make an app that shows a timeline.

        Args:
            index: the timeline, ready to be asked.
            query: the text that is in the query bar at first.
            sort: the order of the list at first.
            path: the file that the timeline is from, if it can be edited and read again.
        """
        super().__init__()
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self.theme = DARK.name
        self.browser = BrowserScreen(index, query, path, sort)

    def on_mount(self) -> None:
        """Leave the terminal as it was found when the program is told to end."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP):
            with suppress(NotImplementedError, RuntimeError):  # no such signals here, or not in the main thread
                loop.add_signal_handler(number, partial(self.exit, return_code=128 + number))

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return what the style sheet needs beside a theme's own variables.

        The inks are the theme's colours as text: moved towards its foreground until they can be read on each of its
        grounds, as themes keep their colours for large areas.
        """
        return variables(self.current_theme)

    def get_default_screen(self) -> Screen[None]:
        """Return the browser."""
        return self.browser

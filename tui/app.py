"""The Textual app: themes, style sheet, and the browser as its one screen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import App
from textual.color import Color
from textual.screen import Screen

from tui import themes
from tui.browser import BrowserScreen
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
        self.register_theme(themes.DARK)
        self.register_theme(themes.LIGHT)
        self.theme = themes.DARK.name
        self.browser = BrowserScreen(index, query, path, sort)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return what the style sheet needs of a theme that is not Dateline's own."""
        theme = self.current_theme
        if theme.ansi:
            backgrounds = ("hit", "hover", "highlight", "highlight-blurred")
            return {"muted": "ansi_default", **{f"{name}-background": "ansi_bright_black" for name in backgrounds}}
        colors = theme.to_color_system().generate()
        background, foreground = Color.parse(colors["background"]), Color.parse(colors["foreground"])
        return {
            "muted": background.blend(foreground, 0.7).hex,
            "hit-background": background.blend(Color.parse(colors["accent"]), 0.3).hex,
            "hover-background": background.blend(foreground, 0.07).hex,
            "highlight-background": background.blend(Color.parse(colors["primary"]), 0.35).hex,
            "highlight-blurred-background": background.blend(foreground, 0.12).hex,
        }

    def get_default_screen(self) -> Screen[None]:
        """Return the browser."""
        return self.browser

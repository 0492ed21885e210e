"""The Textual app: themes, terminal, notifications, and the browser as its main screen."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import App
from textual.binding import BindingType
from textual.events import Event, InputEvent, Key, MouseEvent, Paste
from textual.filter import LineFilter
from textual.screen import Screen
from textual.theme import BUILTIN_THEMES

from tui.app.app_bindings import APP_BINDINGS
from tui.app.screens.browser import BrowserScreen
from tui.app.screens.file_watch import SECONDS_BETWEEN_POLLS
from tui.app.style.themes import OWN, ThemedApp, fitting_theme
from tui.app.textual_fixes import SafeApp, is_over_removed_widget, until_mounted
from tui.app.textual_input import OrderedKeys
from tui.app.textual_painting import keep_columns_steady
from tui.reader.kept_error import KeptError
from tui.terminal.glyphs import glyphs
from tui.timeline.loader import Loader
from tui.timeline.model.sort import BY_DATE, Sort
from tui.timeline.query.saved_views import UnknownViewError
from tui.timeline.search.index import Index

if TYPE_CHECKING:
    from textual.command import Provider

    from tui.app.initial_state import InitialState
    from tui.app.keys.places import KeyPlaces
    from tui.config.config import Config
    from tui.reader.left_state import LeftState
    from tui.timeline.model.timeline import Timeline


def _commands() -> type[Provider]:
    from tui.app.palette_commands import BrowserCommands

    return BrowserCommands


def _titles() -> type[Provider]:
    from tui.app.palette_titles import TitleCommands

    return TitleCommands


def _resume_garbage_collection() -> None:
    """Collect garbage from now on, if that was disabled at launch. Objects that exist already are never examined."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()


class DatelineApp(SafeApp, OrderedKeys, ThemedApp, App[None]):
    """Dateline in a terminal."""

    TITLE = "Dateline"
    CSS_PATH = "app.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (70, "-medium"), (110, "-wide")]  # noqa: RUF012 - as in App
    VERTICAL_BREAKPOINTS = [(0, "-low"), (18, "-short"), (32, "-tall")]  # noqa: RUF012 - as in App
    BINDINGS: ClassVar[list[BindingType]] = APP_BINDINGS
    _own_filters: Sequence[LineFilter] = ()
    over: Callable[[], Screen[str | None]] | None = None
    """Makes a screen to show over the browser first. It results in the id of the event to go to."""
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {_commands, _titles}

    def __init__(
        self,
        index: Index | Loader,
        query: str = "",
        path: Path | None = None,
        sort: Sort = BY_DATE,
        *,
        config: Config | None = None,
        hint: bool = False,
        use_cache: bool = True,
        notice: str = "",
        reloader: Loader | None = None,
        initial_state: Callable[[Timeline], InitialState] | None = None,
        event: str = "",
        left: LeftState | None = None,
        seconds_between_polls: float = SECONDS_BETWEEN_POLLS,
    ) -> None:
        """Make an app that shows a timeline.

        Args:
            index: the timeline, or the loader of one, which is then loaded behind a progress screen.
            query: the text of the query to start with.
            path: the file of the timeline, if it can be edited and read again.
            sort: the order to start with.
            config: the user's theme and keys.
            hint: show which keys to press first.
            use_cache: keep the store of a large file in the cache.
            notice: a warning to show with the first screen.
            reloader: the loader of the index, by which it is read again; None reads the path alone.
            initial_state: returns the query, the order and the notice for a timeline that the app loads itself.
            event: the id of the event to start at; empty for the first one.
            left: the state in which the file was left.
            seconds_between_polls: the time from one look at the file to the next.
        """
        # First of all: setting the theme later would parse the style sheet twice.
        theme = (config.theme if config is not None else None) or fitting_theme(os.environ.get("COLORFGBG", ""))
        self._left, self._theme_before = left, theme
        if left is not None and (left.theme in OWN or left.theme in BUILTIN_THEMES):
            theme = left.theme_over(theme)
        self.set_reactive(App.theme, theme)
        super().__init__()
        self.register_own_themes()
        self.keymap: Mapping[str, str] = {}
        """The keys that the user has set, by binding id, separated by commas."""
        if config is not None and config.keys:
            from tui.app.keys.keymap import keymap_of

            self.keymap = keymap_of(config)
            self.set_keymap(self.keymap)
        self._layout = config.layout if config is not None else None
        self._key_places: KeyPlaces | None = None
        self.refusal: list[str] | None = None
        """The errors in a file that could not be loaded; empty if the user stopped loading; None if all is well."""
        self._loader = index if isinstance(index, Loader) else None
        self._initial_state = initial_state
        self._notice = notice
        self._make_browser = partial(
            BrowserScreen, has_hint=hint, keymap=self.keymap, seconds_between_polls=seconds_between_polls
        )
        if not isinstance(index, Loader):
            self.browser = self._make_browser(index, query, path, sort, use_cache=use_cache, reloader=reloader)
            self.browser.come_back(event, self._left)

    def on_mount(self) -> None:
        """Adapt to the terminal."""
        self.keep_hidden_errors()
        self._adapt_to_terminal()
        self._show_notice()
        if self.over is not None:
            self.push_screen(self.over(), lambda event: self.browser.jump_to_id(event))
        self.call_after_refresh(_resume_garbage_collection)

    def _adapt_to_terminal(self) -> None:
        """Replace colours and characters that the terminal does not have."""
        colours = "truecolor" if self.is_headless else self.console.color_system
        if self.no_color or colours != "truecolor" or glyphs().is_ascii:
            from tui.app.style.line_filters import filters_for

            self._own_filters = filters_for(None if self.no_color else colours, is_ascii=glyphs().is_ascii)
        if not (self.is_headless or glyphs().is_ascii):
            keep_columns_steady()
        if self.no_color or colours not in ("truecolor", "256"):
            from tui.app.style.late_styles import read_styles

            read_styles(self, Path(__file__).with_name("few_colours.tcss"))
            self.add_class("-few-colours")

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return the filters that each line passes before it is painted."""
        return [*super().get_line_filters(), *self._own_filters]

    async def on_event(self, event: Event) -> None:
        """Take letters for keys by their places, and ignore the mouse over a widget that has just been removed.

        What is typed while a screen comes up is for that screen, which then has something to act on.
        """
        if isinstance(event, InputEvent | Paste) and self.screen_stack and not self.screen.is_mounted:
            await until_mounted(self.screen)
        if isinstance(event, Key) and (self._layout is not None or not (event.character or event.key).isascii()):
            event = self._key_at_place(event)
        if not (isinstance(event, MouseEvent) and is_over_removed_widget(self, event)):
            await super().on_event(event)

    def _key_at_place(self, event: Key) -> Key:
        """Return the key that a letter of a keyboard without Latin letters stands for where letters are commands."""
        if self._key_places is None:
            from tui.app.keys.places import KeyPlaces

            self._key_places = KeyPlaces(self._layout)

        def is_typed(key: Key) -> bool:
            return self.focused is not None and self.focused.check_consume_key(key.key, key.character)

        return self._key_places.key_at_place(event, is_typed, lambda key: key.key in self.screen.active_bindings)

    def action_help(self) -> None:
        """Show the keys, example queries and the glyphs; run the example that is chosen there."""
        from tui.app.scopes import help_sections
        from tui.app.screens.help import HelpScreen

        browser = self.browser

        def run_example(example: str | None) -> None:
            if example is not None:
                browser.run_example(example)

        sections = help_sections(self.keymap, self.focused, browser)
        self.push_screen(HelpScreen(browser.index, browser.shown_event, sections), run_example)

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        """Open a web address; where no window can be opened, copy it and say how the terminal opens it."""
        from tui.terminal.web_browser import opens_window

        if self.is_web or opens_window(os.environ, sys.platform):
            super().open_url(url, new_tab=new_tab)
        else:
            self.browser.copy(url, "the address")
            self.browser.say(
                "No browser can be opened here. Ctrl+click or Shift+click the address in your terminal.",
                severity="warning",  # so that it stays beside what is said about the copy
            )

    def action_open_address(self, url: str) -> None:
        """Open a web address that was clicked. Only addresses of http and https are links."""
        self.open_url(url)

    def action_command_palette(self) -> None:
        """Open the palette of all commands, unless one is open."""
        from tui.app.screens.palette import Palette

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette(id="--command-palette", placeholder="commands, values, titles, dates"))

    def search_themes(self) -> None:
        """Open a palette of the themes."""
        from textual.theme import ThemeProvider

        from tui.app.screens.palette import Palette

        self.push_screen(Palette(providers=[ThemeProvider], placeholder="themes"))

    def get_default_screen(self) -> Screen[None]:
        """Return the browser, or the progress screen if the timeline is loaded first."""
        if self._loader is None:
            return self.browser
        from tui.app.screens.loading import LoadingScreen

        return LoadingScreen(self._loader, on_loaded=self._loaded, on_refused=self._refused)

    def _loaded(self, index: Index) -> None:
        assert self._loader is not None
        text, sort, notice, event = "", BY_DATE, "", ""
        if self._initial_state is not None:
            try:
                text, sort, notice, event = self._initial_state(index.timeline)
            except (UnknownViewError, KeptError) as error:
                self._refused([str(error)])
                return
        self.browser = self._make_browser(index, text, self._loader.path, sort, reloader=self._loader)
        self.browser.come_back(event, self._left)
        self._notice = notice
        self.add_mode("browsing", lambda: self.browser)
        self.switch_mode("browsing")
        self._show_notice()

    def left_state(self) -> LeftState | None:
        """Return the state in which the file is left; None if no timeline was shown."""
        browser = getattr(self, "browser", None)
        if browser is None or self.refusal is not None:
            return None
        from tui.app.screens.leaving import left_state

        is_own_theme = self.theme != self._theme_before
        return left_state(browser, *((self.theme, self._theme_before) if is_own_theme else ("", "")))

    def _refused(self, lines: list[str]) -> None:
        self.refusal = lines
        self.exit()

    def _show_notice(self) -> None:
        if self._notice and self.is_running and hasattr(self, "browser"):
            self.browser.say(self._notice, severity="warning")
            self._notice = ""

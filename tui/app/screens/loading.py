"""What is seen while a large timeline is read: how far it is. Esc stops it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from tui.app.widgets.key_bar import KeyBar
from tui.terminal.glyphs import glyphs
from tui.text.printable import printable
from tui.timeline.loader import Loader
from tui.timeline.reading.problems import StoppedError, TimelineError
from tui.timeline.search.index import Index

_FRAMES_A_SECOND = 10


class LoadingScreen(Screen[None]):
    """Opens a timeline and hands it on.

    Args:
        opening: opens it.
        opened: is called with the timeline when it can be asked.
        refused: is called with what is wrong with the file; with nothing if its user has stopped it.
    """

    DEFAULT_CSS = """
    LoadingScreen {
        align: center middle;
        background: $background;
        #opening {
            width: 60;
            max-width: 100%;
            height: auto;
            padding: 0 1;
        }
        #opening-name {
            text-style: bold;
        }
        #opening-size {
            color: $muted;
            margin-bottom: 1;
        }
        #opening-bar {
            color: $accent-foreground;
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "stop", "Stop", key_display="esc", id="opening.stop", tooltip="Stop reading, and leave"),
    ]

    _said = getters.query_one("#opening-said", Static)
    _bar = getters.query_one("#opening-bar", Static)

    def __init__(
        self, opening: Loader, *, opened: Callable[[Index], None], refused: Callable[[list[str]], None]
    ) -> None:
        super().__init__()
        assert opening.path is not None
        self._path = opening.path
        self._opening = opening
        opening.told = self._tell
        self._what, self._done = "reading", 0.0
        self._opened = opened
        self._refused = refused

    def compose(self) -> ComposeResult:
        """Lay out what is said and the bar."""
        with Vertical(id="opening"):
            size = self._path.stat().st_size / 1024**2 if self._path.exists() else 0
            again = " The next time it opens at once." if self._opening.is_kept else ""
            yield Static(Content(printable(self._path.name)), id="opening-name")
            yield Static(f"{size:,.0f} MB.{again}", id="opening-size")
            yield Static(id="opening-said")
            yield Static(id="opening-bar")
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin."""
        self._show()
        self._frames = self.set_interval(1 / _FRAMES_A_SECOND, self._show)
        self.run_worker(self._open(), group="opening")

    def on_unmount(self) -> None:
        """Leave no process behind."""
        self._opening.stop()

    def _tell(self, what: str, done: float) -> None:
        self._what, self._done = what, done  # from another thread; shown with the next frame

    def _show(self) -> None:
        done = max(0.0, min(1.0, self._done))
        self._said.update(Content(f"{self._what}{glyphs().ellipsis} {done:.0%}"))
        width = max(1, self._bar.size.width)
        full = round(width * done)
        self._bar.update(Content(glyphs().bars[-1] * full + glyphs().rest * (width - full)))

    async def _open(self) -> None:
        try:
            index = await asyncio.to_thread(self._opening.open)
        except StoppedError:
            self._refused([])
        except TimelineError as error:
            self._refused(error.lines())
        except OSError as error:
            self._refused([f"{self._path.name}: {error}"])
        else:
            self._frames.stop()
            self._opened(index)

    def action_stop(self) -> None:
        """Stop reading."""
        self._opening.stop()

"""The progress screen while a large timeline is loaded. Esc stops it."""

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
from tui.terminal.display import displayed
from tui.terminal.glyphs import glyphs
from tui.text.reasons import reason
from tui.timeline.loader import Loader
from tui.timeline.reading.problems import StoppedError, TimelineError
from tui.timeline.search.index import Index

_FRAMES_PER_SECOND = 10


class LoadingScreen(Screen[None]):
    """Loads a timeline and shows the progress.

    Args:
        loader: loads the timeline.
        on_loaded: is called with the timeline.
        on_refused: is called with the errors in the file; with an empty list if the user stopped loading.
    """

    DEFAULT_CSS = """
    LoadingScreen {
        align: center middle;
        background: $background;
        #loading {
            width: 60;
            max-width: 100%;
            height: auto;
            padding: 0 1;
        }
        #loading-name {
            text-style: bold;
        }
        #loading-size {
            color: $muted;
            margin-bottom: 1;
        }
        #loading-bar {
            color: $accent-foreground;
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "stop", "Stop", key_display="esc", id="opening.stop", tooltip="Stop reading, and quit"),
    ]

    _step_line = getters.query_one("#loading-step", Static)
    _bar = getters.query_one("#loading-bar", Static)

    def __init__(
        self, loader: Loader, *, on_loaded: Callable[[Index], None], on_refused: Callable[[list[str]], None]
    ) -> None:
        super().__init__()
        self._path = loader.path
        self._heading = "--sql" if loader.path is None else loader.path.name
        self._loader = loader
        loader.on_progress = self._report
        self._step, self._done = "reading", 0.0
        self._on_loaded = on_loaded
        self._on_refused = on_refused

    def compose(self) -> ComposeResult:
        """Lay out the name and the size of the file, the step and the progress bar."""
        with Vertical(id="loading"):
            path = self._path
            size = path.stat().st_size / 1024**2 if path is not None and path.exists() else 0
            again = " The next time it opens at once." if self._loader.is_cached else ""
            yield Static(Content(displayed(self._heading)), id="loading-name")
            query = self._loader.sql
            about = f"{size:,.0f} MB.{again}" if query is None else displayed(" ".join(query.split()))
            yield Static(Content(about), id="loading-size")
            yield Static(id="loading-step")
            yield Static(id="loading-bar")
        yield KeyBar()

    def on_mount(self) -> None:
        """Start loading."""
        self._show_progress()
        self._frames = self.set_interval(1 / _FRAMES_PER_SECOND, self._show_progress)
        self.run_worker(self._load(), group="loading")

    def on_unmount(self) -> None:
        """Leave no process behind."""
        self._loader.stop()

    def _report(self, step: str, done: float) -> None:
        self._step, self._done = step, done  # called in another thread; shown with the next frame

    def _show_progress(self) -> None:
        done = max(0.0, min(1.0, self._done))
        self._step_line.update(Content(f"{self._step}{glyphs().ellipsis} {done:.0%}"))
        width = max(1, self._bar.size.width)
        full = round(width * done)
        self._bar.update(Content(glyphs().bars[-1] * full + glyphs().rest * (width - full)))

    async def _load(self) -> None:
        try:
            index = await asyncio.to_thread(self._loader.load)
        except StoppedError:
            self._on_refused([])
        except TimelineError as error:
            self._on_refused(error.lines())
        except OSError as error:
            self._on_refused([f"{self._heading}: {reason(error)}"])
        else:
            self._frames.stop()
            self._on_loaded(index)

    def action_stop(self) -> None:
        """Stop loading."""
        self._loader.stop()

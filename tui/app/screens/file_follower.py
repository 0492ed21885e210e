"""Follow the file of a timeline: read it again when it changes, and show the progress or the error."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.screen import Screen
from textual.worker import Worker

from tui.app.screens.file_watch import SECONDS_BETWEEN_POLLS, FileWatch
from tui.terminal.glyphs import glyphs
from tui.text.reasons import reason
from tui.timeline.loader import Loader
from tui.timeline.reading.problems import Problem, StoppedError, TimelineError
from tui.timeline.search.index import Index

if TYPE_CHECKING:
    from tui.app.widgets.file_error_bar import FileErrorBar
    from tui.timeline.model.entities import Event


class FileFollower:
    """Polls and reads a file in threads, so that the screen never waits.

    A file that cannot be read leaves the timeline as it was, and the error is shown until the file is fixed.
    """

    def __init__(
        self,
        screen: Screen[Any],
        path: Path,
        *,
        reloader: Loader,
        seconds_between_polls: float = SECONDS_BETWEEN_POLLS,
        take_index: Callable[[Index], None],
        say: Callable[[str], None],
    ) -> None:
        """Follow a file, once `start` is called.

        Args:
            screen: runs the timer and the workers.
            path: the file.
            reloader: the loader of the timeline as it was read.
            seconds_between_polls: the time from one look at the file to the next.
            take_index: is called with each newer version of the timeline.
            say: is called with messages for the user.
        """
        self._screen = screen
        self._path = path
        self.reloader = reloader
        """The loader of the timeline as it was read."""
        self._seconds_between_polls = seconds_between_polls
        self._take_index = take_index
        self._say = say
        self._watch = FileWatch(path, reloader.watched)
        self._poll: asyncio.Future[bool] | None = None
        self._loader: Loader | None = None
        """Reads the file at this moment; None while nothing does."""

    @cached_property
    def error_bar(self) -> FileErrorBar:
        """The bar that shows the progress or the error. The screen lays it out before the first poll."""
        from tui.app.widgets.file_error_bar import FileErrorBar

        return FileErrorBar(id="broken")

    @property
    def error_line(self) -> int | None:
        """The line of the first error in the file, from 1; None while the file is well."""
        return self.error_bar.line

    def file_of(self, event: Event | None) -> Path | None:
        """Return the file in which an event stands; None if that is not known."""
        return self.reloader.file_of(event)

    def start(self) -> None:
        """Start polling the file."""
        self._screen.set_interval(self._seconds_between_polls, self._start_poll)

    def _start_poll(self) -> None:
        if self._poll is None or self._poll.done():  # a poll may take long if the file is on a remote machine
            self._poll = asyncio.get_running_loop().run_in_executor(None, self._watch.has_changed)
            self._poll.add_done_callback(self._polled)

    def _polled(self, poll: asyncio.Future[bool]) -> None:
        if not poll.cancelled() and poll.result() and self._screen.is_running:
            self.read()

    def read(self, *, is_requested: bool = False) -> None:
        """Start reading the file. A reading that is under way is stopped.

        Args:
            is_requested: the user asked for it, and sees a message when it is done.
        """
        work = partial(self._read, is_requested)
        self._reading: Worker[None] = self._screen.run_worker(work, group="reading", exclusive=True)

    async def _read(self, is_requested: bool) -> None:
        path, watch, bar = self._path, self._watch, self.error_bar
        loop = asyncio.get_running_loop()

        def report(step: str, done: float) -> None:
            text = f"{path.name} has changed: {step}{glyphs().ellipsis} {done:.0%}, Esc stops"
            loop.call_soon_threadsafe(self._show_progress, loader, text)

        loader = self._loader = self.reloader.again(report)

        def load() -> Index:
            watch.accept()
            return loader.load()

        try:
            index = await asyncio.to_thread(load)
        except asyncio.CancelledError:
            loader.stop()  # a newer reading takes its place
            raise
        except StoppedError:
            bar.clear()
            self._say("Stopped. The previous version is still shown; r reads the file again.")
            return
        except TimelineError as error:
            gone = Problem("the file is gone", "its last content is still shown")
            bar.show_error(TimelineError(path.name, [gone]) if watch.is_gone else error, path.name)
            return
        except OSError as error:
            bar.show_error(
                TimelineError(path.name, [Problem(f"cannot be read: {reason(error)}", "press r")]), path.name
            )
            return
        finally:
            if self._loader is loader:
                self._loader = None
        bar.clear()
        self._take_index(index)
        if is_requested:
            self._say(f"Read again: {len(index.timeline.events):,} events.")

    def _show_progress(self, loader: Loader, text: str) -> None:
        if loader is self._loader:  # not after its end, and not beside a newer reading
            self.error_bar.show_progress(text)

    def stop(self) -> bool:
        """Stop reading the file, if it is a large one. Return whether a reading was stopped."""
        if self._loader is None or not self._loader.is_large:
            return False
        self._loader.stop()
        return True

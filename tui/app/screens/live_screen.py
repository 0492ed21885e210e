"""A screen that follows its file: what is saved is shown, and what breaks it is told until it is mended."""

from __future__ import annotations

import asyncio
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual.signal import Signal
from textual.worker import Worker

from tui.app.screens import file_watch
from tui.app.screens.event_screen import EventScreen
from tui.app.screens.file_watch import FileWatch
from tui.terminal.glyphs import glyphs
from tui.timeline.loader import Loader
from tui.timeline.reading.problems import Problem, StoppedError, TimelineError
from tui.timeline.search.index import Index

if TYPE_CHECKING:
    from tui.app.widgets.file_error_bar import FileErrorBar


class LiveScreen(EventScreen):
    """Reads its file again when it changes. The file is looked at and read beside the screen, which never waits."""

    def __init__(self, index: Index, path: Path | None, *, keep: bool = True) -> None:
        super().__init__()
        self._keep = keep
        """Keep what is read of a large file in the cache."""
        self._opening: Loader | None = None
        """What reads the file at this moment."""
        self.index = index
        self.path = path
        self.index_read: Signal[Index] = Signal(self, "index-read")
        """Tells what was read again, once it is shown here: what lies over this screen shows it too."""
        self._watch = FileWatch(path) if path is not None else None
        self._look: asyncio.Future[bool] | None = None

    @cached_property
    def _broken(self) -> FileErrorBar:
        """Says what breaks the file. A subclass lays it out, before the file is looked at for the first time."""
        from tui.app.widgets.file_error_bar import FileErrorBar

        return FileErrorBar(id="broken")

    def take_index(self, index: Index) -> None:
        """Show what was read again in the place of what was shown."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Begin to look at the file."""
        if self._watch is not None:
            self.set_interval(file_watch.SECONDS_BETWEEN_LOOKS, self._look_at_file)

    def _look_at_file(self) -> None:
        assert self._watch is not None
        if self._look is None or self._look.done():  # a look may take long where the file is far away
            self._look = asyncio.get_running_loop().run_in_executor(None, self._watch.has_changed)
            self._look.add_done_callback(self._looked)

    def _looked(self, look: asyncio.Future[bool]) -> None:
        if not look.cancelled() and look.result() and self.is_running:
            self._read_again(is_asked=False)

    def action_reload(self) -> None:
        """Read the file again. One that is broken leaves what was there."""
        if self.path is None:
            self.say("This timeline was piped in: there is no file to read again.", severity="warning")
        else:
            self._read_again(is_asked=True)

    def _read_again(self, *, is_asked: bool) -> None:
        # Exclusive: a reading that is overtaken by another is forgotten.
        self._worker: Worker[bool] = self.run_worker(partial(self._read, is_asked), group="reading", exclusive=True)

    async def _read(self, is_asked: bool) -> bool:
        """Read the file; return whether what it holds is shown."""
        path, watch = self.path, self._watch
        assert path is not None
        assert watch is not None

        loop = asyncio.get_running_loop()

        def tell(what: str, done: float) -> None:
            text = f"{path.name} has changed: {what}{glyphs().ellipsis} {done:.0%}, Esc stops"
            loop.call_soon_threadsafe(self._broken.tell_progress, opening, text)

        opening = self._opening = Loader(path, keep=self._keep, told=tell)

        def read() -> Index:
            watch.know()
            return opening.open()

        self._broken.reading = opening
        try:
            index = await asyncio.to_thread(read)
        except asyncio.CancelledError:
            opening.stop()  # it is overtaken by another
            raise
        except StoppedError:
            self._broken.clear()
            self.say("Stopped: what was there is still shown. r reads the file again.")
            return False
        except TimelineError as error:
            gone = Problem("the file is gone", "what it held is still shown")
            self._broken.tell(TimelineError(path.name, [gone]) if watch.is_gone else error, path.name)
            return False
        except OSError as error:
            self._broken.tell(TimelineError(path.name, [Problem(f"cannot be read: {error}", "press r")]), path.name)
            return False
        finally:
            if self._opening is opening:
                self._opening = self._broken.reading = None
        self._broken.clear()
        self.take_index(index)
        self.index_read.publish(index)
        if is_asked:
            self.say(f"Read again: {len(index.timeline.events):,} events.")
        return True

    def stop_reading(self) -> bool:
        """Stop reading the file, if it is a large one that is being read; return whether it is."""
        if self._opening is None or not self._opening.is_large:
            return False
        self._opening.stop()
        return True

    def on_unmount(self) -> None:
        """Leave no process behind."""
        self.stop_reading()

    def line_to_edit(self) -> int:
        """Return the line that broke the file, or else that of the event."""
        return self._broken.line or super().line_to_edit()

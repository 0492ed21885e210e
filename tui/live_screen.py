"""A screen that follows its file: what is saved is shown, and what breaks it is told until it is mended."""

from __future__ import annotations

import asyncio
from pathlib import Path

from textual import getters

from tui import file_watch
from tui.broken_file_bar import BrokenFileBar
from tui.event_screen import EventScreen
from tui.file_watch import FileWatch
from tui.loading import load_index
from tui.timeline.index import Index
from tui.timeline.problems import Problem, TimelineError


class LiveScreen(EventScreen):
    """Reads its file again when it changes. The file is looked at and read beside the screen, which never waits."""

    _broken = getters.query_one(BrokenFileBar)

    def __init__(self, index: Index, path: Path | None) -> None:
        super().__init__()
        self.index = index
        self.path = path
        self._watch = FileWatch(path) if path is not None else None
        self._look: asyncio.Future[bool] | None = None

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
        self.run_worker(self._read(is_asked), group="reading", exclusive=True)

    async def _read(self, is_asked: bool) -> None:
        path, watch = self.path, self._watch
        assert path is not None
        assert watch is not None

        def read() -> Index:
            watch.know()
            return load_index(path)

        try:
            index = await asyncio.to_thread(read)
        except TimelineError as error:
            gone = Problem("the file is gone", "what it held is still shown")
            self._broken.tell(TimelineError(path.name, [gone]) if watch.is_gone else error, path.name)
            return
        self._broken.clear()
        self.take_index(index)
        if is_asked:
            self.say(f"Read again: {len(index.timeline.events):,} events.")

    def line_to_edit(self) -> int:
        """Return the line that broke the file, or else that of the event."""
        return self._broken.line or super().line_to_edit()

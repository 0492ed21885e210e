"""From a file to what can be asked: a small one is read into memory, a large one becomes a store on disk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from tui.timeline.reading.files import STDIN
from tui.timeline.reading.reader import read_timeline
from tui.timeline.search.index import Index

if TYPE_CHECKING:
    from tui.timeline.storage.build_process import BuildProcess
    from tui.timeline.storage.cache import Cache
    from tui.timeline.storage.section_file import SectionFile

LARGE = 2 * 1024**2
"""A file from so many bytes on is made a store."""

ProgressCallback = Callable[[str, float], None]
"""Is told what is being done, and how much of all is, from 0 to 1."""


class Loader:
    """A timeline being opened. `open` takes its time; another thread may `stop` it.

    Args:
        path: the timeline's file; None is standard input, which is read into memory whatever its size.
        keep: keep the store in the cache, and use one that is there.
        told: is told how far it is.
    """

    def __init__(
        self, path: Path | None, *, keep: bool = True, told: ProgressCallback = lambda what, done: None
    ) -> None:
        self.path = path
        self.keep = keep
        self.told = told
        self._cache: Cache | None = None
        self._building: BuildProcess | None = None
        self.is_large = path is not None and is_large(path)
        if self.is_large:
            assert path is not None
            from tui.timeline.storage import cache
            from tui.timeline.storage.build_process import BuildProcess

            self._building = BuildProcess(path, lambda what, done: self.told(what, done))
            if keep:
                self._cache = cache.Cache(cache.cache_folder())

    @property
    def is_kept(self) -> bool:
        """Tell whether what is opened is kept in the cache."""
        return self._cache is not None

    def try_load(self) -> Index | None:
        """Return the index if it can be had at once: of a small file, or of one that is in the cache.

        Raises:
            TimelineError: with every problem of the file, if it cannot be read as a timeline.
        """
        if not self.is_large:
            return Index(read_timeline(STDIN if self.path is None else self.path))
        assert self.path is not None
        file = self._cache.find(self.path) if self._cache is not None else None
        return None if file is None else self._index(file)

    def open(self) -> Index:
        """Return the index.

        Raises:
            TimelineError: with every problem of the file, if it cannot be read as a timeline.
            StoppedError: it was stopped.
            OSError: what is read can be kept nowhere.
        """
        index = self.try_load()
        if index is not None:
            return index
        from tui.timeline.storage.section_file import SectionFile

        store, is_kept = self._build()
        file = SectionFile(store)
        if not is_kept:
            store.unlink()  # what is open stays readable
        return self._index(file)

    def stop(self) -> None:
        """Have `open` end as soon as it can."""
        if self._building is not None:
            self._building.stop()

    def _build(self) -> tuple[Path, bool]:
        assert self._building is not None
        return self._building.build(self._cache)

    def _index(self, file: SectionFile) -> Index:
        from tui.timeline.storage.store_reader import StoredTables, timeline_of

        file.renew = self._build
        return Index(timeline_of(file), tables=StoredTables(file))


def is_large(path: Path) -> bool:
    """Tell whether a file is to be made a store."""
    try:
        return path.is_file() and path.stat().st_size >= LARGE
    except OSError:
        return False

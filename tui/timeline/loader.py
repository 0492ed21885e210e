"""The front door: any file to an index. Small files are read into memory, large ones become a store on disk."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tui.timeline.reading.files import STDIN
from tui.timeline.reading.reader import read_timeline
from tui.timeline.search.index import Index

if TYPE_CHECKING:
    from tui.timeline.storage.build_process import BuildProcess
    from tui.timeline.storage.cache import Cache
    from tui.timeline.storage.progress import ProgressCallback
    from tui.timeline.storage.section_file import SectionFile

LARGE_FILE = 2 * 1024**2
"""The size in bytes from which a file becomes a store."""


class Loader:
    """Loads one timeline. `load` blocks; another thread may `stop` it.

    Args:
        path: the timeline's file; None for standard input, which is read into memory whatever its size.
        use_cache: keep the store in the cache, and use the one that is there.
        on_progress: called with the progress of `load`, from the thread that runs it.
        large_file: the size in bytes from which a file becomes a store.
        cache_folder: the folder of the cache; None for the user's own.
    """

    def __init__(
        self,
        path: Path | None,
        *,
        use_cache: bool = True,
        on_progress: ProgressCallback = lambda activity, share: None,
        large_file: int = LARGE_FILE,
        cache_folder: Path | None = None,
    ) -> None:
        self.path = path
        self.use_cache = use_cache
        self.on_progress = on_progress
        self._cache: Cache | None = None
        self._build_process: BuildProcess | None = None
        if path is not None and _size(path) >= large_file:
            from tui.timeline.storage.build_process import BuildProcess
            from tui.timeline.storage.cache import Cache

            self._build_process = BuildProcess(path, lambda activity, share: self.on_progress(activity, share))
            if use_cache:
                self._cache = Cache(cache_folder)

    @property
    def is_large(self) -> bool:
        """Whether the file becomes a store, which takes some time when it is not in the cache."""
        return self._build_process is not None

    @property
    def is_cached(self) -> bool:
        """Whether what is loaded is kept in the cache."""
        return self._cache is not None

    def try_load(self) -> Index | None:
        """Return the index if it is quick to load: from a small file, or from the cache.

        Raises:
            TimelineError: with every problem of the file, if it cannot be read as a timeline.
        """
        if self._build_process is None:
            return Index(read_timeline(STDIN if self.path is None else self.path))
        assert self.path is not None
        store = self._cache.find(self.path) if self._cache is not None else None
        return None if store is None else self._index(store)

    def load(self) -> Index:
        """Return the index.

        Raises:
            TimelineError: with every problem of the file, if it cannot be read as a timeline.
            StoppedError: it was stopped.
            OSError: the store cannot be written anywhere.
        """
        index = self.try_load()
        if index is not None:
            return index
        from tui.timeline.storage.section_file import SectionFile

        path, is_cached = self._build()
        store = SectionFile(path)
        if not is_cached:
            path.unlink()  # the open file stays readable
        return self._index(store)

    def stop(self) -> None:
        """Make `load` end as soon as possible."""
        if self._build_process is not None:
            self._build_process.stop()

    def _build(self) -> tuple[Path, bool]:
        assert self._build_process is not None
        return self._build_process.run(self._cache)

    def _index(self, store: SectionFile) -> Index:
        from tui.timeline.storage.store_reader import StoredTables, open_timeline

        store.rebuild = self._build
        return Index(open_timeline(store), tables=StoredTables(store))


def _size(path: Path) -> int:
    """Return the size of a file in bytes; 0 for anything but a regular file."""
    try:
        return path.stat().st_size if path.is_file() else 0
    except OSError:
        return 0

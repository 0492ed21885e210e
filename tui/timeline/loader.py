"""The front door: any file to an index. Small files are read into memory, large ones become a store on disk."""

from __future__ import annotations

import re
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from tui.timeline.reading.files import STDIN, is_own
from tui.timeline.reading.reader import read_timeline
from tui.timeline.search.index import Index

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from concurrent.futures import Future

    from tui.timeline.model.entities import Event
    from tui.timeline.model.timeline import Timeline
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
        form: the name of the file's format; None finds it by content and ending.
        mapping: the file that says what the columns of a table are; None for the one beside the table.
        more: further files and folders, which are one timeline with the first.
        sql: a query whose result is the timeline; it is asked of the file, which is a database, or names its tables.
        use_cache: keep the store in the cache, and use the one that is there.
        on_progress: called with the progress of `load`, from the thread that runs it.
        large_file: the size in bytes from which a file becomes a store.
        cache_folder: the folder of the cache; None for the user's own.
    """

    def __init__(
        self,
        path: Path | None,
        *,
        form: str | None = None,
        mapping: Path | None = None,
        more: Sequence[Path] = (),
        sql: str | None = None,
        use_cache: bool = True,
        on_progress: ProgressCallback = lambda activity, share: None,
        large_file: int = LARGE_FILE,
        cache_folder: Path | None = None,
    ) -> None:
        self.path = path
        self.form = form
        self.mapping = mapping
        self.more = tuple(more)
        self.sql = sql
        self.use_cache = use_cache
        self.on_progress = on_progress
        self.warning = ""
        """Why the cache is not used although it should be, and how to fix that. Known once `try_load` is called."""
        self._is_again = False
        """Whether the file has been read before. A pipe in its place is then not opened: nobody may write into it."""
        self._cache: Cache | None = None
        self._build_process: BuildProcess | None = None
        self._begun: Future[SectionFile] | None = None
        is_query = sql is not None and not _STDIN_IN_QUERY.search(sql)
        is_large_file = path is not None and not more and sql is None and _size(path) >= large_file
        if is_query or is_large_file:
            from tui.timeline.storage.build_process import BuildProcess

            self._build_process = BuildProcess(
                path,
                lambda activity, share: self.on_progress(activity, share),  # which may be replaced
                is_foreign=is_query or self._is_foreign,
                form=form,
                mapping=mapping,
                query=sql,
            )
        if is_large_file and use_cache:
            from tui.timeline.storage.cache import Cache

            self._cache = Cache(cache_folder, reading=self._reading() if self._is_foreign else b"")

    @property
    def is_large(self) -> bool:
        """Whether the file, or the result of the query, becomes a store, which takes some time without the cache."""
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
        if self._is_again and self.path is not None:
            from tui.timeline.reading.files import refuse_special

            refuse_special(self.path)
        if self._build_process is None:
            return Index(self._read())
        store = None if self.path is None else self._find(self.path)
        return None if store is None else self._index(store)

    def _find(self, path: Path) -> SectionFile | None:
        """Return the store in the cache. A cache that others can write is not used."""
        from tui.files.private import UntrustedError

        try:
            return None if self._cache is None else self._cache.find(path)
        except UntrustedError as error:
            self.warning, self._cache = f"large files are not kept for the next time: {error}", None
            return None

    @cached_property
    def is_several(self) -> bool:
        """Whether it loads several files, or a folder."""
        return bool(self.more) or (self.path is not None and self.path.is_dir())

    def again(self, on_progress: ProgressCallback) -> Loader:
        """Return a loader of the same files as they are now."""
        again = Loader(
            self.path,
            form=self.form,
            mapping=self.mapping,
            more=self.more,
            sql=self.sql,
            use_cache=self.use_cache,
            on_progress=on_progress,
        )
        again._is_again = True
        return again

    def file_of(self, event: Event | None) -> Path | None:
        """Return the file in which an event stands; None if that is not known."""
        if not self.is_several:
            return self.path
        from tui.timeline.formats.several import file_of

        assert self.path is not None
        return None if event is None else file_of((self.path, *self.more), event)

    def watched(self) -> Sequence[Path]:
        """Return the files and folders whose change makes it worth while to load again."""
        if self.path is None:
            return ()
        if not self.is_several:
            if not self._is_foreign:
                return (self.path,)
            from tui.timeline.formats.mapping import ENDING

            return self.path, self.mapping or self.path.with_name(self.path.name + ENDING)
        from tui.timeline.formats.several import watched_files

        return watched_files((self.path, *self.more))

    @cached_property
    def _is_foreign(self) -> bool:
        """Whether the file may be in another format than Dateline's own, so that its content must be looked at."""
        if self.form is not None:
            return self.form != "dateline"
        return self.path is None or self.mapping is not None or not is_own(self.path)

    def _reading(self) -> bytes:
        """Return what decides how a foreign file is read besides its content: its format and its mapping."""
        from tui.timeline.formats.mapping import mapping_beside

        assert self.path is not None
        mapping = self.mapping or mapping_beside(self.path)
        written = b""
        if mapping is not None:
            with suppress(OSError):
                written = mapping.read_bytes()
        return b"\0".join((b"", (self.form or "").encode(), written))

    def _read(self) -> Timeline:
        if self.sql is not None:
            from tui.timeline.formats.reader import read_query

            return read_query(self.sql, self.path, self.mapping)
        if self.is_several:
            from tui.timeline.formats.several import read_several

            assert self.path is not None
            return read_several((self.path, *self.more), self.form, self.mapping)
        if not self._is_foreign:
            return read_timeline(STDIN if self.path is None else self.path)
        from tui.timeline.formats.foreign_file import ForeignFile
        from tui.timeline.formats.reader import read_foreign

        return read_foreign(ForeignFile(self.path), self.form, self.mapping)

    def begin(self) -> None:
        """Begin to build a store in a thread, for which `load` will wait: the caller has something else to do first."""
        from concurrent.futures import Future
        from threading import Thread

        begun: Future[SectionFile] = Future()

        def build() -> None:
            try:
                begun.set_result(self._built())
            except BaseException as error:
                begun.set_exception(error)

        self._begun = begun
        Thread(target=build, daemon=True).start()

    def load(self) -> Index:
        """Return the index.

        Raises:
            TimelineError: with every problem of the file, if it cannot be read as a timeline.
            StoppedError: it was stopped.
            OSError: the store cannot be written anywhere.
        """
        begun, self._begun = self._begun, None
        if begun is None:
            index = self.try_load()
            if index is not None:
                return index
        return self._index(self._built() if begun is None else begun.result())

    def stop(self) -> None:
        """Make `load` end as soon as possible."""
        if self._build_process is not None:
            self._build_process.stop()

    def _built(self) -> SectionFile:
        """Build the store, and open it."""
        from tui.timeline.storage.section_file import SectionFile

        assert self._build_process is not None
        path, is_cached = self._build_process.run(self._cache)
        store = SectionFile(path)
        if not is_cached:
            path.unlink()  # the open file stays readable
        return store

    def _build_again(self) -> tuple[Path, bool]:
        """Build the store of a timeline that is open already, as what the cache has of it is damaged."""
        from tui.timeline.reading.problems import TimelineError
        from tui.timeline.storage.section_file import DamagedError

        assert self._build_process is not None
        try:
            return self._build_process.again().run(self._cache)
        except (TimelineError, OSError) as error:
            raise DamagedError(
                f"what the cache holds of the timeline is damaged, and it cannot be read again: {error}"
            ) from error

    def _index(self, store: SectionFile) -> Index:
        from tui.timeline.storage.store_reader import StoredTables, open_timeline
        from tui.timeline.storage.word_store import WordStore

        path, cache = self.path, self._cache

        def make_words(is_stopped: Callable[[], bool]) -> SectionFile | None:
            from tui.timeline.storage.words_process import make_words

            return make_words(store, path, cache, is_stopped)

        store.rebuild = self._build_again
        words = None if cache is None or path is None else cache.find_words(path, store)
        return Index(open_timeline(store), tables=StoredTables(WordStore(store, words, make_words)))


_STDIN_IN_QUERY = re.compile(r"/dev/(?:stdin|fd/)|/proc/")
"""What a process of its own cannot read: it has another standard input."""


def _size(path: Path) -> int:
    """Return the size of a file in bytes; 0 for anything but a regular file."""
    try:
        return path.stat().st_size if path.is_file() else 0
    except OSError:
        return 0

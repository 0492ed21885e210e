"""The child process that builds a store, seen from the process that waits for it."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path

from tui.timeline.reading.problems import Problem, StoppedError, TimelineError
from tui.timeline.storage.cache import Cache
from tui.timeline.storage.child import kill_child, start_child, temporary_path
from tui.timeline.storage.progress import ProgressCallback

_PROGRAM = "tui.timeline.storage.build"
_MOST_ERROR_BYTES = 10_000


class BuildProcess:
    """Builds the store of a timeline in a child process. Another thread may `stop` it.

    Args:
        path: the timeline's file; None for what a query names itself.
        on_progress: called with the progress of `run`.
        is_foreign: the file may be of another format than Dateline's own, or there is a query.
        form: the name of its format; None to find it.
        mapping: the file that says what its columns are; None for the one beside it.
        query: a query in SQL whose result is the timeline.
    """

    def __init__(
        self,
        path: Path | None,
        on_progress: ProgressCallback,
        *,
        is_foreign: bool = False,
        form: str | None = None,
        mapping: Path | None = None,
        query: str | None = None,
    ) -> None:
        self._path = path
        self._on_progress = on_progress
        self._options = [form or "", str(mapping or ""), query or ""] if is_foreign else []
        """The arguments of the child after the store."""
        self._process: subprocess.Popen[str] | None = None
        self._is_stopped = False

    def run(self, cache: Cache | None) -> tuple[Path, bool]:
        """Build the store, in the cache or else in the temporary folder; return its path, and whether it is cached.

        Raises:
            TimelineError: with every problem of the file, if it cannot be read as a timeline.
            StoppedError: it was stopped.
            OSError: the store cannot be written anywhere.
        """
        if cache is not None and self._path is not None:
            with suppress(OSError):
                part = cache.new_part(self._path)
                try:
                    self._build(part)
                    return cache.commit(self._path, part), True
                finally:
                    part.unlink(missing_ok=True)
        store = temporary_path(".store")
        try:
            self._build(store)
        except BaseException:
            store.unlink(missing_ok=True)
            raise
        return store, False

    def again(self) -> BuildProcess:
        """Return another one for the same file, which has not been stopped."""
        again = BuildProcess(self._path, self._on_progress)
        again._options = self._options
        return again

    def stop(self) -> None:
        """Make `run` end as soon as possible."""
        self._is_stopped = True
        if self._process is not None:
            kill_child(self._process)

    def _build(self, store: Path) -> None:
        arguments = ["" if self._path is None else str(self._path), str(store), *self._options]
        with (
            tempfile.TemporaryFile() as errors,
            start_child(_PROGRAM, arguments, output=subprocess.PIPE, errors=errors) as process,
        ):
            self._process = process
            try:
                if self._is_stopped:
                    raise StoppedError
                self._follow(process)
            except BaseException:
                kill_child(process)
                raise
            process.wait()
            errors.seek(max(0, errors.seek(0, os.SEEK_END) - _MOST_ERROR_BYTES))
            error = (errors.read().decode(errors="replace").strip().splitlines() or [""])[-1]
        if self._is_stopped:
            raise StoppedError
        if process.returncode:
            raise OSError(f"the timeline could not be read: {error or f'ended with {process.returncode}'}")

    def _follow(self, process: subprocess.Popen[str]) -> None:
        """Pass on the child's progress until it ends."""
        assert process.stdout is not None
        for line in process.stdout:
            message = json.loads(line)
            if "failed" in message:
                raise OSError(*message["failed"])
            if "problems" in message:
                problems = [Problem(*problem) for problem in message["problems"]]
                raise TimelineError(
                    "--sql" if self._path is None else os.fspath(self._path), problems, message["omitted"]
                )
            self._on_progress(message["activity"], message["share"])

"""The process that builds a store, as seen from the one that waits for it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from tui.timeline.reading.problems import Problem, StoppedError, TimelineError
from tui.timeline.storage.cache import Cache

ProgressCallback = Callable[[str, float], None]
"""Is told what is being done, and how much of all is, from 0 to 1."""


class BuildProcess:
    """Builds the store of a timeline. Another thread may `stop` it.

    Args:
        path: the timeline's file.
        told: is told how far it is.
    """

    def __init__(self, path: Path, told: ProgressCallback) -> None:
        self._path = path
        self._told = told
        self._process: subprocess.Popen[str] | None = None
        self._is_stopped = False

    def build(self, cache: Cache | None) -> tuple[Path, bool]:
        """Build the store; return where it is, and whether it is kept there.

        Raises:
            TimelineError: with every problem of the file, if it cannot be read as a timeline.
            StoppedError: it was stopped.
            OSError: it can be written nowhere.
        """
        if cache is not None:
            with suppress(OSError):
                part = cache.part(self._path)
                try:
                    self._run(part)
                    return cache.keep(self._path, part), True
                finally:
                    part.unlink(missing_ok=True)
        handle, name = tempfile.mkstemp(prefix="dateline-", suffix=".store")
        os.close(handle)
        place = Path(name)
        place.unlink()
        try:
            self._run(place)
        except BaseException:
            place.unlink(missing_ok=True)
            raise
        return place, False

    def stop(self) -> None:
        """Have `build` end as soon as it can."""
        self._is_stopped = True
        if self._process is not None:
            _end(self._process)

    def _run(self, store: Path) -> None:
        package = Path(__file__).parent.parent.parent.parent
        path = os.pathsep.join(filter(None, (str(package), os.environ.get("PYTHONPATH"))))
        with subprocess.Popen(
            [sys.executable, "-m", "tui.timeline.storage.build", str(self._path), str(store)],
            env={**os.environ, "PYTHONPATH": path},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            start_new_session=True,
        ) as process:
            self._process = process
            try:
                if self._is_stopped:
                    raise StoppedError
                said = self._listen(process)
            except BaseException:
                _end(process)
                raise
        if self._is_stopped:
            raise StoppedError
        if process.returncode:
            raise OSError(f"the timeline could not be read: {said or f'ended with {process.returncode}'}")

    def _listen(self, process: subprocess.Popen[str]) -> str:
        """Pass on how far it is until it ends; return the last that it said of what went wrong."""
        assert process.stdout is not None
        assert process.stderr is not None
        for line in process.stdout:
            said = json.loads(line)
            if "problems" in said:
                problems = [Problem(*problem) for problem in said["problems"]]
                raise TimelineError(os.fspath(self._path), problems, said["untold"])
            self._told(said["what"], said["done"])
        return (process.stderr.read().strip().splitlines() or [""])[-1]


def _end(process: subprocess.Popen[str]) -> None:
    if process.poll() is None:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)  # with the processes that it has started

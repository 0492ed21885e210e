"""Opens Dateline on a file as somebody does for the first time, and as somebody who comes back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic, sleep

from tests.bench.comparing import Figures
from tests.bench.subject import ROOT, cached_in, command, whole
from tests.bench.timed_terminal import Lines, TimedTerminal

PATIENCE = 1200.0
"""Seconds until even a million events have been read. Only a failing measurement waits so long."""

_SETTLED = 1.0
"""Seconds for which the files of a cache have not changed, when it is taken to be written."""


def _something(lines: Lines) -> bool:
    return any(line.strip() for line in lines)


@contextmanager
def opened(file: Path, events: int, cache: Path) -> Iterator[tuple[TimedTerminal, Figures]]:
    """Open Dateline on a file, and give it when it is ready, with what that took."""
    with TimedTerminal(command(file), directory=ROOT, environment=cached_in(cache), patience=PATIENCE) as terminal:
        first = terminal.painted(_something)
        ready = terminal.painted(whole(events))
        terminal.settle()
        memory = terminal.memory()
        yield (
            terminal,
            {
                "first paint": first,
                "ready": ready,
                "memory": memory.now,
                "own memory": memory.own,
                "peak memory": memory.peak,
            },
        )


def first_opening(file: Path, events: int) -> Figures:
    """Return what it takes to open a file of which there is no cache."""
    with TemporaryDirectory() as cache, opened(file, events, Path(cache)) as (_, figures):
        return figures


def reopening(file: Path, events: int, cache: Path) -> Figures:
    """Return what it takes to open a file again."""
    with opened(file, events, cache) as (_, figures):
        return figures


def fill_cache(file: Path, events: int, cache: Path) -> None:
    """Open a file, and wait until what is kept of it is written."""
    with opened(file, events, cache):
        state, since = _state(cache), monotonic()
        while monotonic() - since < _SETTLED:
            sleep(_SETTLED / 10)
            if (now := _state(cache)) != state:
                state, since = now, monotonic()


def _state(folder: Path) -> list[tuple[str, int, int]]:
    files = [(path, path.stat()) for path in folder.rglob("*") if path.is_file()]
    return sorted((str(path), status.st_size, status.st_mtime_ns) for path, status in files)

"""Open Dateline on a file for the first time, and again, and measure both."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic, sleep

from tests.bench.measurements import Figures
from tests.bench.subject import ROOT, cache_variables, command, full_count
from tests.bench.timed_terminal import Lines, TimedTerminal

TIMEOUT = 1200.0
"""Seconds within which even a million events have been read. Only a failing measurement waits so long."""

_SETTLED = 1.0
"""Seconds for which the files of a cache must not change before it counts as written."""


def _is_painted(lines: Lines) -> bool:
    return any(line.strip() for line in lines)


@contextmanager
def opened(file: Path, events: int, cache: Path) -> Iterator[tuple[TimedTerminal, Figures]]:
    """Open Dateline on a file, wait until it is ready, and yield its terminal and the figures."""
    with TimedTerminal(command(file), directory=ROOT, environment=cache_variables(cache), timeout=TIMEOUT) as terminal:
        first = terminal.time_until(_is_painted)
        ready = terminal.time_until(full_count(events))
        terminal.settle()
        memory = terminal.memory()
        yield (
            terminal,
            {
                "first paint": first,
                "ready": ready,
                "memory": memory.resident,
                "anonymous memory": memory.anonymous,
                "peak memory": memory.peak,
            },
        )


def measure_first_opening(file: Path, events: int) -> Figures:
    """Return the figures of opening a file that is not in the cache."""
    with TemporaryDirectory() as cache, opened(file, events, Path(cache)) as (_, figures):
        return figures


def measure_reopening(file: Path, events: int, cache: Path) -> Figures:
    """Return the figures of opening a file that is in the cache."""
    with opened(file, events, cache) as (_, figures):
        return figures


def fill_cache(file: Path, events: int, cache: Path) -> None:
    """Open a file, and wait until its index has been written to the cache."""
    with opened(file, events, cache):
        state, since = _state(cache), monotonic()
        while monotonic() - since < _SETTLED:
            sleep(_SETTLED / 10)
            if (now := _state(cache)) != state:
                state, since = now, monotonic()


def _state(folder: Path) -> list[tuple[str, int, int]]:
    files = [(path, path.stat()) for path in folder.rglob("*") if path.is_file()]
    return sorted((str(path), status.st_size, status.st_mtime_ns) for path, status in files)

"""Open Dateline on a file for the first time, and again, and measure both."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.measurements import Figures
from tests.bench.subject import ROOT, cache_variables, command, full_count
from tests.bench.timed_terminal import Lines, TimedTerminal
from tui.timeline.loader import LARGE_FILE

TIMEOUT = 1200.0
"""Seconds within which even a million events have been read. Only a failing measurement waits so long."""


def _is_painted(lines: Lines) -> bool:
    return any(line.strip() for line in lines)


def _is_indexed(file: Path, cache: Path) -> bool:
    """Return whether the words of a file are indexed. Those of a small file are before anybody types."""
    return file.stat().st_size < LARGE_FILE or any(cache.rglob("*.words"))


@contextmanager
def opened(file: Path, events: int, cache: Path) -> Iterator[tuple[TimedTerminal, Figures]]:
    """Open Dateline on a file, wait until it is ready and has indexed all words, and yield its terminal and figures."""
    with TimedTerminal(command(file), directory=ROOT, environment=cache_variables(cache), timeout=TIMEOUT) as terminal:
        first = terminal.time_until(_is_painted)
        ready = terminal.time_until(full_count(events))
        indexed = terminal.time_until_done(lambda: _is_indexed(file, cache))
        terminal.settle()
        memory = terminal.memory()
        yield (
            terminal,
            {
                "first paint": first,
                "ready": ready,
                "indexed": indexed,
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
        pass

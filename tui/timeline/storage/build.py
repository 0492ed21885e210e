"""Reads a large timeline in several processes and writes it as `tui.timeline.storage.store_reader` reads it.

A process of its own, so that whoever waits for it can go on and can stop it:

    python -m tui.timeline.storage.build timeline.yaml store

It tells on standard output how far it is, a line of JSON at a time, and ends with 0; or with 2 once it has told what is
wrong with the file.
"""

from __future__ import annotations

import gc
import hashlib
import json
import os
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tui.timeline.model.entities import Timeline
from tui.timeline.reading.careful_reader import read_carefully
from tui.timeline.reading.fast_reader import Names, NotSimple, Split, read_events, split
from tui.timeline.reading.files import decode, load
from tui.timeline.reading.problems import TimelineError
from tui.timeline.reading.schema_json import header_to_json
from tui.timeline.search.indexer import Indexer
from tui.timeline.storage.store_writer import StoreChunk, StoreWriter, UnresolvedError, chunk_of

ProgressCallback = Callable[[str, float], None]
"""Is told what is being done, and how much of all is, from 0 to 1."""

_MOST_CHUNK_BYTES = 6 * 1024**2
_LEAST_CHUNKS = 8
_MOST_PROCESSES = 16
_READING = 0.85
"""How much of the time reading takes."""


def build(path: Path, store: Path, told: ProgressCallback) -> None:
    """Read a timeline and write it as a store.

    Args:
        path: the timeline.
        store: the file to write; there must be none.
        told: is told how far it is.

    Raises:
        TimelineError: with every problem of the file, if it cannot be read as a timeline.
        OSError: if the store cannot be written.
    """
    gc.disable()  # what is read forms no cycles
    data = load(path)
    source = {"size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    cut = split(data, max(1 << 16, min(_MOST_CHUNK_BYTES, len(data) // _LEAST_CHUNKS)))
    if cut is not None:
        with suppress(NotSimple, UnresolvedError, TimelineError, UnicodeDecodeError):
            rest = read_carefully(decode(cut.rest, os.fspath(path)), os.fspath(path))
            with StoreWriter(store) as writer:
                for chunk in _quick_chunks(data, cut, rest, told):
                    writer.add(chunk)
                writer.finish(header_to_json(rest), source, _told_of_writing(told))
            return
        store.unlink(missing_ok=True)
    told("reading", 0.0)
    timeline = read_carefully(decode(data, os.fspath(path)), os.fspath(path))
    with StoreWriter(store) as writer:
        for chunk in _careful_chunks(timeline, told):
            writer.add(chunk)
        writer.finish(header_to_json(timeline), source, _told_of_writing(told))


def _told_of_writing(told: ProgressCallback) -> Callable[[float], None]:
    return lambda done: told("making the index", _READING + (1 - _READING) * done)


# In several processes


@dataclass
class _Worker:
    """What a process that reads chunks knows."""

    names: Names
    gatherer: Indexer


_workers: list[_Worker] = []


def _start_worker(rest: Timeline) -> None:
    gc.disable()
    names = Names(frozenset(rest.sources), frozenset(rest.actors), frozenset(rest.weapons))
    _workers[:] = [_Worker(names, Indexer(rest))]


def _read_chunk(text: bytes, first_line: int) -> StoreChunk:
    worker = _workers[0]
    return chunk_of(read_events(text, first_line, worker.names), worker.gatherer)


def _quick_chunks(data: bytes, cut: Split, rest: Timeline, told: ProgressCallback) -> Iterator[StoreChunk]:
    told("reading", 0.0)
    processes = min(_MOST_PROCESSES, os.cpu_count() or 1, len(cut.chunks))
    with ProcessPoolExecutor(processes, initializer=_start_worker, initargs=(rest,)) as pool:
        waiting: deque[tuple[Future[StoreChunk], int]] = deque()
        chunks = iter(cut.chunks)
        try:
            while True:
                while len(waiting) < processes + 2 and (chunk := next(chunks, None)) is not None:
                    text = data[chunk.start : chunk.end]
                    waiting.append((pool.submit(_read_chunk, text, chunk.first_line), chunk.end))
                if not waiting:
                    return
                future, end = waiting.popleft()
                yield future.result()
                told("reading", _READING * end / len(data))
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


# In this one

_MOST_CHUNK_EVENTS = 10_000


def _careful_chunks(timeline: Timeline, told: ProgressCallback) -> Iterator[StoreChunk]:
    gatherer, events = Indexer(timeline), timeline.events
    for start in range(0, len(events), _MOST_CHUNK_EVENTS):
        yield chunk_of(events[start : start + _MOST_CHUNK_EVENTS], gatherer)
        told("reading", _READING * start / len(events))


# As a program


def _say(told: dict[str, Any]) -> None:
    print(json.dumps(told), flush=True)


def main(arguments: Sequence[str]) -> int:
    """Build the store that the arguments name; return the exit code."""
    path, store = arguments
    try:
        build(Path(path), Path(store), lambda what, done: _say({"what": what, "done": done}))
    except TimelineError as error:
        _say({"problems": list(map(list, error.problems)), "untold": error.untold})
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Builds the store of a large timeline: reads its chunks in several processes, indexes them, and writes the result.

It runs as a process of its own, so that the program stays responsive and can stop it:

    python -m tui.timeline.storage.build timeline.yaml store
    python -m tui.timeline.storage.build table.csv store csv table.map.toml
    python -m tui.timeline.storage.build news.db store "" "" "SELECT day AS date, headline AS title FROM articles"

The arguments after the store are for what may be in another format than Dateline's own: the format, the mapping, and a
query in SQL. Each may be empty, and so may the path of a query.

Each line of standard output is a JSON object. Most report progress; with exit code 2 the last one has the problems of
the file, or says which file could not be read or written. `tui.timeline.storage.build_process` is the other end.
"""

from __future__ import annotations

import gc
import hashlib
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tui.text.reasons import reason
from tui.timeline.model.timeline import Timeline
from tui.timeline.reading.careful_reader import read_carefully
from tui.timeline.reading.event_fast import KnownIds, NotSimple
from tui.timeline.reading.fast_reader import SplitFile, read_chunk, split_file
from tui.timeline.reading.files import decode, read_bytes
from tui.timeline.reading.problems import TimelineError
from tui.timeline.reading.schema_json import header_to_json
from tui.timeline.search.indexer import Indexer
from tui.timeline.storage.child import end_with_parent
from tui.timeline.storage.pool import results_in_order
from tui.timeline.storage.progress import READING_SHARE, ProgressCallback
from tui.timeline.storage.store_chunk import StoreChunk, chunks_of
from tui.timeline.storage.store_writer import StoreWriter, UnresolvedError

_MIN_CHUNK_BYTES = 1 << 16
_MAX_CHUNK_BYTES = 2 * 1024**2
_MIN_CHUNKS = 8
"""How many chunks a file has at least, so that all processes have work and progress is visible."""


def build(
    path: Path | None,
    store: Path,
    on_progress: ProgressCallback,
    *,
    is_foreign: bool = False,
    form: str | None = None,
    mapping: Path | None = None,
    query: str | None = None,
) -> None:
    """Read a timeline and write it as a store.

    Args:
        path: the timeline's file; None for what the query names itself.
        store: the file to write; it must not exist.
        on_progress: called with the progress.
        is_foreign: the file may be of another format than Dateline's own.
        form: the name of its format; None to find it.
        mapping: the file that says what its columns are; None for the one beside it.
        query: a query in SQL whose result is the timeline.

    Raises:
        TimelineError: with every problem of the file, if it cannot be read as a timeline.
        OSError: if the store cannot be written.
    """
    gc.disable()  # events form no cycles
    if is_foreign:
        from tui.timeline.storage.build_foreign import build_foreign, build_query

        def write(data: bytes, header: Callable[[], Timeline], chunks: Iterator[StoreChunk]) -> None:
            store.unlink(missing_ok=True)
            _write(store, data, header, chunks, on_progress)

        if query is not None:
            build_query(query, path, mapping, write, on_progress)
            return
        assert path is not None
        if build_foreign(path, form, mapping, write, on_progress):
            return
    assert path is not None
    data = read_bytes(path)
    on_progress("reading", 0.0)
    if not _build_fast(data, path, store, on_progress):
        store.unlink(missing_ok=True)
        timeline = read_carefully(decode(data, os.fspath(path)), os.fspath(path))

        def reading(share: float) -> None:
            on_progress("reading", READING_SHARE * share)

        _write(store, data, lambda: timeline, chunks_of(timeline, reading), on_progress)


def _build_fast(data: bytes, path: Path, store: Path, on_progress: ProgressCallback) -> bool:
    """Build the store with the fast reader; return False if the file needs the careful one."""
    file = split_file(data, max(_MIN_CHUNK_BYTES, min(_MAX_CHUNK_BYTES, len(data) // _MIN_CHUNKS)))
    if file is None:
        return False
    with suppress(NotSimple, UnresolvedError, TimelineError, UnicodeDecodeError):
        header = read_carefully(decode(file.header, os.fspath(path)), os.fspath(path))
        _write(store, data, lambda: header, _index_in_parallel(data, file, header, on_progress), on_progress)
        return True
    return False


def _write(
    store: Path,
    data: bytes,
    header: Callable[[], Timeline],
    chunks: Iterator[StoreChunk],
    on_progress: ProgressCallback,
) -> None:
    with ThreadPoolExecutor(1) as thread, StoreWriter(store) as writer:
        sha256 = thread.submit(lambda: hashlib.sha256(data).hexdigest())  # beside the chunks: it lets others run
        for chunk in chunks:
            writer.add(chunk)
        source = {"size": len(data), "sha256": sha256.result()}
        writer.finish(
            header_to_json(header()),
            source,
            lambda share: on_progress("making the index", READING_SHARE + (1 - READING_SHARE) * share),
        )


# In several processes


@dataclass
class _Worker:
    """The state of a process that reads chunks."""

    known: KnownIds
    indexer: Indexer


_worker: list[_Worker] = []
"""This process's own, once it has started."""


def _start_worker(header: Timeline) -> None:
    gc.disable()
    _worker[:] = [_Worker(KnownIds.of(header), Indexer(header))]


def _read_and_index(data: bytes, first_line: int) -> StoreChunk:
    (worker,) = _worker
    return StoreChunk.of(read_chunk(data, first_line, worker.known), worker.indexer)


def _index_in_parallel(
    data: bytes, file: SplitFile, header: Timeline, on_progress: ProgressCallback
) -> Iterator[StoreChunk]:
    tasks = ((data[chunk.start : chunk.end], chunk.first_line) for chunk in file.chunks)
    results = results_in_order(_read_and_index, tasks, len(file.chunks), _start_worker, (header,))
    for chunk, result in zip(file.chunks, results, strict=True):
        yield result
        on_progress("reading", READING_SHARE * chunk.end / len(data))


# As a program


def _send(message: dict[str, Any]) -> None:
    print(json.dumps(message), flush=True)


def main(arguments: Sequence[str]) -> int:
    """Build the store that the arguments name; return the exit code."""
    path, store, *options = arguments
    end_with_parent(Path(store))
    form, mapping, query = (*options, "", "", "")[:3]
    try:
        build(
            Path(path) if path else None,
            Path(store),
            lambda activity, share: _send({"activity": activity, "share": share}),
            is_foreign=bool(options),
            form=form or None,
            mapping=Path(mapping) if mapping else None,
            query=query or None,
        )
    except TimelineError as error:
        _send({"problems": list(map(list, error.problems)), "omitted": error.omitted})
        return 2
    except OSError as error:
        if error.errno is None:
            raise
        file = store if error.filename is None else error.filename  # reading a file names it, but not writing
        _send({"failed": [error.errno, reason(error), os.fspath(file)]})
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Builds the store of a large file of another format: a table in chunks by several processes, all else whole."""

from __future__ import annotations

import gc
import os
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple

from tui.text.frozen import replace
from tui.timeline.formats.chunks import (
    ChunkedTable,
    NotInChunksError,
    TableChunk,
    header_of,
    open_in_chunks,
    read_chunk,
)
from tui.timeline.formats.foreign_file import ForeignFile
from tui.timeline.formats.reader import checked_format, read_foreign
from tui.timeline.formats.report import Report
from tui.timeline.model.entities import Entry, Source
from tui.timeline.model.remarks import Remark
from tui.timeline.model.timeline import Timeline
from tui.timeline.search.indexer import Indexer
from tui.timeline.storage.pool_end import end_with_pool
from tui.timeline.storage.progress import ProgressCallback
from tui.timeline.storage.store_chunk import StoreChunk

_MIN_CHUNK_BYTES = 1 << 16
_MAX_CHUNK_BYTES = 4 * 1024**2
_MIN_CHUNKS = 8
_MAX_PROCESSES = 16
_READING_SHARE = 0.85
"""The share of the time that reading takes; the rest is writing."""

Write = Callable[[bytes, Callable[[], Timeline], Iterator[StoreChunk]], None]
"""Writes a store: the content of the file, the timeline without its events once all chunks have come, the chunks."""


def build_foreign(
    path: Path, form: str | None, mapping: Path | None, write: Write, on_progress: ProgressCallback
) -> bool:
    """Read a file of any format and write it as a store; return False if it is Dateline's own.

    Args:
        path: the file.
        form: the name of its format; None to find it.
        mapping: the mapping of its columns; None for the one beside it.
        write: writes the store; it may be called again after a `NotInChunksError`.
        on_progress: called with the progress.

    Raises:
        TimelineError: with what is wrong, if it cannot be read as a timeline.
        OSError: if the store cannot be written.
    """
    file = ForeignFile(path)
    form = checked_format(file, form)
    if form == "dateline":
        return False
    on_progress("reading", 0.0)
    try:
        _build_in_chunks(file, form, mapping, write, on_progress)
    except NotInChunksError:
        file = ForeignFile(path, file.data)
        timeline = read_foreign(file, form, mapping)
        on_progress("reading", _READING_SHARE / 2)
        write(file.data, lambda: timeline, _indexed(timeline, on_progress))
    return True


class _Result(NamedTuple):
    """What a process makes of a chunk."""

    chunk: StoreChunk
    rows: int
    vocabularies: dict[str, dict[str, Entry]]
    sources: dict[str, Source]
    remarks: list[Remark]


_worker: list[tuple[ChunkedTable, Timeline, Indexer]] = []
"""This process's own, once it has started."""


def _start_worker(table: ChunkedTable, header: Timeline) -> None:
    gc.disable()  # events form no cycles
    end_with_pool()
    _worker[:] = [(table, header, Indexer(header))]


def _read_and_index(data: bytes, chunk: TableChunk) -> _Result:
    ((table, header, indexer),) = _worker
    read = read_chunk(data, chunk, table)
    whole = replace(header, vocabularies=read.vocabularies, sources=read.sources)
    return _Result(
        StoreChunk.of(read.events, indexer.of_part(whole)),
        read.rows,
        read.vocabularies,
        read.sources,
        list(read.remarks),
    )


def _build_in_chunks(
    file: ForeignFile, form: str, mapping: Path | None, write: Write, on_progress: ProgressCallback
) -> None:
    data = file.data
    size = max(_MIN_CHUNK_BYTES, min(_MAX_CHUNK_BYTES, len(data) // _MIN_CHUNKS))
    table, chunks, remarks = open_in_chunks(file, form, mapping, size)
    header = header_of(table, file.stem)
    merged = _Merged(table, header, remarks)
    processes = min(_MAX_PROCESSES, os.cpu_count() or 1, len(chunks))

    def indexed() -> Iterator[StoreChunk]:
        with ProcessPoolExecutor(processes, initializer=_start_worker, initargs=(table, header)) as pool:
            pending: deque[tuple[Future[_Result], TableChunk]] = deque()
            waiting = iter(chunks)
            try:
                while True:
                    while len(pending) < processes + 2 and (chunk := next(waiting, None)) is not None:
                        pending.append((pool.submit(_read_and_index, data[chunk.start : chunk.end], chunk), chunk))
                    if not pending:
                        return
                    future, chunk = pending.popleft()
                    result = future.result()
                    merged.add(result, chunk)
                    yield result.chunk
                    on_progress("reading", _READING_SHARE * chunk.end / len(data))
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                raise

    write(data, merged.timeline, indexed())


class _Merged:
    """Collects what the chunks of a file have besides their events."""

    def __init__(self, table: ChunkedTable, header: Timeline, remarks: list[Remark]) -> None:
        self._header = header
        self._is_lines = table.form == "jsonl"
        self._report = Report("line" if self._is_lines else "row")
        self._report.extend(remarks)
        self._vocabularies: dict[str, dict[str, Entry]] = {}
        self._sources: dict[str, Source] = {}
        self._rows = 0 if self._is_lines else 1  # the header is the first row

    def add(self, result: _Result, chunk: TableChunk) -> None:
        """Add what a chunk has."""
        offset = chunk.first_line - 1 if self._is_lines else self._rows
        self._report.extend(
            remark._replace(places=tuple(place + offset for place in remark.places)) for remark in result.remarks
        )
        self._rows += result.rows
        for section, entries in result.vocabularies.items():
            known = self._vocabularies.setdefault(section, {})
            for key, entry in entries.items():
                same = known.get(key)
                if same is None:
                    known[key] = entry
                elif same != entry:
                    names = dict.fromkeys((*same.aliases, entry.name, *entry.aliases))
                    names.pop(same.name, None)
                    lat, lon = (same.lat, same.lon) if same.lat is not None else (entry.lat, entry.lon)
                    known[key] = replace(same, aliases=tuple(names), lat=lat, lon=lon)
        for key, source in result.sources.items():
            self._sources.setdefault(key, source)

    def timeline(self) -> Timeline:
        """Return the timeline without its events."""
        return replace(
            self._header,
            vocabularies=self._vocabularies,
            sources=self._sources,
            remarks=tuple(self._report.remarks()),
        )


def _indexed(timeline: Timeline, on_progress: ProgressCallback) -> Iterator[StoreChunk]:
    indexer, events = Indexer(timeline), timeline.events
    for start in range(0, len(events), 10_000):
        yield StoreChunk.of(events[start : start + 10_000], indexer)
        on_progress("reading", _READING_SHARE * (0.5 + 0.5 * start / len(events)))

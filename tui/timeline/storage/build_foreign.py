"""Builds the store of a large file of another format: a table in chunks by several processes, all else whole."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tui.text.frozen import replace
from tui.timeline.formats.assemble import assemble
from tui.timeline.formats.chunk_rows import Bytes, ChunkedTable, NotInChunksError, TableChunk, unit_of
from tui.timeline.formats.chunks import header_of, open_in_chunks, read_chunk
from tui.timeline.formats.foreign_file import ForeignFile
from tui.timeline.formats.reader import checked_format, look_at, read_foreign, table_events
from tui.timeline.formats.registry import FORMATS
from tui.timeline.formats.report import Report
from tui.timeline.model.entities import Entry, Source
from tui.timeline.model.remarks import Remark
from tui.timeline.model.timeline import Timeline
from tui.timeline.search.indexer import Indexer
from tui.timeline.storage.pool import results_in_order
from tui.timeline.storage.progress import READING_SHARE, ProgressCallback
from tui.timeline.storage.store_chunk import StoreChunk, chunks_of

if TYPE_CHECKING:
    from tui.timeline.formats.table import Result

_MIN_CHUNK_BYTES = 1 << 16
_MAX_CHUNK_BYTES = 4 * 1024**2
_MIN_CHUNKS = 8
_FETCHING_SHARE = 0.25
"""The share of the time that fetching rows from a database takes."""
_SPLITTING_SHARE = 0.15
"""The share of the time that finding the objects of an array in JSON takes."""
_MANY_ROWS = 200_000
_LARGE_RESULT = 2 * 1024**2
"""The size in bytes from which rows of a database are read in chunks. Fewer are read as those of a small file."""

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
    if FORMATS[form].is_fetched:
        _build_result(file, FORMATS[form].load().read_result(file), mapping, file.stem, write, on_progress)
        return True
    size = max(_MIN_CHUNK_BYTES, min(_MAX_CHUNK_BYTES, len(file.data) // _MIN_CHUNKS))
    try:
        before = _SPLITTING_SHARE if form == "json" else 0.0
        parts = open_in_chunks(
            file, form, mapping, size, lambda share: on_progress("reading", before * share), results_in_order
        )
        _build_in_chunks(
            file.data,
            file.data,
            parts,
            file.stem,
            write,
            lambda activity, share: on_progress(activity, before + (1 - before) * share),
        )
    except NotInChunksError:
        file = ForeignFile(path, file.data)
        timeline = read_foreign(file, form, mapping)
        on_progress("reading", READING_SHARE / 2)
        write(file.data, lambda: timeline, _indexed(timeline, on_progress))
    return True


def build_query(
    query: str, path: Path | None, mapping: Path | None, write: Write, on_progress: ProgressCallback
) -> None:
    """Ask a query in SQL and write what it gives as a store.

    Args:
        query: the query.
        path: the database that it is asked of; None for what the query names itself.
        mapping: the mapping of the columns; None for the one beside the database.
        write: writes the store.
        on_progress: called with the progress.

    Raises:
        TimelineError: the query fails, or gives no timeline.
        OSError: if the store cannot be written.
    """
    from tui.timeline.formats.database import query_file, query_result

    on_progress("asking the query", 0.0)
    file = query_file(path)
    name = "Query" if path is None else file.stem
    _build_result(file, query_result(file, query), mapping, name, write, on_progress)


def _build_result(
    file: ForeignFile, result: Result, mapping: Path | None, name: str, write: Write, on_progress: ProgressCallback
) -> None:
    from tui.timeline.formats.spool import Spool

    def fetched(count: int) -> None:
        # How long a query takes nobody knows: the share tends to its end.
        share = count / result.total if result.total else count / (count + _MANY_ROWS)
        on_progress(f"fetching rows: {count:,}", _FETCHING_SHARE * min(1.0, share))

    def on_rest(activity: str, share: float) -> None:
        on_progress(activity, _FETCHING_SHARE + (1 - _FETCHING_SHARE / READING_SHARE) * share)

    spool = Spool(file, result, fetched)
    before = file.report.remarks()
    if len(spool.data) >= _LARGE_RESULT:
        try:
            parts = spool.open_in_chunks(file, mapping, results_in_order)
            _build_in_chunks(spool.data, file.data, parts, name, write, on_rest)
        except NotInChunksError:
            file.report = Report()
            file.report.extend(before)
        else:
            return
    timeline = assemble(table_events(file, look_at(file, spool.table(), mapping)), name)
    on_rest("reading", READING_SHARE / 2)
    write(file.data, lambda: timeline, _indexed(timeline, on_rest))


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
    data: Bytes,
    content: bytes,
    parts: tuple[ChunkedTable, list[TableChunk], list[Remark]],
    name: str,
    write: Write,
    on_progress: ProgressCallback,
) -> None:
    """Read chunks in several processes and write the store.

    Args:
        data: what the chunks are parts of.
        content: the content of the file.
        parts: how to read the chunks, the chunks, and the remarks until now.
        name: the name of the timeline, if nothing gives it a title.
        write: writes the store.
        on_progress: called with the progress.

    Raises:
        NotInChunksError: the table must be read as a whole.
    """
    table, chunks, remarks = parts
    header = header_of(table, name)
    merged = _Merged(table, header, remarks)
    tasks = ((data[chunk.start : chunk.end], chunk) for chunk in chunks)
    results = results_in_order(_read_and_index, tasks, len(chunks), _start_worker, (table, header))

    def indexed() -> Iterator[StoreChunk]:
        for chunk, result in zip(chunks, results, strict=True):
            merged.add(result, chunk)
            yield result.chunk
            on_progress("reading", READING_SHARE * chunk.end / len(data))

    write(content, merged.timeline, indexed())


class _Merged:
    """Collects what the chunks of a file have besides their events."""

    def __init__(self, table: ChunkedTable, header: Timeline, remarks: list[Remark]) -> None:
        self._header = header
        self._is_lines = table.form == "jsonl"
        self._report = Report(unit_of(table.form))
        self._report.extend(remarks)
        self._vocabularies: dict[str, dict[str, Entry]] = {}
        self._sources: dict[str, Source] = {}
        self._rows = table.rows_before

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
    return chunks_of(timeline, lambda share: on_progress("reading", READING_SHARE * (0.5 + 0.5 * share)))

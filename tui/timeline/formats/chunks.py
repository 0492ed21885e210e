"""Large tables in chunks, each read without the others: CSV, JSON Lines and arrays of objects in JSON, in UTF-8.

What a chunk gives depends on nothing that stands in others: ids of names are made of the names alone, and how dates are
written is decided beforehand, by rows of all chunks.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from tui.text.frozen import replace
from tui.timeline.formats.assemble import Assembler
from tui.timeline.formats.chunk_rows import (
    Bytes,
    ChunkedTable,
    NotInChunksError,
    TableChunk,
    all_rows_of,
    decoded,
    rows_of,
    text_of,
    unit_of,
)
from tui.timeline.formats.foreign import ForeignTimeline
from tui.timeline.formats.foreign_file import ForeignFile
from tui.timeline.formats.json_array import split_array
from tui.timeline.formats.json_lines import objects_of
from tui.timeline.formats.look_through import RunTasks, look_through, run_here
from tui.timeline.formats.plain_rows import PlainRows
from tui.timeline.formats.reader import look_at, remark_on_columns
from tui.timeline.formats.records import RecordReader
from tui.timeline.formats.records_of_values import flat_record
from tui.timeline.formats.report import Report
from tui.timeline.formats.table import MOST_COLUMNS, Row, Table, column_names
from tui.timeline.formats.text_chunks import plan_of_text, split
from tui.timeline.formats.vocabulary import Vocabulary
from tui.timeline.model.entities import Entry, Event, Source
from tui.timeline.model.remarks import Remark
from tui.timeline.model.timeline import Timeline

FORMATS = ("csv", "json", "jsonl")
"""The formats that can be read in chunks."""
_SAMPLE_ROWS = 4_000
"""How many rows of each sampled chunk the roles of columns are guessed from."""
_SAMPLED_CHUNKS = 5


@dataclass(slots=True)
class ChunkEvents:
    """What a chunk holds, in the order of the file."""

    events: list[Event]
    rows: int
    """How many rows it has, the header not counted."""
    vocabularies: dict[str, dict[str, Entry]]
    sources: dict[str, Source]
    remarks: Sequence[Remark]
    """Their places count from the first row of the chunk."""


def open_in_chunks(
    file: ForeignFile,
    form: str,
    mapping: Path | None,
    chunk_size: int,
    on_progress: Callable[[float], None] = lambda share: None,
    run_tasks: RunTasks = run_here,
) -> tuple[ChunkedTable, list[TableChunk], list[Remark]]:
    """Return how to read a file in chunks, the chunks, and the remarks on its columns.

    Args:
        file: the file.
        form: the name of its format.
        mapping: the mapping of its columns; None for the one beside it.
        chunk_size: how many bytes a chunk has at least.
        on_progress: called with the share of what has to be done before chunks can be read, if that takes long.
        run_tasks: runs the work on each chunk.

    Raises:
        NotInChunksError: it must be read as a whole.
        TimelineError: it is no table, or its mapping is wrong.
    """
    data = file.data
    if form not in FORMATS or data[:4].startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in data:
        raise NotInChunksError
    start = 3 if data.startswith(b"\xef\xbb\xbf") else 0
    if form == "json":
        chunks, names = split_array(file, start, chunk_size, on_progress)
        plan = ChunkedTable(form, "", len(names), (), {}, "", None, True)
    elif form == "csv":
        plan, names, start = plan_of_text(file, data, start)
        chunks = list(split(data, start, chunk_size, is_quoted=True))
    else:
        plan = ChunkedTable(form, "", 0, (), {}, "", None, True)
        chunks = list(split(data, start, chunk_size, is_quoted=False))
        keys: dict[str, None] = {}
        for chunk in sample_of(chunks):
            for record, _ in islice(objects_of(text_of(data, chunk), Report()), _SAMPLE_ROWS):
                keys |= dict.fromkeys(flat_record(record))
        names = list(keys)
    if not chunks or not names or len(names) > MOST_COLUMNS:
        raise NotInChunksError
    table = look_at_chunks(file, data, chunks, plan, column_names(names), mapping, run_tasks)
    return table, chunks, list(file.report.remarks())


def sample_of(chunks: Sequence[TableChunk]) -> Sequence[TableChunk]:
    """Return some chunks from all over a file."""
    return chunks[:: max(1, len(chunks) // _SAMPLED_CHUNKS)]


def look_at_chunks(
    file: ForeignFile,
    data: Bytes,
    chunks: Sequence[TableChunk],
    plan: ChunkedTable,
    names: Sequence[str],
    mapping: Path | None,
    run_tasks: RunTasks = run_here,
) -> ChunkedTable:
    """Return how to read a table, by rows of some chunks, and report it.

    Args:
        file: the file, for the report.
        data: all rows.
        chunks: where the rows are.
        plan: the form of the rows.
        names: the names of the columns.
        mapping: the mapping of the columns; None for the one beside the file.
        run_tasks: runs the work on each chunk.

    Raises:
        NotInChunksError: it must be read as a whole.
        TimelineError: its mapping is wrong.
    """

    def rows() -> Iterator[Row]:
        for chunk in sample_of(chunks):
            found = rows_of(text_of(data, chunk), plan, names, Report())
            yield from (row for row, _ in islice(found, _SAMPLE_ROWS))

    file.report.unit = unit_of(plan.form)
    read = look_at(file, Table(names, rows, file.report.unit), mapping)
    if any(column.role == "links" for column in read.columns):
        raise NotInChunksError  # the event that a link points to may be in another chunk
    place_ids = look_through(data, chunks, plan, names, read, run_tasks)
    remark_on_columns(read, file.report)
    return dataclasses.replace(
        plan,
        columns=read.columns,
        styles=read.styles,
        title=read.mapping.title,
        timezone=read.mapping.timezone or None,
        has_markup=read.has_markup,
        place_ids=place_ids,
    )


def read_chunk(data: bytes, chunk: TableChunk, table: ChunkedTable) -> ChunkEvents:
    """Return the events of a chunk. Their ids are provisional: others may have them too.

    Args:
        data: the bytes of the chunk.
        chunk: where they stand.
        table: how to read them.

    Raises:
        NotInChunksError: the file must be read as a whole.
    """
    report = Report(unit_of(table.form))
    names = [column.name for column in table.columns]
    reader = RecordReader(table.columns, table.styles, report, has_markup=table.has_markup)
    assembler = Assembler(report, Vocabulary(report, is_part=True, place_ids=table.place_ids), is_part=True)
    assembler.name_facets([column.name for column in table.columns if column.role == "facet"])
    events = []
    count = 0
    plain = PlainRows(table.columns, reader, assembler)
    before = chunk.first_line - 1
    for count, values, line, extra in all_rows_of(decoded(data), table, names, report):
        if values:
            events.append(plain.event(values, count, line and before + line, extra))
    vocabulary = assembler.vocabulary
    return ChunkEvents(
        events,
        count,
        {section: dict(entries) for section, entries in vocabulary.sections.items()},
        vocabulary.sources,
        report.remarks(),
    )


def header_of(table: ChunkedTable, name: str) -> Timeline:
    """Return the timeline of a table without events, entries and sources."""
    report = Report()
    assembler = Assembler(report)
    assembler.name_facets([column.name for column in table.columns if column.role == "facet"])
    empty = ForeignTimeline((), report, table.title)
    return replace(assembler.timeline([], empty, name, table.timezone), remarks=())

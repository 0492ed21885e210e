"""Large tables in chunks, each read without the others: CSV and JSON Lines in UTF-8.

What a chunk gives depends on nothing that stands in others: ids of names are made of the names alone, and how dates are
written is decided beforehand, by rows of all chunks.
"""

from __future__ import annotations

import csv
import dataclasses
import io
import re
from collections.abc import Iterator, Mapping, Sequence
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
    objects_of,
    rows_of,
    unit_of,
)
from tui.timeline.formats.csv_table import find_delimiter, has_header
from tui.timeline.formats.date_columns import DATE_ROLES
from tui.timeline.formats.foreign import ForeignTimeline
from tui.timeline.formats.foreign_file import ForeignFile
from tui.timeline.formats.plain_rows import PlainRows
from tui.timeline.formats.reader import ReadTable, look_at, remark_on_columns
from tui.timeline.formats.records import PLACE_ROLES, RecordReader
from tui.timeline.formats.report import Report
from tui.timeline.formats.table import MOST_COLUMNS, Row, Table, column_names
from tui.timeline.formats.vocabulary import Vocabulary
from tui.timeline.model.entities import Entry, Event, Source
from tui.timeline.model.remarks import Remark
from tui.timeline.model.timeline import Timeline

FORMATS = ("csv", "jsonl")
"""The formats that can be read in chunks."""
_SAMPLE_ROWS = 4_000
"""How many rows of each sampled chunk the roles of columns are guessed from."""
_SAMPLED_CHUNKS = 5
_MOST_PLACES = 200_000
"""How many places are looked at before the chunks are read. In a table of more, ids name the wider place too."""
_SLASHED = re.compile(r"[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{2,4}")


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
    file: ForeignFile, form: str, mapping: Path | None, chunk_size: int
) -> tuple[ChunkedTable, list[TableChunk], list[Remark]]:
    """Return how to read a file in chunks, the chunks, and the remarks on its columns.

    Raises:
        NotInChunksError: it must be read as a whole.
        TimelineError: it is no table, or its mapping is wrong.
    """
    data = file.data
    if form not in FORMATS or data[:4].startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in data:
        raise NotInChunksError
    start = 3 if data.startswith(b"\xef\xbb\xbf") else 0
    try:
        head = data[start : start + (1 << 20)].decode(errors="strict" if len(data) <= 1 << 20 else "ignore")
    except UnicodeDecodeError as error:
        raise NotInChunksError from error
    if form == "csv":
        if re.match(r"sep=", head, re.IGNORECASE):
            raise NotInChunksError
        delimiter = find_delimiter(head[: 1 << 16])
        names = next(csv.reader(io.StringIO(head, newline=""), delimiter=delimiter), [])
        if not names or len(names) > MOST_COLUMNS or not has_header(names):
            raise NotInChunksError
        start = _end_of_record(data, start, start)
    else:
        delimiter, names = "", []
    chunks = list(_split(data, start, chunk_size, is_quoted=form == "csv"))
    if not chunks:
        raise NotInChunksError
    plan = ChunkedTable(form, delimiter, len(names), (), {}, "", None, True)
    sampled = chunks[:: max(1, len(chunks) // _SAMPLED_CHUNKS)]
    if form == "jsonl":
        keys: dict[str, None] = {}
        for chunk in sampled:
            for record, _ in islice(objects_of(data[chunk.start : chunk.end].decode(), Report()), _SAMPLE_ROWS):
                keys |= dict.fromkeys(record)
        names = list(keys)
        if not names or len(names) > MOST_COLUMNS:
            raise NotInChunksError
    table = look_at_chunks(file, data, chunks, plan, column_names(names), mapping)
    return table, chunks, list(file.report.remarks())


def look_at_chunks(
    file: ForeignFile,
    data: Bytes,
    chunks: Sequence[TableChunk],
    plan: ChunkedTable,
    names: Sequence[str],
    mapping: Path | None,
) -> ChunkedTable:
    """Return how to read a table, by rows of some chunks, and report it.

    Args:
        file: the file, for the report.
        data: all rows.
        chunks: where the rows are.
        plan: the form of the rows.
        names: the names of the columns.
        mapping: the mapping of the columns; None for the one beside the file.

    Raises:
        NotInChunksError: it must be read as a whole.
        TimelineError: its mapping is wrong.
    """
    sampled = chunks[:: max(1, len(chunks) // _SAMPLED_CHUNKS)]

    def rows() -> Iterator[Row]:
        for chunk in sampled:
            found = rows_of(data[chunk.start : chunk.end].decode(), plan, names, Report())
            yield from (row for row, _ in islice(found, _SAMPLE_ROWS))

    file.report.unit = unit_of(plan.form)
    read = look_at(file, Table(names, rows, file.report.unit), mapping)
    if any(column.role == "links" for column in read.columns):
        raise NotInChunksError  # the event that a link points to may be in another chunk
    _decide_styles(data, chunks, plan, names, read)
    remark_on_columns(read, file.report)
    return dataclasses.replace(replace_plan(plan, read), place_ids=_ids_of_places(data, chunks, plan, names, read))


def replace_plan(plan: ChunkedTable, read: ReadTable) -> ChunkedTable:
    """Return a plan with the columns of a table that has been looked at."""
    timezone = read.mapping.timezone or None
    title = read.mapping.title
    return ChunkedTable(
        plan.form, plan.delimiter, plan.width, read.columns, read.styles, title, timezone, read.has_markup
    )


def _decide_styles(
    data: Bytes, chunks: Sequence[TableChunk], plan: ChunkedTable, names: Sequence[str], read: ReadTable
) -> None:
    """Decide how dates are written by all rows, where those of the sample leave it open."""
    open_columns = [
        position
        for position, (column, fact) in enumerate(zip(read.columns, read.facts, strict=True))
        if column.role in DATE_ROLES and (fact.style.either or fact.style.style.is_midnight or fact.style.day_first)
    ]
    if not open_columns:
        return
    for chunk in chunks:
        for row, _ in rows_of(data[chunk.start : chunk.end].decode(), plan, names, Report()):
            for position in open_columns:
                value = row.values[position] if position < len(row.values) else None
                if isinstance(value, str) and (":" in value or _SLASHED.match(value)):
                    read.facts[position].style.add(value)
    read.styles = {
        **read.styles,
        **{names[position]: read.mapping.style(read.facts[position].style.style) for position in open_columns},
    }


def _ids_of_places(
    data: Bytes, chunks: Sequence[TableChunk], plan: ChunkedTable, names: Sequence[str], read: ReadTable
) -> Mapping[tuple[str, str], str]:
    """Return the ids that all rows together give to the places in wider ones, in the order of the file."""
    positions = [
        position
        for position, column in enumerate(read.columns)
        if column.role in PLACE_ROLES and column.role not in ("lat", "lon", "coordinates")
    ]
    if not any(read.columns[position].role != "place" for position in positions):
        return {}
    reader = RecordReader(read.columns, read.styles, Report(), has_markup=read.has_markup)
    vocabulary = Vocabulary(Report())
    seen: set[str] = set()
    for chunk in chunks:
        for row, _ in rows_of(data[chunk.start : chunk.end].decode(), plan, names, Report()):
            cells = repr([row.values[position] for position in positions if position < len(row.values)])
            if cells not in seen:
                seen.add(cells)
                for place in reader.places_named(row.values):
                    vocabulary.place(place)
                if len(seen) > _MOST_PLACES:
                    return {}
    return vocabulary.place_ids()


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
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        raise NotInChunksError from error
    reader = RecordReader(table.columns, table.styles, report, has_markup=table.has_markup)
    assembler = Assembler(report, Vocabulary(report, is_part=True, place_ids=table.place_ids), is_part=True)
    assembler.name_facets([column.name for column in table.columns if column.role == "facet"])
    events = []
    count = 0
    plain = PlainRows(table.columns, reader, assembler)
    for row, extra in rows_of(text, table, names, report):
        events.append(plain.event(row, extra, chunk.first_line + row.line - 1 if row.line else 0))
        count = row.number
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


# Splitting


def _split(data: bytes, start: int, size: int, *, is_quoted: bool) -> Iterator[TableChunk]:
    """Yield chunks of whole records. A line end between two quotes ends none."""
    line = data.count(b"\n", 0, start) + 1
    while start < len(data):
        end = min(start + size, len(data))
        end = _end_of_record(data, start, end) if is_quoted else _end_of_line(data, end)
        yield TableChunk(start, end, line)
        line += data.count(b"\n", start, end)
        start = end


def _end_of_line(data: bytes, offset: int) -> int:
    found = data.find(b"\n", offset)
    return len(data) if found < 0 else found + 1


def _end_of_record(data: bytes, start: int, offset: int) -> int:
    """Return the end of the first line from an offset on that has no open quote, counted from the start of a record."""
    end = _end_of_line(data, offset)
    quotes = data.count(b'"', start, end)
    while quotes % 2 and end < len(data):
        following = _end_of_line(data, end)
        quotes += data.count(b'"', end, following)
        end = following
    return end

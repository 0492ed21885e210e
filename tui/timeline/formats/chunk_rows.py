"""The rows of a chunk of a large table."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from mmap import mmap
from typing import Any, NamedTuple

from tui.timeline.formats.columns import Column
from tui.timeline.formats.csv_table import MOST_CHARACTERS, lines_of
from tui.timeline.formats.found_dates import DateStyle
from tui.timeline.formats.json_escapes import AS_WRITTEN, with_whole_characters
from tui.timeline.formats.json_lines import objects_of
from tui.timeline.formats.records_of_values import RecordValues
from tui.timeline.formats.report import Report
from tui.timeline.formats.table import Row
from tui.timeline.model.entities import NOTHING

ROWS = "rows"
"""The form of rows that come from a database or a sheet: an array in JSON on each line, ``null`` for a blank row."""
Bytes = bytes | mmap
"""Of which a slice is bytes."""


class NotInChunksError(Exception):
    """The file must be read as a whole."""


class TableChunk(NamedTuple):
    """Some consecutive rows of a file."""

    start: int
    """The offset of the first byte."""
    end: int
    first_line: int
    """The number of its first line, from 1; of the rows of a database, that of its first row."""


@dataclass(frozen=True, slots=True)
class ChunkedTable:
    """All that is needed to read a chunk."""

    form: str
    """``csv``, ``json``, ``jsonl`` or `ROWS`."""
    delimiter: str
    width: int
    """How many columns the header has, or without one, each row."""
    columns: Sequence[Column]
    styles: Mapping[str, DateStyle]
    title: str
    timezone: str | None
    has_markup: bool
    place_ids: Mapping[tuple[str, str], str] | None = None
    """The ids of places in wider ones, as all rows together give them: by the name and the id of the wider one;
    None before they have been looked at."""
    rows_before: int = 0
    """How many rows stand before the first chunk, and are counted: 1 for the header of a table as text."""


def unit_of(form: str) -> str:
    """Return what the numbers of the rows of a form count."""
    return {"jsonl": "line", "json": "item"}.get(form, "row")


def text_of(data: Bytes, chunk: TableChunk) -> str:
    """Return the text of a chunk of some bytes.

    Raises:
        NotInChunksError: it is not UTF-8.
    """
    return decoded(data[chunk.start : chunk.end])


def decoded(data: bytes) -> str:
    """Return bytes as text.

    Raises:
        NotInChunksError: they are not UTF-8.
    """
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise NotInChunksError from error


def rows_of(
    text: str, table: ChunkedTable, names: Sequence[str], report: Report
) -> Iterator[tuple[Row, Mapping[str, str]]]:
    """Yield the rows of a chunk that are not blank, with what has no column.

    Raises:
        NotInChunksError: the file must be read as a whole.
    """
    for number, values, line, extra in all_rows_of(text, table, names, report):
        if values:
            yield Row(number, values, line), extra


def all_rows_of(
    text: str, table: ChunkedTable, names: Sequence[str], report: Report
) -> Iterator[tuple[int, Sequence[Any], int, Mapping[str, str]]]:
    """Yield what a `Row` has for each row of a chunk, and what has no column. A blank row has no values.

    Raises:
        NotInChunksError: the file must be read as a whole.
    """
    if table.form == ROWS:
        rows = json.loads("[" + text.rstrip("\n").replace("\n", ",") + "]")
        for number, row in enumerate(rows, start=1):
            yield number, row or (), 0, NOTHING
        return
    if table.form in ("json", "jsonl"):
        records = objects_of(text, report) if table.form == "jsonl" else items_of(text)
        values_of = RecordValues(names).of
        for record, number in records:
            values, extra = values_of(record)
            yield number, values, number if table.form == "jsonl" else 0, extra
        return
    csv.field_size_limit(MOST_CHARACTERS)
    reader = csv.reader(lines_of(text, 0), delimiter=table.delimiter)
    line = 1
    try:
        for number, values in enumerate(reader, start=1):
            if not any(values):
                values = []
            elif len(values) != table.width and len(values) != len(names):
                raise NotInChunksError
            yield number, values, line, NOTHING
            line = reader.line_num + 1
    except csv.Error as error:
        raise NotInChunksError from error


def items_of(text: str) -> Iterator[tuple[dict[str, Any], int]]:
    """Return the objects of a chunk of an array in JSON, with their numbers from 1.

    Raises:
        NotInChunksError: the file must be read as a whole.
    """
    try:
        items = AS_WRITTEN.decode(with_whole_characters(f"[{text}]"))
    except (ValueError, RecursionError) as error:
        raise NotInChunksError from error
    return zip(items, count(1), strict=False)

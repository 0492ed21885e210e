"""Tables as text, split into chunks of whole records."""

from __future__ import annotations

import csv
import dataclasses
import io
import re
from collections.abc import Iterator

from tui.timeline.formats.chunk_rows import ChunkedTable, NotInChunksError, TableChunk
from tui.timeline.formats.csv_table import find_delimiter, has_header, names_without_header
from tui.timeline.formats.foreign_file import ForeignFile
from tui.timeline.formats.table import MOST_COLUMNS


def plan_of_text(file: ForeignFile, data: bytes, start: int) -> tuple[ChunkedTable, list[str], int]:
    """Return how to read a table as text, the names of its columns, and where its first row begins.

    Raises:
        NotInChunksError: it must be read as a whole.
    """
    try:
        head = data[start : start + (1 << 20)].decode(errors="strict" if len(data) <= 1 << 20 else "ignore")
    except UnicodeDecodeError as error:
        raise NotInChunksError from error
    if re.match(r"sep=", head, re.IGNORECASE):
        raise NotInChunksError
    delimiter = find_delimiter(head[: 1 << 16])
    names = next(csv.reader(io.StringIO(head, newline=""), delimiter=delimiter), [])
    if not names or len(names) > MOST_COLUMNS:
        raise NotInChunksError
    plan = ChunkedTable("csv", delimiter, len(names), (), {}, "", None, True, rows_before=1)
    if has_header(names):
        return plan, names, _end_of_record(data, start, start)
    names = names_without_header(file, len(names), delimiter)
    return dataclasses.replace(plan, rows_before=0), names, start


def split(data: bytes, start: int, size: int, *, is_quoted: bool) -> Iterator[TableChunk]:
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

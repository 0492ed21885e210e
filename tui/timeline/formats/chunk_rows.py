"""The rows of a chunk of a large table."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from mmap import mmap
from typing import Any, NamedTuple

from tui.timeline.formats.columns import Column
from tui.timeline.formats.csv_table import MOST_CHARACTERS, lines_of
from tui.timeline.formats.found_dates import DateStyle
from tui.timeline.formats.json_escapes import with_whole_characters
from tui.timeline.formats.records_of_values import flat_record
from tui.timeline.formats.report import Report
from tui.timeline.formats.table import Row
from tui.timeline.formats.values import as_text

ROWS = "rows"
"""The form of rows that come from a database: an array in JSON on each line, in ASCII."""
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
    """``csv``, ``jsonl`` or `ROWS`."""
    delimiter: str
    width: int
    """How many columns the header has."""
    columns: Sequence[Column]
    styles: Mapping[str, DateStyle]
    title: str
    timezone: str | None
    has_markup: bool
    place_ids: Mapping[tuple[str, str], str] | None = None
    """The ids of places in wider ones, as all rows together give them: by the name and the id of the wider one;
    None before they have been looked at."""


def unit_of(form: str) -> str:
    """Return what the numbers of the rows of a form count."""
    return "line" if form == "jsonl" else "row"


def rows_of(
    text: str, table: ChunkedTable, names: Sequence[str], report: Report
) -> Iterator[tuple[Row, Mapping[str, str]]]:
    """Yield the rows of a chunk, with what has no column.

    Raises:
        NotInChunksError: the file must be read as a whole.
    """
    if table.form == ROWS:
        for number, written in enumerate(text.splitlines(), start=1):
            yield Row(number, json.loads(written)), {}
        return
    if table.form == "jsonl":
        known = set(names)
        for record, line in objects_of(text, report):
            extra = {key: as_text(value) for key, value in record.items() if key not in known}
            yield Row(line, [record.get(name) for name in names], line), extra
        return
    csv.field_size_limit(MOST_CHARACTERS)
    reader = csv.reader(lines_of(text, 0), delimiter=table.delimiter)
    number, line = 0, 1
    try:
        for values in reader:
            if values and any(values):
                number += 1
                if len(values) != table.width and len(values) != len(names):
                    raise NotInChunksError
                yield Row(number, values, line), {}
            elif values:
                number += 1
            line = reader.line_num + 1
    except csv.Error as error:
        raise NotInChunksError from error


def objects_of(text: str, report: Report) -> Iterator[tuple[dict[str, Any], int]]:
    """Yield the records of a chunk of JSON Lines, with their lines. What is no record is reported."""
    decode = json.JSONDecoder(parse_float=str, parse_int=str, parse_constant=str).decode
    for line, written in enumerate(text.split("\n"), start=1):
        if not written.strip():
            continue
        try:
            value = decode(with_whole_characters(written))
        except (json.JSONDecodeError, RecursionError):
            report.add("lost", "the line is not JSON", line, written)
            continue
        if isinstance(value, dict):
            yield flat_record(value), line
        else:
            report.add("lost", "the line is no object", line, written)

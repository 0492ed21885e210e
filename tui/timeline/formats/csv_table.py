"""Tables as text: CSV, TSV, and those with semicolons or bars, quoted or not, with a header or without."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from tui.timeline.formats.foreign_file import ForeignFile
from tui.timeline.formats.profiles import GDELT
from tui.timeline.formats.table import MOST_COLUMNS, Row, Table, column_names

MOST_CHARACTERS = 8 * 1024**2
"""The longest value of a cell, in characters."""

_DELIMITERS = ",;\t|"
_SAMPLE_ROWS = 50
_SEP_LINE = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
"""A first line that names the delimiter, for Excel."""
_NUMBER_OR_DATE = re.compile(r"[-+]?[0-9][0-9.,:/TZ+ -]*|https?://\S+")


def read_table(file: ForeignFile) -> Table:
    """Return the table of a file. Its first row is the header, unless a number, a date or an address stands in it.

    Raises:
        TimelineError: it is empty, has too many columns, or a value that is too long.
    """
    csv.field_size_limit(MOST_CHARACTERS)
    text = file.text
    start, delimiter = 0, ""
    if sep := _SEP_LINE.match(text):
        start, delimiter = sep.end(), sep[1]
    delimiter = delimiter or find_delimiter(text[start : start + (1 << 16)])
    reader = _records(file, text, start, delimiter)
    sample = list(islice(reader, _SAMPLE_ROWS))
    if not sample:
        raise file.refusal("the table is empty", "a table has a header and a row for each event")
    header = sample[0]
    width = max(len(row.values) for row in sample)
    if width > MOST_COLUMNS:
        raise file.refusal(
            f"it has {width:,} columns", f"a table has at most {MOST_COLUMNS:,}; --as decides its format", "row 1"
        )
    is_headed = has_header(header.values)
    if is_headed:
        names = [*header.values, *([""] * (width - len(header.values)))]
    else:
        names = names_without_header(file, width, delimiter)
    file.report.unit = "row"

    def rows() -> Iterator[Row]:
        found = _records(file, text, start, delimiter)
        if is_headed:
            next(found, None)
        for row in found:
            if len(row.values) > len(names):
                file.report.add("kept", "a row has more values than the header has columns", row.number)
            yield row

    return Table(column_names(names), rows)


def names_without_header(file: ForeignFile, width: int, delimiter: str) -> list[str]:
    """Return the names of the columns of a table without a header; all of them empty, unless it is one of GDELT."""
    if width == len(GDELT) and delimiter == "\t":
        return list(GDELT)
    file.report.add("guessed", "the table has no header: its columns are numbered")
    return [""] * width


def _records(file: ForeignFile, text: str, start: int, delimiter: str) -> Iterator[Row]:
    """Yield the rows that are not blank, the header included."""
    reader = csv.reader(lines_of(text, start), delimiter=delimiter)
    number, line = 0, 1
    try:
        for values in reader:
            number += 1
            if len(values) > MOST_COLUMNS:
                raise file.refusal(
                    f"it has {len(values):,} columns", f"a table has at most {MOST_COLUMNS:,}", f"row {number:,}"
                )
            if any(values):
                yield Row(number, values, line)
            line = reader.line_num + 1
    except csv.Error as error:
        message, remedy = str(error), "look at its quotes"
        if "field limit" in message:
            message = f"a value has more than {MOST_CHARACTERS:,} characters"
            remedy = "look for a quote that is not closed"
        raise file.refusal(message, remedy, f"row {number + 1:,}") from error


def lines_of(text: str, start: int) -> Iterator[str]:
    """Yield the lines of a text with their ends, one by one: `io.StringIO` would hold a copy of four times the size."""
    end_of_line = "\n" if "\n" in text or "\r" not in text else "\r"
    while start < len(text):
        end = text.find(end_of_line, start) + 1 or len(text)
        yield text[start:end]
        start = end


def has_header(values: Sequence[str]) -> bool:
    """Return whether the first row of a table is its header: no number, date or address stands in it."""
    return not any(_NUMBER_OR_DATE.fullmatch(value.strip()) for value in values)


def find_delimiter(text: str) -> str:
    """Return the character between the values of a table: the one that gives most rows the same number of columns."""
    best, best_score = ",", (0.0, 0)
    for delimiter in _DELIMITERS:
        widths = _widths(text, delimiter)
        if not widths:
            continue
        width, count = Counter(widths).most_common(1)[0]
        if width > 1 and (score := (round(count / len(widths), 2), width)) > best_score:
            best, best_score = delimiter, score
    return best


def _widths(text: str, delimiter: str) -> Sequence[int]:
    """Return how many columns the first rows have with a delimiter."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    widths = []
    try:
        for values in islice(reader, _SAMPLE_ROWS):
            if any(values):
                widths.append(len(values))
    except csv.Error:
        return []
    # The text may end within the last row.
    return widths[:-1] if len(widths) > 2 else widths


def looks_like_table(text: str) -> bool:
    """Return whether a text, or the beginning of one, has the same number of columns in nearly all of its rows."""
    delimiter = find_delimiter(text)
    widths = _widths(text, delimiter)
    return len(widths) > 1 and min(widths) == max(widths) > 1

"""Sheets of XLSX, XLS and ODS. Of several sheets the one with the most rows is read."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any, NamedTuple

from tui.timeline.formats.foreign_file import ForeignFile
from tui.timeline.formats.table import MOST_COLUMNS, Result, Row, Table, column_names

MOST_UNPACKED = 1 << 30
"""How many bytes the parts of a file may have in all once they are unpacked."""
_MOST_PARTS = 10_000
_HEADER_ROWS = 20
"""In how many rows the header is looked for."""
_BATCH = 10_000


class _Sheet(NamedTuple):
    """A sheet whose header has been found."""

    columns: Sequence[str]
    header: int
    """The number of its row, from 1."""
    rows: Callable[[], Iterator[Sequence[str] | None]]
    """Returns the rows below it; None is a blank one."""
    height: int


def read_table(file: ForeignFile) -> Table:
    """Return the table of a file. Its header is the first row that has as many texts as any of the first ones.

    Raises:
        TimelineError: it cannot be read, is empty, or would be too large once it is unpacked.
    """
    sheet = _read(file)

    def rows() -> Iterator[Row]:
        for number, texts in enumerate(sheet.rows(), start=sheet.header + 1):
            if texts is not None:
                yield Row(number, texts)

    return Table(sheet.columns, rows)


def read_result(file: ForeignFile) -> Result:
    """Return the rows of a file, of which few become values at a time.

    Raises:
        TimelineError: as `read_table` does.
    """
    sheet = _read(file)

    def batches() -> Iterator[Sequence[Sequence[str] | None]]:
        rows = sheet.rows()
        while batch := list(islice(rows, _BATCH)):
            yield batch

    return Result(sheet.columns, batches(), total=sheet.height, first=sheet.header + 1)


def _read(file: ForeignFile) -> _Sheet:
    from python_calamine import CalamineWorkbook

    if file.data.startswith(b"PK"):
        _check_size(file)
    file.report.unit = "row"
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(file.data))
        sheets = [(name, workbook.get_sheet_by_name(name)) for name in workbook.sheet_names]
    except Exception as error:  # its errors have no common class
        raise file.refusal(f"this sheet cannot be read: {error}", "save it again as XLSX, ODS or CSV") from error
    filled = [(name, sheet) for name, sheet in sheets if sheet.total_height > 0]
    if not filled:
        raise file.refusal("its sheets are empty", "a table has a header and a row for each event")
    name, sheet = max(filled, key=lambda found: found[1].total_height)
    for other, _ in filled:
        if other != name:
            file.report.add("lost", f'the sheet "{other}" is not read: "{name}" has more rows')
    if sheet.total_width > MOST_COLUMNS:
        raise file.refusal(
            f"it has {sheet.total_width:,} columns", f"a table has at most {MOST_COLUMNS:,}", f'sheet "{name}"'
        )
    return _below_header(lambda: _values(sheet), sheet.total_height)


def _values(sheet: Any) -> Iterator[list[Any]]:
    """Yield the values of each row of a sheet, from its first row and column on, whichever of these are empty."""
    left = [""] * (sheet.start or (0, 0))[1]
    for row in sheet.iter_rows():
        yield [*left, *row]


def _below_header(values: Callable[[], Iterator[list[Any]]], height: int) -> _Sheet:
    head = list(islice(values(), _HEADER_ROWS))
    counts = [sum(isinstance(value, str) and bool(value.strip()) for value in row) for row in head]
    header = next(number for number, count in enumerate(counts) if count * 2 > max(counts) or count == max(counts))
    names = [cell_text(value) for value in head[header]]
    named = max((number for number, name in enumerate(names, start=1) if name), default=0)
    if named < len(names):
        # A column without a name counts if anything stands in it.
        below = islice(values(), header + 1, None)
        filled = (
            len(row) - number for row in below for number, value in enumerate(reversed(row)) if value or value == 0
        )
        del names[max(named, max(filled, default=0)) :]

    def rows() -> Iterator[Sequence[str] | None]:
        for row in islice(values(), header + 1, None):
            texts = [cell_text(value) for value in row[: len(names)]]
            yield texts if any(texts) else None

    return _Sheet(column_names(names), header + 1, rows, height)


def cell_text(value: Any) -> str:
    """Return the value of a cell as text: dates in ISO 8601, whole numbers without a point."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return _moment(value)
    if isinstance(value, (date, time)):
        return value.isoformat()
    return str(value) if isinstance(value, (int, timedelta)) else ""


def _moment(value: datetime) -> str:
    if value.time() == time():
        return value.date().isoformat()
    return value.isoformat(timespec="microseconds" if value.microsecond else "seconds")


def _check_size(file: ForeignFile) -> None:
    """Check that the parts of a file are not too large once they are unpacked, whatever sizes it gives for them."""
    try:
        with zipfile.ZipFile(io.BytesIO(file.data)) as archive:
            parts: Sequence[zipfile.ZipInfo] = archive.infolist()
            if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise _too_large(file)
            total = 0
            for part in parts:
                with archive.open(part) as content:
                    while piece := content.read(1 << 20):
                        total += len(piece)
                        if total > MOST_UNPACKED:
                            raise _too_large(file)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError, ValueError) as error:
        raise file.refusal(f"this sheet cannot be unpacked: {error}", "save it again as XLSX, ODS or CSV") from error


def _too_large(file: ForeignFile) -> Exception:
    return file.refusal(
        f"it would have more than {MOST_UNPACKED // 1024**2:,} MB once unpacked", "save its table as CSV"
    )

"""Rows of a database, which its cursor gives: as texts, and with its errors in our words."""

from __future__ import annotations

import datetime
import sqlite3
import sys
from collections.abc import Iterator, Sequence
from typing import Any

from tui.timeline.formats.foreign_file import ForeignFile
from tui.timeline.formats.table import MOST_COLUMNS, Result, column_names
from tui.timeline.reading.problems import TimelineError

MOST_ROWS = 5_000_000
"""How many rows of a query are read."""
REPAIR = "repair it, or copy what is readable"
SQLITE_ERRORS = (sqlite3.Error, sqlite3.Warning, UnicodeDecodeError)
"""A damaged database may have a message that is not UTF-8."""
_BATCH = 10_000


def cursor_result(
    file: ForeignFile, cursor: Any, database: sqlite3.Connection | None, name: str = "", total: int = 0
) -> Result:
    """Return the rows of a cursor. A database of SQLite is closed after them."""
    if cursor.description is None:
        raise file.refusal("the query gives no rows", "end it with a SELECT")
    columns = [column[0] for column in cursor.description]
    if len(columns) > MOST_COLUMNS:
        raise file.refusal(f"it has {len(columns):,} columns", f"a table has at most {MOST_COLUMNS:,}")

    def batches() -> Iterator[Sequence[Sequence[Any]]]:
        count = 0
        try:
            while batch := next_rows(file, cursor):
                count += len(batch)
                if count > MOST_ROWS:
                    raise too_many(file)
                yield [[value if type(value) is str else _value(value) for value in row] for row in batch]
        finally:
            if database is not None:
                database.close()

    return Result(column_names(columns), batches(), name, total)


def too_many(file: ForeignFile) -> TimelineError:
    """Return the error for more than `MOST_ROWS` rows."""
    return file.refusal(f"it has more than {MOST_ROWS:,} rows", 'narrow it: --sql "SELECT … LIMIT …"')


def next_rows(file: ForeignFile, cursor: Any) -> Sequence[Any]:
    """Return the next rows of a result.

    Raises:
        TimelineError: they cannot be read.
    """
    errors: tuple[type[Exception], ...] = SQLITE_ERRORS
    if "duckdb" in sys.modules:
        errors = (*errors, sys.modules["duckdb"].Error)
    try:
        rows: Sequence[Any] = cursor.fetchmany(_BATCH)
    except errors as error:
        raise file.refusal(f"this database cannot be read: {error}", REPAIR) from error
    return rows


def _value(value: Any) -> Any:
    """Return a value as text: moments in ISO 8601, whole numbers without a point."""
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, (datetime.datetime, datetime.date, datetime.time)):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(key): _value(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_value(item) for item in value]
    if isinstance(value, (bytes, memoryview)):
        return f"{len(bytes(value)):,} bytes"
    return str(value)

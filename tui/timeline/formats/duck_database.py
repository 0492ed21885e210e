"""Databases of DuckDB, Parquet, and the files that a query names, read by DuckDB: the extra ``sql``."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from tui.timeline.formats.cursor_rows import MOST_ROWS, REPAIR, cursor_result, next_rows, too_many
from tui.timeline.formats.duck_rows import written_rows
from tui.timeline.formats.foreign_file import ForeignFile
from tui.timeline.formats.table import MOST_COLUMNS, Result, column_names
from tui.timeline.reading.problems import TimelineError

PARQUET_SIGN = b"PAR1"
"""The beginning of Parquet."""


def open_duck(file: ForeignFile, path: Path | None) -> Any:
    """Return a connection of DuckDB to a database, to be read only; without a path, to none.

    Raises:
        TimelineError: DuckDB is not installed, or cannot read the database.
    """
    try:
        import duckdb
    except ImportError as error:
        raise file.refusal("DuckDB is not installed", "install it with: pip install 'dateline[sql]'") from error
    try:
        # What does not fit in memory would go into the present folder, or beside the database, for others to read.
        return duckdb.connect(
            ":memory:" if path is None else str(path), read_only=path is not None, config={"temp_directory": ""}
        )
    except duckdb.Error as error:
        raise _refused(file, error, is_own=True) from error


def ask_duck(file: ForeignFile, duck: Any, query: str, *, is_own: bool = False) -> Any:
    """Run a query that a user wrote, or one of our own, and return its result.

    Raises:
        TimelineError: it fails.
    """
    try:
        return duck.execute(query)
    except sys.modules["duckdb"].Error as error:
        raise _refused(file, error, is_own=is_own) from error


def all_rows(file: ForeignFile, duck: Any, table: str, name: str, total: int, *, are_written: bool) -> Result:
    """Return all rows of a table that DuckDB reads.

    Args:
        file: the file.
        duck: the connection.
        table: the table in SQL.
        name: its name for people.
        total: how many rows it has.
        are_written: have DuckDB write the rows, if it can write all their columns.
    """
    if total > MOST_ROWS:
        raise too_many(file)
    query = f"SELECT * FROM {table}"
    columns = [(row[0], row[1]) for row in ask_duck(file, duck, f"DESCRIBE {query}", is_own=True).fetchall()]
    written = written_rows(query, columns) if are_written and len(columns) <= MOST_COLUMNS else None
    if written is None:
        return cursor_result(file, ask_duck(file, duck, query, is_own=True), None, name, total)
    cursor = ask_duck(file, duck, written, is_own=True)

    def batches() -> Iterator[Sequence[bytes]]:
        while batch := next_rows(file, cursor):
            yield [row for (row,) in batch]

    return Result(column_names([column for column, _ in columns]), batches(), name, total)


def _refused(file: ForeignFile, error: Exception, *, is_own: bool) -> TimelineError:
    first = str(error).strip().partition("\n")[0]
    if is_own:
        return file.refusal(f"this database cannot be read: {first}", REPAIR)
    return file.refusal(f"the query fails: {first}", "mend it")

"""Tables in databases: SQLite, DuckDB and Parquet, and what a query in SQL gives.

SQLite is read by Python's own module. All else is read by DuckDB, which is an extra: ``pip install 'dateline[sql]'``.
Databases are opened to be read only.
"""

from __future__ import annotations

import datetime
import sqlite3
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from tui.timeline.formats.foreign_file import ForeignFile
from tui.timeline.formats.table import MOST_COLUMNS, Row, Table, column_names

MOST_ROWS = 5_000_000
"""How many rows of a query are read."""
_SQLITE = b"SQLite format 3\0"
_PARQUET = b"PAR1"
_BATCH = 10_000
_REPAIR = "repair it, or copy what is readable"
_SQLITE_ERRORS = (sqlite3.Error, sqlite3.Warning, UnicodeDecodeError)
"""A damaged database may have a message that is not UTF-8."""


def read_table(file: ForeignFile) -> Table:
    """Return the table of a database: of several, the one with the most rows.

    Raises:
        TimelineError: it cannot be read, or DuckDB is needed and is not installed.
    """
    if file.path is None:
        raise file.refusal("a database cannot be read from a pipe", "name its file")
    if file.head.startswith(_SQLITE):
        with closing(_sqlite(file, file.path)) as database:

            def rows_of(query: str) -> Sequence[Any]:
                return _fetched(file, _run(file, database, query, is_own=True))

            names = rows_of("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")
            name = _largest(
                file,
                [name for (name,) in names if isinstance(name, str)],
                lambda name: int(rows_of(f"SELECT count(*) FROM {_name(name)}")[0][0]),
            )
            return _table(file, _run(file, database, f"SELECT * FROM {_name(name)}", is_own=True), name)
    if file.head.startswith(_PARQUET):
        path = str(file.path).replace("'", "''")
        return _table(file, _duck(file, None, f"SELECT * FROM read_parquet('{path}')"), "")
    tables = _duck(file, file.path, "SELECT table_name FROM information_schema.tables").fetchall()
    name = _largest(
        file,
        [row[0] for row in tables],
        lambda name: int(_duck(file, file.path, f"SELECT count(*) FROM {_name(name)}").fetchone()[0]),
    )
    return _table(file, _duck(file, file.path, f"SELECT * FROM {_name(name)}"), name)


def query_table(query: str, path: Path | None) -> tuple[ForeignFile, Table]:
    """Return the table that a query in SQL gives, and the file that stands for it in reports.

    Args:
        query: the query. It may have several statements, such as one that attaches a database; the last one counts.
        path: the database that it is asked of; None for what the query names itself.

    Raises:
        TimelineError: the query fails, or DuckDB is needed and is not installed.
    """
    file = ForeignFile(path, b"") if path is not None else ForeignFile(None, b"")
    file.name = "--sql" if path is None else str(path)
    if path is not None and _head(path).startswith(_SQLITE):
        with closing(_sqlite(file, path)) as database:
            return file, _table(file, _run(file, database, query), "")
    database_path = path if path is not None and not _head(path).startswith(_PARQUET) else None
    return file, _table(file, _duck(file, database_path, query), "")


def _head(path: Path) -> bytes:
    return ForeignFile(path).head[:32]


def _sqlite(file: ForeignFile, path: Path) -> sqlite3.Connection:
    try:
        database = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
        database.execute("PRAGMA trusted_schema = OFF")
        database.text_factory = lambda data: data.decode("utf-8", "replace")
    except sqlite3.Error as error:
        raise file.refusal(f"this database cannot be read: {error}", "look at it with sqlite3") from error
    return database


def _run(file: ForeignFile, database: sqlite3.Connection, query: str, *, is_own: bool = False) -> sqlite3.Cursor:
    """Run a query that a user wrote, or one of this module's own.

    Raises:
        TimelineError: it fails.
    """
    try:
        return database.execute(query)
    except _SQLITE_ERRORS as error:
        if is_own:
            raise file.refusal(f"this database cannot be read: {error}", _REPAIR) from error
        raise file.refusal(f"the query fails: {error}", "mend it") from error


def _duck(file: ForeignFile, path: Path | None, query: str) -> Any:
    try:
        import duckdb
    except ImportError as error:
        raise file.refusal("DuckDB is not installed", "install it with: pip install 'dateline[sql]'") from error
    try:
        # What does not fit in memory would go into the present folder, or beside the database, for others to read.
        database = duckdb.connect(
            ":memory:" if path is None else str(path), read_only=path is not None, config={"temp_directory": ""}
        )
        return database.execute(query)
    except duckdb.Error as error:
        first = str(error).strip().partition("\n")[0]
        raise file.refusal(f"the query fails: {first}", "mend it") from error


def _largest(file: ForeignFile, names: Sequence[str], count: Any) -> str:
    """Return the table with the most rows. The others are reported."""
    counts = {name: count(name) for name in names[:200] if not name.startswith("sqlite_")}
    if not counts:
        raise file.refusal("it has no tables", "name another file")
    best = max(counts, key=counts.__getitem__)
    for name, rows in counts.items():
        if name != best and rows:
            file.report.add("lost", f'the table "{name}" is not read: "{best}" has more rows; --sql reads any')
    return best


def _table(file: ForeignFile, cursor: Any, name: str) -> Table:
    """Return the rows of a result as a table."""
    if cursor.description is None:
        raise file.refusal("the query gives no rows", "end it with a SELECT")
    columns = [column[0] for column in cursor.description]
    if len(columns) > MOST_COLUMNS:
        raise file.refusal(f"it has {len(columns):,} columns", f"a table has at most {MOST_COLUMNS:,}")
    found: list[list[Any]] = []
    while batch := _fetched(file, cursor):
        found += [[_value(value) for value in row] for row in batch]
        if len(found) > MOST_ROWS:
            raise file.refusal(f"it has more than {MOST_ROWS:,} rows", 'narrow it: --sql "SELECT … LIMIT …"')

    def rows() -> Iterator[Row]:
        for number, values in enumerate(found, start=1):
            yield Row(number, values)

    return Table(column_names(columns), rows, "row", name)


def _fetched(file: ForeignFile, cursor: Any) -> Sequence[Any]:
    """Return the next rows of a result.

    Raises:
        TimelineError: they cannot be read.
    """
    errors: tuple[type[Exception], ...] = _SQLITE_ERRORS
    if "duckdb" in sys.modules:
        errors = (*errors, sys.modules["duckdb"].Error)
    try:
        rows: Sequence[Any] = cursor.fetchmany(_BATCH)
    except errors as error:
        raise file.refusal(f"this database cannot be read: {error}", _REPAIR) from error
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


def _name(name: str) -> str:
    """Return a name as SQL writes it."""
    return '"' + name.replace('"', '""') + '"'

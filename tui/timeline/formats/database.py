"""Tables in databases: SQLite, DuckDB and Parquet, and what a query in SQL gives.

SQLite is read by Python's own module. All else is read by DuckDB, which is an extra: ``pip install 'dateline[sql]'``.
Databases are opened to be read only.
"""

from __future__ import annotations

import datetime
import os
import sqlite3
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from tui.timeline.formats.duck_rows import written_rows
from tui.timeline.formats.foreign_file import ForeignFile
from tui.timeline.formats.table import MOST_COLUMNS, Result, Row, Table, column_names
from tui.timeline.reading.problems import TimelineError

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
    return _table(_read(file))


def read_result(file: ForeignFile) -> Result:
    """Return the rows of a database: of several tables, those of the one with the most.

    Those that DuckDB reads are written by it where it can.

    Raises:
        TimelineError: it cannot be read, or DuckDB is needed and is not installed.
    """
    return _read(file, are_written=True)


def _read(file: ForeignFile, *, are_written: bool = False) -> Result:
    if file.path is None:
        raise file.refusal("a database cannot be read from a pipe", "name its file")
    if file.head.startswith(_SQLITE):
        database = _sqlite(file, file.path)

        def rows_of(query: str) -> Sequence[Any]:
            return _fetched(file, _run(file, database, query, is_own=True))

        try:
            names = rows_of("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")
            name, total = _largest(
                file,
                [name for (name,) in names if isinstance(name, str)],
                lambda name: int(rows_of(f"SELECT count(*) FROM {_name(name)}")[0][0]),
            )
            cursor = _run(file, database, f"SELECT * FROM {_name(name)}", is_own=True)
            return _result(file, cursor, database, name, total)
        except BaseException:
            database.close()
            raise
    if file.head.startswith(_PARQUET):
        path, duck = str(file.path).replace("'", "''"), _duck(file, None)
        counted = _asked(file, duck, f"SELECT count(*) FROM read_parquet('{path}')", is_own=True).fetchone()[0]
        return _all_of(file, duck, f"read_parquet('{path}')", "", int(counted), are_written=are_written)
    if file.path.suffix.lower() == ".parquet":
        raise file.refusal("this is not Parquet, which begins with PAR1", _REPAIR)
    duck = _duck(file, file.path)
    tables = _asked(file, duck, "SELECT table_name FROM information_schema.tables", is_own=True).fetchall()
    name, total = _largest(
        file,
        [row[0] for row in tables],
        lambda name: int(_asked(file, duck, f"SELECT count(*) FROM {_name(name)}", is_own=True).fetchone()[0]),
    )
    return _all_of(file, duck, _name(name), name, total, are_written=are_written)


def _all_of(file: ForeignFile, duck: Any, table: str, name: str, total: int, *, are_written: bool) -> Result:
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
        raise _too_many(file)
    query = f"SELECT * FROM {table}"
    columns = [(row[0], row[1]) for row in _asked(file, duck, f"DESCRIBE {query}", is_own=True).fetchall()]
    written = written_rows(query, columns) if are_written and len(columns) <= MOST_COLUMNS else None
    if written is None:
        return _result(file, _asked(file, duck, query, is_own=True), None, name, total)
    cursor = _asked(file, duck, written, is_own=True)

    def batches() -> Iterator[Sequence[str]]:
        while batch := _fetched(file, cursor):
            yield [row for (row,) in batch]

    return Result(column_names([column for column, _ in columns]), batches(), name, total)


def query_table(query: str, path: Path | None) -> tuple[ForeignFile, Table]:
    """Return the table that a query in SQL gives, and the file that stands for it in reports. See `query_result`."""
    file = query_file(path)
    return file, _table(query_result(file, query))


def query_file(path: Path | None) -> ForeignFile:
    """Return the file that stands for a query in reports.

    Args:
        path: the database that it is asked of; None for what the query names itself.
    """
    file = ForeignFile(path, b"")
    file.name = "--sql" if path is None else str(path)
    return file


def query_result(file: ForeignFile, query: str) -> Result:
    """Return the rows that a query in SQL gives.

    Args:
        file: the file that stands for the query.
        query: the query. It may have several statements, such as one that attaches a database; the last one counts.

    Raises:
        TimelineError: the query fails, or DuckDB is needed and is not installed.
    """
    path = file.path
    if path is not None and _head(path).startswith(_SQLITE):
        database = _sqlite(file, path)
        try:
            return _result(file, _run(file, database, query), database)
        except BaseException:
            database.close()
            raise
    database_path = path if path is not None and not _head(path).startswith(_PARQUET) else None
    return _result(file, _asked(file, _duck(file, database_path), query), None)


def _head(path: Path) -> bytes:
    return ForeignFile(path).head[:32]


def _sqlite(file: ForeignFile, path: Path) -> sqlite3.Connection:
    try:
        database = sqlite3.connect(f"{Path(os.path.realpath(path)).as_uri()}?mode=ro", uri=True)
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


def _duck(file: ForeignFile, path: Path | None) -> Any:
    """Return a connection of DuckDB to a database; without a path, to none."""
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


def _asked(file: ForeignFile, duck: Any, query: str, *, is_own: bool = False) -> Any:
    """Run a query that a user wrote, or one of this module's own, and return its result.

    Raises:
        TimelineError: it fails.
    """
    try:
        return duck.execute(query)
    except sys.modules["duckdb"].Error as error:
        raise _refused(file, error, is_own=is_own) from error


def _refused(file: ForeignFile, error: Exception, *, is_own: bool) -> TimelineError:
    first = str(error).strip().partition("\n")[0]
    if is_own:
        return file.refusal(f"this database cannot be read: {first}", _REPAIR)
    return file.refusal(f"the query fails: {first}", "mend it")


def _largest(file: ForeignFile, names: Sequence[str], count: Callable[[str], int]) -> tuple[str, int]:
    """Return the table with the most rows, and how many these are. The others are reported."""
    counts = {name: count(name) for name in names[:200] if not name.startswith("sqlite_")}
    if not counts:
        raise file.refusal("it has no tables", "name another file")
    best = max(counts, key=counts.__getitem__)
    for name, rows in counts.items():
        if name != best and rows:
            file.report.add("lost", f'the table "{name}" is not read: "{best}" has more rows; --sql reads any')
    return best, counts[best]


def _result(
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
            while batch := _fetched(file, cursor):
                count += len(batch)
                if count > MOST_ROWS:
                    raise _too_many(file)
                yield [[value if type(value) is str else _value(value) for value in row] for row in batch]
        finally:
            if database is not None:
                database.close()

    return Result(column_names(columns), batches(), name, total)


def _too_many(file: ForeignFile) -> TimelineError:
    return file.refusal(f"it has more than {MOST_ROWS:,} rows", 'narrow it: --sql "SELECT … LIMIT …"')


def _table(result: Result) -> Table:
    """Return a result as a table in memory."""
    found = [row for batch in result.batches for row in batch if row is not None]

    def rows() -> Iterator[Row]:
        for number, values in enumerate(found, start=1):
            yield Row(number, values)

    return Table(result.columns, rows, "row", result.name)


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

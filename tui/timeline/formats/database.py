"""Tables in databases: SQLite, DuckDB and Parquet, and the results of queries in SQL.

SQLite is read by Python's own module. All else is read by DuckDB, which is an extra: ``pip install 'dateline[sql]'``.
Databases are opened to be read only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from tui.timeline.formats.cursor_rows import REPAIR, cursor_result, next_rows
from tui.timeline.formats.duck_database import PARQUET_SIGN, all_rows, ask_duck, open_duck
from tui.timeline.formats.duck_rows import quoted_name
from tui.timeline.formats.foreign_file import ForeignFile
from tui.timeline.formats.sqlite_database import SQLITE_SIGN, ask_sqlite, open_sqlite
from tui.timeline.formats.table import Result, Row, Table


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
    if file.head.startswith(SQLITE_SIGN):
        database = open_sqlite(file, file.path)

        def rows_of(query: str) -> Sequence[Any]:
            return next_rows(file, ask_sqlite(file, database, query, is_own=True))

        try:
            names = rows_of("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")
            name, total = _largest(
                file,
                [name for (name,) in names if isinstance(name, str)],
                lambda name: int(rows_of(f"SELECT count(*) FROM {quoted_name(name)}")[0][0]),
            )
            cursor = ask_sqlite(file, database, f"SELECT * FROM {quoted_name(name)}", is_own=True)
            return cursor_result(file, cursor, database, name, total)
        except BaseException:
            database.close()
            raise
    if file.head.startswith(PARQUET_SIGN):
        path, duck = str(file.path).replace("'", "''"), open_duck(file, None)
        counted = ask_duck(file, duck, f"SELECT count(*) FROM read_parquet('{path}')", is_own=True).fetchone()[0]
        return all_rows(file, duck, f"read_parquet('{path}')", "", int(counted), are_written=are_written)
    if file.path.suffix.lower() == ".parquet":
        raise file.refusal("this is not Parquet, which begins with PAR1", REPAIR)
    duck = open_duck(file, file.path)
    tables = ask_duck(file, duck, "SELECT table_name FROM information_schema.tables", is_own=True).fetchall()
    name, total = _largest(
        file,
        [row[0] for row in tables],
        lambda name: int(ask_duck(file, duck, f"SELECT count(*) FROM {quoted_name(name)}", is_own=True).fetchone()[0]),
    )
    return all_rows(file, duck, quoted_name(name), name, total, are_written=are_written)


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
    if path is not None and _head(path).startswith(SQLITE_SIGN):
        database = open_sqlite(file, path)
        try:
            return cursor_result(file, ask_sqlite(file, database, query), database)
        except BaseException:
            database.close()
            raise
    database_path = path if path is not None and not _head(path).startswith(PARQUET_SIGN) else None
    return cursor_result(file, ask_duck(file, open_duck(file, database_path), query), None)


def _head(path: Path) -> bytes:
    return ForeignFile(path).head[:32]


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


def _table(result: Result) -> Table:
    """Return a result as a table in memory."""
    found = [row for batch in result.batches for row in batch if row is not None]

    def rows() -> Iterator[Row]:
        for number, values in enumerate(found, start=1):
            yield Row(number, values)

    return Table(result.columns, rows, "row", result.name)

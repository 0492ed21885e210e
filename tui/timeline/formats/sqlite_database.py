"""Databases of SQLite, read by Python's own module."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from tui.timeline.formats.cursor_rows import REPAIR, SQLITE_ERRORS
from tui.timeline.formats.foreign_file import ForeignFile

SQLITE_SIGN = b"SQLite format 3\0"
"""The beginning of its files."""


def open_sqlite(file: ForeignFile, path: Path) -> sqlite3.Connection:
    """Open a database to be read only.

    Raises:
        TimelineError: it cannot be read.
    """
    try:
        database = sqlite3.connect(f"{Path(os.path.realpath(path)).as_uri()}?mode=ro", uri=True)
        database.execute("PRAGMA trusted_schema = OFF")
        database.text_factory = lambda data: data.decode("utf-8", "replace")
    except sqlite3.Error as error:
        raise file.refusal(f"this database cannot be read: {error}", "look at it with sqlite3") from error
    return database


def ask_sqlite(file: ForeignFile, database: sqlite3.Connection, query: str, *, is_own: bool = False) -> sqlite3.Cursor:
    """Run a query that a user wrote, or one of our own, and return its cursor.

    Raises:
        TimelineError: it fails.
    """
    try:
        return database.execute(query)
    except SQLITE_ERRORS as error:
        if is_own:
            raise file.refusal(f"this database cannot be read: {error}", REPAIR) from error
        raise file.refusal(f"the query fails: {error}", "mend it") from error

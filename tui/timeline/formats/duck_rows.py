"""Rows of DuckDB as arrays in JSON, written by DuckDB: many times as fast as by Python."""

from __future__ import annotations

import re
from collections.abc import Sequence

_AS_WRITTEN = re.compile(r"VARCHAR|U?(?:TINY|SMALL|BIG|HUGE)INT|U?INTEGER|UUID|DECIMAL\(.*\)|ENUM\(.*\)")
"""Types whose values are the same text in DuckDB and in Python."""


def written_rows(query: str, columns: Sequence[tuple[str, str]]) -> str | None:
    """Return a query whose rows are those of another, each as JSON; None if a column is of a type that has no text.

    They come as bytes, so that Python need not make texts of them. A value is the text that
    `tui.timeline.formats.cursor_rows` makes of it, and an empty one if it is NULL.

    Args:
        query: the other query, a single SELECT.
        columns: the names of its columns, each once, and their types.
    """
    texts = []
    for name, kind in columns:
        text = _text(quoted_name(name), kind)
        if text is None:
            return None
        texts.append(f"coalesce({text}, '')")
    return f"SELECT encode(CAST(to_json([{', '.join(texts)}]) AS VARCHAR)) FROM ({query})"


def quoted_name(name: str) -> str:
    """Return a name as SQL writes it."""
    return '"' + name.replace('"', '""') + '"'


def _text(column: str, kind: str) -> str | None:
    """Return the text of a column of a type in SQL; None if it has none."""
    text = f"CAST({column} AS VARCHAR)"
    if kind == "DATE":
        return f"CASE WHEN isfinite({column}) THEN {text} ELSE {_infinite(column, '0001-01-01', '9999-12-31')} END"
    if _AS_WRITTEN.fullmatch(kind):
        return text
    if kind == "BOOLEAN":
        return f"CASE WHEN {column} THEN 'yes' WHEN NOT {column} THEN 'no' END"
    if kind in ("DOUBLE", "FLOAT"):
        number = f"CAST({column} AS DOUBLE)"
        is_whole = f"isfinite({number}) AND {number} = trunc({number}) AND abs({number}) < 1e15"
        whole = f"CAST(CAST({number} AS BIGINT) AS VARCHAR)"
        return f"CASE WHEN {is_whole} THEN {whole} ELSE CAST({number} AS VARCHAR) END"
    if kind == "TIMESTAMP":
        infinite = _infinite(column, "0001-01-01T00:00:00", "9999-12-31T23:59:59.999999")
        fraction = f"microsecond({column}) % 1000000"
        return (
            f"CASE WHEN NOT isfinite({column}) THEN {infinite} WHEN year({column}) NOT BETWEEN 1 AND 9999 THEN {text}"
            f" ELSE replace(CAST(date_trunc('second', {column}) AS VARCHAR), ' ', 'T') || CASE WHEN {fraction} = 0"
            f" THEN '' ELSE '.' || lpad(CAST({fraction} AS VARCHAR), 6, '0') END END"
        )
    return None


def _infinite(column: str, first: str, last: str) -> str:
    """Return what Python makes of an infinite date: the first or the last that it knows."""
    return f"CASE WHEN {column} > '2000-01-01' THEN '{last}' WHEN {column} < '2000-01-01' THEN '{first}' END"

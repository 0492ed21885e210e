"""A table of records: columns, and rows of values."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

MOST_COLUMNS = 2_000
"""How many columns a table may have, so that a broken file cannot fill the memory."""


class Row(NamedTuple):
    """One record."""

    number: int
    """Its number, from 1. In a sheet the header counts too, as sheets show it."""
    values: Sequence[Any]
    """By column: a text, None for nothing, or what JSON and YAML hold: lists and mappings of texts."""
    line: int = 0
    """The line of the file at which it begins; 0 if the file is no text."""


@dataclass(slots=True)
class Table:
    """A table. Its rows can be read several times."""

    columns: Sequence[str]
    """The names of the columns, each once."""
    rows: Callable[[], Iterator[Row]]
    unit: str = "row"
    """What `Row.number` counts: "row", "line", "item"."""
    title: str = ""


class Result(NamedTuple):
    """The rows of a database or a sheet, or those that a query gives. They can be read once."""

    columns: Sequence[str]
    batches: Iterator[Sequence[Sequence[Any] | bytes | None]]
    """Rows of texts, None, and lists and mappings of texts; None is a blank row, and bytes are an array in JSON.

    Reading them raises `TimelineError`.
    """
    name: str = ""
    """The name of the table."""
    total: int = 0
    """How many rows there are; 0 if that is not known."""
    first: int = 1
    """The number of the first row."""


def column_names(names: Sequence[str]) -> list[str]:
    """Return names for columns: each once, and none empty. ``column 3`` stands for an empty one."""
    found: dict[str, None] = {}
    for number, name in enumerate(names, start=1):
        base = " ".join(name.split()) or f"column {number}"
        unique, count = base, 1
        while unique in found:
            count += 1
            unique = f"{base} {count}"
        found[unique] = None
    return list(found)

"""The formats that are read, by name: the module of each, its usual endings, and how its content is recognised."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple


class Format(NamedTuple):
    """A format that is read."""

    module: str
    """The module in this package. One for tables has ``read_table``, any other ``read_events``; both take a
    `ForeignFile`, and return a `Table` and a `ForeignTimeline`."""
    words: str
    """What it is, in words: "a table with commas"."""
    endings: tuple[str, ...] = ()
    """The endings of file names that it usually has, which decide only where no content does."""
    magic: bytes = b""
    """The first bytes of each such file; empty if there are none."""
    sign: Callable[[str], bool] | None = None
    """Whether the first 64 KB of a text are surely of this format. The first format that says so is taken."""
    is_table: bool = False
    """Whether it is read as a `Table`, whose columns are given roles."""


FORMATS: Mapping[str, Format] = {
    "csv": Format(
        "csv_table",
        "a table as text, with commas, semicolons, tabs or bars",
        (".csv", ".tsv", ".tab"),
        is_table=True,
    ),
}
"""By the name that ``--as`` takes, in the order in which their signs are looked for."""

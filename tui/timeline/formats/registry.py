"""The formats that are read, by name: the module of each, its usual endings, and how its content is recognised."""

from __future__ import annotations

import re
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


def _is_json_lines(text: str) -> bool:
    from tui.timeline.formats.json_lines import looks_like_lines

    return looks_like_lines(text)


def _is_json(text: str) -> bool:
    return re.match(r"\s*(?:\[\s*(?:[{\[\"\d\]]|$)|\{\s*(?:\"|\}|$))", text) is not None


FORMATS: Mapping[str, Format] = {
    "xlsx": Format(
        "spreadsheet", "a sheet of Excel or LibreOffice", (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"), is_table=True
    ),
    "csv": Format(
        "csv_table",
        "a table as text, with commas, semicolons, tabs or bars",
        (".csv", ".tsv", ".tab"),
        is_table=True,
    ),
    "jsonl": Format(
        "json_lines", "records in JSON, one a line", (".jsonl", ".ndjson"), sign=_is_json_lines, is_table=True
    ),
    "json": Format("json_records", "records in JSON", (".json",), sign=_is_json, is_table=True),
    "yaml": Format("yaml_records", "a list of records in YAML", is_table=True),
}
"""By the name that ``--as`` takes, in the order in which their signs are looked for."""

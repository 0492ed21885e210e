"""The formats that are read, by name: the module of each, its usual endings, and how its content is recognised."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any, NamedTuple


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
    is_fetched: bool = False
    """Whether its module also has ``read_result``, which takes a `ForeignFile` and returns a `Result`: the rows are
    fetched from a database or unpacked from a sheet."""

    def load(self) -> Any:
        """Import its module, and return it."""
        return import_module(f"tui.timeline.formats.{self.module}")


def _lazily(module: str, function: str) -> Callable[[str], bool]:
    """Return a sign whose module is imported when a file is looked at."""

    def sign(text: str) -> bool:
        found: bool = getattr(import_module(f"tui.timeline.formats.{module}"), function)(text)
        return found

    return sign


def _is_calendar(text: str) -> bool:
    return text.lstrip()[:15].upper() == "BEGIN:VCALENDAR"


def _is_json(text: str) -> bool:
    return re.match(r"\s*(?:\[\s*(?:[{\[\"\d\]]|$)|\{\s*(?:\"|\}|$))", text) is not None


FORMATS: Mapping[str, Format] = {
    "front-matter": Format(
        "front_matter",
        "Markdown with a date in its front matter, an event a file",
        sign=_lazily("front_matter", "has_front_matter"),
        is_table=True,
    ),
    "timelinejs": Format("timelinejs", "TimelineJS 3 in JSON", sign=_lazily("timelinejs", "looks_like_slides")),
    "timelinejs-sheet": Format(
        "timelinejs_sheet", "the sheet of TimelineJS 3, as CSV", sign=_lazily("timelinejs_sheet", "looks_like_sheet")
    ),
    "simile": Format("simile", "SIMILE Timeline in XML or JSON", sign=_lazily("simile", "looks_like_simile")),
    "ics": Format("icalendar_file", "iCalendar", (".ics", ".ical"), sign=_is_calendar),
    "annotations": Format(
        "web_annotations",
        "annotations of web pages: W3C, Hypothesis",
        sign=_lazily("web_annotations", "looks_like_annotations"),
    ),
    "wikidata": Format("wikidata", "items of Wikidata in JSON", sign=_lazily("wikidata", "looks_like_items")),
    "feed": Format("feed", "a feed: Atom, RSS, JSON Feed", (".atom", ".rss"), sign=_lazily("feed", "looks_like_feed")),
    "csl": Format("bibliography", "a bibliography in CSL-JSON", sign=_lazily("bibliography", "looks_like_csl")),
    "bibtex": Format(
        "bibliography", "a bibliography in BibTeX", (".bib",), sign=_lazily("bibliography", "looks_like_bibtex")
    ),
    "xlsx": Format(
        "spreadsheet",
        "a sheet of Excel or LibreOffice",
        (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"),
        is_table=True,
        is_fetched=True,
    ),
    "sqlite": Format(
        "database",
        "a table of SQLite, the one with the most rows",
        (".sqlite", ".sqlite3", ".db"),
        magic=b"SQLite format 3\0",
        is_table=True,
        is_fetched=True,
    ),
    "duckdb": Format(
        "database",
        "a table of DuckDB, the one with the most rows",
        (".duckdb", ".ddb"),
        is_table=True,
        is_fetched=True,
    ),
    "parquet": Format("database", "Parquet", (".parquet",), magic=b"PAR1", is_table=True, is_fetched=True),
    "csv": Format(
        "csv_table",
        "a table as text, with commas, semicolons, tabs or bars",
        (".csv", ".tsv", ".tab"),
        is_table=True,
    ),
    "jsonl": Format(
        "json_lines",
        "records in JSON, one a line",
        (".jsonl", ".ndjson"),
        sign=_lazily("json_lines", "looks_like_lines"),
        is_table=True,
    ),
    "json": Format("json_records", "records in JSON", (".json",), sign=_is_json, is_table=True),
    "yaml": Format("yaml_records", "a list of records in YAML", is_table=True),
    "markwhen": Format("markwhen", "markwhen", (".mw", ".markwhen")),
    "markdown": Format("dated_headings", "Markdown with dated headings", (".md", ".markdown")),
}
"""By the name that ``--as`` takes, in the order in which their signs are looked for."""

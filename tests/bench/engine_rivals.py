"""The same queries put to SQLite's FTS5 and to polars, over the same events as columns and folded text.

Each gets what makes it fast: SQLite an index of words with prefixes, polars its columns in memory, both the text folded
beforehand. Each counts the matching events, counts them by status, and returns the first forty by date. Dateline's time
includes the counts of all its facets.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from datetime import date
from time import perf_counter
from typing import Any, NamedTuple

from tests.bench.bench_engine import ROWS_SHOWN, time_query
from tests.bench.generator import timeline_file
from tests.bench.measurements import Measurements
from tests.bench.report import milliseconds, table, times
from tests.bench.subject import open_index
from tui.text.folding import fold
from tui.timeline.search.index import Index


class Search(NamedTuple):
    """One search, in Dateline's language and taken apart for the others."""

    query: str
    words: str
    """Folded. SQLite finds words that begin with it, the others any text that contains it."""
    status: str | None = None
    year: int | None = None


Engine = Callable[[Search], object]
"""Runs a search, and returns its counts and rows."""


def _words(words: str) -> list[Search]:
    return [Search(word, word) for word in words.split()]


SEARCHES: dict[str, Sequence[Search]] = {
    "three letters": _words("rad mis acc fro pon nav str vol off con"),
    "six letters": _words("navire convoi tunnel missil contra sancti progra"),
    "a phrase": [
        Search(f'"{phrase}"', phrase)
        for phrase in ("the border", "armed forces", "cruise missile", "had announced", "the first", "of the agreement")
    ],
    "a word, a status and a year": [
        Search(f"navire status:alleged in:{year}", "navire", "alleged", year) for year in range(2005, 2016)
    ],
}


def comparison(sizes: Sequence[int]) -> str:
    """Measure, and return the table."""
    rows = []
    for events in sizes:
        index = open_index(timeline_file(events))
        columns = _columns(index)
        rivals: dict[str, Engine] = {"SQLite FTS5": _sqlite(columns)}
        if (polars := _polars(columns)) is not None:
            rivals["polars"] = polars
        measured = Measurements()
        for kind, searches in SEARCHES.items():
            for number, search in enumerate(searches):
                _, seconds = time_query(index, search.query)
                figures = {"Dateline": seconds}
                for name, engine in rivals.items():
                    start = perf_counter()
                    engine(search)
                    figures[name] = perf_counter() - start
                if number:  # the first is a warm-up
                    measured.add(kind, figures)
        rows += [
            [
                f"{kind}, {events:,} events",
                milliseconds(measured.median(kind, "Dateline")),
                *(_cell(measured, kind, name) for name in ("SQLite FTS5", "polars")),
            ]
            for kind in SEARCHES
        ]
        del index, columns, rivals
    return table(["median", "Dateline", "SQLite FTS5", "polars"], rows)


def _cell(measured: Measurements, kind: str, name: str) -> str:
    if not measured.has(kind, name):
        return "not installed"
    return f"{milliseconds(measured.median(kind, name))}, {times(measured.ratio(kind, kind, name, 'Dateline'))}"


class _Columns(NamedTuple):
    text: list[str]
    status: list[str]
    first: list[int]
    last: list[int]


def _columns(index: Index) -> _Columns:
    columns = _Columns([], [], [], [])
    for event in index.timeline.events:
        quotes = (text for quote in event.quotes for text in (quote.exact, quote.translation))
        columns.text.append(fold(" ".join(filter(None, (event.title, event.summary, event.note, *quotes)))))
        columns.status.append(event.status or "")
        columns.first.append((event.date.earliest or date.min).toordinal())
        columns.last.append((event.date.latest or date.max).toordinal())
    return columns


def _ordinals(year: int | None) -> tuple[int, int]:
    """Return the ordinals of the first and the last day of a year, or of all years."""
    if year is None:
        return 0, date.max.toordinal()
    return date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()


def _sqlite(columns: _Columns) -> Engine:
    database = sqlite3.connect(":memory:")
    database.execute("create table event (id integer primary key, status text, first integer, last integer)")
    database.execute("create virtual table word using fts5(text, content='', prefix='1 2 3 4', detail=full)")
    database.executemany(
        "insert into event values (?, ?, ?, ?)",
        zip(range(len(columns.text)), columns.status, columns.first, columns.last, strict=True),
    )
    database.executemany("insert into word (rowid, text) values (?, ?)", enumerate(columns.text))
    database.execute("insert into word (word) values ('optimize')")

    def run(search: Search) -> object:
        words = f'"{search.words}"*'
        first, last = _ordinals(search.year)
        matching = "from word join event on event.id = word.rowid where word match ? and first <= ? and last >= ?"
        parameters: list[object] = [words, last, first]
        if search.status is not None:
            matching += " and status = ?"
            parameters.append(search.status)
        counts = database.execute(f"select status, count(*) {matching} group by status", parameters).fetchall()
        rows = database.execute(f"select id {matching} order by word.rowid limit {ROWS_SHOWN}", parameters).fetchall()
        return counts, rows

    return run


def _polars(columns: _Columns) -> Engine | None:
    try:
        import polars
    except ImportError:
        return None
    frame: Any = polars.DataFrame(columns._asdict())

    def run(search: Search) -> object:
        column = polars.col
        first, last = _ordinals(search.year)
        condition = column("text").str.contains(search.words, literal=True)
        if search.year is not None:
            condition = condition & (column("first") <= last) & (column("last") >= first)
        if search.status is not None:
            condition = condition & (column("status") == search.status)
        matching = frame.filter(condition).select("status", "first", "last")
        return matching.group_by("status").len(), matching.head(ROWS_SHOWN)

    return run

"""The same questions put to SQLite's FTS5 and to polars, over the same events as columns and folded text.

Each is given what makes it fast: SQLite an index of words with prefixes, polars its columns in memory, text folded
beforehand in both. Each has to tell how many events match, how many there are of each status among them, and the first
forty in order of date. Dateline's time is with the counts of all of its facets.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from datetime import date
from time import perf_counter
from typing import Any, NamedTuple

from tests.bench.bench_engine import ROWS_SHOWN, asked
from tests.bench.comparing import Measured
from tests.bench.generator import timeline_file
from tests.bench.report import milliseconds, table, times
from tests.bench.subject import open_index
from tui.text.folding import fold
from tui.timeline.search.index import Index


class Question(NamedTuple):
    """One question, as each is asked."""

    query: str
    words: str
    """Folded. SQLite finds words that begin so, the others any that have it in them."""
    status: str | None = None
    year: int | None = None


def _words(words: str) -> list[Question]:
    return [Question(word, word) for word in words.split()]


QUESTIONS: dict[str, Sequence[Question]] = {
    "three letters": _words("rad mis acc fro pon nav str vol off con"),
    "six letters": _words("navire convoi tunnel missil contra sancti progra"),
    "a phrase": [
        Question(f'"{phrase}"', phrase)
        for phrase in ("the border", "armed forces", "cruise missile", "had announced", "the first", "of the agreement")
    ],
    "a word, a status and a year": [
        Question(f"navire status:alleged in:{year}", "navire", "alleged", year) for year in range(2005, 2016)
    ],
}


def compared(sizes: Sequence[int]) -> str:
    """Return a table of what each took."""
    rows = []
    for events in sizes:
        index = open_index(timeline_file(events))
        columns = _columns(index)
        rivals: dict[str, Callable[[Question], object]] = {"SQLite FTS5": _sqlite(columns)}
        if (by_polars := _polars(columns)) is not None:
            rivals["polars"] = by_polars
        measured = Measured()
        for kind, questions in QUESTIONS.items():
            for place, question in enumerate(questions):
                _, seconds = asked(index, question.query)
                taken = {"Dateline": seconds}
                for name, ask in rivals.items():
                    start = perf_counter()
                    ask(question)
                    taken[name] = perf_counter() - start
                if place:  # the first made ready what the others use
                    measured.add(kind, taken)
        rows += [
            [
                f"{kind}, {events:,} events",
                milliseconds(measured.median(kind, "Dateline")),
                *(_beside(measured, kind, name) for name in ("SQLite FTS5", "polars")),
            ]
            for kind in QUESTIONS
        ]
        del index, columns, rivals
    return table(["median", "Dateline", "SQLite FTS5", "polars"], rows)


def _beside(measured: Measured, kind: str, name: str) -> str:
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
        columns.status.append(event.status)
        columns.first.append((event.date.earliest or date.min).toordinal())
        columns.last.append((event.date.latest or date.max).toordinal())
    return columns


def _days(year: int | None) -> tuple[int, int]:
    if year is None:
        return 0, date.max.toordinal()
    return date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()


def _sqlite(columns: _Columns) -> Callable[[Question], object]:
    database = sqlite3.connect(":memory:")
    database.execute("create table event (id integer primary key, status text, first integer, last integer)")
    database.execute("create virtual table word using fts5(text, content='', prefix='1 2 3 4', detail=full)")
    database.executemany(
        "insert into event values (?, ?, ?, ?)",
        zip(range(len(columns.text)), columns.status, columns.first, columns.last, strict=True),
    )
    database.executemany("insert into word (rowid, text) values (?, ?)", enumerate(columns.text))
    database.execute("insert into word (word) values ('optimize')")

    def ask(question: Question) -> object:
        words = f'"{question.words}"*'
        first, last = _days(question.year)
        matching = "from word join event on event.id = word.rowid where word match ? and first <= ? and last >= ?"
        given: list[object] = [words, last, first]
        if question.status is not None:
            matching += " and status = ?"
            given.append(question.status)
        counts = database.execute(f"select status, count(*) {matching} group by status", given).fetchall()
        rows = database.execute(f"select id {matching} order by word.rowid limit {ROWS_SHOWN}", given).fetchall()
        return counts, rows

    return ask


def _polars(columns: _Columns) -> Callable[[Question], object] | None:
    try:
        import polars
    except ImportError:
        return None
    frame: Any = polars.DataFrame(columns._asdict())

    def ask(question: Question) -> object:
        column = polars.col
        first, last = _days(question.year)
        wanted = column("text").str.contains(question.words, literal=True)
        if question.year is not None:
            wanted = wanted & (column("first") <= last) & (column("last") >= first)
        if question.status is not None:
            wanted = wanted & (column("status") == question.status)
        found = frame.filter(wanted).select("status", "first", "last")
        return found.group_by("status").len(), found.head(ROWS_SHOWN)

    return ask

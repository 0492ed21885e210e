"""Databases, and what a query gives."""

from __future__ import annotations

import json
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from tui.cli.main import main
from tui.timeline.formats.database import read_result, read_table
from tui.timeline.formats.duck_rows import written_rows
from tui.timeline.formats.foreign_file import ForeignFile
from tui.timeline.formats.reader import read_query
from tui.timeline.loader import Loader
from tui.timeline.model.timeline import Timeline
from tui.timeline.reading.problems import StoppedError, TimelineError


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "news.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE articles (day TEXT, headline TEXT, city TEXT, killed INTEGER)")
        connection.execute("CREATE TABLE papers (name TEXT)")
        connection.executemany(
            "INSERT INTO articles VALUES (?, ?, ?, ?)",
            [("2020-01-02", "It began", "Kyiv", 3), ("2021", "It went on", None, None)],
        )
        connection.execute("INSERT INTO papers VALUES ('Gazette')")
        connection.commit()
    return path


def test_the_largest_table_of_sqlite_opens(database: Path) -> None:
    timeline = Loader(database).load().timeline
    assert [(event.date.text, event.title, dict(event.data)) for event in timeline.events] == [
        ("2020-01-02", "It began", {"killed": "3"}),
        ("2021", "It went on", {}),
    ]
    assert any('"papers" is not read' in remark.text for remark in timeline.remarks)


def test_a_query_is_asked_of_sqlite_and_changes_nothing(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    query = "SELECT day AS date, headline || '!' AS title FROM articles WHERE city = 'Kyiv'"
    assert main([str(database), "--sql", query, "--list"]) == 0
    assert capsys.readouterr().out == "2 Jan 2020  It began!\n"
    assert main([str(database), "--sql", "DELETE FROM articles", "--list"]) == 2
    assert "the query fails" in capsys.readouterr().err
    assert len(Loader(database).load().timeline.events) == 2


@pytest.mark.parametrize("data", [b"SQLite format 3\0" + bytes(100), b"PAR1 nothing"])
def test_a_broken_database_is_refused_in_words(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.db"
    path.write_bytes(data)
    with pytest.raises(TimelineError):
        Loader(path).load()


def test_duckdb_reads_parquet_and_what_a_query_names(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    duckdb = pytest.importorskip("duckdb")
    path = tmp_path / "events.parquet"
    events = "SELECT TIMESTAMP '2020-01-02 10:00:00.123456' AS date, 'It began' AS title, ['a', 'b'] AS tags"
    duckdb.sql(f"COPY ({events}) TO '{path}' (FORMAT parquet)")
    (event,) = Loader(path).load().timeline.events
    assert (event.date.text, event.values["tag"]) == ("2020-01-02T10:00:00.123456", ("a", "b"))
    assert main(["--sql", f"SELECT * FROM '{path}'", "--list"]) == 0
    assert "It began" in capsys.readouterr().out
    store = tmp_path / "events.duckdb"
    with duckdb.connect(str(store)) as connection:
        connection.execute(f"CREATE TABLE events AS {events}")
    assert [event.title for event in Loader(store).load().timeline.events] == ["It began"]


_MANY = """SELECT range AS id, 'event ' || range AS title, DATE '2020-01-01' + (range % 90)::INT AS date,
    repeat('word ', 40) AS text, ['a', 't' || range % 3] AS tags, 'Town ' || range % 7 AS city FROM range(11000)"""


def _facts(timeline: Timeline) -> list[tuple[object, ...]]:
    return sorted(
        (event.id, event.date.text, event.title, event.summary, event.line, event.values["tag"])
        for event in timeline.events
    )


def test_a_large_result_is_read_in_chunks_and_says_how_far_it_is(tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    path = tmp_path / "many.parquet"
    duckdb.sql(f"COPY ({_MANY}) TO '{path}' (FORMAT parquet)")
    steps: list[tuple[str, float]] = []
    asked = Loader(None, sql=_MANY, on_progress=lambda step, share: steps.append((step, share)))
    whole = read_query(_MANY, None)
    timeline = asked.load().timeline
    assert _facts(timeline) == _facts(whole)
    assert timeline.title == whole.title
    assert [remark for remark in timeline.remarks if remark.kind != "merged"] == list(whole.remarks)
    assert _facts(Loader(path, large_file=1, use_cache=False).load().timeline) == _facts(whole)
    fetching = [step for step in dict(steps) if step.startswith("fetching")]
    assert fetching == ["fetching rows: 10,000", "fetching rows: 11,000"]
    shares = [share for _, share in steps]
    assert shares == sorted(shares)
    assert asked.is_large


VALUES: dict[str, list[object]] = {
    "VARCHAR": [
        "it's",
        'a "b" \\',
        "two\nlines\t\x01",
        "é😀\u2028",
        "",
    ],
    "DOUBLE": [
        *(
            0.1,
            -2.5,
            1e15,
            1e16,
            1e-5,
            0.0001,
            -0.0,
            3.0,
            123456789012345.6,
            1.7976931348623157e308,
            5e-324,
            1e22,
            1e21,
        ),
        *(float("nan"), float("inf"), float("-inf")),
    ],
    "FLOAT": [0.1, 1e10, 3.0],
    "BOOLEAN": [True, False],
    "DATE": ["2020-01-02", "0044-03-15", "0044-03-15 (BC)", "10000-01-01", "infinity", "-infinity"],
    "TIMESTAMP": [
        *("2020-01-02 10:00:00", "2020-01-02 10:00:00.12", "1960-01-02 10:00:00.000001", "0044-03-15 00:00:00"),
        *("10000-01-01 00:00:00", "infinity", "-infinity"),
    ],
    "DECIMAL(10,3)": ["1.5", "100", "-0.001"],
    "HUGEINT": [10**30, -5],
    "UUID": ["6ecd8c99-4036-403d-bf84-cf8400f67836"],
    "ENUM('a', 'b')": ["b"],
}


@pytest.mark.parametrize("kind", VALUES)
def test_rows_that_duckdb_writes_say_what_python_makes_of_them(tmp_path: Path, kind: str) -> None:
    duckdb = pytest.importorskip("duckdb")
    path = tmp_path / "values.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute(f'CREATE TABLE found (title VARCHAR, "a ""b" {kind})')
        connection.executemany("INSERT INTO found VALUES ('x', ?)", [[value] for value in (*VALUES[kind], None)])
    written = [row for batch in read_result(ForeignFile(path)).batches for row in batch]
    assert all(isinstance(row, bytes) for row in written)
    assert [json.loads(row) for row in written if isinstance(row, bytes)] == [
        list(row.values) for row in read_table(ForeignFile(path)).rows()
    ]


def test_columns_that_duckdb_does_not_write_are_read_one_by_one() -> None:
    assert written_rows("SELECT 1", [("a", "VARCHAR"), ("b", "VARCHAR[]")]) is None


def test_rows_of_a_large_result_are_counted_through_all_chunks(tmp_path: Path) -> None:
    path = tmp_path / "many.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE events (date TEXT, title TEXT, text TEXT)")
        rows = [("2020" if number != 5_999 else "soon", f"e{number}", "x" * 1000) for number in range(6_000)]
        connection.executemany("INSERT INTO events VALUES (?, ?, ?)", rows)
        connection.commit()
    timeline = Loader(path, large_file=1, use_cache=False).load().timeline
    assert [(remark.unit, remark.places) for remark in timeline.remarks if remark.kind == "undated"] == [
        ("row", (6_000,))
    ]


def test_links_in_a_large_result_are_kept_and_nothing_is_said_twice(tmp_path: Path) -> None:
    path = tmp_path / "links.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE events (id TEXT, date TEXT, title TEXT, text TEXT, links TEXT)")
        rows = [(f"e{number}", "2020", f"E{number}", "x" * 800, "follows: e0") for number in range(3_000)]
        connection.executemany("INSERT INTO events VALUES (?, ?, ?, ?, ?)", rows)
        connection.commit()
    mapping = tmp_path / "map.toml"
    mapping.write_text('[columns]\nlinks = "links"\n')
    timeline = Loader(path, large_file=1, use_cache=False, mapping=mapping).load().timeline
    assert sum(bool(event.links) for event in timeline.events) >= 2_999
    assert {remark.times for remark in timeline.remarks if not remark.places} == {1}


def test_a_query_that_takes_too_long_is_stopped() -> None:
    pytest.importorskip("duckdb")
    started = threading.Event()
    endless = "SELECT count(*) AS title FROM range(10000000) a, range(10000000) b WHERE a.range > b.range"
    loader = Loader(None, sql=endless, on_progress=lambda step, share: started.set())
    ended: list[BaseException] = []

    def load() -> None:
        try:
            loader.load()
        except BaseException as error:
            ended.append(error)

    thread = threading.Thread(target=load)
    thread.start()
    assert started.wait(30)
    loader.stop()
    thread.join(30)
    assert [type(error) for error in ended] == [StoppedError]


def test_a_query_that_fails_says_why_in_whichever_process() -> None:
    pytest.importorskip("duckdb")
    with pytest.raises(TimelineError, match="--sql: the query fails: "):
        Loader(None, sql="SELECT nothing").load()


def test_standard_input_in_a_query_is_that_of_the_program() -> None:
    assert not Loader(None, sql="SELECT * FROM read_csv('/dev/stdin')").is_large

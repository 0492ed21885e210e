"""Databases, and what a query gives."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tui.cli.main import main
from tui.timeline.loader import Loader
from tui.timeline.reading.problems import TimelineError


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

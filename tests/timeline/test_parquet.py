"""Parquet: a table with types, which Dateline itself reads back with the same dates and texts."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from tests.timeline.exported import EVERYTHING, exported, records
from tests.timeline.hostile_timelines import selections
from tests.timelines import BUNDLED
from tui.cli.main import main
from tui.text.printable import printable
from tui.timeline.exports import FORMATS
from tui.timeline.formats.foreign_file import ForeignFile
from tui.timeline.formats.reader import read_foreign
from tui.timeline.model.entities import Event
from tui.timeline.model.timeline import Timeline
from tui.timeline.reading.reader import parse_timeline, read_timeline

duckdb = pytest.importorskip("duckdb", reason="DuckDB, the extra [sql], is not installed")


def table(folder: Path, timeline: Timeline, events: tuple[Event, ...] | None = None) -> Path:
    path = folder / "events.parquet"
    path.write_bytes(b"".join(FORMATS["parquet"].encoded(timeline, timeline.events if events is None else events)))
    return path


def rows(path: Path) -> list[dict[str, Any]]:
    with duckdb.connect() as database:
        cursor = database.execute(f"SELECT * FROM read_parquet('{path}')")
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def test_cells_have_types(tmp_path: Path) -> None:
    pumps = {row["id"]: row for row in rows(table(tmp_path, EVERYTHING))}["pumps"]
    csv = {row["id"]: row for row in records(exported("csv", EVERYTHING))}["pumps"]
    assert list(pumps) == [
        name
        for column in csv
        for name in ([column, f"{column}_year"] if column in ("earliest", "latest") else [column])
    ]
    assert pumps["tags"] == ["water supply", "protest"]
    assert pumps["主题"] == ["军事"]
    assert pumps["Legal-basis"] == []
    assert pumps["data.people ill"] == "34"  # elsewhere it is "none"
    assert pumps["data.cost"] == "1.5e3"  # which would be written back otherwise
    assert pumps["draft"] is pumps["internal"] is False
    assert pumps["date"] == csv["date"]
    assert pumps["earliest"].isoformat().startswith(csv["earliest"])


def test_dates_are_timestamps_where_all_programs_have_them_and_years_elsewhere(tmp_path: Path) -> None:
    dates = "2022-11-08", "2022-11-08T14:30Z", "-0043", "Y-13800000000", "2022/..", "../..", "9999-12-31"
    events = "".join(f"  - {{id: e{number}, date: '{date}', title: T}}\n" for number, date in enumerate(dates))
    timeline = parse_timeline(f"title: T\nevents:\n{events}")
    found = {row["date"]: row for row in rows(table(tmp_path, timeline))}
    columns = "earliest", "earliest_year", "latest", "latest_year"
    assert {date: tuple(found[date][column] for column in columns) for date in dates} == {
        "2022-11-08": (datetime(2022, 11, 8), 2022, datetime(2022, 11, 8, 23, 59, 59), 2022),
        "2022-11-08T14:30Z": (datetime(2022, 11, 8, 14, 30), 2022, datetime(2022, 11, 8, 14, 30, 59), 2022),
        "-0043": (None, -43, None, -43),
        "Y-13800000000": (None, -13_800_000_000, None, -13_800_000_000),
        "2022/..": (datetime(2022, 1, 1), 2022, None, None),
        "../..": (None, None, None, None),
        "9999-12-31": (datetime(9999, 12, 31), 9999, datetime(9999, 12, 31, 23, 59, 59), 9999),
    }


def test_further_fields_are_numbers_if_all_of_them_are(tmp_path: Path) -> None:
    fields = "{a: 12, b: 1.5, c: '007', d: 9223372036854775807, f: nan}", "{a: -3, b: 2, c: 7, D: x, e'\"f: 1, f: 2}"
    events = "".join(
        f"  - {{id: e{number}, date: 2022, title: T, data: {data}}}\n" for number, data in enumerate(fields)
    )
    first, second = rows(table(tmp_path, parse_timeline(f"title: T\nevents:\n{events}")))
    assert [first[f"data.{name}"] for name in "abcdf"] == [12, 1.5, "007", "9223372036854775807", "nan"]
    assert [second[f"data.{name}"] for name in ("a", "b", "c", "e'\"f", "f")] == [-3, 2.0, "7", 1, "2"]
    assert "x" in second.values()


def test_the_bundled_timeline_reads_back(tmp_path: Path) -> None:
    original = read_timeline(BUNDLED)
    again = read_foreign(ForeignFile(table(tmp_path, original)))
    found = {event.id: event for event in again.events}
    assert len(found) == len(original.events)
    for event in original.events:
        same = found[event.id]
        for key in ("date", "title", "summary", "note", "date_text", "date_note", "is_draft", "is_internal", "status"):
            assert getattr(same, key) == getattr(event, key), (event.id, key)
        assert set(same.links) == set(event.links)
        assert [(quote.exact, quote.translation) for quote in same.quotes] == [
            (quote.exact, quote.translation) for quote in event.quotes
        ]
        for facet in ("actor", "weapon", "place", "tag", "speaker", "via"):
            assert names(again, same, facet) == names(original, event, facet), (event.id, facet)


def names(timeline: Timeline, event: Event, facet: str) -> set[str]:
    return {timeline.name(facet, value) for value in event.values.get(facet, ())}


@given(selections())
def test_any_selection_is_a_table(
    tmp_path_factory: pytest.TempPathFactory, selection: tuple[Timeline, tuple[Event, ...]]
) -> None:
    timeline, events = selection
    found = rows(table(tmp_path_factory.mktemp("any"), timeline, events))
    assert [(row["id"], row["date"], row["title"]) for row in found] == [
        (event.id, event.date.text, printable(event.title, line_feeds=True)) for event in events
    ]
    for row, event in zip(found, events, strict=True):
        assert [(quote["exact"], quote["paragraph"]) for quote in row["quotes"]] == [
            (printable(quote.exact, line_feeds=True), quote.paragraph) for quote in event.quotes
        ]


def test_no_events_are_an_empty_table(tmp_path: Path) -> None:
    assert rows(table(tmp_path, EVERYTHING, ())) == []


def test_a_missing_library_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    assert main(["--output", str(tmp_path / "t.parquet")]) == 2
    assert "Parquet needs DuckDB, which is not installed: pip install 'dateline[sql]'" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []

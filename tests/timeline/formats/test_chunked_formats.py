"""Large sheets, arrays in JSON and tables of GDELT: read in chunks, they are the same timelines as read at once."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.timeline.formats.test_large_tables import facts, loaded
from tests.timeline.formats.test_records import sheet
from tui.timeline.formats.chunk_rows import NotInChunksError
from tui.timeline.formats.foreign_file import ForeignFile
from tui.timeline.formats.json_array import split_array
from tui.timeline.formats.profiles import GDELT
from tui.timeline.loader import Loader
from tui.timeline.model.timeline import Timeline


def assert_same(path: Path) -> Timeline:
    """Check that a file is the same timeline in chunks and at once, with the same remarks, and return it."""
    large, small = loaded(path).timeline, Loader(path, use_cache=False).load().timeline
    assert facts(large) == facts(small)
    assert large.title == small.title
    # What is merged depends on what is read together.
    kept = [
        [remark for remark in timeline.remarks if remark.kind in ("undated", "lost", "guessed", "shortened")]
        for timeline in (large, small)
    ]
    assert kept[0] == kept[1]
    return large


def undated_at(timeline: Timeline) -> list[tuple[str, tuple[int, ...]]]:
    return [(remark.unit, tuple(remark.places)) for remark in timeline.remarks if remark.kind == "undated"]


def records(count: int) -> list[dict[str, Any]]:
    return [
        {
            "id": f"e{number}",
            "date": f"20{number % 20:02}-01-{number % 28 + 1:02}" if number % 500 != 77 else "one day",
            "title": f"Événement « {number} » }},{{ 😀",
            "Größe": number,
            "tags": ["a", f"t{number % 4}"],
            "place": {"name": f"Town {number % 5}", "lat": 50.5, "lon": 30},
            "text": "" if number % 3 else 'a "quoted"\nline \\',
            **({"rare é": "x"} if number == count - 2 else {}),
            **({"rarer": {"deep": {"deeper": number}}} if number == count // 2 else {}),
        }
        for number in range(count)
    ]


@pytest.mark.parametrize("options", [{"separators": (",", ":")}, {"ensure_ascii": False, "indent": 2}], ids=str)
def test_an_array_in_json_is_the_same_timeline(tmp_path: Path, options: dict[str, Any]) -> None:
    path = tmp_path / "events.json"
    path.write_text(json.dumps(records(3000), **options), encoding="utf-8")
    timeline = assert_same(path)
    assert undated_at(timeline) == [("item", (78, 578, 1078, 1578, 2078, 2578))]
    split = split_array(ForeignFile(path), 0, 1 << 16)
    assert len(split.chunks) > 5
    assert {"rare é", "rarer.deep.deeper", "Größe"} <= set(split.columns)
    assert [event.data["rare é"] for event in timeline.events if "rare é" in event.data] == ["x"]


def test_chunks_of_an_array_are_whole_objects_whatever_their_size(tmp_path: Path) -> None:
    path = tmp_path / "events.json"
    long = {"date": "2020", "title": "long", "text": "é" * (3 << 20)}
    path.write_text(json.dumps([{"date": "2019", "title": "[{"}, long, *records(50)], ensure_ascii=False) + "\n \n")
    file = ForeignFile(path)
    split = split_array(file, 0, 100)
    parts = [json.loads(b"[%b]" % file.data[chunk.start : chunk.end]) for chunk in split.chunks]
    assert sum(map(len, parts)) == 52
    assert [chunk.first_line for chunk in split.chunks[:3]] == [1, 3, 4]
    assert_same(path)


@pytest.mark.parametrize(
    "text",
    [
        '{"events": [{"date": "2020", "title": "x"}]}',
        '[{"date": "2020"}, 5]',
        '[{"date": "2020"}',
        '[{"date": "2020"}] and more',
        '[{"date": "2020", "items": [{"title": "a"}, {"title": "b"}]}]',
        "[]x",
        "",
    ],
)
def test_what_is_no_array_of_events_is_not_split(tmp_path: Path, text: str) -> None:
    path = tmp_path / "events.json"
    path.write_text(text)
    with pytest.raises(NotInChunksError):
        split_array(ForeignFile(path), 0, 100)


def test_days_with_lists_of_events_in_a_large_array_are_these_events(tmp_path: Path) -> None:
    path = tmp_path / "days.json"
    days = [{"date": f"2020-01-{day:02}", "news": [{"headline": "a"}, {"headline": "b"}]} for day in range(1, 29)]
    path.write_text(json.dumps(days))
    assert len(assert_same(path).events) == 56


def test_a_sheet_is_the_same_timeline_and_its_rows_are_those_of_the_sheet(tmp_path: Path) -> None:
    rows = [["Some events", "", ""], ["Date", "Event", "City", "Text"]]
    rows += [
        [
            f"2020-01-{number % 28 + 1:02}" if number != 2500 else "one day",
            f"event {number}",
            f"Town {number % 5}",
            "x" * 700,
        ]
        if number % 11
        else ["", "", ""]
        for number in range(4000)
    ]
    path = tmp_path / "events.xlsx"
    path.write_bytes(sheet(rows))
    timeline = assert_same(path)
    assert undated_at(timeline) == [("row", (2503,))]


def test_a_table_of_gdelt_is_the_same_timeline(tmp_path: Path) -> None:
    rows = []
    for number in range(2000):
        values = dict.fromkeys(GDELT, "")
        values |= {
            "GLOBALEVENTID": str(410_000_000 + number),
            "SQLDATE": f"202001{number % 28 + 1:02}",
            "Actor1Name": f"ACTOR {number % 7}",
            "EventCode": "043",
            "EventRootCode": f"{number % 3 + 1:02}",
            "ActionGeo_FullName": f"Town {number % 5}, Land",
            "ActionGeo_Lat": f"{number % 5}.5",
            "ActionGeo_Long": "30.25",
            "SOURCEURL": f"https://a.example/{number // 2}",
        }
        rows.append("\t".join(values.values()))
    path = tmp_path / "20200101.export.CSV"
    path.write_text("\n".join(rows) + "\n")
    timeline = assert_same(path)
    assert len(timeline.events) == 2000
    assert any("GDELT 2" in remark.text for remark in timeline.remarks)


def test_a_table_without_a_header_has_its_rows_counted_from_the_first(tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    path.write_text(
        "".join(f"2020-01-{number % 28 + 1:02},event {number},{number}\n" for number in range(1500)) + "?,x,1\n"
    )
    assert undated_at(assert_same(path)) == [("row", (1501,))]


def test_blank_rows_are_counted_in_whichever_chunk(tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    body = "".join(
        "\n" if number % 3 == 0 else ",\n" if number % 3 == 1 else f"2020,event {number}\n" for number in range(9000)
    )
    path.write_text(f"date,title\n{body}one day,the last\n")
    assert undated_at(assert_same(path)) == [("row", (9002,))]


def test_a_letter_in_another_encoding_far_behind_does_not_matter(tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    body = "".join(f"2020-01-01,event {number},{'x' * 100}\n" for number in range(12_000))
    path.write_bytes(f"date,title,text\n{body}2020-01-02,Événement,é\n".encode("latin-1"))
    assert len(assert_same(path).events) == 12_001

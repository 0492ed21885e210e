"""Files that are almost of a format: what mutated files were found to break."""

from __future__ import annotations

import io
import json
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from tests.timeline.formats.foreign import only, read, remarks
from tui.timeline.editing.event_blocks import is_same
from tui.timeline.editing.yaml_text import timeline_text
from tui.timeline.formats.foreign_file import ForeignFile
from tui.timeline.formats.json_escapes import with_whole_characters
from tui.timeline.formats.reader import read_foreign
from tui.timeline.model.timeline import zone_of
from tui.timeline.query.language import Query
from tui.timeline.reading.problems import TimelineError
from tui.timeline.reading.reader import parse_timeline
from tui.timeline.search.answers import answer_query, takes_long
from tui.timeline.search.index import Index


def calendar(*lines: str) -> str:
    return "\r\n".join(["BEGIN:VCALENDAR", "BEGIN:VEVENT", "SUMMARY:T", *lines, "END:VEVENT", "END:VCALENDAR", ""])


@pytest.mark.parametrize(
    ("lines", "date", "remark"),
    [
        (["DTSTART:2026 10"], "../..", "DTSTART is not understood"),
        (["DTSTART;VALUE=DATE:20260806", "DTEND:soon"], "2026-08-06", "DTEND is not understood"),
        (["DTSTART;VALUE=DATE:20260806", "DURATION:long"], "2026-08-06", "DURATION is not understood"),
        (["DTSTART;VALUE=DATE:20260806", "LOCATION:Here", "GEO:north"], "2026-08-06", "GEO is not understood"),
        (
            ["DTSTART;VALUE=DATE:20260806", "DTSTART;VALUE=DATE:20270806"],
            "2026-08-06",
            "DTSTART is there several times, and the first is read",
        ),
        (["DTSTART;VALUE=DATE:99991231", "DURATION:P9W"], "9999-12-31", "the end is beyond the calendar"),
    ],
)
def test_a_broken_property_of_a_calendar_is_left_out_and_reported(lines: list[str], date: str, remark: str) -> None:
    timeline = read(calendar(*lines), "x.ics")
    assert only(timeline).date.text == date
    assert ("lost", remark) in remarks(timeline)


def test_coordinates_of_a_calendar_that_are_no_degrees_are_kept_as_they_are() -> None:
    timeline = read(calendar("DTSTART;VALUE=DATE:20260806", "LOCATION:Here", "GEO:515;-0.1"), "x.ics")
    assert ("kept", "coordinates are not in degrees") in remarks(timeline)
    assert only(timeline).data == {"coordinates": "515.0, -0.1"}
    assert timeline.vocabularies["places"]["here"].lat is None


def nested(levels: int) -> str:
    """Return a text in JSON, nested by so many levels, and more deeply than Python may call itself from 500 on."""
    return '{"a": [' * (levels // 2) + '"x"' + "]}" * (levels // 2)


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("feed", '{"version": "https://jsonfeed.org/version/1", "items": [{"id": "1", "title": "T", "image": DEEP}]}'),
        ("csl", '[{"id": "1", "type": "book", "title": "T", "publisher": DEEP, "issued": {"date-parts": [[2000]]}}]'),
        ("wikidata", '[{"id": DEEP, "labels": {"en": {"value": "T"}}, "claims": {"P585": []}}]'),
        ("simile", '{"events": [{"start": "2020", "title": "T", "further": DEEP}]}'),
    ],
)
def test_values_that_are_nested_deep_are_texts_as_long_as_they_can_be_decoded(form: str, text: str) -> None:
    timeline = read(text.replace("DEEP", nested(900)), form=form)
    assert only(timeline).title == "T"
    assert "a: a: a: a: a" in str(timeline)
    with pytest.raises(TimelineError, match="nested too deep"):
        read(text.replace("DEEP", nested(3_000)), form=form)


def test_records_that_are_nested_deep_are_refused() -> None:
    with pytest.raises(TimelineError, match="nested more than 40 deep"):
        read(f'[{{"id": "1", "title": {nested(900)}, "date": "2022"}}]', form="json")


def test_a_long_text_that_begins_with_a_control_character_is_written_and_read_back() -> None:
    timeline = read(json.dumps({"title": "\x04 " + "date" * 40, "date": "2022"}) + "\n", form="jsonl")
    again = parse_timeline(timeline_text(timeline))
    assert only(again).title == only(timeline).title


def test_a_sheet_whose_compressed_data_is_damaged_is_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook>" + "sheet" * 100 + "</workbook>")
    data = bytearray(buffer.getvalue())
    start = data.index(b"workbook.xml") + len(b"workbook.xml")
    data[start : start + 8] = b"\xff" * 8
    with pytest.raises(TimelineError, match="cannot be unpacked"):
        read_foreign(ForeignFile(Path("x.xlsx"), bytes(data)), "xlsx")


def test_a_time_zone_with_a_very_long_name_is_refused() -> None:
    with pytest.raises(TimelineError, match="this is not iCalendar"):
        read(calendar(f"DTSTART;TZID=Europe/{'x' * 300}:20260806T233000"), "x.ics")


def test_a_time_zone_with_hundreds_of_parts_is_none() -> None:
    assert zone_of("Europe/" + "a/" * 2_000 + "b") is None
    with pytest.raises(TimelineError, match="unknown time zone"):
        parse_timeline(f"title: T\ntimezone: Europe/{'a/' * 2_000}b\nevents: []\n")


def test_a_date_of_a_feed_with_a_huge_number_is_no_date() -> None:
    text = "<rss><channel><item><title>A</title><pubDate>Tue, 08 Nov 2022 14:30:2147483648 +0100</pubDate></item>"
    assert only(read(f"{text}</channel></rss>", "x.rss")).date.is_undated


@pytest.mark.parametrize("number", ["2" * 10_000, "1667916000." + "1" * 10_000, "-" + "9" * 10_000 + ".5"])
def test_a_date_of_thousands_of_digits_ends_nothing(number: str) -> None:
    records = [f'{{"date": {number}, "title": "A"}}', '{"date": 1667916000, "title": "B"}']
    timeline = read("\n".join(records), form="jsonl")
    assert [event.title for event in timeline.events if event.date.text.startswith("2022-11-08T14:00:00")][-1] == "B"


@pytest.mark.parametrize("month", ["1" * 5_000, "²"])
def test_a_month_that_is_no_number_ends_nothing(month: str) -> None:
    assert only(read(f"year,month,title\n2022,{month},A\n", "x.csv")).date.text in ("2022", "../..")
    assert only(read(f"@book{{a, title = {{A}}, year = 2022, month = {month}}}", "x.bib")).date.text == "2022"


@pytest.mark.parametrize("value", [True, 3, {"a": 1}, "text"])
def test_a_value_where_a_list_should_be_is_no_list(value: object) -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1",
        "items": [{"id": "1", "title": "A", "tags": value, "authors": value}],
    }
    assert only(read(json.dumps(feed), form="feed")).title == "A"
    item = {"id": "1", "type": "book", "title": "A", "author": value, "issued": {"date-parts": value}}
    assert only(read(json.dumps([item]), form="csl")).title == "A"
    days = [{"date": "2020", "news": [{"title": "A"}]}, {"date": "2021", "news": value}]
    read(json.dumps(days), "x.json")
    items = [{"id": "Q1", "labels": {"en": {"value": "A"}}, "claims": {"P585": value}}]
    read(json.dumps(items), form="wikidata")


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_a_number_of_thousands_of_digits_is_kept_as_it_is_written(form: str) -> None:
    number = "9" * 5_000
    records = [f'{{"date": "2022", "title": "{title}", "size": {number}}}' for title in "ab"]
    timeline = read("[" + ",".join(records) + "]" if form == "json" else "\n".join(records), "x")
    assert [event.data["size"] for event in timeline.events] == [number, number]


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_half_a_character_is_replaced(form: str) -> None:
    records = ['{"date": "2022", "title": "x \\ud800 y"}', '{"date": "2022", "title": "\\ud83d\\ude00 \\\\ud800"}']
    timeline = read("[" + ",".join(records) + "]" if form == "json" else "\n".join(records), f"x.{form}")
    assert [event.title for event in timeline.events] == ["x \ufffd y", "😀 \\ud800"]
    assert list(answer_query(Query.parse("x"), Index(timeline)).rows) == [0]


def test_only_escapes_of_half_a_character_are_replaced() -> None:
    text = r'"\ud83d\ude00 \\ud800 \\\ud800 \udc00\ud800 \n"'
    assert with_whole_characters(text) == r'"\ud83d\ude00 \\ud800 \\\ufffd \ufffd\ufffd \n"'


def test_an_unknown_section_in_html_is_skipped() -> None:
    slide = {"start_date": {"year": "2020"}, "text": {"headline": "a<![CDA b>c<![if x]>d"}}
    assert only(read(json.dumps({"events": [slide]}), form="timelinejs")).title == "acd"


def test_links_are_in_the_order_of_a_timeline_so_that_it_can_be_written() -> None:
    records = [
        {"id": "a", "date": "2020", "title": "A", "links": {"part_of": ["b"], "denies": ["b"]}},
        {"id": "b", "date": "2021", "title": "B"},
    ]
    timeline = read("\n".join(map(json.dumps, records)), "x.jsonl")
    assert [link.relation for link in timeline.events[0].links] == ["denies", "part_of"]
    assert is_same(parse_timeline(timeline_text(timeline)), timeline)


def damaged(data: bytes, path: Path) -> bytes:
    path.write_bytes(data)
    with pytest.raises(TimelineError) as caught:
        read_foreign(ForeignFile(path))
    return str(caught.value).encode()


def test_a_damaged_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA page_size = 512")
        connection.execute("CREATE TABLE happened (day TEXT, title TEXT)")
        connection.executemany(
            "INSERT INTO happened VALUES (?, ?)", [(f"2020-01-{day:02}", "x" * 99) for day in range(1, 29)]
        )
    data = path.read_bytes()
    assert b"this database cannot be read" in damaged(data[:1024] + b"\xff" * 512 + data[1536:], path)
    assert b"this database cannot be read" in damaged(data[:100] + b"\xff" * 412 + data[512:], path)
    assert b"it has no tables" in damaged(data[:103] + b"\0\0" + data[105:], path)


def test_an_index_without_events_can_be_asked_for_a_sign_without_letters() -> None:
    index = Index(parse_timeline("title: T\nevents: []\n"))
    query = Query.parse("note:-")
    assert not takes_long(query, index)
    assert not answer_query(query, index).rows


def test_a_name_too_long_for_a_key_of_yaml_is_written() -> None:
    name = "n" * 3_000
    records = [{"date": "2020", "title": "A", name: "x", "place": "p" * 3_000}]
    timeline = read(json.dumps(records), "x.json")
    assert timeline.events[0].data == {name: "x"}
    assert is_same(parse_timeline(timeline_text(timeline)), timeline)

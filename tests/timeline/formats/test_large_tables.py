"""Tables that become stores: what is read in chunks is what is read as a whole."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.real_files import real_file
from tests.soak import examples
from tests.timeline.formats.foreign import count
from tui.timeline.formats.chunks import open_in_chunks, read_chunk
from tui.timeline.formats.foreign_file import ForeignFile
from tui.timeline.formats.json_lines import decoded_each, objects_of
from tui.timeline.formats.records_of_values import RecordValues, flat_record
from tui.timeline.formats.report import Report
from tui.timeline.formats.values import as_text
from tui.timeline.loader import Loader
from tui.timeline.model.timeline import Timeline
from tui.timeline.reading.problems import TimelineError
from tui.timeline.search.index import Index

Facts = list[tuple[object, ...]]


def facts(timeline: Timeline) -> Facts:
    """Return what an event says, ids included."""
    return sorted(
        (
            event.id,
            event.date.text,
            event.title,
            event.summary or "",
            event.date_text or "",
            event.line,
            sorted((facet, timeline.name(facet, value)) for facet, values in event.values.items() for value in values),
            event.values.get("place"),
            sorted(timeline.sources[source].name for source in event.cited),
            sorted((name, value) for name, value in event.data.items() if name not in ("lat", "lon")),
        )
        for event in timeline.events
    )


def table_of(rows: int) -> str:
    lines = ["id,date,title,text,country,city,lat,lon,front,url"]
    for number in range(rows):
        day = number % 28 + 1
        text = f'"line one\nline ""{number}"", two"' if number % 7 == 0 else f"text {number}"
        lines.append(
            f"E{number // 2},{day:02}/{number % 12 + 1:02}/20{number % 20 + 10},event {number},{text},"
            f"Land {number % 3},Town {number % 5},{number % 5}.5,3{number % 5}.25,{'north' if number % 2 else 'south'},"
            f"https://a.example/{number % 50}"
        )
    return "\n".join(lines) + "\n"


def loaded(path: Path, **options: object) -> Index:
    return Loader(path, large_file=1, use_cache=False, **options).load()  # type: ignore[arg-type]


@pytest.mark.parametrize("rows", [1, 40, 2500])
def test_a_table_in_chunks_is_the_same_timeline(tmp_path: Path, rows: int) -> None:
    path = tmp_path / "events.csv"
    path.write_text(table_of(rows))
    index, whole = loaded(path), Loader(path).load()
    assert facts(index.timeline) == facts(whole.timeline)
    for query in ("front:north", "place:land", "in:2015-03", "title:event", '"line one"', "data.id:none"):
        assert count(index, query) == count(whole, query), query


def test_chunks_end_between_rows_whatever_is_quoted(tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    path.write_text(table_of(400))
    file = ForeignFile(path)
    table, chunks, _ = open_in_chunks(file, "csv", None, 100)
    assert len(chunks) > 50
    assert sum(read_chunk(file.data[each.start : each.end], each, table).rows for each in chunks) == 400


def test_json_lines_in_chunks_are_the_same_timeline(tmp_path: Path) -> None:
    records = [
        {"date": f"2020-01-{number % 28 + 1:02}", "title": f"event {number}", "tags": ["a", f"t{number % 4}"],
         "place": {"name": f"Town {number % 5}"}, **({"rare": "x"} if number == 1700 else {})}
        for number in range(2000)
    ]  # fmt: skip
    path = tmp_path / "events.jsonl"
    path.write_text("\n".join(map(json.dumps, records)) + "\nno json\n")
    index, whole = loaded(path), Loader(path).load()
    assert facts(index.timeline) == facts(whole.timeline)
    lost = [remark for remark in index.timeline.remarks if remark.kind == "lost"]
    assert [remark.places for remark in lost] == [(2001,)]


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("event 3,", 'event "3,'),
        lambda text: text.replace("event 3,", "event, 3,"),
        lambda text: text.encode("utf-16").decode("latin-1"),
    ],
    ids=["a loose quote", "too many columns", "another encoding"],
)
def test_a_table_that_cannot_be_split_is_read_whole(tmp_path: Path, change: Callable[[str], str]) -> None:
    path = tmp_path / "events.csv"
    path.write_bytes(change(table_of(60)).encode("latin-1"))
    assert facts(loaded(path).timeline) == facts(Loader(path).load().timeline)


def test_links_to_events_of_other_chunks_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    rows = (f"e{number},2020-01-01,Event {number},follows: e{(number * 7) % 900}" for number in range(900))
    path.write_text("id,date,title,event links\n" + "\n".join(rows) + "\n")
    large, small = loaded(path).timeline, Loader(path).load().timeline
    assert [event.links for event in large.events] == [event.links for event in small.events]
    assert len(large.links.origins) > 800


def test_rows_of_remarks_count_from_the_beginning_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    path.write_text(table_of(3000) + "last,some day,the last,,,,,,,\n")
    undated = [remark for remark in loaded(path).timeline.remarks if remark.kind == "undated"]
    assert [remark.places for remark in undated] == [(3002,)]


def test_the_store_of_a_table_is_kept_and_its_mapping_decides_which(tmp_path: Path) -> None:
    path, cache = tmp_path / "events.csv", tmp_path / "cache"
    path.write_text(table_of(100))
    first = Loader(path, large_file=1, cache_folder=cache)
    assert first.try_load() is None
    first.load()
    again = Loader(path, large_file=1, cache_folder=cache).try_load()
    assert again is not None
    assert again.timeline.remarks
    path.with_name("events.csv.map.toml").write_text('[columns]\nfront = "tag"\n')
    mapped = Loader(path, large_file=1, cache_folder=cache)
    assert mapped.try_load() is None
    assert count(mapped.load(), "tag:north") == 50


def test_a_large_file_with_a_problem_is_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "events.json"
    path.write_text('[{"date": "2020", "title": "x"},')
    with pytest.raises(TimelineError, match="this is not JSON"):
        loaded(path)


def test_the_events_of_ukraine_in_chunks() -> None:
    index = loaded(real_file("ukraine_events.csv"))
    assert (len(index.timeline.events), count(index, "is:undated"), count(index, "in:2022-03")) == (6650, 4, 1831)


def test_places_of_one_name_in_two_wider_ones_have_the_ids_of_a_small_table(tmp_path: Path) -> None:
    pairs = ["Ukraine,Bucha", "Ukraine,Lviv", "Poland,Lviv", "Poland,Bucha", ",Lviv", "Lviv,"]
    rows = "".join(f"2020-01-01,event {number},{pairs[number * 6 // 3000]}\n" for number in range(3000))
    path = tmp_path / "places.csv"
    path.write_text("date,title,country,city\n" + rows)
    large, small = loaded(path).timeline, Loader(path).load().timeline
    assert {event.title: event.values.get("place") for event in large.events} == {
        event.title: event.values.get("place") for event in small.events
    }
    assert {key: entry.parent for key, entry in large.entries("place").items()} == {
        key: entry.parent for key, entry in small.entries("place").items()
    }
    assert {"bucha", "lviv"} <= large.entries("place").keys()


LINES = st.sampled_from(
    [
        *('{"a": 1.50}', '{"a": NaN}', ' {"a": "x"}\r', "", "  ", "[1]", '"text"', "{}", '{"a": [{}', "{}]}", "{},{}"),
        *(
            "{},-Infinity,{}",
            '{"a": -Infinity}',
            '{"a": "-\\u0049nfinity"}',
            "-Infinity",
            '{}, "-Infinity", {}',
            "{},5",
        ),
        *(
            '{"a": "\\ud83d"}',
            '{"a": "\\ud83d\\ude00"}',
            '{"a": "\\',
            '\\ude00"}',
            "\u00a0{}",
            '{"a": {"b": null}}',
            "5",
        ),
    ]
)


@settings(max_examples=examples(200), deadline=None)
@given(st.lists(LINES, max_size=6), st.integers(0, 130))
def test_lines_decoded_together_are_what_each_is(lines: list[str], before: int) -> None:
    lines = ['{"n": "1"}'] * before + lines
    together, each = Report("line"), Report("line")
    found = list(objects_of("\n".join(lines), together))
    assert found == list(decoded_each(lines, 1, each))
    assert together.remarks() == each.remarks()


RECORDS = st.dictionaries(
    st.sampled_from(["a", "b", " a", "b  c", "d", ""]),
    st.sampled_from(["x", "", None, True, [], ["y"], {"a": "z"}, {}, {"b": {"c": "1"}}]),
    max_size=5,
)


@settings(max_examples=examples(100), deadline=None)
@given(st.lists(RECORDS, max_size=5))
def test_values_by_columns_are_those_of_flat_records(records: list[dict[str, Any]]) -> None:
    columns = ["a", "b", "b c", "d.e"]
    values_of = RecordValues(columns).of
    for record in [*records, *records]:
        flat = flat_record(record)
        values, extra = values_of(record)
        assert [value or None for value in values] == [flat.get(column) for column in columns]
        assert [] not in values
        assert extra == {key: as_text(value) for key, value in flat.items() if key not in columns}


@pytest.mark.parametrize("at", [3, 200, 397])
def test_a_date_anywhere_decides_the_order_of_day_and_month(tmp_path: Path, at: int) -> None:
    path = tmp_path / "events.csv"
    rows = [f"{'04/05/2020' if number != at else '04/25/2020'},event {number}" for number in range(400)]
    path.write_text("\n".join(["date,title", *rows]))
    table, chunks, remarks = open_in_chunks(ForeignFile(path), "csv", None, 100)
    assert len(chunks) > 50
    assert table.styles["date"].order == "mdy"
    assert any("month/day/year, as other dates" in remark.text for remark in remarks)
    assert facts(loaded(path).timeline) == facts(Loader(path).load().timeline)

"""Timelines of other kinds than the bundled one, each made by hand: what they show about the model holds throughout."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.timeline.exported import exported, json_events, records
from tests.timelines import SAMPLES
from tui.timeline.checking.lint import check_timeline
from tui.timeline.query.language import Query
from tui.timeline.reading.careful_reader import read_carefully
from tui.timeline.reading.fast_reader import read_fast
from tui.timeline.reading.problems import Position, ValuePath
from tui.timeline.reading.reader import read_timeline
from tui.timeline.search.answers import answer_query
from tui.timeline.search.index import Index

each_sample = pytest.mark.parametrize("path", SAMPLES.values(), ids=SAMPLES)


def test_there_is_a_sample_of_each_kind() -> None:
    assert set(SAMPLES) == {*("school_board", "siege", "rome", "deep_time", "incident", "transicion", "xinhai")}


@each_sample
def test_a_sample_has_nothing_to_look_at(path: Path) -> None:
    source_map: dict[ValuePath, Position] = {}
    assert not [*check_timeline(read_carefully(path.read_text(), path.name, source_map), source_map)]


@each_sample
def test_no_reader_reads_a_sample_differently(path: Path) -> None:
    text = path.read_text()
    fast = read_fast(text.encode())
    assert fast is None or fast == read_carefully(text, path.name)


@each_sample
def test_each_event_of_a_sample_has_its_bounds_and_fields_in_the_exports(path: Path) -> None:
    timeline = read_timeline(path)
    rows = records(exported("csv", timeline))
    assert [row["id"] for row in rows] == [event.id for event in timeline.events]
    assert all(row["earliest"] and row["latest"] for row in rows)
    for event, fields in zip(timeline.events, json_events(exported("jsonl", timeline)), strict=True):
        own = {name for name, values in event.values.items() if values}
        assert {spec.field for spec in timeline.facets if spec.name in own} <= {*fields, *fields.get("facets", {})}
        assert dict(event.data).keys() == fields.get("data", {}).keys()
        assert len(event.media) == len(fields.get("media", ()))


@pytest.mark.parametrize(
    ("name", "query", "ids"),
    [
        ("school_board", "topic:money status:denied", ["vance-denies"]),
        ("school_board", "is:draft", ["2019-06-find-out-who-approved-the-final-invoice"]),
        ("siege", "on:2031-03-08 certain:yes -has:quote", ["siege", "bridge-down", "crossing", "no-crossing"]),
        ("siege", "data.people:>300", ["convoy"]),
        ("rome", 'in:"49 BC"', ["rubicon"]),
        ("deep_time", 'after:"4.6 billion years ago" before:"4.2 billion years ago" certain:yes', ["earth"]),
        (
            "incident",
            "technique:phishing",
            ["2031-04-12t06-58-13-204112z-mail-with-invoice-docm-delivered-to-j-moreau"],
        ),
        ("transicion", 'tema:monarquía in:"noviembre de 1975"', ["proclamacion"]),
        ("xinhai", "actor:袁世凯", ["和谈", "退位"]),
    ],
)
def test_a_sample_is_filtered_by_what_it_has(name: str, query: str, ids: list[str]) -> None:
    timeline = read_timeline(SAMPLES[name])
    answer = answer_query(Query.parse(query), Index(timeline, lambda: date(2031, 5, 1)))
    assert not answer.notices
    assert [timeline.events[row].id for row in answer.rows] == ids

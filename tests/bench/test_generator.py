"""Generated timelines are valid, reproducible, and as varied as real ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bench.generator import timeline_file, write_timeline
from tui.timeline.checking.lint import check_timeline
from tui.timeline.model.entities import RELATIONS
from tui.timeline.model.facets import KINDS, STATUSES
from tui.timeline.model.timeline import Timeline
from tui.timeline.reading.problems import SourceMap
from tui.timeline.reading.reader import read_timeline, read_with_source_map

SIZE = 300


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Timeline, SourceMap]:
    return read_with_source_map(timeline_file(SIZE, tmp_path_factory.mktemp("bench")))


@pytest.fixture(scope="module")
def timeline(marked: tuple[Timeline, SourceMap]) -> Timeline:
    return marked[0]


def generated(events: int) -> str:
    pieces: list[str] = []
    write_timeline(events, pieces.append)
    return "".join(pieces)


def test_a_generated_timeline_has_the_requested_size(timeline: Timeline) -> None:
    assert len(timeline.events) == SIZE
    assert len(timeline.entries("actor")) > 70
    assert len(timeline.entries("weapon")) > 50


def test_the_check_finds_no_errors(marked: tuple[Timeline, SourceMap]) -> None:
    assert [found for found in check_timeline(*marked) if found.severity == "error"] == []


def test_generating_twice_gives_the_same_text() -> None:
    assert generated(50) == generated(50)


@pytest.mark.parametrize("size", [1, 2, 40])
def test_a_small_timeline_is_valid(size: int, tmp_path: Path) -> None:
    assert len(read_timeline(timeline_file(size, tmp_path)).events) == size


def test_an_event_takes_about_800_bytes() -> None:
    small, large = generated(500), generated(1500)
    assert 650 < (len(large.encode()) - len(small.encode())) / 1000 < 950


def test_it_is_as_varied_as_a_real_timeline(timeline: Timeline) -> None:
    events = timeline.events
    quotes = [quote for event in events for quote in event.quotes]
    text = " ".join(quote.exact for quote in quotes)
    assert all(character in text for character in "éèçœ’'«»\u00a0\u202f")
    assert {event.status for event in events} == set(STATUSES)
    assert {event.kind for event in events} == set(KINDS)
    assert {link.relation for event in events for link in event.links} == set(RELATIONS)
    assert {event.date.precision for event in events} >= {"day", "month", "year"}
    assert {event.date.text[-1] for event in events} >= set("~?X")
    assert any(event.date.is_interval for event in events)
    assert any(event.date.is_one_of for event in events)
    assert 0.08 < sum(len(event.sources) > 1 for event in events) / SIZE < 0.25
    assert 0.6 < sum(len(event.links) for event in events) / SIZE < 1.4
    assert {quote.translation is None for quote in quotes} == {True, False}
    assert [event.line for event in events] != sorted(event.line for event in events)


def test_a_file_is_written_once(tmp_path: Path) -> None:
    file = timeline_file(2, tmp_path)
    file.write_text("kept")
    assert timeline_file(2, tmp_path).read_text() == "kept"
    assert timeline_file(3, tmp_path) != file

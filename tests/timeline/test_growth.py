"""Nothing takes a time that grows with the square of what a file has much of: work is counted, not timed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.bench.shapes import SHAPES
from tests.growth import assert_linear
from tui.text.frozen import replace
from tui.timeline.comparing.changes import compare
from tui.timeline.comparing.side_by_side import shown_changes
from tui.timeline.editing.event_blocks import changed_text
from tui.timeline.exports.json_timeline import lines
from tui.timeline.formats.report import Report
from tui.timeline.formats.vocabulary import Vocabulary
from tui.timeline.loader import Loader
from tui.timeline.merging.merge import merge_texts
from tui.timeline.model.entities import Quote, Source
from tui.timeline.model.timeline import Timeline
from tui.timeline.query.language import Query
from tui.timeline.reading.event_ids import settle_ids
from tui.timeline.reading.reader import parse_timeline
from tui.timeline.search.answers import answer_query
from tui.timeline.search.index import Index
from tui.timeline.storage.section_file import SectionFile


def _stored(folder: Path, size: int, shape: str = "events of one day") -> Index:
    file = SHAPES[shape].write(folder, size)
    return Loader(file, large_file=1, use_cache=False).load()


def test_finding_an_event_of_a_store_by_its_id_reads_little(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    numbers = _stored(tmp_path, 2_000).timeline.numbers
    read: list[int] = []
    read_section = SectionFile.read

    def counted(store: SectionFile, name: str, start: int = 0, end: int | None = None) -> bytes:
        read.append(len(data := read_section(store, name, start, end)))
        return data

    monkeypatch.setattr(SectionFile, "read", counted)
    assert [numbers[f"e{number}"] for number in range(2_000)] == list(range(2_000))
    assert sum(read) < 2_000 * 16
    assert "e2000" not in numbers
    assert "e1\ne2" not in numbers
    assert "\ud800" not in numbers


def test_ids_of_events_with_one_date_and_title_are_settled_one_by_one() -> None:
    assert_linear(lambda size: lambda: settle_ids(["?2020-01-01-x"] * size), 300)


def test_names_that_are_found_by_the_same_words_are_collected_one_by_one() -> None:
    """The names "Actor", "actor" and "ACTOR" are one; there may be as many as there are ways to write it."""

    class Text(str):
        """A text that counts what it is compared with."""

        compared = 0

        def __eq__(self, other: object) -> bool:
            Text.compared += 1
            return str.__eq__(self, other)

        __hash__ = str.__hash__

    vocabulary = Vocabulary(Report())
    names = [f"{'.' * number}name" for number in range(400)]
    ids = {vocabulary.entry("actors", Text(name)) for name in names}
    assert ids == {"name"}
    assert vocabulary.sections["actors"]["name"].aliases == tuple(names[1:])
    assert Text.compared < 4 * len(names)


@pytest.mark.parametrize("shape", ["links to one event", "tags, of an event each", "a chain of events"])
def test_an_export_takes_as_long_for_each_event(shape: str, tmp_path: Path) -> None:
    def work(size: int) -> Callable[[], object]:
        index = _stored(tmp_path, size, shape)
        answer = answer_query(Query(), index)
        return lambda: list(lines(index.timeline, map(answer.view.event, answer.rows)))

    assert_linear(work, 100)


def _events(size: int, word: str) -> str:
    items = (f"  - id: e{number}\n    date: 2020-01-01\n    title: {word} {number}\n" for number in range(size))
    return f"dateline: 2\ntitle: T\nevents:\n{''.join(items)}"


def _actors(size: int, word: str) -> str:
    actors = "".join(f"  a{number}: {{name: {word} {number}}}\n" for number in range(size))
    return f"dateline: 2\ntitle: T\nactors:\n{actors}events:\n  - {{id: e, date: 2020, title: An event}}\n"


@pytest.mark.parametrize("text", [_events, _actors])
def test_a_merge_takes_as_long_for_each_conflict(text: Callable[[int, str], str]) -> None:
    def work(size: int) -> Callable[[], object]:
        base, ours, theirs = (text(size, word) for word in ("Base", "Mine", "Theirs"))
        return lambda: merge_texts(base, ours, theirs)

    assert_linear(work, 60)


def test_a_merge_takes_as_long_for_each_event_that_is_gone_or_still_used() -> None:
    def work(size: int) -> Callable[[], object]:
        links = "".join(
            f"  - {{id: l{number}, date: 2021, title: L, links: {{denies: e{number}}}}}\n" for number in range(size)
        )
        base = _events(size, "Event")
        return lambda: merge_texts(base, _events(1, "Event"), base + links)

    assert_linear(work, 60)


@pytest.mark.parametrize("text", [_events, _actors])
def test_the_text_of_an_import_takes_as_long_for_each_change(text: Callable[[int, str], str]) -> None:
    def work(size: int) -> Callable[[], object]:
        old, new = (parse_timeline(text(size, word)) for word in ("Old", "New"))

        def change() -> None:
            _, is_kept = changed_text(text(size, "Old"), old, new)
            assert is_kept

        return change

    assert_linear(work, 60)


def test_quotes_of_an_event_are_compared_one_by_one() -> None:
    class Words(str):
        """Words that count what they are compared with."""

        compared = 0

        def __eq__(self, other: object) -> bool:
            Words.compared += 1
            return str.__eq__(self, other)

        __hash__ = str.__hash__

    def timeline(word: str) -> Timeline:
        event = parse_timeline(_events(1, "Event")).events[0]
        quotes = tuple(Quote(source="s", exact=Words(f"{word} {number}")) for number in range(300))
        return replace(
            parse_timeline(_events(1, "Event")), sources={"s": Source("s")}, events=(replace(event, quotes=quotes),)
        )

    old, new = timeline("Old"), timeline("New")
    comparison = compare(old, new)
    assert len(comparison.events[0].changes) >= 600
    shown_changes(comparison, old, new)
    assert Words.compared < 12 * 300

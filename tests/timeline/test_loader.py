"""Large files: what is looked up on disk is what would be in memory, whatever becomes of the cache."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.timelines import BUNDLED, HEAD, event
from tui.timeline import loader as opening
from tui.timeline.loader import Loader
from tui.timeline.model.sort import SORTS, Sort
from tui.timeline.query.language import Query
from tui.timeline.reading.problems import StoppedError, TimelineError
from tui.timeline.reading.reader import read_timeline
from tui.timeline.search.answers import Answer, answer_query
from tui.timeline.search.index import Index
from tui.timeline.storage import cache
from tui.timeline.storage.cache import Cache

QUERIES = (
    "",
    "e",
    "ir",
    "iran",
    "drone -missile",
    '"armes iraniennes"',
    '"de la"',
    "fateh-110",
    "actor:iran weapon:missile",
    "actor:iran,russia -status:denied",
    "source:jforum",
    "year:2022 kind:statement",
    "after:2022-10 before:2023",
    "in:2022-11 certain:yes",
    "-on:2022-11-08",
    "known:2022-11-10 iran",
    "known:2022-11-11 certain:yes -missile",
    "known:2022-11-09 has:translation",
    "known:2022-11-09 has:link",
    "known:2022-12-01 is:disputed",
    "has:note",
    "is:inferred",
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Have a cache of the test's own, and take every file for a large one."""
    folder = tmp_path / "cache"
    monkeypatch.setattr(opening, "LARGE", 1)
    monkeypatch.setattr(cache, "cache_folder", lambda: folder)
    return folder


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "timeline.yaml"
    path.write_bytes(BUNDLED.read_bytes())
    return path


def told(answer: Answer) -> object:
    return (
        list(answer.rows),
        list(answer.sections),
        {facet: dict(counts) for facet, counts in answer.counts.items()},
        list(answer.uncertain),
        [answer.day(row) for row in answer.rows],
        [answer.view.event(row) for row in answer.rows],
        [answer.view.thread(row) for row in answer.rows],
        [answer.view.is_disputed(row) for row in answer.rows],
    )


def answers(index: Index) -> Iterator[object]:
    for text in QUERIES:
        for sort in SORTS:
            yield told(answer_query(Query.parse(text), index, Sort.parse(sort)))


def stores(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.store"))


def test_the_answers_are_those_from_memory(folder: Path, path: Path) -> None:
    memory = Index(read_timeline(path))
    first = Loader(path).open()
    again = Loader(path).try_load()
    assert again is not None
    for index in (first, again):
        timeline = index.timeline
        assert list(timeline.events) == list(memory.timeline.events)
        assert timeline.sources == memory.timeline.sources
        assert timeline.actors == memory.timeline.actors
        assert timeline.weapons == memory.timeline.weapons
        assert (timeline.title, timeline.description) == (memory.timeline.title, memory.timeline.description)
        assert timeline.views == memory.timeline.views
        assert dict(timeline.numbers) == dict(memory.timeline.numbers)
        assert list(answers(index)) == list(answers(memory))


def test_events_that_are_not_in_order_of_date_in_the_file_are_put_in_it(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "t.yaml"
    dates = ("2023", "2021-05", "2022-01-01/2022-03", "2021-05-01", "../2020", "2021-05")
    path.write_text(HEAD + "".join(event(id=f"e{place}", date=f"'{date}'") for place, date in enumerate(dates)))
    stored, memory = Loader(path).open(), Index(read_timeline(path))
    assert [each.id for each in stored.timeline.events] == ["e4", "e3", "e1", "e5", "e2", "e0"]
    assert list(answers(stored)) == list(answers(memory))


def test_problems_are_those_of_the_careful_reader(folder: Path, tmp_path: Path) -> None:
    for broken in (
        HEAD + event(status="unheard"),
        HEAD + event() + event(),
        HEAD + event(links="{denies: nowhere}"),
        HEAD + event(title='"not closed'),
        HEAD + event() + "nonsense: 1\n",
        "title: x\n",
    ):
        path = tmp_path / "t.yaml"
        path.write_text(broken)
        with pytest.raises(TimelineError) as careful:
            read_timeline(path)
        with pytest.raises(TimelineError) as quick:
            Loader(path).open()
        assert quick.value.lines() == careful.value.lines()
        assert not list(folder.iterdir())


def test_a_file_that_has_changed_is_not_served_from_the_cache(folder: Path, path: Path) -> None:
    Loader(path).open()
    status = path.stat()
    text = path.read_text()
    path.write_text(text.replace("Patrushev", "Patrushew", 1))  # as long as it was
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert Loader(path).try_load() is None
    assert list(Loader(path).open().timeline.events) == list(read_timeline(path).events)


def test_a_file_that_was_only_touched_is_served_from_the_cache(folder: Path, path: Path) -> None:
    Loader(path).open()
    os.utime(path)
    assert Loader(path).try_load() is not None


@pytest.mark.parametrize("share", [step / 24 for step in range(25)])
def test_a_damaged_store_gives_the_same_answers(folder: Path, path: Path, share: float) -> None:
    Loader(path).open()
    (store,) = stores(folder)
    data = bytearray(store.read_bytes())
    at = round(share * (len(data) - 1))
    for place in range(at, min(len(data), at + 7)):
        data[place] ^= 0x5A
    store.write_bytes(data)
    index = Loader(path).open()
    memory = Index(read_timeline(path))
    assert list(index.timeline.events) == list(memory.timeline.events)
    assert list(answers(index)) == list(answers(memory))


@pytest.mark.parametrize("share", [0, 0.001, 0.3, 0.999])
def test_a_store_that_is_cut_short_is_made_again(folder: Path, path: Path, share: float) -> None:
    Loader(path).open()
    (store,) = stores(folder)
    data = store.read_bytes()
    store.write_bytes(data[: int(share * len(data))])
    assert Loader(path).try_load() is None
    assert len(Loader(path).open().timeline.events) == 116
    assert store.read_bytes() == data


def test_a_store_of_another_version_is_made_again(folder: Path, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Loader(path).open()
    monkeypatch.setattr(cache, "FORMAT", cache.FORMAT + 1)
    assert Loader(path).try_load() is None
    assert not stores(folder)


def test_nothing_is_kept_where_it_cannot_be_written(folder: Path, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.write_text("a file in the way of the folder")
    index = Loader(path).open()
    assert len(index.timeline.events) == 116
    assert folder.read_text() == "a file in the way of the folder"


def test_without_the_cache_nothing_is_kept(folder: Path, path: Path, tmp_path: Path) -> None:
    before = set(tmp_path.rglob("*"))
    index = Loader(path, keep=False).open()
    assert list(answers(index)) == list(answers(Index(read_timeline(path))))
    assert set(tmp_path.rglob("*")) == before


def test_two_programs_at_once_both_open_it(folder: Path, path: Path) -> None:
    opened: list[Index] = []
    threads = [threading.Thread(target=lambda: opened.append(Loader(path).open())) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [len(index.timeline.events) for index in opened] == [116] * 3
    assert [file.suffix for file in folder.iterdir() if file.suffix != ".stamp"] == [".store"]


def test_the_cache_throws_away_what_was_not_used_for_longest(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.mkdir()
    kept = Cache(folder)
    for place in range(5):
        store = folder / f"{place}.store"
        store.write_bytes(b"x" * 100)
        os.utime(store, (place, place))
    (folder / "0.stamp").write_text("{}")
    (folder / "old.part").write_text("half")
    os.utime(folder / "old.part", (0, 0))
    (folder / "new.part").write_text("half")
    monkeypatch.setattr(cache, "MOST_BYTES", 350)
    kept.shrink()
    assert sorted(file.name for file in folder.iterdir()) == ["2.store", "3.store", "4.store", "new.part"]


def test_opening_can_be_stopped_and_leaves_nothing(folder: Path, path: Path) -> None:
    steps = threading.Event()
    stopping = Loader(path, told=lambda what, done: steps.set())

    def stop() -> None:
        steps.wait()
        stopping.stop()

    thread = threading.Thread(target=stop)
    thread.start()
    with pytest.raises(StoppedError):
        stopping.open()
    thread.join()
    assert not list(folder.iterdir())


def test_a_small_file_is_not_kept(folder: Path, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    index = Loader(path).try_load()
    assert index is not None
    assert not folder.exists()

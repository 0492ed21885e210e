"""The words of a large timeline are indexed once it is open. Until then, or if that fails, answers are the same."""

from __future__ import annotations

import threading
from array import array
from collections.abc import Callable
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pyroaring import BitMap

from tests.eventually import eventually
from tests.reliability.test_signals import processes
from tests.soak import examples, few
from tests.timeline.large_files import answers, mode
from tests.timelines import BUNDLED, SMALL
from tui.files.private import open_private
from tui.timeline.loader import Loader
from tui.timeline.query.language import Query
from tui.timeline.reading.reader import read_timeline
from tui.timeline.search.answers import takes_long
from tui.timeline.search.index import Index
from tui.timeline.search.indexed import words_of
from tui.timeline.search.postings import Postings
from tui.timeline.search.word_index import TextsInMemory, UnindexedWords, WordIndex, common_grams
from tui.timeline.storage import build_words, words_process
from tui.timeline.storage.cache import Cache
from tui.timeline.storage.child import start_child
from tui.timeline.storage.section_file import DamagedError, SectionFile, SectionWriter
from tui.timeline.storage.store_reader import StoredTables
from tui.timeline.storage.stored_texts import StoredTexts
from tui.timeline.storage.word_store import WordStore

Load = Callable[[], Index]


@pytest.fixture(scope="module")
def expected() -> list[object]:
    """Return the answers in memory."""
    return list(answers(Index(read_timeline(BUNDLED))))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of the cache. It does not exist at first."""
    return tmp_path / "cache"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a copy of the bundled timeline."""
    path = tmp_path / "timeline.yaml"
    path.write_bytes(BUNDLED.read_bytes())
    return path


@pytest.fixture
def load(folder: Path, path: Path) -> Load:
    """Return a function that loads the file as a large one."""
    return lambda: Loader(path, large_file=1, cache_folder=folder).load()


def store_of(index: Index) -> WordStore:
    tables = index._tables
    assert isinstance(tables, StoredTables)
    return tables._word_store


def has_index(index: Index) -> bool:
    return store_of(index).file is not None


def kept(folder: Path) -> list[str]:
    """Return the endings of what the cache keeps."""
    return sorted(file.suffix for file in folder.iterdir() if file.suffix != ".stamp")


def test_the_answers_are_the_same_without_the_index_and_with_it(
    load: Load, folder: Path, expected: list[object]
) -> None:
    index = load()
    assert not has_index(index)
    assert list(answers(index)) == expected
    index._containing.clear()
    index.prepare()
    assert has_index(index)
    assert kept(folder) == [".store", ".words"]
    assert list(answers(index)) == expected
    again = load()
    assert has_index(again)
    assert list(answers(again)) == expected
    [words] = folder.glob("*.words")
    assert mode(words) == 0o600


def test_a_query_of_a_word_takes_long_until_the_words_are_indexed(load: Load) -> None:
    index = load()
    index.slow_from = 100
    queries = [Query.parse(text) for text in ("drone", "foo:bar", "actor:iran in:2022", "title:drone", "-drone")]
    assert [takes_long(query, index) for query in queries] == [True, True, False, True, True]
    index.prepare()
    assert not any(takes_long(query, index) for query in queries)


def test_a_query_as_of_a_day_takes_long_until_the_words_are_indexed(load: Load, path: Path) -> None:
    path.write_text(SMALL, encoding="utf-8")
    index = load()
    index.slow_from = 0
    query = Query.parse("drone known:2022-11-10")
    index.containing("drone", None)
    assert takes_long(query, index)  # in the parts of an event with several sources
    assert not takes_long(Query.parse("drone"), index)
    index.prepare()
    assert not takes_long(query, index)


def test_what_was_found_narrows_a_longer_search(load: Load) -> None:
    index = load()
    index.slow_from = 100
    index.containing("shahe", None)
    assert not takes_long(Query.parse("shahed"), index)
    assert takes_long(Query.parse("hahe"), index)


def test_without_the_cache_the_words_are_indexed_and_nothing_is_left_on_disk(
    path: Path, tmp_path: Path, expected: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    before = set(tmp_path.rglob("*"))
    index = Loader(path, large_file=1, use_cache=False).load()
    index.prepare()
    assert has_index(index)
    assert set(tmp_path.rglob("*")) == before
    assert list(answers(index)) == expected


def test_the_index_of_another_store_is_not_used(load: Load, folder: Path, path: Path) -> None:
    load().prepare()
    [words] = folder.glob("*.words")
    data = words.read_bytes()
    path.write_text(BUNDLED.read_text(encoding="utf-8").replace("Patrushev", "Tarushpev"), encoding="utf-8")
    load()
    assert kept(folder) == [".store"]
    words.write_bytes(data)
    assert not has_index(load())
    assert kept(folder) == [".store"]
    index = load()
    index.prepare()
    assert has_index(index)
    assert len(index.containing("tarushpev", None)) > 0


@pytest.mark.sampled
@pytest.mark.parametrize("share", few([step / 24 for step in range(25)], 4))
def test_a_damaged_index_gives_the_same_answers(load: Load, folder: Path, expected: list[object], share: float) -> None:
    load().prepare()
    [words] = folder.glob("*.words")
    whole = words.read_bytes()
    data = bytearray(whole)
    start = round(share * (len(data) - 1))
    for offset in range(start, min(len(data), start + 7)):
        data[offset] ^= 0x5A
    words.write_bytes(data)
    index = load()
    assert list(answers(index)) == expected
    assert not has_index(index)
    assert kept(folder) == [".store"]
    again = load()
    again.prepare()
    assert words.read_bytes() == whole


@pytest.mark.parametrize("is_nowhere", [False, True], ids=["in the cache", "anywhere"])
def test_an_index_that_cannot_be_written(
    load: Load, folder: Path, expected: list[object], monkeypatch: pytest.MonkeyPatch, is_nowhere: bool
) -> None:
    index = load()

    def fail(*arguments: object, **options: object) -> Any:
        raise OSError("no space")

    monkeypatch.setattr(Cache, "new_part", fail)
    if is_nowhere:
        monkeypatch.setattr("tempfile.mkstemp", fail)
    index.prepare()
    assert has_index(index) is not is_nowhere
    assert kept(folder) == [".store"]
    assert list(answers(index)) == expected


def test_the_index_that_another_program_has_made_meanwhile_is_taken(
    load: Load, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = load(), load()
    first.prepare()
    monkeypatch.setattr(words_process, "start_child", None)
    second.prepare()
    assert has_index(second)


def test_an_index_that_is_replaced_as_it_is_taken_over_stays_that_of_its_store(
    load: Load, path: Path, expected: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    index = load()
    path.write_text(BUNDLED.read_text(encoding="utf-8").replace("Patrushev", "Tarushpev"), encoding="utf-8")
    other, commit = load(), Cache.commit_words

    def commit_before(cache: Cache, path: Path, part: Path) -> Path:
        committed = commit(cache, path, part)
        monkeypatch.setattr(Cache, "commit_words", commit)
        other.prepare()
        return committed

    monkeypatch.setattr(Cache, "commit_words", commit_before)
    index.prepare()
    assert list(answers(index)) == expected
    assert len(other.containing("tarushpev", None)) > 0


def test_damaged_texts_are_no_fault_of_the_index(load: Load, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load().prepare()
    index = load()

    def damaged(texts: StoredTexts, *arguments: object) -> BitMap:
        raise DamagedError("the texts")

    monkeypatch.setattr(StoredTexts, "holding", damaged)
    with pytest.raises(DamagedError):
        index.containing("petit nombre", None)
    assert has_index(index)
    assert kept(folder) == [".store", ".words"]


def test_a_store_that_is_damaged_gives_no_index(load: Load, folder: Path, expected: list[object]) -> None:
    index = load()
    store = store_of(index).store
    start, end = store._sections["part-texts"]
    [file] = folder.glob("*.store")
    with file.open("r+b") as opened:
        opened.seek((start + end) // 2)
        opened.write(b"\xff" * 9)
    index.prepare()
    assert not has_index(index)
    assert list(answers(index)) == expected


def test_the_index_is_that_of_the_open_store_whatever_happens_to_its_file(
    load: Load, folder: Path, path: Path, expected: list[object]
) -> None:
    index = load()
    path.write_text(BUNDLED.read_text(encoding="utf-8").replace("Patrushev", "Tarushpev"), encoding="utf-8")
    load()
    index.prepare()
    assert list(answers(index)) == expected
    assert not has_index(load())


def test_indexing_is_stopped_and_leaves_nothing(
    load: Load, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATELINE_TEST_MARK", str(tmp_path))
    index, is_stopped = load(), threading.Event()
    monkeypatch.setattr(words_process, "start_child", start_child_that_waits)
    thread = threading.Thread(target=index.prepare, args=(is_stopped.is_set,))
    thread.start()
    eventually(lambda: processes(tmp_path, "time.sleep"))
    is_stopped.set()
    thread.join()
    assert not has_index(index)
    assert not processes(tmp_path)
    assert kept(folder) == [".store"]


def start_child_that_waits(module: str, arguments: list[str], **options: Any) -> object:
    """Run a child process that does not end by itself in place of the one that is meant."""
    return start_child("timeit", ["-s", "import time", "-n", "1", "time.sleep(100)"], **options)


def test_the_cache_counts_and_removes_indexes_with_their_stores(folder: Path) -> None:
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.store").write_bytes(b"x" * 100)
        (folder / f"{number}.words").write_bytes(b"x" * 100)
    (folder / "gone.words").write_bytes(b"x" * 100)
    Cache(folder, max_bytes=400).shrink(keep=folder / "0.store")
    assert len(kept(folder)) == 4
    assert "0.words" in {file.name for file in folder.iterdir()}
    assert not (folder / "gone.words").exists()


def test_words_are_indexed_in_pieces(load: Load, expected: list[object], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build_words, "_PIECE_SIZE", 2_000)
    index = load()
    words = index._tables.words
    monkeypatch.setattr(build_words, "results_in_order", in_order)
    path = store_of(index).store.path.with_suffix(".other")
    build_words.write_words(store_of(index).store, path)
    store_of(index).file = SectionFile(path)
    assert list(answers(index)) == expected
    assert index._tables.words is words


def in_order(work: Callable[..., object], tasks: list[tuple[object, ...]], count: int, *rest: object) -> list[object]:
    found = [work(*task) for task in tasks]
    assert len(found) == count > 20
    return found


LINES = st.lists(st.sampled_from(["a", "b", "é", "ab", " ", "\n", "\v", "a b"]), max_size=8).map("".join)
TEXT = st.tuples(LINES, LINES, LINES).map("\n".join)
NEEDLE = st.from_regex("[abé]{1,2}( [abé]{1,2}){0,2}", fullmatch=True)


@settings(max_examples=examples(300))
@given(st.lists(TEXT, max_size=6), st.lists(st.tuples(NEEDLE, st.sampled_from([None, 0, 1])), max_size=6))
def test_words_without_an_index_are_found_as_with_it(texts: list[str], needles: list[tuple[str, int | None]]) -> None:
    in_memory = TextsInMemory(texts)
    sets = {word: BitMap(numbers) for word, numbers in words_of(texts).items()}
    indexed = WordIndex(Postings.of(sets), common_grams(sets), in_memory)
    unindexed = UnindexedWords(in_memory, len(texts))
    for needle, line in needles:
        found = unindexed.containing(needle, line)
        assert found == indexed.containing(needle, line)
        assert len(found) <= unindexed.looked_at(needle, line) <= len(texts)
        plain = [needle in (text if line is None else text.split("\n")[line]) for text in texts]
        assert [number in found for number in range(len(texts))] == plain


@settings(max_examples=examples(200), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(TEXT, min_size=1, max_size=8), st.lists(st.tuples(NEEDLE, st.sampled_from([None, 0, 1])), max_size=6))
@example(["a\n\na", "b\n\n"], [("ab", None)])  # which no text has, but both joined
def test_stored_texts_are_found_as_those_in_memory(
    tmp_path: Path, texts: list[str], needles: list[tuple[str, int | None]]
) -> None:
    path = tmp_path / "texts"
    path.unlink(missing_ok=True)
    encoded = [text.encode() for text in texts]
    with open_private(path, "xb") as file:
        sections = SectionWriter(file)
        sections.add("texts", encoded)
        sections.add_numbers("texts/starts", array("Q", accumulate(map(len, encoded), initial=0)))
        sections.finish({})
    stored, in_memory = StoredTexts(SectionFile(path), "texts"), TextsInMemory(texts)
    everything = BitMap(range(len(texts)))
    for needle, line in needles:
        data = needle.encode()
        expected = in_memory.holding(data, everything, line)
        assert stored.holding(data, everything, line) == expected
        assert stored._scan(data, 20) == in_memory.holding(data, everything)
    assert b"".join(map(stored.read, range(len(texts)))) == b"".join(encoded) == stored.read(0, len(texts))
    assert list(stored.lengths(0, len(texts))) == [*map(len, encoded)]

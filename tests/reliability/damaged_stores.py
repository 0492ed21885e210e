"""Damages of the cache, in every section of a store: each answer is the one without a cache.

A store is damaged while it is closed, by what disks, full disks and other programs do. A large timeline that opens then
has the events and the answers of the same file read into memory, and the next start finds a whole store. Where the
timeline's file has changed as well, there is the answer of the new file, or a message in place of an answer.
"""

from __future__ import annotations

import gc
import json
import shutil
import sys
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from random import Random
from typing import NamedTuple
from unittest.mock import patch

from tests.plain import Plain
from tests.reliability.limits import bounded
from tests.reliability.mutated_queries import random_query
from tests.reliability.run import Run, Trial, main
from tests.timelines import BUNDLED
from tui.timeline.loader import Loader
from tui.timeline.model.sort import SORTS, Sort
from tui.timeline.query.language import Query
from tui.timeline.reading.reader import parse_timeline
from tui.timeline.search.answers import Answer, answer_query
from tui.timeline.search.index import Index
from tui.timeline.storage.build_process import BuildProcess
from tui.timeline.storage.cache import Cache
from tui.timeline.storage.section_file import BLOCK_SIZE, DamagedError, SectionFile
from tui.timeline.storage.store_reader import StoredTables

_BUILT_SHARE = 0.02
"""How many of the damaged stores are really built again. The others are replaced by the whole one."""
_QUERIES = 4
_SECTION_OF_NONE = "outside of the sections"

_NOT_IN_PLACE = ("cut short", "extended", "with a part removed", "of another version")
_KINDS = ("bits flipped", "bits flipped", "zeroed", "swapped", "overwritten", "with another stamp", *_NOT_IN_PLACE)


class Section(NamedTuple):
    """A section of a store, or of the index of its words."""

    file: Path
    name: str
    start: int
    end: int


class Original:
    """A timeline's file, its whole store with the index of its words, and the index without a cache.

    Args:
        folder: for the file and the cache.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / "timeline.yaml"
        self.text = BUNDLED.read_text(encoding="utf-8")
        self.changed = self.text.replace("title: ", "title: Changed ")
        self.cache = Cache(folder / "cache")
        self.store = self.cache.store_path(self.path)
        self.words = self.store.with_suffix(".words")
        self.whole_changed = self._built(self.changed, folder / "whole-changed")
        self.whole = self._built(self.text, folder / "whole")
        self.loader().load().prepare()
        self.whole_words = folder / "whole-words"
        shutil.copy(self.words, self.whole_words)
        self.sections = [*_sections(self.store, self.whole), *_sections(self.words, self.whole_words)]
        self.old = folder / "old"
        with patch("tui.timeline.storage.store_writer.store_version", lambda: "0 0.0.1 1"):
            self._build_here(self.changed, self.old)

    def _built(self, text: str, copy: Path) -> Path:
        self.path.write_text(text, encoding="utf-8")
        self.loader().load()
        shutil.copy(self.store, copy)
        return copy

    def copy_whole(self, process: BuildProcess, store: Path) -> None:
        """Take the place of building a store: copy the one that was built of the same text before."""
        is_changed = self.path.read_text(encoding="utf-8") == self.changed
        shutil.copy(self.whole_changed if is_changed else self.whole, store)

    def _build_here(self, text: str, store: Path) -> None:
        from tui.timeline.storage import build

        other = store.with_suffix(".yaml")
        other.write_text(text, encoding="utf-8")
        with patch.object(build, "_build_fast", lambda *arguments: False):
            build.build(other, store, lambda activity, share: None)

    def loader(self) -> Loader:
        """Return a loader of the file that uses the cache."""
        return Loader(self.path, large_file=1, cache_folder=self.cache.folder)

    @cache  # noqa: B019 - there is one for each run
    def memory(self, text: str) -> Index:
        """Return the index of a text, without a cache."""
        return Index(parse_timeline(text, str(self.path)))


def _sections(file: Path, whole: Path) -> Sequence[Section]:
    found = sorted(SectionFile(whole)._sections.items(), key=lambda item: item[1])
    inside = [Section(file, name, start, end) for name, (start, end) in found if end > start]
    end = Section(file, _SECTION_OF_NONE, inside[-1].end, whole.stat().st_size)
    return [*inside, end, Section(file, _SECTION_OF_NONE, 0, 24)]


def damage(section: Section, random: Random, old: Path, *, is_in_place: bool = False) -> str:
    """Damage a file in a section, and return the name of the damage.

    Args:
        section: where it is damaged.
        random: chooses the damage.
        old: a store of another version.
        is_in_place: change the file itself where its size stays, and do not replace it by another.
    """
    store, _, start, end = section
    data = bytearray(store.read_bytes())
    at = random.randrange(start, end)
    length = min(random.choice((1, 2, 8, 512, 4_096, 70_000)), len(data) - at)
    kind = random.choice(_KINDS)
    if kind == "bits flipped":
        data[at] ^= 1 << random.randrange(8)
    elif kind == "zeroed":
        data[at : at + length] = bytes(length)
    elif kind == "cut short":
        del data[at:]
    elif kind == "swapped":
        to = random.randrange(len(data) - length + 1)
        data[at : at + length], data[to : to + length] = data[to : to + length], data[at : at + length]
    elif kind == "extended":
        data[at:at] = random.randbytes(length)
    elif kind == "overwritten":
        data[at : at + length] = random.randbytes(length)
    elif kind == "with a part removed":
        del data[at : at + length]
    elif kind == "of another version":
        data = bytearray(old.read_bytes())
    is_same_size = len(data) == store.stat().st_size
    if is_in_place and is_same_size and kind != "swapped":
        with store.open("r+b") as file:
            file.write(data)
    else:  # what cuts an open store short in place ends the program: see docs/reliability.md
        other = store.with_suffix(".damaged")
        other.write_bytes(data)
        other.replace(store)
    if kind == "with another stamp" or random.random() < 0.1:
        stamp = random.choice(
            ("", "{", "null", "[]", '{"status": 1}', json.dumps({"status": [0] * 5, "taken": 2**63}), "x" * 20_000)
        )
        store.with_suffix(".stamp").write_text(stamp, encoding="utf-8")
    return kind


def trials(run: Run, original: Original | None = None) -> None:
    """Damage the store again and again."""
    original = original or Original(run.folder)
    for trial in run.trials():
        with trial, bounded(60.0, 200):
            try_damage(original, trial)
        if trial.number % 50 == 0:
            gc.collect()  # closes the stores of former trials


def try_damage(original: Original, trial: Trial) -> None:
    """Damage the store, and ask what it answers then.

    Raises:
        AssertionError: a wrong answer, or the next start finds no whole store.
    """
    random = trial.random
    original.path.write_text(original.text, encoding="utf-8")
    shutil.copy(original.whole, original.store)
    shutil.copy(original.whole_words, original.words)
    section = original.sections[trial.number % len(original.sections)]
    changes = random.random()
    is_open = changes < 0.15  # opened before it is damaged
    build: Callable[..., None] = BuildProcess._build
    if random.random() >= _BUILT_SHARE:
        build = lambda process, target: original.copy_whole(process, target)  # noqa: E731
    with patch.object(BuildProcess, "_build", build):
        index = original.loader().load() if is_open else None
        is_in_place = index is not None and is_unread(index, section)
        kind = damage(section, random, original.old, is_in_place=is_in_place)
        trial.note(f"{kind} in {section[1:]}, open before: {is_open}")
        text = original.text
        if changes < 0.05 or 0.15 <= changes < 0.2:
            text = original.changed
            original.path.write_text(text, encoding="utf-8")
        if index is None:
            check(original.loader().load(), original.memory(text), random)
        else:
            try:
                check(index, original.memory(original.text), random)
            except DamagedError:
                if text == original.text:
                    raise
                trial.count("messages in place of an answer")
        again = original.loader()
        check(again.load(), original.memory(text), random)
        assert original.loader().try_load() is not None, "the next start finds no whole store"
    trial.count("damages")
    trial.run.seen["sections"].add(section.name)
    trial.count(kind)


def is_unread(index: Index, section: Section) -> bool:
    """Return whether no part of a section of an open store has been read, or has been checked, yet."""
    tables = index._tables
    assert isinstance(tables, StoredTables)
    word_store = tables._word_store
    store = word_store.store if section.file.suffix == ".store" else word_store.file
    assert store is not None
    _, _, start, end = section
    return not any(store._is_checked[start // BLOCK_SIZE : (end + 70_000) // BLOCK_SIZE + 1])


def check(index: Index, memory: Index, random: Random) -> None:
    """Check an index against one without a cache.

    Raises:
        AssertionError: they differ.
    """
    timeline, expected = index.timeline, memory.timeline
    assert timeline.title == expected.title
    assert timeline.sources == expected.sources
    assert timeline.vocabularies == expected.vocabularies
    assert len(timeline.events) == len(expected.events)
    number = random.randrange(len(expected.events))
    assert timeline.events[number] == expected.events[number]
    assert timeline.numbers[expected.events[number].id] == number
    assert [*timeline.thread(number)] == [*expected.thread(number)]
    for _ in range(_QUERIES):
        query, sort = Query.parse(random_query(random)), Sort.parse(random.choice(SORTS))
        answer = answer_query(query, index, sort)
        assert contents(answer) == contents(answer_query(query, memory, sort)), str(query)
    if random.random() < 0.05:
        query = Query.parse(random_query(random))
        assert list(answer_query(query, index).rows) == Plain(memory, query).rows(), str(query)


def contents(answer: Answer) -> object:
    """Return what an answer offers, to compare."""
    counts = {facet: dict(answer.counts[facet]) for facet in ("actor", "status", "source", "year")}
    rows = [*answer.rows]
    shown = [answer.view.event(row) for row in (*rows[:2], *rows[-2:])]
    return rows, list(answer.sections), counts, list(answer.uncertain), shown


if __name__ == "__main__":
    sys.exit(main("damaged_stores", trials))

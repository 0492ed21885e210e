"""The index of the words of a store, in a file of its own.

It takes a third of the time of reading a timeline, and only makes a search faster. So it is made from the texts of the
store once that is open, and all texts are searched until then.
"""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from pyroaring import BitMap

from tui.files.private import open_private
from tui.timeline.search.indexed import words_of
from tui.timeline.search.word_index import UnindexedWords, WordIndex, Words, common_grams
from tui.timeline.storage.pool import end_with_pool, results_in_order
from tui.timeline.storage.section_file import DamagedError, SectionFile, SectionWriter
from tui.timeline.storage.store_chunk import PackedGroup
from tui.timeline.storage.stored_sets import stored_postings, write_sets
from tui.timeline.storage.stored_texts import StoredTexts

Found = TypeVar("Found")

_TABLES = {"texts": ("word", "gram"), "part-texts": ("part-word", "part-gram")}
"""By section of texts: the tables of its words and of its common grams."""
_PIECE_SIZE = 4 * 1024**2
"""How many bytes of texts a process indexes at a time."""


class WordStore:
    """The index of the words of a store, once there is one.

    Args:
        store: the store.
        file: its index; None if there is none yet.
        make: makes the index, and returns it; None if it cannot be made. It is called with a function that returns
            whether nobody needs it any more.
    """

    def __init__(
        self,
        store: SectionFile,
        file: SectionFile | None = None,
        make: Callable[[Callable[[], bool]], SectionFile | None] = lambda is_stopped: None,
    ) -> None:
        self.store = store
        self.file = file
        self._make = make

    def prepare(self, is_stopped: Callable[[], bool]) -> None:
        """Make the index, if there is none. Another thread may call this."""
        if self.file is None:
            self.file = self._make(is_stopped)

    def forget(self) -> None:
        """Do without the index, as it is damaged. The next program makes another."""
        if self.file is not None:
            with suppress(OSError):
                self.file.path.unlink()
            self.file = None

    def words(self, texts: str) -> StoredWords:
        """Return the words of ``texts`` or ``part-texts``."""
        return StoredWords(self, texts)


class StoredWords:
    """The words of a section of texts. They are found with the index, or without it as long as there is none.

    Args:
        word_store: the index.
        texts: the name of the section.
    """

    def __init__(self, word_store: WordStore, texts: str) -> None:
        self._word_store = word_store
        self._tables = _TABLES[texts]
        self._texts = StoredTexts(word_store.store, texts)
        self._unindexed = UnindexedWords(self._texts, len(self._texts))
        self._indexed: tuple[SectionFile, WordIndex] | None = None

    def containing(self, needle: str, line: int | None = None) -> BitMap:
        """Return the numbers of the texts that contain a folded word, part of a word, or phrase."""
        return self._ask(lambda words: words.containing(needle, line))

    def holding(self, needle: str, texts: BitMap, line: int) -> BitMap:
        """Return those of some texts of which a line contains a folded word, part of a word, or phrase."""
        return self._unindexed.holding(needle, texts, line)

    def looked_at(self, needle: str, line: int | None = None) -> int:
        """Return how many texts `containing` looks at."""
        return self._ask(lambda words: words.looked_at(needle, line))

    def _ask(self, ask: Callable[[Words], Found]) -> Found:
        file = self._word_store.file
        if file is not None:
            try:
                return ask(self._index(file))
            except DamagedError:  # if it is the texts that are damaged, they are no better without the index
                self._word_store.forget()
        return ask(self._unindexed)

    def _index(self, file: SectionFile) -> WordIndex:
        if self._indexed is None or self._indexed[0] is not file:
            words, grams = (stored_postings(file, table) for table in self._tables)
            self._indexed = file, WordIndex(words, grams, self._texts)
        return self._indexed[1]


def description_of(store: SectionFile) -> dict[str, str]:
    """Return the description of the index of the words of a store: another store has another one."""
    return {"version": store.description["version"], "of": hashlib.sha256(store.checksums).hexdigest()}


def write_words(store: SectionFile, path: Path) -> None:
    """Index the words of a store in several processes, and write them to a new file.

    Raises:
        DamagedError: the store is not as it was written.
        OSError: the file cannot be written.
    """
    words: dict[str, dict[str, array[int]]] = {name: {} for name in _TABLES}
    pieces = [(name, *piece) for name in _TABLES for piece in _pieces(StoredTexts(store, name))]
    texts = {name: StoredTexts(store, name) for name in _TABLES}
    tasks = ((texts[name].read(first, end), texts[name].lengths(first, end), first) for name, first, end in pieces)
    found = results_in_order(_words_of_piece, tasks, len(pieces), end_with_pool, ())
    for (name, _, _), group in zip(pieces, found, strict=True):
        group.add_to(words[name])
    with open_private(path, "xb") as file:
        sections = SectionWriter(file)
        for name, (word_table, gram_table) in _TABLES.items():
            sets = {word: BitMap(numbers) for word, numbers in words.pop(name).items()}
            write_sets(sections, word_table, sets)
            write_sets(sections, gram_table, common_grams(sets))
        sections.finish(description_of(store))


def _pieces(texts: StoredTexts) -> Iterator[tuple[int, int]]:
    """Yield the number of the first text of each piece, and that after its last one."""
    first = 0
    while first < len(texts):
        end = texts.end_of_piece(first, _PIECE_SIZE)
        yield first, end
        first = end


def _words_of_piece(data: bytes, lengths: array[int], first: int) -> PackedGroup:
    """Return the numbers of texts by word.

    Args:
        data: the texts in UTF-8, joined.
        lengths: how many bytes each has.
        first: the number of the first one.
    """

    def texts() -> Iterator[str]:
        start = 0
        for length in lengths:
            yield data[start : start + length].decode()
            start += length

    return PackedGroup.of(words_of(texts(), first))

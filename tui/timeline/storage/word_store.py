"""The index of the words of a store, in a file of its own.

It takes a third of the time of reading a timeline, and only makes a search faster. So it is made from the texts of the
store once that is open, and all texts are searched until then.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from pyroaring import BitMap

from tui.timeline.search.word_index import UnindexedWords, WordIndex, Words
from tui.timeline.storage.section_file import DamagedError, SectionFile
from tui.timeline.storage.stored_sets import stored_postings
from tui.timeline.storage.stored_texts import StoredTexts

Found = TypeVar("Found")

TABLES = {"texts": ("word", "gram"), "part-texts": ("part-word", "part-gram")}
"""By section of texts: the tables of its words and of its common grams."""


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
        self._tables = TABLES[texts]
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
            except DamagedError:
                if not file.is_damaged:
                    raise  # the texts are
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

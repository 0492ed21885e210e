"""Find the texts that contain a word, part of a word, or a phrase.

The index is a dictionary of all folded words, each with the set of the texts that contain it. A part of a word is
searched for in the keys of the dictionary, which are few; a phrase in the texts that contain all of its words. Until a
large timeline has an index, all texts are searched.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

from pyroaring import BitMap

from tui.timeline.search.postings import Postings

_MANY_WORDS = 128
"""A gram in more words than this gets a set of its own, because the union of the words' sets would take too long."""

_GRAM_LENGTH = 2
"""The most characters of a gram."""


class Words(Protocol):
    """The words of texts."""

    def containing(self, needle: str, line: int | None = None) -> BitMap:
        """Return the numbers of the texts that contain a folded word, part of a word, or phrase.

        Args:
            needle: the word, part of a word, or phrase.
            line: the line of a text that must contain it; None for any.
        """

    def holding(self, needle: str, texts: BitMap, line: int) -> BitMap:
        """Return those of some texts of which a line contains a folded word, part of a word, or phrase."""

    def looked_at(self, needle: str, line: int | None = None) -> int:
        """Return how many texts `containing` looks at."""


class Texts(Protocol):
    """Folded texts, by number."""

    def holding(self, needle: bytes, candidates: BitMap, line: int | None = None) -> BitMap:
        """Return the candidates whose text, or a line of it, contains a needle, given in UTF-8."""


class TextsInMemory:
    """Folded texts in memory."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = [text.encode() for text in texts]

    def holding(self, needle: bytes, candidates: BitMap, line: int | None = None) -> BitMap:
        """Return the candidates whose text, or a line of it, contains a needle, given in UTF-8."""
        texts = self._texts
        if line is None:
            return BitMap([number for number in candidates if needle in texts[number]])
        return BitMap([number for number in candidates if needle in line_of(texts[number], line)])


def line_of(text: bytes, line: int) -> bytes:
    """Return a line of a text, counted from 0."""
    return text.split(b"\n", line + 1)[line]


class _SearchedTexts:
    """Texts of which single ones can be looked at, without an index.

    Args:
        texts: the texts.
    """

    def __init__(self, texts: Texts) -> None:
        self._texts = texts

    def holding(self, needle: str, texts: BitMap, line: int) -> BitMap:
        """Return those of some texts of which a line contains a folded word, part of a word, or phrase."""
        return self._texts.holding(needle.encode(errors="surrogatepass"), texts, line)


class WordIndex(_SearchedTexts):
    """The words of texts.

    Args:
        words: the numbers of the texts that contain each word.
        grams: the same for each gram that is in many words; see `common_grams`.
        texts: the texts.
    """

    def __init__(self, words: Postings, grams: Mapping[str, BitMap], texts: Texts) -> None:
        super().__init__(texts)
        self._words = words
        self._grams = grams
        self._last: tuple[str, BitMap] = ("", BitMap())
        """The last phrase, and the texts that have all of its words."""

    def containing(self, needle: str, line: int | None = None) -> BitMap:
        """Return the numbers of the texts that contain a folded word, part of a word, or phrase."""
        if line is None and " " not in needle:
            return self._candidates_of(needle)
        return self._texts.holding(needle.encode(errors="surrogatepass"), self._candidates_of(needle), line)

    def looked_at(self, needle: str, line: int | None = None) -> int:
        """Return how many texts `containing` looks at."""
        return 0 if line is None and " " not in needle else len(self._candidates_of(needle))

    def _candidates_of(self, needle: str) -> BitMap:
        """Return the texts that contain a word or part of a word, or that contain all words of a phrase.

        Some of the latter may not contain the phrase itself.
        """
        if " " in needle:
            return self._phrase_candidates(needle)
        gram = self._grams.get(needle) if len(needle) <= _GRAM_LENGTH else None
        return self._words.matching(needle) if gram is None else gram

    def _phrase_candidates(self, phrase: str) -> BitMap:
        last_phrase, candidates = self._last
        if phrase != last_phrase:
            first, *middle, last = phrase.split(" ")
            found = self._words.matching(first, at_end=True) & self._words.matching(last, at_start=True)
            for word in middle:
                found &= self._words.get(word, BitMap())
            self._last, candidates = (phrase, found), found
        return candidates


class UnindexedWords(_SearchedTexts):
    """The words of texts that have no index: each text is looked at.

    Args:
        texts: the texts.
        count: how many they are.
    """

    def __init__(self, texts: Texts, count: int) -> None:
        super().__init__(texts)
        self._all = BitMap(range(count))
        self._last: tuple[str, BitMap] = ("", self._all)
        """The last needle and the texts found, which include all texts that contain a longer needle."""

    def containing(self, needle: str, line: int | None = None) -> BitMap:
        """Return the numbers of the texts that contain a folded word, part of a word, or phrase."""
        encoded, candidates = needle.encode(errors="surrogatepass"), self._candidates(needle)
        if line is not None:
            return self._texts.holding(encoded, candidates, line)
        found = self._texts.holding(encoded, candidates)
        self._last = needle, found
        return found

    def looked_at(self, needle: str, line: int | None = None) -> int:
        """Return how many texts `containing` looks at."""
        return len(self._candidates(needle))

    def _candidates(self, needle: str) -> BitMap:
        shorter, found = self._last
        return found if shorter in needle else self._all


def common_grams(words: Mapping[str, BitMap]) -> dict[str, BitMap]:
    """Return the texts that contain each common gram: a text of one or two characters that is in many words.

    Args:
        words: the numbers of the texts that contain each word.
    """
    sets_by_gram: dict[str, list[BitMap]] = {}
    for word, texts in words.items():
        lengths = range(1, _GRAM_LENGTH + 1)
        for gram in {word[start : start + length] for length in lengths for start in range(len(word))}:
            sets_by_gram.setdefault(gram, []).append(texts)
    return {gram: BitMap.union(*sets) for gram, sets in sets_by_gram.items() if len(sets) > _MANY_WORDS}

"""Which texts hold a word, a part of one, or a phrase.

A dictionary of all folded words, each with the set of the texts that it stands in. A part of a word is looked for in
the dictionary's own text, which is small; a phrase in those texts that have all of its words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

from pyroaring import BitMap

from tui.timeline.search.postings import Postings

_COMMON = 128
"""A short text in more words than this has a set of its own."""

_SHORT = 2


class Texts(Protocol):
    """Folded texts by number."""

    def holding(self, needle: bytes, candidates: BitMap) -> BitMap:
        """Return those of some texts that hold a needle in UTF-8."""


class TextsInMemory:
    """Folded texts in memory."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = [text.encode() for text in texts]

    def holding(self, needle: bytes, candidates: BitMap) -> BitMap:
        """Return those of some texts that hold a needle in UTF-8."""
        texts = self._texts
        return BitMap([number for number in candidates if needle in texts[number]])


class WordIndex:
    """The words of texts.

    Args:
        words: the texts of each word.
        grams: the texts of each short part that is in many words; see `common_grams`.
        texts: the texts.
    """

    def __init__(self, words: Postings, grams: Mapping[str, BitMap], texts: Texts) -> None:
        self._words = words
        self._grams = grams
        self._texts = texts
        self._phrase = ""
        self._candidates = BitMap()

    def containing(self, needle: str) -> BitMap:
        """Return the numbers of the texts in which a folded word, part of a word or phrase stands."""
        if " " in needle:
            return self._texts.holding(needle.encode(errors="surrogatepass"), self.candidates(needle))
        gram = self._grams.get(needle) if len(needle) <= _SHORT else None
        return self._words.matching(needle) if gram is None else gram

    def candidates(self, phrase: str) -> BitMap:
        """Return the texts that have all the words of a phrase. It takes looking at each to tell which have it."""
        if phrase != self._phrase:
            first, *middle, last = phrase.split(" ")
            found = self._words.matching(first, at_end=True) & self._words.matching(last, at_start=True)
            for word in middle:
                found &= self._words.get(word, BitMap())
            self._phrase, self._candidates = phrase, found
        return self._candidates


def common_grams(words: Mapping[str, BitMap]) -> dict[str, BitMap]:
    """Return the texts of each part, of up to two characters, that is in too many words to unite when asked for."""
    having: dict[str, list[BitMap]] = {}
    for word, texts in words.items():
        parts = {word[start : start + length] for length in range(1, _SHORT + 1) for start in range(len(word))}
        for part in parts:
            having.setdefault(part, []).append(texts)
    return {part: BitMap.union(*sets) for part, sets in having.items() if len(sets) > _COMMON}

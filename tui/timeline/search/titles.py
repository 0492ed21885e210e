"""Find events by words of their titles, a few at a time."""

from __future__ import annotations

from collections.abc import Iterator

from pyroaring import BitMap

from tui.text.folding import fold
from tui.timeline.search.answers import Answer
from tui.timeline.search.index import Index

_TITLES_PER_STEP = 1000
"""How many titles are looked at before others may run."""


def find_titles(text: str, answer: Answer, index: Index) -> Iterator[BitMap]:
    """Yield the numbers of events whose titles contain all words of a text, or words that begin with them.

    Those that match the query of the answer come first. Each step takes a few milliseconds, the first one longer while
    the words are not indexed, and may yield no event.

    Args:
        text: the words.
        answer: the answer, which says what was known.
        index: the timeline.
    """
    words = fold(text).split()
    if not words:
        return
    as_of = answer.view.as_of
    candidates = index.everything if as_of is None else index.known(as_of)
    for word in words:
        candidates = candidates & index.containing(word, None)
    for events in (candidates & answer.matching, candidates - answer.matching):
        numbers = list(events)
        for start in range(0, len(numbers), _TITLES_PER_STEP):
            found = BitMap(numbers[start : start + _TITLES_PER_STEP])
            for word in words:
                found = index.holding(word, found, "title")
            yield found

"""Indexes the words of a store, at a low priority, as a process of its own.

    python -m tui.timeline.storage.build_words DESCRIPTOR words

The descriptor is that of the open store, whose file may have been replaced or removed.
`tui.timeline.storage.words_process` is the other end.
"""

from __future__ import annotations

import gc
import os
import sys
from array import array
from collections.abc import Iterator, Sequence
from pathlib import Path

from pyroaring import BitMap

from tui.files.private import open_private
from tui.timeline.search.indexed import words_of
from tui.timeline.search.word_index import common_grams
from tui.timeline.storage.child import end_with_parent
from tui.timeline.storage.pool import results_in_order
from tui.timeline.storage.section_file import SectionFile, SectionWriter
from tui.timeline.storage.store_chunk import PackedGroup
from tui.timeline.storage.stored_sets import write_sets
from tui.timeline.storage.stored_texts import StoredTexts
from tui.timeline.storage.word_store import TABLES, description_of

_NICENESS = 10
"""How far the work stands back behind other programs, among them the one that waits for it."""
_PIECE_SIZE = 4 * 1024**2
"""How many bytes of texts a process indexes at a time."""


def write_words(store: SectionFile, path: Path) -> None:
    """Index the words of a store in several processes, and write them to a new file.

    Raises:
        DamagedError: the store is not as it was written.
        OSError: the file cannot be written.
    """
    words: dict[str, dict[str, array[int]]] = {name: {} for name in TABLES}
    pieces = [(name, *piece) for name in TABLES for piece in _pieces(StoredTexts(store, name))]
    texts = {name: StoredTexts(store, name) for name in TABLES}
    tasks = ((texts[name].read(first, end), texts[name].lengths(first, end), first) for name, first, end in pieces)
    found = results_in_order(_words_of_piece, tasks, len(pieces))
    for (name, _, _), group in zip(pieces, found, strict=True):
        group.add_to(words[name])
    with open_private(path, "xb") as file:
        sections = SectionWriter(file)
        for name, (word_table, gram_table) in TABLES.items():
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


def main(arguments: Sequence[str]) -> int:
    """Index the words of the store that the arguments name; return the exit code."""
    descriptor, part = arguments
    end_with_parent(Path(part))
    os.nice(_NICENESS)
    gc.disable()
    write_words(SectionFile(int(descriptor)), Path(part))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

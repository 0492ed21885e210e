"""A large array of objects in JSON: the offsets of its objects, and their keys.

It is gone through object by object, so that no more than a few megabytes of it are values at any time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from tui.timeline.formats.chunk_rows import NotInChunksError, TableChunk
from tui.timeline.formats.foreign_file import ForeignFile
from tui.timeline.formats.json_escapes import AS_WRITTEN, with_whole_characters
from tui.timeline.formats.records_of_values import check_size, flat_record, list_key
from tui.timeline.formats.values import is_list_of_mappings

_WINDOW = 1 << 20
_NEXT = re.compile(r"[ \t\r\n]*([,\]])[ \t\r\n]*")
_FIRST = re.compile(rb"[ \t\r\n]*\[[ \t\r\n]*")


class SplitArray(NamedTuple):
    """The parts of an array."""

    chunks: list[TableChunk]
    """Consecutive objects, with the commas between them."""
    columns: list[str]
    """The columns that they have together."""


def split_array(
    file: ForeignFile, start: int, size: int, on_progress: Callable[[float], None] = lambda share: None
) -> SplitArray:
    """Split the array of a file into chunks of whole objects.

    Args:
        file: the file.
        start: the offset of the first byte.
        size: how many bytes a chunk has at least.
        on_progress: called with the share of the file that has been gone through.

    Raises:
        NotInChunksError: it is no array of objects alone, or its objects are but dates with lists of records.
        TimelineError: an object is nested too deep.
    """
    data = file.data
    columns: dict[str, None] = {}
    settled: set[str] = set()
    """The keys that have become columns of their names."""
    keys: dict[str, None] = {}
    of_lists: dict[str, None] = {}
    """The keys of lists of mappings."""
    chunks: list[TableChunk] = []
    count = first = begin = end = 0
    for item, at, end in _objects(data, start):
        if count == first:
            begin = at
        count += 1
        nested = [value for value in item.values() if isinstance(value, (dict, list))]
        if nested:
            check_size(file, item)
        if not settled.issuperset(item) or any(isinstance(value, dict) or _has_mapping(value) for value in nested):
            exact = _exact(data[at:end])
            keys |= dict.fromkeys(exact)
            of_lists |= dict.fromkeys(key for key, value in exact.items() if is_list_of_mappings(value))
            flat = flat_record(exact)
            columns |= dict.fromkeys(flat)
            settled.update(key for key, own in zip(item, exact, strict=False) if own in flat)
        if end - begin >= size:
            chunks.append(TableChunk(begin, end, first + 1))
            first = count
            on_progress(end / len(data))
    if count > first:
        chunks.append(TableChunk(begin, end, first + 1))
    if list_key(of_lists, keys) is not None:
        raise NotInChunksError
    return SplitArray(chunks, list(columns))


def _exact(written: bytes) -> dict[str, Any]:
    """Return an object with its keys as they are.

    Raises:
        NotInChunksError: it is not UTF-8.
    """
    try:
        found: dict[str, Any] = AS_WRITTEN.decode(with_whole_characters(written.decode()))
    except UnicodeDecodeError as error:
        raise NotInChunksError from error
    return found


def _has_mapping(items: list[Any]) -> bool:
    return any(isinstance(item, dict) for item in items)


def _objects(data: bytes, start: int) -> Iterator[tuple[dict[str, Any], int, int]]:
    """Yield each object of an array, the offset of its first byte, and that after its last.

    The bytes are read as Latin-1, so that offsets in the text are those of bytes. Only keys matter, and structure.

    Raises:
        NotInChunksError: it is no array of objects.
    """
    opening = _FIRST.match(data, start)
    if opening is None:
        raise NotInChunksError
    scan = AS_WRITTEN.raw_decode
    offset, position, window = opening.end(), 0, _WINDOW
    text = data[offset : offset + window].decode("latin-1")
    while True:
        try:
            item, end = scan(text, position)
        except (ValueError, RecursionError):
            following = None
        else:
            following = _NEXT.match(text, end)
        if following is None or following.end() == len(text) < len(data) - offset:
            # The object may go on behind the window, or what is behind it.
            if offset + len(text) >= len(data):
                raise NotInChunksError
            window = _WINDOW if position else window * 2
            offset, position = offset + position, 0
            text = data[offset : offset + window].decode("latin-1")
            continue
        if not isinstance(item, dict):
            raise NotInChunksError
        yield item, offset + position, offset + end
        position = following.end()
        if following[1] == "]":
            if position != len(text) or offset + len(text) != len(data):
                raise NotInChunksError
            return

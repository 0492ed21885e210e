"""Reads timelines fast, most of their lines without a YAML parser.

It makes the same of a file as the careful reader, or gives up: at everything that the careful reader refuses, and at a
few forms that are valid but rare. The caller then has the careful reader read the whole file.

A file is split at the lines that look like items of ``events`` by their indentation, without reading what is between.
The split is right if all chunks can be read. Nothing else in an item may stand that far left, so a line that only
looks like an item stands inside quotes or brackets, and the chunk before it ends with a quote or bracket still open.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from tui.text.frozen import Frozen, replace
from tui.timeline.model.entities import Event
from tui.timeline.model.order import sort_events
from tui.timeline.model.timeline import Timeline, with_bare_sources
from tui.timeline.reading.event_fast import FastEventReader, KnownIds, NotSimple
from tui.timeline.reading.header_fast import header_of
from tui.timeline.reading.schema import PROVISIONAL
from tui.timeline.reading.simple_yaml import has_simple_characters, item_starts, parse_item, parse_mapping

_EVENTS = re.compile(rb"events: *(?:#[^\r\n]*)?\r?\n")
_FIRST_ITEM = re.compile(rb"(?: *(?:#[^\r\n]*)?\r?\n)*+( *)-[ \r\n]")
_OTHER_LINE_ENDS = re.compile(rb"\r(?!\n)|\xc2\x85|\xe2\x80[\xa8\xa9]")
"""The characters that end a line in YAML but are not counted as line ends here."""

_MAX_COMPLEX_EVENTS = 100
"""How many more complex events than simple ones may be found before the rest of a chunk is taken to be complex."""


class FileChunk(NamedTuple):
    """Some consecutive items of ``events``."""

    start: int
    """The offset of the first byte."""
    end: int
    first_line: int
    """The number of the first line in the file, from 1."""


class SplitFile(Frozen):
    """A timeline's file, split."""

    header: bytes
    """All but the items of ``events``: a timeline without events."""
    chunks: tuple[FileChunk, ...]


def read_fast(data: bytes) -> Timeline | None:
    """Read a timeline whose header is simple, and most of its events too; return None if it needs the careful reader.

    Args:
        data: the content of its file.
    """
    data = data.removeprefix(BOM_UTF8)
    if b"\r" in data:
        data = data.replace(b"\r\n", b"\n")
    chunk = _find_events(data) if b"\r" not in data else None
    if chunk is None:
        return None
    header_data = data[: chunk.start] + data[chunk.end :]
    values = None
    try:
        if has_simple_characters(header_data):
            values = parse_mapping(header_data.decode())
        if values is None:
            return None
        header = header_of(values)
        events = read_chunk(data[chunk.start : chunk.end], chunk.first_line, KnownIds.of(header))
    except (NotSimple, UnicodeDecodeError):
        return None
    if any(event.id.startswith(PROVISIONAL) for event in events):
        from tui.timeline.reading.event_ids import with_settled_ids  # most files give all events ids

        events = with_settled_ids(events)
    ids = {event.id for event in events}
    if len(ids) < len(events) or any(target not in ids for event in events for _, target in event.links):
        return None
    return replace(header, events=sort_events(events), sources=with_bare_sources(header.sources, events))


# Splitting


def split_file(data: bytes, chunk_size: int) -> SplitFile | None:
    """Split a timeline's file into its header and chunks of its events.

    If the header can be read as a timeline, and all chunks as events, the split is right.

    Args:
        data: the content of the file.
        chunk_size: the least size of a chunk in bytes; they are little larger. The last one may be smaller.

    Returns:
        The split file; None if the content is not of the usual form, or libyaml is missing.
    """
    from tui.timeline.reading.yaml_stream import ends_with_key

    events = _find_events(data)
    if events is None or not ends_with_key(data[: events.start], "events"):
        return None
    return SplitFile(data[: events.start] + data[events.end :], tuple(_split_events(data, events, chunk_size)))


def _find_events(data: bytes) -> FileChunk | None:
    """Return where the items of ``events`` seem to be. They may all stand inside quotes."""
    offset = 0 if data.startswith(b"events:") else data.find(b"\nevents:") + 1
    events = _EVENTS.match(data, offset)
    first = _FIRST_ITEM.match(data, events.end()) if events else None
    if not events or not first or _OTHER_LINE_ENDS.search(data, offset, first.end()):
        return None
    next_key = re.compile(rb"\n[^ \r\n#]" if first[1] else rb"\n[^ \r\n#-]").search(data, first.end() - 1)
    if next_key and not data[next_key.end() - 1 : next_key.end()].isalpha():
        return None
    start, end = events.end(), next_key.end() - 1 if next_key else len(data)
    return FileChunk(start, end, data.count(b"\n", 0, start) + 1)


def _split_events(data: bytes, events: FileChunk, chunk_size: int) -> Iterator[FileChunk]:
    start, end, line = events
    first = _FIRST_ITEM.match(data, start)
    assert first is not None
    item = re.compile(rb"\n" + first[1] + rb"-[ \r\n]")
    while start < end:
        next_item = item.search(data, max(start + chunk_size, first.end() - 1), end)
        chunk_end = next_item.start() + 1 if next_item else end
        yield FileChunk(start, chunk_end, line)
        line += data.count(b"\n", start, chunk_end)
        start = chunk_end


# Reading


def read_chunk(data: bytes, first_line: int, known: KnownIds, *, by_lines: bool = True) -> list[Event]:
    """Read the events of a chunk, in the order of the file.

    The caller, who has all chunks, must check that no two events have the same id and that all links have targets.

    Args:
        data: the chunk.
        first_line: the number of its first line in the file, from 1.
        known: the ids that the events may refer to.
        by_lines: read simple events by their lines; otherwise all are read with the parser.

    Raises:
        NotSimple: if anything is wrong with the chunk, or so unusual that only the careful reader accepts it.
        UnicodeDecodeError: if it is not UTF-8.
    """
    text = data.decode()
    starts = item_starts(text) if by_lines and has_simple_characters(data) else []
    return list(_events(text, starts, first_line, FastEventReader(known)))


def _events(text: str, starts: Sequence[int], first_line: int, reader: FastEventReader) -> Iterator[Event]:
    """Yield the events of a chunk. Simple ones are read by their lines; runs of complex ones with the parser.

    Args:
        text: the chunk.
        starts: the offset of each item; none if the whole chunk is for the parser.
        first_line: the number of its first line in the file.
        reader: makes the events.
    """
    line, line_offset = first_line, 0
    unread = starts[0] if starts else 0
    """The offset from which nothing has been read yet."""
    balance = 0
    for start, end in pairwise((*starts, len(text))):
        values = parse_item(text, start, end)
        if values is None:
            balance += 1
            if balance > _MAX_COMPLEX_EVENTS:
                break
            continue
        balance -= 1
        if unread < start:
            line += text.count("\n", line_offset, unread)
            line_offset = unread
            yield from _parse(text[unread:start], line, reader)
        line += text.count("\n", line_offset, start)
        line_offset, unread = start, end
        yield reader.event(values, line)
    if unread < len(text):
        line += text.count("\n", line_offset, unread)
        yield from _parse(text[unread:], line, reader)


def _parse(text: str, first_line: int, reader: FastEventReader) -> Iterator[Event]:
    from tui.timeline.reading.yaml_stream import parse_events

    return parse_events(text, first_line, reader)

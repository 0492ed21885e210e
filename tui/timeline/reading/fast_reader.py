"""Timelines read fast: cut into pieces that can be read apart, most by their lines, without a YAML parser.

It reads what `careful_reader` reads, and makes the same of it, or gives up: at anything that the careful reader
refuses, and at a few things that it does not but that few files have. Whoever calls it then has the
careful reader read the whole file.

A file is cut at lines that look like items of ``events`` by their indentation, without reading what is between. The
cut is right if all pieces can be read: a line that only looks like an item stands inside of quotes or brackets, as
nothing else in an item may stand that far left, and then what is before it ends with a quote or bracket still open.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from tui.text.frozen import Frozen
from tui.timeline.model.entities import Event, Timeline
from tui.timeline.reading.event_fast import EventMaker, Names, NotSimple
from tui.timeline.reading.header_fast import head_of
from tui.timeline.reading.simple_yaml import are_usual, item_starts, usual_item, usual_mapping

__all__ = ["FileChunk", "Names", "NotSimple", "Split", "quick_timeline", "read_events", "split"]

_EVENTS = re.compile(rb"events: *(?:#[^\r\n]*)?\r?\n")
_FIRST_ITEM = re.compile(rb"(?: *(?:#[^\r\n]*)?\r?\n)*+( *)-[ \r\n]")
_OTHER_BREAKS = re.compile(rb"\r(?!\n)|\xc2\x85|\xe2\x80[\xa8\xa9]")
"""What ends a line for YAML but is not counted as one here."""

_MOST_UNUSUAL = 100
"""How many more unusual events than usual ones are found before the rest of a chunk is thought to be like them."""


class FileChunk(NamedTuple):
    """Some items of ``events``, one after the other."""

    start: int
    """The offset of its first byte."""
    end: int
    first_line: int
    """The number of its first line in the file, from 1."""


class Split(Frozen):
    """A timeline's bytes, cut."""

    rest: bytes
    """All but what is under ``events``: a timeline without events."""
    chunks: tuple[FileChunk, ...]


def quick_timeline(data: bytes) -> Timeline | None:
    """Read a timeline whose lines are usual, but for some of its events; None if it is for the careful reader.

    Args:
        data: what is in its file.
    """
    data = data.removeprefix(BOM_UTF8)
    if b"\r" in data:
        data = data.replace(b"\r\n", b"\n")
    events = _events_of(data) if b"\r" not in data else None
    if events is None:
        return None
    rest = data[: events.start] + data[events.end :]
    try:
        head = head_of(usual_mapping(rest.decode()) if are_usual(rest) else None)
        names = Names(frozenset(head.sources), frozenset(head.actors), frozenset(head.weapons))
        found = read_events(data[events.start : events.end], events.first_line, names)
    except (NotSimple, UnicodeDecodeError):
        return None
    ids = {event.id for event in found}
    if len(ids) < len(found) or any(target not in ids for event in found for _, target in event.links):
        return None
    ordered = sorted(found, key=lambda event: event.date.sort_key)
    return Timeline(head.title, tuple(ordered), head.sources, head.actors, head.weapons, head.description, head.views)


# Cutting


def split(data: bytes, size: int) -> Split | None:
    """Cut a timeline into its events and the rest, and the events into chunks of a size in bytes, or a little more.

    None is returned where the bytes are not of the usual form, or there is no libyaml to read them. Where the rest
    can be read as a timeline, and all chunks as events, the cut is right.
    """
    from tui.timeline.reading.yaml_stream import ends_with

    events = _events_of(data)
    if events is None or not ends_with("events", data[: events.start]):
        return None
    return Split(data[: events.start] + data[events.end :], tuple(_chunks(data, events, size)))


def _events_of(data: bytes) -> FileChunk | None:
    """Return where the events of a timeline seem to be, but may be not: all of it may be inside of quotes."""
    begin = 0 if data.startswith(b"events:") else data.find(b"\nevents:") + 1
    events = _EVENTS.match(data, begin)
    first = _FIRST_ITEM.match(data, events.end()) if events else None
    if not events or not first or _OTHER_BREAKS.search(data, begin, first.end()):
        return None
    after = re.compile(rb"\n[^ \r\n#]" if first[1] else rb"\n[^ \r\n#-]").search(data, first.end() - 1)
    if after and not data[after.end() - 1 : after.end()].isalpha():
        return None
    start, end = events.end(), after.end() - 1 if after else len(data)
    return FileChunk(start, end, data.count(b"\n", 0, start) + 1)


def _chunks(data: bytes, events: FileChunk, size: int) -> Iterator[FileChunk]:
    start, end, line = events
    first = _FIRST_ITEM.match(data, start)
    assert first is not None
    item = re.compile(rb"\n" + first[1] + rb"-[ \r\n]")
    while start < end:
        found = item.search(data, max(start + size, first.end() - 1), end)
        until = found.start() + 1 if found else end
        yield FileChunk(start, until, line)
        line += data.count(b"\n", start, until)
        start = until


# Reading


def read_events(data: bytes, first_line: int, names: Names) -> list[Event]:
    """Read a chunk.

    That no two events have one id and that links have targets is for the caller to see to: it takes all chunks.

    Args:
        data: the chunk.
        first_line: the number of its first line in the file, from 1.
        names: what the events may refer to.

    Raises:
        NotSimple: if anything is wrong with it, or so unusual that only the careful reader takes it.
        UnicodeDecodeError: if it is not UTF-8.
    """
    text = data.decode()
    starts = item_starts(text) if are_usual(data) else []
    return list(_events(text, starts, first_line, EventMaker(names)))


def _events(text: str, starts: Sequence[int], first_line: int, maker: EventMaker) -> Iterator[Event]:
    """Yield the events of a chunk: by their lines where these are usual, else several at once by the stream."""
    line, at = first_line, 0
    behind = starts[0] if starts else 0
    unusual = 0
    for start, end in pairwise((*starts, len(text))):
        values = usual_item(text, start, end)
        if values is None:
            unusual += 1
            if unusual > _MOST_UNUSUAL:
                break
            continue
        unusual -= 1
        if behind < start:
            line += text.count("\n", at, behind)
            at = behind
            yield from _by_stream(text[behind:start], line, maker)
        line += text.count("\n", at, start)
        at, behind = start, end
        yield maker.event(values, line)
    if behind < len(text):
        line += text.count("\n", at, behind)
        yield from _by_stream(text[behind:], line, maker)


def _by_stream(text: str, first_line: int, maker: EventMaker) -> Iterator[Event]:
    from tui.timeline.reading.yaml_stream import events

    return events(text, first_line, maker)

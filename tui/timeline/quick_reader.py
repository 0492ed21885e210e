"""The events of a large timeline, read fast: cut into chunks that can be read apart, and each made into records.

It reads what the careful reader of `reader` reads, to the same records, or gives up: at anything that the careful
reader refuses, and at a few things that it does not but that no large file has. Whoever calls it then has the careful
reader read the whole file.

A file is cut at lines that look like items of ``events`` by their indentation, without reading what is between. The
cut is right if all pieces can be read: a line that only looks like an item stands inside of quotes or brackets, as
nothing else in an item may stand that far left, and then what is before it ends with a quote or bracket still open.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

import yaml
from yaml.events import (
    DocumentEndEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from tui.timeline.record_maker import Names, NotQuick, RecordMaker
from tui.timeline.records import Record
from tui.timeline.usual_lines import are_usual, item_starts, usual_values
from tui.timeline.yaml_nodes import DEEPEST

__all__ = ["Chunk", "Names", "NotQuick", "Split", "records", "split"]

_EVENTS = re.compile(rb"events: *(?:#[^\r\n]*)?\r?\n")
_FIRST_ITEM = re.compile(rb"(?: *(?:#[^\r\n]*)?\r?\n)*+( *)-[ \r\n]")
_OTHER_BREAKS = re.compile(rb"\r(?!\n)|\xc2\x85|\xe2\x80[\xa8\xa9]")
"""What ends a line for YAML but is not counted as one here."""

_MOST_UNUSUAL = 100
"""How many more unusual events than usual ones are found before the rest of a chunk is thought to be like them."""

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


class Chunk(NamedTuple):
    """Some items of ``events``, one after the other."""

    start: int
    """The offset of its first byte."""
    end: int
    first_line: int
    """The number of its first line in the file, from 1."""


@dataclass(frozen=True, slots=True)
class Split:
    """A timeline's bytes, cut."""

    rest: bytes
    """All but what is under ``events``: a timeline without events."""
    chunks: tuple[Chunk, ...]


# Cutting


def split(data: bytes, size: int) -> Split | None:
    """Cut a timeline into its events and the rest, and the events into chunks of a size in bytes, or a little more.

    None is returned where the bytes are not of the usual form, or there is no libyaml to read them. Where the rest
    can be read as a timeline, and all chunks as records, the cut is right.
    """
    begin = 0 if data.startswith(b"events:") else data.find(b"\nevents:") + 1
    events = _EVENTS.match(data, begin)
    first = _FIRST_ITEM.match(data, events.end()) if events else None
    if not yaml.__with_libyaml__ or not events or not first or _OTHER_BREAKS.search(data, begin, first.end()):
        return None
    start, indent = events.end(), first[1]
    if not _ends_with_events(data[:start]):
        return None
    after = re.compile(rb"\n[^ \r\n#]" if indent else rb"\n[^ \r\n#-]").search(data, first.end() - 1)
    end = after.start() + 1 if after else len(data)
    if after and not data[end : end + 1].isalpha():
        return None
    item = re.compile(rb"\n" + indent + rb"-[ \r\n]")
    return Split(data[:start] + data[end:], tuple(_chunks(data, start, first.end() - 1, end, size, item)))


def _chunks(data: bytes, start: int, first: int, end: int, size: int, item: re.Pattern[bytes]) -> Iterator[Chunk]:
    line = data.count(b"\n", 0, start) + 1
    while start < end:
        found = item.search(data, max(start + size, first), end)
        until = found.start() + 1 if found else end
        yield Chunk(start, until, line)
        line += data.count(b"\n", start, until)
        start = until


def _ends_with_events(head: bytes) -> bool:
    """Tell whether the last line of what precedes the events is a key of the outermost mapping, not inside a text."""
    try:
        events = list(yaml.parse(head.decode().removeprefix("\ufeff"), Loader=yaml.CLoader))
    except (yaml.YAMLError, UnicodeDecodeError):
        return False
    if len(events) < 7:
        return False
    key, value, mapping, document = events[-5:-1]
    return (
        isinstance(key, ScalarEvent)
        and (key.value, key.style) == ("events", "")
        and isinstance(value, ScalarEvent)
        and (value.value, value.style) == ("", "")
        and isinstance(mapping, MappingEndEvent)
        and isinstance(document, DocumentEndEvent)
    )


# Reading


def records(text: str, first_line: int, names: Names) -> list[Record]:
    """Read a chunk.

    That no two events have one id and that links have targets is for the caller to see to: it takes all chunks.

    Args:
        text: the chunk.
        first_line: the number of its first line in the file, from 1.
        names: what the events may refer to.

    Raises:
        NotQuick: if anything is wrong with it, or unusual.
    """
    if not yaml.__with_libyaml__:
        raise NotQuick
    try:
        return list(_records(text, first_line, RecordMaker(names)))
    except yaml.YAMLError as error:
        raise NotQuick from error


def _records(text: str, first_line: int, maker: RecordMaker) -> Iterator[Record]:
    """Yield the records of a chunk: events by their lines where these are usual, else several at once by the stream."""
    starts = item_starts(text) if are_usual(text) else []
    line, at = first_line, 0
    behind = starts[0] if starts else 0
    unusual = 0
    for start, end in pairwise((*starts, len(text))):
        values = usual_values(text, start, end)
        if values is None:
            unusual += 1
            if unusual > _MOST_UNUSUAL:
                break
            continue
        unusual -= 1
        if behind < start:
            line += text.count("\n", at, behind)
            at = behind
            yield from _from_stream(text[behind:start], line, maker)
        line += text.count("\n", at, start)
        at, behind = start, end
        yield maker.record(values, line)
    if behind < len(text):
        line += text.count("\n", at, behind)
        yield from _from_stream(text[behind:], line, maker)


def _from_stream(text: str, first_line: int, maker: RecordMaker) -> Iterator[Record]:
    get: Callable[[], Any] = yaml.CLoader(text).get_event
    get(), get()  # the stream begins, and the document
    items = get()
    if type(items) is not SequenceStartEvent:
        raise NotQuick
    _refuse_marks(items)
    line, at = first_line, 0
    item: Any
    while type(item := get()) is MappingStartEvent:
        mark: Any = item.start_mark
        start = mark.index
        line += text.count("\n", at, start)
        at = start
        yield maker.record(_mapping(get, item, 1), line)
    if type(item) is not SequenceEndEvent or get().explicit or type(get()) is not StreamEndEvent:
        raise NotQuick


# What takes most of the time is PyYAML, which makes objects of libyaml's events; so little as possible is done with
# each: scalars are taken where they come, without a call.


def _mapping(get: Callable[[], Any], event: Any, depth: int) -> dict[str, Any]:
    _refuse_marks(event, depth)
    fields: dict[str, Any] = {}
    count = 0
    while type(event := get()) is ScalarEvent:
        if event.anchor is not None or event.tag is not None:
            raise NotQuick
        key = event.value
        event = get()
        kind = type(event)
        if kind is ScalarEvent:
            if event.anchor is not None or event.tag is not None:
                raise NotQuick
            value = event.value
            fields[key] = None if not event.style and value in _NULLS else value
        elif kind is SequenceStartEvent:
            fields[key] = _sequence(get, event, depth + 1)
        elif kind is MappingStartEvent:
            fields[key] = _mapping(get, event, depth + 1)
        else:
            raise NotQuick
        count += 1
    if type(event) is not MappingEndEvent or count != len(fields):
        raise NotQuick
    return fields


def _sequence(get: Callable[[], Any], event: Any, depth: int) -> list[Any]:
    _refuse_marks(event, depth)
    items: list[Any] = []
    while (kind := type(event := get())) is not SequenceEndEvent:
        if kind is ScalarEvent:
            if event.anchor is not None or event.tag is not None:
                raise NotQuick
            value = event.value
            items.append(None if not event.style and value in _NULLS else value)
        elif kind is MappingStartEvent:
            items.append(_mapping(get, event, depth + 1))
        else:
            raise NotQuick
    return items


def _refuse_marks(event: Any, depth: int = 0) -> None:
    if event.anchor is not None or event.tag is not None or depth > DEEPEST:
        raise NotQuick

"""Reads items of ``events`` from libyaml's event stream, five times as fast as PyYAML's loaders.

PyYAML takes a while to import, so this module is imported only for events that are not simple.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

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

from tui.timeline.model.entities import Event
from tui.timeline.reading.event_fast import FastEventReader, NotSimple
from tui.timeline.reading.schema import MAX_DEPTH, NULLS


def ends_with_key(data: bytes, key: str) -> bool:
    """Return whether the beginning of a file ends with a key of its outermost mapping, rather than inside a text.

    Args:
        data: the beginning of the file, up to the end of a line.
        key: the key.
    """
    if not yaml.__with_libyaml__:
        return False
    try:
        events = list(yaml.parse(data.decode().removeprefix("\ufeff"), Loader=yaml.CLoader))
    except (yaml.YAMLError, UnicodeDecodeError):
        return False
    if len(events) < 7:
        return False
    last, value, mapping, document = events[-5:-1]
    return (
        isinstance(last, ScalarEvent)
        and (last.value, last.style) == (key, "")
        and isinstance(value, ScalarEvent)
        and (value.value, value.style) == ("", "")
        and isinstance(mapping, MappingEndEvent)
        and isinstance(document, DocumentEndEvent)
    )


def parse_events(text: str, first_line: int, reader: FastEventReader) -> Iterator[Event]:
    """Yield the events that are the items of a list.

    Args:
        text: the list.
        first_line: the number of its first line in the file, from 1.
        reader: makes the events.

    Raises:
        NotSimple: if anything is wrong with the list, or unusual, or libyaml is missing.
    """
    if not yaml.__with_libyaml__:
        raise NotSimple
    try:
        yield from _items(text, first_line, reader)
    except yaml.YAMLError as error:
        raise NotSimple from error


def _items(text: str, first_line: int, reader: FastEventReader) -> Iterator[Event]:
    get: Callable[[], Any] = yaml.CLoader(text).get_event
    get(), get()  # the starts of the stream and of the document
    items = get()
    if type(items) is not SequenceStartEvent:
        raise NotSimple
    _check_collection(items)
    line, line_offset = first_line, 0
    item: Any
    while type(item := get()) is MappingStartEvent:
        mark: Any = item.start_mark
        start = mark.index
        line += text.count("\n", line_offset, start)
        line_offset = start
        yield reader.event(_mapping(get, item, 2), line)
    if type(item) is not SequenceEndEvent or get().explicit or type(get()) is not StreamEndEvent:
        raise NotSimple


# Most of the time goes to PyYAML, which makes objects of libyaml's events. So scalars are handled where they come,
# without a call.


def _mapping(get: Callable[[], Any], event: Any, depth: int) -> dict[str, Any]:
    _check_collection(event, depth)
    fields: dict[str, Any] = {}
    count = 0
    while type(event := get()) is ScalarEvent:
        if event.anchor is not None or event.tag is not None:
            raise NotSimple
        key = event.value
        event = get()
        kind = type(event)
        if kind is ScalarEvent:
            if event.anchor is not None or event.tag is not None:
                raise NotSimple
            value = event.value
            fields[key] = None if not event.style and value in NULLS else value
        elif kind is SequenceStartEvent:
            fields[key] = _sequence(get, event, depth + 1)
        elif kind is MappingStartEvent:
            fields[key] = _mapping(get, event, depth + 1)
        else:
            raise NotSimple
        count += 1
    if type(event) is not MappingEndEvent or count != len(fields):
        raise NotSimple
    return fields


def _sequence(get: Callable[[], Any], event: Any, depth: int) -> list[Any]:
    _check_collection(event, depth)
    items: list[Any] = []
    while (kind := type(event := get())) is not SequenceEndEvent:
        if kind is ScalarEvent:
            if event.anchor is not None or event.tag is not None:
                raise NotSimple
            value = event.value
            items.append(None if not event.style and value in NULLS else value)
        elif kind is MappingStartEvent:
            items.append(_mapping(get, event, depth + 1))
        else:
            raise NotSimple
    return items


def _check_collection(event: Any, depth: int = 0) -> None:
    """Refuse a list or a mapping that has an anchor or a tag, or is nested too deep."""
    if event.anchor is not None or event.tag is not None or depth > MAX_DEPTH:
        raise NotSimple

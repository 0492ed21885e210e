"""What does not stand in lines of the usual form, read from libyaml's stream of events: five times as fast as PyYAML.

Only what needs it imports this, as PyYAML takes a while to be imported.
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
from tui.timeline.reading.event_fast import EventMaker, NotSimple
from tui.timeline.reading.schema import DEEPEST, NULLS


def ends_with(key: str, head: bytes) -> bool:
    """Tell whether the last line of the beginning of a file is a key of its outermost mapping, not inside a text."""
    if not yaml.__with_libyaml__:
        return False
    try:
        events = list(yaml.parse(head.decode().removeprefix("\ufeff"), Loader=yaml.CLoader))
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


def events(text: str, first_line: int, maker: EventMaker) -> Iterator[Event]:
    """Yield the events that are the items of a list.

    Args:
        text: the items.
        first_line: the number of its first line in the file, from 1.
        maker: makes the events.

    Raises:
        NotSimple: if anything is wrong with it, or unusual, or there is no libyaml to read it.
    """
    if not yaml.__with_libyaml__:
        raise NotSimple
    try:
        yield from _events(text, first_line, maker)
    except yaml.YAMLError as error:
        raise NotSimple from error


def _events(text: str, first_line: int, maker: EventMaker) -> Iterator[Event]:
    get: Callable[[], Any] = yaml.CLoader(text).get_event
    get(), get()  # the stream begins, and the document
    items = get()
    if type(items) is not SequenceStartEvent:
        raise NotSimple
    _refuse_marks(items)
    line, at = first_line, 0
    item: Any
    while type(item := get()) is MappingStartEvent:
        mark: Any = item.start_mark
        start = mark.index
        line += text.count("\n", at, start)
        at = start
        yield maker.event(_mapping(get, item, 1), line)
    if type(item) is not SequenceEndEvent or get().explicit or type(get()) is not StreamEndEvent:
        raise NotSimple


# What takes most of the time is PyYAML, which makes objects of libyaml's events; so little as possible is done with
# each: scalars are taken where they come, without a call.


def _mapping(get: Callable[[], Any], event: Any, depth: int) -> dict[str, Any]:
    _refuse_marks(event, depth)
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
    _refuse_marks(event, depth)
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


def _refuse_marks(event: Any, depth: int = 0) -> None:
    if event.anchor is not None or event.tag is not None or depth > DEEPEST:
        raise NotSimple

"""The scalars of a YAML text, at their positions, and the text with some of them replaced."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

import yaml

from tui.timeline.reading.problems import ValuePath


class Scalar(NamedTuple):
    """A value of a YAML text that is neither a list nor a mapping."""

    path: ValuePath
    """The keys and the indices of list items that lead to it, such as ``("events", 0, "date")``."""
    start: int
    """The offset of its first character in the text, which may be a quotation mark."""
    end: int
    """The offset of the character after its last."""
    value: str


def scalars(text: str) -> Iterator[Scalar]:
    """Yield the scalars of a YAML text that has no aliases, other than keys, in their order.

    Raises:
        yaml.YAMLError: if the text is not YAML.
    """
    loader: Any = yaml.CLoader if yaml.__with_libyaml__ else yaml.Loader
    events = iter(yaml.parse(text, Loader=loader))
    for event in events:
        if isinstance(event, yaml.NodeEvent):
            yield from _node(event, (), events)


def _node(event: Any, path: ValuePath, events: Iterator[Any]) -> Iterator[Scalar]:
    """Yield the scalars of the node that starts with an event."""
    if isinstance(event, yaml.ScalarEvent):
        yield Scalar(path, event.start_mark.index, event.end_mark.index, event.value)
    elif isinstance(event, yaml.SequenceStartEvent):
        index = 0
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            yield from _node(event, (*path, index), events)
            index += 1
    elif isinstance(event, yaml.MappingStartEvent):
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            key = event.value if isinstance(event, yaml.ScalarEvent) else ""
            for _ in () if isinstance(event, yaml.ScalarEvent) else _node(event, path, events):
                pass
            yield from _node(next(events), (*path, key), events)


def with_replaced(text: str, changes: Iterable[tuple[Scalar, str]]) -> str:
    """Return a text with the values of some scalars replaced. Their quotation marks and all else stay.

    Args:
        text: the text.
        changes: scalars of the text, in their order, each with its new value. That must be safe between the quotation
            marks of the old one or, if it has none, as it is.
    """
    pieces: list[str] = []
    offset = 0
    for scalar, value in changes:
        written = text[scalar.start : scalar.end]
        old = scalar.value.rstrip("\n")
        new = written.replace(old, value, 1) if old and old in written else value
        pieces += [text[offset : scalar.start], new]
        offset = scalar.end
    return "".join((*pieces, text[offset:]))


def changed_values(text: str, new_value: Callable[[Scalar], str | None]) -> str:
    """Return a text with new values.

    Args:
        text: YAML without aliases.
        new_value: returns the new value of a scalar; None if it stays.
    """
    changes = ((scalar, value) for scalar in scalars(text) if (value := new_value(scalar)) is not None)
    return with_replaced(text, changes)

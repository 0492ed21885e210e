"""YAML text as nodes with their offsets, composed from PyYAML's event stream.

PyYAML's loaders guess at types (``2022-07-19`` becomes a date, ``NO`` becomes False) and forget lines. The event stream
does neither, and with libyaml it is five times as fast. Every scalar stays the text that it is.

YAML features that are dangerous or unclear in a file written by hand are refused, each with its position: anchors and
aliases (with which a small file becomes a huge one), tags, keys that are not text, duplicate keys, deep nesting.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import yaml

from tui.timeline.reading.problem_log import WHOLE_FILE, ProblemLog
from tui.timeline.reading.schema import MAX_DEPTH, MAX_ITEMS, NULLS
from tui.timeline.reading.yaml_errors import TOO_DEEP, TOO_MANY, explain_reader_error, explain_yaml_error


@dataclass(slots=True)
class ScalarNode:
    """A text."""

    value: str
    offset: int
    """The offset of its first character in the text of the file."""
    is_null: bool = False
    """Whether it is empty, or an unquoted ``null`` or ``~``."""


@dataclass(slots=True)
class SequenceNode:
    """A list."""

    items: list[Node]
    offset: int


class Field(NamedTuple):
    """A key of a mapping, and its value."""

    offset: int
    """The offset of the key."""
    node: Node


@dataclass(slots=True)
class MappingNode:
    """A mapping, its keys in the order of the file."""

    fields: dict[str, Field]
    offset: int


Node = ScalarNode | SequenceNode | MappingNode


class Section(NamedTuple):
    """A key of the file's outermost mapping, with its whole value or with one item of it."""

    key: str
    offset: int
    """The offset of the key."""
    node: Node
    is_item: bool
    """Whether the node is one item of the list under the key, instead of the whole value."""


class UnreadableError(Exception):
    """The rest of the file cannot be read. The reason has been added to the problems."""


def read_sections(text: str, problems: ProblemLog, streamed: str) -> Iterator[Section]:
    """Yield the sections of a YAML text's outermost mapping.

    Args:
        text: the YAML.
        problems: every problem of the text is added to it.
        streamed: the key of a list that is yielded empty first, and then item by item, so that the nodes of a large
            file are never in memory together.

    Raises:
        UnreadableError: if the text cannot be read to its end.
    """
    loader: Any = yaml.CLoader if yaml.__with_libyaml__ else yaml.Loader
    composer = _Composer(yaml.parse(text, Loader=loader), problems)
    try:
        yield from composer.sections(streamed)
    except yaml.MarkedYAMLError as error:
        problems.add(*explain_yaml_error(error, text, loader))
        raise UnreadableError from error
    except yaml.reader.ReaderError as error:
        problems.add(*explain_reader_error(text))
        raise UnreadableError from error


class _Composer:
    def __init__(self, events: Iterator[Any], problems: ProblemLog) -> None:
        self._next = events.__next__
        self._problems = problems
        self._is_item = False
        """Whether the node is an item of the streamed list, whose mappings are no vocabularies."""

    def sections(self, streamed: str) -> Iterator[Section]:
        """Yield the sections of the only document; see `read_sections`."""
        self._start_mapping()
        seen: dict[str, int] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            key_offset = _offset(event)
            key = self._key(event, seen, 1)
            event = self._next()
            if key == streamed and isinstance(event, yaml.SequenceStartEvent):
                self._refuse_properties(event)
                yield Section(key, key_offset, SequenceNode([], _offset(event)), False)
                self._is_item = True
                while not isinstance(event := self._next(), yaml.SequenceEndEvent):
                    yield Section(key, key_offset, self._node(event, 2), True)
                self._is_item = False
                continue
            node = self._node(event, 1)
            if key is not None:
                yield Section(key, key_offset, node, False)
        self._next()  # the document ends
        if isinstance(event := self._next(), yaml.DocumentStartEvent):
            self._problems.add(
                _offset(event),
                "a second YAML document begins here",
                "a file holds one timeline: remove the '---' or split the file",
            )
            raise UnreadableError

    def _start_mapping(self) -> None:
        """Take the events up to the start of the outermost mapping."""
        problems = self._problems
        self._next()  # the stream starts
        event = self._next()
        if isinstance(event, yaml.StreamEndEvent):
            problems.add(WHOLE_FILE, "the file is empty", "a timeline begins with 'title: …'")
            raise UnreadableError
        event = self._next()
        if not isinstance(event, yaml.MappingStartEvent):
            if isinstance(event, yaml.ScalarEvent) and not event.value:
                problems.add(WHOLE_FILE, "the file is empty", "a timeline begins with 'title: …'")
            else:
                problems.add(
                    _offset(event),
                    f"the file holds {_kind(event)}, not a timeline",
                    "a timeline begins with 'title: …'",
                )
            raise UnreadableError
        self._refuse_properties(event)

    def _node(self, event: Any, depth: int) -> Node:
        """Return the node that starts with an event.

        Args:
            event: its first event.
            depth: the number of lists and mappings around it.
        """
        offset = _offset(event)
        if isinstance(event, yaml.ScalarEvent):
            if event.anchor is not None or event.tag is not None:
                self._refuse_properties(event)
            value = event.value
            if not yaml.__with_libyaml__ and not value.isascii():
                value = self._without_surrogates(value, offset)
            return ScalarNode(value, offset, not event.style and value in NULLS)
        if isinstance(event, yaml.AliasEvent):
            self._problems.add(
                offset, f"'*{event.anchor}' is an alias, which a timeline does not use", "write the value out"
            )
            return ScalarNode("?", offset)
        if depth > MAX_DEPTH:
            self._problems.add(offset, *TOO_DEEP)
            raise UnreadableError
        self._refuse_properties(event)
        if isinstance(event, yaml.SequenceStartEvent):
            items: list[Node] = []
            while not isinstance(event := self._next(), yaml.SequenceEndEvent):
                if len(items) == MAX_ITEMS and depth > 2:
                    self._problems.add(_offset(event), *TOO_MANY)
                    raise UnreadableError
                items.append(self._node(event, depth + 1))
            return SequenceNode(items, offset)
        fields: dict[str, Field] = {}
        seen: dict[str, int] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            key_offset = _offset(event)
            if len(seen) == MAX_ITEMS and depth > 2 and self._is_item:
                self._problems.add(_offset(event), *TOO_MANY)
                raise UnreadableError
            key = self._key(event, seen, depth + 1)
            node = self._node(self._next(), depth + 1)
            if key is not None:
                fields[key] = Field(key_offset, node)
        return MappingNode(fields, offset)

    def _key(self, event: Any, seen: dict[str, int], depth: int) -> str | None:
        """Return the key that starts with an event; None, and add a problem, if it is not a key for a timeline.

        Args:
            event: its first event.
            seen: the offsets of the mapping's keys so far. This one is added.
            depth: the number of lists and mappings around it.
        """
        offset = _offset(event)
        if not isinstance(event, yaml.ScalarEvent):
            self._problems.add(offset, f"a key that is {_kind(event)}", "a key is a plain word")
            self._node(event, depth)
            return None
        if event.anchor is not None or event.tag is not None:
            self._refuse_properties(event)
        key: str = event.value
        if key in seen:
            line, _ = self._problems.position(seen[key])
            self._problems.add(offset, f"key '{key}' stands on line {line} already", "keep one of the two")
            return None
        seen[key] = offset
        return key

    def _refuse_properties(self, event: Any) -> None:
        """Add a problem for the anchor of a node, and one for its tag, if it has them."""
        offset = _offset(event)
        if event.anchor is not None:
            self._problems.add(
                offset,
                f"'&{event.anchor}' is an anchor, which a timeline does not use",
                f"remove '&{event.anchor}'",
            )
        if event.tag is not None:
            self._problems.add(offset, f"'{event.tag}' is a tag, which a timeline does not use", "remove it")

    def _without_surrogates(self, value: str, offset: int) -> str:
        r"""Refuse half a character, from an escape such as ``\ud800``, as libyaml does."""
        if any("\ud800" <= character <= "\udfff" for character in value):
            self._problems.add(offset, "an escape that is not a character", "write the character itself")
            return "?"
        return value


def _offset(event: Any) -> int:
    """Return the offset at which an event of the stream begins."""
    offset: int = event.start_mark.index
    return offset


def _kind(event: Any) -> str:
    """Return what starts with an event, in words."""
    if isinstance(event, yaml.SequenceStartEvent):
        return "a list"
    if isinstance(event, yaml.MappingStartEvent):
        return "a mapping"
    return "an alias" if isinstance(event, yaml.AliasEvent) else "a text"

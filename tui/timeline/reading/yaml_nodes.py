"""YAML text as nodes that know where they stand, made from PyYAML's event stream.

PyYAML's loaders guess at types (``2022-07-19`` becomes a date, ``NO`` becomes False) and forget lines; the event
stream does neither, and with libyaml it is five times as fast. Every scalar is the text it is.

What makes YAML dangerous or unclear in a file written by hand is refused with its place: anchors and aliases (they
are how a small file becomes a huge one), tags, keys that are not text, duplicate keys, deep nesting.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import yaml

from tui.timeline.reading.problems import MOST_PROBLEMS, Problem
from tui.timeline.reading.schema import DEEPEST, NULLS

_NOT_YAML = re.compile("[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""The characters that YAML 1.1 does not allow outside of escapes."""


@dataclass(slots=True)
class ScalarNode:
    """A text."""

    value: str
    at: int
    """The offset of its first character in the text of the file."""
    is_null: bool = False
    """Whether nothing stands here, or an unquoted ``null`` or ``~``."""


@dataclass(slots=True)
class SequenceNode:
    """A list."""

    items: list[Node]
    at: int


class Field(NamedTuple):
    """A key of a mapping and what stands under it."""

    at: int
    """The offset of the key."""
    node: Node


@dataclass(slots=True)
class MappingNode:
    """A mapping, its keys in the order of the file."""

    fields: dict[str, Field]
    at: int


Node = ScalarNode | SequenceNode | MappingNode


class Part(NamedTuple):
    """A piece of the file's outermost mapping, small enough to hold."""

    key: str
    key_at: int
    node: Node
    is_item: bool
    """Whether the node is one item of the sequence under the key, instead of all that is under it."""


class UnreadableError(Exception):
    """The rest of the file cannot be read; why has been told already."""


class Problems:
    """Collects what is wrong with a text; places are offsets, turned into lines and columns at the end."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._found: list[tuple[int, str, str]] = []
        self.count = 0
        self._line_starts: list[int] = []

    def add(self, at: int, wrong: str, right: str) -> None:
        """Tell of a problem at an offset; -1 for the file as a whole."""
        self.count += 1
        if len(self._found) < 20 * MOST_PROBLEMS:
            self._found.append((at, wrong, right))

    @property
    def many(self) -> bool:
        """Whether there are more than will be told, so that costly advice is not worth its time."""
        return self.count > MOST_PROBLEMS

    def located(self) -> list[Problem]:
        """Return at most `MOST_PROBLEMS`, in the order of the file."""
        first = sorted(self._found, key=lambda problem: problem[0])[:MOST_PROBLEMS]
        return [Problem(wrong, right, *self.place(at)) for at, wrong, right in first]

    def place(self, at: int) -> tuple[int, int]:
        """Return the line and the column, from 1, of an offset; 0 and 0 for -1."""
        if at < 0:
            return 0, 0
        if not self._line_starts:
            self._line_starts = [0, *(match.end() for match in re.finditer("\n", self._text))]
        line = bisect_right(self._line_starts, at)
        return line, at - self._line_starts[line - 1] + 1


def parts(text: str, problems: Problems, streamed: str) -> Iterator[Part]:
    """Yield the outermost mapping of a YAML text piece by piece.

    What stands under each key comes whole, but the items of the sequence under the key ``streamed`` come one by one,
    so that a large file never stands in memory as nodes.

    Raises:
        UnreadableError: if the text cannot be read to its end; why is told in ``problems``.
    """
    loader: Any = yaml.CLoader if yaml.__with_libyaml__ else yaml.Loader
    composer = _Composer(yaml.parse(text, Loader=loader), problems)
    try:
        yield from composer.parts(streamed)
    except yaml.MarkedYAMLError as error:
        problems.add(*_syntax_problem(error, text))
        raise UnreadableError from error
    except yaml.reader.ReaderError as error:
        found = _NOT_YAML.search(text)
        at = found.start() if found else 0
        code = f"U+{ord(text[at]):04X}" if found else "of an unknown kind"
        problems.add(at, f"a control character {code}", 'remove it, or write it as an escape in "…"')
        raise UnreadableError from error


class _Composer:
    def __init__(self, events: Iterator[Any], problems: Problems) -> None:
        self._next = events.__next__
        self._problems = problems

    def parts(self, streamed: str) -> Iterator[Part]:
        problems = self._problems
        self._next()  # the stream begins
        event = self._next()
        if isinstance(event, yaml.StreamEndEvent):
            problems.add(-1, "the file is empty", "a timeline begins with 'title: …'")
            raise UnreadableError
        event = self._next()
        if not isinstance(event, yaml.MappingStartEvent):
            if isinstance(event, yaml.ScalarEvent) and not event.value:
                problems.add(-1, "the file is empty", "a timeline begins with 'title: …'")
            else:
                problems.add(
                    _at(event),
                    f"the file holds {_what(event)}, not a timeline",
                    "a timeline begins with 'title: …'",
                )
            raise UnreadableError
        self._refuse_marks(event)
        seen: dict[str, int] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            key_at = _at(event)
            key = self._key(event, seen)
            event = self._next()
            if key == streamed and isinstance(event, yaml.SequenceStartEvent):
                self._refuse_marks(event)
                yield Part(key, key_at, SequenceNode([], _at(event)), False)
                while not isinstance(event := self._next(), yaml.SequenceEndEvent):
                    yield Part(key, key_at, self._node(event, 2), True)
                continue
            node = self._node(event, 1)
            if key is not None:
                yield Part(key, key_at, node, False)
        self._next()  # the document ends
        if isinstance(event := self._next(), yaml.DocumentStartEvent):
            problems.add(
                _at(event),
                "a second YAML document begins here",
                "a file holds one timeline: remove the '---' or split the file",
            )
            raise UnreadableError

    def _node(self, event: Any, depth: int) -> Node:
        at = _at(event)
        if isinstance(event, yaml.ScalarEvent):
            if event.anchor is not None or event.tag is not None:
                self._refuse_marks(event)
            value = event.value
            if not yaml.__with_libyaml__ and not value.isascii():
                value = self._without_surrogates(value, at)
            return ScalarNode(value, at, not event.style and value in NULLS)
        if isinstance(event, yaml.AliasEvent):
            self._problems.add(
                at, f"'*{event.anchor}' is an alias, which a timeline does not use", "write the value out"
            )
            return ScalarNode("?", at)
        if depth > DEEPEST:
            self._problems.add(
                at, f"nested more than {DEEPEST} deep", "a timeline is flatter: see the schema in the README"
            )
            raise UnreadableError
        self._refuse_marks(event)
        if isinstance(event, yaml.SequenceStartEvent):
            items = []
            while not isinstance(event := self._next(), yaml.SequenceEndEvent):
                items.append(self._node(event, depth + 1))
            return SequenceNode(items, at)
        fields: dict[str, Field] = {}
        seen: dict[str, int] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            key_at = _at(event)
            key = self._key(event, seen)
            node = self._node(self._next(), depth + 1)
            if key is not None:
                fields[key] = Field(key_at, node)
        return MappingNode(fields, at)

    def _key(self, event: Any, seen: dict[str, int]) -> str | None:
        """Return the key that this event begins, or None, and why told, if it cannot be one."""
        at = _at(event)
        if not isinstance(event, yaml.ScalarEvent):
            self._problems.add(at, f"a key that is {_what(event)}", "a key is a plain word")
            self._node(event, DEEPEST)
            return None
        if event.anchor is not None or event.tag is not None:
            self._refuse_marks(event)
        key: str = event.value
        if key in seen:
            line, _ = self._problems.place(seen[key])
            self._problems.add(at, f"key '{key}' stands on line {line} already", "keep one of the two")
            return None
        seen[key] = at
        return key

    def _refuse_marks(self, event: Any) -> None:
        at = _at(event)
        if event.anchor is not None:
            self._problems.add(
                at,
                f"'&{event.anchor}' is an anchor, which a timeline does not use",
                f"remove '&{event.anchor}'",
            )
        if event.tag is not None:
            self._problems.add(at, f"'{event.tag}' is a tag, which a timeline does not use", "remove it")

    def _without_surrogates(self, value: str, at: int) -> str:
        """Refuse what libyaml refuses: half a character, from an escape such as ``\\ud800``."""
        if any("\ud800" <= character <= "\udfff" for character in value):
            self._problems.add(at, "an escape that is no character", "write the character itself")
            return "?"
        return value


def _at(event: Any) -> int:
    """Return the offset at which an event of the stream begins."""
    at: int = event.start_mark.index
    return at


def _what(event: Any) -> str:
    if isinstance(event, yaml.SequenceStartEvent):
        return "a list"
    if isinstance(event, yaml.MappingStartEvent):
        return "a mapping"
    return "an alias" if isinstance(event, yaml.AliasEvent) else "a text"


_SYNTAX = (
    # libyaml and PyYAML word the same faults differently; both are brought to these words.
    (
        "mapping values are not allowed",
        "a ': ' inside a value, or a line indented too far",
        "put quotes around the value, or mend the indentation",
    ),
    ("found unexpected end of stream", "a quote is opened here and never closed", "close it"),
    ("but got '<stream end>'", "a bracket is opened here and never closed", "close it"),
    ("did not find expected ',' or", "a bracket is opened here and never closed, or a comma is missing", "close it"),
    ("expected ',' or", "a bracket is opened here and never closed, or a comma is missing", "close it"),
    (
        "did not find expected '-' indicator",
        "a line that is neither the next item of the list nor outside of it",
        "begin it with '- ' or indent it less",
    ),
    (
        "expected <block end>",
        "a line that is neither the next key or item nor outside of its list or mapping",
        "indent it as the lines above it",
    ),
    (
        "did not find expected key",
        "a line that is neither the next key nor outside of the mapping",
        "indent it as the keys above it",
    ),
    ("could not find expected ':'", "a key without a colon", "write 'key: value'"),
    ("escape", "a backslash that begins no escape", "write '\\\\', or put the value in single quotes"),
    ("undefined alias", "an alias, which a timeline does not use", "write the value out"),
)

_FROM_ITS_START = ("found unexpected end of stream", "',' or", "could not find expected ':'")


def _syntax_problem(error: yaml.MarkedYAMLError, text: str) -> tuple[int, str, str]:
    said = error.problem or error.context or "cannot be read"
    mark: Any = error.problem_mark or error.context_mark
    if error.context_mark is not None and any(words in said for words in _FROM_ITS_START):
        mark = error.context_mark
    at = min(mark.index, len(text)) if mark is not None else 0
    line_start = text.rfind("\n", 0, at) + 1
    tab = re.compile(r"[ ]*\t").match(text, line_start) or re.compile(r"\t").match(text, at)
    if tab and ("tab" in said or "cannot start any token" in said or tab.end() >= at):
        return tab.end() - 1, "a tab where YAML wants spaces", "indent with spaces"
    if "cannot start any token" in said:
        character = text[at : at + 1]
        return at, f"a value cannot begin with '{character}'", "put quotes around the value"
    for words, wrong, right in _SYNTAX:
        if words in said:
            return at, f"not YAML: {wrong}", right
    return at, f"not YAML: {said}", "see the example in the README"

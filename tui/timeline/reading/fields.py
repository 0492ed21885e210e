"""The fields of a mapping in the file, asked for one by one; what is wrong with them is told on the way."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Protocol

from tui.timeline.dates.edtf import EdtfDate, EdtfError
from tui.timeline.reading.problems import ValuePath
from tui.timeline.reading.yaml_nodes import MappingNode, Node, Problems, ScalarNode, SequenceNode

_DATE = "write a date such as 2022-11-08, 2022-11, 2022 or 2022-11-08/2022-11-10"
_UNDATED = EdtfDate.parse("../..")


class References(Protocol):
    """What fields need of the reader whose they are."""

    problems: Problems

    def refer(self, what: str, node: ScalarNode) -> None:
        """Require that the thing named is defined, here or further on in the file."""

    def advice(self, name: str, known: Collection[str], otherwise: str) -> str:
        """Return what would be right instead of an unknown name."""

    def mark_fields(self, path: ValuePath, node: MappingNode) -> None:
        """Note where the fields stand, if that is wanted."""


class Fields:
    """A mapping of the file, asked for its fields one by one; what is wrong with them is told on the way."""

    def __init__(self, reader: References, node: Node, what: str, path: ValuePath, known: tuple[str, ...]) -> None:
        self._reader = reader
        self._problems = reader.problems
        self.what = what
        self.at = node.at
        self._path = path
        self._fields: dict[str, Any] = {}
        if not isinstance(node, MappingNode):
            first = ", ".join(known[:3])
            self._problems.add(node.at, f"{what} is {form_of(node)}", f"write it as a mapping, with {first} …")
            self.is_mapping = False
            return
        self.is_mapping = True
        self._fields = node.fields
        for key, field in node.fields.items():
            if key not in known:
                self._problems.add(
                    field.at,
                    f"unknown key '{key}' in {what}",
                    reader.advice(key, known, f"known keys are {', '.join(known)}"),
                )
        reader.mark_fields(path, node)

    def node(self, key: str) -> Node | None:
        """Return what stands under a key, or None where nothing does."""
        field = self._fields.get(key)
        if field is None or (isinstance(field.node, ScalarNode) and field.node.is_null):
            return None
        node: Node = field.node
        return node

    def optional(self, key: str) -> str | None:
        """Return the text under a key, or None where nothing stands."""
        node = self.node(key)
        if node is None:
            return None
        if not isinstance(node, ScalarNode):
            self._problems.add(node.at, f"'{key}' of {self.what} is {form_of(node)}", "write a text")
            return None
        return node.value

    def required(self, key: str, right: str) -> str:
        """Return the text under a key; where there is none, tell so and return an empty one."""
        value = self.optional(key)
        if value is not None and value.strip():
            return value
        if self.is_mapping and (self.node(key) is None or value is not None):
            field = self._fields.get(key)
            if field is None:
                self._problems.add(self.at, f"{self.what} has no '{key}'", right)
            else:
                self._problems.add(field.node.at, f"'{key}' of {self.what} is empty", right)
        return ""

    def choice(self, key: str, known: Collection[str], default: str | None = None) -> str:
        """Return a text that is one of those known; it is required unless there is a default."""
        listed = f"it is one of {', '.join(known)}"
        if default is not None and self.node(key) is None:
            return default
        value = self.required(key, f"{listed}")
        if value and value not in known:
            self._problems.add(
                self._fields[key].node.at,
                f"unknown {key} '{value}'",
                self._reader.advice(value, known, listed),
            )
        return value

    def date(self, key: str) -> EdtfDate:
        """Return a date that is required."""
        value = self.required(key, _DATE)
        if value:
            try:
                return EdtfDate.parse(value)
            except EdtfError as error:
                self._problems.add(self._fields[key].node.at, f"{key} '{value}': {error.problem}", error.remedy)
        return _UNDATED

    def whole_number(self, key: str) -> int | None:
        """Return a number from 1, or None where nothing stands."""
        value = self.optional(key)
        if value is None:
            return None
        if not value.isascii() or not value.isdigit() or int(value[:9]) == 0:
            self._problems.add(
                self._fields[key].node.at,
                f"'{key}' of {self.what} is '{value}'",
                "write a whole number from 1",
            )
            return None
        return int(value[:9])

    def texts(self, key: str) -> tuple[ScalarNode, ...]:
        """Return the texts of a list, or of a text that stands for a list of one."""
        node = self.node(key)
        if node is None:
            return ()
        if isinstance(node, ScalarNode):
            return (node,)
        if isinstance(node, MappingNode):
            self._problems.add(node.at, f"'{key}' of {self.what} is a mapping", "write a list: [a, b]")
            return ()
        found = []
        for item in node.items:
            if isinstance(item, ScalarNode) and item.value.strip():
                found.append(item)
            else:
                form = "an empty text" if isinstance(item, ScalarNode) else form_of(item)
                self._problems.add(item.at, f"an item of '{key}' of {self.what} is {form}", "write a text")
        return tuple(found)

    def references(self, key: str, what: str) -> tuple[str, ...]:
        """Return ids of things that must be defined in the file."""
        texts = self.texts(key)
        for text in texts:
            self._reader.refer(what, text)
        return tuple(dict.fromkeys(text.value for text in texts))

    def reference(self, key: str, what: str, *, right: str | None = None) -> str | None:
        """Return the id of a thing that must be defined in the file; it is required if ``right`` is given."""
        value = self.optional(key) if right is None else self.required(key, right)
        if value:
            self._reader.refer(what, self._fields[key].node)
        return value or None

    def fields(self, key: str, known: tuple[str, ...]) -> Fields | None:
        """Return the fields of the mapping under a key, or None where nothing stands."""
        node = self.node(key)
        if node is None:
            return None
        return Fields(self._reader, node, f"'{key}' of {self.what}", (*self._path, key), known)

    def items(self, key: str) -> tuple[Node, ...]:
        """Return the items of the list under a key."""
        node = self.node(key)
        if node is None:
            return ()
        if not isinstance(node, SequenceNode):
            self._problems.add(
                node.at, f"'{key}' of {self.what} is {form_of(node)}", "write a list, each item after '- '"
            )
            return ()
        return tuple(node.items)


def form_of(node: Node) -> str:
    """Say what a node is, for a message."""
    if isinstance(node, SequenceNode):
        return "a list"
    return "a mapping" if isinstance(node, MappingNode) else "a text"

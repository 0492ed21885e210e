"""The fields of a mapping in the file, each checked as it is read."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping

from tui.timeline.dates.edtf import EdtfDate, EdtfError
from tui.timeline.reading.context import ReadingContext
from tui.timeline.reading.problems import ValuePath
from tui.timeline.reading.schema import ADDRESS, BOOLEANS
from tui.timeline.reading.yaml_nodes import Field, MappingNode, Node, ScalarNode, SequenceNode

_DATE_REMEDY = "write a date such as 2022-11-08, 2022-11, 2022 or 2022-11-08/2022-11-10"
UNDATED = EdtfDate.parse("../..")


class Fields:
    """Reads the fields of a mapping. Everything that is wrong with them is added to the problems.

    Args:
        context: the problems, references and positions of the file.
        node: the mapping. Another node is a problem, and has no fields.
        label: what the mapping is, in messages.
        path: its path in the timeline.
        known: its keys in the schema.
        others: its further keys, which the caller reads: they are no problem.
    """

    def __init__(
        self,
        context: ReadingContext,
        node: Node,
        label: str,
        path: ValuePath,
        known: tuple[str, ...],
        others: Collection[str] = (),
    ) -> None:
        self._context = context
        self._problems = context.problems
        self.label = label
        self.offset = node.offset
        self._path = path
        self._fields: Mapping[str, Field] = {}
        if not isinstance(node, MappingNode):
            first = ", ".join(known[:3])
            self._problems.add(node.offset, f"{label} is {kind_of(node)}", f"write it as a mapping, with {first} …")
            self.is_mapping = False
            return
        self.is_mapping = True
        self._fields = node.fields
        for key, field in node.fields.items():
            if key not in known and key not in others:
                self._problems.add(
                    field.offset,
                    f"unknown key '{key}' in {label}",
                    context.advice(key, known, f"known keys are {', '.join(known)}"),
                )
        context.record_fields(path, node)

    def node(self, key: str) -> Node | None:
        """Return the value of a key; None if it is null or missing."""
        field = self._fields.get(key)
        if field is None or (isinstance(field.node, ScalarNode) and field.node.is_null):
            return None
        return field.node

    def optional(self, key: str) -> str | None:
        """Return the text of a key without line ends after its last line; None if it is null or missing."""
        value = self.verbatim(key)
        return None if value is None else value.rstrip("\n")

    def verbatim(self, key: str) -> str | None:
        """Return the text of a key as it stands; None if it is null or missing."""
        node = self.node(key)
        if node is None:
            return None
        if not isinstance(node, ScalarNode):
            self._problems.add(node.offset, f"'{key}' of {self.label} is {kind_of(node)}", "write a text")
            return None
        return node.value

    def required(self, key: str, remedy: str) -> str:
        """Return the text of a key. A missing or blank text is a problem, and is returned empty."""
        value = self.optional(key)
        if value is not None and value.strip():
            return value
        if self.is_mapping and (self.node(key) is None or value is not None):
            field = self._fields.get(key)
            if field is None:
                self._problems.add(self.offset, f"{self.label} has no '{key}'", remedy)
            else:
                self._problems.add(field.node.offset, f"'{key}' of {self.label} is empty", remedy)
        return ""

    def choice(self, key: str, known: Collection[str], default: str | None = None) -> str:
        """Return a text that must be one of those known; without a default it is required."""
        remedy = f"it is one of {', '.join(known)}"
        if default is not None and self.node(key) is None:
            return default
        value = self.required(key, remedy)
        if value and value not in known:
            self._problems.add(
                self._fields[key].node.offset,
                f"unknown {key} '{value}'",
                self._context.advice(value, known, remedy),
            )
        return value

    def date(self, key: str) -> EdtfDate:
        """Return a date, which is required. Where it is wrong, return an undated one."""
        value = self._set_of_dates(key) or self.required(key, _DATE_REMEDY)
        return (self._parse_date(key, value) if value else None) or UNDATED

    def optional_date(self, key: str) -> EdtfDate | None:
        """Return a date; None if it is null or missing."""
        value = self._set_of_dates(key) or self.optional(key)
        return self._parse_date(key, value) if value else None

    def _parse_date(self, key: str, value: str) -> EdtfDate | None:
        try:
            return EdtfDate.parse(value)
        except EdtfError as error:
            self._problems.add(self._fields[key].node.offset, f"{key} '{value}': {error.problem}", error.remedy)
            return None

    def _set_of_dates(self, key: str) -> str | None:
        """Return the EDTF that an unquoted set of dates looks like: YAML takes ``[a..b]`` for a list."""
        node = self.node(key)
        if isinstance(node, SequenceNode) and all(isinstance(item, ScalarNode) for item in node.items):
            return f"[{','.join(item.value for item in node.items if isinstance(item, ScalarNode))}]"
        if isinstance(node, MappingNode) and all(
            isinstance(field.node, ScalarNode) and field.node.is_null for field in node.fields.values()
        ):
            return f"{{{','.join(node.fields)}}}"
        return None

    def truth(self, key: str) -> bool:
        """Return a truth value; False if it is null or missing."""
        value = self.optional(key)
        if value is None:
            return False
        found = BOOLEANS.get(value.lower())
        if found is None:
            self.refuse(key, f"'{key}' of {self.label} is '{value}'", "write true or false")
        return bool(found)

    def degrees(self, key: str, limit: int) -> float | None:
        """Return an angle in degrees, from minus to plus a limit; None if it is null or missing."""
        value = self.optional(key)
        if value is None:
            return None
        try:
            angle = float(value)
        except ValueError:
            angle = math.nan
        if not -limit <= angle <= limit:
            self.refuse(key, f"'{key}' of {self.label} is '{value}'", f"write degrees from -{limit} to {limit}")
            return None
        return angle

    def url(self, key: str) -> str | None:
        """Return a web address; None if it is null or missing."""
        value = self.optional(key)
        if value is not None and not ADDRESS.match(value):
            self.refuse(key, f"{key} '{value[:80]}'", "write an address that begins with https:// or http://")
        return value

    def sources(self, key: str) -> tuple[str, ...]:
        """Return the ids of sources in a list, each once. A bare URL is a source of its own."""
        texts = self.texts(key)
        for text in texts:
            self._context.refer_to_source(text)
        return tuple(dict.fromkeys(text.value for text in texts))

    def data(self, key: str) -> dict[str, str]:
        """Return a mapping of names to texts or numbers, all as they are written."""
        node = self.node(key)
        if node is None:
            return {}
        if not isinstance(node, MappingNode):
            self.refuse(key, f"'{key}' of {self.label} is {kind_of(node)}", "write it as a mapping of names to values")
            return {}
        values = {}
        for name, field in node.fields.items():
            if not isinstance(field.node, ScalarNode):
                wrong = f"'{name}' in the {key} of {self.label} is {kind_of(field.node)}"
                self._problems.add(field.node.offset, wrong, "write one text or number")
            elif not name.strip() or "\t" in name or "\n" in name:
                self._problems.add(field.offset, f"a name in the {key} of {self.label} is blank", "write a word")
            else:
                values[name] = field.node.value.rstrip("\n")
        return values

    def whole_number(self, key: str) -> int | None:
        """Return a number from 1; None if it is null or missing."""
        value = self.optional(key)
        if value is None:
            return None
        if not value.isascii() or not value.isdigit() or int(value[:9]) == 0:
            self._problems.add(
                self._fields[key].node.offset,
                f"'{key}' of {self.label} is '{value}'",
                "write a whole number from 1",
            )
            return None
        return int(value[:9])

    def texts(self, key: str) -> tuple[ScalarNode, ...]:
        """Return the texts of a list, or the single text that stands for a list."""
        node = self.node(key)
        return () if node is None else texts_of(self._context, node, f"'{key}' of {self.label}")

    def __contains__(self, key: str) -> bool:
        """Return whether a key stands in the mapping, even without a value."""
        return key in self._fields

    def offset_of(self, key: str) -> int:
        """Return the offset of the value of a key; that of the mapping if it has no such key."""
        return self._fields[key].node.offset if key in self._fields else self.offset

    def references(self, key: str, kind: str) -> tuple[str, ...]:
        """Return the ids of a list, each once. All must be defined in the file, as `ReadingContext.refer` says."""
        texts = self.texts(key)
        for text in texts:
            self._context.refer(kind, text)
        return tuple(dict.fromkeys(text.value for text in texts))

    def source(self, key: str, remedy: str) -> str:
        """Return the id of a source, which is required. A bare URL is a source of its own."""
        value = self.required(key, remedy)
        if value:
            node = self._fields[key].node
            assert isinstance(node, ScalarNode)
            self._context.refer_to_source(node)
        return value

    def reference(self, key: str, kind: str, *, remedy: str | None = None) -> str | None:
        """Return an id that must be defined in the file, as a thing of a kind. With a remedy, it is required."""
        value = self.optional(key) if remedy is None else self.required(key, remedy)
        if value:
            node = self._fields[key].node
            assert isinstance(node, ScalarNode)
            self._context.refer(kind, node)
        return value or None

    def fields(self, key: str, known: tuple[str, ...]) -> Fields | None:
        """Return the fields of the mapping under a key; None if it is null or missing."""
        node = self.node(key)
        if node is None:
            return None
        return Fields(self._context, node, f"'{key}' of {self.label}", (*self._path, key), known)

    def items(self, key: str) -> tuple[Node, ...]:
        """Return the items of the list under a key."""
        node = self.node(key)
        if node is None:
            return ()
        if not isinstance(node, SequenceNode):
            self._problems.add(
                node.offset, f"'{key}' of {self.label} is {kind_of(node)}", "write a list, each item after '- '"
            )
            return ()
        return tuple(node.items)

    def refuse(self, key: str, message: str, remedy: str) -> None:
        """Add a problem with the value of a key."""
        node = self.node(key)
        self._problems.add(node.offset if node is not None else self.offset, message, remedy)


def texts_of(context: ReadingContext, node: Node, label: str) -> tuple[ScalarNode, ...]:
    """Return the texts of a list, or the single text that stands for a list.

    Args:
        context: the problems of the file.
        node: the list or the text; null is an empty list.
        label: what it is, in messages.
    """
    if isinstance(node, ScalarNode):
        return () if node.is_null else (node,)
    if isinstance(node, MappingNode):
        context.problems.add(node.offset, f"{label} is a mapping", "write a list: [a, b]")
        return ()
    texts = []
    for item in node.items:
        if isinstance(item, ScalarNode) and item.value.strip():
            texts.append(item)
        else:
            kind = "an empty text" if isinstance(item, ScalarNode) else kind_of(item)
            context.problems.add(item.offset, f"an item of {label} is {kind}", "write a text")
    return tuple(texts)


def kind_of(node: Node) -> str:
    """Return what a node is, in words."""
    if isinstance(node, SequenceNode):
        return "a list"
    return "a mapping" if isinstance(node, MappingNode) else "a text"

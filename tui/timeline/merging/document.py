"""A timeline's file as a tree of plain values, with the node of YAML that each of them stands in."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import deque
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import takewhile
from typing import Any

import yaml

from tui.timeline.editing.yaml_text import sections
from tui.timeline.model.entities import Event
from tui.timeline.model.timeline import Timeline
from tui.timeline.reading.reader import parse_timeline
from tui.timeline.reading.schema_json import Json, event_to_json, view_to_json

Tree = dict[str, Any]
"""A timeline as plain values, as its file has them: by key of the file. The events are a mapping, by id.

An event whose file gives it no id has no ``id`` in the mapping, and no value has what a reader takes for granted.
"""

Node = Any
"""A node of PyYAML, whose types are optional."""


class Document:
    """The text of a timeline's file, what it means, and where.

    Args:
        text: the text.
        name: the name of the file in errors.

    Raises:
        TimelineError: it cannot be read as a timeline.
    """

    def __init__(self, text: str, name: str = "<text>") -> None:
        self.text = text
        self.name = name
        self.timeline: Timeline = parse_timeline(text, name)
        # The base loader does not look for numbers and dates among the scalars, which takes most of the time.
        loader: Any = yaml.CBaseLoader if yaml.__with_libyaml__ else yaml.BaseLoader
        self.root: Node = yaml.compose(text, Loader=loader)
        items = value_of(self.root, "events")
        self.event_nodes: dict[str, Node] = _by_id(items.value if is_list(items) else [], self.timeline)
        """The node of each event, by its id, in the order of the file."""
        self.tree: Tree = tree_of(self.timeline, self.root, self.event_nodes)

    @property
    def is_in_brackets(self) -> bool:
        """Whether the file is written as JSON is."""
        return bool(self.root.flow_style)

    def line(self, offset: int) -> int:
        """Return the number of the line of an offset, from 1."""
        return bisect_right(self._line_starts, offset)

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self.text))]


def tree_of(timeline: Timeline, root: Node, event_nodes: Mapping[str, Node]) -> Tree:
    """Return a timeline as plain values.

    Args:
        timeline: the timeline.
        root: the root of its file.
        event_nodes: the nodes of its events by their ids, in the order in which they are to stand.
    """
    tree: Tree = {}
    if value_of(root, "dateline") is not None:
        tree["dateline"] = timeline.version
    for key in ("title", "description", "language", "timezone"):
        if (value := getattr(timeline, key)) is not None:
            tree[key] = value
    if timeline.ignored_checks:
        tree["checks"] = {"ignore": list(timeline.ignored_checks)}
    tree |= {name: _plain(entries) for name, entries in sections(timeline).items()}
    for source_id, source in tree.get("sources", {}).items():
        _leave_out_defaults(source, value_of(value_of(root, "sources"), source_id), ("issued_basis",))
    if timeline.views:
        tree["views"] = [view_to_json(view) for view in timeline.views]
        for view, node in zip(tree["views"], value_of(root, "views").value, strict=False):
            _leave_out_defaults(view, node, ("sort",))
    events: dict[str, Json] = {}
    for event_id, node in event_nodes.items():
        event = events[event_id] = _plain(event_to_json(timeline.events[timeline.numbers[event_id]]))
        _leave_out_defaults(event, node, ("id", "date_basis"))
    tree["events"] = events
    return tree


def is_list(node: Node) -> bool:
    """Return whether a node is a list."""
    return isinstance(node, yaml.SequenceNode)


def is_mapping(node: Node) -> bool:
    """Return whether a node is a mapping."""
    return isinstance(node, yaml.MappingNode)


def fields(node: Node) -> Iterator[tuple[str, Node, Node]]:
    """Yield the keys of a mapping, each with its node and that of its value; none of any other node."""
    if is_mapping(node):
        for key, value in node.value:
            yield key.value, key, value


def value_of(node: Node, key: str) -> Node:
    """Return the node of the value under a key; None if there is none."""
    return next((value for name, _, value in fields(node) if name == key), None)


def _plain(value: Any) -> Any:
    """Return a value with lists in the place of tuples."""
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, (list, tuple)) else value


def _leave_out_defaults(values: Json, node: Node, keys: tuple[str, ...]) -> None:
    """Remove values that the file does not give."""
    for key in keys:
        if value_of(node, key) is None:
            values.pop(key, None)


def _by_id(nodes: list[Node], timeline: Timeline) -> dict[str, Node]:
    """Return the nodes of events by their ids, some of which are made. Several events may stand on one line."""
    named = [value_of(node, "id") for node in nodes]
    ids = [None if found is None or not found.value.strip() else found.value.strip() for found in named]
    written = {event_id for event_id in ids if event_id in timeline.numbers}
    others = deque(sorted((event for event in timeline.events if event.id not in written), key=_line))
    found: dict[str, Node] = {}
    for node, event_id in zip(nodes, ids, strict=True):
        if event_id not in written:
            title = value_of(node, "title")
            words = "" if title is None else title.value.strip()
            event = _titled(others, words)
            others.remove(event)
            event_id = event.id
        found[event_id or ""] = node
    return found


def _titled(events: deque[Event], words: str) -> Event:
    """Return the event of a title among those on the line of the first; the first if none has it."""
    line = events[0].line
    on_line = takewhile(lambda event: event.line == line, events)
    return next((event for event in on_line if event.title.strip() == words), events[0])


def _line(event: Event) -> int:
    return event.line

"""A tree of plain values as YAML, laid out as Dateline lays out what it writes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tui.timeline.editing.yaml_text import entry_lines, field_lines, item_lines, scalar
from tui.timeline.merging.document import Tree
from tui.timeline.merging.values import Path, is_entity
from tui.timeline.model.facets import VOCABULARIES
from tui.timeline.reading import schema
from tui.timeline.reading.schema_json import Json

SECTIONS = ("facets", *VOCABULARIES, "sources")
"""The sections that hold values by their ids, in the order in which they are written."""
_FIRST = ("dateline", "title", "description", "language", "timezone")


def tree_lines(tree: Tree) -> list[tuple[str, Path]]:
    """Return the lines of a timeline, each with the path of the event, the entry or the key that it belongs to."""
    lines: list[tuple[str, Path]] = []

    def add(path: Path, *found: str) -> None:
        lines.extend((line, path) for line in found)

    for key in _FIRST:
        if key in tree:
            add((key,), *field_lines(key, tree[key], 0))
    if "checks" in tree:
        add(("checks",), *field_lines("checks", tree["checks"], 0))
    for section in SECTIONS:
        if tree.get(section):
            add((section,), "", f"{section}:")
        for entry_id, fields in tree.get(section, {}).items():
            add((section, entry_id), *entry_lines(entry_id, fields))
    if tree.get("views"):
        add(("views",), "", "views:")
        for position, view in enumerate(tree["views"]):
            add(("views", position), *item_lines(view, 2))
    add(("events",), "", "events:" if tree["events"] else "events: []")
    for number, (event_id, event) in enumerate(tree["events"].items()):
        add(("events", event_id), *[""][: number > 0], *event_lines(event))
    return lines


def event_lines(event: Json) -> list[str]:
    """Return an event as an item of the list of events."""
    return item_lines(in_order(event), 2)


def in_order(event: Mapping[str, Any]) -> Json:
    """Return the fields of an event in the order of the schema."""
    known = [key for key in schema.EVENT if key in event]
    return {key: event[key] for key in (*known, *(key for key in event if key not in schema.EVENT))}


def value_lines(path: Path, value: Any, indent: int) -> list[str]:
    """Return the lines of a value under its key, or as an item of a list."""
    name = path[-1]
    blanks = " " * indent
    if path == ("events",):
        events = [event_lines(event) for event in value.values()]
        return ["events:", *(line for number, lines in enumerate(events) for line in ([""][: number > 0] + lines))]
    if len(path) == 2 and path[0] == "events":
        return item_lines(in_order(value), indent)
    if isinstance(name, int):
        return item_lines(value, indent) if isinstance(value, dict) else [f"{blanks}- {scalar(value)}"]
    if is_entity(path) and isinstance(value, dict):
        return [f"{blanks}{line[2:]}" for line in entry_lines(str(name), value)]
    if len(path) == 1 and name in SECTIONS:
        return [f"{name}:", *(line for key, fields in value.items() for line in entry_lines(key, fields))]
    return field_lines(str(name), value, indent)

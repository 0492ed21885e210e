"""References in a merged tree: they must not lead to anything that was deleted, or in a circle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tui.timeline.merging.document import Tree
from tui.timeline.merging.values import Conflict, Path
from tui.timeline.model.facets import BUILT_IN, VOCABULARIES, parent_key
from tui.timeline.reading import schema
from tui.timeline.reading.schema_json import Json

_VOCABULARY_OF: Mapping[str, str] = {spec.field: spec.vocabulary for spec in BUILT_IN if spec.vocabulary}
_DEFINED: Mapping[str, tuple[str, ...]] = {spec.vocabulary: spec.values for spec in BUILT_IN if spec.values}


def restore_used(tree: Tree, base: Tree, ours: Tree, theirs: Tree) -> list[Conflict]:
    """Restore whatever one side deleted although the other refers to it, and return a conflict for each."""
    conflicts: list[Conflict] = []
    own: set[int] = set()
    while missing := dict.fromkeys(_missing(tree)):
        for path in missing:
            versions = [value_at(version, path) for version in (ours, theirs, base)]
            value = next((found for found in versions if found is not None), None)
            if value is None:
                return conflicts  # No version has it: reading the merged timeline reports that.
            put(tree, path, value, own)
            conflicts.append(Conflict(path, "still used", versions[0], versions[1]))
    return conflicts


def break_loops(tree: Tree, ours: Tree) -> list[Conflict]:
    """Break circles of parents by giving each entry its parent in ours, and return a conflict for each."""
    conflicts = []
    for section in (*VOCABULARIES, *tree.get("facets", ())):
        path: Path = (section,) if section in VOCABULARIES else ("facets", section, "values")
        key = parent_key(section) or "parent"
        entries = value_at(tree, path) or {}
        for entry_id in _in_loops(entries, key):
            given = entries[entry_id].get(key)
            mine = (value_at(ours, (*path, entry_id)) or {}).get(key)
            if mine == given:
                continue
            entries[entry_id] = {name: value for name, value in entries[entry_id].items() if name != key}
            if mine is not None:
                entries[entry_id][key] = mine
            conflicts.append(Conflict((*path, entry_id, key), "unreadable", mine, given))
    return conflicts


def _in_loops(entries: Mapping[str, Json], key: str) -> Iterator[str]:
    for entry_id in entries:
        seen: set[str] = set()
        at: Any = entry_id
        while at in entries and at not in seen:
            seen.add(at)
            at = entries[at].get(key)
        if at == entry_id:
            yield entry_id


def _missing(tree: Tree) -> Iterator[Path]:
    """Yield the paths of events, entries and sources that are referred to but missing."""
    facets = tree.get("facets", {})
    for section in VOCABULARIES:
        key = parent_key(section)
        for fields in tree.get(section, {}).values():
            if (parent := fields.get(key)) is not None and parent not in tree[section]:
                yield section, parent
    for source in tree.get("sources", {}).values():
        if (outlet := source.get("outlet")) is not None and outlet not in tree.get("actors", {}):
            yield "actors", outlet
    for name, facet in facets.items():
        for fields in facet.get("values", {}).values():
            if (parent := fields.get("parent")) is not None and parent not in facet["values"]:
                yield "facets", name, "values", parent
    for event in tree["events"].values():
        yield from _missing_of(event, tree, facets)


def _missing_of(event: Json, tree: Tree, facets: Mapping[str, Json]) -> Iterator[Path]:
    for field, value in event.items():
        values = value if isinstance(value, list) else [value]
        if field in _VOCABULARY_OF:
            section = _VOCABULARY_OF[field]
            known = tree.get(section, {})
            for name in values:
                if name not in known and name not in _DEFINED.get(section, ()):
                    yield section, name
        elif field not in schema.EVENT:
            if field not in facets:
                yield "facets", field
            elif "values" in facets[field]:
                yield from (("facets", field, "values", name) for name in values if name not in facets[field]["values"])
    cited = [*event.get("sources", ()), *(quote["source"] for quote in event.get("quotes", ()))]
    for source in cited:
        if source not in tree.get("sources", {}) and not schema.ADDRESS.match(source):
            yield "sources", source
    for targets in event.get("links", {}).values():
        yield from (("events", target) for target in targets if target not in tree["events"])


def value_at(tree: Any, path: Path) -> Any:
    """Return the value at a path; None if there is none."""
    for key in path:
        try:
            tree = tree[key]
        except (KeyError, IndexError, TypeError):
            return None
    return tree


def put(tree: Any, path: Path, value: Any, own: set[int] | None = None) -> None:
    """Set a value in a tree, or remove what is there. The mappings that it shares with other trees stay as they are.

    Args:
        tree: the tree.
        path: where the value stands.
        value: the value; None to remove it.
        own: the ids of mappings of the tree that were copied before, and need not be again; more are added.
    """
    own = set() if own is None else own
    for key in path[:-1]:
        if id(tree.get(key)) not in own:
            tree[key] = dict(tree.get(key, {}))
            own.add(id(tree[key]))
        tree = tree[key]
    if value is None:
        tree.pop(path[-1], None)
    else:
        tree[path[-1]] = value

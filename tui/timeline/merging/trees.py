"""Merge three trees of plain values into one that can be read as a timeline, and list the conflicts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from tui.timeline.merging.document import Tree
from tui.timeline.merging.ids import with_merged_ids
from tui.timeline.merging.references import break_loops, put, restore_used, value_at
from tui.timeline.merging.render import SECTIONS, tree_lines
from tui.timeline.merging.values import Conflict, Path, merge_values
from tui.timeline.reading.event_ids import made_id
from tui.timeline.reading.problems import TimelineError
from tui.timeline.reading.reader import parse_timeline

_MOST_ROUNDS = 20
"""How often unreadable parts are replaced by those of ours, before the whole of ours is taken."""


NOTHING_TAKEN = Conflict((), "unreadable", None, None)
"""The conflict if the whole of ours is taken."""


class MergedTree(NamedTuple):
    """The merged tree, which can be read as a timeline."""

    tree: Tree
    conflicts: list[Conflict]
    moved: Mapping[str, str]
    """The new ids of events whose ids are made from a date or title that has changed, by their former ids."""


def merge_trees(base: Tree, ours: Tree, theirs: Tree) -> MergedTree:
    """Merge two trees.

    Args:
        base: the tree that both others were made from, with the merged ids of events, as the others have them.
        ours: one of them.
        theirs: the other.
    """
    tree, found = merge_values(base, ours, theirs)
    tree, conflicts = {**tree}, [*found]
    tree["events"] = dict(tree.get("events") or {})
    for section in SECTIONS:
        if section in tree:
            tree[section] = dict(tree[section])
    conflicts += restore_used(tree, base, ours, theirs)
    conflicts += break_loops(tree, ours)
    for section in (*SECTIONS, "views", "checks"):
        if section in tree and not tree[section]:
            del tree[section]
    tree, moved = _with_made_ids(tree)
    conflicts = [conflict._replace(path=_moved(conflict.path, moved)) for conflict in conflicts]
    return MergedTree(*_readable(tree, conflicts, ours, theirs), moved)


def _with_made_ids(tree: Tree) -> tuple[Tree, dict[str, str]]:
    """Return a tree whose events all have an id, if need be the one that a reader makes, and the ids that changed."""
    moved: dict[str, str] = {}
    taken = set(tree["events"])
    for event_id, event in list(tree["events"].items()):
        if "id" in event:
            continue
        made = made_id(event["date"], event["title"])
        if re.fullmatch(rf"{re.escape(made)}(-\d+)?", event_id):
            continue
        if made in taken:
            tree["events"][event_id] = {"id": event_id, **event}
        else:
            moved[event_id] = made
            taken.add(made)
    if not moved:
        return tree, {}
    return with_merged_ids(tree, {event_id: moved.get(event_id, event_id) for event_id in tree["events"]}, {}), moved


def with_all_ids(tree: Tree) -> Tree:
    """Return a tree whose events all have a written id."""
    return {**tree, "events": {event_id: {"id": event_id, **event} for event_id, event in tree["events"].items()}}


def _moved(path: Path, moved: dict[str, str]) -> Path:
    if path[0] == "events" and len(path) > 1:
        return ("events", moved.get(str(path[1]), path[1]), *path[2:])
    return path


def _readable(tree: Tree, conflicts: list[Conflict], ours: Tree, theirs: Tree) -> tuple[Tree, list[Conflict]]:
    """Return a tree whose unreadable parts are replaced by those of ours, which can be read."""
    for _ in range(_MOST_ROUNDS):
        refused = _refused(tree)
        if not refused:
            return tree, conflicts
        wrong = [path for path in refused if value_at(ours, path) != value_at(tree, path)]
        if not wrong and tree.get("facets") != ours.get("facets"):
            wrong = [("facets",)]  # Theirs changed a facet, and events of ours have values that it no longer has.
        if not wrong:
            break
        for path in wrong:
            mine = value_at(ours, path)
            put(tree, path, mine)
            conflicts = [conflict for conflict in conflicts if conflict.path[: len(path)] != path]
            conflicts.append(Conflict(path, "unreadable", mine, value_at(theirs, path)))
    return ours, [NOTHING_TAKEN]


def _refused(tree: Tree) -> list[Path]:
    """Return the paths of the events and entries of a tree that cannot be read; none if all can be."""
    lines = tree_lines(tree)
    try:
        parse_timeline("\n".join(line for line, _ in lines) + "\n")
    except TimelineError as error:
        paths: dict[Path, Any] = {}
        for problem in error.problems:
            path = lines[min(max(problem.line, 1), len(lines)) - 1][1]
            paths[path[:1] if path[:1] == ("views",) else path] = None
        return list(paths)
    return []

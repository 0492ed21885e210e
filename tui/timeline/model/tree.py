"""The trees that the entries of a timeline form, such as a weapon below the wider type that it is a kind of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from typing import Generic, NamedTuple, TypeVar

from tui.text.frozen import replace
from tui.timeline.model.entities import Entry

E = TypeVar("E", bound=Entry)


class Node(NamedTuple, Generic[E]):
    """An entry at its position in a tree."""

    entry: E
    depth: int
    """How many ancestors it has."""
    has_children: bool


def lineage(entries: Mapping[str, E], entry_id: str) -> Iterator[str]:
    """Yield an id and then those of its ancestors, from its parent up to the root."""
    current: str | None = entry_id
    while current is not None:
        yield current
        current = entries[current].parent


def depth(entries: Mapping[str, E], entry_id: str) -> int:
    """Return how many ancestors an entry has."""
    return sum(1 for _ in lineage(entries, entry_id)) - 1


def cut_trees(entries: MutableMapping[str, Entry], most_levels: int) -> list[Entry]:
    """Make each entry that is deeper in its tree than a number of levels the root of its own; return these roots.

    Args:
        entries: the entries by id, without loops; those that are cut off are replaced.
        most_levels: how many levels a tree may have.
    """
    levels: dict[str, int] = {}
    cut: list[Entry] = []
    for start in entries:
        path: list[str] = []
        at: str | None = start
        while at is not None and at not in levels:
            path.append(at)
            at = entries[at].parent
        level = 0 if at is None else levels[at]
        for entry_id in reversed(path):
            level += 1
            if level > most_levels:
                level = 1
                cut.append(replace(entries[entry_id], parent=None))
                entries[entry_id] = cut[-1]
            levels[entry_id] = level
    return cut


def depth_first(entries: Iterable[E]) -> Iterator[Node[E]]:
    """Yield each entry before its children, and siblings in the order given.

    Args:
        entries: any entries of one tree or several; one whose parent is not among them is left out.
    """
    children: dict[str | None, list[E]] = {}
    for entry in entries:
        children.setdefault(entry.parent, []).append(entry)
    stack = [(entry, 0) for entry in reversed(children.get(None, []))]
    while stack:
        entry, level = stack.pop()
        below = children.get(entry.id, [])
        yield Node(entry, level, bool(below))
        stack.extend((child, level + 1) for child in reversed(below))

"""The state of the careful reader while it reads one file: problems, references between values, and positions."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any

from tui.text.nearest import nearest
from tui.timeline.model.entities import NOTHING, Entry, Event, Source
from tui.timeline.model.facets import KINDS, VOCABULARIES, FacetSpec, parent_key
from tui.timeline.reading import schema
from tui.timeline.reading.problem_log import ProblemLog
from tui.timeline.reading.problems import Position, ValuePath
from tui.timeline.reading.yaml_nodes import MappingNode, Node, ScalarNode, SequenceNode

_MOST_NAMED = 8
"""How many entries of a loop are named."""


class ReadingContext:
    """What the parts of the careful reader share while they read one file.

    Args:
        text: the file's text.
        positions: filled with the position of each value; None if they are not needed.
    """

    def __init__(self, text: str, positions: dict[ValuePath, Position] | None) -> None:
        self.problems = ProblemLog(text)
        self.sources: dict[str, Source] = {}
        self.vocabularies: dict[str, dict[str, Entry]] = {}
        """The entries by section, or by name of a facet that the file declares."""
        self.own_facets: dict[str, FacetSpec] = {}
        """The facets that the file declares."""
        self.events: dict[str, Event] = {}
        """The events that have an id, by it. If several have the same id, the first one."""
        self._references: list[tuple[str, str, int]] = []
        """The references whose target was not defined when they were read: a kind, an id, an offset."""
        self._parents: list[tuple[str, str, int]] = []
        """The entries that have a parent: a kind, an id, the offset of the parent."""
        self._positions = positions

    # References

    def refer(self, kind: str, node: ScalarNode) -> None:
        """Require that something is defined, before or after this node.

        Args:
            kind: "source", "event", or the name of a vocabulary.
            node: its id.
        """
        if node.value not in self._defined(kind):
            self._references.append((kind, node.value, node.offset))

    def refer_to_source(self, node: ScalarNode) -> None:
        """Require that a source is defined. A bare URL is a source of its own, which needs no definition."""
        if not schema.ADDRESS.match(node.value):
            self.refer("source", node)

    def _defined(self, kind: str) -> Mapping[str, Any]:
        if kind == "source":
            return self.sources
        return self.events if kind == "event" else self.vocabularies.get(kind, NOTHING)

    def refer_to_parent(self, kind: str, entry_id: str, offset: int) -> None:
        """Require that an entry is not its own ancestor.

        Args:
            kind: the name of its vocabulary.
            entry_id: the id of the entry, which has a parent.
            offset: where its parent is named.
        """
        self._parents.append((kind, entry_id, offset))

    def check_references(self) -> None:
        """Add a problem for each reference to nothing, and for each loop in a tree. Call it when all has been read."""
        for kind, name, offset in self._references:
            known: Collection[str] = self._defined(kind)
            if kind == "kinds":
                known = {*KINDS, *known}
            if name not in known:
                remedy = f"define it in '{section_of(kind)}', or name one that is"
                if kind == "kinds":
                    remedy = f"it is one of {', '.join(KINDS)}, or defined in 'kinds'"
                self.problems.add(offset, f"unknown {noun_of(kind)} '{name}'", self.advice(name, known, remedy))
        self._check_trees()

    def _check_trees(self) -> None:
        """Add a problem for each loop, at the first of its entries, and for each branch that is too deep.

        Each entry is looked at once or twice.
        """
        levels: dict[str, dict[str, int]] = {}
        places = {(kind, entry_id): offset for kind, entry_id, offset in self._parents}
        for kind, entry_id, offset in self._parents:
            entries, known = self._defined(kind), levels.setdefault(kind, {})
            path: dict[str, None] = {}
            at: str | None = entry_id
            while at is not None and at in entries and at not in path and at not in known:
                path[at] = None
                at = entries[at].parent
            if at == entry_id and path:
                names = [f"'{name}'" for name in (*path, at)]
                if len(names) > _MOST_NAMED:
                    names[_MOST_NAMED // 2 : -_MOST_NAMED // 2] = ["…"]
                loop = " in ".join(names)
                self.problems.add(
                    offset,
                    f"a loop in the tree of {noun_of(kind)}s: {loop}",
                    f"change or remove a '{parent_key(kind) or 'parent'}'",
                )
                known.update(dict.fromkeys(path, 0))
                continue
            if at is not None and at in path:  # a loop without this entry: it is reported at one of its own
                names = list(path)
                path = dict.fromkeys(names[: names.index(at)])
            above = known.get(at, 0) if at is not None else 0
            for level, name in enumerate(reversed(path), start=above + 1):
                known[name] = level
                if level == schema.MAX_LEVELS + 1:
                    self.problems.add(
                        places[kind, name],
                        f"{noun_of(kind)} '{name}' is on level {level} of its tree",
                        f"a tree has at most {schema.MAX_LEVELS} levels: change a '{parent_key(kind) or 'parent'}'",
                    )

    def check_id(self, name: str, offset: int) -> None:
        """Add a problem if a name has characters that an id must not have."""
        if not schema.is_id(name):
            better = re.sub(r"[^\w.]+", "-", name).strip("-.").lower()
            self.problems.add(
                offset,
                f"id '{name}' has more than letters, digits, '-', '_' and '.'",
                f"write '{better}'" if better else "write a word",
            )

    def advice(self, name: str, known: Collection[str], fallback: str) -> str:
        """Return the remedy for an unknown name: the nearest known one, or else the fallback."""
        close = None if self.problems.is_full else nearest(name, known)
        return f"did you mean '{close}'?" if close else fallback

    # Positions

    def record(self, path: ValuePath, node: Node | int) -> None:
        """Record the position of a value, and of the items of a list, if positions are needed.

        Args:
            path: the path of the value.
            node: the value, or its offset.
        """
        if self._positions is None:
            return
        if isinstance(node, int):
            self._positions[path] = self.problems.position(node)
            return
        self._positions[path] = self.problems.position(node.offset)
        if isinstance(node, SequenceNode):
            for index, item in enumerate(node.items):
                self._positions[*path, index] = self.problems.position(item.offset)

    def record_fields(self, path: ValuePath, node: MappingNode) -> None:
        """Record the positions of a mapping's values, if positions are needed."""
        if self._positions is not None:
            for key, field in node.fields.items():
                self.record((*path, key), field.node)


def noun_of(kind: str) -> str:
    """Return what one of a vocabulary's entries is called: "actor" for ``actors``, the name of a facet for its own."""
    return kind.removesuffix("s") if kind in VOCABULARIES else kind


def section_of(kind: str) -> str:
    """Return where the file defines what a reference of a kind refers to."""
    if kind in VOCABULARIES:
        return kind
    return f"{kind}s" if kind in ("source", "event") else f"values of the facet {kind}"

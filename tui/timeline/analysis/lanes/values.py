"""The lanes of a facet: its values in their tree, with the events of an answer that have them."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from functools import cached_property

from pyroaring import BitMap

from tui.timeline.model.entities import Entry
from tui.timeline.model.facets import FacetSpec
from tui.timeline.model.tree import depth_first
from tui.timeline.search.answers import Answer
from tui.timeline.search.index import Index

_FIRST_CHOICE = "actor"

MOST_LANES = 400
"""The most values of a facet that have lanes: of the others, the last lane says how many there are."""


class Lane:
    """A value of a facet, and the events of an answer that have it. They are found when they are first asked for.

    Args:
        value: the id of the value; None for the lane of the events without any value.
        name: its name.
        count: how many events it has.
        find: returns them.
        depth: how many values above it have lanes.
        has_children: whether there are values below it.
        is_open: whether these have lanes too.
    """

    def __init__(
        self,
        value: str | None,
        name: str,
        count: int,
        find: Callable[[], BitMap],
        depth: int = 0,
        *,
        has_children: bool = False,
        is_open: bool = False,
    ) -> None:
        self.value = value
        self.name = name
        self.count = count
        self.depth = depth
        self.has_children = has_children
        self.is_open = is_open
        self._find = find

    @cached_property
    def events(self) -> BitMap:
        """The numbers of its events."""
        return self._find()


class Lanes(Sequence[Lane]):
    """The lanes of a facet, in the order in which they are drawn."""

    def __init__(self, spec: FacetSpec, lanes: Sequence[Lane], more: int) -> None:
        self.spec = spec
        """The facet."""
        self._lanes = lanes
        self.more = more
        """How many values have no lane, as there are too many of them."""

    def __len__(self) -> int:
        return len(self._lanes)

    def __getitem__(self, position):  # type: ignore[no-untyped-def]  # one method for both overloads of Sequence
        return self._lanes[position]

    def position_of(self, value: str | None) -> int | None:
        """Return the position of a value's lane; None if it has none."""
        return next((position for position, lane in enumerate(self._lanes) if lane.value == value), None)

    def positions_with(self, number: int) -> Sequence[int]:
        """Return the positions of the lanes that an event is in."""
        return [position for position, lane in enumerate(self._lanes) if number in lane.events]


def facets_with_lanes(index: Index) -> Sequence[FacetSpec]:
    """Return the facets that have lanes: those that events have values of, in the order of the panel, without years."""
    return [spec for spec in index.used_facets if spec.is_counted and spec.name != "year"]


def first_facet(index: Index, facets: Sequence[FacetSpec]) -> FacetSpec | None:
    """Return the facet whose lanes are shown first: actors, or else the one that the most events have a value of."""
    if any(spec.name == _FIRST_CHOICE for spec in facets):
        return index.timeline.specs[_FIRST_CHOICE]
    parts = {name for spec in facets for name in spec.also}
    return max(
        facets,
        key=lambda spec: (not spec.is_derived, spec.name not in parts, len(index.having_any(spec.name, None))),
        default=None,
    )


def lanes_of(index: Index, answer: Answer, spec: FacetSpec | None, is_open: Container[str] = ()) -> Lanes:
    """Return the lanes of a facet: its values that events of an answer have, and one for the events without a value.

    An event is in the lane of each of its values, and of each value above these.

    Args:
        index: the timeline.
        answer: the events.
        spec: the facet; None for one lane with all events, for timelines without any facet.
        is_open: the values whose children have lanes too.
    """
    if spec is None:
        return Lanes(_NO_FACET, [Lane(None, "all events", len(answer.matching), lambda: answer.matching)], 0)
    as_of = answer.view.as_of
    having = index.having_each(spec.name, as_of)
    entries = index.timeline.entries(spec.name)
    values = index.names.values(spec.name)
    counts = {value: count for value in values if (count := having(value).intersection_cardinality(answer.matching))}
    ordered = list(counts) if spec.is_ordered else sorted(counts, key=lambda value: -counts[value])
    shown = (entries.get(value) or Entry(value, index.names.label(spec.name, value)) for value in ordered)
    lanes: list[Lane] = []
    closed_at: int | None = None
    more = 0
    for entry, depth, has_children in depth_first(shown):
        if closed_at is not None and depth > closed_at:
            continue
        closed_at = depth if entry.id not in is_open else None
        if len(lanes) == MOST_LANES:
            more += 1
            continue
        lanes.append(
            Lane(
                entry.id,
                entry.name,
                counts[entry.id],
                _finder(having, entry.id, answer.matching),
                depth,
                has_children=has_children,
                is_open=entry.id in is_open,
            )
        )
    without = answer.matching - index.having_any(spec.name, as_of)
    if without:
        lanes.append(Lane(None, f"no {spec.name}", len(without), lambda: without))
    return Lanes(spec, lanes, more)


_NO_FACET = FacetSpec("", "Events")


def _finder(having: Callable[[str], BitMap], value: str, matching: BitMap) -> Callable[[], BitMap]:
    return lambda: having(value) & matching

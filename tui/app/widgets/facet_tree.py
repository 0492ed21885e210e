"""The values of all facets, in trees, and which of them are in the facet panel."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from tui.text.folding import fold
from tui.text.frozen import Frozen, replace
from tui.timeline.model.facets import FacetSpec
from tui.timeline.model.timeline import Timeline
from tui.timeline.model.tree import depth_first
from tui.timeline.query.facet_names import has_word_prefix
from tui.timeline.query.language import Query
from tui.timeline.search.answers import Answer, answer_query
from tui.timeline.search.index import Index


class FacetHeader(Frozen):
    """The heading of a facet."""

    facet: str


class FacetValue(Frozen):
    """A value of a facet, at its position in the facet's tree."""

    facet: str
    id: str
    name: str
    depth: int = 0
    parent: str | None = None
    has_children: bool = False


_MOST_SUNK = 200
"""The most values of a facet whose counts decide about their order."""

Line = FacetHeader | FacetValue | None
"""A line of the panel; None for a blank line between two facets."""


class FacetTree:
    """The values of each facet that any event has, the most frequent first, with open and closed branches.

    The values of one facet can be filtered by the beginnings of words in their names.
    """

    def __init__(self) -> None:
        self.filter: tuple[str, str] | None = None
        """A facet, and the beginning of a word in the names of its values that are shown; None shows all."""
        self._index: Index
        self._values: Mapping[str, list[FacetValue]] = {}
        self._by_id: dict[tuple[str, str], FacetValue] = {}
        self._positions: Mapping[tuple[str, str], int] = {}
        """By facet and id: the position among all values, opened or not."""
        self._open: set[tuple[str, str]] = set()
        """The open branches, by facet and id."""
        self._opened_for_choices: set[tuple[str, str]] = set()
        """The branches that are open only to show a value below that the query chooses or excludes."""
        self._sunk: Mapping[str, frozenset[str]] = {}
        """By facet: the values that come after the others of their branch."""

    def set_index(self, index: Index) -> None:
        """Replace the values with those of another timeline.

        Branches that were opened stay open. The branches of some facets, such as weapons, are all open at first.
        """
        self._index = index
        self._values = _values(index)
        open_at_first = {
            (spec.name, value.id)
            for spec in index.timeline.facets
            if spec.is_open_at_first
            for value in self._values.get(spec.name, ())
        }
        self._open = (self._open - self._opened_for_choices) | (open_at_first - self._by_id.keys())
        self._opened_for_choices = set()
        self._by_id = {(value.facet, value.id): value for values in self._values.values() for value in values}
        self._positions = {key: position for position, key in enumerate(self._by_id)}

    @property
    def facets(self) -> Sequence[str]:
        """The names of the facets that any event has values of, in the order of the panel."""
        return tuple(self._values)

    def value(self, facet: str, value_id: str) -> FacetValue | None:
        """Return the value of an id; None if no event has it."""
        return self._by_id.get((facet, value_id))

    def parent(self, value: FacetValue) -> FacetValue | None:
        """Return the value above another; None for a root."""
        return None if value.parent is None else self._by_id.get((value.facet, value.parent))

    def is_open(self, value: FacetValue) -> bool:
        """Return whether the values below a value are shown."""
        return (value.facet, value.id) in self._open

    def open(self, value: FacetValue) -> None:
        """Show the values below a value."""
        self._open.add((value.facet, value.id))

    def close(self, value: FacetValue) -> None:
        """Hide the values below a value."""
        self._open.discard((value.facet, value.id))

    def open_above(self, ids: Mapping[str, Iterable[str]]) -> None:
        """Open the branches above some values, and close those that were opened here before.

        Args:
            ids: the ids of the values, by facet.
        """
        self._open -= self._opened_for_choices
        self._opened_for_choices = set()
        for facet in self._values:
            for value_id in ids.get(facet, ()):
                value = self._by_id.get((facet, value_id))
                while value is not None and (value := self.parent(value)) is not None:
                    self._opened_for_choices.add((facet, value.id))
        self._opened_for_choices -= self._open
        self._open |= self._opened_for_choices

    def sink(self, answer: Answer) -> bool:
        """Put values that no event would show after the others, except those chosen or excluded.

        Facets with very many values are left in their order, as counting all of them takes too long.

        Returns:
            Whether the order has changed.
        """
        before = self._sunk
        self._sunk = {
            facet: frozenset(
                value.id
                for value in values
                if not answer.counts[facet].get(value.id, 0)
                and value.id not in answer.chosen[facet]
                and value.id not in answer.excluded[facet]
            )
            for facet, values in self._values.items()
            if len(values) <= _MOST_SUNK
        }
        return self._sunk != before

    def to_show(self, before: Answer | None, answer: Answer, kept: FacetValue | None) -> FacetValue | None:
        """Return a value to bring into sight; None if the query chooses and excludes none.

        It is the first that was not chosen or excluded before, or else the kept one if it is, or else the first.

        Args:
            before: the answer that was shown before, if there is one.
            answer: the answer.
            kept: the value that is in sight.
        """
        other = None
        for facet in self._values:
            old = () if before is None else before.roles(facet)
            for value in self._in_order(facet, answer.roles(facet)):
                if value.id not in old:
                    return value
                other = value if other is None or value == kept else other
        return other

    def _in_order(self, facet: str, ids: Iterable[str]) -> Sequence[FacetValue]:
        """Return the values of some ids in the order of the panel."""
        values = filter(None, (self.value(facet, value_id) for value_id in ids))
        return sorted(values, key=lambda value: self._positions[facet, value.id])

    def lines(self) -> Iterator[Line]:
        """Yield the lines of the panel: for each facet its header, and those of its values that are shown."""
        is_first = True
        for facet, values in self._values.items():
            if not is_first:
                yield None
            is_first = False
            yield FacetHeader(facet)
            sunk = self._sunk.get(facet)
            ordered = _with_last(values, sunk) if sunk else values
            yield from self._filtered(ordered) if self.is_filtered(facet) else self._in_open_branches(ordered)

    def is_filtered(self, facet: str) -> bool:
        """Return whether the values of a facet are filtered."""
        return self.filter is not None and self.filter[0] == facet

    def _filtered(self, values: Iterable[FacetValue]) -> Iterator[FacetValue]:
        assert self.filter is not None
        beginning = fold(self.filter[1])
        for value in values:
            names = (fold(value.name), *self._index.names.values(value.facet)[value.id])
            if has_word_prefix(names, beginning):
                yield replace(value, depth=0)

    def _in_open_branches(self, values: Iterable[FacetValue]) -> Iterator[FacetValue]:
        hidden: set[str] = set()
        for value in values:
            parent = self.parent(value)
            if parent is not None and (parent.id in hidden or not self.is_open(parent)):
                hidden.add(value.id)
            else:
                yield value


def _with_last(values: Sequence[FacetValue], last: frozenset[str]) -> Sequence[FacetValue]:
    """Return values in the order of their tree, those of some ids after the others of their branch.

    Args:
        values: the values, each before those below it.
        last: the ids. All values below one of them are among them, or are chosen.
    """
    below: dict[str | None, list[FacetValue]] = {}
    shown = {value.id for value in values}
    for value in values:
        below.setdefault(value.parent if value.parent in shown else None, []).append(value)
    ordered: list[FacetValue] = []

    def add(parent: str | None) -> None:
        for value in sorted(below.get(parent, ()), key=lambda value: value.id in last):
            ordered.append(value)
            add(value.id)

    add(None)
    return ordered


def _values(index: Index) -> dict[str, list[FacetValue]]:
    """Return the values of each facet that any event has, in the order of the panel. Unused facets have no key."""
    timeline, counts = index.timeline, answer_query(Query(), index).counts
    values: dict[str, list[FacetValue]] = {}
    for spec in timeline.facets:
        if spec.is_counted and (found := list(_used(spec, timeline, counts[spec.name]))):
            values[spec.name] = found
    return values


def _used(spec: FacetSpec, timeline: Timeline, counts: Mapping[str, int]) -> Iterator[FacetValue]:
    """Yield the values of a facet that any event has: in their order if it is fixed, otherwise by frequency."""
    entries = timeline.entries(spec.name)
    used = [value for value in counts if counts[value]]
    if not spec.is_ordered:
        used.sort(key=lambda value: -counts[value])
    if not entries:
        for value in used:
            yield FacetValue(spec.name, value, timeline.name(spec.name, value))
        return
    for entry, depth, has_children in depth_first(entries[value] for value in used):
        yield FacetValue(spec.name, entry.id, entry.name, depth, entry.parent, has_children)

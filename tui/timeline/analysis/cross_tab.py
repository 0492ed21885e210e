"""Two facets crossed: how many events each pair of an actor and a weapon has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pyroaring import BitMap

from tui.text.frozen import Frozen
from tui.timeline.model.entities import Entry
from tui.timeline.query.language import Query
from tui.timeline.search.answers import answer_query
from tui.timeline.search.index import Index

MOST_ROWS = 60
MOST_COLUMNS = 40


class AxisHeader(Frozen):
    """An actor or a weapon, in its tree."""

    id: str
    name: str
    depth: int
    """How many of those above it in its tree are shown too."""
    count: int
    """How many events it has, those of all below it among them."""


class CrossTab(Frozen):
    """How many events pairs of actors and weapons have; those without any pair are left out."""

    rows: Sequence[AxisHeader]
    """Actors, the most frequent first, each before those below it."""
    columns: Sequence[AxisHeader]
    """Weapons, in the same order."""
    counts: Sequence[Sequence[int]]
    """By row and column: how many events have both."""
    more_rows: int
    """How many actors are left out, for there are too many."""
    more_columns: int
    """How many weapons are."""


def cross(index: Index, query: Query, most_rows: int = MOST_ROWS, most_columns: int = MOST_COLUMNS) -> CrossTab:
    """Count the events of each actor and weapon, under what a query asks for beside the actors and weapons it chooses.

    Args:
        index: the timeline.
        query: the query. Actors and weapons that it excludes stay excluded.
        most_rows: so many actors at most, those that have the most events.
        most_columns: so many weapons at most.
    """
    answer = answer_query(query.without("actor").without("weapon"), index)
    known = answer.view.known

    def having(facet: str) -> dict[str, BitMap]:
        return {value: answer.matching & index.having(facet, value, known) for value in index.names.values(facet)}

    actors, weapons = having("actor"), having("weapon")
    acting, armed = BitMap().union(*actors.values()), BitMap().union(*weapons.values())
    rows, more_rows = _most_frequent(actors, armed, index.timeline.actors, most_rows)
    columns, more_columns = _most_frequent(weapons, acting, index.timeline.weapons, most_columns)
    return CrossTab(
        rows,
        columns,
        [[actors[row.id].intersection_cardinality(weapons[column.id]) for column in columns] for row in rows],
        more_rows,
        more_columns,
    )


def _most_frequent(
    sets: Mapping[str, BitMap], others: BitMap, entries: Mapping[str, Entry], most: int
) -> tuple[list[AxisHeader], int]:
    """Return those with the most events, of those that have any of the other facet; and how many more there are."""
    counts = {value: len(found) for value, found in sets.items() if found.intersect(others)}
    # What is above another has at least as many events: of equal ones it must come first, to be there at all.
    order = sorted(counts, key=lambda value: (-counts[value], _depth(entries, value)))
    kept = order[:most]
    return list(_in_trees(kept, counts, entries)), len(order) - len(kept)


def _depth(entries: Mapping[str, Entry], value: str) -> int:
    depth = 0
    while (parent := entries[value].parent) is not None:
        value, depth = parent, depth + 1
    return depth


def _in_trees(values: Sequence[str], counts: Mapping[str, int], entries: Mapping[str, Entry]) -> Iterable[AxisHeader]:
    """Yield values in the order that they have, but each before those below it."""
    below: dict[str | None, list[str]] = {}
    for value in values:
        below.setdefault(entries[value].parent, []).append(value)
    waiting = [(value, 0) for value in reversed(below.get(None, []))]
    while waiting:
        value, depth = waiting.pop()
        yield AxisHeader(value, entries[value].name, depth, counts[value])
        waiting.extend((child, depth + 1) for child in reversed(below.get(value, [])))

"""A cross tab of two facets: how many events each pair of their values has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pyroaring import BitMap

from tui.text.frozen import Frozen
from tui.timeline.model.entities import Entry
from tui.timeline.model.facets import FacetSpec
from tui.timeline.model.tree import depth, depth_first
from tui.timeline.query.language import Query
from tui.timeline.search.answers import answer_query
from tui.timeline.search.index import Index

MOST_ROWS = 60
MOST_COLUMNS = 40

_FIRST_CHOICE = ("actor", "weapon")
"""The facets that are crossed first where a timeline uses both."""


class AxisHeader(Frozen):
    """The header of a row or a column: a value at its position in the tree of its facet."""

    id: str
    name: str
    depth: int
    """How many ancestors it has. All of them have headers too."""
    count: int
    """How many events it has, including those of its descendants."""


class CrossTab(Frozen):
    """How many events each pair of values of two facets has. Values without any such event are left out."""

    rows: Sequence[AxisHeader]
    """Values of the first facet, each before its children.

    Siblings are in the order of their facet if it has one, otherwise in descending order of their counts.
    """
    columns: Sequence[AxisHeader]
    """Values of the second facet, in the same kind of order."""
    counts: Sequence[Sequence[int]]
    """By row and column: how many events have both."""
    more_rows: int
    """How many values of the first facet are left out because there are too many."""
    more_columns: int
    """How many values of the second facet are left out because there are too many."""


def crossable_facets(index: Index) -> Sequence[FacetSpec]:
    """Return the facets that can be crossed: those that events have values of, in the order of the panel."""
    return [spec for spec in index.used_facets if spec.is_counted]


def facets_to_cross(index: Index) -> tuple[str, str] | None:
    """Return the names of the two facets to cross first; None if the events have values of fewer than two.

    These are actors and weapons where both are used, otherwise the two facets with the most values. A facet that counts
    as a part of another, or that is derived from the rest of an event, is chosen only if there are too few others.
    """
    facets = crossable_facets(index)
    names = [spec.name for spec in facets]
    if len(names) < 2:
        return None
    if set(_FIRST_CHOICE) <= set(names):
        return _FIRST_CHOICE
    parts = {name for spec in facets for name in spec.also}

    def rank(spec: FacetSpec) -> tuple[bool, int]:
        used = sum(1 for value in index.names.values(spec.name) if index.having(spec.name, value, None))
        return spec.is_derived or spec.name in parts, -used

    first, second, *_ = sorted(facets, key=rank)
    return first.name, second.name


def cross_tab(
    query: Query,
    index: Index,
    row_facet: str,
    column_facet: str,
    most_rows: int = MOST_ROWS,
    most_columns: int = MOST_COLUMNS,
) -> CrossTab:
    """Count the events of each pair of values of two facets that match a query.

    Args:
        query: the query. The values of both facets that it chooses are ignored; those that it excludes stay excluded.
        index: the timeline.
        row_facet: the name of the facet of the rows.
        column_facet: the name of the facet of the columns.
        most_rows: the most rows to show; those with the most events are kept.
        most_columns: the most columns to show.
    """
    answer = answer_query(query.without(row_facet).without(column_facet), index)

    def events_by_value(facet: str) -> dict[str, BitMap]:
        as_of, values = answer.view.as_of, index.names.values(facet)
        return {value: answer.matching & index.having(facet, value, as_of) for value in values}

    row_events, column_events = events_by_value(row_facet), events_by_value(column_facet)
    specs = index.timeline.specs
    rows, more_rows = _most_frequent(
        row_events, column_events, _entries(index, row_facet, row_events), specs[row_facet], most_rows
    )
    columns, more_columns = _most_frequent(
        column_events, row_events, _entries(index, column_facet, column_events), specs[column_facet], most_columns
    )
    counts = [
        [row_events[row.id].intersection_cardinality(column_events[column.id]) for column in columns] for row in rows
    ]
    return CrossTab(rows, columns, counts, more_rows, more_columns)


def _entries(index: Index, facet: str, values: Mapping[str, BitMap]) -> Mapping[str, Entry]:
    """Return the values of a facet as entries. Values that have no names of their own are their own names."""
    return index.timeline.entries(facet) or {value: Entry(value, index.names.label(facet, value)) for value in values}


def _most_frequent(
    events: Mapping[str, BitMap], others: Mapping[str, BitMap], entries: Mapping[str, Entry], spec: FacetSpec, most: int
) -> tuple[list[AxisHeader], int]:
    """Return headers of the most frequent entries, and how many more entries there are.

    Args:
        events: the events of each entry.
        others: the events of each value of the other facet; an entry that shares no event with them is left out.
        entries: the entries by id.
        spec: the facet of the entries.
        most: the most headers to return.
    """
    paired = BitMap().union(*others.values())
    counts = {value: len(found) for value, found in events.items() if found.intersect(paired)}
    # An ancestor has at least as many events. Where it has as many it must come first, so that it is not cut off.
    ranked = sorted(counts, key=lambda value: (-counts[value], depth(entries, value)))
    kept = set(ranked[:most])
    ordered = (value for value in (events if spec.is_ordered else ranked) if value in kept)
    return list(_headers((entries[value] for value in ordered), counts)), len(ranked) - len(kept)


def _headers(entries: Iterator[Entry], counts: Mapping[str, int]) -> Iterator[AxisHeader]:
    for node in depth_first(entries):
        yield AxisHeader(node.entry.id, node.entry.name, node.depth, counts[node.entry.id])

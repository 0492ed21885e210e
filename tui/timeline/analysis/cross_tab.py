"""A cross tab of two facets: how many events each pair of their values has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pyroaring import BitMap

from tui.text.frozen import Frozen
from tui.timeline.model.entities import Entry
from tui.timeline.model.tree import depth, depth_first
from tui.timeline.query.language import Query
from tui.timeline.search.answers import answer_query
from tui.timeline.search.index import Index

MOST_ROWS = 60
MOST_COLUMNS = 40

_ROWS = "actor"
_COLUMNS = "weapon"


class AxisHeader(Frozen):
    """The header of a row or a column: an entry at its position in a tree."""

    id: str
    name: str
    depth: int
    """How many ancestors it has. All of them have headers too."""
    count: int
    """How many events it has, including those of its descendants."""


class CrossTab(Frozen):
    """How many events each pair of an actor and a weapon has. Entries without any such event are left out."""

    rows: Sequence[AxisHeader]
    """Actors: each before its children, siblings in descending order of their counts."""
    columns: Sequence[AxisHeader]
    """Weapons, in the same kind of order."""
    counts: Sequence[Sequence[int]]
    """By row and column: how many events have both."""
    more_rows: int
    """How many actors are left out because there are too many."""
    more_columns: int
    """How many weapons are left out because there are too many."""


def cross_tab(query: Query, index: Index, most_rows: int = MOST_ROWS, most_columns: int = MOST_COLUMNS) -> CrossTab:
    """Count the events of each pair of an actor and a weapon that match a query.

    Args:
        query: the query. The actors and weapons that it chooses are ignored; those that it excludes stay excluded.
        index: the timeline.
        most_rows: the most actors to show; those with the most events are kept.
        most_columns: the most weapons to show.
    """
    answer = answer_query(query.without(_ROWS).without(_COLUMNS), index)

    def events_by_value(facet: str) -> dict[str, BitMap]:
        as_of, values = answer.view.as_of, index.names.values(facet)
        return {value: answer.matching & index.having(facet, value, as_of) for value in values}

    row_events, column_events = events_by_value(_ROWS), events_by_value(_COLUMNS)
    rows, more_rows = _most_frequent(row_events, column_events, index.timeline.entries(_ROWS), most_rows)
    columns, more_columns = _most_frequent(column_events, row_events, index.timeline.entries(_COLUMNS), most_columns)
    counts = [
        [row_events[row.id].intersection_cardinality(column_events[column.id]) for column in columns] for row in rows
    ]
    return CrossTab(rows, columns, counts, more_rows, more_columns)


def _most_frequent(
    events: Mapping[str, BitMap], others: Mapping[str, BitMap], entries: Mapping[str, Entry], most: int
) -> tuple[list[AxisHeader], int]:
    """Return headers of the most frequent entries, and how many more entries there are.

    Args:
        events: the events of each entry.
        others: the events of each value of the other facet; an entry that shares no event with them is left out.
        entries: the entries by id.
        most: the most headers to return.
    """
    paired = BitMap().union(*others.values())
    counts = {value: len(found) for value, found in events.items() if found.intersect(paired)}
    # An ancestor has at least as many events. Where it has as many it must come first, so that it is not cut off.
    ranked = sorted(counts, key=lambda value: (-counts[value], depth(entries, value)))
    kept = depth_first(entries[value] for value in ranked[:most])
    headers = [AxisHeader(node.entry.id, node.entry.name, node.depth, counts[node.entry.id]) for node in kept]
    return headers, len(ranked) - len(headers)

"""The terms to leave out of a query that finds nothing."""

from __future__ import annotations

from collections.abc import Sequence

from tui.text.frozen import Frozen
from tui.timeline.query.language import Query
from tui.timeline.search.answers import count_events, takes_long
from tui.timeline.search.index import Index

_MOST_TERMS = 16
"""In a query with more terms, only the last ones are tried."""
_MOST = 5


class WayOut(Frozen):
    """A part of a query that finds something."""

    query: Query
    words: str
    """What was done to the query: ``without in:2022``, ``only actor:iran``, ``all``."""
    events: int
    """How many events it finds."""


def ways_out(query: Query, index: Index) -> Sequence[WayOut]:
    """Return parts of a query that find events, in descending order of how many, and finally the empty query.

    Each is without one term. Where that finds nothing, each is one term alone.

    Args:
        query: a query that finds nothing.
        index: the timeline.
    """
    if not index.everything or not query or takes_long(query, index):
        return ()
    terms = query.terms[-_MOST_TERMS:]
    without = [
        WayOut(rest, f"without {term}", count)
        for term in dict.fromkeys(terms)
        if (rest := Query(tuple(other for other in query.terms if other != term)))
        and (count := count_events(rest, index))
    ]
    alone = () if without else ((term, Query((term,))) for term in dict.fromkeys(terms) if len(query.terms) > 2)
    found = without or [
        WayOut(one, f"only {term}", count) for term, one in alone if (count := count_events(one, index))
    ]
    found.sort(key=lambda way: -way.events)
    return [*found[:_MOST], WayOut(Query(), "all", len(index.everything))]

"""An example query for the empty query bar, of the facets that a timeline uses."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from tui.timeline.model.facets import FacetSpec
from tui.timeline.model.tree import lineage
from tui.timeline.query.terms import quoted_if_needed
from tui.timeline.search.index import Index

_MOST_FACETS = 2
_MOST_EVENTS = 30
"""The most events that are looked at for a value."""
_LONGEST_VALUE = 24


def placeholder(index: Index) -> str:
    """Return what to show in an empty query bar."""
    if not index.everything:
        return "filter by words"
    terms = list(_terms(index)) or [f"in:{year}" for year in islice(index.names.values("year"), 1)]
    return " ".join(['filter by words, "a phrase",', *terms])


def _terms(index: Index) -> Iterator[str]:
    facets = [spec for spec in index.used_facets if spec.is_counted and not spec.is_derived]
    parts = {name for spec in facets for name in spec.also}
    found = (
        f"{spec.name}:{value}"
        for spec in facets
        if not spec.is_single and spec.name not in parts and (value := _value(spec, index))
    )
    yield from islice(found, _MOST_FACETS)
    for spec in facets:
        if spec.values and spec.is_single and (value := _value(spec, index)):
            yield f"-{spec.name}:{value}"
            return


def _value(spec: FacetSpec, index: Index) -> str | None:
    """Return a value that one of the first events has: the example of the facet if that is one, or the first."""
    timeline = index.timeline
    entries, names = timeline.entries(spec.name), (spec.name, *spec.also)
    values = [
        value
        for number in range(min(_MOST_EVENTS, len(timeline.events)))
        for name in names
        for own in timeline.events[number].values.get(name, ())
        for value in (lineage(entries, own) if own in entries else (own,))
    ]
    short = (quoted_if_needed(value) for value in values if len(value) <= _LONGEST_VALUE)
    return spec.example if spec.example in values else next(short, None)

"""An example query for the empty query bar, of the facets that a timeline uses."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from tui.timeline.model.facets import FacetSpec
from tui.timeline.query.terms import quoted_if_needed
from tui.timeline.search.index import Index

_MOST_FACETS = 2
_MOST_EVENTS = 30
"""The most events that are looked at for a value."""
_LONGEST_VALUE = 24


def placeholder(index: Index) -> str:
    """Return what to show in an empty query bar."""
    return " ".join(['filter by words, "a phrase",', *_terms(index)]) if index.everything else "filter by words"


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
    """Return a value that events have: the example of the facet, or one of the first events."""
    if spec.example and index.having(spec.name, spec.example, None):
        return spec.example
    events = index.timeline.events
    values = (
        quoted_if_needed(value)
        for number in range(min(_MOST_EVENTS, len(events)))
        for value in events[number].values.get(spec.name, ())
        if len(value) <= _LONGEST_VALUE
    )
    return next(values, None)

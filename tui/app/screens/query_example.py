"""An example query for the empty query bar, of the facets that a timeline uses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from tui.timeline.model.entities import Entry, Event
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
    """Return a value that several of the first events have: the example of the facet if it is there, or the most usual.

    A value that all of them have would filter nothing, unless there is no other.
    """
    timeline = index.timeline
    entries, names = timeline.entries(spec.name), (spec.name, *spec.also)
    looked_at = range(min(_MOST_EVENTS, len(timeline.events)))
    counts = Counter(value for number in looked_at for value in _values(timeline.events[number], names, entries))
    if spec.example in counts:
        return spec.example
    short = [value for value in counts if len(value) <= _LONGEST_VALUE]
    some = [value for value in short if counts[value] < len(looked_at)]
    return quoted_if_needed(max(some or short, key=counts.__getitem__)) if short else None


def _values(event: Event, names: Iterable[str], entries: Mapping[str, Entry]) -> Iterable[str]:
    """Return the values of an event, and those above them, each once."""
    return dict.fromkeys(
        value
        for name in names
        for own in event.values.get(name, ())
        for value in (lineage(entries, own) if own in entries else (own,))
    )

"""The values of the facets: which events have each, and what names each is known by."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence

from tui.timeline.bitsets import bits
from tui.timeline.folding import fold
from tui.timeline.model import KINDS, STATUSES, Entry, Event, Timeline, lineage

Names = Mapping[str, tuple[str, ...]]
"""By id: the folded names, the id's own among them."""


_MOST_YEARS = 400


class FacetValues:
    """The values of every facet of a timeline."""

    def __init__(self, timeline: Timeline) -> None:
        events = timeline.events
        years = _years(events)
        self.sets: Mapping[str, Mapping[str, int]] = {
            "actor": _tree_sets(events, lambda event: event.people, timeline.actors),
            "weapon": _tree_sets(events, lambda event: event.weapons, timeline.weapons),
            "speaker": _tree_sets(events, lambda event: event.speaker, timeline.actors),
            "via": _tree_sets(events, lambda event: event.via, timeline.actors),
            "source": _sets(events, lambda event: event.sources, timeline.sources),
            "status": _sets(events, lambda event: (event.status,), STATUSES),
            "kind": _sets(events, lambda event: (event.kind,), KINDS),
            "year": _sets(events, lambda event: _years_of(event, years), map(str, years)),
        }
        actors, weapons = _names(timeline.actors.values()), _names(timeline.weapons.values())
        self.names: Mapping[str, Names] = {
            "actor": actors,
            "speaker": actors,
            "via": actors,
            "weapon": weapons,
            "source": {
                source.id: (fold(source.id), fold(timeline.actors[source.outlet].name), fold(source.title))
                for source in timeline.sources.values()
            },
            "status": {status: (status,) for status in STATUSES},
            "kind": {kind: (kind,) for kind in KINDS},
            "year": {str(year): (str(year),) for year in years},
        }

    def resolve(self, facet: str, value: str) -> frozenset[str]:
        """Return the ids of a facet that a typed value means; none if it is unknown.

        An id, a name or an alias in full means just its own; else the beginning of a word of one is enough.
        """
        wanted = fold(value).strip()
        if not wanted:
            return frozenset()
        names = self.names[facet]
        exact = frozenset(entry for entry, known in names.items() if wanted in known)
        return exact or frozenset(
            entry for entry, known in names.items() if any(f" {wanted}" in f" {name}" for name in known)
        )


def _names(entries: Iterable[Entry]) -> Names:
    return {
        entry.id: tuple(dict.fromkeys((fold(entry.id), fold(entry.name), *map(fold, entry.aliases))))
        for entry in entries
    }


def _sets(
    events: Sequence[Event], values_of: Callable[[Event], Iterable[str]], values: Iterable[str]
) -> dict[str, int]:
    """Return, for each value, the events that have it."""
    found: dict[str, list[int]] = {value: [] for value in values}
    for number, event in enumerate(events):
        for value in values_of(event):
            found[value].append(number)
    return {value: bits(those, len(events)) for value, those in found.items()}


def _tree_sets(
    events: Sequence[Event], ids_of: Callable[[Event], Iterable[str]], entries: Mapping[str, Entry]
) -> dict[str, int]:
    """Return, for each entry of a tree, the events that have it or one below it."""
    own = _sets(events, ids_of, entries)
    whole = dict.fromkeys(entries, 0)
    for entry, found in own.items():
        if found:
            for above in lineage(entries, entry):
                whole[above] |= found
    return whole


def _years(events: Sequence[Event]) -> Sequence[int]:
    """Return the years from the first to the last in which a date begins or ends; of very many, only those."""
    named = {day.year for event in events for day in (event.date.earliest, event.date.latest) if day is not None}
    if named and max(named) - min(named) < _MOST_YEARS:
        return range(min(named), max(named) + 1)
    return sorted(named)


def _years_of(event: Event, years: Sequence[int]) -> Iterable[str]:
    """Return those of the years in which an event possibly is."""
    first = 0 if event.date.earliest is None else bisect_left(years, event.date.earliest.year)
    last = len(years) if event.date.latest is None else bisect_right(years, event.date.latest.year)
    return map(str, years[first:last])

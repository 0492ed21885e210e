"""The names of facet values, and the ids that a typed name means."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from tui.text.folding import fold
from tui.timeline.dates.words import short_words
from tui.timeline.model.entities import ENTRY_FACETS, KINDS, STATUSES, Timeline

Names = Mapping[str, tuple[str, ...]]
"""The folded names of each value, by its id; the folded id is one of them."""


class FacetNames:
    """The names that a query can call a timeline's facet values and events by.

    The names of a facet are folded when they are first needed.

    Args:
        timeline: the timeline.
        years: returns the years of its events, ascending.
    """

    def __init__(self, timeline: Timeline, years: Callable[[], Iterable[int]] = tuple) -> None:
        self._timeline = timeline
        self._years = years
        self._names: dict[str, Names] = {}

    def values(self, facet: str) -> Names:
        """Return a facet's ids with their folded names."""
        names = self._names.get(facet)
        if names is None:
            names = self._names[facet] = self._fold(facet)
        return names

    def resolve(self, facet: str, typed: str) -> frozenset[str]:
        """Return the ids that a typed value means; none if it is unknown.

        An id, a name or an alias typed in full means only its own values. Otherwise a value is meant if a word of one
        of its names begins with what was typed.
        """
        folded = fold(typed).strip()
        if not folded:
            return frozenset()
        values = self.values(facet)
        exact = frozenset(value for value, names in values.items() if folded in names)
        return exact or frozenset(value for value, names in values.items() if has_word_prefix(names, folded))

    def has_event(self, event_id: str) -> bool:
        """Return whether the timeline has an event with this id."""
        return event_id in self._timeline.numbers

    def label(self, facet: str, value: str) -> str:
        """Return the name of a value as it is shown."""
        timeline = self._timeline
        if facet in ENTRY_FACETS:
            return timeline.entries(facet)[value].name
        if facet == "source":
            source = timeline.sources[value]
            return f"{timeline.actors[source.outlet].name} {short_words(source.issued)}"
        return value

    def _fold(self, facet: str) -> Names:
        timeline = self._timeline
        if facet in ENTRY_FACETS:
            return {
                entry.id: tuple(dict.fromkeys((fold(entry.id), fold(entry.name), *map(fold, entry.aliases))))
                for entry in timeline.entries(facet).values()
            }
        if facet == "source":
            return {
                source.id: (fold(source.id), fold(timeline.actors[source.outlet].name), fold(source.title))
                for source in timeline.sources.values()
            }
        fixed = {"status": STATUSES, "kind": KINDS}
        values = fixed[facet] if facet in fixed else map(str, self._years())
        return {value: (value,) for value in values}


def has_word_prefix(names: Iterable[str], prefix: str) -> bool:
    """Return whether a word of any of these names begins with a prefix, all of them folded."""
    start = f" {prefix}"
    return any(start in f" {name}" for name in names)

"""The names of facet values, and the ids that a typed name means."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property

from tui.text.folding import fold
from tui.timeline.model.timeline import Timeline

Names = Mapping[str, tuple[str, ...]]
"""The folded names of each value, by its id; the folded id is one of them."""


class FacetNames:
    """The names that a query can call a timeline's facet values and events by.

    The names of a facet are folded when they are first needed.

    Args:
        timeline: the timeline.
        values: returns the values of a facet whose values are not entries, in their order.
        data_names: returns the names of the further fields of its events.
    """

    def __init__(
        self,
        timeline: Timeline,
        values: Callable[[str], Iterable[str]] = lambda facet: (),
        data_names: Callable[[], Iterable[str]] = tuple,
    ) -> None:
        self._data_names = data_names
        self.timeline = timeline
        self._values = values
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
        if typed in values:
            return frozenset({typed})
        exact = frozenset(value for value, names in values.items() if folded in names)
        return exact or self.beginning(facet, typed)

    def beginning(self, facet: str, typed: str) -> frozenset[str]:
        """Return the ids of the values that have a word that begins with what was typed."""
        folded = fold(typed).strip()
        return frozenset(value for value, names in self.values(facet).items() if has_word_prefix(names, folded))

    @cached_property
    def data_names(self) -> tuple[str, ...]:
        """The names of the further fields of the events."""
        return tuple(self._data_names())

    def data_name(self, typed: str) -> str | None:
        """Return the name of a further field; capitals, accents and the kind of blank or hyphen do not matter."""
        if typed in self.data_names:
            return typed
        folded = _as_one_word(typed)
        return next((name for name in self.data_names if _as_one_word(name) == folded), None)

    def has_event(self, event_id: str) -> bool:
        """Return whether the timeline has an event with this id."""
        return event_id in self.timeline.numbers

    def label(self, facet: str, value: str) -> str:
        """Return the name of a value as it is shown."""
        return self.timeline.name(facet, value)

    def _fold(self, facet: str) -> Names:
        entries = self.timeline.entries(facet)
        if not entries:
            return {value: (fold(value),) for value in self._values(facet)}
        return {
            entry.id: tuple(dict.fromkeys((fold(entry.id), fold(entry.name), *map(fold, entry.aliases))))
            for entry in entries.values()
        }


def _as_one_word(name: str) -> str:
    return "".join(fold(name).replace("_", " ").split())


def has_word_prefix(names: Iterable[str], prefix: str) -> bool:
    """Return whether a word of any of these names begins with a prefix, all of them folded."""
    start = f" {prefix}"
    return any(start in f" {name}" for name in names)

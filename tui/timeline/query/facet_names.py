"""The names of fields and of facet values, and what a typed name means."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property

from tui.text.folding import fold
from tui.timeline.dates.names import year_name
from tui.timeline.model.timeline import Timeline
from tui.timeline.query.terms import DATA, NAMES

Names = Mapping[str, tuple[str, ...]]
"""The folded names of each value, by its id. The folded id is one of them, except of a year BC."""

_MOST_CACHED = 256
"""The most typed names whose values are kept."""

_NOT_IN_NAMES = r'[:,"]'
"""What a name before a colon cannot have in a query."""


class FacetNames:
    """The names by which a query can refer to a timeline's fields, facet values and events.

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
        self.timeline = timeline
        self._values = values
        self._data_names = data_names
        self._names: dict[str, Names] = {}
        self._beginning: dict[tuple[str, str], frozenset[str]] = {}

    # Fields

    def field(self, typed: str) -> str | None:
        """Return the field that a name before a colon means; None if it means none. Capitals make no difference."""
        if typed in NAMES:
            return typed
        if is_data(typed):
            name = self._data_name(typed[len(DATA) :])
            return None if name is None else DATA + name
        spec = self.timeline.facet(typed)
        return None if spec is None else spec.name

    @cached_property
    def data_fields(self) -> Mapping[str, str]:
        """The names of the further fields of events, each by its field as it can be typed: ``data.people-killed``."""
        return {DATA + re.sub(_NOT_IN_NAMES, "", "-".join(name.split())): name for name in self._data_names()}

    def _data_name(self, typed: str) -> str | None:
        """Return the name of a further field. Capitals, accents, hyphens and blanks make no difference."""
        names = self.data_fields
        if DATA + typed in names:
            return names[DATA + typed]
        folded = _as_one_word(typed)
        return next((name for name in names.values() if _as_one_word(name) == folded), None)

    # Values

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
        values = self.values(facet)
        if typed in values:
            return frozenset({typed})
        folded = fold(typed).strip()
        if not folded:
            return frozenset()
        exact = frozenset(value for value, names in values.items() if folded in names)
        return exact or self.beginning(facet, folded)

    def beginning(self, facet: str, typed: str) -> frozenset[str]:
        """Return the ids of the values that have a word that begins with what was typed, which is not blank."""
        folded = fold(typed).strip()
        found = self._beginning.get((facet, folded))
        if found is None:
            if len(self._beginning) >= _MOST_CACHED:
                self._beginning.clear()
            found = self._beginning[facet, folded] = frozenset(
                value for value, names in self.values(facet).items() if has_word_prefix(names, folded)
            )
        return found

    def label(self, facet: str, value: str) -> str:
        """Return the name of a value as it is shown."""
        return self.timeline.name(facet, value)

    def has_event(self, event_id: str) -> bool:
        """Return whether the timeline has an event with this id."""
        return event_id in self.timeline.numbers

    def _fold(self, facet: str) -> Names:
        if facet == "year":
            return {year: tuple(_names_of_year(year)) for year in self._values(facet)}
        entries = self.timeline.entries(facet)
        if not entries:
            return {value: (fold(value),) for value in self._values(facet)}
        return {
            entry.id: tuple(dict.fromkeys((fold(entry.id), fold(entry.name), *map(fold, entry.aliases))))
            for entry in entries.values()
        }


def year_of(value: str) -> int:
    """Return the year that a value of the facet of years means, which is a year in EDTF."""
    return int(value.removeprefix("Y"))


def _names_of_year(value: str) -> Iterator[str]:
    """Yield the folded names of a year: as in EDTF, without zeros before it, with its era."""
    year = year_of(value)
    if year > 0:
        yield fold(value)
        yield str(year)
    yield fold(year_name(year))


def is_data(field: str) -> bool:
    """Return whether the name of a field begins as that of a further field."""
    return field[: len(DATA)].casefold() == DATA


def has_word_prefix(names: Iterable[str], prefix: str) -> bool:
    """Return whether a word of any of these names begins with a prefix, all of them folded."""
    start = f" {prefix}"
    return any(start in f" {name}" for name in names)


def _as_one_word(name: str) -> str:
    return "".join(re.sub(_NOT_IN_NAMES, "", fold(name)).replace("_", " ").split())

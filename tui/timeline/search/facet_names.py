"""The values of facets: what trees they form, and what names each is known by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tui.text.folding import fold
from tui.timeline.model.entities import KINDS, STATUSES, Actor, Entry, Source, Weapon

Names = Mapping[str, tuple[str, ...]]
"""By id: the folded names, the id's own among them."""


class FacetNames:
    """The values of every facet of a timeline, and their names.

    Args:
        actors: by id.
        weapons: by id.
        sources: by id.
        years: the years that events are in, ascending.
    """

    def __init__(
        self,
        actors: Mapping[str, Actor],
        weapons: Mapping[str, Weapon],
        sources: Mapping[str, Source],
        years: Iterable[int] = (),
    ) -> None:
        people, arms = _names(actors.values()), _names(weapons.values())
        self.folded: Mapping[str, Names] = {
            "actor": people,
            "speaker": people,
            "via": people,
            "weapon": arms,
            "source": {
                source.id: (fold(source.id), fold(actors[source.outlet].name), fold(source.title))
                for source in sources.values()
            },
            "status": {status: (status,) for status in STATUSES},
            "kind": {kind: (kind,) for kind in KINDS},
            "year": {str(year): (str(year),) for year in years},
        }
        """By facet: the folded names of each value."""

    def resolve(self, facet: str, value: str) -> frozenset[str]:
        """Return the ids of a facet that a typed value means; none if it is unknown.

        An id, a name or an alias in full means just its own; else the beginning of a word of one is enough.
        """
        wanted = fold(value).strip()
        if not wanted:
            return frozenset()
        names = self.folded[facet]
        exact = frozenset(entry for entry, known in names.items() if wanted in known)
        return exact or frozenset(
            entry for entry, known in names.items() if any(f" {wanted}" in f" {name}" for name in known)
        )


def _names(entries: Iterable[Entry]) -> Names:
    return {
        entry.id: tuple(dict.fromkeys((fold(entry.id), fold(entry.name), *map(fold, entry.aliases))))
        for entry in entries
    }


_MOST_YEARS = 400


def years_between(named: Sequence[int]) -> Sequence[int]:
    """Return the years from the first to the last of these, ascending; of very many, only those."""
    if named and named[-1] - named[0] < _MOST_YEARS:
        return range(named[0], named[-1] + 1)
    return named

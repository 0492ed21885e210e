"""Events in the order in which they became known."""

from __future__ import annotations

from collections.abc import Sequence

from pyroaring import BitMap

from tui.timeline.dates.sections import TimeUnit, fine_unit
from tui.timeline.search.date_facts import unit_of_key
from tui.timeline.search.postings import NumberPostings, union
from tui.timeline.search.tables import Tables

_LEVELS = ("year", "decade", "century", "millennium")
"""The units that are longer than a month, the shortest first."""


class KnownOrder:
    """Events in the order in which they became known, in groups of one second.

    Those of a group whose date is known to the month come first, then those of a year, a decade and so on.

    Args:
        known: the events by the second since which they were possibly known.
        tables: the tables of the events.
    """

    def __init__(self, known: NumberPostings, tables: Tables) -> None:
        coarse = [(unit_of_key(key), events) for key, events in tables.sets("known-coarse").items()]
        self._since = tables.since
        self._levels = [union(events for unit, events in coarse if unit.unit == name) for name in _LEVELS]
        all_coarse = union(self._levels)
        self.groups: Sequence[tuple[TimeUnit, BitMap]] = [
            group
            for second, events in zip(known.numbers, known.sets, strict=True)
            for group in _divided(events, fine_unit("month", second), coarse if events.intersect(all_coarse) else ())
        ]
        """The events of each group, and the unit that they stand under."""

    def rank(self, number: int) -> int:
        """Return a number for an event that ascends in this order."""
        level = next((level for level, events in enumerate(self._levels, 1) if number in events), 0)
        return ((len(_LEVELS) + 1) * self._since[number] + level) * len(self._since) + number


def _divided(
    events: BitMap, fine: TimeUnit, coarse: Sequence[tuple[TimeUnit, BitMap]]
) -> Sequence[tuple[TimeUnit, BitMap]]:
    """Return events that became known in the same second, divided by the units that their dates are known to."""
    found = [(unit, events & others) for unit, others in coarse if events.intersect(others)]
    found.sort(key=lambda group: _LEVELS.index(group[0].unit))
    precise = events - union(others for _, others in found)
    return [(fine, precise), *found] if precise else found

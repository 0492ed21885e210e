"""Find events by how many independent origins their claims have."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

from pyroaring import BitMap

from tui.timeline.model.as_of import AsOf
from tui.timeline.query.comparison import parse_number_test
from tui.timeline.search.postings import NumberPostings, union
from tui.timeline.search.tables import Tables


class Origins:
    """The events of a timeline by the number of their independent origins.

    Args:
        tables: the tables of the timeline.
        everything: the numbers of all events.
    """

    def __init__(self, tables: Tables, everything: BitMap) -> None:
        self._tables = tables
        self._everything = everything
        self._postings: dict[bool, Sequence[NumberPostings]] = {}
        """By whether they must be certain: what `_by_number` returns."""

    @cached_property
    def most(self) -> int:
        """The most origins that a claim has."""
        return len(self._by_number(certain=False))

    def passing(self, test: str, as_of: AsOf | None) -> BitMap:
        """Return the events whose number of origins, as far as these were known, passes a test.

        Args:
            test: as it was typed; one that `tui.timeline.query.comparison.parse_number_test` takes.
            as_of: the day as of which the timeline is seen.
        """
        passes = parse_number_test(test)
        assert passes is not None
        at_least = [
            self._everything,
            *(self._up_to(number, as_of) for number in range(self.most)),
            BitMap(),
        ]
        return union(least - more for number, (least, more) in enumerate(pairwise(at_least)) if passes(number))

    def _up_to(self, index: int, as_of: AsOf | None) -> BitMap:
        postings = self._by_number(certain=as_of is not None and as_of.certain)
        return union(postings[index].sets) if as_of is None else postings[index].at_most(as_of.second)

    def _by_number(self, *, certain: bool) -> Sequence[NumberPostings]:
        """Return for each number, from one on, the events by the second since which they had at least so many."""
        found = self._postings.get(certain)
        if found is None:
            by_number: dict[int, dict[str, BitMap]] = {}
            for key, events in self._tables.sets("origins-certain" if certain else "origins").items():
                number, _, second = key.partition(" ")
                by_number.setdefault(int(number), {})[second] = events
            found = [NumberPostings(by_number[number]) for number in sorted(by_number)]
            self._postings[certain] = found
        return found

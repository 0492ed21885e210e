"""Disputed claims, each with the events that deny, contradict or confirm it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import NamedTuple

from pyroaring import BitMap

from tui.timeline.model.as_of import AsOf
from tui.timeline.model.entities import DISPUTING, RELATIONS
from tui.timeline.search.answers import Answer
from tui.timeline.search.index import Index

SHOWN_RELATIONS: tuple[str, ...] = ("denies", "contradicts", "confirms")
"""The relations to a claim that are shown, in the order in which they are."""

_RANKS = {list(RELATIONS).index(relation): rank for rank, relation in enumerate(SHOWN_RELATIONS)}
"""By the index of a relation: its position in `SHOWN_RELATIONS`."""
_DISPUTING_RANKS = frozenset(SHOWN_RELATIONS.index(relation) for relation in DISPUTING)


class DisputeRow(NamedTuple):
    """A claim, or an event that bears on it."""

    number: int
    """The number of the event."""
    claim: int
    """The number of the claim, which is the same for the row of the claim itself."""
    relation: str
    """The event's relation to the claim, one of `SHOWN_RELATIONS`; empty for the claim itself."""


class Disputes:
    """The disputed claims of a timeline, as of a day: the events that a known event denies or contradicts.

    A denial that is denied is a claim too.

    Args:
        index: the timeline.
        as_of: the day; None for all of the timeline.
    """

    def __init__(self, index: Index, as_of: AsOf | None) -> None:
        self.index = index
        self.as_of = as_of
        known = None if as_of is None else index.known(as_of)
        links = index.timeline.links
        found: dict[int, dict[int, int]] = {}
        for origin, relation, target in zip(links.origins, links.relations, links.targets, strict=True):
            rank = _RANKS.get(relation)
            if rank is None or origin == target or (known is not None and (origin not in known or target not in known)):
                continue
            others = found.setdefault(target, {})
            others[origin] = min(rank, others.get(origin, rank))
        self._others: dict[int, list[tuple[int, int]]] = {}
        """By claim: the rank of the relation and the number of each event that bears on it, in this order."""
        self._disputed_by: dict[int, list[int]] = {}
        """By event that denies or contradicts any: the claims that it does."""
        for target, others in found.items():
            disputing = [origin for origin, rank in others.items() if rank in _DISPUTING_RANKS]
            if disputing:
                self._others[target] = sorted((rank, origin) for origin, rank in others.items())
                for origin in disputing:
                    self._disputed_by.setdefault(origin, []).append(target)
        self.claims = BitMap(self._others)
        """The numbers of the claims."""
        self._disputing = BitMap(self._disputed_by)

    @property
    def events(self) -> BitMap:
        """The numbers of the claims, and of the events that bear on them."""
        return self.claims | BitMap(number for others in self._others.values() for _, number in others)

    def sample(self, most: int) -> Sequence[int]:
        """Return some of the events in disputes, evenly spread, at most so many of each side."""
        return [number for events in (self.claims, self._disputing) for number in events[:: 1 + len(events) // most]]

    def matching(self, events: BitMap) -> BitMap:
        """Return the claims that stand if some events match: those that match, and those that a match disputes."""
        found = self.claims & events
        if len(found) == len(self.claims):
            return found
        for origin in self._disputing & events:
            found.update(self._disputed_by[origin])
        return found

    def others(self, claim: int) -> Sequence[tuple[int, int]]:
        """Return the rank of the relation and the number of each event that bears on a claim, denials first."""
        return self._others[claim]


class DisputeRows:
    """The disputed claims of an answer with what bears on each below it, as rows. A row is made when it is accessed.

    A claim is in it if it matches the query, or an event that denies or contradicts it does.

    Args:
        disputes: the disputes of the answer's timeline, as of the answer's day.
        answer: the answer, whose order is that of the claims.
    """

    def __init__(self, disputes: Disputes, answer: Answer) -> None:
        self._disputes = disputes
        self._rank = answer.rank
        self.all_claims = disputes.claims
        """The numbers of the claims that the timeline has, whether they are in the rows or not."""
        self.standing = disputes.matching(answer.matching)
        """The numbers of the claims in the rows."""
        self.claims: Sequence[int] = sorted(self.standing, key=answer.rank)
        """The same, in the order of the rows."""
        sizes = (1 + len(disputes.others(claim)) for claim in self.claims)
        self.starts: Sequence[int] = list(accumulate(sizes, initial=0))
        """The row of each claim, and the number of rows."""

    def __len__(self) -> int:
        return self.starts[-1]

    def position_of(self, row: int) -> int:
        """Return the position of the claim that a row belongs to."""
        return bisect_right(self.starts, row) - 1

    def __getitem__(self, row: int) -> DisputeRow:
        if not 0 <= row < len(self):
            raise IndexError(row)
        position = self.position_of(row)
        claim, below = self.claims[position], row - self.starts[position]
        if not below:
            return DisputeRow(claim, claim, "")
        rank, number = self._disputes.others(claim)[below - 1]
        return DisputeRow(number, claim, SHOWN_RELATIONS[rank])

    def rows_with(self, events: BitMap) -> Sequence[int]:
        """Return the rows of some events, ascending."""
        found = []
        for start, claim in zip(self.starts, self.claims, strict=False):
            if claim in events:
                found.append(start)
            others = self._disputes.others(claim)
            found += [row for row, (_, number) in enumerate(others, start + 1) if number in events]
        return found

    def row_of(self, number: int, claim: int | None = None) -> int | None:
        """Return the row of an event; None if it has none.

        Args:
            number: the event.
            claim: the claim below which it is looked for first; otherwise its own row as a claim comes first.
        """
        if claim is not None and (row := self._row_below(number, claim)) is not None:
            return row
        if number in self.standing:
            return self._start_of(number)
        links = self._disputes.index.timeline.thread(number)
        targets = {link.number for link in links if link.outgoing and link.relation in SHOWN_RELATIONS}
        rows = (self._row_below(number, target) for target in targets)
        return min((row for row in rows if row is not None), default=None)

    def _row_below(self, number: int, claim: int) -> int | None:
        if claim not in self.standing:
            return None
        start = self._start_of(claim)
        if number == claim:
            return start
        others = self._disputes.others(claim)
        return next((start + 1 + below for below, (_, other) in enumerate(others) if other == number), None)

    def _start_of(self, claim: int) -> int:
        return self.starts[bisect_left(self.claims, self._rank(claim), key=self._rank)]

    def nearest(self, number: int, moment: Callable[[int], int | None]) -> int | None:
        """Return the row of the claim nearest to an event in time; None if there is no claim.

        Args:
            number: the event.
            moment: returns the second that an event is sorted by; None if it is open.
        """
        claims = self.claims
        if not claims:
            return None
        after = bisect_left(claims, self._rank(number), key=self._rank)
        near = [position for position in (after - 1, after) if 0 <= position < len(claims)]
        second = moment(number)
        if second is None:
            return self.starts[near[0]]

        def distance(position: int) -> int:
            other = moment(claims[position])
            return abs((second if other is None else other) - second)

        return self.starts[min(near, key=distance)]

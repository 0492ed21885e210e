"""Events in an order, divided into units of time."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from pyroaring import BitMap

from tui.text.frozen import Frozen
from tui.timeline.dates.bounds import OPEN_END
from tui.timeline.dates.sections import POSSIBLE, UNDATED, TimeUnit
from tui.timeline.model.sort import Sort
from tui.timeline.search.index import Index

_NONE = BitMap()
_LAST = 1 << 200
"""More than the difference of any two ranks."""


class EventRows(Sequence[int]):
    """The numbers of events in an order. A number is unpacked only when it is accessed.

    Args:
        groups: sets of events in ascending order; within a set, events are in the order of their numbers.
        descending: reverse the order.
    """

    def __init__(self, groups: Sequence[BitMap], *, descending: bool = False) -> None:
        self._groups = groups
        self._descending = descending
        self._ends: list[int] = []
        """How many events there are up to the end of each group."""
        total = 0
        for group in groups:
            total += len(group)
            self._ends.append(total)

    def followed_by(self, others: EventRows) -> EventRows:
        """Return these rows and then others of the same direction."""
        first, last = (others, self) if self._descending else (self, others)
        return EventRows([*first._groups, *last._groups], descending=self._descending)

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    def __getitem__(self, row):  # type: ignore[no-untyped-def]  # one method for both overloads of Sequence
        if isinstance(row, slice):
            return [self[index] for index in range(*row.indices(len(self)))]
        size = len(self)
        if row < 0:
            row += size
        if not 0 <= row < size:
            raise IndexError(row)
        if self._descending:
            row = size - 1 - row
        group = bisect_right(self._ends, row)
        return self._groups[group][row - (self._ends[group - 1] if group else 0)]

    def __iter__(self) -> Iterator[int]:
        for group in reversed(self._groups) if self._descending else self._groups:
            yield from reversed(list(group)) if self._descending else group

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    def __hash__(self) -> int:
        return hash(tuple(self))


class Section(NamedTuple):
    """Consecutive rows of one unit of time, on the axis that the rows are sorted by."""

    unit: TimeUnit
    start: int
    """The index of its first row. The section ends where the next one starts."""


class OrderedEvents(Frozen):
    """Events in an order."""

    rows: EventRows
    sections: list[Section]
    rank: Callable[[int], int]
    """Returns a number for each event, matching or not, that ascends along the rows."""
    moment: Callable[[int], int | None]
    """Returns the second that an event is sorted by; None if it is open."""


def in_order(events: BitMap, index: Index, sort: Sort, possible: BitMap = _NONE) -> OrderedEvents:
    """Sort events of an index.

    Args:
        events: the numbers of the events.
        index: the index.
        sort: the order.
        possible: those of the events that come after all others, in a section of their own.
    """
    order = _by_date if sort.axis == "date" else _by_known
    if not possible:
        return order(events, index, sort.descending)
    first, last = (order(some, index, sort.descending) for some in (events - possible, possible))

    def rank(number: int) -> int:
        return last.rank(number) + _LAST if number in possible else first.rank(number)

    def moment(number: int) -> int | None:
        return (last if number in possible else first).moment(number)

    sections = [*first.sections, Section(POSSIBLE, len(first.rows))]
    return OrderedEvents(first.rows.followed_by(last.rows), sections, rank, moment)


def _by_date(events: BitMap, index: Index, descending: bool) -> OrderedEvents:
    spans = index.spans
    undated = events & spans.undated
    if undated:
        return _with_undated(events - undated, undated, index, descending)
    ends = [*map(events.rank, spans.last_of_sections), len(events)]
    sections = _sections(spans.units_of_sections, ends, descending)
    rank = _negative if descending else int
    return OrderedEvents(EventRows([events], descending=descending), sections, rank, index.start)


def _with_undated(dated: BitMap, undated: BitMap, index: Index, descending: bool) -> OrderedEvents:
    """Return dated events in their order and then, in either direction, those without a date under a rule of theirs."""
    ordered, without, total = _by_date(dated, index, descending), index.spans.undated, len(index.everything)

    def rank(number: int) -> int:
        return total + ordered.rank(number) if number in without else ordered.rank(number)

    def moment(number: int) -> int | None:
        return OPEN_END if number in without and not descending else ordered.moment(number)

    rows = EventRows([undated, dated] if descending else [dated, undated], descending=descending)
    return OrderedEvents(rows, [*ordered.sections, Section(UNDATED, len(dated))], rank, moment)


def _by_known(events: BitMap, index: Index, descending: bool) -> OrderedEvents:
    order = index.known_order
    groups = [events & known for _, known in order.groups]
    ends = list(accumulate(map(len, groups)))
    sections = _sections([unit for unit, _ in order.groups], ends, descending)

    def descending_rank(number: int) -> int:
        return -order.rank(number)

    rows = EventRows(list(filter(None, groups)), descending=descending)
    return OrderedEvents(rows, sections, descending_rank if descending else order.rank, index.known_start)


def _negative(number: int) -> int:
    return -number


def _sections(units: Sequence[TimeUnit], ends: Sequence[int], descending: bool) -> list[Section]:
    """Return sections in row order.

    Args:
        units: the unit of each run of events, ascending. Neighbours may be equal.
        ends: how many rows there are up to the end of each run.
        descending: whether the rows descend.
    """
    ascending: list[Section] = []
    start, before = 0, None
    for unit, end in zip(units, ends, strict=False):
        if end > start:
            if unit != before:
                ascending.append(Section(unit, start))
                before = unit
            start = end
    if not descending or not ascending:
        return ascending
    following = [*(section.start for section in ascending[1:]), start]
    return [Section(unit, start - end) for (unit, _), end in zip(reversed(ascending), reversed(following), strict=True)]

"""Events in an order, divided into months."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from pyroaring import BitMap

from tui.timeline.dates.months import month_number
from tui.timeline.model.sort import Sort
from tui.timeline.search.index import Index


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


class MonthSection(NamedTuple):
    """Consecutive rows of one month, on the axis that the rows are sorted by."""

    month: int
    """As `tui.timeline.dates.months.month_number` counts; -1 for events whose first day is open."""
    start: int
    """The index of its first row. The section ends where the next one starts."""


class OrderedEvents(NamedTuple):
    """Events in an order."""

    rows: EventRows
    sections: list[MonthSection]
    rank: Callable[[int], int]
    """Returns a number for each event, matching or not, that ascends along the rows."""
    day: Callable[[int], date | None]
    """Returns the day that an event is sorted by; None if it is open."""


def in_order(events: BitMap, index: Index, sort: Sort) -> OrderedEvents:
    """Sort events of an index."""
    return (_by_date if sort.axis == "date" else _by_known)(events, index, sort.descending)


def _by_date(events: BitMap, index: Index, descending: bool) -> OrderedEvents:
    months = index.spans.months
    starts = [events.rank(first - 1) if first else 0 for _, first in months]
    sections = [
        (month, start, end)
        for (month, _), start, end in zip(months, starts, [*starts[1:], len(events)], strict=False)
        if end > start
    ]
    rank = _negative if descending else int
    return OrderedEvents(
        EventRows([events], descending=descending), _sections(sections, descending), rank, index.first_day
    )


def _by_known(events: BitMap, index: Index, descending: bool) -> OrderedEvents:
    groups = []
    sections: list[tuple[int, int, int]] = []
    total = 0
    postings = index.known_days
    for day, known in zip(postings.days, postings.sets, strict=True):
        if found := events & known:
            groups.append(found)
            month, start = month_number(day), total
            total += len(found)
            if sections and sections[-1][0] == month:
                start = sections.pop()[1]
            sections.append((month, start, total))
    since, size, sign = index.known_since, len(index.everything), -1 if descending else 1

    def rank(number: int) -> int:
        return sign * (since[number] * size + number)

    rows = EventRows(groups, descending=descending)
    return OrderedEvents(rows, _sections(sections, descending), rank, index.known_day)


def _negative(number: int) -> int:
    return -number


def _sections(ascending: list[tuple[int, int, int]], descending: bool) -> list[MonthSection]:
    """Return sections in row order, from the month, start and end of each in ascending order."""
    if not descending:
        return [MonthSection(month, start) for month, start, _ in ascending]
    total = ascending[-1][2] if ascending else 0
    return [MonthSection(month, total - end) for month, _, end in reversed(ascending)]

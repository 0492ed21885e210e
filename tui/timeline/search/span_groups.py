"""Events grouped by the bounds of their dates: the histogram counts those of a group together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import tzinfo
from typing import NamedTuple

from pyroaring import BitMap

from tui.timeline.dates.bounds import Bounds
from tui.timeline.dates.edtf import EdtfDate
from tui.timeline.search.postings import Sets
from tui.timeline.search.tables import BoundColumns


class SpanGroup(NamedTuple):
    """Events that share their bounds."""

    bounds: Bounds
    """The bounds, in seconds on the timeline's clock; an open one is `OPEN_START` or `OPEN_END`."""
    events: BitMap
    members: tuple[Bounds, ...] = ()
    """The bounds of the members if the date is a set, such as ``[1667,1670]``."""
    is_all_of: bool = False
    """Whether all members of the set are meant."""

    @property
    def is_moment(self) -> bool:
        """Whether each event was a moment somewhere in the span, not something that lasted or came again."""
        return self.bounds[:2] == self.bounds[2:] and not self.is_all_of

    @property
    def length(self) -> int:
        """The seconds from the first bound to the last, which are not open."""
        return self.bounds.latest_end - self.bounds.earliest_start + 1


def groups_of_keys(sets: Sets, zone: tzinfo | None) -> Sequence[SpanGroup]:
    """Return the groups of the table ``spans``.

    Args:
        sets: the table; see `tui.timeline.search.tables.Tables.sets`.
        zone: the zone whose clock the bounds are on.
    """
    groups = []
    for key, events in sets.items():
        seconds, _, text = key.partition(";")
        bounds = Bounds(*map(int, seconds.split()))
        groups.append(group_of_date(bounds, events, EdtfDate.parse(text) if text else None, zone))
    return groups


def groups_of_bounds(numbers: Iterable[int], columns: BoundColumns) -> Sequence[SpanGroup]:
    """Return some events, whose dates have no gaps, grouped by their bounds.

    Args:
        numbers: the numbers of the events.
        columns: the bounds of all events.
    """
    groups: dict[tuple[int, int, int, int], list[int]] = {}
    starts, latest_starts, earliest_ends, ends = columns
    for number in numbers:
        bounds = starts[number], latest_starts[number], earliest_ends[number], ends[number]
        if bounds in groups:
            groups[bounds].append(number)
        else:
            groups[bounds] = [number]
    return [SpanGroup(Bounds(*bounds), BitMap(events)) for bounds, events in groups.items()]


def group_of_date(bounds: Bounds, events: BitMap, date: EdtfDate | None, zone: tzinfo | None) -> SpanGroup:
    """Return a group of events.

    Args:
        bounds: the bounds that they share.
        events: their numbers.
        date: the date that they share, if it has gaps between its bounds.
        zone: the zone whose clock the bounds are on.
    """
    members = () if date is None else tuple(member.bounds_in(zone) for member in date.members)
    return SpanGroup(bounds, events, members, date is not None and date.is_all_of)

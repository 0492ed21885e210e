"""Lanes on a board: which of them are in sight, how high they are, where the cursor is and where it goes."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from pyroaring import BitMap

from tui.timeline.analysis.lanes.layout import DrawnLane, LaneLayout, heights
from tui.timeline.analysis.lanes.scale import TimeScale, extent_of, whole_scale
from tui.timeline.analysis.lanes.values import Lanes, facets_with_lanes, first_facet, lanes_of
from tui.timeline.dates.bounds import OPEN_END, OPEN_START
from tui.timeline.model.facets import FacetSpec
from tui.timeline.search.answers import Answer
from tui.timeline.search.index import Index

_HIGHEST = 8
"""The most lines of a lane."""
_LOW_BOARD = 16
"""Below this number of lines a board that has to be scrolled has lanes of one line, otherwise of two."""
_FEW = 300
"""In a lane of at most this many events, the one nearest to a second is found by looking at each."""


class Spot(NamedTuple):
    """Where an event is drawn or counted in a lane in sight."""

    line: int
    """The line of the lane, from 0."""
    first: int
    last: int
    """The last cell, included."""
    total: int
    """How many events are counted there; 1 if it is drawn."""


class LaneBoard:
    """The lanes of one facet with the events of an answer, on one scale.

    Args:
        index: the timeline.
        answer: the events.
        facet: the name of the facet; None for the one that is shown first.
        opened: the values whose children have lanes too.
        scale: the scale; None for all events of the answer.
        width: the cells of the scale.
        lines: the lines that are in sight.
        before: a board that was shown before: what is the same on both is not found again.
    """

    def __init__(
        self,
        index: Index,
        answer: Answer,
        facet: str | None = None,
        opened: frozenset[str] = frozenset(),
        scale: TimeScale | None = None,
        *,
        width: int = 80,
        lines: int = 24,
        before: LaneBoard | None = None,
    ) -> None:
        self.index = index
        self.answer = answer
        self.facets: Sequence[FacetSpec] = facets_with_lanes(index)
        """The facets to choose from."""
        specs = {spec.name: spec for spec in self.facets}
        self.spec = specs.get(facet or "") or first_facet(index, self.facets)
        """The facet; None if the timeline has none."""
        self.opened = opened
        """The values whose children have lanes too."""
        self.lanes: Lanes
        """The lanes, in the order in which they are drawn."""
        is_same = before is not None and before.answer is answer
        if is_same and before is not None and (before.spec, before.opened) == (self.spec, opened):
            self.lanes = before.lanes
        else:
            self.lanes = lanes_of(index, answer, self.spec, opened)
        self.whole: TimeScale
        """The scale of all events of the answer."""
        if is_same and before is not None:
            self.whole = before.whole._replace(width=width)
        else:
            self.whole = whole_scale(extent_of(index.spans, answer.matching) or index.spans.extent or (0, 0), width)
        self.limits = whole_scale(index.spans.extent or (0, 0), width)
        """The scale that no zoom leaves: that of all events of the timeline."""
        self.scale = self.whole if scale is None else scale._replace(width=width).within(self.limits)
        """The time in sight."""
        self.lines = lines
        self._disputed = index.flagged("disputed", answer.view.as_of)
        self.layout = LaneLayout(index.spans, self._disputed, self.scale)
        """The layout of the lanes on the scale."""
        self._drawn: dict[int, DrawnLane] = {}

    @cached_property
    def heights(self) -> Sequence[int]:
        """The lines of each lane."""
        if len(self.lanes) > self.lines:
            return [1 if self.lines < _LOW_BOARD else 2] * len(self.lanes)
        most = min(_HIGHEST, self.lines)
        return heights([self.layout.desired_height(lane.events, most) for lane in self.lanes], self.lines)

    @cached_property
    def tops(self) -> Sequence[int]:
        """The first line of each lane, and after the last lane the number of all lines."""
        gap = 1 if sum(self.heights) + len(self.heights) <= self.lines else 0
        return [0, *accumulate(height + gap for height in self.heights)]

    @property
    def line_count(self) -> int:
        """The number of lines of all lanes."""
        return self.tops[-1]

    def lane_at(self, line: int) -> int | None:
        """Return the position of the lane that has a line; None if there is none."""
        return bisect_right(self.tops, line) - 1 if 0 <= line < self.tops[-1] else None

    def drawn(self, position: int) -> DrawnLane:
        """Return what is drawn in a lane."""
        if position not in self._drawn:
            self._drawn[position] = self.layout.draw(self.lanes[position].events, self.heights[position])
        return self._drawn[position]

    # Events

    def moment(self, number: int) -> int | None:
        """Return the second that an event is taken to be at: the middle of a moment, the start of what lasted.

        None is returned if all of its bounds are open.
        """
        starts, latest_starts, earliest_ends, ends = (column[number] for column in self.index.spans.bounds)
        known = [bound for bound in (starts, latest_starts, earliest_ends, ends) if OPEN_START < bound < OPEN_END]
        if not known:
            return None
        if (starts, latest_starts) != (earliest_ends, ends) and OPEN_START < latest_starts <= earliest_ends:
            return min(latest_starts, max(known))
        return (min(known) + max(known)) // 2

    def spot(self, position: int, number: int) -> Spot | None:
        """Return where an event is in a lane; None if it is out of sight."""
        drawn = self.drawn(position)
        for placed in drawn.placed:
            if placed.number == number:
                first, last = min(placed.shape.first, placed.core[0]), max(placed.shape.last, placed.core[1])
                return Spot(placed.line, first, last, 1)
        for counted in drawn.counted:
            if number in counted.events:
                return Spot(counted.line, counted.x, counted.x + counted.width - 1, len(counted.events))
        half = self.layout.half_of(number)
        if drawn.density and 0 <= half < len(drawn.density) and not self.layout.is_undated(number):
            return Spot(drawn.height - 1, half // 2, half // 2, drawn.density[half])
        return None

    def position_with(self, number: int, near: int) -> int | None:
        """Return the position of the lane nearest to another one that an event is in; None if it is in no lane."""
        if 0 <= near < len(self.lanes) and number in self.lanes[near].events:
            return near
        positions = self.lanes.positions_with(number)
        return min(positions, key=lambda position: abs(position - near), default=None)

    def step(self, position: int, number: int, step: int) -> int | None:
        """Return the next event in a lane, or the one before; None at its end.

        Args:
            position: the position of the lane.
            number: the event, which may be in another lane.
            step: 1 or -1.
        """
        events: BitMap = self.lanes[position].events
        rank = events.rank(number)
        index = rank if step > 0 else rank - 1 - (number in events)
        return int(events[index]) if 0 <= index < len(events) else None

    def end_of(self, position: int, step: int) -> int | None:
        """Return the last event in a lane (1) or the first (-1)."""
        events: BitMap = self.lanes[position].events
        return int(events[-1] if step > 0 else events[0]) if events else None

    def nearest(self, position: int, second: int | None) -> int | None:
        """Return the event in a lane that is nearest to a second; None if the lane is empty."""
        events: BitMap = self.lanes[position].events
        if not events or second is None:
            return events[0] if events else None
        found = events
        if len(events) > _FEW:
            rank = events.rank(max(0, bisect_left(self.index.spans.bounds.earliest_starts, second) - 1))
            found = BitMap(events[max(0, rank - 20) : rank + 20])

        def distance(number: int) -> int:
            moment = self.moment(number)
            return OPEN_END if moment is None else abs(moment - second)

        return min(found, key=distance)

    def at(self, line: int, x: int) -> tuple[int, BitMap] | None:
        """Return the lane at a line, and the events that are drawn or counted at a cell of it; None without any."""
        position = self.lane_at(line)
        if position is None:
            return None
        drawn, line = self.drawn(position), line - self.tops[position]
        for counted in drawn.counted:
            if counted.line == line and counted.x <= x < counted.x + counted.width:
                return position, counted.events
        cores = [placed for placed in drawn.placed if placed.line == line and placed.core[0] <= x <= placed.core[1]]
        stretches = [
            placed for placed in drawn.placed if placed.line == line and placed.shape.first <= x <= placed.shape.last
        ]
        for placed in [*cores, *stretches]:
            return position, BitMap([placed.number])
        if drawn.density and 0 <= 2 * x < len(drawn.density):
            lane = self.lanes[position].events
            events = self.layout.events_in(lane, 2 * x) | self.layout.events_in(lane, 2 * x + 1)
            return (position, events) if events else None
        return None

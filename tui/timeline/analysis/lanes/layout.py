"""Where the events of a lane are drawn: each as a shape of its own, or counted with others where there is no room."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from pyroaring import BitMap

from tui.timeline.analysis.lanes.placing import TITLE_ROOM, PlacedCount, PlacedEvent, Token, place
from tui.timeline.analysis.lanes.scale import TimeScale
from tui.timeline.analysis.lanes.shapes import Shape, shape_of
from tui.timeline.dates.bounds import OPEN_END, OPEN_START, Bounds
from tui.timeline.search.spans import Spans

DENSE_LINES = 2
"""The lines that a lane of very many events asks for."""
_CELLS_PER_EVENT = 3
"""A lane whose events have fewer cells than this is drawn as a density."""
_MOST_EVENTS = 120
"""The most events that are drawn one by one in a lane."""
_LARGE_TIMELINE = 2_000
_MOST_OF_LARGE = 40
"""The same in a timeline of more events than `_LARGE_TIMELINE`: with 120, a month of 100,000 took 31 ms, not 4."""


class DrawnLane(NamedTuple):
    """What is drawn in a lane. Each of its events is in exactly one of these."""

    height: int
    """The number of its lines."""
    placed: Sequence[PlacedEvent]
    counted: Sequence[PlacedCount]
    density: Sequence[int]
    """How many events begin in each half of a cell, if there are too many to draw; otherwise empty."""
    earlier: int
    """How many events are before the time in sight; of a density, also those that began before it."""
    later: int
    undated: int
    """How many events have no date at all."""


class LaneLayout:
    """Lays out lanes on one scale.

    What depends on the scale alone is found once for all lanes, so that a lane takes no longer for having many events:
    in a lane with too many to draw, they are counted by their numbers, which ascend by their earliest starts.

    Args:
        spans: the bounds of all events.
        disputed: the events that are disputed.
        scale: the scale.
    """

    def __init__(self, spans: Spans, disputed: BitMap, scale: TimeScale) -> None:
        self.scale = scale
        self._spans = spans
        self._disputed = disputed
        self._extent = spans.extent or (0, 0)
        self._token_of: dict[int, Token] = {}
        """By number: the tokens of events that some lane has drawn. An event is in several lanes."""

    @cached_property
    def _cuts(self) -> Sequence[int]:
        """By half of a cell: the number of the first event that starts there or later; then the first after all."""
        starts, scale = self._spans.bounds.earliest_starts, self.scale
        cuts = [bisect_left(starts, scale.first)]
        for half in range(1, 2 * scale.width + 1):
            cuts.append(bisect_left(starts, scale.start(half, 2), cuts[-1]))
        return cuts

    @cached_property
    def _undated(self) -> BitMap:
        """The events all of whose bounds are open."""
        bounds = self._spans.bounds
        is_open = (OPEN_START, OPEN_END)
        started = bisect_right(bounds.earliest_starts, OPEN_START)
        return BitMap([number for number in range(started) if all(column[number] in is_open for column in bounds)])

    @cached_property
    def _reaching(self) -> BitMap:
        """The events that began before the time in sight, and may reach into it."""
        low = self._cuts[0]
        return BitMap(range(low)) - self._spans.ended(self.scale.first - 1) - self._undated if low else BitMap()

    # Lanes

    def desired_height(self, events: BitMap, most: int) -> int:
        """Return how many lines a lane needs to draw its events with room for their titles, at most some number."""
        sorted_in = self._sorted_in(events, most)
        if sorted_in is None:
            return min(most, DENSE_LINES)
        singles, groups = sorted_in
        reaching = events & self._reaching
        if len(reaching) > self._most(most):
            groups, reaching = [(0, reaching), *groups], BitMap()
        ends: list[int] = []
        for token in self._tokens([*reaching, *singles]):
            if token.side:
                continue
            free = next((line for line, end in enumerate(ends) if end < token.first), None)
            if free is None:
                ends.append(0)
                free = len(ends) - 1
            ends[free] = token.last + TITLE_ROOM
            if len(ends) >= most:
                return most
        return max(1, min(most, len(ends) + bool(groups)))

    def draw(self, events: BitMap, height: int) -> DrawnLane:
        """Return what is drawn in a lane of some events.

        Args:
            events: the events.
            height: the lines of the lane, from 1.
        """
        undated = events.intersection_cardinality(self._undated)
        before = _rank(events, self._cuts[0])
        later = len(events) - _rank(events, self._cuts[-1])
        sorted_in = self._sorted_in(events, height)
        if sorted_in is None:
            ranks = [_rank(events, cut) for cut in self._cuts]
            density = [after - rank for rank, after in pairwise(ranks)]
            return DrawnLane(height, (), (), density, before - undated, later, undated)
        singles, groups = sorted_in
        reaching = events & self._reaching
        earlier = before - undated - len(reaching)
        if len(reaching) > self._most(height):
            groups, reaching = [(0, reaching), *groups], BitMap()
        tokens = []
        for token in self._tokens([*reaching, *singles]):
            if token.side < 0:
                earlier += 1
            elif token.side > 0:
                later += 1
            else:
                tokens.append(token)
        placed, counted = place(tokens, groups, height, self.scale.width)
        return DrawnLane(height, placed, counted, (), earlier, later, undated)

    def events_in(self, events: BitMap, half: int) -> BitMap:
        """Return those of some events that begin in a half of a cell."""
        return events & BitMap(range(self._cuts[half], self._cuts[half + 1]))

    def half_of(self, number: int) -> int:
        """Return the half of a cell that an event begins in; one out of sight if it begins there."""
        return self.scale.cell(self._spans.bounds.earliest_starts[number], 2)

    def shape(self, number: int) -> Shape | int:
        """Return the shape of an event that is not undated; -1 if it is drawn before the scale, 1 if after it."""
        members: tuple[Bounds, ...] = ()
        is_all_of = False
        if number in self._spans.with_gaps:
            [group] = self._spans.grouped(BitMap([number]))
            members, is_all_of = group.members, group.is_all_of
        bounds = Bounds(*(column[number] for column in self._spans.bounds))
        return shape_of(bounds, self.scale, self._extent, members, is_all_of=is_all_of)

    def is_undated(self, number: int) -> bool:
        """Return whether all bounds of an event are open."""
        return number in self._undated

    def _sorted_in(self, events: BitMap, height: int) -> tuple[list[int], list[tuple[int, BitMap]]] | None:
        """Return the events that begin in sight: those to draw, and by cell those that are too many for it.

        None is returned if so many begin in so many cells that they can't be told apart.
        """
        cuts, width = self._cuts, self.scale.width
        low, high = _rank(events, cuts[0]), _rank(events, cuts[-1])
        most_in_cell = 2 * height + 2
        most = self._most(height)
        singles: list[int] = []
        groups: list[tuple[int, BitMap]] = []
        used = 0
        if high - low <= most:
            # Few enough to look at each.
            return list(events[low:high]), []
        rank = low
        for cell in range(width):
            start, end = cuts[2 * cell], cuts[2 * cell + 2]
            if start == end:
                continue
            after = _rank(events, end)
            count, rank = after - rank, after
            if not count:
                continue
            used += min(count, most_in_cell)
            if used > most:
                return None
            found = events & BitMap(range(start, end))
            if count <= most_in_cell:
                singles += found
            else:
                groups.append((cell, found))
        return singles, groups

    def _most(self, height: int) -> int:
        """Return the most events that are drawn in a lane of some lines."""
        is_large = len(self._spans.bounds.earliest_starts) > _LARGE_TIMELINE
        most = _MOST_OF_LARGE if is_large else _MOST_EVENTS
        return max(8, min(most, self.scale.width * height // _CELLS_PER_EVENT))

    def _tokens(self, numbers: Sequence[int]) -> list[Token]:
        """Return the tokens of some events, by their first cells."""
        for number in numbers:
            if number not in self._token_of:
                self._token_of[number] = self._token(number)
        return sorted(self._token_of[number] for number in numbers)

    def _token(self, number: int) -> Token:
        shape = self.shape(number)
        if isinstance(shape, int):
            return Token(0, 0, number, side=shape)
        core = (shape.mark, shape.mark)
        if number in self._disputed and self.scale.width > 1:
            core = (shape.mark, shape.mark + 1) if shape.mark + 1 < self.scale.width else (shape.mark - 1, shape.mark)
        return Token(min(shape.first, core[0]), max(shape.last, core[1]), number, shape, core)


def _rank(events: BitMap, number: int) -> int:
    """Return how many events have lower numbers."""
    return events.rank(number - 1) if number else 0


def heights(desired: Sequence[int], available: int) -> Sequence[int]:
    """Return the heights of lanes that have some lines together: as desired, or less, but none less than 1."""
    found = [1] * len(desired)
    spare = available - len(desired)
    while spare > 0 and found != list(desired):
        lowest = min(height for height, most in zip(found, desired, strict=True) if height < most)
        for lane, most in enumerate(desired):
            if spare and found[lane] == lowest < most:
                found[lane] += 1
                spare -= 1
    return found

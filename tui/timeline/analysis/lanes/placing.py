"""Place the events of a lane: beside each other on its lines, or counted together on the last one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pyroaring import BitMap

from tui.timeline.analysis.lanes.shapes import Shape

TITLE_ROOM = 24
"""The cells beside a shape that are kept free for the title of its event, if the lane has enough lines."""


class PlacedEvent(NamedTuple):
    """An event that is drawn as a shape."""

    number: int
    line: int
    """The line of the lane, from 0."""
    shape: Shape
    core: tuple[int, int]
    """The first and the last cell of its mark, with the sign that it is disputed: nothing else is drawn there."""
    is_disputed: bool


class PlacedCount(NamedTuple):
    """Events that are counted in one place, because they would overlap."""

    line: int
    x: int
    """The first cell of the sign and the number after it."""
    width: int
    events: BitMap


class Token(NamedTuple):
    """An event that is to be placed."""

    first: int
    last: int
    number: int
    shape: Shape | None = None
    core: tuple[int, int] = (0, 0)
    side: int = 0
    """-1 or 1 if it is drawn before or after the time in sight."""

    def placed(self, line: int) -> PlacedEvent:
        """Return the event on a line."""
        assert self.shape is not None
        return PlacedEvent(self.number, line, self.shape, self.core, self.core[0] < self.core[1])


def _count_width(count: int) -> int:
    """Return the cells of a sign and the number after it."""
    return 1 + len(str(count))


def place(
    tokens: Sequence[Token], groups: Sequence[tuple[int, BitMap]], height: int, width: int
) -> tuple[Sequence[PlacedEvent], Sequence[PlacedCount]]:
    """Return where events are drawn and counted in a lane.

    They are drawn beside each other, each on a line where the title of the one before has room. What has no room is on
    the last line, where marks stand on bars, and those that would stand on each other are counted.
    """
    placed, rest = _stacked(tokens, height)
    if rest or groups:
        placed, rest = _stacked(tokens, height - 1)
    on_last, counted = _place_on_one_line(rest, groups, height - 1, width)
    return [*placed, *on_last], counted


def _stacked(tokens: Sequence[Token], height: int) -> tuple[list[PlacedEvent], list[Token]]:
    """Return the events that have room on some lines without touching each other, and the others."""
    ends = [-2] * height
    """The last cell that is taken on each line."""
    placed: list[PlacedEvent] = []
    rest: list[Token] = []
    if not height:
        return placed, list(tokens)
    for token in tokens:
        line = min(range(height), key=lambda line: (ends[line] >= token.first - 1, _crowding(token.first - ends[line])))
        if ends[line] >= token.first:
            rest.append(token)
        else:
            ends[line] = token.last
            placed.append(token.placed(line))
    return placed, rest


def _crowding(room: int) -> int:
    """Return how little room there would be for the title of the shape before: none if there is enough."""
    return max(0, TITLE_ROOM - room)


class _Spot(NamedTuple):
    """A place on the last line of a lane: an event, or several that are counted."""

    first: int
    last: int
    events: BitMap
    token: Token | None


def _place_on_one_line(
    tokens: Sequence[Token], groups: Sequence[tuple[int, BitMap]], line: int, width: int
) -> tuple[Sequence[PlacedEvent], Sequence[PlacedCount]]:
    """Return the same for one line, on which marks stand on bars, but not on each other."""
    spots: list[_Spot] = []
    singles = [_Spot(*token.core, BitMap([token.number]), token) for token in tokens]
    for spot in sorted([*singles, *(_count(x, events, width) for x, events in groups)], key=lambda spot: spot.first):
        spots.append(spot)
        while len(spots) > 1 and spots[-2].last >= spots[-1].first:
            last = spots.pop()
            spots[-1] = _count(spots[-1].first, spots[-1].events | last.events, width)
    placed = [spot.token.placed(line) for spot in spots if spot.token is not None]
    counted = [
        PlacedCount(line, spot.first, spot.last + 1 - spot.first, spot.events) for spot in spots if spot.token is None
    ]
    return placed, counted


def _count(x: int, events: BitMap, width: int) -> _Spot:
    """Return the spot of a count, moved to the left where it would not fit at its cell."""
    first = max(0, min(x, width - _count_width(len(events))))
    return _Spot(first, first + _count_width(len(events)) - 1, events, None)

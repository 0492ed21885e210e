"""The shape of an event on a scale of time: where its mark is, where it surely lasted, and where that is in doubt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from tui.timeline.analysis.lanes.scale import TimeScale
from tui.timeline.dates.bounds import OPEN_END, OPEN_START, Bounds

FADE = 4
"""The cells in which an event with an open end fades out."""

End = Literal["closed", "open", "cut"]
"""How a shape ends: at its bound, fading out as it has none, or out of sight, where it goes on."""


class Shape(NamedTuple):
    """The cells of an event, all of them in sight."""

    first: int
    last: int
    """The last cell, included."""
    mark: int
    """The cell of its mark: where it was likeliest, or where it surely began."""
    solid: tuple[int, int] | None = None
    """The first and the last half of a cell in which it surely was under way; None for what is not known to last."""
    left: End = "closed"
    right: End = "closed"
    repeats: tuple[int, ...] = ()
    """The cells where it happened again, of one that happened at several times."""


def shape_of(
    bounds: Bounds,
    scale: TimeScale,
    extent: tuple[int, int],
    members: Sequence[Bounds] = (),
    *,
    is_all_of: bool = False,
) -> Shape | int:
    """Return the shape of an event; -1 if it is drawn before the scale, 1 if it is drawn after it.

    What is not open is where its bounds are. An open end is drawn as far as the events of the timeline reach, if it
    did not end, and then fades out.

    Args:
        bounds: its bounds, not all of which are open.
        scale: the scale.
        extent: the first and the last second of all dates, without open ends.
        members: the bounds of the members, if its date is a set.
        is_all_of: whether it happened in each of the members.
    """
    unclipped = _repeated(bounds, scale, extent, members) if is_all_of else _single(bounds, scale, extent)
    if unclipped.last < 0:
        return -1
    return 1 if unclipped.first >= scale.width else _clipped(unclipped, scale.width)


def _single(bounds: Bounds, scale: TimeScale, extent: tuple[int, int]) -> Shape:
    earliest_start, latest_start, earliest_end, latest_end = bounds
    is_started, is_ended = earliest_start != OPEN_START, latest_end != OPEN_END
    solid = None
    if OPEN_START < earliest_end >= latest_start < OPEN_END and bounds[:2] != bounds[2:]:
        low = min(extent[0], earliest_end) if latest_start == OPEN_START else latest_start
        high = max(extent[1], latest_start) if earliest_end == OPEN_END else earliest_end
        solid = scale.cell(low, 2), scale.cell(high, 2)
        mark = scale.cell(low if is_started or not is_ended else high)
    else:
        # A moment, or a time of which no second is certain: likeliest in the middle of the bounds that are known.
        known = [bound for bound in bounds if OPEN_START < bound < OPEN_END]
        low = earliest_start if is_started else min(known)
        high = latest_end if is_ended else max(known)
        mark = scale.cell((low + high) // 2)
    return Shape(
        scale.cell(earliest_start) if is_started else scale.cell(low) - FADE,
        scale.cell(latest_end) if is_ended else scale.cell(high) + FADE,
        mark,
        solid,
        "closed" if is_started else "open",
        "closed" if is_ended else "open",
    )


def _repeated(bounds: Bounds, scale: TimeScale, extent: tuple[int, int], members: Sequence[Bounds]) -> Shape:
    """Return the shape of what happened in each member of a set: a mark for the first, and signs for the others."""
    middles = sorted(
        (max(start, extent[0]) if end != OPEN_END else start, min(end, extent[1]) if start != OPEN_START else end)
        for start, _, _, end in members or (bounds,)
    )
    cells = [scale.cell((start + end) // 2) for start, end in middles]
    is_started, is_ended = bounds.earliest_start != OPEN_START, bounds.latest_end != OPEN_END
    first = scale.cell(bounds.earliest_start) if is_started else min(cells) - FADE
    last = scale.cell(bounds.latest_end) if is_ended else max(cells) + FADE
    return Shape(
        min(first, *cells),
        max(last, *cells),
        cells[0],
        None,
        "closed" if is_started else "open",
        "closed" if is_ended else "open",
        tuple(dict.fromkeys(cells[1:])),
    )


def _clipped(shape: Shape, width: int) -> Shape:
    """Return the part of a shape that is in sight. Its mark stays in sight at the edge."""
    end = width - 1
    solid = shape.solid
    if solid is not None:
        solid = max(solid[0], 0), min(solid[1], 2 * width - 1)
        solid = solid if solid[0] <= solid[1] else None
    return Shape(
        max(0, shape.first),
        min(end, shape.last),
        max(0, min(end, shape.mark)),
        solid,
        # What fades out at the edge of the sight does not go on behind it.
        "cut" if shape.first < (-FADE if shape.left == "open" else 0) else shape.left,
        "cut" if shape.last > end + (FADE if shape.right == "open" else 0) else shape.right,
        tuple(cell for cell in shape.repeats if 0 <= cell <= end and cell != shape.mark),
    )

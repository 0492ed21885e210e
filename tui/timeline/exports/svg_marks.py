"""Marks, bars and stretches of events as shapes of SVG."""

from __future__ import annotations

from collections.abc import Iterator

from tui.timeline.analysis.lanes.placing import PlacedEvent
from tui.timeline.analysis.lanes.shapes import FADE
from tui.timeline.model.entities import Event

CELL = 7
"""The width of a cell of the layout."""
_RADIUS = 4.4
_BAR = 5
"""The height of a bar."""


def number(value: float) -> str:
    """Return a number in as few digits as needed."""
    return f"{value:.1f}".removesuffix(".0")


def mark(status: str | None, x: float, y: float) -> str:
    """Return the mark of a status, around a point. Each status has a shape of its own."""
    r = _RADIUS
    cx, cy = number(x), number(y)
    if status == "confirmed":
        return f'<circle class="full" cx="{cx}" cy="{cy}" r="{r}"/>'
    if status == "reported":
        return f'<circle class="mark" cx="{cx}" cy="{cy}" r="{r - 0.6}"/>'
    if status == "alleged":
        half = f'<path class="full" d="M{cx} {number(y - r)}a{r} {r} 0 0 0 0 {number(2 * r)}z"/>'
        return f'<circle class="mark" cx="{cx}" cy="{cy}" r="{r - 0.6}"/>{half}'
    if status in ("announced", "planned"):
        name = "full" if status == "announced" else "mark"
        return f'<path class="{name}" d="M{number(x - r)} {cy}l{r} {-r} {r} {r} {-r} {r}z"/>'
    if status == "warned":
        return f'<path class="full" d="M{number(x - r)} {number(y + r - 1)}h{number(2 * r)}l{-r} {number(-2 * r)}z"/>'
    if status == "denied":
        side, low = number(2 * r - 1.2), number(r - 0.6)
        return f'<path class="mark" d="M{cx} {cy}m-{low} -{low}l{side} {side}m0 -{side}l-{side} {side}"/>'
    return f'<circle class="full" cx="{cx}" cy="{cy}" r="2.6"/>'


def middle(cell: int) -> float:
    """Return the middle of a cell, from the left of the lanes."""
    return (cell + 0.5) * CELL


def event_shapes(placed: PlacedEvent, event: Event, y: float) -> Iterator[str]:
    """Yield the shapes of an event on a line: its doubt, its bar, their ends, and its mark.

    Args:
        placed: where it is.
        event: the event.
        y: the middle of the line.
    """
    shape = placed.shape
    first, last = shape.first * CELL, (shape.last + 1) * CELL
    solid = None if shape.solid is None else (shape.solid[0] * CELL / 2, (shape.solid[1] + 1) * CELL / 2)
    doubt_from = first + (FADE * CELL if shape.left == "open" else 0)
    doubt_to = last - (FADE * CELL if shape.right == "open" else 0)
    if (solid is None or doubt_from < solid[0] or doubt_to > solid[1]) and doubt_to - doubt_from > CELL:
        yield f'<path class="doubt" d="M{number(doubt_from)} {number(y)}H{number(doubt_to)}"/>'
    if solid is not None:
        yield _bar(solid[0], solid[1], y)
    yield from _fades(placed, solid, y)
    yield from _ragged_ends(placed, event, y)
    for cell in shape.repeats:
        yield f'<circle class="full" cx="{number(middle(cell))}" cy="{number(y)}" r="2"/>'
    yield mark(event.status, middle(shape.mark), y)
    if placed.is_disputed:
        cell = placed.core[0] if placed.core[1] == shape.mark else placed.core[1]
        yield f'<text class="disputed" x="{number(cell * CELL)}" y="{number(y + 4)}">≠</text>'


def _bar(start: float, end: float, y: float, opacity: float = 1.0) -> str:
    faint = "" if opacity == 1 else f' opacity="{opacity}"'
    return (
        f'<rect class="bar" x="{number(start)}" y="{number(y - _BAR / 2)}" width="{number(max(1, end - start))}"'
        f' height="{_BAR}" rx="1.5"{faint}/>'
    )


def _fades(placed: PlacedEvent, solid: tuple[float, float] | None, y: float) -> Iterator[str]:
    """Yield what fades out behind an open end, and arrows where an event goes on out of sight."""
    shape = placed.shape
    start = solid[0] if solid else (shape.first + FADE) * CELL
    end = solid[1] if solid else (shape.last + 1 - FADE) * CELL
    for i, opacity in enumerate((0.7, 0.45, 0.22)):
        if shape.left == "open":
            yield _bar(start - (i + 1) * CELL, start - i * CELL - 1.5, y, opacity)
        if shape.right == "open":
            yield _bar(end + i * CELL + 1.5, end + (i + 1) * CELL, y, opacity)
    if shape.left == "cut":
        yield f'<path class="ragged" d="M4 {number(y - 4)}l-4 4 4 4"/>'
    if shape.right == "cut":
        x = number((shape.last + 1) * CELL - 4)
        yield f'<path class="ragged" d="M{x} {number(y - 4)}l4 4-4 4"/>'


def _ragged_ends(placed: PlacedEvent, event: Event, y: float) -> Iterator[str]:
    """Yield a zigzag at each end that is only approximate."""
    shape, date = placed.shape, event.date
    zigzag = "l2.5 2.5-2.5 2.5 2.5 2.5-2.5 2.5"
    starts_about = date.start is not None and _is_about(date.start.text)
    ends_about = date.is_interval and date.end is not None and _is_about(date.end.text)
    if shape.left == "closed" and starts_about:
        x = min(shape.first * CELL, placed.core[0] * CELL) - 4
        yield f'<path class="ragged" d="M{number(x)} {number(y - 5)}{zigzag}"/>'
    if shape.right == "closed" and ends_about:
        x = max(shape.last, placed.core[1]) * CELL + CELL + 1
        yield f'<path class="ragged" d="M{number(x)} {number(y - 5)}{zigzag}"/>'


def _is_about(text: str) -> bool:
    return "~" in text or "%" in text

"""The line below the lanes: the event at hand or under the mouse, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pyroaring import BitMap

from tui.terminal.display import displayed
from tui.terminal.glyphs import glyphs
from tui.terminal.lane_glyphs import LINK_KINDS, lane_glyphs
from tui.timeline.analysis.lanes.board import LaneBoard
from tui.timeline.dates.words import short_words

_MOST_NAMED = 3


def caption_of(
    board: LaneBoard, position: int, number: int | None, found: tuple[int, BitMap] | None
) -> Iterator[tuple[str, str]]:
    """Yield the pieces of the caption, each with the name of its style.

    Args:
        board: the lanes.
        position: the position of the lane at the cursor.
        number: the event at hand.
        found: the position of a lane under the mouse, and the events in it; None for the event at hand.
    """
    if found is None and number is None:
        return
    if found is None:
        assert number is not None
        found = position, BitMap([number])
    _, numbers = found
    if len(numbers) > 1:
        yield f"{lane_glyphs().count}{len(numbers)}  ", "label"
    for i, each in enumerate(numbers[:_MOST_NAMED] if len(numbers) > 1 else numbers):
        event = board.index.timeline.events[each]
        if i:
            yield f" {glyphs().dot} ", "muted"
        yield f"{glyphs().status(event.status) if event.status else lane_glyphs().mark} ", event.status or "muted"
        yield f"{displayed(short_words(event.date))}  ", "muted"
        yield displayed(event.title), ""
    if len(numbers) > _MOST_NAMED:
        yield f" {glyphs().ellipsis}", "muted"


def links_caption(board: LaneBoard, number: int | None) -> str:
    """Return the links of an event in words, each after the line that it is drawn with: "═ denied by"."""
    if number is None:
        return ""
    words = Counter((LINK_KINDS[link.relation], link.words) for link in board.answer.view.thread(number))
    lines = lane_glyphs().links
    return "  ".join(
        f"{lines[kind][0]} {text}{f' {count}' if count > 1 else ''}" for (kind, text), count in words.items()
    )

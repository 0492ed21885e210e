"""The line that says who disputes an event, however many do."""

from __future__ import annotations

from collections.abc import Callable

from tests.bench.shapes import SHAPES
from tests.growth import assert_linear
from tui.app.widgets.dispute_line import dispute_line
from tui.timeline.model.as_of import AsOfView
from tui.timeline.reading.reader import parse_timeline


def _view(size: int) -> AsOfView:
    return AsOfView(parse_timeline("".join(SHAPES["links to one event"].lines(size))))


def test_an_event_that_very_many_deny_has_a_line_as_soon_as_any() -> None:
    def work(size: int) -> Callable[[], object]:
        view = _view(size)
        return lambda: dispute_line(view, 0, 60)

    assert_linear(work, 200)


def test_those_who_find_no_room_are_counted() -> None:
    line = dispute_line(_view(500), 0, 62)
    assert line is not None
    assert line.plain.startswith("✕ denied by “Event 0”, 2 Jan 2020; “Event 1”, 2 Jan 2020")
    assert line.plain.endswith("+498")
    assert line.cell_length <= 62

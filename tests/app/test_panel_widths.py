"""The widths of the panels: by keys and the mouse, in all layouts, and as they were left."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from tests.app.conftest import MakeApp
from tests.app.screen_reader import wait_for_text
from tui.app.app import DatelineApp
from tui.app.screens.panel_widths import PanelWidths
from tui.reader.left_state import LeftState

WIDE, MEDIUM, NARROW = (120, 36), (80, 24), (60, 20)


def widths(app: DatelineApp) -> tuple[int, int, int]:
    """Return the widths of facets, list and detail; 0 for what is not shown."""
    parts = app.browser.late.parts
    return parts.facets.region.width, app.browser.events.region.width, parts.detail.region.width


async def drag(pilot: Pilot[None], start: int, end: int) -> None:
    await pilot.mouse_down(offset=(start, 12))
    await pilot.hover(offset=(end, 12))
    await pilot.mouse_up(offset=(end, 12))
    await pilot.pause()


async def test_keys_move_the_lines_between_the_panels(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        facets, events, detail = widths(app)
        await pilot.press("less_than_sign", "less_than_sign")
        narrower = widths(app)
        assert narrower[1] < events - 6
        assert sum(narrower) == facets + events + detail == 120
        await pilot.press("greater_than_sign", "greater_than_sign")
        assert widths(app) == (facets, events, detail)
        await pilot.press("left_curly_bracket")
        assert widths(app)[0] == 24
        await pilot.press(*["left_curly_bracket"] * 3)
        assert widths(app)[0] == 0
        await pilot.press("a")
        assert widths(app)[0] > 0
        await pilot.press("escape", "escape")
        assert widths(app)[0] == 0
        await pilot.press("right_curly_bracket", "right_curly_bracket")
        assert widths(app)[0] == 20


async def test_the_line_before_the_detail_can_be_dragged(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        line = app.browser.detail.region.x
        await drag(pilot, line, line - 20)
        assert abs(app.browser.detail.region.x - (line - 20)) <= 1
        await drag(pilot, app.browser.detail.region.x, 5)
        assert widths(app)[1] > 10
        await drag(pilot, 50, 40)  # not on the line
        assert widths(app)[1] > 10


@pytest.mark.parametrize("size", [MEDIUM, NARROW, (40, 12)])
async def test_widths_of_a_wide_terminal_do_no_harm_in_another(make_app: MakeApp, size: tuple[int, int]) -> None:
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        usual = widths(app)
        await pilot.resize_terminal(*WIDE)
        await pilot.press(*["left_curly_bracket"] * 4)
        await pilot.resize_terminal(*size)
        await pilot.pause()
        assert widths(app) == usual
        await pilot.press("a")
        await pilot.pause()
        assert widths(app)[0] >= 20


async def test_what_cannot_be_changed_says_so(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=NARROW, notifications=True) as pilot:
        await pilot.press("less_than_sign")
        await wait_for_text(pilot, "Nothing is next to it.")
    app = make_app()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press(*["greater_than_sign"] * 20)
        await wait_for_text(pilot, "It cannot be wider.")


async def test_the_lanes_have_their_own_layout(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(200, 50)) as pilot:
        await pilot.press("l")
        await pilot.pause()
        usual = app.browser.detail.region
        await pilot.press("l")
        await pilot.press(*["less_than_sign"] * 3, "l")
        await pilot.pause()
        assert app.browser.detail.region == usual


async def test_widths_are_as_they_were_left(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("less_than_sign", "left_curly_bracket")
        before, left = widths(app), app.left_state()
    assert left is not None
    assert left.layout == "50 24"
    again = make_app(left=left)
    async with again.run_test(size=WIDE) as pilot:
        await pilot.pause()
        assert widths(again) == before
    assert make_app(left=LeftState(layout="900 x")).browser.widths == PanelWidths()


@pytest.mark.parametrize("text", ["", "x", "5 28", "55 3", "55", "55 28 1", "99 28", "55 999"])
def test_widths_that_make_no_sense_are_as_usual(text: str) -> None:
    assert PanelWidths.parse(text) == PanelWidths()
    assert str(PanelWidths()) == ""


def test_hidden_facets_stay_hidden() -> None:
    assert PanelWidths.parse("55 0") == PanelWidths(55, 0)
    assert PanelWidths(55, 0).stepped("facets", -1) == PanelWidths(55, 0)
    assert PanelWidths(55, 0).stepped("facets", 1).facets == 16

"""The chart: whole periods in a few keys, the names on its axis, and what was known when."""

from __future__ import annotations

import pytest

from tests.app.charts import HOURS, WIDE, YEARS, bar_text, cell_of, chart_lines, chart_of, label_at_cursor
from tests.app.conftest import MakeApp
from tests.app.screen_reader import screen_text, wait_for_text
from tests.timelines import BUNDLED, SAMPLES, event
from tui.app.chart.timeline_chart import TimelineChart
from tui.terminal.glyphs import glyphs


@pytest.mark.parametrize("size", [(200, 50), (120, 36), (80, 24)])
async def test_autumn_2022_takes_five_keys(make_app: MakeApp, size: tuple[int, int]) -> None:
    app = make_app(BUNDLED.read_text(encoding="utf-8"))
    async with app.run_test(size=size) as pilot:
        await pilot.press("h", "G", "pageup", "pageup", "up")
        assert bar_text(app) == "in:2022-09/2022-11"


async def test_arrows_widen_and_narrow_the_dates_around_the_cursor(make_app: MakeApp) -> None:
    app = make_app(YEARS)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("h", "G", "left", "left")
        assert label_at_cursor(app) == "Apr 2022"
        texts = []
        for key in ("up", "up", "down", "down", "down"):
            await pilot.press(key)
            await pilot.pause()
            texts.append(bar_text(app))
        assert texts == [
            "in:2022-03/2022-05",
            "in:2022",
            "in:2022-03/2022-05",
            "in:2022-04",
            "in:2022-04-11/2022-04-17",
        ]
        assert label_at_cursor(app) == "Apr 2022"
        await pilot.press("up", "up", "up", "up")
        assert bar_text(app) == "in:2020/2029"
        await pilot.press("up")
        assert bar_text(app) == ""  # the century has all dates


async def test_what_cannot_be_wider_or_narrower_says_so(make_app: MakeApp) -> None:
    app = make_app(HOURS)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("h", *["down"] * 9)
        await wait_for_text(pilot, "No date is known more precisely.")
        assert bar_text(app) == 'in:"2031-03-07T22:00"'
    alone = make_app("title: t\nevents:\n  - {date: 2001, title: t}\n")
    async with alone.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("h", "up")
        await wait_for_text(pilot, "All dates are shown.")
        assert bar_text(alone) == ""


async def test_page_keys_move_by_a_longer_unit(make_app: MakeApp) -> None:
    app = make_app(YEARS + event(id="older", date="2010-06-05"))
    async with app.run_test(size=(160, 36)) as pilot:
        await pilot.press("h", "G")
        assert label_at_cursor(app) == "Jun 2022"
        await pilot.press("pageup")
        assert "2021" in label_at_cursor(app)
        await pilot.press("G", *["pageup"] * 12)
        assert label_at_cursor(app) == "Jun 2010"
        await pilot.press("pageup", "pageup")
        assert chart_of(app).cursor == 0
        await pilot.press("pagedown", "pagedown")
        assert "2012" in label_at_cursor(app)
    hours = make_app(HOURS)
    async with hours.run_test(size=WIDE) as pilot:
        await pilot.press("h", "G", "pageup")
        assert label_at_cursor(hours) == "9 Mar 2031, 06:00–07:00"


async def test_a_click_on_a_name_on_the_axis_narrows_to_it_and_again_removes_the_limit(make_app: MakeApp) -> None:
    app = make_app(YEARS)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        axis = chart_lines(app)[4]
        await pilot.hover(TimelineChart, offset=(axis.index("2022"), 4))
        assert "2022: 6 events" in chart_lines(app)[5]
        await pilot.click(TimelineChart, offset=(axis.index("2022") + 2, 4))
        await pilot.pause()
        assert bar_text(app) == "in:2022"
        await pilot.click(TimelineChart, offset=(axis.index("2022") + 2, 4))
        await pilot.pause()
        assert bar_text(app) == ""
    rome = make_app(SAMPLES["rome"].read_text(encoding="utf-8"))
    async with rome.run_test(size=WIDE) as pilot:
        await pilot.pause()
        axis = chart_lines(rome)[4]
        await pilot.click(TimelineChart, offset=(axis.index("AD 200"), 4))
        assert bar_text(rome) == "in:0200/0209"


async def test_a_drag_that_begins_on_the_axis_selects_bars(make_app: MakeApp) -> None:
    app = make_app(YEARS)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await pilot.mouse_down(TimelineChart, offset=(cell_of(app, "Jan 2022")[0], 4))
        await pilot.hover(TimelineChart, offset=cell_of(app, "Mar 2022"))
        await pilot.mouse_up(TimelineChart, offset=cell_of(app, "Mar 2022"))
        await pilot.pause()
        assert bar_text(app) == "in:2022-01/2022-03"


async def test_keys_caption_what_is_at_the_cursor_wherever_the_mouse_is(make_app: MakeApp) -> None:
    app = make_app(YEARS)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("h", "G")
        await pilot.hover(TimelineChart, offset=cell_of(app, "Mar 2022"))
        assert "Mar 2022: " in chart_lines(app)[5]
        await pilot.press("left")
        assert "May 2022: " in chart_lines(app)[5]
        await pilot.press("shift+left")
        assert "Apr 2022 – May 2022: " in chart_lines(app)[5]


async def test_k_sees_the_timeline_as_known_on_the_day_at_the_cursor(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("h", "G", "K")
        await pilot.pause()
        chart = chart_of(app)
        last = chart.columns.buckets[chart.cursor].label
        assert bar_text(app).startswith("known:2023-")
        assert glyphs().known in chart_lines(app)[0]
        await pilot.press("left", "K")
        await pilot.pause()
        assert bar_text(app).count("known:") == 1
        assert label_at_cursor(app) != last
        await pilot.press("K")
        await pilot.pause()
        assert bar_text(app) == ""
        assert glyphs().known not in chart_lines(app)[0]


async def test_a_click_on_the_mark_of_known_returns_to_the_present(make_app: MakeApp) -> None:
    app = make_app(query="known:2022-12-31")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        x = chart_lines(app)[0].index(glyphs().known)
        await pilot.hover(TimelineChart, offset=(x, 0))
        assert "as known on 31 Dec 2022" in chart_lines(app)[5]
        await pilot.click(TimelineChart, offset=(x, 0))
        assert bar_text(app) == ""


async def test_the_days_on_which_sources_came_out_are_marked_on_request(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("h", "i")
        line = chart_lines(app)[0]
        marks = [x for x, glyph in enumerate(line) if glyph == glyphs().came_out]
        assert len(marks) == 2
        await pilot.click(TimelineChart, offset=(marks[0], 0))
        await pilot.pause()
        assert bar_text(app) == "known:2022-11-10"
        await pilot.press("h", "i")
        assert glyphs().came_out not in chart_lines(app)[0]


async def test_ctrl_and_a_click_see_what_was_known(make_app: MakeApp) -> None:
    app = make_app(YEARS)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await pilot.click(TimelineChart, offset=cell_of(app, "Mar 2022"), control=True)
        await pilot.pause()
        assert bar_text(app) == "known:2022-03-31"


async def test_a_timeline_without_dated_sources_says_that_nothing_can_be_marked(make_app: MakeApp) -> None:
    app = make_app("title: t\nevents:\n  - {date: 2001, title: t}\n")
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("h", "i")
        await wait_for_text(pilot, "No source has a date.")
        assert glyphs().came_out not in screen_text(app).split("\n")[2]

"""The lanes view: opened on an event, moved through, zoomed, and left at the same event."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import pytest
from rich.cells import cell_len
from textual.events import MouseScrollDown, MouseScrollUp
from textual.pilot import Pilot

from tests.app.conftest import MakeApp
from tests.app.screen_reader import highlighted_id, listed_ids, screen_lines, screen_text, shown_id, wait_for_text
from tests.timelines import SAMPLES
from tui.app.app import DatelineApp
from tui.app.lanes.axis import AXIS_LINES
from tui.app.lanes.lanes_view import LanesView
from tui.app.lanes.painter import LanePainter, Window
from tui.app.widgets.event_list import EventList
from tui.app.widgets.query_bar import QueryBar
from tui.timeline.analysis.lanes.board import LaneBoard
from tui.timeline.query.language import Query
from tui.timeline.reading.reader import parse_timeline
from tui.timeline.search.answers import answer_query
from tui.timeline.search.index import Index

WIDE, MEDIUM, SMALLEST, HUGE = (120, 36), (80, 24), (40, 12), (200, 50)

HOURS = SAMPLES["siege"].read_text(encoding="utf-8")


def lanes_of(app: DatelineApp) -> LanesView:
    return app.screen.query_one(LanesView)


def lane_lines(app: DatelineApp) -> list[str]:
    """Return the lines of the view: the axis, the lanes and the caption."""
    region = lanes_of(app).region
    return [line[region.x : region.right] for line in screen_lines(app)[region.y : region.bottom]]


def line_with(app: DatelineApp, text: str) -> str:
    return next(line for line in lane_lines(app) if text in line)


def cell_of(app: DatelineApp, text: str) -> tuple[int, int]:
    """Return where a text begins in the view."""
    lines = lane_lines(app)
    y = next(i for i, line in enumerate(lines) if text in line)
    return lines[y].index(text), y


def cell_of_event(app: DatelineApp, event_id: str) -> tuple[int, int]:
    """Return where an event begins in the view, in the lane at the cursor or the first one that it is in."""
    view = lanes_of(app)
    number = app.browser.index.timeline.numbers[event_id]
    position = view.board.position_with(number, 0)
    assert position is not None
    spot = view.board.spot(position, number)
    assert spot is not None
    x = (
        lane_lines(app)[0].index("│")
        + (view.size.width - lane_lines(app)[0].index("│") - view.board.scale.width + 1) // 2
    )
    return x + spot.first, AXIS_LINES + view.board.tops[position] + spot.line


def length(app: DatelineApp) -> int:
    return lanes_of(app).board.scale.seconds


@pytest.mark.parametrize("size", [HUGE, WIDE, MEDIUM, SMALLEST])
async def test_l_shows_the_lanes_and_goes_back_to_the_same_event(make_app: MakeApp, size: tuple[int, int]) -> None:
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await pilot.press("j", "l")
        assert isinstance(app.focused, LanesView)
        assert "Actors" in lane_lines(app)[0]
        assert shown_id(app) == highlighted_id(app) == "visit"
        assert "Patrushev lands" in lane_lines(app)[-1]
        await pilot.press("right")
        assert shown_id(app) == "delivery"
        await pilot.press("l")
        assert isinstance(app.focused, EventList)
        assert highlighted_id(app) == "delivery"
        assert not lanes_of(app).display
        await pilot.press("l", "escape")
        assert isinstance(app.focused, EventList)


@pytest.mark.parametrize(
    ("events", "words"),
    [("[]", "Events are drawn here once there are any."), ("[{date: ../.., title: T}]", "No event has a date.")],
)
async def test_without_dates_there_is_no_axis(make_app: MakeApp, events: str, words: str) -> None:
    app = make_app(f"title: T\nevents: {events}\n")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("l")
        assert words in lane_lines(app)[0]
        assert "BC" not in "".join(lane_lines(app))
        await pilot.press("enter")
        assert not app.browser.session.query.terms


def test_where_events_share_a_line_no_mark_is_under_another_event() -> None:
    dates = ("'200X'", "2002-06-01", "2003-01-01/2004-12-31")
    events = ", ".join(f"{{date: {date}, title: T, status: denied}}" for date in dates)
    index = Index(parse_timeline(f"title: T\nevents: [{events}]\n"))
    board = LaneBoard(index, answer_query(Query(()), index), width=80, lines=1)
    painter = LanePainter(board, Window(0, 1))
    painter.paint_events()
    line = "".join(character for character, _ in painter.canvas.line(0))
    assert line.count("✕") == 3
    assert "━" in line


async def test_each_value_has_a_lane_with_the_number_of_its_events(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("l")
        names = [" ".join(line.split("│")[0].split()) for line in lane_lines(app)[AXIS_LINES:-1]]
        assert [name for name in names if name] == ["▸ Iran 4", "▸ Russia 4"]


async def test_trees_open_and_close(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("j", "l", "greater_than_sign")
        line = line_with(app, "Revolutionary Guards")
        assert line.index("Revolutionary") > line_with(app, "Iran  ").index("Iran")
        assert "▾" in line_with(app, "Iran  ")
        await pilot.press("less_than_sign")
        assert "Revolutionary Guards" not in "".join(lane_lines(app)[AXIS_LINES:-1]).split("│")[0]
        x, y = cell_of(app, "▸ Iran")
        await pilot.click(LanesView, offset=(x, y))
        assert "▾ Iran" in "".join(lane_lines(app))


async def test_r_turns_to_the_next_facet(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("l", "r")
        assert "Weapons" in lane_lines(app)[0]
        assert "no weapon" in screen_text(app)
        await pilot.press("R", "R")
        assert "Actors" not in lane_lines(app)[0]
        await pilot.press("r", "l", "l")
        assert "Actors" in lane_lines(app)[0]


async def test_arrows_go_along_the_lane_and_to_the_nearest_event_in_the_next(make_app: MakeApp) -> None:
    app = make_app(HOURS)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("l", "home")
        assert shown_id(app) == "siege"
        await pilot.press("right")
        assert shown_id(app) == "bridge-down"
        await pilot.press("down")
        assert shown_id(app) == "crossing"
        await pilot.press("down")
        assert shown_id(app) == "first-shells"
        await pilot.press("end")
        assert shown_id(app) == "end"
        await pilot.press("right")
        assert shown_id(app) == "end"
        await pilot.press("left", "up")
        assert shown_id(app) == "truce"


async def test_plus_and_minus_zoom_about_the_event(make_app: MakeApp) -> None:
    app = make_app(HOURS)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("l", "home", "right")
        before = length(app)
        x = cell_of_event(app, "bridge-down")[0]
        await pilot.press("plus")
        assert length(app) == before // 2
        assert abs(cell_of_event(app, "bridge-down")[0] - x) <= 1
        for _ in range(20):
            await pilot.press("plus")
        assert length(app) == 600
        assert "04:05" in lane_lines(app)[1]
        await pilot.press(*["minus"] * 40)
        assert length(app) == before
        await pilot.press("plus", "plus", "0")
        assert length(app) == before


async def test_billions_of_years_are_zoomed_to_minutes(make_app: MakeApp) -> None:
    app = make_app(SAMPLES["deep_time"].read_text(encoding="utf-8"))
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("G", "l")
        assert "10 bn yr ago" in lane_lines(app)[1]
        for _ in range(60):
            await pilot.press("plus")
            assert any(character.isdigit() for character in lane_lines(app)[0] + lane_lines(app)[1])
            assert "People land on the Moon" in lane_lines(app)[-1]
        assert "20:17" in "".join(lane_lines(app)[:2]) + lane_lines(app)[-1]
        assert "20 Jul 1969" in lane_lines(app)[0]


async def test_brackets_go_a_screen_on_and_back(make_app: MakeApp) -> None:
    app = make_app(HOURS)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("l", "home", "plus", "plus", "plus")
        scale = lanes_of(app).board.scale
        await pilot.press("right_square_bracket")
        moved = lanes_of(app).board.scale
        assert moved.seconds == scale.seconds
        assert scale.last - scale.seconds // 10 < moved.first <= scale.last
        assert "‹" in screen_text(app)
        await pilot.press("left_square_bracket")
        assert lanes_of(app).board.scale == scale


async def test_an_event_that_is_gone_to_comes_into_sight(make_app: MakeApp) -> None:
    app = make_app(HOURS)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("l", "home", *["plus"] * 4, "end")
        moment = lanes_of(app).board.moment(app.browser.shown or 0)
        scale = lanes_of(app).board.scale
        assert moment is not None
        assert scale.first <= moment <= scale.last
        await pilot.press("n")
        assert shown_id(app) != "end"


async def test_enter_narrows_the_query_to_the_time_in_sight(make_app: MakeApp) -> None:
    app = make_app(HOURS)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("G", "l", "plus", "plus", "enter")
        await pilot.pause()
        text = app.browser.query_one(QueryBar).text
        assert text == "in:2031-03-09T15/2031-03-10T07"
        assert listed_ids(app) == ["siege", "end"]
        assert shown_id(app) == "end"
        assert isinstance(app.focused, LanesView)


async def test_the_query_filters_the_lanes(make_app: MakeApp) -> None:
    app = make_app(HOURS)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("l", "slash", *"fog", "enter")
        await pilot.pause()
        assert isinstance(app.focused, LanesView)
        assert listed_ids(app) == ["crossing"]
        assert "The garrison" not in "".join(lane_lines(app)[AXIS_LINES:-1])
        await pilot.press("s", "enter", "escape")
        assert isinstance(app.focused, LanesView)


@pytest.mark.parametrize(("query", "is_shown"), [("known:2031-03-20", False), ("", True)])
async def test_only_what_was_known_is_drawn(make_app: MakeApp, query: str, is_shown: bool) -> None:
    app = make_app(HOURS, query=query)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("l")
        assert ("Veldran is cut off" in screen_text(app)) == is_shown
        assert "iron bridge" in screen_text(app)


async def test_links_of_the_event_are_lines_of_their_own_shapes(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        app.browser.go_to(app.browser.index.timeline.numbers["denial"])
        await pilot.press("l")
        await pilot.pause()
        text = "\n".join(lane_lines(app)[AXIS_LINES:-1])
        assert set(text) & set("╔╗╚╝═║")
        assert set(text) & set("╌╎╭╮╰╯")
        assert "═ denies" in lane_lines(app)[-1]
        assert "╌ follows" in lane_lines(app)[-1]


async def test_space_reads_the_event(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=SMALLEST) as pilot:
        await pilot.press("j", "l")
        assert not app.browser.detail.display
        await pilot.press("space")
        assert app.focused is app.browser.detail
        assert app.browser.detail.display
        await pilot.press("escape")
        assert isinstance(app.focused, LanesView)
        assert lanes_of(app).display


async def test_facets_slide_over_the_lanes_and_go_again(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("l")
        assert "Shahed-136" not in screen_text(app)
        await pilot.press("w")
        await wait_for_text(pilot, "Shahed-136")
        await pilot.press("enter", "escape")
        await pilot.pause()
        assert "Shahed-136" not in screen_text(app)
        assert app.browser.session.query == Query.parse("weapon:missile")
        assert isinstance(app.focused, LanesView)


async def test_the_chart_and_the_disputes_take_the_place_of_the_lanes(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("l", "h")
        assert not app.browser.is_in_lanes
        assert app.focused is app.browser.late.parts.chart
        await pilot.press("l", "D")
        assert not app.browser.is_in_lanes
        assert app.browser.is_in_disputes
        await pilot.press("l")
        assert app.browser.is_in_lanes
        assert not app.browser.is_in_disputes


# The mouse


async def test_a_click_goes_to_an_event_and_another_reads_it(make_app: MakeApp) -> None:
    app = make_app(HOURS)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("l")
        await pilot.click(LanesView, offset=cell_of_event(app, "bridge-down"))
        assert shown_id(app) == "bridge-down"
        await pilot.click(LanesView, offset=cell_of_event(app, "bridge-down"))
        await pilot.pause()
        assert app.focused is app.browser.detail


async def test_the_pointer_names_an_event(make_app: MakeApp) -> None:
    app = make_app(HOURS)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("l")
        await pilot.hover(LanesView, offset=cell_of_event(app, "bridge-down"))
        assert "8 Mar 2031 04:05:30  The iron bridge is blown up" in lane_lines(app)[-1]
        await pilot.hover(QueryBar)
        await pilot.pause()
        assert "The iron bridge" not in lane_lines(app)[-1]


async def test_the_wheel_zooms_about_the_pointer_and_a_drag_into_a_span(make_app: MakeApp) -> None:
    app = make_app(HOURS)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("l")
        before = length(app)
        x, y = cell_of_event(app, "bridge-down")
        view = lanes_of(app)
        await pilot._post_mouse_events([MouseScrollUp], LanesView, (x, y))
        await pilot.pause()
        assert length(app) == before // 2
        assert abs(cell_of_event(app, "bridge-down")[0] - x) <= 1
        await pilot._post_mouse_events([MouseScrollDown], LanesView, (x, y))
        await pilot.pause()
        assert length(app) == before
        await pilot.mouse_down(LanesView, offset=(x - 2, y))
        await pilot.hover(LanesView, offset=(x + 7, y))
        await pilot.mouse_up(LanesView, offset=(x + 7, y))
        await pilot.pause()
        width = view.board.scale.width
        assert abs(length(app) - before * 10 // width) <= before // width
        assert cell_of_event(app, "bridge-down")


# Any timeline, any terminal


@pytest.mark.parametrize("text", ["title: T\nevents: []\n", "title: T\nevents: [{id: a, date: ../.., title: A}]\n"])
async def test_timelines_without_events_or_dates_have_lanes_too(make_app: MakeApp, text: str) -> None:
    app = make_app(text)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("l", "plus", "right", "down", "r", "R", "greater_than_sign", "enter", "0", "pagedown", "end")
        await pilot.pause()
        assert isinstance(app.focused, LanesView)


async def test_wide_names_do_not_move_what_stands_beside_them(make_app: MakeApp) -> None:
    names = ["Plain", "鹿島 軍事 会社", "ایران و روسیه", "e\u0301te\u0301 👩‍👩‍👧"]
    actors = "".join(f"  n{i}: {{name: '{name}'}}\n" for i, name in enumerate(names))
    events = "".join(
        f"  - {{id: n{i}, date: 2022-0{i + 1}, title: '{name}', actors: n{i}}}\n" for i, name in enumerate(names)
    )
    app = make_app(f"dateline: 2\ntitle: T\nactors:\n{actors}events:\n{events}")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("l")
        region = lanes_of(app).region
        assert "鹿島" in screen_text(app)
        assert len({column_of(app, y) for y in range(region.y, region.bottom - 1)}) == 1
        assert {cell_len(line) for line in screen_lines(app)} == {120}


def column_of(app: DatelineApp, y: int) -> int:
    """Return the cell of the line beside the names."""
    return cell_len(screen_lines(app)[y].split("│")[0])


async def test_a_changed_file_keeps_the_lanes_and_the_event(make_app: MakeApp, tmp_path: object) -> None:
    app = make_app(HOURS)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("l", "home", "right", "plus")
        scale = lanes_of(app).board.scale
        path = app.browser.path
        assert path is not None
        path.write_text(HOURS.replace("The iron bridge is blown up", "The bridge falls"), encoding="utf-8")
        await wait_for_text(cast(Pilot[None], pilot), "The bridge falls")
        assert shown_id(app) == "bridge-down"
        assert lanes_of(app).board.scale == scale


@pytest.mark.parametrize("keys", [["l"], ["l", "plus"], ["l", "r", "plus", "plus"]])
async def test_every_event_in_sight_of_a_small_timeline_is_drawn(make_app: MakeApp, keys: Sequence[str]) -> None:
    app = make_app()
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press(*keys)
        board = lanes_of(app).board
        for position, lane in enumerate(board.lanes):
            drawn = board.drawn(position)
            counted = sum(len(each.events) for each in drawn.counted)
            assert len(drawn.placed) + counted + drawn.earlier + drawn.later + drawn.undated == lane.count

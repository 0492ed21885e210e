"""The rows of the list: their dates, their rules, and which of them stay in sight."""

from __future__ import annotations

import pytest

from tests.app.conftest import MakeApp
from tests.app.screen_reader import highlighted_id, screen_lines
from tests.timelines import HEAD, event
from tui.app.app import DatelineApp
from tui.app.widgets.event_list import EventList

MONTHS = HEAD + "".join(
    event(id=f"e{month}-{day}", date=f"2022-{month:02}-{day:02}", title=f"Event {month} {day}")
    for month in (9, 12)
    for day in range(1, 29)
)
"""Twenty-eight events in each of two months."""


def list_lines(app: DatelineApp) -> list[str]:
    region = app.browser.query_one(EventList).region
    return [line[region.x : region.right].rstrip() for line in screen_lines(app)[region.y : region.bottom]]


async def test_the_rule_of_the_first_row_stays_in_sight(make_app: MakeApp) -> None:
    app = make_app(MONTHS)
    async with app.run_test(size=(80, 24)) as pilot:
        for _ in range(24):
            await pilot.press("j")
        assert list_lines(app)[0].startswith(" September 2022 ─")
        await pilot.press("G")
        assert list_lines(app)[0].startswith(" December 2022 ─")
        for _ in range(40):
            await pilot.press("k")
            events = app.browser.query_one(EventList)
            assert events.cursor > events.scroll_offset.y  # never below the rule
            month, day = str(highlighted_id(app))[1:].split("-")
            line = list_lines(app)[events.cursor - events.scroll_offset.y]
            assert f"Event {month} {day}" in line


async def test_a_click_on_the_rule_in_sight_does_nothing(make_app: MakeApp) -> None:
    app = make_app(MONTHS)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("G")
        await pilot.click(EventList, offset=(20, 0))
        assert highlighted_id(app) == "e12-28"


async def test_a_row_leaves_out_what_its_rule_says(make_app: MakeApp) -> None:
    texts = ["2022-11-08", "2022-11-09/2022-11-12", "2022-11-09/2023-01-02", "2023-02"]
    app = make_app(HEAD + "".join(event(id=f"e{n}", date=text, title=f"T{n}") for n, text in enumerate(texts)))
    async with app.run_test(size=(200, 24)):
        rows = [line.split("○")[0].strip() for line in list_lines(app) if "○" in line]
    assert rows == ["8 Nov", "9 → 12 Nov", "9 Nov → 2 Jan 2023", "Feb"]


@pytest.mark.parametrize("size", [(120, 36), (160, 36)])
async def test_dates_take_no_more_room_than_those_in_sight(make_app: MakeApp, size: tuple[int, int]) -> None:
    app = make_app(MONTHS)
    async with app.run_test(size=size):
        assert any("  1 Sep  ○ Event 9 1" in f" {line}" for line in list_lines(app))


async def test_rows_sorted_by_knowing_show_that_day_and_the_events_date_where_it_fits(make_app: MakeApp) -> None:
    text = HEAD.replace("issued: 2022", "issued: 2022-01-03") + event(date="2021-12-24", title="Only")
    app = make_app(text)
    async with app.run_test(size=(200, 24)) as pilot:
        await pilot.press("b")
        lines = list_lines(app)
        assert lines[0].startswith(" known in January 2022 ─")
        assert lines[1].startswith(" 3 Jan")
        assert "Only" in lines[1]
        assert lines[1].endswith("(24 Dec 2021)")


async def test_what_is_only_possible_has_its_own_rule(make_app: MakeApp) -> None:
    app = make_app(
        HEAD + event(id="a", date="2022", title="Sometime") + event(id="b", date="2022-11-08", title="Surely"),
        "in:2022-11",
    )
    async with app.run_test(size=(120, 36)) as pilot:
        lines = [line for line in list_lines(app) if line]
        assert [line.split("─")[0].split("○")[-1].strip() for line in lines] == [
            "November 2022", "Surely", "Possibly within these dates", "Sometime",
        ]  # fmt: skip
        assert lines[3].split()[:2] == ["≈2022", "○"]
        await pilot.press("right_square_bracket")
        assert highlighted_id(app) == "a"


LONG_TITLES = HEAD + "".join(
    event(id=f"e{n}", date=f"2022-11-{n:02}", title=f"Event {n} with a title that is too long for one line of the list")
    for n in range(1, 31)
)


async def test_few_rows_show_the_whole_of_their_titles(make_app: MakeApp) -> None:
    app = make_app(LONG_TITLES, "after:2022-11-28")
    async with app.run_test(size=(80, 24)) as pilot:
        events = app.browser.query_one(EventList)
        text = " ".join(" ".join(list_lines(app)).split())
        assert "Event 29 with a title that is too long for one line of the list" in text
        first = events.cursor
        await pilot.press("j")
        assert highlighted_id(app) == "e30"
        assert events.cursor > first + 1
        await pilot.press("k")
        assert highlighted_id(app) == "e29"
        lines = list_lines(app)
        y = next(y for y, line in enumerate(lines) if "Event 30" in line)
        await pilot.click(EventList, offset=(20, y + 1))  # the second line of the title
        assert highlighted_id(app) == "e30"
        await pilot.press("c")
        assert highlighted_id(app) == "e30"
        assert any("Event 30 with a title" in line and "…" in line for line in list_lines(app))


async def test_titles_are_unfolded_again_for_another_size(make_app: MakeApp) -> None:
    app = make_app(LONG_TITLES, "after:2022-11-28")
    async with app.run_test(size=(80, 24)) as pilot:
        narrow = app.browser.query_one(EventList).line_count
        await pilot.press("j")
        await pilot.resize_terminal(200, 50)
        await pilot.pause()
        assert app.browser.query_one(EventList).line_count < narrow
        assert highlighted_id(app) == "e30"
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert app.browser.query_one(EventList).line_count == narrow
        assert highlighted_id(app) == "e30"

"""A query that finds nothing: what to leave out, by a key and by the mouse."""

from __future__ import annotations

import pytest

from tests.app.conftest import MakeApp
from tests.app.screen_reader import screen_lines, screen_text
from tests.timelines import SMALL
from tui.app.app import DatelineApp
from tui.app.widgets.event_list import EventList
from tui.timeline.query.language import Query
from tui.timeline.reading.reader import parse_timeline
from tui.timeline.search.answers import count_events
from tui.timeline.search.index import Index
from tui.timeline.search.ways_out import ways_out

INDEX = Index(parse_timeline(SMALL))
WIDE = (120, 36)


def list_lines(app: DatelineApp) -> list[str]:
    region = app.browser.query_one(EventList).region
    return [line[region.x : region.right].rstrip() for line in screen_lines(app)[region.y : region.bottom]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("actor:iran in:3000", [("without in:3000", 4), ("all", 5)]),
        ("actor:iran status:denied drone", [("without drone", 1), ("all", 5)]),
        ("zzz", [("all", 5)]),
        ("in:3000 zzz actor:iran", [("only actor:iran", 4), ("all", 5)]),
        ("in:3000 in:3000 drone", [("without in:3000", 1), ("all", 5)]),
        ("visit drone", [("without drone", 1), ("without visit", 1), ("all", 5)]),
    ],
)
def test_each_way_out_finds_as_many_as_it_says(text: str, expected: list[tuple[str, int]]) -> None:
    found = ways_out(Query.parse(text), INDEX)
    assert sorted((way.words, way.events) for way in found[:-1]) == sorted(expected[:-1])
    assert (found[-1].words, found[-1].events) == expected[-1]
    for way in found:
        assert way.events == count_events(way.query, INDEX)


async def test_enter_leaves_the_best_term_out(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("slash", *"actor:iran in:3000", "enter")
        await pilot.pause()
        assert any("without in:3000" in line and "4 events" in line and "Enter" in line for line in list_lines(app))
        await pilot.press("enter")
        assert app.browser.bar.text == "actor:iran"
        assert len(app.browser.answer.rows) == 4


async def test_the_arrows_choose_another_way_and_one_is_all_events(make_app: MakeApp) -> None:
    app = make_app(query="actor:iran in:3000")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("down", "down", "up", "down", "enter")
        assert app.browser.bar.text == ""


async def test_a_click_leaves_a_term_out(make_app: MakeApp) -> None:
    app = make_app(query="actor:iran in:3000")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        row = next(row for row, line in enumerate(list_lines(app)) if "without in:3000" in line)
        await pilot.click(EventList, offset=(6, row))
        await pilot.pause()
        assert app.browser.bar.text == "actor:iran"


async def test_no_key_that_types_a_letter_is_advised_in_the_query_bar(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("slash", *"zzz")
        await pilot.pause()
        assert "c clears" not in screen_text(app)
        assert "Press c" not in screen_text(app)
        assert any("all" in line and "↓ Enter" in line for line in list_lines(app))
        await pilot.press("down", "enter")
        assert app.browser.bar.text == ""

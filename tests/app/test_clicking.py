"""What looks as if it could be clicked can be: the title bar, the status and the kind, the keys of threads."""

from __future__ import annotations

import pytest

from tests.app.conftest import MakeApp
from tests.app.screen_reader import listed_ids, screen_lines, shown_id
from tests.app.settling import wait_until
from tui.app.app import DatelineApp
from tui.app.screens.side_by_side import SideBySide
from tui.app.widgets.query_bar import QueryBar

WIDE = (160, 50)


def place_of(app: DatelineApp, text: str, left: int = 0) -> tuple[int, int]:
    """Return the column and the row of a text on the screen, from a column on."""
    for row, line in enumerate(screen_lines(app)):
        if (column := line.find(text, left)) >= 0:
            return column + 1, row
    raise AssertionError("\n".join(screen_lines(app)))


def bar_text(app: DatelineApp) -> str:
    return app.browser.query_one(QueryBar).text


@pytest.mark.parametrize(("text", "query"), [("✕ denied", "status:denied"), ("statement", "kind:statement")])
async def test_the_status_and_the_kind_filter(make_app: MakeApp, text: str, query: str) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("G")
        await pilot.pause()
        await pilot.click(offset=place_of(app, text, app.browser.detail.region.x))
        await wait_until(pilot, lambda: bar_text(app) == query)
        assert listed_ids(app) == ["denial"]


async def test_the_order_in_the_title_bar_changes(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("b")
        before = str(app.browser.session.sort)
        await pilot.click(offset=place_of(app, "by when it became known"))
        await wait_until(pilot, lambda: str(app.browser.session.sort) != before)


async def test_the_day_in_the_title_bar_opens_what_its_key_does(make_app: MakeApp) -> None:
    app = make_app(query="known:2023-03")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await pilot.click(offset=place_of(app, "as known on"))
        await wait_until(pilot, lambda: app.screen is not app.browser or bar_text(app) != "known:2023-03")


async def test_the_title_and_the_count_do_nothing(make_app: MakeApp) -> None:
    app = make_app(query="iran")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        for text in ("A small timeline", "4 of 5 events"):
            await pilot.click(offset=place_of(app, text))
            await pilot.pause()
        assert bar_text(app) == "iran"
        assert app.screen is app.browser


async def test_the_keys_of_threads_can_be_clicked(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("g", "j")
        await pilot.pause()
        await pilot.click(offset=place_of(app, "n/N step"))
        await wait_until(pilot, lambda: shown_id(app) == "denial")
        await pilot.click(offset=place_of(app, "T show only"))
        await wait_until(pilot, lambda: bar_text(app) == "thread:denial")
        await pilot.click(offset=place_of(app, "d compare"))
        await wait_until(pilot, lambda: isinstance(app.screen, SideBySide))

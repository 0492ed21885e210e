"""A timeline without events, and a query that nothing matches: each part says why it is empty, and no key fails."""

from __future__ import annotations

import pytest

from tests.app.conftest import MakeApp
from tests.app.screen_reader import screen_text
from tests.timelines import SMALL
from tui.app.app import DatelineApp
from tui.app.scopes import ANYWHERE
from tui.app.widgets.event_list import EventList
from tui.app.widgets.facet_panel import FacetPanel

NONE = "title: An empty timeline\nevents: []\n"

SIZES = pytest.mark.parametrize("size", [(120, 36), (40, 12)], ids=["120x36", "40x12"])


def words_of(app: DatelineApp) -> str:
    return " ".join(screen_text(app).split())


@SIZES
@pytest.mark.parametrize(
    ("text", "query", "said"),
    [
        (NONE, "", "The timeline has no events."),
        (NONE, "iran", "The timeline has no events."),
        (SMALL, "nowhere", "No event matches."),
    ],
    ids=["no events", "no events, a query", "no match"],
)
async def test_the_list_says_why_it_is_empty(
    make_app: MakeApp, size: tuple[int, int], text: str, query: str, said: str
) -> None:
    app = make_app(text, query=query)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert said in words_of(app)


async def test_the_facets_say_that_there_is_nothing_to_choose(make_app: MakeApp) -> None:
    app = make_app(NONE)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("a")
        assert FacetPanel.empty in words_of(app)


async def test_no_key_opens_facets_where_there_are_none(make_app: MakeApp) -> None:
    app = make_app(NONE)
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.press("a", "w", "s", "p")
        assert app.focused is app.browser.events
        assert FacetPanel.empty not in words_of(app)


@pytest.mark.parametrize(("text", "query"), [(NONE, ""), (SMALL, "nowhere")], ids=["no events", "no match"])
async def test_no_key_fails(make_app: MakeApp, text: str, query: str) -> None:
    app = make_app(text, query=query)
    async with app.run_test(size=(120, 36)) as pilot:
        for binding in ANYWHERE.bindings:
            if binding.id not in ("app.leave", "app.back", "file.edit", "query.clear"):
                await pilot.press(binding.key.split(",")[0])
                for _ in range(3):
                    if not isinstance(app.focused, EventList):
                        await pilot.press("escape")
        assert app.screen is app.browser
        assert not app.browser.answer.rows

"""The query bar: earlier queries, removed text, what an empty bar offers, and the day to look back from."""

from __future__ import annotations

import pytest

from tests.app.conftest import MakeApp
from tests.app.screen_reader import listed_ids, screen_lines, screen_text, wait_for_text
from tests.soak import few
from tests.timelines import BUNDLED
from tui.app.app import DatelineApp
from tui.app.screens.history import MOST_ASKED, AskedQueries
from tui.app.screens.query_example import placeholder
from tui.app.widgets.event_list import EventList
from tui.app.widgets.query_bar import QueryInput
from tui.app.widgets.recall import Recall
from tui.timeline.query.language import Query
from tui.timeline.reading.reader import parse_timeline
from tui.timeline.search.index import Index

WIDE = (120, 46)


def bar_text(app: DatelineApp) -> str:
    return app.browser.bar.text


def suggested(app: DatelineApp) -> list[str]:
    """Return the suggestions, as they are drawn."""
    suggestions = app.browser.query_one(QueryInput).suggestions
    if not suggestions.display:
        return []
    region = suggestions.region
    return [line[region.x : region.right].strip() for line in screen_lines(app)[region.y : region.bottom]]


# Earlier queries


async def test_up_goes_through_earlier_queries_and_down_comes_back(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("slash", *"missile", "enter", "slash", "ctrl+u", *"drone", "enter", "escape")
        await pilot.press("slash", *"vi")
        texts = []
        for key in ("up", "up", "up", "down", "down"):
            await pilot.press(key)
            texts.append(bar_text(app))
        assert texts == ["drone", "missile", "missile", "drone", "vi"]
        await pilot.press("up", "enter")
        assert listed_ids(app) == ["drones"]


async def test_queries_by_facets_can_be_recalled_too(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("w", "enter", "escape", "c", "slash", "up")
        assert bar_text(app) == "weapon:missile"


def test_a_query_asked_again_is_the_newest_and_only_so_many_are_kept() -> None:
    asked = AskedQueries(["a", "b"])
    asked.add(" a ")
    asked.add("  ")
    assert asked.texts == ("b", "a")
    for number in range(MOST_ASKED):
        asked.add(str(number))
    assert len(asked.texts) == MOST_ASKED
    assert asked.texts[-1] == str(MOST_ASKED - 1)


def test_the_draft_is_not_recalled_twice() -> None:
    recall = Recall(["a", "b"], "b")
    assert [recall.step(-1), recall.step(-1), recall.step(1), recall.step(1)] == ["a", "a", "b", "b"]


# An empty bar


async def test_an_empty_bar_offers_fields_and_what_was_asked_last(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("slash", *"missile", "enter", "c", "slash")
        await pilot.pause()
        assert [line.split()[0] for line in suggested(app)[:3]] == ["missile", "actor:", "weapon:"]
        await pilot.press("tab")
        assert bar_text(app) == "actor:"
        assert isinstance(app.focused, QueryInput)


async def test_an_earlier_query_is_taken_from_an_empty_bar_by_the_mouse(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("slash", *"missile", "enter", "c", "slash")
        await pilot.pause()
        region = app.browser.query_one(QueryInput).suggestions.region
        await pilot.click(offset=(region.x + 2, region.y))
        assert bar_text(app) == "missile"


async def test_one_escape_leaves_an_empty_bar(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("slash")
        await pilot.pause()
        assert suggested(app)
        await pilot.press("escape")
        assert isinstance(app.focused, EventList)
        await pilot.pause()
        assert not suggested(app)


# Removed text


@pytest.mark.parametrize("back", ["ctrl+y", "ctrl+underscore"])
async def test_what_ctrl_u_removed_can_be_brought_back(make_app: MakeApp, back: str) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("slash", *"missile drone", "ctrl+u")
        assert bar_text(app) == ""
        await pilot.press(*"x", "backspace", back)
        assert bar_text(app) == "missile drone"


# Suggestions


async def test_the_mark_of_tab_follows_the_highlight_and_the_list_scrolls(make_app: MakeApp) -> None:
    app = make_app(BUNDLED.read_text(encoding="utf-8"))
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("slash", *"actor:")
        await pilot.pause()
        assert suggested(app)[0].endswith("Tab")
        await pilot.press(*["down"] * 12)
        await pilot.pause()
        [line] = [line for line in suggested(app) if line.endswith("Tab")]
        picked = app.browser.query_one(QueryInput).suggestions.picked
        assert picked is not None
        assert picked.label in line
        await pilot.press("tab")
        assert bar_text(app) == f"actor:{picked.text} "


async def test_an_unfinished_term_is_explained_once_the_bar_is_left(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("slash", *"actor:")
        assert "needs a value" not in screen_text(app)
        await pilot.press("escape", "escape")
        await pilot.pause()
        assert "needs a value" in screen_text(app)


# The day to look back from


async def test_what_was_known_of_a_weapon_on_a_day_takes_eight_keys_or_fewer(make_app: MakeApp) -> None:
    app = make_app(BUNDLED.read_text(encoding="utf-8"))
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("w", "down", "enter", "escape", "K", "down", "enter")
        assert bar_text(app) == "weapon:ballistic-missile known:2022-12-31"
        assert len(app.browser.answer.rows) == 7
        assert isinstance(app.focused, EventList)


@pytest.mark.sampled
@pytest.mark.parametrize("typed", few(["22", "31 dec 2022", "31 décembre 2022", "2022", "2022-12-31", "dec 2022"], 3))
async def test_a_day_is_picked_in_any_form_of_a_date(make_app: MakeApp, typed: str) -> None:
    app = make_app(BUNDLED.read_text(encoding="utf-8"), query="drone")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("K", *("space" if character == " " else character for character in typed), "enter")
        view = app.browser.answer.view
        assert view.as_of is not None
        assert view.as_of.text == "2022-12-31"
        assert str(app.browser.answer.query).startswith("drone known:")


async def test_escape_leaves_the_query_as_it_was(make_app: MakeApp) -> None:
    app = make_app(query="drone known:2022-12-31")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("K", *"2023", "escape")
        assert bar_text(app) == "drone known:2022-12-31"
        assert isinstance(app.focused, EventList)


async def test_now_is_the_first_day_once_another_was_picked(make_app: MakeApp) -> None:
    app = make_app(query="drone known:2022-12-31")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("K")
        await pilot.pause()
        assert suggested(app)[0].startswith("now")
        assert "needs a value" not in screen_text(app)
        await pilot.press("enter")
        assert bar_text(app) == "drone"


async def test_a_day_is_picked_with_the_mouse(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("K")
        await pilot.pause()
        region = app.browser.query_one(QueryInput).suggestions.region
        row = next(row for row, line in enumerate(suggested(app)) if line.startswith("31 December 2022"))
        await pilot.click(offset=(region.x + 3, region.y + row))
        await pilot.pause()
        assert bar_text(app) == "known:2022-12-31"
        assert isinstance(app.focused, EventList)


async def test_a_click_on_the_day_or_the_order_in_the_title_bar_changes_it(make_app: MakeApp) -> None:
    app = make_app(query="drone known:2022-12-31")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("b")
        await pilot.click(offset=(screen_lines(app)[0].index("by when it became"), 0))
        assert "by date, newest first" in screen_lines(app)[0]
        await pilot.click(offset=(screen_lines(app)[0].index("events") - 1, 0))
        assert isinstance(app.focused, EventList)
        await pilot.click(offset=(screen_lines(app)[0].index("as known on"), 0))
        assert isinstance(app.focused, QueryInput)
        await pilot.press("enter")
        assert bar_text(app) == "drone"


async def test_a_query_from_elsewhere_ends_a_pick(make_app: MakeApp) -> None:
    app = make_app(query="drone")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("K", *"2022")
        app.browser.run_query(Query.parse("missile"))
        await pilot.press("escape")
        assert bar_text(app) == "missile"


async def test_a_pick_ends_when_another_part_is_clicked(make_app: MakeApp) -> None:
    app = make_app(query="drone")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("K")
        await pilot.click(EventList, offset=(20, 12))
        await pilot.pause()
        assert bar_text(app) == "drone"


@pytest.mark.parametrize(("key", "said"), [("K", "source with a date"), ("m", "A matrix needs two facets")])
async def test_a_key_that_a_timeline_has_no_use_for_says_so(make_app: MakeApp, key: str, said: str) -> None:
    app = make_app("title: T\nevents:\n  - {date: 1990, title: A}\n")
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press(key)
        await wait_for_text(pilot, said)
        assert isinstance(app.focused, EventList)
        assert app.screen is app.browser


def test_the_placeholder_speaks_of_the_timeline_at_hand() -> None:
    index = Index(parse_timeline("title: T\nevents:\n  - {date: 1990, title: A}\n"))
    assert placeholder(index) == 'filter by words, "a phrase", in:1990'


def test_the_placeholder_names_usual_values() -> None:
    events = "".join(f"  - {{date: 1990, title: A, tags: [{tag}, all]}}\n" for tag in "abbc")
    assert placeholder(Index(parse_timeline(f"title: T\nevents:\n{events}"))) == 'filter by words, "a phrase", tag:b'

"""Screens over the browser are closed once, and keys or clicks that come too early or too late do not end the app."""

from __future__ import annotations

from asyncio import sleep
from collections.abc import Sequence

import pytest
from textual import events
from textual.command import CommandPalette
from textual.pilot import Pilot

from tests.app.conftest import MakeApp
from tests.app.screen_reader import screen_text, shown_id, texts_of, wait_for_text
from tests.app.settling import wait_until
from tests.timelines import HEAD, SMALL, changed, event
from tui.app.app import DatelineApp
from tui.app.chart.timeline_chart import TimelineChart
from tui.app.screens.matrix import MatrixScreen
from tui.app.screens.palette import Palette
from tui.app.widgets.event_list import EventList
from tui.app.widgets.query_bar import QueryInput
from tui.timeline.query.language import Query
from tui.timeline.reading.reader import parse_timeline
from tui.timeline.search.index import Index

WIDE = (120, 36)


def press(app: DatelineApp, *keys: str) -> None:
    """Send keys without waiting in between, as a user who types ahead."""
    assert app._driver is not None
    for key in keys:
        app._driver.process_message(events.Key(key, key if len(key) == 1 else None))


def click(app: DatelineApp, x: int, y: int) -> None:
    assert app._driver is not None
    for kind in (events.MouseDown, events.MouseUp):
        app._driver.process_message(kind(None, x, y, 0, 0, 1, False, False, False))


async def until_at_browser(pilot: Pilot[None]) -> None:
    await wait_until(pilot, lambda: len(pilot.app.screen_stack) == 1)


@pytest.mark.parametrize("opens", ["m", "d", "question_mark", "ctrl+p"])
async def test_two_close_keys_close_one_screen(make_app: MakeApp, opens: str) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("j", opens)
        over = app.screen
        assert over is not app.browser
        for _ in range(2):
            over.dismiss(None)
        await until_at_browser(pilot)
        assert app.screen is app.browser


@pytest.mark.parametrize("turns", range(6, 36, 6))
async def test_late_parts_are_filled_even_if_the_screen_on_top_is_closed_first(make_app: MakeApp, turns: int) -> None:
    app = make_app(many_events())
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        chart, events = app.browser.query_one(TimelineChart), app.browser.query_one(EventList)
        await app.run_action("command_palette")
        await pilot.pause()
        app.browser.query_one(QueryInput).value = "is:disputed"
        for _ in range(turns):
            await sleep(0)
        app.screen.dismiss(None)  # before its next frame, in which Textual would do what the browser put off
        await until_at_browser(pilot)
        found = chart.weights, texts_of(app.browser.detail), events.show_vertical_scrollbar
        app.browser.run_query(Query.parse("is:disputed"))
        await pilot.pause()
        assert found == (chart.weights, texts_of(app.browser.detail), False)


def many_events() -> str:
    """Return a timeline with more events than a screen has lines, two of them disputed."""
    events = [
        event("links: {contradicts: [e31]}" if day == 30 else "", id=f"e{day}", date=f"2022-{1 + day % 12:02}-01")
        for day in range(60)
    ]
    return HEAD + "".join(events)


async def test_two_clicks_beside_the_palette_close_only_the_palette(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("m", "ctrl+p")
        assert isinstance(app.screen, Palette)
        for _ in range(2):
            app.screen.post_message(
                events.Click(app.screen, 2, 34, 0, 0, 1, False, False, False, screen_x=2, screen_y=34)
            )
        await pilot.pause()
        assert isinstance(app.screen, MatrixScreen)


@pytest.mark.parametrize(
    "keys", [["ctrl+p", "pageup"], ["ctrl+p", "pagedown", "enter"], ["ctrl+p", "a", "escape"], ["d", "escape"]]
)
async def test_keys_typed_ahead_of_their_widgets_do_not_fail(make_app: MakeApp, keys: Sequence[str]) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("j")
        for _ in range(5):
            press(app, *keys)
            await pilot.pause()
            press(app, "escape", "escape")
            await until_at_browser(pilot)
        assert app.screen is app.browser


@pytest.mark.parametrize(
    "keys", [["M", "slash"], ["j", "k", "M", "slash"], ["M", "enter", "slash"], ["M", "p", "slash"]]
)
async def test_keys_typed_at_once_act_in_their_order(make_app: MakeApp, keys: Sequence[str]) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        press(app, *keys, "x")
        await wait_until(pilot, lambda: app.browser.session.text == "x")
        assert list(app.browser.index.layer.marked) == [0]
        assert isinstance(app.focused, QueryInput)


async def test_a_palette_without_a_list_does_not_fail(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("ctrl+p")
        palette = app.screen
        assert isinstance(palette, Palette)
        await palette.query("CommandList").remove()
        palette._action_command_list("page_up")
        palette._list_visible = not palette._list_visible
        palette._show_busy = not palette._show_busy
        palette._gather_commands("iran")
        await wait_until(pilot, lambda: all(worker.is_finished for worker in app.workers))
        await pilot.press("escape")
        assert app.screen is app.browser


async def test_a_click_on_a_removed_widget_does_not_fail(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        app.browser.say("Something")
        await wait_for_text(pilot, "Something")
        toast = app.screen.query("Toast").first()
        x, y, *_ = toast.region
        parent, toast._parent = toast._parent, None  # as it is between being taken away and the next frame
        click(app, x + 2, y + 1)
        await pilot.pause()
        toast._parent = parent
        assert app.is_running


# The palette over other screens


async def test_over_another_screen_the_palette_offers_the_actions_of_that_screen(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("m", "ctrl+p", *"close")
        await wait_for_text(pilot, "Back to the list (Esc")
        assert "Filter by actor" not in screen_text(app)
        await pilot.press("enter")
        await until_at_browser(pilot)
        assert app.screen is app.browser


@pytest.mark.parametrize(
    ("left", "expected"), [([("- id: visit", "- id: visited")], "talks"), ([], "visit")], ids=["gone", "still there"]
)
async def test_the_file_may_change_while_the_palette_offers_a_date(
    make_app: MakeApp, left: list[tuple[str, str]], expected: str
) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("ctrl+p", *"2022-11")
        await wait_for_text(pilot, "Patrushev lands in Tehran")
        text = changed(SMALL, *left).replace("follows: [visit]", "follows: [drones]").replace("part_of: visit\n", "")
        text = text[: text.index("    links:\n", text.index("id: talks"))]
        new = event(id="first", date="2000", quotes="[{source: herald-2022, exact: x}]").replace("\n", "\n  ")
        app.browser.take_index(Index(parse_timeline(f"{text}  {new.rstrip()}\n")))
        await pilot.press("enter")
        await wait_until(pilot, lambda: not isinstance(app.screen, CommandPalette))
        assert shown_id(app) == expected


async def test_no_key_fails_in_an_empty_timeline_or_on_an_undated_event(make_app: MakeApp) -> None:
    app = make_app("title: T\nevents: []\n")
    async with app.run_test(size=WIDE) as pilot:
        assert "The timeline has no events" in screen_text(app)
        for key in "jGdnNTyYot1bKCmh":
            await pilot.press(key)
            await pilot.press("escape")
        await pilot.press(
            "h", "enter", "plus", "minus", "left_square_bracket", "space", "escape", "escape", "a", "enter"
        )
        await pilot.press("escape", "slash", *"iran", "enter")
        assert "No event matches" not in screen_text(app)
        app.browser.take_index(Index(parse_timeline(HEAD + event(date="../.."))))
        await pilot.press("c", "j", "enter", "h", "enter", "plus")
        assert shown_id(app) == "one"

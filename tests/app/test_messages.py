"""Messages: one at a time, and a line wherever a key can do nothing."""

from __future__ import annotations

import pytest
from textual.widgets._toast import Toast

from tests.app.conftest import MakeApp
from tests.app.screen_reader import screen_text, wait_for_text
from tests.app.settling import wait_until
from tests.timelines import HEAD, SMALL, event
from tui.app.app import DatelineApp

WIDE = (120, 36)
ALONE = HEAD.replace("title: S, ", "title: S, url: https://s.example, ") + event()


def toasts(app: DatelineApp) -> int:
    return len(app.screen.query(Toast))


async def test_a_message_takes_the_place_of_the_one_before(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        for number in range(5):
            app.browser.say(f"message {number}")
        await wait_for_text(pilot, "message 4")
        assert toasts(app) == 1
        assert "message 3" not in screen_text(app)


async def test_the_same_message_is_there_only_once(make_app: MakeApp) -> None:
    app = make_app(query="drones")
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("T", "n", "d", "T")
        await wait_for_text(pilot, "has no links")
        assert screen_text(app).count("has no links") == 1


async def test_a_warning_stays_beside_a_message(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        app.browser.say("a warning", severity="warning")
        app.browser.say("a message")
        await wait_until(pilot, lambda: toasts(app) == 2)
        app.browser.say("another message")
        await wait_for_text(pilot, "another message")
        assert toasts(app) == 2
        assert "a warning" in screen_text(app)


@pytest.mark.parametrize("key", ["y", "Y", "ctrl+y", "o", "d", "n", "N", "1", "9", "T"])
async def test_a_key_about_an_event_says_that_none_is_shown(make_app: MakeApp, key: str) -> None:
    app = make_app(query="zzz")
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press(key)
        await wait_for_text(pilot, "No event is shown.")


@pytest.mark.parametrize(
    ("text", "keys", "message"),
    [
        (ALONE, ("3",), "This event has no links."),
        (SMALL, ("g", "7"), "This event has 1 link."),
        (SMALL, ("g", "o"), "This source has no URL."),
        (HEAD + event(quotes=""), ("o",), "This event has no source."),
        (HEAD + event(quotes=""), ("y",), "This event has no quote to copy."),
        (SMALL, ("c",), "There is no query to clear: every event is shown."),
        (ALONE, ("d",), "This event has no links."),
    ],
)
async def test_a_key_that_can_do_nothing_says_so(
    make_app: MakeApp, text: str, keys: tuple[str, ...], message: str
) -> None:
    app = make_app(text)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press(*keys)
        await wait_for_text(pilot, message)

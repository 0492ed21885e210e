"""Late parts are filled even if another screen opened and closed before their frame."""

from __future__ import annotations

import asyncio

import pytest
from textual import events, screen

from tests.app.conftest import MakeApp
from tests.app.screen_reader import screen_text
from tests.app.settling import wait_until
from tui.app.chart.timeline_chart import TimelineChart
from tui.app.keys.names import character_of


@pytest.fixture
def slow_frames(monkeypatch: pytest.MonkeyPatch) -> None:
    """Prevent frames between keys that are typed ahead."""
    monkeypatch.setattr(screen, "UPDATE_PERIOD", 5.0)


@pytest.mark.usefixtures("slow_frames")
@pytest.mark.parametrize("over", ["ctrl+p", "f1"])
async def test_a_query_typed_before_another_screen_opens_is_shown_in_all_parts(make_app: MakeApp, over: str) -> None:
    app = make_app()
    async with app.run_test(size=(120, 36)) as pilot:
        driver = app._driver
        assert driver is not None
        await pilot.pause()
        for key in ("slash", *"status:denied", over, "escape"):
            driver.process_message(events.Key(key, character_of(key)))
            for _ in range(5):
                await asyncio.sleep(0)
        await wait_until(pilot, lambda: app.screen is app.browser)
        app.browser._on_timer_update()
        await pilot.pause()
        assert "1 of 5 events" in screen_text(app)
        assert app.browser.detail._number == app.browser.shown == app.browser.answer.rows[0]
        assert sum(
            sum(layer.by_bucket) for layer in app.browser.query_one(TimelineChart).weights.layers
        ) == pytest.approx(1)

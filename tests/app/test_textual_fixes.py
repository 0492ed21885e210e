"""Workarounds for bugs of Textual. Those of the palette and of closing are tested in test_closing."""

from __future__ import annotations

from pathlib import Path
from time import time

from textual.widgets._toast import Toast

from tests.timelines import BUNDLED
from tui.app.app import DatelineApp
from tui.app.textual_fixes import PersistentNotification
from tui.timeline.reading.reader import read_timeline
from tui.timeline.search.index import Index


def test_an_expired_notification_has_time_left() -> None:
    expired = PersistentNotification("Gone", timeout=5, raised_at=time() - 6)
    assert expired.has_expired
    assert expired.time_left > 0
    assert not PersistentNotification("Here", timeout=5).has_expired


async def test_the_notifications_of_the_app_are_persistent() -> None:
    app = DatelineApp(Index(read_timeline(BUNDLED)), "", Path(BUNDLED))
    async with app.run_test(notifications=True) as pilot:
        app.notify("Copied.", timeout=2)
        await pilot.pause()
        (toast,) = app.screen.query(Toast)
        assert isinstance(toast._notification, PersistentNotification)
        assert toast._notification.timeout == 2

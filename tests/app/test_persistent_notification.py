"""A notification that expires just as it is shown does not stop the app."""

from __future__ import annotations

from pathlib import Path
from time import time

from textual.widgets._toast import Toast

from tests.timelines import BUNDLED
from tui.app.app import DatelineApp
from tui.app.persistent_notification import PersistentNotification
from tui.timeline.reading.reader import read_timeline
from tui.timeline.search.index import Index


def test_it_has_time_left_when_it_has_expired() -> None:
    over = PersistentNotification("Gone", timeout=5, raised_at=time() - 6)
    assert over.has_expired
    assert over.time_left > 0
    assert not PersistentNotification("Here", timeout=5).has_expired


async def test_what_the_app_says_lasts() -> None:
    app = DatelineApp(Index(read_timeline(BUNDLED)), "", Path(BUNDLED))
    async with app.run_test(notifications=True) as pilot:
        app.notify("Copied.", timeout=2)
        await pilot.pause()
        (toast,) = app.screen.query(Toast)
        assert isinstance(toast._notification, PersistentNotification)
        assert toast._notification.timeout == 2

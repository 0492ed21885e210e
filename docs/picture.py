"""Draw the README's picture from the app itself: ``make picture``."""

from __future__ import annotations

import asyncio
from pathlib import Path

from tui.app.app import DatelineApp
from tui.cli.bundled import bundled_timeline
from tui.timeline.reading.reader import read_timeline
from tui.timeline.search.index import Index

PICTURE = Path(__file__).with_name("dateline.svg")


async def draw() -> None:
    """Open the bundled timeline, filter it, go to an event that another denies, and save the screen."""
    path = bundled_timeline()
    app = DatelineApp(Index(read_timeline(path)), "actor:iran weapon:missile", path)
    async with app.run_test(size=(132, 36)) as pilot:
        timeline = app.browser.index.timeline
        disputed = [row for row in app.browser.answer.rows if timeline.is_disputed(row)]
        app.browser.go_to(max(disputed, key=lambda row: len(timeline.thread(row))))
        await pilot.pause()
        PICTURE.write_text(app.export_screenshot(title="Dateline"), encoding="utf-8")


if __name__ == "__main__":
    asyncio.run(draw())

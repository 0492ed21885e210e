"""Draw the README's pictures from the app itself: ``make picture``."""

from __future__ import annotations

import asyncio
from pathlib import Path

from tui.app.app import DatelineApp
from tui.cli.bundled import bundled_timeline
from tui.timeline.reading.reader import read_timeline
from tui.timeline.search.index import Index

LIST = Path(__file__).with_name("dateline.svg")
LANES = Path(__file__).with_name("lanes.svg")


async def draw_list() -> None:
    """Open the bundled timeline, filter it, go to an event that another denies, and save the screen."""
    path = bundled_timeline()
    app = DatelineApp(Index(read_timeline(path)), "actor:iran weapon:missile", path)
    async with app.run_test(size=(132, 36)) as pilot:
        timeline = app.browser.index.timeline
        disputed = [row for row in app.browser.answer.rows if timeline.is_disputed(row)]
        app.browser.go_to(max(disputed, key=lambda row: len(timeline.thread(row))))
        await pilot.pause()
        LIST.write_text(app.export_screenshot(title="Dateline"), encoding="utf-8")


async def draw_lanes() -> None:
    """Open the lanes on what concerns missiles, go to an event of the first lane that many are linked to, and save."""
    path = bundled_timeline()
    app = DatelineApp(Index(read_timeline(path)), "weapon:missile after:2022-08", path)
    async with app.run_test(size=(132, 40)) as pilot:
        await pilot.press("l")
        await pilot.pause()
        browser = app.browser
        assert browser.lanes is not None
        timeline, drawn = browser.index.timeline, browser.lanes.board.drawn(0).placed
        browser.go_to(max((each.number for each in drawn), key=lambda number: len(timeline.thread(number))))
        await pilot.pause()
        LANES.write_text(app.export_screenshot(title="Dateline"), encoding="utf-8")


async def draw() -> None:
    """Draw both pictures."""
    await draw_lanes()
    await draw_list()


if __name__ == "__main__":
    asyncio.run(draw())

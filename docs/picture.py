"""Draw the README's pictures from the app itself: ``make picture``."""

from __future__ import annotations

import asyncio
import csv
import io
from pathlib import Path
from tempfile import TemporaryDirectory

from tui.app.app import DatelineApp
from tui.app.screens.changes import ChangesScreen
from tui.app.screens.comparison import compared
from tui.cli.bundled import bundled_timeline
from tui.timeline.comparing.versions import as_known_on
from tui.timeline.dates.words import short_words
from tui.timeline.loader import Loader
from tui.timeline.model.timeline import Timeline
from tui.timeline.reading.reader import read_timeline
from tui.timeline.search.index import Index

LIST = Path(__file__).with_name("dateline.svg")
LANES = Path(__file__).with_name("lanes.svg")
TABLE = Path(__file__).with_name("table.svg")
CHANGES = Path(__file__).with_name("changes.svg")
OWED = Path(__file__).with_name("owed.svg")


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


def sheet_of(timeline: Timeline) -> str:
    """Return a timeline as a sheet that somebody may have kept: days as they are written in Europe, names, a link."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow(["Date", "Event", "Who", "Where", "Kind", "Source"])
    for event in timeline.events:
        year, month, day = (*event.date.text.split("-"), "", "")[:3]
        is_day = event.date.precision == "day" and len(event.date.text) == 10
        names = [
            "; ".join(timeline.name(facet, value) for value in event.values.get(facet, ()))
            for facet in ("actor", "place", "kind")
        ]
        source = next((timeline.sources[source].name for source in event.sources), "")
        when = f"{day}/{month}/{year}" if is_day else short_words(event.date)
        writer.writerow([when, event.title, *names, source])
    return text.getvalue()


async def draw_table() -> None:
    """Open a sheet with semicolons, and save the screen."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "events.csv"
        path.write_text(sheet_of(read_timeline(bundled_timeline())), encoding="utf-8")
        loader = Loader(path)
        app = DatelineApp(loader.load(), "drone", path, reloader=loader)
        async with app.run_test(size=(132, 34)) as pilot:
            await pilot.press("down", "down")
            await pilot.pause()
            TABLE.write_text(app.export_screenshot(title="dateline events.csv drone"), encoding="utf-8")


async def draw_changes() -> None:
    """Show what was learnt from the bundled timeline's sources between two days, and save the screen."""
    path = bundled_timeline()
    timeline = read_timeline(path)
    days = ("2022-11-30", "2022-12-31")
    old, new = (as_known_on(day, timeline) for day in days)
    old_name, new_name = (f"known on {day}" for day in days)
    app = DatelineApp(Index(timeline), "", path)
    async with app.run_test(size=(132, 34)) as pilot:
        await app.push_screen(ChangesScreen(compared(old, old_name, new, new_name)))
        await pilot.press("G", "N", "N", "u")
        await pilot.pause()
        CHANGES.write_text(app.export_screenshot(title="dateline diff --browse"), encoding="utf-8")


async def draw_owed() -> None:
    """Open the bundled timeline, show what is owed to its readers, and save the screen."""
    path = bundled_timeline()
    app = DatelineApp(Index(read_timeline(path)), "", path)
    async with app.run_test(size=(132, 34)) as pilot:
        await pilot.pause()
        app.browser.open_owed()
        await pilot.pause()
        OWED.write_text(app.export_screenshot(title="Dateline: what is owed"), encoding="utf-8")


async def draw() -> None:
    """Draw the pictures."""
    await draw_table()
    await draw_lanes()
    await draw_list()
    await draw_changes()
    await draw_owed()


if __name__ == "__main__":
    asyncio.run(draw())

"""What is owed, counted over the browser: looked at, or written as a report."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.command import CommandPalette
from textual.pilot import Pilot

from tests.app.conftest import MakeApp
from tests.app.screen_reader import listed_ids, screen_text, wait_for_text
from tests.app.settling import wait_until
from tests.timeline.test_owed import EVERYTHING
from tui.app.app import DatelineApp
from tui.app.screens.owed import OwedScreen
from tui.app.widgets.line_input import LineInput
from tui.app.widgets.query_bar import QueryInput

WIDE, SMALLEST = (120, 36), (40, 12)

pytestmark = pytest.mark.usefixtures("folder")


async def open_owed(pilot: Pilot[None], shown: str = "Unanswered accusations") -> None:
    app = pilot.app
    assert isinstance(app, DatelineApp)
    app.browser.open_owed()
    await wait_for_text(pilot, shown)


async def test_the_palette_opens_it_and_enter_shows_the_events_of_a_kind(make_app: MakeApp) -> None:
    app = make_app(EVERYTHING, "herald")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("ctrl+p", *("space" if key == " " else key for key in "what is owed"))
        await wait_for_text(pilot, "Report what is owed…")
        await pilot.press("enter")
        await wait_until(pilot, lambda: not isinstance(app.screen, CommandPalette))
        await wait_for_text(pilot, "Unanswered accusations")
        await wait_for_text(pilot, "Nobody denied, contradicted or confirmed them.")
        await pilot.press("down", "down", "enter")
        await wait_until(pilot, lambda: not isinstance(app.screen, OwedScreen))
        assert app.browser.query_one(QueryInput).value == "herald is:disputed"
        assert listed_ids(app) == ["claim"]


async def test_a_kind_without_a_query_shows_its_items_and_stays(make_app: MakeApp) -> None:
    app = make_app(EVERYTHING)
    async with app.run_test(size=WIDE) as pilot:
        await open_owed(pilot)
        await pilot.press("end", "enter")
        await wait_for_text(pilot, "No query finds these: write the report, which lists them.")
        assert "2016–2019" in screen_text(app)
        await pilot.press("escape")
        await wait_until(pilot, lambda: not isinstance(app.screen, OwedScreen))
        assert app.browser.query_one(QueryInput).value == ""


async def test_the_report_is_written_after_asking(make_app: MakeApp, folder: Path) -> None:
    (folder / "timeline-owed.md").write_text("old", encoding="utf-8")
    app = make_app(EVERYTHING)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await open_owed(pilot)
        await pilot.press("tab", "enter")
        await wait_for_text(pilot, "timeline-owed.md exists already: Enter replaces it.")
        assert (folder / "timeline-owed.md").read_text(encoding="utf-8") == "old"
        await pilot.press("enter")
        await wait_for_text(pilot, "Wrote what is owed into timeline-owed.md.")
        assert "timeline.yaml:" in (folder / "timeline-owed.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("", "A file needs a name."),
        ("a.txt", "a.txt does not end in .md, .html or .json, which say the format."),
        ("none/a.md", "There is no folder none."),
    ],
)
async def test_a_name_that_will_not_do_is_explained(make_app: MakeApp, name: str, message: str) -> None:
    app = make_app(EVERYTHING)
    async with app.run_test(size=WIDE) as pilot:
        await open_owed(pilot)
        app.screen.query_one(LineInput).value = name
        await pilot.press("tab", "enter")
        await wait_for_text(pilot, message)


async def test_kinds_and_name_have_room_on_the_smallest_screen(make_app: MakeApp) -> None:
    app = make_app(EVERYTHING)
    async with app.run_test(size=SMALLEST) as pilot:
        await open_owed(pilot)
        await wait_for_text(pilot, "timeline-owed.md")
        await pilot.press("down")
        await wait_for_text(pilot, "Accusations with one origin")

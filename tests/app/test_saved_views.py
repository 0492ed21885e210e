"""Saved views in the app: saved, listed, opened, removed; in the reader's folder or in the file."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.app.conftest import MakeApp
from tests.app.screen_reader import listed_ids, screen_lines, screen_text, wait_for_text
from tests.app.settling import wait_until
from tests.timelines import SMALL
from tui.app.app import DatelineApp
from tui.app.screens.save_view import SaveViewScreen
from tui.app.screens.views import ViewsScreen
from tui.app.widgets.line_input import LineInput
from tui.app.widgets.query_bar import QueryBar
from tui.app.widgets.view_list import ViewList
from tui.reader.folder import VARIABLE
from tui.reader.own_views import own_views, save_view
from tui.timeline.model.entities import SavedView
from tui.timeline.reading.reader import parse_timeline

WIDE = (120, 36)
SHARED = SMALL + "views:\n  - {name: Denials, query: 'status:denied', sort: -known}\n"


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "data"
    monkeypatch.setenv(VARIABLE, str(folder))
    return folder


def path_of(app: DatelineApp) -> Path:
    assert app.browser.path is not None
    return app.browser.path


def bar_text(app: DatelineApp) -> str:
    return app.browser.query_one(QueryBar).text


async def save_as(pilot: Pilot[None], name: str, *keys: str) -> None:
    await pilot.press("S", *("space" if character == " " else character for character in name), *keys, "enter")
    await wait_until(pilot, lambda: not isinstance(pilot.app.screen, SaveViewScreen))


async def test_a_query_is_saved_under_a_name_and_opened_again(make_app: MakeApp) -> None:
    app = make_app(query="status:denied")
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("b")
        await save_as(pilot, "My denials")
        await wait_for_text(pilot, "Saved the view 'My denials'")
        assert own_views(path_of(app)) == (SavedView("My denials", "status:denied", "known"),)
        assert "My denials" not in path_of(app).read_text(encoding="utf-8")
        await pilot.press("c", "v")
        await pilot.pause()
        assert isinstance(app.screen, ViewsScreen)
        assert "status:denied  by when it became known" in screen_text(app)
        await pilot.press("enter")
        await pilot.pause()
        assert bar_text(app) == "status:denied"
        assert str(app.browser.session.sort) == "known"


async def test_the_query_itself_is_suggested_as_the_name(make_app: MakeApp) -> None:
    app = make_app(query="actor:iran")
    async with app.run_test(size=WIDE) as pilot:
        await save_as(pilot, "")
        assert own_views(path_of(app)) == (SavedView("actor:iran", "actor:iran"),)


async def test_a_name_that_is_taken_is_reported_before_it_is_replaced(make_app: MakeApp) -> None:
    app = make_app(query="actor:iran")
    async with app.run_test(size=WIDE) as pilot:
        save_view(path_of(app), SavedView("One", "x"))
        await pilot.press("S", *"One")
        await wait_for_text(pilot, "There is a view 'One' already: Enter replaces it.")
        await pilot.press("s")
        await pilot.pause()
        assert "already" not in screen_text(app)
        await pilot.press("backspace", "enter")
        await pilot.pause()
        assert own_views(path_of(app)) == (SavedView("One", "actor:iran"),)


async def test_nothing_is_saved_without_a_name_or_on_the_way_out(make_app: MakeApp) -> None:
    app = make_app(query="actor:iran")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("S", "backspace", "enter")
        await wait_for_text(pilot, "A view needs a name.")
        await pilot.press("x", "escape")
        await pilot.pause()
        assert own_views(path_of(app)) == ()


async def test_a_view_is_written_into_the_file_only_on_request(make_app: MakeApp) -> None:
    app = make_app(query="status:denied")
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("S", *"Shared", "tab", "down", "enter")
        await wait_for_text(pilot, "Wrote the view 'Shared' into timeline.yaml.")
        assert own_views(path_of(app)) == ()
        text = path_of(app).read_text(encoding="utf-8")
        assert parse_timeline(text).views == (SavedView("Shared", "status:denied"),)
        await wait_until(pilot, lambda: len(app.browser.index.timeline.views) == 1)


async def test_a_file_of_another_format_is_not_offered_as_a_place(make_app: MakeApp, tmp_path: Path) -> None:
    app = make_app(query="status:denied")
    app.browser.path = tmp_path / "events.csv"
    app.browser.path.write_text("date,title\n2022,One\n")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("S", "tab", "down")
        await pilot.pause()
        assert "for you alone" in screen_text(app)
        assert "for all its readers" not in screen_text(app)
        await pilot.press("enter")
        await pilot.pause()
        assert own_views(app.browser.path) == (SavedView("status:denied", "status:denied"),)


async def test_a_file_that_cannot_be_changed_is_reported(make_app: MakeApp) -> None:
    app = make_app(query="status:denied")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("S", *"Shared", "tab", "down")
        path_of(app).write_text("{", encoding="utf-8")
        await pilot.press("enter")
        await wait_for_text(pilot, "The file has problems")
        assert path_of(app).read_text(encoding="utf-8") == "{"


async def test_views_are_listed_with_counts_and_queries_own_ones_first(make_app: MakeApp) -> None:
    app = make_app(SHARED)
    save_view(path_of(app), SavedView("Mine", "actor:iran"))
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("v")

        def listed() -> list[str]:
            lines = [line for line in screen_lines(app) if "yours" in line or "file" in line]
            return [" ".join(line.split("│")[1].split()) for line in lines[:2] if "│" in line]

        expected = ["Mine actor:iran 4 yours", "Denials status:denied 1 file"]
        await wait_until(pilot, lambda: listed() == expected, lambda: str(listed()))
        await pilot.press("down")
        await pilot.pause()
        assert "by when it became known, newest first" in screen_text(app)
        await pilot.press("enter")
        await pilot.pause()
        assert listed_ids(app) == ["denial"]


async def test_an_own_view_is_removed_and_brought_back_and_that_of_the_file_stays(make_app: MakeApp) -> None:
    app = make_app(SHARED)
    save_view(path_of(app), SavedView("Mine", "actor:iran"))
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("v", "u")
        await wait_for_text(pilot, "Nothing was removed.")
        await pilot.press("delete")
        await wait_for_text(pilot, "Removed 'Mine'.")
        assert own_views(path_of(app)) == ()
        await pilot.press("delete")
        await wait_for_text(pilot, "This view is the file's: remove it there.")
        await pilot.press("u")
        await wait_for_text(pilot, "'Mine' is back.")
        assert own_views(path_of(app)) == (SavedView("Mine", "actor:iran"),)
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen is app.browser
        assert bar_text(app) == ""


async def test_the_last_view_can_be_removed(make_app: MakeApp) -> None:
    app = make_app()
    save_view(path_of(app), SavedView("Mine", "actor:iran"))
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("v", "delete", "enter", "delete", "j", "escape")
        await pilot.pause()
        assert app.screen is app.browser


async def test_a_click_opens_a_view(make_app: MakeApp) -> None:
    app = make_app(SHARED)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("v")
        await pilot.pause()
        await pilot.click(ViewList, offset=(5, 0))
        await wait_until(pilot, lambda: listed_ids(app) == ["denial"])


async def test_keys_that_can_do_nothing_say_so(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("v")
        await wait_for_text(pilot, "No view is saved yet: S saves the query as one.")
        await pilot.press("S")
        await wait_for_text(pilot, "There is no query to save yet")


async def test_a_timeline_without_a_file_keeps_no_views(make_app: MakeApp) -> None:
    app = make_app(query="iran")
    app.browser.path = None
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("S")
        await wait_for_text(pilot, "piped in")


async def test_a_damaged_document_is_reported_and_the_views_of_the_file_are_there(
    make_app: MakeApp, data: Path
) -> None:
    app = make_app(SHARED, query="iran")
    save_view(path_of(app), SavedView("Mine", "actor:iran"))
    [document] = data.rglob("views.json")
    document.write_text("{")
    async with app.run_test(size=(200, 50), notifications=True) as pilot:
        await pilot.press("v")
        await wait_for_text(pilot, "JSON:")
        assert "Denials" in screen_text(app)
        await pilot.press("escape", "S", "enter")
        await wait_for_text(pilot, "away")
        assert document.read_text() == "{"


async def test_own_views_are_in_the_palette(make_app: MakeApp) -> None:
    app = make_app()
    save_view(path_of(app), SavedView("Mine", "status:denied"))
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("ctrl+p", *"view: mine")
        await wait_for_text(pilot, "View: Mine")
        await pilot.press("enter")
        await wait_until(pilot, lambda: listed_ids(app) == ["denial"])


@pytest.mark.parametrize("size", [WIDE, (80, 24), (40, 12)])
async def test_hostile_names_are_shown_as_text(make_app: MakeApp, size: tuple[int, int]) -> None:
    app = make_app()
    save_view(path_of(app), SavedView("[red]x[/] \x1b[31m\u202e", "[@click=app.quit]y[/] \x07"))
    async with app.run_test(size=size) as pilot:
        await pilot.press("v")
        await pilot.pause()
        assert all(line.isprintable() for line in screen_lines(app))
        assert "[red]x" in screen_text(app)
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("S")
        await pilot.pause()
        assert all(line.isprintable() for line in screen_lines(app))
        assert app.screen.query_one(LineInput).value.startswith("[@click")

"""The bar at the foot tells the keys that do something, each to be clicked."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

import pytest
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.pilot import Pilot

from tests.app.conftest import MakeApp
from tests.app.screen_reader import screen_lines
from tests.timelines import SMALL
from tui.app.app import DatelineApp
from tui.app.config_check import check
from tui.app.widgets.key_bar import KeyBar
from tui.app.widgets.query_bar import QueryInput
from tui.config.config import parse_config
from tui.terminal.glyphs import glyphs
from tui.timeline.loader import Loader

WIDE = (120, 36)


def said(app: App[None]) -> list[str]:
    """Return what the bar says the keys do, from left to right."""
    return [shown.description for shown in app.screen.query_one(KeyBar).shown]


def key_of(app: App[None], description: str) -> str:
    """Return the key that the bar gives for what it does, as it is shown."""
    return next(shown.name for shown in app.screen.query_one(KeyBar).shown if shown.description == description)


async def click(pilot: Pilot[None], description: str) -> None:
    """Click what the bar says."""
    shown = next(shown for shown in pilot.app.screen.query_one(KeyBar).shown if shown.description == description)
    await pilot.click(KeyBar, offset=(shown.start + 1, 0))
    await pilot.pause()


# What is shown


async def test_it_has_the_keys_of_what_has_the_focus_before_those_of_the_screen(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        assert said(app)[:3] == ["Detail", "Filter", "Actors"]
        await pilot.press("a")
        assert said(app)[:3] == ["Only this", "Add", "Exclude"]


async def test_it_leaves_out_what_cannot_be_done_while_one_types(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("slash")
        assert not {"Filter", "Actors", "Weapons", "Status", "Chart"} & set(said(app))
        await pilot.press("escape")
        assert {"Filter", "Actors", "Weapons", "Status", "Chart"} <= set(said(app))


@pytest.mark.parametrize("width", range(4, 130, 7))
async def test_it_shows_whole_keys_as_many_as_there_is_room_for(make_app: MakeApp, width: int) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        everything = said(app)
        await pilot.resize_terminal(width, 24)
        await pilot.pause()
        line = screen_lines(app)[-1]
        assert len(line) == width
        shown = app.screen.query_one(KeyBar).shown
        assert [one.description for one in shown if one.description != "palette"] == [
            description for description in everything if description != "palette"
        ][: len([one for one in shown if one.description != "palette"])]
        for one in shown:
            assert line[one.start : one.end].split() == [*one.name.split(), *one.description.split()]


async def test_a_key_that_was_changed_is_shown_as_it_is_now(tmp_path: Path) -> None:
    file = tmp_path / "timeline.yaml"
    file.write_text(SMALL, encoding="utf-8")
    config, wrong = parse_config('[keys]\nquery.edit = "f7"\nevents.open = "space"', [check])
    assert not wrong
    app = DatelineApp(Loader(file).load(), "", file, config=config)
    async with app.run_test(size=WIDE) as pilot:
        assert key_of(app, "Filter") == "f7"
        await click(pilot, "Filter")
        assert isinstance(app.focused, QueryInput)


async def test_in_ascii_no_other_character_is_painted(make_app: MakeApp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_ASCII", "1")
    glyphs.cache_clear()
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        for key in ("j", "slash", "escape", "a", "escape", "h"):
            await pilot.press(key)
            await pilot.pause()
            line = screen_lines(app)[-1]
            assert line.isascii()
            assert "palette" in line


# The mouse


async def test_a_click_does_what_the_key_does(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await click(pilot, "Filter")
        assert isinstance(app.focused, QueryInput)


async def test_a_click_beside_the_keys_does_nothing(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(300, 36)) as pilot:
        before = app.focused
        end = max(shown.end for shown in app.screen.query_one(KeyBar).shown if shown.description != "palette")
        await pilot.click(KeyBar, offset=(end + 3, 0))
        assert app.focused is before
        assert app.screen is app.browser


class SometimesApp(App[None]):
    """Has an action that cannot always be done."""

    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [Binding("x", "something", "Something", tooltip="Does something")]
    can = False
    done = 0
    bells = 0

    def compose(self) -> ComposeResult:
        yield KeyBar()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return None if action == "something" and not self.can else True

    def action_something(self) -> None:
        self.done += 1

    def bell(self) -> None:
        self.bells += 1


async def test_what_cannot_be_done_now_is_dim_and_a_click_on_it_rings_the_bell() -> None:
    app = SometimesApp(css_path=[])
    app.get_theme_variable_defaults = lambda: {"rest-background": "#888888"}  # type: ignore[method-assign]
    async with app.run_test() as pilot:
        bar = app.query_one(KeyBar)
        assert [shown.is_enabled for shown in bar.shown] == [False]
        assert all(
            segment.style is not None and segment.style.dim for segment in bar.render_line(0) if "S" in segment.text
        )
        await click(pilot, "Something")
        assert (app.done, app.bells) == (0, 1)
        app.can = True
        app.screen.refresh_bindings()
        await pilot.pause()
        await click(pilot, "Something")
        assert (app.done, app.bells) == (1, 1)


async def test_the_mouse_over_a_key_tells_what_it_does(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        bar = app.screen.query_one(KeyBar)
        await pilot.hover(KeyBar, offset=(bar.shown[1].start + 1, 0))
        assert bar.tooltip == "Type a query"
        await pilot.hover(KeyBar, offset=(bar.shown[2].start + 1, 0))
        assert bar.tooltip == "Filter by actor"

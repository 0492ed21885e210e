"""The key bar: the keys that can be pressed, and clicks on them."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

import pytest
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.pilot import Pilot

from tests.app.conftest import MakeApp
from tests.app.screen_reader import screen_lines, screen_text
from tests.eventually import eventually_async
from tests.timelines import SMALL
from tui.app.app import DatelineApp
from tui.app.config_check import check
from tui.app.screens.side_by_side import SideBySide
from tui.app.widgets.key_bar import KeyBar
from tui.app.widgets.query_bar import QueryInput
from tui.config.config import parse_config
from tui.terminal.glyphs import glyphs
from tui.timeline.loader import Loader

WIDE = (120, 36)


def descriptions(app: App[None]) -> list[str]:
    """Return the descriptions of the keys in the bar, from left to right."""
    return [hint.description for hint in app.screen.query_one(KeyBar).hints]


def key_of(app: App[None], description: str) -> str:
    """Return the key with a description, as it is shown."""
    return next(hint.name for hint in app.screen.query_one(KeyBar).hints if hint.description == description)


async def click(pilot: Pilot[None], description: str) -> None:
    """Click the key with a description."""
    hint = next(hint for hint in pilot.app.screen.query_one(KeyBar).hints if hint.description == description)
    await pilot.click(KeyBar, offset=(hint.start + 1, 0))
    await pilot.pause()


# The keys that are shown


async def test_keys_of_the_focused_widget_come_before_keys_of_the_screen(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        assert descriptions(app)[:3] == ["Detail", "Filter", "Actors"]
        await pilot.press("a")
        assert descriptions(app)[:3] == ["Only this", "Or", "And"]


async def test_keys_that_would_be_typed_are_left_out_in_the_query_bar(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("slash")
        assert not {"Filter", "Actors", "Weapons", "Status", "Lanes"} & set(descriptions(app))
        await pilot.press("escape")
        assert {"Filter", "Actors", "Weapons", "Status", "Lanes"} <= set(descriptions(app))


@pytest.mark.parametrize("width", range(4, 130, 7))
async def test_as_many_whole_keys_are_shown_as_fit(make_app: MakeApp, width: int) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        everything = descriptions(app)
        await pilot.resize_terminal(width, 24)
        await pilot.pause()
        line = screen_lines(app)[-1]
        assert len(line) == width
        hints = app.screen.query_one(KeyBar).hints
        always = [name for name in ("Help", "Quit")[: width // 8] if name in everything]
        shown = [hint.description for hint in hints if hint.description != "palette"]
        assert shown[len(shown) - len(always) :] == always
        first = shown[: len(shown) - len(always)]
        assert first == everything[: len(first)]
        for hint in hints:
            assert line[hint.start : hint.end].split() == [*hint.name.split(), *hint.description.split()]


SIZES = [(100, 24), (80, 24), (60, 24), (40, 12)]


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_help_quitting_and_going_back_are_there_whatever_the_width(
    make_app: MakeApp, size: tuple[int, int]
) -> None:
    app = make_app()
    async with app.run_test(size=size) as pilot:
        assert {"Help", "Quit"} <= set(descriptions(app))
        assert "Back" not in descriptions(app)  # there is nothing to go back from
        await pilot.press("enter")
        assert {"Back", "Help", "Quit"} <= set(descriptions(app))
        assert key_of(app, "Back") == "Esc"
        await pilot.press("escape", "slash")
        assert "Back" in descriptions(app)
        assert size[0] < 60 or key_of(app, "Help") == "F1"  # ? is typed here
        await pilot.press("escape", "a")
        assert {"Back", "Help"} <= set(descriptions(app))


@pytest.mark.parametrize(
    ("key", "size"),
    [*((key, size) for key in ("question_mark", "m") for size in SIZES), ("ctrl+p", (100, 30))],
    ids=str,
)
async def test_a_dialog_shows_its_own_keys(make_app: MakeApp, key: str, size: tuple[int, int]) -> None:
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await pilot.press(key)
        await pilot.pause()
        assert app.screen is not app.browser
        last = screen_lines(app)[-1]
        assert "Esc" in last
        assert not {"Quit", "Actors", "Detail"} & set(last.split())
        await pilot.press("escape")
        await pilot.pause()
        assert "Quit" in screen_lines(app)[-1]


async def test_side_by_side_shows_its_own_keys_and_a_next_one_only_where_there_is_one(make_app: MakeApp) -> None:
    app = make_app()
    offered = set()
    async with app.run_test(size=WIDE) as pilot:
        for _ in app.browser.index.timeline.events:
            await pilot.press("d")
            await pilot.pause()
            if isinstance(app.screen, SideBySide):
                assert {"Close", "Go there"} <= set(descriptions(app))
                assert "Quit" not in screen_lines(app)[-1]
                has_others = "1 of " in screen_text(app)
                assert ("Next" in descriptions(app)) == ("Previous" in descriptions(app)) == has_others
                offered.add(has_others)
                await pilot.press("escape")
            await pilot.press("j")
    assert True in offered


async def test_a_key_that_would_do_nothing_is_left_out(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(200, 36)) as pilot:
        assert "Clear" not in descriptions(app)
        await pilot.press("slash", *"visit", "enter")
        assert "Clear" in descriptions(app)
        await pilot.press("c")
        assert "Clear" not in descriptions(app)
        await pilot.resize_terminal(200, 12)
        await pilot.pause()
        assert "Chart" not in descriptions(app)  # it needs a taller terminal


async def test_lanes_without_an_event_offer_nothing_to_see_of_it(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(200, 36)) as pilot:
        await pilot.press("l")
        of_events = {"Narrow", "Zoom in", "Zoom out", "All", "On", "Back", "Read"}
        assert of_events <= {*descriptions(app)}
        await pilot.press("slash", *"zzzz", "enter")
        await eventually_async(lambda: not (of_events - {"Back"}).intersection(descriptions(app)))
        assert {"Clear", "Lanes"} <= {*descriptions(app)}
        await pilot.press("c")
        await eventually_async(lambda: of_events <= {*descriptions(app)})


async def test_the_translation_is_offered_for_events_that_have_one(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(200, 36)) as pilot:
        events = app.browser.index.timeline.events
        for number, event in enumerate(events):
            assert app.browser.shown == number
            has_translation = any(quote.translation for quote in event.quotes)
            await eventually_async(lambda: ("Translation" in descriptions(app)) == has_translation)  # noqa: B023
            await pilot.press("j")
        assert any(quote.translation for event in events for quote in event.quotes)


async def test_a_key_from_the_config_is_shown(tmp_path: Path) -> None:
    file = tmp_path / "timeline.yaml"
    file.write_text(SMALL, encoding="utf-8")
    config, wrong = parse_config('[keys]\nquery.edit = "f7"\nevents.open = "f8"', [check])
    assert not wrong
    app = DatelineApp(Loader(file).load(), "", file, config=config)
    async with app.run_test(size=WIDE) as pilot:
        assert key_of(app, "Filter") == "F7"
        await click(pilot, "Filter")
        assert isinstance(app.focused, QueryInput)


async def test_in_ascii_mode_only_ascii_is_painted(make_app: MakeApp, monkeypatch: pytest.MonkeyPatch) -> None:
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
        await pilot.press("escape", "escape")
        await pilot.pause()
        assert screen_lines(app)[-1].startswith(" Enter Detail ")


# The mouse


async def test_a_click_presses_the_key(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await click(pilot, "Filter")
        assert isinstance(app.focused, QueryInput)


async def test_a_click_beside_the_keys_does_nothing(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(300, 36)) as pilot:
        before = app.focused
        end = max(hint.end for hint in app.screen.query_one(KeyBar).hints if hint.description != "palette")
        await pilot.click(KeyBar, offset=(end + 3, 0))
        assert app.focused is before
        assert app.screen is app.browser


class SometimesApp(App[None]):
    """Has an action that is enabled only if `can` is set."""

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


async def test_a_disabled_key_is_dim_and_a_click_on_it_rings_the_bell() -> None:
    app = SometimesApp(css_path=[])
    app.get_theme_variable_defaults = lambda: {"rest-background": "#888888"}  # type: ignore[method-assign]
    async with app.run_test() as pilot:
        bar = app.query_one(KeyBar)
        assert [hint.is_enabled for hint in bar.hints] == [False]
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


async def test_a_key_under_the_mouse_has_a_tooltip(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        bar = app.screen.query_one(KeyBar)
        await pilot.hover(KeyBar, offset=(bar.hints[1].start + 1, 0))
        assert bar.tooltip == "Type a query"
        await pilot.hover(KeyBar, offset=(bar.hints[2].start + 1, 0))
        assert bar.tooltip == "Filter by actor"

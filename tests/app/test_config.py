"""The effects of a config on the app, and the hint of a first start."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.app.screen_reader import screen_lines, screen_text, wait_for_text
from tests.timelines import SMALL
from tui.app.app import DatelineApp
from tui.app.config_check import check
from tui.app.screens.help import HelpScreen
from tui.app.widgets.first_hint import FirstHint
from tui.app.widgets.query_bar import QueryInput
from tui.config.config import Config, parse_config
from tui.config.first_start import is_first_start
from tui.timeline.loader import Loader

WIDE = (120, 36)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "timeline.yaml"
    path.write_text(SMALL, encoding="utf-8")
    return path


def app_of(file: Path, config: str = "", *, query: str = "", hint: bool = False, notice: str = "") -> DatelineApp:
    read, wrong = parse_config(config, [check])
    assert not wrong
    return DatelineApp(Loader(file).load(), query, file, config=read, hint=hint, notice=notice)


# Keys and theme


async def test_the_theme_comes_from_the_config(file: Path) -> None:
    async with app_of(file, 'theme = "nord"').run_test() as pilot:
        assert pilot.app.theme == "nord"


async def test_an_action_has_the_keys_of_the_config_and_no_others(file: Path) -> None:
    app = app_of(file, '[keys]\nquery.clear = "u, f8"\nlist.down = "K"\nquery.known = "f7"', query="missile")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("c")
        assert app.browser.query_one(QueryInput).value == "missile"
        await pilot.press("u")
        assert app.browser.query_one(QueryInput).value == ""
        cursor = app.browser.events.cursor
        await pilot.press("K")
        below = app.browser.events.cursor
        assert below > cursor
        await pilot.press("j")
        assert app.browser.events.cursor == below


async def test_two_actions_can_change_keys(file: Path) -> None:
    app = app_of(file, '[keys]\nquery.clear = "b"\nlist.sort = "c"', query="missile")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("c")
        assert str(app.browser.answer.sort) == "known"
        await pilot.press("b")
        assert app.browser.query_one(QueryInput).value == ""


@pytest.mark.parametrize(
    ("keys", "completing", "other"),
    [("ctrl+t, f8", ["ctrl+t", "f8"], "tab"), ("ctrl+e", ["ctrl+e"], "tab"), ("tab, f8", ["tab", "f8"], "f9")],
)
async def test_a_term_is_completed_by_the_keys_of_the_config_and_no_others(
    file: Path, keys: str, completing: list[str], other: str
) -> None:
    app = app_of(file, f'[keys]\nquery.complete = "{keys}"')
    async with app.run_test(size=WIDE) as pilot:
        line = app.browser.query_one(QueryInput)
        await pilot.press("slash")
        for key in completing:
            await pilot.press(*"acto", key, *"ir", key, "r")
            assert line.value == "actor:iran r"
            await pilot.press(*["backspace"] * len(line.value))
        await pilot.press(*"acto", other)
        assert line.value == "acto"
        assert (app.focused is line) == (other != "tab"), "Tab leads on from here, as from anywhere"


async def test_the_footer_and_the_help_show_the_keys_of_the_config(file: Path) -> None:
    app = app_of(file, '[keys]\nquery.clear = "u"\nfacets.actor = "ctrl+t"\napp.help = "f2"', query="missile")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        footer = screen_lines(app)[-1]
        assert "u Clear" in footer
        assert "^t Actors" in footer
        assert "c Clear" not in footer
        await pilot.press("question_mark")
        assert not isinstance(app.screen, HelpScreen)
        await pilot.press("f2")
        lines = [line.split("│")[1].split() for line in screen_lines(app) if line.count("│") > 1]
        assert any(words[:4] == ["u", "Clear", "the", "query"] for words in lines)
        assert any(words[:4] == ["Ctrl+T", "Filter", "by", "actor"] for words in lines)


async def test_a_notice_is_shown(file: Path) -> None:
    app = app_of(file, notice="the timeline keeps no view 'x'; it keeps none")
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await wait_for_text(pilot, "keeps no view 'x'")


# The hint


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder for the program's state. It does not exist yet."""
    folder = tmp_path / "state" / "dateline"
    monkeypatch.setenv("DATELINE_STATE", str(folder))
    return folder


def hint_lines(app: DatelineApp) -> list[str]:
    return [line.strip() for line in screen_lines(app) if "hides this" in line]


@pytest.mark.parametrize(
    ("width", "expected"),
    [
        (120, "First time? / filters · a actors · w weapons · Enter reads · ? help — Esc hides this"),
        (40, "/ filters · ? help — Esc hides this"),
    ],
)
async def test_a_first_start_shows_the_main_keys_in_one_line(
    file: Path, state: Path, width: int, expected: str
) -> None:
    app = app_of(file, hint=is_first_start())
    async with app.run_test(size=(width, 12)):
        assert [" ".join(line.split()) for line in hint_lines(app)] == [expected]


async def test_the_hint_shows_the_keys_of_the_config(file: Path, state: Path) -> None:
    app = app_of(file, '[keys]\nquery.edit = "f3"', hint=True)
    async with app.run_test(size=WIDE):
        assert "F3 filters" in screen_text(app)


@pytest.mark.parametrize("keys", [["escape"], ["slash", "i"], ["a", "enter"]], ids=["Esc", "typed", "facet"])
async def test_escape_or_the_first_filter_hides_the_hint_for_good(file: Path, state: Path, keys: list[str]) -> None:
    app = app_of(file, hint=is_first_start())
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("j", "j")
        assert hint_lines(app)
        await pilot.press(*keys)
        await app.workers.wait_for_complete()
        assert not hint_lines(app)
    assert not is_first_start()


async def test_escape_hides_the_hint_first(file: Path, state: Path) -> None:
    app = app_of(file, query="missile", hint=True)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("escape")
        assert not hint_lines(app)
        assert app.browser.query_one(QueryInput).value == "missile"
        await pilot.press("escape")
        assert app.browser.query_one(QueryInput).value == ""


async def test_the_hint_does_not_fail_where_nothing_can_be_written(file: Path, state: Path) -> None:
    state.parent.mkdir()
    state.write_text("a file where the folder should be", encoding="utf-8")
    app = app_of(file, hint=is_first_start())
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("escape")
        await app.workers.wait_for_complete()
        assert not hint_lines(app)
        await pilot.press("j")
        assert app.browser.shown == 1


async def test_without_a_first_start_there_is_no_hint(file: Path) -> None:
    app = app_of(file, hint=is_first_start())
    async with app.run_test(size=WIDE):
        assert not app.browser.query(FirstHint)


def test_a_config_can_turn_the_hint_off() -> None:
    assert parse_config("hint = false") == (Config(hint=False), [])

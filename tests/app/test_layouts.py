"""Keyboard layouts without Latin letters: their letters are commands where letters are commands, and text elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.events import Key

from tests.app.screen_reader import listed_ids
from tests.timelines import SMALL
from tui.app.app import DatelineApp
from tui.app.config_check import check
from tui.app.keys.places import KeyPlaces
from tui.app.screens.help import HelpScreen
from tui.app.textual_input import PLACES
from tui.app.widgets.facet_panel import FacetPanel
from tui.app.widgets.query_bar import QueryInput
from tui.config.config import parse_config
from tui.config.layouts import LAYOUTS, guessed_places, places_of
from tui.timeline.loader import Loader

WIDE = (120, 36)


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    PLACES.clear()
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    guessed_places.cache_clear()


def app_with(tmp_path: Path, text: str = "", config: str = "") -> DatelineApp:
    path = tmp_path / "timeline.yaml"
    path.write_text(text or SMALL, encoding="utf-8")
    settings, problems = parse_config(config, [check])
    assert not problems
    return DatelineApp(Loader(path).load(), "", path, config=settings)


@pytest.mark.parametrize(
    ("letters", "language"),
    [
        ("фцы", "russian"),
        ("фці", "ukrainian"),
        ("αςσ", "greek"),
        ("ש'ד", "hebrew"),
        ("شصس", "arabic"),
        ("აწს", "georgian"),
        ("ㅁㅈㄴ", "korean"),
    ],
)
async def test_letters_run_the_commands_of_their_places(letters: str, language: str, tmp_path: Path) -> None:
    app = app_with(tmp_path)
    async with app.run_test(size=WIDE) as pilot:
        for letter, facet in zip(letters, ("actor", "weapon", "status"), strict=True):
            if letter.isascii():
                continue  # is a sign on every keyboard, unless the config names the layout
            await pilot.press(letter)
            assert isinstance(app.focused, FacetPanel), language
            await pilot.pause()
            assert app.focused.overview.facet == facet
            await pilot.press("escape")


@pytest.mark.parametrize(("keys", "last"), [("оо", "drones"), ("ОО", "talks"), ("П", "denial"), ("δδ", "talks")])
async def test_small_and_capital_letters_are_different_keys(keys: str, last: str, tmp_path: Path) -> None:
    app = app_with(tmp_path)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press(*keys)
        assert app.browser.shown is not None
        assert app.browser.index.timeline.events[app.browser.shown].id == last


async def test_letters_are_text_where_text_is_typed(tmp_path: Path) -> None:
    app = app_with(tmp_path)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("slash", *"йфя")
        assert app.browser.query_one(QueryInput).value == "йфя"
        await pilot.press("escape", "c", "a", "й")  # letters narrow there
        assert isinstance(app.focused, FacetPanel)
        assert app.is_running


async def test_a_letter_quits(tmp_path: Path) -> None:
    app = app_with(tmp_path)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("й")
        await pilot.pause()
        assert not app.is_running or app._exit


async def test_a_named_layout_reaches_the_signs_too(tmp_path: Path) -> None:
    app = app_with(tmp_path, config='layout = "russian"')
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("full_stop")  # the key of /
        assert isinstance(app.focused, QueryInput)
        await pilot.press("full_stop", "comma")
        assert app.focused.value == ".,"
        await pilot.press("escape", "comma")  # the key of ?
        assert isinstance(app.screen, HelpScreen)


async def test_a_map_of_the_users_own_goes_before_the_guess(tmp_path: Path) -> None:
    app = app_with(tmp_path, config='layout = { "ж" = "a", "q" = "G" }')
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("q")
        assert listed_ids(app)
        assert app.browser.shown == len(app.browser.index.timeline.events) - 1
        await pilot.press("ж")
        assert isinstance(app.focused, FacetPanel)


async def test_letters_can_be_left_alone(tmp_path: Path) -> None:
    app = app_with(tmp_path, config='layout = "none"')
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("ф")
        assert not isinstance(app.focused, FacetPanel)


async def test_a_key_that_the_config_gives_to_an_action_keeps_it(tmp_path: Path) -> None:
    app = app_with(tmp_path, config='[keys]\n"chart.go" = "ф"')
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await pilot.press("ф")
        assert not isinstance(app.focused, FacetPanel)
        assert app.focused is app.browser.late.parts.chart


def place(key: str, character: str | None, setting: str | None = None) -> tuple[str, str | None]:
    found = KeyPlaces(setting).key_at_place(Key(key, character), lambda _: False, lambda _: False)
    return found.key, found.character


def test_what_the_terminal_reports_goes_before_the_tables() -> None:
    assert place("я", "я") == ("z", "z")
    PLACES["я"] = "q"  # the phonetic layout of Bulgarian
    assert place("я", "я") == ("q", "q")
    assert place("ctrl+я", None) == ("ctrl+q", None)


def test_latin_letters_and_unknown_characters_stay() -> None:
    PLACES["é"] = "2"
    for character in "éßaZ漢あ":
        assert place(character, character) == (character, character)


def test_the_language_of_the_locale_decides_between_layouts(monkeypatch: pytest.MonkeyPatch) -> None:
    assert place("з", "з") == ("p", "p")
    monkeypatch.setenv("LC_ALL", "sr_RS.UTF-8")
    guessed_places.cache_clear()
    assert place("з", "з") == ("z", "z") or place("з", "з") == ("y", "y")
    guessed_places.cache_clear()


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_layout_reaches_most_letters(layout: str) -> None:
    places = places_of(layout)
    assert all(len(typed) == 1 and "!" <= key <= "~" for typed, key in places.items())
    assert len(set("abcdefghijklmnopqrstuvwxyz") & set(places.values())) >= 25

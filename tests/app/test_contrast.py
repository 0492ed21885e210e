"""All text on the screen has enough contrast with its background (WCAG 2.2, level AA)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest
from rich.color import ColorSystem
from rich.style import Style
from textual.color import Color
from textual.events import Paste
from textual.geometry import Region
from textual.pilot import Pilot

from tests.app.conftest import MakeApp
from tests.soak import few
from tui.app.app import DatelineApp
from tui.app.style.line_filters import FewColours
from tui.app.style.themes import DARK, LEAST_CONTRAST, LIGHT, contrast
from tui.app.widgets.event_list import EventList
from tui.app.widgets.key_bar import KeyBar

THEMES = pytest.mark.parametrize("theme", [DARK.name, LIGHT.name])


def text_styles(app: DatelineApp, region: Region | None = None) -> dict[Style, str]:
    """Return the styles of all text on the screen, or in a region, each with a text that has it.

    Text has a letter, a digit or a sign in it: lines, bars and blanks are left out.
    """
    strips = app.screen._compositor.render_strips()
    if region is not None:
        strips = [strip.crop(region.x, region.right) for strip in strips[region.y : region.bottom]]
    return {
        segment.style or Style.null(): segment.text
        for strip in strips
        for segment in strip
        if any(not "\u2500" <= character <= "\u259f" and not character.isspace() for character in segment.text)
    }


def hard_to_read(styles: dict[Style, str]) -> set[str]:
    """Return the texts with too little contrast."""
    assert styles
    return {description for style, text in styles.items() for description in _low_contrast(style, text)}


def _low_contrast(style: Style, text: str) -> Iterator[str]:
    assert style.color is not None
    assert style.bgcolor is not None
    foreground, background = (Color(*color.get_truecolor()) for color in (style.color, style.bgcolor))
    if (ratio := contrast(foreground, background)) < LEAST_CONTRAST:
        yield f"{text!r}: {ratio:.2f}, {foreground.hex} on {background.hex}"


async def set_theme(pilot: Pilot[None], theme: str) -> None:
    pilot.app.theme = theme
    await pilot.pause()


async def paste(pilot: Pilot[None], query: str) -> None:
    """Paste a query into the query bar: one key instead of many."""
    await pilot.press("slash")
    assert pilot.app.focused is not None
    pilot.app.focused.post_message(Paste(query))
    await pilot.pause()


STATES: list[tuple[str, tuple[str, ...]]] = [
    ("", ()),
    ("", ("j", "enter")),
    ("missile actor:iran", ("enter",)),
    ("nonsense:x is:", ("enter",)),
    ("actor:i", ()),
    ("in:2022-11-08", ("enter",)),
    ("", ("a",)),
    ("", ("s", "enter", "down", "minus")),
    ("known:2022-12-31", ("enter", "t")),
]
"""States of the browser: a query that is pasted, and the keys that are pressed after it."""


@THEMES
@pytest.mark.sampled
@pytest.mark.parametrize("size", few([(160, 50), (100, 40), (40, 30)], 2), ids=str)
async def test_the_browser_is_readable(size: tuple[int, int], theme: str, make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await set_theme(pilot, theme)
        for query, keys in STATES:
            await pilot.press("escape", "escape", "escape", "c")
            if query:
                await paste(pilot, query)
            await pilot.press(*keys)
            await pilot.pause()
            assert hard_to_read(text_styles(app)) == set(), (query, keys)


@THEMES
async def test_the_help_is_readable(theme: str, make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 50)) as pilot:
        await set_theme(pilot, theme)
        await pilot.press("question_mark")
        await pilot.pause()
        assert hard_to_read(text_styles(app, app.screen.children[0].region)) == set()


@THEMES
async def test_the_line_and_the_key_under_the_mouse_are_readable(theme: str, make_app: MakeApp) -> None:
    app = make_app(query="drones")
    async with app.run_test(size=(120, 36)) as pilot:
        await set_theme(pilot, theme)
        await pilot.press("c")
        await pilot.hover(EventList, offset=(10, 3))
        await pilot.pause()
        assert hard_to_read(text_styles(app)) == set()
        await pilot.hover(KeyBar, offset=(4, 0))
        await pilot.pause()
        assert hard_to_read(text_styles(app, app.screen.query_one(KeyBar).region)) == set()


@THEMES
@pytest.mark.parametrize("system", [ColorSystem.STANDARD, ColorSystem.EIGHT_BIT], ids=lambda system: system.name)
async def test_text_is_readable_with_few_colours(system: ColorSystem, theme: str, make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(160, 50)) as pilot:
        await set_theme(pilot, theme)
        app.set_class(system is ColorSystem.STANDARD, "-few-colours")
        app._own_filters = [FewColours(system)]
        await paste(pilot, "missile")
        await pilot.press("enter", "j")
        await pilot.pause()
        styles = text_styles(app)
        assert all(numbers_are_of(system, style) for style in styles)
        assert hard_to_read(styles) == set()


def numbers_are_of(system: ColorSystem, style: Style) -> bool:
    """Return whether both colours of a style belong to a system with 16 or 256 colours."""
    numbers: Iterable[int | None] = (color.number for color in (style.color, style.bgcolor) if color is not None)
    return all(number is not None and (number < 16) == (system is ColorSystem.STANDARD) for number in numbers)

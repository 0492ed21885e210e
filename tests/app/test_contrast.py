"""Every word on the screen can be read, in the colours that it is painted in (WCAG 2.2, level AA)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from rich.color import ColorSystem
from rich.segment import Segment
from textual.color import Color
from textual.geometry import Region
from textual.pilot import Pilot

from tests.app.conftest import MakeApp
from tui.app.app import DatelineApp
from tui.app.style.line_filters import FewColours
from tui.app.style.themes import DARK, LEAST_CONTRAST, LIGHT, contrast
from tui.app.widgets.event_list import EventList
from tui.app.widgets.key_bar import KeyBar

THEMES = pytest.mark.parametrize("theme", [DARK.name, LIGHT.name])


def words(app: DatelineApp, region: Region | None = None) -> Iterator[Segment]:
    """Yield what is painted with a letter, a figure or a mark in it: not lines, bars and blanks."""
    for y, strip in enumerate(app.screen._compositor.render_strips()):
        if region is None:
            yield from (segment for segment in strip if is_word(segment.text))
        elif region.y <= y < region.bottom:
            yield from (segment for segment in strip.crop(region.x, region.right) if is_word(segment.text))


def is_word(text: str) -> bool:
    return any(not "\u2500" <= character <= "\u259f" and not character.isspace() for character in text)


def hard_to_read(segments: Iterator[Segment]) -> set[str]:
    """Return the texts that have too little contrast, with it."""
    found: set[str] = set()
    count = 0
    for text, style, _ in segments:
        count += 1
        assert style is not None
        assert style.color is not None
        assert style.bgcolor is not None
        ink, ground = (Color(*color.get_truecolor()) for color in (style.color, style.bgcolor))
        if (ratio := contrast(ink, ground)) < LEAST_CONTRAST:
            found.add(f"{text!r}: {ratio:.2f}, {ink.hex} on {ground.hex}")
    assert count
    return found


async def settle(pilot: Pilot[None], theme: str) -> None:
    pilot.app.theme = theme
    await pilot.pause()


STATES = [
    (),
    ("j", "enter"),
    ("slash", *"missile actor:iran", "enter"),
    ("slash", *"nonsense:x is:", "enter"),
    ("slash", *"actor:i"),
    ("slash", *"in:2022-11-08", "enter"),
    ("a",),
    ("s", "enter", "down", "minus"),
    ("slash", *"known:2022-12-31", "enter", "t"),
]


@THEMES
@pytest.mark.parametrize("size", [(160, 50), (100, 40), (40, 30)], ids=str)
async def test_the_browser_can_be_read(size: tuple[int, int], theme: str, make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await settle(pilot, theme)
        for keys in STATES:
            await pilot.press("escape", "escape", "escape", "c", *keys)
            await pilot.pause()
            assert hard_to_read(words(app)) == set(), keys


@THEMES
async def test_what_lies_over_the_browser_can_be_read(theme: str, make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 50)) as pilot:
        await settle(pilot, theme)
        await pilot.press("question_mark")
        await pilot.pause()
        assert hard_to_read(words(app, app.screen.children[0].region)) == set()


@THEMES
async def test_the_line_under_the_mouse_and_the_keys_at_the_foot_can_be_read(theme: str, make_app: MakeApp) -> None:
    app = make_app(query="drones")
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot, theme)
        await pilot.press("c")
        await pilot.hover(EventList, offset=(10, 3))
        await pilot.pause()
        assert hard_to_read(words(app)) == set()
        await pilot.hover(KeyBar, offset=(4, 0))
        await pilot.pause()
        assert hard_to_read(words(app, app.screen.query_one(KeyBar).region)) == set()


@THEMES
@pytest.mark.parametrize("system", [ColorSystem.STANDARD, ColorSystem.EIGHT_BIT], ids=lambda system: system.name)
async def test_a_terminal_of_few_colours_can_be_read_too(system: ColorSystem, theme: str, make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(160, 50)) as pilot:
        await settle(pilot, theme)
        app.set_class(system is ColorSystem.STANDARD, "-few-colours")
        app._own_filters = [FewColours(system)]
        await pilot.press("slash", *"missile", "enter", "j")
        await pilot.pause()
        painted = list(words(app))
        for _, style, _ in painted:
            assert style is not None
            for color in (style.color, style.bgcolor):
                assert color is not None
                assert color.number is not None
                assert (color.number < 16) == (system is ColorSystem.STANDARD)
        assert hard_to_read(iter(painted)) == set()

"""The app on terminals that lack characters or colours, of any size."""

from __future__ import annotations

from itertools import pairwise

import pytest
from rich.color import Color
from rich.style import Style
from textual.theme import Theme

from tests.app.conftest import MakeApp
from tests.app.screen_reader import screen_lines, screen_text
from tests.timelines import BUNDLED, SMALL, changed
from tui.app.app import DatelineApp
from tui.app.chart.timeline_chart import TimelineChart
from tui.app.style.themes import DARK, LIGHT, fitting_theme
from tui.app.widgets.event_detail import EventDetail
from tui.terminal.glyphs import ASCII, UNICODE, glyphs


@pytest.fixture
def ascii_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_ASCII", "1")
    glyphs.cache_clear()


@pytest.fixture
def colourless(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")


@pytest.mark.usefixtures("ascii_only")
@pytest.mark.parametrize("size", [(160, 50), (80, 24), (40, 12)], ids=str)
async def test_in_ascii_mode_only_ascii_is_painted(size: tuple[int, int], make_app: MakeApp) -> None:
    app = make_app(query="livré")
    async with app.run_test(size=size) as pilot:
        for keys in [(), ("enter",), ("escape", "a"), ("escape", "question_mark"), ("escape", "ctrl+p")]:
            await pilot.press(*keys)
            await pilot.pause()
            shown = screen_text(app)
            assert shown.isascii(), {character for character in shown if not character.isascii()}
            assert {len(line) for line in screen_lines(app)} == {size[0]}


@pytest.mark.usefixtures("ascii_only")
async def test_in_ascii_mode_text_is_transliterated_and_statuses_differ(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(160, 50)) as pilot:
        await pilot.press("j")
        await pilot.pause()
        shown = screen_text(app)
        assert "Patrouchev a atterri a Teheran" in shown
        for status, title in [("reported", "First talks"), ("confirmed", "Drones used"), ("denied", "Iran denies")]:
            assert f"{ASCII.statuses[status]} {title}" in shown


@pytest.mark.usefixtures("ascii_only")
@pytest.mark.parametrize("size", [(160, 50), (80, 24)], ids=str)
async def test_in_ascii_mode_cyrillic_is_transliterated_without_loss_or_drift(
    size: tuple[int, int], make_app: MakeApp
) -> None:
    title = "Секретарь Совета безопасности Патрушев прибыл в Тегеран"
    quote = " ".join(["Николай Патрушев прибыл с визитом."] * 8)
    text = changed(
        SMALL,
        ("name: Nikolai Patrushev", "name: Николай Патрушев"),
        ("title: First talks", f"title: {title}"),
        ("exact: des pourparlers", f"exact: {quote}"),
    )
    app = make_app(text, query="патрушев")
    async with app.run_test(size=size) as pilot:
        await pilot.press("g")
        await pilot.pause()
        lines = screen_lines(app)
        assert {len(line) for line in lines} == {size[0]}
        words = " ".join(" ".join(lines).split())
        assert "Sekretar' Soveta" in words
        assert "??" not in words
        await pilot.press("enter")
        await pilot.pause()
        detail = app.browser.query_one(EventDetail).region
        words = " ".join(line[detail.x : detail.right].replace("|", " ") for line in screen_lines(app))
        assert " ".join(words.split()).count("Nikolay Patrushev pribyl s vizitom.") == 8


def styles(app: DatelineApp) -> list[tuple[str, Style]]:
    strips = app.screen._compositor.render_strips()
    return [(segment.text, segment.style or Style.null()) for strip in strips for segment in strip]


def is_colour(color: Color | None) -> bool:
    return color is not None and not color.is_default


@pytest.mark.usefixtures("colourless")
async def test_without_colours_highlights_are_still_visible(make_app: MakeApp) -> None:
    app = make_app(query="iran")
    async with app.run_test(size=(160, 50)) as pilot:
        await pilot.press("j", "k")
        await pilot.pause()
        painted = styles(app)
        assert not [text for text, style in painted if is_colour(style.color) or is_colour(style.bgcolor)]
        assert any(style.reverse and "First talks" in text for text, style in painted), "the highlight"
        assert any(style.underline and style.bold and not style.reverse and text == "Iran" for text, style in painted)
        await pilot.press("tab")
        await pilot.pause()
        assert any(style.underline and "First talks" in text for text, style in styles(app)), "the highlight unfocused"


@pytest.mark.usefixtures("colourless")
async def test_without_colours_chosen_and_excluded_values_have_a_sign(make_app: MakeApp) -> None:
    app = make_app(query="actor:russia -status:denied")
    async with app.run_test(size=(160, 50)) as pilot:
        await pilot.pause()
        lines = screen_lines(app)
        assert any("Russia" in line and glyphs().roles["only"] in line for line in lines)
        assert any("denied" in line and glyphs().roles["not"] in line for line in lines)


@pytest.mark.usefixtures("colourless")
@pytest.mark.parametrize("query", ["", "actor:iran", "status:denied,alleged"])
async def test_without_colours_the_bars_of_the_chart_have_no_gaps(make_app: MakeApp, query: str) -> None:
    app = make_app(BUNDLED.read_text(encoding="utf-8"), query=query)
    async with app.run_test(size=(160, 50)) as pilot:
        await pilot.pause()
        region = app.screen.query_one(TimelineChart).region
        lines = [line[region.x : region.right] for line in screen_lines(app)[region.y : region.bottom - 2]]
        assert len(lines) > 1
        parts = UNICODE.bars[1:-1]
        assert any(glyph in UNICODE.low for glyph in "".join(lines))
        for above, below in pairwise(lines):
            assert not [
                (upper, lower) for upper, lower in zip(above, below, strict=True) if lower in parts and upper != " "
            ]


@pytest.mark.parametrize(
    ("color_fg_bg", "theme"), [("", DARK), ("15;0", DARK), ("0;15", LIGHT), ("0;default;7", LIGHT), ("7;8", DARK)]
)
def test_a_terminal_with_a_light_background_gets_the_light_theme(color_fg_bg: str, theme: Theme) -> None:
    assert fitting_theme(color_fg_bg) == theme.name


async def test_the_app_starts_with_the_theme_that_fits(make_app: MakeApp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLORFGBG", "0;15")
    app = make_app()
    assert app.theme == LIGHT.name


@pytest.mark.parametrize("size", [(40, 12), (70, 12), (110, 20), (300, 100)], ids=str)
async def test_the_list_and_the_detail_work_at_any_size(size: tuple[int, int], make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=size) as pilot:
        assert "First talks" in screen_text(app)
        await pilot.press("enter")
        await pilot.pause()
        assert "des pourparlers" in screen_text(app)


async def test_resizing_keeps_the_event_that_is_shown(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("j", "j", "enter")
        for size in [(40, 12), (300, 100), (1, 1), (69, 5), (70, 40), (3, 50), (109, 24), (110, 24)]:
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert app.browser.shown == 2, size
        assert "Drones used" in screen_text(app)

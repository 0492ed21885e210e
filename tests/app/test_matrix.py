"""The matrix of two facets, its keys and the mouse."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from textual.color import Color
from textual.events import MouseScrollDown

from tests.app.conftest import MakeApp
from tests.app.screen_reader import listed_ids, screen_lines, screen_text, wait_for_text
from tests.timelines import HEAD, SMALL, changed, event
from tui.app.app import DatelineApp
from tui.app.screens.matrix import MatrixScreen
from tui.app.style.themes import DARK, LEAST_CONTRAST, LIGHT, contrast
from tui.app.widgets.drawn_matrix import SHADES
from tui.app.widgets.event_list import EventList
from tui.app.widgets.matrix_grid import MatrixGrid
from tui.app.widgets.query_bar import QueryBar

WIDE, MEDIUM, SMALLEST = (120, 36), (80, 24), (40, 12)

MANY = (
    "title: T\nsources: {s: {outlet: a0, title: S, issued: 2022}}\nactors:\n"
    + "".join(f"  a{number}: {{name: Actor {number}}}\n" for number in range(80))
    + "weapons:\n"
    + "".join(f"  w{number}: {{name: Weapon {number}}}\n" for number in range(50))
    + "events:\n"
    + "".join(event(id=f"e{number}", actors=f"[a{number}]", weapons=f"[w{number % 50}]") for number in range(80))
)

APART = HEAD + event(actors="[iran]") + event(id="two", weapons="[drone]")
"""A timeline whose events have an actor or a weapon, but none has both."""


def bar_text(app: DatelineApp) -> str:
    return app.browser.query_one(QueryBar).text


def grid_of(app: DatelineApp) -> MatrixGrid:
    return app.screen.query_one(MatrixGrid)


def words_of(line: str) -> list[str]:
    return line.split()


async def test_m_shows_the_counts_below_their_headers(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("m")
        assert isinstance(app.screen, MatrixScreen)
        lines = screen_lines(app)
        assert "Actors by weapons" in lines[0]
        assert words_of(lines[1]) == ["Weapons", "→", "Missile", "Drone"]
        assert words_of(lines[2]) == ["│", "Ballistic", "miss…", "│", "Shahed-136"]
        assert words_of(lines[3]) == ["│", "│", "Fateh-…", "│", "│"]
        rows = [re.sub(r"\s+", " ", line).strip() for line in lines]
        assert "Russia 4 1 1 1 1 1" in rows
        assert "Iran 4 2 1 1 · ·" in rows
        assert "Revolutionary Guards 1 1 1 1 · ·" in rows
        indents = [len(line) - len(line.lstrip()) for line in lines if "Iran " in line or "Revolutionary" in line]
        assert indents[1] == indents[0] + 2
        assert "Iran × Missile: 2 events" in screen_text(app)


@pytest.mark.parametrize(
    ("keys", "query", "ids"),
    [
        (["enter"], "actor:iran weapon:missile", ["delivery", "denial"]),
        (["j", "enter"], "actor:irgc weapon:missile", ["delivery"]),
        (["G", "right", "right", "right", "enter"], "actor:russia weapon:drone", ["drones"]),
        (["down", "down", "up", "l", "h", "enter"], "actor:irgc weapon:missile", ["delivery"]),
        (["j", "end", "home", "enter"], "actor:irgc", ["delivery"]),
        (["k", "enter"], "weapon:missile", ["delivery", "denial"]),
        (["end", "g", "enter"], "weapon:shahed-136", ["drones"]),
    ],
)
async def test_enter_filters_to_a_cell_or_a_header(
    make_app: MakeApp, keys: list[str], query: str, ids: list[str]
) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("m", *keys)
        await pilot.pause()
        assert isinstance(app.focused, EventList)
        assert bar_text(app) == query
        assert listed_ids(app) == ids


async def test_it_counts_the_events_of_the_rest_of_the_query(make_app: MakeApp) -> None:
    app = make_app(query="actor:patrushev status:denied weapon:drone")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("m")
        assert "status:denied" in screen_lines(app)[0]
        assert "Russia" not in screen_text(app)
        await pilot.press("enter")
        await pilot.pause()
        assert bar_text(app) == "actor:iran status:denied weapon:missile"
        assert listed_ids(app) == ["denial"]


async def test_a_cell_without_events_cannot_be_chosen(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("m", "end")
        assert "Iran × Shahed-136: 0 events" in screen_text(app)
        await pilot.press("enter")
        assert isinstance(app.screen, MatrixScreen)


@pytest.mark.parametrize("key", ["escape", "m", "q"])
async def test_closing_it_keeps_the_query(make_app: MakeApp, key: str) -> None:
    app = make_app(query="iran")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("m", "j", key)
        await pilot.pause()
        assert app.screen is app.browser
        assert bar_text(app) == "iran"


async def test_a_click_filters_to_a_cell_or_a_header(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("m")
        top = grid_of(app).region.y
        lines = screen_lines(app)
        y = next(i for i, line in enumerate(lines) if "Iran " in line)
        x = lines[1].index("Missile") + 2
        await pilot.hover(MatrixGrid, offset=(x, y - top))
        assert "Iran × Missile: 2 events" in screen_text(app)
        await pilot.click(MatrixGrid, offset=(x, y - top))
        await pilot.pause()
        assert bar_text(app) == "actor:iran weapon:missile"
        await pilot.press("m")
        await pilot.click(MatrixGrid, offset=(2, y - top))
        await pilot.pause()
        assert bar_text(app) == "actor:iran"
        await pilot.press("m")
        await pilot.click(MatrixGrid, offset=(x, 0))
        await pilot.pause()
        assert bar_text(app) == "weapon:missile"


@pytest.mark.parametrize("size", [WIDE, MEDIUM, SMALLEST])
async def test_the_headers_of_the_cursor_stay_in_sight(make_app: MakeApp, size: tuple[int, int]) -> None:
    app = make_app(MANY)
    async with app.run_test(size=size) as pilot:
        await pilot.press("m", "G", "end")
        grid = grid_of(app)
        row, column = (headers[-1] for headers in (grid.table.rows, grid.table.columns))
        text = screen_text(app)
        assert row.name in text
        assert column.name.split()[1] in text
        assert app.focused is grid
        await pilot.press("pageup", "left")
        assert grid.table.rows[grid.cursor.row].name in screen_text(app)
        await pilot.press("g", "home")
        assert grid.table.columns[0].name[:6] in screen_text(app)


async def test_only_the_most_frequent_of_very_many_are_shown(make_app: MakeApp) -> None:
    app = make_app(MANY)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("m")
        assert "60 of 80 actors, 40 of 50 weapons" in screen_lines(app)[0]
        assert "of 60" in screen_text(app)


async def test_the_mouse_wheel_scrolls(make_app: MakeApp) -> None:
    app = make_app(MANY)
    async with app.run_test(size=MEDIUM) as pilot:
        await pilot.press("m")
        grid = grid_of(app)
        assert grid.table.rows[0].name in screen_text(app)
        await pilot._post_mouse_events([MouseScrollDown], MatrixGrid, (5, 5))
        await pilot.pause()
        assert grid.table.rows[0].name not in "\n".join(screen_lines(app)[:-2])


@pytest.mark.parametrize("size", [(10, 4), (12, 54), (17, 6), (300, 3)])
async def test_a_tiny_terminal_is_supported(make_app: MakeApp, size: tuple[int, int]) -> None:
    app = make_app(MANY)
    async with app.run_test(size=size) as pilot:
        await pilot.press("m", "G", "end", "l", "j")
        assert isinstance(app.screen, MatrixScreen)
        assert {len(line) for line in screen_lines(app)} == {size[0]}


def named(names: Sequence[str], events: int) -> str:
    """Return a timeline in which each actor has this many events, all with one weapon."""
    actors = "".join(f"  a{number}: {{name: {name}}}\n" for number, name in enumerate(names))
    all_of_them = f"[{', '.join(f'a{number}' for number in range(len(names)))}]"
    return (
        f"title: T\nsources: {{s: {{outlet: a0, title: S, issued: 2022}}}}\nactors:\n{actors}"
        "weapons:\n  w: {name: Drone}\nevents:\n"
        + "".join(event(id=f"e{number}", actors=all_of_them, weapons="[w]") for number in range(events))
    )


@pytest.mark.parametrize("size", [WIDE, MEDIUM, SMALLEST])
@pytest.mark.parametrize("events", [1, 1234], ids=["one digit", "four digits"])
async def test_a_blank_separates_a_name_from_its_total(make_app: MakeApp, size: tuple[int, int], events: int) -> None:
    names = ["Islamic Revolutionary Guard Corps Aerospace Force", "日本国防衛省自衛隊統合幕僚監部日本国防衛省", "Ali"]
    app = make_app(named(names, events))
    async with app.run_test(size=size) as pilot:
        await pilot.press("m")
        for name in names:
            line = next(line for line in screen_lines(app)[:-2] if line[1:3] == name[:2])
            total = line.index(f"{events:,}")
            assert line[total - 1] == " ", line


# A changed file


async def test_a_changed_file_is_counted_and_the_cursor_stays_on_its_actor_and_weapon(
    make_app: MakeApp, tmp_path: Path
) -> None:
    app = make_app(query="-status:denied", seconds_between_polls=0.01)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("m", "end")
        assert "Nikolai" not in screen_text(app)
        assert "Russia × Shahed-136: 1 event " in screen_text(app)
        more = (
            event(id="both", actors="[patrushev, iran]", weapons="[shahed-136, fateh-110]")
            + event(id="one", actors="[iran]", weapons="[drone]")
            + event(id="two", actors="[iran]", weapons="[drone]")
            + event(id="denied", actors="[irgc]", weapons="[drone]", status="denied")
        )
        own = more.rstrip().replace("source: s,", "source: herald-2022,").replace("\n", "\n  ")
        (tmp_path / "timeline.yaml").write_text(f"{SMALL}  {own}\n")
        await wait_for_text(pilot, "Russia × Shahed-136: 2 events")
        lines = screen_lines(app)
        assert words_of(lines[1])[2:] == ["Drone", "Missile"], "the more frequent first"
        rows = [re.sub(r"\s+", " ", line).strip() for line in lines]
        assert "Iran 6 3 1 2 2 2" in rows, "without what is denied"
        assert "Russia 5 2 2 2 2 2" in rows
        assert "Nikolai Patrushev 2 1 1 1 1 1" in rows
        await pilot.press("enter")
        await pilot.pause()
        assert bar_text(app) == "-status:denied actor:russia weapon:shahed-136"


async def test_a_cursor_whose_actor_and_weapon_are_gone_moves_to_their_neighbours(
    make_app: MakeApp, tmp_path: Path
) -> None:
    app = make_app(seconds_between_polls=0.01)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("m", "G", "end")
        path = tmp_path / "timeline.yaml"
        path.write_text(changed(SMALL, ("weapons: [shahed-136]\n", "\n"), ("[irgc, russia]", "[irgc]")))
        await wait_for_text(pilot, "Revolutionary Guards × Fateh-110: 1 event")
        path.write_text(HEAD + "  []\n")
        await wait_for_text(pilot, "The timeline has no events.")
        await pilot.press("j", "G", "enter")
        path.write_text(SMALL)
        await wait_for_text(pilot, "Iran × Missile: 2 events")


async def test_the_rows_in_sight_stay_when_rows_are_added_before_them(make_app: MakeApp, tmp_path: Path) -> None:
    app = make_app(MANY, seconds_between_polls=0.01)
    async with app.run_test(size=MEDIUM) as pilot:
        await pilot.press("m", *["j"] * 30, *["l"] * 20)
        grid = grid_of(app)
        row, column = grid.table.rows[grid.cursor.row].name, grid.table.columns[grid.cursor.column].name
        before = next(i for i, line in enumerate(screen_lines(app)) if f" {row} " in line)
        first = "".join(event(id=f"n{number}", actors="[a70, a71]", weapons="[w45]") for number in range(9))
        (tmp_path / "timeline.yaml").write_text(MANY + first)
        await wait_for_text(pilot, f"{row} × {column}: 0 events")
        assert "Actor 70" not in [header.name for header in grid.table.rows[2:]], "they are the first now"
        after = next(i for i, line in enumerate(screen_lines(app)) if f" {row} " in line)
        assert after == before


@pytest.mark.parametrize(
    ("text", "query", "message"),
    [
        (
            HEAD + event(actors="[iran]") + event(id="two", weapons="[drone]"),
            "",
            "No event has both actors and weapons.",
        ),
        (SMALL, "nowhere", "No event that matches has both actors and weapons."),
        (HEAD + "  []\n", "iran", "The timeline has no events."),
    ],
)
@pytest.mark.parametrize("size", [WIDE, SMALLEST])
async def test_an_empty_matrix_says_why(
    make_app: MakeApp, size: tuple[int, int], text: str, query: str, message: str
) -> None:
    app = make_app(text, query=query)
    async with app.run_test(size=size) as pilot:
        await pilot.press("m", "j", "G", "enter", "pagedown")
        assert message in " ".join(screen_text(app).split())
        await pilot.hover(MatrixGrid, offset=(5, 3))
        await pilot.click(MatrixGrid, offset=(5, 3))
        await pilot.press("escape")
        assert app.screen is app.browser


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
def test_a_count_is_readable_on_every_shade(theme: object) -> None:
    assert theme in (DARK, LIGHT)
    own = DARK if theme is DARK else LIGHT
    background, text, shade = (Color.parse(color or "") for color in (own.background, own.foreground, own.primary))
    for strength in SHADES:
        assert contrast(text, background.blend(shade, strength)) >= LEAST_CONTRAST

"""Facet values that are required together, chosen instead of each other, or excluded, and the lines above them."""

from __future__ import annotations

import pytest

from tests.app.conftest import MakeApp
from tests.app.screen_reader import screen_lines
from tests.timelines import BUNDLED
from tui.app.app import DatelineApp
from tui.app.widgets.facet_overview import FacetOverview
from tui.app.widgets.facet_panel import FacetPanel
from tui.terminal.glyphs import glyphs

WIDE = (120, 36)


def panel_lines(app: DatelineApp) -> list[str]:
    """Return the lines of the values, without the lines above them."""
    panel = app.browser.query_one(FacetPanel)
    top = panel.region.y
    return [line[panel.region.x : panel.region.right] for line in screen_lines(app)[top : panel.region.bottom]]


def value_line(app: DatelineApp, name: str) -> str:
    return next(line for line in panel_lines(app) if name in line).rstrip()


def overview(app: DatelineApp) -> list[str]:
    region = app.browser.query_one(FacetOverview).region
    return [line[region.x : region.right].strip() for line in screen_lines(app)[region.y : region.bottom]]


@pytest.mark.parametrize("ascii_only", ["0", "1"])
async def test_each_role_has_a_sign_of_its_own(
    make_app: MakeApp, monkeypatch: pytest.MonkeyPatch, ascii_only: str
) -> None:
    monkeypatch.setenv("DATELINE_ASCII", ascii_only)
    glyphs.cache_clear()
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("a")
        ends = {}
        for keys, role in ((["enter"], "only"), (["down", "space"], "or"), (["plus"], "and"), (["minus"], "not")):
            await pilot.press(*keys)
            ends[role] = value_line(app, "Russia" if role != "only" else "Iran")[-1]
        assert ends == dict(glyphs().roles)
        assert len(set(ends.values())) == 4


async def test_two_actors_together_take_six_keys_or_fewer(make_app: MakeApp) -> None:
    app = make_app(BUNDLED.read_text(encoding="utf-8"))
    async with app.run_test(size=WIDE) as pilot:
        keys = ["a", "down", "enter", "n", "o", "plus"]
        await pilot.press(*keys)
        assert app.browser.bar.text == "actor:iran actor:north-korea"
        found = [app.browser.index.timeline.events[row] for row in app.browser.answer.rows]
        assert found
        assert all({"iran", "north-korea"} <= {*event.values["actor"]} for event in found)


async def test_a_key_pressed_again_takes_its_role_back(make_app: MakeApp) -> None:
    app = make_app(query="actor:iran")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("a", "down", "plus")
        assert app.browser.bar.text == "actor:iran actor:russia"
        assert len(app.browser.answer.rows) == 3
        await pilot.press("space")
        assert app.browser.bar.text == "actor:iran,russia"
        await pilot.press("space")
        assert app.browser.bar.text == "actor:iran"


async def test_the_mouse_requires_and_excludes(make_app: MakeApp) -> None:
    app = make_app(query="actor:iran")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        panel = app.browser.query_one(FacetPanel)
        y = panel.region.y + next(y for y, line in enumerate(panel_lines(app)) if "Russia" in line)
        for sign, expected in (("+", "actor:iran actor:russia"), ("-", "actor:iran -actor:russia")):
            await pilot.hover(offset=(8, y))
            await pilot.pause()
            await pilot.click(offset=(screen_lines(app)[y][:28].rindex(f" {sign} ") + 1, y))
            assert app.browser.bar.text == expected


async def test_what_is_chosen_stands_above_the_values_in_words(make_app: MakeApp) -> None:
    app = make_app(query="actor:iran actor:russia -status:denied weapon:missile,drone")
    async with app.run_test(size=(120, 50)) as pilot:
        await pilot.pause()
        words = [line.partition(" ")[2] for line in overview(app)[1:]]
        assert sorted(words) == ["Drone or Missile", "Iran + Russia", "not denied"]
        await pilot.press("c")
        await pilot.pause()
        assert len(overview(app)) == 1


async def test_the_line_of_facets_shows_where_one_is_and_leads_to_the_others(make_app: MakeApp) -> None:
    app = make_app(BUNDLED.read_text(encoding="utf-8"))
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("w")
        await pilot.pause()
        [line] = overview(app)
        assert "Weapons" in line
        assert "Actors" not in line
        region = app.browser.query_one(FacetOverview).region
        await pilot.click(FacetOverview, offset=(screen_lines(app)[region.y].index("s", line.index("Weapons") + 8), 0))
        await pilot.pause()
        assert "Status" in overview(app)[0]
        assert app.focused is app.browser.query_one(FacetPanel)


async def test_values_that_no_event_would_show_sink_and_chosen_ones_do_not(make_app: MakeApp) -> None:
    app = make_app(query="weapon:drone")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        names = [line.split()[1] for line in panel_lines(app) if line[:3] == " ▸ "]
        assert names[:2] == ["Russia", "Iran"]  # of equally many events in all, and none about Iran here
        await pilot.press("slash", *" -actor:iran")
        await pilot.pause()
        assert [line.split()[1] for line in panel_lines(app) if line[:3] == " ▸ "][:2] == ["Iran", "Russia"]


async def test_a_value_that_a_query_chooses_is_in_sight(make_app: MakeApp) -> None:
    app = make_app(BUNDLED.read_text(encoding="utf-8"))
    async with app.run_test(size=(120, 24)) as pilot:
        await pilot.press("slash", *"year:2024")
        await pilot.pause()
        assert value_line(app, "2024").endswith(glyphs().roles["only"])

"""Facets that a timeline's file declares, and facets that no event uses, on every part of the screen."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.app.conftest import MakeApp
from tests.app.screen_reader import listed_ids, screen_lines, screen_text, texts_of, wait_for_text
from tui.app.app import DatelineApp
from tui.app.config_check import check
from tui.app.widgets.facet_panel import FacetPanel
from tui.app.widgets.key_bar import KeyBar
from tui.app.widgets.query_bar import QueryInput
from tui.config.config import parse_config

WIDE = (120, 36)

BOARD = """\
title: A school board
actors: {vance: {name: Ruth Vance}}
facets:
  topic:
    name: Topics
    key: p
    values: {roof: The gym roof, money: {name: Money, aliases: [budget]}}
  ward: {name: Wards, key: "%s"}
events:
  - {id: leak, date: 2019-01, title: The roof leaks, topic: roof, ward: "North [1]"}
  - {id: invoice, date: 2019-02, title: The invoice, topic: [roof, money], ward: South}
  - {id: resigns, date: 2019-03, title: Vance resigns, actors: vance, topic: money, ward: South, tags: [people]}
"""


def board(ward_key: str = "u") -> str:
    return BOARD % ward_key


def key_bar(app: DatelineApp) -> dict[str, str]:
    """Return the descriptions of the keys in the bar by their keys."""
    return {hint.name: hint.description for hint in app.screen.query_one(KeyBar).hints}


def bar_text(app: DatelineApp) -> str:
    return app.browser.query_one(QueryInput).value


async def test_an_own_facet_has_its_key_in_the_key_bar_the_panel_and_the_help(make_app: MakeApp) -> None:
    app = make_app(board())
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        shown = key_bar(app)
        assert (shown["a"], shown["p"], shown["u"]) == ("Actors", "Topics", "Wards")
        headers = [line[:26].split() for line in screen_lines(app)]
        assert ["Actors", "a"] in headers
        assert ["Topics", "p"] in headers
        assert ["Tags"] in headers
        await pilot.press("p")
        assert isinstance(app.focused, FacetPanel)
        await pilot.press("enter", "escape")
        assert bar_text(app) == "topic:roof"
        assert listed_ids(app) == ["leak", "invoice"]
        await pilot.press("question_mark")
        assert "Filter by topic" in texts_of(app.screen)


async def test_a_facet_that_no_event_uses_is_nowhere(make_app: MakeApp) -> None:
    app = make_app(board())
    async with app.run_test(size=WIDE) as pilot:
        assert "Weapons" not in screen_text(app)
        assert "Places" not in screen_text(app)
        assert {"w", "s"}.isdisjoint(key_bar(app))
        await pilot.press("w", "s")
        assert app.focused is app.browser.events
        await pilot.press("m", *["r"] * 8)
        assert "eapon" not in screen_text(app)
        await pilot.press("escape", "question_mark")
        text = texts_of(app.screen)
        assert "weapon" not in text
        assert "alleged" not in text, "no event has a status"
        await pilot.press("escape", "ctrl+p", *"weapon")
        await wait_for_text(pilot, "No matches found")


@pytest.mark.parametrize("taken", ["q", "m", "g", "p"])
async def test_a_key_that_does_something_else_stays_with_that(make_app: MakeApp, taken: str) -> None:
    app = make_app(board(taken))
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        assert "Wards" not in key_bar(app).values()
        assert any(line[:26].split() == ["Wards"] for line in screen_lines(app))


async def test_a_key_appears_with_the_first_event_that_uses_its_facet(make_app: MakeApp, tmp_path: Path) -> None:
    app = make_app(board(), seconds_between_polls=0.01)
    async with app.run_test(size=WIDE) as pilot:
        used = board().replace("tags: [people]", "status: reported, places: [hall]")
        (tmp_path / "timeline.yaml").write_text(used.replace("facets:", "places: {hall: The hall}\nfacets:"))
        await wait_for_text(pilot, "The hall")
        shown = key_bar(app)
        assert (shown["p"], shown["s"]) == ("Places", "Status"), "of two facets with a key the first has it"


async def test_the_config_gives_facets_other_keys(make_app: MakeApp) -> None:
    config, problems = parse_config('[keys]\n"facet.topic" = "Z"\n"facets.tag" = "f3"\n"facets.actor" = "z"')
    assert [*problems, *check(config)] == []
    app = make_app(board(), config=config)
    async with app.run_test(size=WIDE) as pilot:
        shown = key_bar(app)
        assert (shown["z"], shown["F3"], shown["Z"]) == ("Actors", "Tags", "Topics")
        assert {"a", "p"}.isdisjoint(shown)
        await pilot.press("Z", "enter")
        assert bar_text(app) == "topic:roof"
        await pilot.press("escape", "f3", "enter")
        assert bar_text(app) == "topic:roof tag:people"


def test_a_config_that_gives_an_own_facet_a_key_in_use_is_refused() -> None:
    config, _ = parse_config('[keys]\n"facet.topic" = "c"')
    assert [problem.message for problem in check(config)] == ["'c' is the key of 'query.clear' too"]


async def test_the_palette_offers_values_and_matrices_of_own_facets(make_app: MakeApp) -> None:
    app = make_app(board())
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("ctrl+p", *"gym")
        await wait_for_text(pilot, "Topics: The gym roof — 2 events")
        await pilot.press("escape", "ctrl+p", *"topicsbywards")
        await wait_for_text(pilot, "Matrix: Topics by Wards")
        await pilot.press("enter")
        await wait_for_text(pilot, "Topics by Wards")
        assert "North [1]" in screen_text(app)


async def test_the_matrix_turns_through_the_facets_in_use_and_remembers(make_app: MakeApp) -> None:
    app = make_app(board())
    async with app.run_test(size=WIDE) as pilot:
        seen = []
        await pilot.press("m")
        for _ in range(6):
            seen.append(screen_lines(app)[0].split(" by ")[0].strip())
            await pilot.press("r")
        assert set(seen) == {"Actors", "Tags", "Topics", "Years"}, "all but the facet of the columns"
        assert seen[4] == seen[0]
        await pilot.press("R", "x", "escape", "m")
        assert screen_lines(app)[0].strip().startswith("Wards by ")
        await pilot.press("c", "C", "left", "enter")
        await pilot.pause()
        assert bar_text(app).startswith("ward:")


async def test_the_empty_query_bar_shows_a_query_of_the_timelines_own_values(make_app: MakeApp) -> None:
    app = make_app(board())
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        assert "actor:vance tag:people" in screen_lines(app)[1]


async def test_the_detail_shows_the_titles_and_names_of_own_facets(make_app: MakeApp) -> None:
    app = make_app(board())
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("j")
        facts = texts_of(app.browser.detail).splitlines()
        assert "Topics   The gym roof, Money" in facts
        assert "Wards    South" in facts

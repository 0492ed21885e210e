"""Suggestions, facets, known dates, orders, views and history, used by their keys."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from tests.app.conftest import MakeApp
from tests.app.screen_reader import highlighted_id, listed_ids, screen_lines, screen_text, shown_id, texts_of
from tests.timelines import SMALL
from tui.app.app import DatelineApp
from tui.app.widgets.event_detail import EventDetail
from tui.app.widgets.event_list import EventList
from tui.app.widgets.facet_panel import FacetPanel
from tui.app.widgets.query_bar import QueryBar, QueryInput
from tui.app.widgets.suggestions import Suggestions

WIDE = (120, 46)
VIEWS = """\
views:
  - name: Denials
    query: status:denied
  - name: As known in 2022
    query: known:2022-12-31
    sort: -known
"""


def bar_text(app: DatelineApp) -> str:
    return app.browser.query_one(QueryBar).text


def ways(app: DatelineApp) -> Suggestions:
    return app.browser.query_one(QueryInput).suggestions


# Completion


async def test_tab_inserts_the_first_suggestion(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("slash", *"act", "tab")
        assert bar_text(app) == "actor:"
        await pilot.press(*"patrou", "tab")
        assert bar_text(app) == "actor:patrushev "
        assert listed_ids(app) == ["visit"]
        assert isinstance(app.focused, QueryInput)


async def test_suggestions_show_names_and_counts(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("slash", *"actor:pat")
        assert ways(app).display
        (line,) = [line for line in screen_lines(app) if "Nikolai Patrushev  patrushev" in line]
        assert " 1 Tab" in line


async def test_an_arrow_highlights_another_suggestion_and_enter_inserts_it(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("slash", *"actor:", "down", "down", "enter")
        assert bar_text(app) == "actor:russia "
        await pilot.press("enter")
        assert isinstance(app.focused, EventList)


async def test_escape_hides_the_suggestions_before_it_leaves_the_bar(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("slash", *"act", "escape")
        assert not ways(app).display
        assert isinstance(app.focused, QueryInput)
        await pilot.press("escape")
        assert isinstance(app.focused, EventList)
        assert bar_text(app) == "act"


async def test_a_click_inserts_a_suggestion(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("slash", *"actor:pat")
        y = next(y for y, line in enumerate(screen_lines(app)) if "Patrushev  patrushev" in line)
        await pilot.click(offset=(6, y))
        assert bar_text(app) == "actor:patrushev "


# Facets


async def test_typing_filters_the_values_of_a_facet(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("a", *"patrou")
        lines = [line[:28] for line in screen_lines(app)]
        assert any("Actors: patrou" in line for line in lines)
        assert any("Nikolai Patr" in line for line in lines)
        assert not any(line.startswith(" ▸ Iran") for line in lines)
        await pilot.press("enter")
        assert bar_text(app) == "actor:patrushev"
        await pilot.press("escape")
        assert isinstance(app.focused, FacetPanel)
        assert any("Iran" in line[:28] for line in screen_lines(app))
        await pilot.press("escape")
        assert isinstance(app.focused, EventList)


async def test_a_facet_filtered_to_nothing_can_be_cleared(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("a", *"zz", "enter", "minus", "backspace", "backspace")
        assert any("Iran" in line[:28] for line in screen_lines(app))
        assert bar_text(app) == ""


async def test_tab_moves_from_facet_to_facet(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("a", *["tab"] * 3, "enter")
        assert bar_text(app).startswith("kind:")
        await pilot.press("tab", "enter", "tab", "enter", "tab", "enter")
        assert "speaker:iran" in bar_text(app)
        assert "source:herald" in bar_text(app)
        assert "year:2021" in bar_text(app)
        await pilot.press("tab", "shift+tab")
        assert app.browser.query_one(FacetPanel).has_focus


# Dates and known


async def test_rows_that_only_possibly_match_are_marked(make_app: MakeApp) -> None:
    app = make_app(query="after:2023-01-05 in:2023")
    async with app.run_test(size=WIDE):
        marked = {line[28:].split(maxsplit=1)[0] for line in screen_lines(app) if "≈" in line}
        assert marked == {"≈~1–10", "≈Jan"}
        assert len(listed_ids(app)) == 2


async def test_a_timeline_as_known_on_a_day_says_so_and_a_key_leaves_it(make_app: MakeApp) -> None:
    app = make_app(query="known:2022-12-31")
    async with app.run_test(size=WIDE) as pilot:
        assert "as known on 31 December 2022 — K changes" in screen_lines(app)[0]
        assert listed_ids(app) == ["talks", "visit", "drones"]
        await pilot.press("j")
        text = texts_of(app.browser.query_one(EventDetail))
        assert "Patrouchev a atterri" in text
        assert "la visite de novembre" not in text
        assert "followed by" not in text
        await pilot.press("K", "enter")
        assert bar_text(app) == ""
        assert shown_id(app) == "visit"
        assert "la visite de novembre" in texts_of(app.browser.query_one(EventDetail))


async def test_a_dispute_that_was_not_yet_published_is_not_shown(make_app: MakeApp) -> None:
    late = "sources:\n  late:\n    outlet: herald\n    title: T\n    issued: 2024-01-01\n"
    denied = SMALL.replace("herald-2023\n        exact: Téhéran a nié", "late\n        exact: Téhéran a nié")
    denied = denied.replace("sources:\n", late)
    app = make_app(denied, query="known:2023-12-31")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("G")
        assert shown_id(app) == "delivery"
        assert "denied by" not in texts_of(app.browser.query_one(EventDetail))
        await pilot.press("K", "enter")
        assert "denied by" in texts_of(app.browser.query_one(EventDetail))


async def test_the_lag_between_event_and_source_is_shown(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("j")
        text = " ".join(texts_of(app.browser.query_one(EventDetail)).split())
        assert "first published 10 Nov 2022 (2 days after)" in text


# Orders


async def test_b_sorts_by_each_axis_both_ways(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("j")
        await pilot.press("b")
        assert "by when it became known, oldest first" in screen_lines(app)[0]
        assert "known in November 2022" in screen_text(app)
        assert highlighted_id(app) == "visit"
        await pilot.press("b")
        assert listed_ids(app)[0] == "denial"
        assert "by date, newest first" in screen_lines(app)[0]
        for key, expected in [("g", "denial"), ("]", "drones"), ("]", "talks"), ("[", "drones"), ("j", "visit")]:
            await pilot.press(key)
            assert highlighted_id(app) == shown_id(app) == expected
        await pilot.press("b", "b")
        assert "newest" not in screen_lines(app)[0]
        assert highlighted_id(app) == "visit"


# Views, the shell, and back


async def test_saved_views_are_in_the_palette(make_app: MakeApp) -> None:
    app = make_app(SMALL + VIEWS)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("ctrl+p", *"as known")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert "View: As known in 2022" in screen_text(app)
        await pilot.press("enter")
        await pilot.pause()
        assert bar_text(app) == "known:2022-12-31"
        assert listed_ids(app) == ["drones", "visit", "talks"]


async def test_the_query_is_copied_as_a_command(make_app: MakeApp, tmp_path: Path) -> None:
    app = make_app(query='actor:iran "a b" -drone')
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("b", "C")
        words = shlex.split(app.clipboard)
        assert words[words.index("--file") :] == [
            "--file",
            str(tmp_path / "timeline.yaml"),
            "--sort=known",
            "--",
            "actor:iran",
            '"a b"',
            "-drone",
        ]


async def test_alt_arrows_go_back_and_forward_through_queries_and_jumps(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("G", "1")  # a jump from the denial to the visit
        await pilot.press("slash", *"missile", "enter")
        await pilot.press("escape", "w", "enter", "escape")
        assert bar_text(app) == "weapon:missile"
        await pilot.press("alt+left")
        assert bar_text(app) == ""
        await pilot.press("alt+left")
        assert bar_text(app) == "missile"
        await pilot.press("alt+left")
        assert (bar_text(app), shown_id(app)) == ("", "visit")
        await pilot.press("alt+left")
        assert (bar_text(app), shown_id(app)) == ("", "denial")
        await pilot.press("alt+left")
        assert shown_id(app) == "denial"
        await pilot.press("alt+right", "alt+right")
        assert bar_text(app) == "missile"


@pytest.mark.parametrize("sort", ["date", "known", "-date", "-known"])
async def test_the_highlight_moves_to_the_nearest_event_in_time(make_app: MakeApp, sort: str) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        for _ in range(["date", "known", "-date", "-known"].index(sort)):
            await pilot.press("b")
        app.browser.go_to(app.browser.index.timeline.numbers["drones"])
        await pilot.press("slash", *"missile")
        assert highlighted_id(app) == "delivery"
        await pilot.press(*["backspace"] * 7)
        assert highlighted_id(app) == "drones"


async def test_a_typed_query_is_in_the_history_however_it_was_left(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("slash", *"drone")
        await pilot.click(EventList, offset=(20, 5))
        app.browser.query_one(EventList).focus()
        await pilot.press("c", "c", "c", "alt+left")
        assert bar_text(app) == "drone"


async def test_going_back_never_shows_an_event_that_was_not_known(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("G", "slash", *"known:2022-12-31", "enter", "alt+left", "alt+right")
        assert bar_text(app) == "known:2022-12-31"
        assert shown_id(app) == "drones"


async def test_enter_on_an_excluded_value_chooses_it(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("a", "minus")
        assert bar_text(app) == "-actor:iran"
        assert any("Iran" in line[:28] and "4" in line[:28] for line in screen_lines(app))
        await pilot.press("enter")
        assert bar_text(app) == "actor:iran"
        assert len(listed_ids(app)) == 4


async def test_a_removed_event_gives_way_to_the_nearest_after_a_reload(make_app: MakeApp, tmp_path: Path) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("G")
        text = SMALL.replace("  - id: denial\n    date: 2023-01\n", "  - id: later\n    date: 2023-02\n")
        (tmp_path / "timeline.yaml").write_text(text, encoding="utf-8")
        await pilot.press("r")
        await app.workers.wait_for_complete()
        assert highlighted_id(app) == "later"

"""The browser, used by keys and mouse."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest
from textual.events import Paste
from textual.widgets import Input

from tests.app.conftest import MakeApp
from tests.app.screen_reader import (
    highlighted_id,
    listed_ids,
    screen_lines,
    screen_text,
    shown_id,
    texts_of,
    wait_for_text,
)
from tests.soak import few
from tests.timelines import BUNDLED, SMALL
from tui.app.app import DatelineApp
from tui.app.screens.browser import BrowserScreen
from tui.app.screens.help import HelpScreen
from tui.app.widgets.event_detail import EventDetail
from tui.app.widgets.event_list import EventList
from tui.app.widgets.facet_panel import FacetPanel
from tui.app.widgets.line_list import LineList
from tui.app.widgets.query_bar import QueryBar, QueryInput
from tui.timeline.model.facets import SPECS

WIDE, MEDIUM, NARROW, SMALLEST = (120, 36), (80, 24), (60, 20), (40, 12)


def detail_text(app: DatelineApp) -> str:
    return texts_of(app.browser.query_one(EventDetail))


def bar_text(app: DatelineApp) -> str:
    return app.browser.query_one(QueryBar).text


# Reading


async def test_the_first_event_is_shown_at_once(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE):
        assert isinstance(app.focused, EventList)
        assert shown_id(app) == "talks"
        lines = screen_lines(app)
        assert "A small timeline" in lines[0]
        assert "5 events" in lines[0]
        assert any("November 2022" in line for line in lines)


async def test_down_and_up_show_the_event_at_once(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        for key, expected in [("down", "visit"), ("j", "drones"), ("k", "visit"), ("G", "denial"), ("g", "talks")]:
            await pilot.press(key)
            assert highlighted_id(app) == shown_id(app) == expected


async def test_the_detail_shows_the_quote_and_all_facts(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("G", "k")
        text = detail_text(app)
        for expected in (
            "Missiles said to have been delivered",
            "about 1–10 January 2023",
            "alleged",
            "✕ denied by Iran, Jan 2023",
            "L’Iran aurait livré des « missiles »",
            "The Herald, “La suite”, February 2023, ¶ 2",
            "“début janvier” — derived",
            "Revolutionary Guards, Russia",
            "Fateh-110",
            "denied by",
            "Iran denies any delivery",
        ):
            assert expected in " ".join(text.split()), expected


async def test_all_quotes_of_the_event_are_shown_and_no_others(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("j")
        assert "Patrouchev a atterri" in detail_text(app)
        assert "la visite de novembre" in detail_text(app)
        await pilot.press("j")
        assert "un petit nombre" in detail_text(app)
        assert "la visite de novembre" not in detail_text(app)


async def test_t_shows_quotes_then_both_then_translations(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("j", "t")
        assert "Patrouchev a atterri à Téhéran\n\nPatrushev landed in Tehran" in detail_text(app)
        assert "la visite de novembre\nno translation" in detail_text(app)
        await pilot.press("t")
        assert "Patrushev landed in Tehran" in detail_text(app)
        assert "Patrouchev a atterri" not in detail_text(app)
        assert "la visite de novembre" in detail_text(app)  # it has no translation
        await pilot.press("t")
        assert "Patrushev landed in Tehran" not in detail_text(app)
        assert "Patrouchev a atterri" in detail_text(app)


async def test_brackets_go_to_the_months_that_have_events(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        for key, expected in [("]", "visit"), ("]", "delivery"), ("]", "delivery"), ("[", "visit"), ("[", "talks")]:
            await pilot.press(key)
            assert shown_id(app) == expected


# Links


async def test_a_number_jumps_along_a_link(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("G", "1")
        assert highlighted_id(app) == shown_id(app) == "visit"
        await pilot.press("9")
        assert shown_id(app) == "visit"


async def test_a_click_on_a_link_jumps(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(160, 50)) as pilot:
        await pilot.press("G")
        lines = screen_lines(app)
        y = next(y for y, line in enumerate(lines) if "Missiles said" in line[100:])
        await pilot.click(offset=(lines[y].rindex("Missiles said") + 2, y))
        assert shown_id(app) == "delivery"


async def test_n_walks_the_thread_of_one_event_in_order_of_date(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("j")  # visit: talks are part of it, the denial follows it
        for key, expected in [("n", "denial"), ("n", "denial"), ("N", "visit"), ("N", "talks"), ("N", "talks")]:
            await pilot.press(key)
            assert shown_id(app) == expected


async def test_a_jump_out_of_the_filter_keeps_the_filter(make_app: MakeApp) -> None:
    app = make_app(query="status:denied")
    async with app.run_test(size=WIDE) as pilot:
        assert listed_ids(app) == ["denial"]
        await pilot.press("1")
        assert shown_id(app) == "visit"
        assert highlighted_id(app) == "denial"
        assert "Not in the results" in detail_text(app)
        assert bar_text(app) == "status:denied"
        await pilot.press("escape")
        assert shown_id(app) == "denial"
        assert bar_text(app) == "status:denied"


# Filtering


async def test_the_list_is_filtered_while_typing(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("slash", *"missile")
        assert listed_ids(app) == ["delivery", "denial"]
        assert "2 of 5 events" in screen_lines(app)[0]
        await pilot.press("enter")
        assert isinstance(app.focused, EventList)
        assert shown_id(app) == "delivery"


async def test_the_initial_query_is_in_the_query_bar(make_app: MakeApp) -> None:
    app = make_app(query="actor:irgc ")
    async with app.run_test(size=WIDE):
        assert bar_text(app) == "actor:irgc "
        assert listed_ids(app) == ["delivery"]


async def test_choosing_a_facet_value_by_key_changes_the_query_text(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("w")
        assert isinstance(app.focused, FacetPanel)
        await pilot.press("enter")
        assert bar_text(app) == "weapon:missile"
        assert listed_ids(app) == ["delivery", "denial"]
        await pilot.press("enter")
        assert bar_text(app) == ""
        await pilot.press("escape", "a", "space", "down", "space")
        assert bar_text(app) == "actor:iran,russia"
        await pilot.press("minus")
        assert bar_text(app) == "actor:iran -actor:russia"
        assert listed_ids(app) == ["denial"]
        await pilot.press("escape", "c")
        assert bar_text(app) == ""


async def test_the_query_text_changes_the_facets(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("slash", *"actor:patrouchev -status:denied")
        lines = screen_lines(app)
        assert any("Nikolai Patr" in line and "1 ✓" in line for line in lines)  # its branch was opened
        assert any("denied" in line and "−" in line for line in lines)


async def test_a_chosen_alias_is_not_chosen_twice(make_app: MakeApp) -> None:
    app = make_app(query="actor:Moscou")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("a", "space")
        assert bar_text(app) == ""


async def test_facets_open_and_close(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("a", "down")
        assert "Nikolai Patr" not in screen_text(app)
        await pilot.press("right")
        assert "Nikolai Patr" in screen_text(app)
        await pilot.press("down", "left")
        assert "Nikolai Patr" not in screen_text(app)


async def test_counts_follow_the_query(make_app: MakeApp) -> None:
    app = make_app(query="weapon:drone")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        lines = screen_lines(app)
        assert any(line.startswith(" ▸ Russia") and line[:28].rstrip().endswith("1") for line in lines)
        assert any("Iran" in line[:28] and line[:28].rstrip().endswith("0") for line in lines)


async def test_a_click_chooses_a_facet_value(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        y = next(y for y, line in enumerate(screen_lines(app)) if line[:28].split()[-2:-1] == ["Drone"])
        await pilot.click(offset=(8, y))
        assert bar_text(app) == "weapon:drone"


async def test_a_click_on_an_actor_in_the_detail_filters(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(160, 50)) as pilot:
        await pilot.pause()
        lines = screen_lines(app)
        y = next(y for y, line in enumerate(lines) if "actors " in line)
        await pilot.click(offset=(lines[y].rindex("Russia") + 1, y))
        assert bar_text(app) == "actor:russia"


async def test_an_error_in_a_query_is_explained_and_the_rest_works(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("slash", *"missile actor:irna")
        assert listed_ids(app) == ["delivery", "denial"]
        assert "unknown actor 'irna'; did you mean 'iran'?" in screen_text(app)
        await pilot.press(*["backspace"] * 11)
        assert "unknown" not in screen_text(app)


async def test_a_query_without_matches_says_so_and_how_to_clear_it(make_app: MakeApp) -> None:
    app = make_app(query="nowhere")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        assert shown_id(app) is None
        assert "No event matches" in detail_text(app)
        for key in ("j", "G", "n", "1", "t", "y", "Y", "o", "[", "]", "enter", "escape"):
            await pilot.press(key)
        await pilot.press("c")
        assert shown_id(app) == "talks"


async def test_the_highlight_stays_on_its_event_and_returns_to_it(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("G", "k")
        assert shown_id(app) == "delivery"
        await pilot.press("slash", *"missile")
        assert shown_id(app) == "delivery"
        await pilot.press(*" -status:alleged")
        assert shown_id(app) == "denial"
        await pilot.press(*["backspace"] * 15)
        assert shown_id(app) == "delivery"


async def test_the_event_under_a_filter_stays_when_it_is_cleared(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("slash", *"denies", "enter")
        assert shown_id(app) == "denial"
        await pilot.press("c")
        assert (shown_id(app), highlighted_id(app)) == ("denial", "denial")
        await pilot.press("alt+left", "alt+left")
        assert (bar_text(app), shown_id(app)) == ("", "denial")


@pytest.mark.sampled
@pytest.mark.parametrize("size", few([WIDE, (120, 36), (80, 24), (40, 12)], 2))
@pytest.mark.parametrize("ways", [["c"], ["escape"], ["alt+left"], ["T", "c"], ["b", "c"]])
async def test_a_replaced_query_leaves_the_event_in_sight(
    make_app: MakeApp, size: tuple[int, int], ways: list[str]
) -> None:
    app = make_app(BUNDLED.read_text(encoding="utf-8"))
    async with app.run_test(size=size) as pilot:
        await pilot.press("slash", *"blinken", "enter", "G")
        id = shown_id(app)
        events = app.browser.query_one(EventList)
        for way in ways:
            await pilot.press(way)
            assert (shown_id(app), highlighted_id(app)) == (id, id)
            top = events.scroll_offset.y
            assert top <= events.cursor < top + events.size.height
            title = app.browser.index.timeline.events[app.browser.shown or 0].title
            assert any(title[:12] in line for line in screen_lines(app))


async def test_typed_words_are_highlighted_in_list_and_detail(make_app: MakeApp) -> None:
    app = make_app(query="teheran")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("j")
        strips = app.screen._compositor.render_strips()
        lit = {
            segment.text
            for strip in strips
            for segment in strip
            if segment.style is not None and segment.style.underline and segment.text.strip()
        }
        assert "Téhéran" in lit


# Layers


async def test_escape_closes_one_layer_at_a_time_and_never_quits(make_app: MakeApp) -> None:
    app = make_app(query="missile")
    async with app.run_test(size=MEDIUM) as pilot:
        await pilot.press("a")
        assert app.browser.query_one(FacetPanel).region.width > 0
        await pilot.press("escape")
        assert app.browser.query_one(FacetPanel).region.width == 0
        assert bar_text(app) == "missile"
        await pilot.press("slash", "escape")
        assert isinstance(app.focused, EventList)
        assert bar_text(app) == "missile"
        await pilot.press("escape")
        assert bar_text(app) == ""
        await pilot.press("escape", "escape")
        assert app.is_running


@pytest.mark.parametrize("size", [NARROW, SMALLEST])
async def test_a_narrow_screen_shows_the_detail_instead_of_the_list(make_app: MakeApp, size: tuple[int, int]) -> None:
    app = make_app()
    async with app.run_test(size=size) as pilot:
        events, detail = app.browser.query_one(EventList), app.browser.query_one(EventDetail)
        assert events.region.width == size[0]
        assert detail.region.width == 0
        await pilot.press("j", "enter")
        assert events.region.width == 0
        assert detail.region.width == size[0]
        assert "Patrushev lands in Tehran" in detail_text(app)
        await pilot.press("escape")
        assert events.region.width == size[0]
        assert isinstance(app.focused, EventList)


async def test_layouts_follow_the_width(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        facets, detail = app.browser.query_one(FacetPanel), app.browser.query_one(EventDetail)
        assert facets.region.width > 0
        assert detail.region.width > 0
        await pilot.resize_terminal(*MEDIUM)
        await pilot.pause()
        assert facets.region.width == 0
        assert detail.region.width > 0
        await pilot.resize_terminal(*SMALLEST)
        await pilot.pause()
        assert detail.region.width == 0
        await pilot.resize_terminal(*WIDE)
        await pilot.pause()
        assert facets.region.width > 0


async def test_the_help_lists_every_key_and_closes(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 90)) as pilot:
        await pilot.press("question_mark")
        assert isinstance(app.screen, HelpScreen)
        text = " ".join(texts_of(app.screen).split())
        for binding in [*app.browser.BINDINGS, *EventList.BINDINGS, *FacetPanel.BINDINGS]:
            facet = str(binding.id).removeprefix("facets.")  # type: ignore[union-attr]
            is_unused = facet in SPECS and facet not in app.browser.facet_bindings
            assert (binding.tooltip in text) is not is_unused  # type: ignore[union-attr]
        await pilot.press("escape")
        assert len(app.screen_stack) == 1
        await pilot.press("f1")
        assert isinstance(app.screen, HelpScreen)


def test_every_binding_has_an_id_and_a_tooltip() -> None:
    bindings: list[Any] = [
        binding
        for owner in (BrowserScreen, LineList, EventList, FacetPanel, EventDetail, QueryInput, HelpScreen)
        for binding in owner.BINDINGS
    ]
    assert all(binding.id and binding.tooltip for binding in bindings)
    ids = [binding.id for binding in bindings]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("key", ["q", "ctrl+q"])
async def test_a_key_leaves_the_program(make_app: MakeApp, key: str) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press(key)
        await pilot.pause()
        assert not app.is_running


async def test_letters_typed_in_the_query_bar_run_no_commands(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("slash", *"qawsctnye?")
        assert isinstance(app.focused, Input)
        assert bar_text(app) == "qawsctnye?"


async def test_the_palette_offers_themes_actions_and_values(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("ctrl+p", *"patrushev")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert "Actor: Nikolai Patrushev" in screen_text(app)
        await pilot.press("enter")
        await pilot.pause()
        assert bar_text(app) == "actor:patrushev"
    assert {"dateline-dark", "dateline-light", "textual-light"} <= set(app.available_themes)


@pytest.mark.parametrize("theme", ["dateline-light", "textual-dark", "textual-light", "nord", "ansi-dark"])
async def test_every_theme_can_be_used(make_app: MakeApp, theme: str) -> None:
    app = make_app(query="missile")
    async with app.run_test(size=WIDE) as pilot:
        app.theme = theme
        await pilot.press("j")
        assert "Iran denies any delivery" in screen_text(app)


# Copying, the source, the file


async def test_y_copies_the_quotes_exactly(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("G", "k", "y")
        assert app.clipboard == "L’Iran aurait livré des « missiles »"
        await pilot.press("Y")
        assert app.clipboard == (
            "L’Iran aurait livré des « missiles »\n— The Herald, “La suite”, February 2023, ¶ 2, https://example.org/suite"
        )
        await pilot.press("g", "j", "y")
        assert app.clipboard == "Patrouchev a atterri à Téhéran\n\nla visite de novembre"


async def test_o_opens_the_address_of_the_source(make_app: MakeApp, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    app = make_app()
    monkeypatch.setattr(app, "open_url", lambda url, new_tab=True: opened.append(url))
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("o")
        assert opened == []
        await wait_for_text(pilot, "no URL")
        await pilot.press("G", "o")
        assert opened == ["https://example.org/suite"]


async def test_r_reads_the_file_again_and_keeps_highlight_and_query(make_app: MakeApp, tmp_path: Path) -> None:
    app = make_app(query="missile")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("j")
        (tmp_path / "timeline.yaml").write_text(SMALL.replace("Iran denies any", "Iran rejects any"), encoding="utf-8")
        await pilot.press("r")
        await app.workers.wait_for_complete()
        assert shown_id(app) == "denial"
        assert bar_text(app) == "missile"
        assert "Iran rejects any delivery" in detail_text(app)


async def test_a_broken_file_leaves_the_timeline_and_shows_the_error(make_app: MakeApp, tmp_path: Path) -> None:
    app = make_app()
    async with app.run_test(size=(160, 36), notifications=True) as pilot:
        (tmp_path / "timeline.yaml").write_text(SMALL.replace("kind: use", "kind: [use"), encoding="utf-8")
        await pilot.press("r")
        await pilot.pause()
        assert len(listed_ids(app)) == 5
        await wait_for_text(pilot, "Not read:")


async def test_e_opens_the_file_at_the_event_and_reads_it_again(
    make_app: MakeApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commands: list[list[str]] = []
    app = make_app()

    class Suspended:
        def __enter__(self) -> None: ...
        def __exit__(self, *_: object) -> None: ...

    def edit(command: list[str], check: bool) -> None:
        commands.append(command)
        (tmp_path / "timeline.yaml").write_text(SMALL.replace("First talks", "Early talks"), encoding="utf-8")

    monkeypatch.setattr(app, "suspend", Suspended)
    monkeypatch.setattr(subprocess, "run", edit)
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", "nano -w")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("e")
        line = SMALL.split("\n").index("  - id: talks") + 1
        assert commands == [["nano", "-w", f"+{line}", str(tmp_path / "timeline.yaml")]]
        await app.workers.wait_for_complete()
        assert "Early talks" in detail_text(app)


async def test_e_without_an_editor_says_what_to_set(make_app: MakeApp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    app = make_app()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("e")
        await wait_for_text(pilot, "Set $VISUAL or $EDITOR")


# Regressions


@pytest.mark.parametrize("keys", [["n", "s", "enter", "escape", "n"], ["j", "n", "w", "enter", "escape", "N"]])
async def test_a_walk_starts_again_when_the_answer_changes(make_app: MakeApp, keys: list[str]) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("j", *keys)
        assert app.is_running
        assert shown_id(app) is not None


async def test_an_error_in_the_query_stays_explained_when_a_facet_value_is_chosen(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("slash", *"in:soon actor:qqqq", "escape", "w", "enter")
        assert bar_text(app) == "in:soon actor:qqqq weapon:missile"
        assert "in 'soon'" in screen_text(app)
        spans = [(notice.start, notice.end) for notice in app.browser.answer.notices]
        assert [bar_text(app)[start:end] for start, end in spans] == ["soon", "qqqq"]


async def test_the_event_in_the_detail_stays_when_the_query_is_cleared(make_app: MakeApp) -> None:
    app = make_app(query="missile")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("enter", "escape", "c")
        assert shown_id(app) == "delivery"


@pytest.mark.parametrize("way", [["enter"], ["escape", "escape"]])
async def test_the_query_bar_leads_back_to_the_list_on_a_narrow_screen(make_app: MakeApp, way: list[str]) -> None:
    app = make_app()
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press("enter", "slash", *"missile", *way)
        assert app.browser.query_one(EventList).region.width == NARROW[0]
        assert isinstance(app.focused, EventList)


async def test_a_key_leads_back_to_the_list_from_an_event_outside_it(make_app: MakeApp) -> None:
    app = make_app(query="status:denied")
    async with app.run_test(size=WIDE) as pilot:
        for key in ("j", "k", "down", "up"):
            await pilot.press("1")
            assert shown_id(app) == "visit"
            await pilot.press(key)
            assert shown_id(app) == "denial"


async def test_a_jump_typed_ahead_is_not_lost(make_app: MakeApp) -> None:
    app = make_app(query="actor:iran -status:alleged")
    async with app.run_test(size=WIDE) as pilot:
        events = app.browser.query_one(EventList)
        events.action_last()  # tells of the highlight by a message, which comes after the jump
        app.browser.action_link(1)
        await pilot.pause()
        assert shown_id(app) == "visit"


async def test_an_empty_list_says_so_on_a_narrow_screen_too(make_app: MakeApp) -> None:
    app = make_app(query="nowhere")
    async with app.run_test(size=SMALLEST):
        assert "No event matches" in screen_text(app)


async def test_a_reload_keeps_an_event_outside_the_filter(make_app: MakeApp) -> None:
    app = make_app(query="status:denied")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("1", "r")
        await app.workers.wait_for_complete()
        assert shown_id(app) == "visit"
        assert "Not in the results" in detail_text(app)


async def test_a_branch_opened_by_a_choice_can_be_closed(make_app: MakeApp) -> None:
    app = make_app(query="actor:irgc")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("a", "left")
        tree = "\n".join(line[:28] for line in screen_lines(app)).partition("Actors  ")[2]
        assert "Iran" in tree
        assert "Revolutionary" not in tree


async def test_only_the_first_mouse_button_chooses(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.click(FacetPanel, offset=(8, 1), button=3)
        assert bar_text(app) == ""
        await pilot.click(FacetPanel, offset=(8, 1))
        assert bar_text(app) == "actor:iran"


async def test_pasted_lines_become_one_query(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("slash")
        app.browser.query_one(QueryInput).post_message(Paste("missile\n  status:denied\r\n"))
        await pilot.pause()
        assert bar_text(app) == "missile status:denied"
        assert listed_ids(app) == ["denial"]


async def test_the_facets_do_not_cover_a_focused_list(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=MEDIUM) as pilot:
        await pilot.press("a")
        app.browser.query_one(EventDetail).focus()
        await pilot.pause()
        assert app.browser.query_one(FacetPanel).region.width == 0

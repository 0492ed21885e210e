"""The thread of an event: drawn, walked, listed; and two events side by side."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.pilot import Pilot
from textual.widgets import Static

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
from tests.timelines import HEAD, SMALL, changed, event
from tui.app.app import DatelineApp
from tui.app.screens.side_by_side import SideBySide
from tui.app.widgets.event_detail import EventDetail
from tui.app.widgets.event_list import EventList
from tui.app.widgets.query_bar import QueryBar

WIDE, MEDIUM, NARROW, SMALLEST = (160, 50), (80, 24), (60, 20), (40, 12)
DISPUTED = changed(
    SMALL,
    ("      denies: delivery\n", "      denies: [delivery, drones]\n"),
    ("      part_of: visit\n", "      part_of: visit\n      contradicts: delivery\n"),
)
"""Two deny or contradict the delivery; the denial denies two."""

LONG = HEAD + "".join(
    event(
        "links: {follows: e24}" if number == 25 else "",
        id=f"e{number}",
        date=f"2022-11-{number:02}",
        title=f"Event {number}",
    )
    for number in range(1, 29)
)
"""Twenty-eight events on as many days."""


def drawn(app: DatelineApp) -> list[str]:
    """Return the lines of the drawn thread, without blanks at their ends."""
    thread = app.browser.query_one(EventDetail).query_one("#thread", Static)
    return [line.rstrip() for line in str(thread.content).split("\n")]


def bar_text(app: DatelineApp) -> str:
    return app.browser.query_one(QueryBar).text


def beside(app: DatelineApp) -> SideBySide:
    assert isinstance(app.screen, SideBySide)
    return app.screen


def sides(app: DatelineApp) -> tuple[str, str]:
    return texts_of(beside(app).query_one("#beside-left")), texts_of(beside(app).query_one("#beside-right"))


def pairs(app: DatelineApp) -> str:
    return str(beside(app).query_one("#beside").border_title)


# Drawing


async def test_the_thread_is_drawn_in_order_of_date(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("g", "j")
        assert drawn(app)[1:] == [
            "1 ┌─ 2021 or earlier  has part",
            "  │  ○ First talks",
            "  ├▸ 8 Nov 2022  this event",
            "  │  ○ Patrushev lands in Tehran",
            "2 └─ Jan 2023  followed by",
            "     ✕ Iran denies any delivery",
        ]


async def test_a_number_key_jumps_to_the_line_with_that_number(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("G")
        lines = drawn(app)
        key = next(
            lines[place - 1]
            for place, line in enumerate(lines)
            if line.endswith("Missiles said to have been delivered")
        )[0]
        await pilot.press(key)
        assert shown_id(app) == "delivery"


async def test_an_event_without_links_has_no_thread(make_app: MakeApp) -> None:
    app = make_app(query="drones")
    async with app.run_test(size=WIDE):
        assert shown_id(app) == "drones"
        assert drawn(app) == [""]


async def test_indirectly_linked_events_have_no_number(make_app: MakeApp) -> None:
    events = "".join(
        event(id=name, title=f"Event {name}", date=f"202{place}", links=f"{{follows: {before}}}" if before else "")
        for place, (name, before) in enumerate([("a", ""), ("b", "a"), ("c", "b")])
    )
    app = make_app(HEAD + events)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("g")
        assert drawn(app)[1:] == [
            "  ┌▸ 2020  this event",
            "  │  ○ Event a",
            "1 ├─ 2021  followed by",
            "  │  ○ Event b",
            "  └─ 2022  came of it",
            "     ○ Event c",
        ]
        await pilot.press("2")
        assert shown_id(app) == "a"


async def test_a_long_thread_shows_how_many_events_are_left_out(make_app: MakeApp) -> None:
    many = "".join(event(id=f"e{n}", date="2023", links="{repeats: one}") for n in range(40))
    app = make_app(HEAD + event() + many)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        assert drawn(app)[-1] == "  └─ … and 17 more: T shows them"
        await pilot.press("T")
        assert len(listed_ids(app)) == 41


@pytest.mark.parametrize("size", [WIDE, (120, 36), MEDIUM, NARROW, SMALLEST])
async def test_the_drawing_fits_the_pane_and_its_line_is_continuous(make_app: MakeApp, size: tuple[int, int]) -> None:
    app = make_app(changed(SMALL, ("title: Iran denies any delivery", "title: Iran denies any " + "delivery " * 20)))
    async with app.run_test(size=size) as pilot:
        await pilot.press("G", "enter")
        await pilot.pause()
        detail = app.browser.query_one(EventDetail)
        lines = drawn(app)
        first = next(place for place, line in enumerate(lines) if line[2:3] == "┌")
        last = next(place for place, line in enumerate(lines) if line[2:3] == "└")
        assert all(line[2] in "┌├└│" for line in lines[first : last + 1])
        assert max(map(cell_len, lines)) <= detail.scrollable_content_region.width


async def test_events_not_yet_known_are_not_drawn(make_app: MakeApp) -> None:
    app = make_app(query="known:2022-12-01")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("g", "j")
        assert shown_id(app) == "visit"
        assert not any("denies" in line for line in drawn(app))
        assert any("First talks" in line for line in drawn(app))


# Walked


async def test_a_walk_shows_its_position_and_its_start(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("g", "j", "n")
        assert shown_id(app) == "denial"
        assert any(line.startswith("walk     3 of 3, from Patrushev lands") for line in drawn(app))
        await pilot.press("N")
        assert not any(line.startswith("walk") for line in drawn(app))


async def test_a_walk_visits_all_events_of_the_drawing(make_app: MakeApp) -> None:
    events = "".join(
        event(id=name, date=f"202{place}", links=f"{{follows: {before}}}" if before else "")
        for place, (name, before) in enumerate([("a", ""), ("b", "a"), ("c", "b"), ("d", "c")])
    )
    app = make_app(HEAD + events)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("g")
        for key, expected in [("n", "b"), ("n", "c"), ("n", "d"), ("n", "d"), ("N", "c"), ("N", "b"), ("N", "a")]:
            await pilot.press(key)
            assert shown_id(app) == expected


# Listed


async def test_a_walk_starts_again_where_keys_typed_ahead_moved_the_highlight(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("G", "N")
        assert shown_id(app) == "delivery"
        app.browser.query_one(EventList).action_first()  # tells of it by a message, which comes late
        app.browser.action_thread(1)
        await pilot.pause()
        assert shown_id(app) == "visit"
        await pilot.press("j")
        app.browser.query_one(EventList).action_move(1)  # from the visit to the drones, which are linked to nothing
        app.browser.action_thread(1)
        assert app.is_running


async def test_shift_t_lists_the_thread_and_then_all_again(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("g", "j", "T")
        assert bar_text(app) == "thread:visit"
        assert listed_ids(app) == ["talks", "visit", "denial"]
        assert highlighted_id(app) == "visit"
        await pilot.press("T")
        assert bar_text(app) == ""
        assert len(listed_ids(app)) == 5
        assert highlighted_id(app) == "visit"


async def test_shift_t_replaces_the_query_and_brings_it_back(make_app: MakeApp) -> None:
    app = make_app(query="actor:iran")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("b", "g", "j", "T")
        assert shown_id(app) == "visit"
        assert bar_text(app) == "thread:visit"
        await pilot.press("G", "T")
        assert (bar_text(app), str(app.browser.session.sort), shown_id(app)) == ("actor:iran", "known", "visit")
        await pilot.press("alt+left")
        assert bar_text(app) == "thread:visit"


async def test_shift_t_brings_the_place_back(make_app: MakeApp) -> None:
    app = make_app(LONG)
    async with app.run_test(size=MEDIUM) as pilot:
        events = app.browser.query_one(EventList)
        await pilot.press("G", "k", "k", "k")
        before = (events.cursor, events.scroll_offset.y)
        assert before[1] > 0
        await pilot.press("T")
        assert events.line_count < before[0]
        await pilot.press("G", "k", "T")
        assert (events.cursor, events.scroll_offset.y) == before


async def test_shift_t_brings_back_an_event_outside_the_filter(make_app: MakeApp) -> None:
    app = make_app(query="status:denied")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("1", "T")
        assert bar_text(app) == "thread:visit"
        await pilot.press("T")
        assert (bar_text(app), shown_id(app), highlighted_id(app)) == ("status:denied", "visit", "denial")


async def test_shift_t_leaves_a_thread_that_was_typed(make_app: MakeApp) -> None:
    app = make_app(query="thread:visit")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("G", "T")
        assert (bar_text(app), shown_id(app)) == ("", "denial")


async def test_shift_t_on_an_event_without_links_says_so(make_app: MakeApp) -> None:
    app = make_app(query="drones")
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("T")
        await wait_for_text(pilot, "has no links")
        assert bar_text(app) == "drones"


# Side by side


async def open_beside(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys, "d")
    await pilot.pause()


@pytest.mark.parametrize("size", [WIDE, (120, 36), MEDIUM])
async def test_a_claim_and_its_denial_are_shown_side_by_side(make_app: MakeApp, size: tuple[int, int]) -> None:
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await open_beside(pilot, "G", "k")
        left, right = sides(app)
        for text in ("this event", "Missiles said to have been delivered", "about 1–10 January 2023", "alleged",
                     "≠ disputed", "L’Iran aurait livré", "The Herald, “La suite”, February 2023, ¶\xa02"):  # fmt: skip
            assert text in left
        for text in ("denied by", "Iran denies any delivery", "January 2023 (inferred)", "✕ denied",
                     "speaker Iran via The Herald", "Téhéran a nié"):  # fmt: skip
            assert text in right
        line = next(line for line in screen_lines(app) if "Téhéran a nié" in line)
        assert "L’Iran aurait" in line


@pytest.mark.parametrize("size", [NARROW, SMALLEST])
async def test_a_narrow_terminal_shows_one_above_the_other(make_app: MakeApp, size: tuple[int, int]) -> None:
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await open_beside(pilot, "G", "k")
        assert "Missiles said" in screen_text(app)
        assert not any("L’Iran" in line and "Téhéran a" in line for line in screen_lines(app))
        await pilot.press("G")
        await pilot.pause()
        assert "Téhéran a nié" in screen_text(app)


async def test_the_quotes_stay_aligned_when_the_terminal_is_resized(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=NARROW) as pilot:
        await open_beside(pilot, "G", "k")
        for size in (MEDIUM, NARROW, WIDE):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            await pilot.pause()
        assert any("L’Iran aurait" in line and "Téhéran a nié" in line for line in screen_lines(app))


async def test_t_translates_the_quotes_of_both_sides(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await open_beside(pilot, "G", "k")
        await pilot.press("t")
        assert "»\n\nIran is said to" in sides(app)[0]
        await pilot.press("t")
        left, right = sides(app)
        assert "Iran is said to have delivered “missiles”" in left
        assert "L’Iran aurait" not in left
        assert "no translation" in right
        await pilot.press("t")
        assert "L’Iran aurait" in sides(app)[0]


async def test_translations_shown_in_the_detail_are_shown_side_by_side_too(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await open_beside(pilot, "G", "k", "t")
        assert "Iran is said to have delivered “missiles”" in sides(app)[0]


async def test_each_quote_shows_its_translation_or_that_it_has_none(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("g", "j", "t", "t")
        text = texts_of(app.browser.query_one(EventDetail))
        assert "Patrushev landed in Tehran\n— The Herald, “L’accord”, 10 November 2022\ntranslated — t" in text
        assert "la visite de novembre\nno translation" in text
        await pilot.press("t")
        text = texts_of(app.browser.query_one(EventDetail))
        assert "Patrouchev a atterri à Téhéran\n— " in text
        assert "no translation" not in text


async def test_the_right_side_turns_through_all_counterparts(make_app: MakeApp) -> None:
    app = make_app(DISPUTED)
    async with app.run_test(size=WIDE) as pilot:
        await open_beside(pilot, "G", "k")
        for key, place, title in [
            ("", "1 of 2", "Iran denies any"), ("n", "2 of 2", "First talks"), ("right", "1 of 2", "Iran denies any"),
            ("left", "2 of 2", "First talks"), ("N", "1 of 2", "Iran denies any"),
        ]:  # fmt: skip
            await pilot.press(*([key] if key else []))
            assert pairs(app) == f"Compare: pair {place}"
            assert title in sides(app)[1]
            assert "Missiles said" in sides(app)[0]


async def test_no_quotes_of_the_previous_counterpart_remain(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await open_beside(pilot, "g")
        assert "la visite de novembre" in sides(app)[1]  # the visit, of which the talks are part
        await pilot.press("escape")
        await open_beside(pilot, "j")
        assert "la visite de novembre" in sides(app)[0]
        await pilot.press("n")
        assert "Téhéran a nié" in sides(app)[1]
        assert "des pourparlers" not in sides(app)[1]


async def test_without_a_dispute_the_linked_events_are_counterparts(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await open_beside(pilot, "g", "j")
        assert "has part" in sides(app)[1]
        assert pairs(app) == "Compare: pair 1 of 2"


async def test_an_event_without_links_has_no_counterpart(make_app: MakeApp) -> None:
    app = make_app(query="drones")
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await open_beside(pilot)
        assert not isinstance(app.screen, SideBySide)
        await wait_for_text(pilot, "has no links")


async def test_enter_goes_to_the_other_event_and_escape_stays(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await open_beside(pilot, "G", "k")
        await pilot.press("escape")
        assert shown_id(app) == "delivery"
        await open_beside(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert shown_id(app) == highlighted_id(app) == "denial"
        await pilot.press("alt+left")
        assert shown_id(app) == "delivery"


async def test_enter_goes_to_the_same_event_after_the_file_was_read_again(make_app: MakeApp, tmp_path: Path) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await open_beside(pilot, "G", "k")
        older = SMALL + "\n".join("  " + line for line in event(id="older", date="2001").rstrip().split("\n")) + "\n"
        older = older.replace("source: s,", "source: herald-2022,")
        (tmp_path / "timeline.yaml").write_text(older, encoding="utf-8")
        app.browser.action_reload()
        await app.workers.wait_for_complete()
        assert len(app.browser.index.timeline.events) == 6
        await pilot.press("enter")
        await pilot.pause()
        assert shown_id(app) == "denial"


async def test_a_click_in_the_thread_shows_that_event_side_by_side(make_app: MakeApp) -> None:
    app = make_app(DISPUTED)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("G", "k")
        await pilot.pause()
        lines = screen_lines(app)
        y = next(y for y, line in enumerate(lines) if "denied by  compare" in line)
        await pilot.click(offset=(lines[y].rindex("compare") + 1, y))
        await pilot.pause()
        assert "Iran denies any delivery" in sides(app)[1]
        assert pairs(app) == "Compare: pair 1 of 2"


async def test_a_click_on_the_other_title_goes_to_that_event(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await open_beside(pilot, "G", "k")
        lines = screen_lines(app)
        left = beside(app).query_one("#beside-right").region.x
        y = next(y for y, line in enumerate(lines) if "Iran denies any delivery" in line[left : left + 40])
        await pilot.click(offset=(left + 4, y))
        await pilot.pause()
        assert shown_id(app) == "denial"


async def test_only_quotes_known_on_the_day_are_shown_side_by_side(make_app: MakeApp) -> None:
    app = make_app(query="known:2022-12-01")
    async with app.run_test(size=WIDE) as pilot:
        await open_beside(pilot, "g", "j")
        left, right = sides(app)
        assert "Patrouchev a atterri" in left
        assert "la visite de novembre" not in left
        assert "First talks" in right


async def test_hostile_text_is_shown_as_text_side_by_side_too(make_app: MakeApp) -> None:
    title = '"[red]x[/red] [@click=app.quit]y[/] \\e[31m\\u202e"'
    one = event(title=title, quotes=f"[{{source: s, exact: {title}}}]")
    two = event(id="two", title=title, links="{denies: one}")
    app = make_app(HEAD + one + two)
    async with app.run_test(size=(120, 36)) as pilot:
        await open_beside(pilot)
        lines = screen_lines(app)
        assert all(line.isprintable() for line in lines)
        assert sum(line.count("[red]x[/red] [@click=app.quit]y[/]") for line in lines) >= 2

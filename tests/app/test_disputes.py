"""The list of disputed claims: its rows, its keys, and the way in and out."""

from __future__ import annotations

import pytest

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
from tests.app.settling import wait_until
from tests.timeline.test_disputes import CHAIN
from tests.timelines import BUNDLED, HEAD, SMALL, event
from tui.app.app import DatelineApp
from tui.app.screens.side_by_side import SideBySide
from tui.app.widgets.dispute_list import DisputeList
from tui.app.widgets.event_list import EventList
from tui.app.widgets.query_bar import QueryBar
from tui.terminal.glyphs import glyphs

WIDE, TALL = (160, 50), (120, 36)
SAID = HEAD.replace("iran: {name: Iran}", "iran: {name: Iran}, kiev: {name: Ukraine}") + "".join(
    [
        event(id="claim", date="2020", title="Missiles arrive"),
        event(id="quiet", date="2021", title="Nobody speaks"),
        event(id="denial", date="2022", title="No missile left", speaker="iran", links="{denies: [claim, quiet]}"),
        event(id="doubt", date="2023", title="Ukraine sees none", speaker="kiev", links="{contradicts: claim}"),
        event(id="proof", date="2024", title="One is found", links="{confirms: claim}"),
    ]
)


def dispute_list(app: DatelineApp) -> DisputeList:
    return app.browser.query_one(DisputeList)


def rows(app: DatelineApp) -> list[str]:
    """Return the texts of the rows as they are drawn, without the heading."""
    listed = dispute_list(app)
    width = listed.scrollable_content_region.width
    return ["".join(text for text, _ in listed.pieces(line, width)) for line in range(1, listed.line_count)]


def title(app: DatelineApp) -> str:
    return " ".join(screen_lines(app)[0].split())


async def test_each_claim_has_what_disputes_it_below_it(make_app: MakeApp) -> None:
    app = make_app(SAID)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("D")
        await pilot.pause()
        assert [" ".join(row.split()) for row in rows(app)] == [
            "2020 ○ Missiles arrive",
            "denies 2022 ○ Iran: No missile left",
            "contradicts 2023 ○ Ukraine sees none",
            "confirms 2024 ○ One is found",
            "2021 ○ Nobody speaks",
            "denies 2022 ○ Iran: No missile left",
        ]
        assert title(app) == "T 2 disputed claims"
        assert "Disputed claims" in screen_text(app)


async def test_a_narrow_list_has_glyphs_for_the_relations_and_explains_them(make_app: MakeApp) -> None:
    app = make_app(SAID)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("D")
        await pilot.pause()
        assert [" ".join(row.split()) for row in rows(app)][1:4] == [
            "✕ 2022 Iran: No missile left",
            "≠ 2023 Ukraine sees none",
            "● 2024 One is found",
        ]
        assert "✕ denies ≠ contradicts ● confirms" in screen_text(app)


@pytest.mark.parametrize("size", [WIDE, TALL, (80, 24), (60, 20), (40, 12)])
async def test_every_row_has_the_width_of_the_list(make_app: MakeApp, size: tuple[int, int]) -> None:
    app = make_app(BUNDLED.read_text(encoding="utf-8"), query="speaker:iran")
    async with app.run_test(size=size) as pilot:
        await pilot.press("D")
        await pilot.pause()
        width = dispute_list(app).scrollable_content_region.width
        assert width > 20
        assert {len(row) <= width for row in rows(app)} == {True}
        assert dispute_list(app).region.height > 4


async def test_what_matches_the_query_is_marked(make_app: MakeApp) -> None:
    app = make_app(SAID, query="speaker:kiev")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("D")
        await pilot.pause()
        assert [row[0] for row in rows(app)] == [" ", " ", "▸", " "]
        assert title(app) == "T 1 of 2 disputed claims"


async def test_the_query_the_facets_and_known_narrow_it(make_app: MakeApp) -> None:
    app = make_app(CHAIN)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("D", "slash", *"in:2023", "enter")
        assert len(rows(app)) == 3
        assert app.focused is dispute_list(app)
        await pilot.press("c")
        assert len(rows(app)) == 9
        await pilot.press("slash", *"in:1999")
        await pilot.pause()
        assert rows(app) == []
        assert "No disputed claim matches" in screen_text(app)


async def test_two_presses_return_to_the_same_event(make_app: MakeApp) -> None:
    app = make_app(CHAIN)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("G")
        assert highlighted_id(app) == "again"
        await pilot.press("D")
        assert shown_id(app) == "again"
        await pilot.press("k", "D")
        await pilot.pause()
        assert shown_id(app) == highlighted_id(app) == "denial"
        assert app.focused is app.browser.query_one(EventList)
        assert len(listed_ids(app)) == 6


async def test_an_event_that_does_not_match_is_shown_outside_on_the_way_back(make_app: MakeApp) -> None:
    app = make_app(SAID, query="speaker:kiev")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("D", "g")
        assert shown_id(app) == "claim"
        await pilot.press("D")
        await pilot.pause()
        assert shown_id(app) == "claim"
        assert highlighted_id(app) == "doubt"


async def test_enter_goes_to_the_event_in_the_list(make_app: MakeApp) -> None:
    app = make_app(SAID)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("D", "g", "j", "enter")
        await pilot.pause()
        assert not app.browser.is_in_disputes
        assert highlighted_id(app) == shown_id(app) == "denial"
        await pilot.press("D")
        assert shown_id(app) == "denial"


async def test_escape_leaves_it_before_it_clears_the_query(make_app: MakeApp) -> None:
    app = make_app(SAID, query="speaker:kiev")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("D", "escape")
        assert not app.browser.is_in_disputes
        assert app.browser.query_one(QueryBar).text == "speaker:kiev"
        await pilot.press("escape")
        assert app.browser.query_one(QueryBar).text == ""


async def test_the_detail_shows_the_event_at_hand(make_app: MakeApp) -> None:
    app = make_app(SAID)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("D", "g", "j", "j")
        assert shown_id(app) == "doubt"
        assert "Ukraine sees none" in texts_of(app.browser.detail)


async def test_brackets_and_arrows_go_from_claim_to_claim(make_app: MakeApp) -> None:
    app = make_app(CHAIN)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("D", "g")
        for key, line, expected in [
            ("right_square_bracket", 5, "other"), ("j", 6, "denial"), ("right", 7, "denial"), ("j", 8, "again"),
            ("left", 7, "denial"), ("left_square_bracket", 5, "other"), ("left_square_bracket", 1, "claim"),
            ("left_square_bracket", 1, "claim"), ("G", 9, "doubt"), ("left_square_bracket", 7, "denial"),
            ("right_square_bracket", 7, "denial"),
        ]:  # fmt: skip
            await pilot.press(key)
            assert (dispute_list(app).cursor, shown_id(app)) == (line, expected)
        await pilot.press("j", "right")
        await wait_for_text(pilot, "Nothing disputes this event.")


async def test_w_shows_what_one_speaker_says_and_then_all_again(make_app: MakeApp) -> None:
    app = make_app(SAID)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("D", "g", "j", "j", "W")
        await wait_until(pilot, lambda: app.browser.query_one(QueryBar).text == "speaker:kiev")
        assert shown_id(app) == "doubt"
        await pilot.press("W")
        await wait_until(pilot, lambda: app.browser.query_one(QueryBar).text == "")
        await pilot.press("g", "W")
        await wait_for_text(pilot, "names nobody who says this")


async def test_d_compares_the_event_with_the_claim_above_it(make_app: MakeApp) -> None:
    app = make_app(SAID)
    async with app.run_test(size=WIDE) as pilot:
        for steps, title in [(2, "Ukraine sees none"), (3, "One is found")]:
            await pilot.press("D", "g", *["j"] * steps, "d")
            await pilot.pause()
            assert isinstance(app.screen, SideBySide)
            assert "Missiles arrive" in texts_of(app.screen.query_one("#beside-left"))
            assert title in texts_of(app.screen.query_one("#beside-right"))
            await pilot.press("escape", "D")
            await pilot.pause()


async def test_the_reader_s_marks_are_in_the_rows(make_app: MakeApp) -> None:
    app = make_app(SAID)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("D", "g", "j", "M")
        await wait_until(pilot, lambda: sum(glyphs().marked in row for row in rows(app)) == 2)


async def test_nothing_disputed_is_said_and_nothing_opens(make_app: MakeApp) -> None:
    app = make_app(HEAD + event())
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("D")
        await wait_for_text(pilot, "Nothing is disputed")
        assert not app.browser.is_in_disputes
        assert app.focused is app.browser.query_one(EventList)


async def test_an_empty_timeline_has_no_disputes(make_app: MakeApp) -> None:
    app = make_app(HEAD.replace("events:", "events: []"))
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("D")
        await wait_for_text(pilot, "Nothing is disputed")


async def test_a_file_that_is_read_again_shows_its_disputes(make_app: MakeApp) -> None:
    app = make_app(SAID)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("D", "g", "j", "j")
        assert app.browser.path is not None
        app.browser.path.write_text(SAID + event(id="older", date="2019", links="{denies: proof}"), encoding="utf-8")
        app.browser.action_reload()
        await wait_until(pilot, lambda: len(rows(app)) == 8)
        assert shown_id(app) == "doubt"
        await pilot.press("D")
        await pilot.pause()
        assert highlighted_id(app) == "doubt"


async def test_a_second_click_goes_to_the_event(make_app: MakeApp) -> None:
    app = make_app(SAID)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("D")
        await pilot.pause()
        await pilot.click(DisputeList, offset=(10, 2))
        await pilot.pause()
        assert shown_id(app) == "denial"
        assert app.browser.is_in_disputes
        await pilot.click(DisputeList, offset=(10, 2))
        await pilot.pause()
        assert not app.browser.is_in_disputes
        assert highlighted_id(app) == "denial"


async def test_hostile_text_is_shown_as_text(make_app: MakeApp) -> None:
    name = '"[red]x[/red] \\e[31m\\u202e"'
    text = HEAD.replace("name: Iran", f"name: {name}") + event(title=name, speaker="iran")
    app = make_app(text + event(id="two", title=name, speaker="iran", links="{denies: one}"))
    async with app.run_test(size=TALL) as pilot:
        await pilot.press("D")
        await pilot.pause()
        assert all(line.isprintable() for line in screen_lines(app))
        assert sum(line.count("[red]x[/red]") for line in screen_lines(app)) >= 2


async def test_the_question_which_denials_iran_made_takes_few_keys(make_app: MakeApp) -> None:
    app = make_app(BUNDLED.read_text(encoding="utf-8"))
    async with app.run_test(size=WIDE) as pilot:
        keys = ["D", "W"]  # the first claim is a denial by Iran
        await pilot.press(*keys)
        await wait_until(pilot, lambda: app.browser.query_one(QueryBar).text == "speaker:iran")
        listed = screen_text(app)
        for denial in ("Iran initially denies", "Iran denies any involvement", "Iran denies it intends"):
            assert denial in listed


async def test_the_question_who_says_russia_has_the_missiles_takes_few_keys(make_app: MakeApp) -> None:
    app = make_app(BUNDLED.read_text(encoding="utf-8"))
    async with app.run_test(size=WIDE) as pilot:
        keys = ["D", "w", *"mis", "enter"]
        await pilot.press(*keys)
        await pilot.pause()
        assert app.browser.query_one(QueryBar).text == "weapon:missile"
        listed = "\n".join(rows(app))
        for said in ("Blinken says", "Peskov denies", "Ihnat denies", "Iran denies any", "US and UK accuse"):
            assert said in listed


async def test_the_keys_work_in_a_small_timeline(make_app: MakeApp) -> None:
    app = make_app(SMALL)
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.press("D", "j", "T", "n", "1", "t", "b", "m", "escape", "d", "escape", "h", "D", "D", "c")
        await pilot.pause()
        assert app.is_running

"""Finding a text without narrowing the list, and going from hit to hit."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from tests.app.conftest import MakeApp
from tests.app.screen_reader import highlighted_id, listed_ids, screen_lines, screen_text, shown_id, wait_for_text
from tests.app.settling import wait_until
from tests.timeline.test_disputes import CHAIN
from tests.timelines import HEAD, SMALL, event
from tui.app.app import DatelineApp
from tui.app.widgets.event_list import EventList
from tui.app.widgets.find_bar import FindBar, FindInput
from tui.app.widgets.query_bar import QueryBar
from tui.timeline.query.language import Query
from tui.timeline.search.answers import answer_query

WIDE = (160, 50)
MANY = HEAD + "".join(
    event(id=f"e{number}", date=f"20{10 + number}", title="Storm" if number % 3 == 1 else "Calm", actors="[iran]")
    for number in range(9)
)
"""Nine events of which three are storms: e1, e4 and e7."""


async def find(pilot: Pilot[None], text: str) -> None:
    await pilot.press("f", *("space" if character == " " else character for character in text))
    await pilot.pause()


def count(app: DatelineApp) -> str:
    [line] = [line for line in screen_lines(app) if line.startswith(" find ")]
    return line.split("  ")[-1].strip()


def is_open(app: DatelineApp) -> bool:
    return any(bar.display for bar in app.browser.query(FindBar))


async def test_each_letter_moves_to_the_next_hit_and_the_list_stays(make_app: MakeApp) -> None:
    app = make_app(MANY)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("g", "j", "j")
        await find(pilot, "st")
        assert highlighted_id(app) == "e4"
        await pilot.press(*"orm")
        await pilot.pause()
        assert highlighted_id(app) == shown_id(app) == "e4"
        assert len(listed_ids(app)) == 9
        assert app.browser.query_one(QueryBar).text == ""
        assert count(app) == "2 of 3"


async def test_letters_typed_ahead_are_no_commands(make_app: MakeApp) -> None:
    app = make_app(MANY)
    async with app.run_test(size=WIDE) as pilot:
        for key in ("f", "m", "q", "D"):
            app.simulate_key(key)
        await wait_until(pilot, lambda: app.browser.query_one(FindInput).value == "mqD")
        assert app.screen is app.browser
        assert not app.browser.is_in_disputes


async def test_enter_keeps_the_hit_and_n_goes_on_and_round(make_app: MakeApp) -> None:
    app = make_app(MANY)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await find(pilot, "storm")
        await pilot.press("enter")
        assert app.focused is app.browser.query_one(EventList)
        assert highlighted_id(app) == "e1"
        for key, expected, position in [("n", "e4", "2 of 3"), ("n", "e7", "3 of 3"), ("N", "e4", "2 of 3")]:
            await pilot.press(key)
            await pilot.pause()
            assert (highlighted_id(app), count(app)) == (expected, position)
        await pilot.press("n", "n")
        await wait_for_text(pilot, "Past the last hit: this is the first.")
        assert highlighted_id(app) == "e1"
        await pilot.press("N")
        await wait_for_text(pilot, "Before the first hit: this is the last.")
        assert highlighted_id(app) == "e7"


async def test_n_goes_on_from_wherever_the_highlight_is(make_app: MakeApp) -> None:
    app = make_app(MANY)
    async with app.run_test(size=WIDE) as pilot:
        await find(pilot, "storm")
        await pilot.press("enter", "j", "j", "j", "j", "n")
        assert highlighted_id(app) == "e7"
        await pilot.press("k", "N")
        assert highlighted_id(app) == "e4"


async def test_escape_in_the_line_goes_back_to_where_the_find_began(make_app: MakeApp) -> None:
    app = make_app(MANY)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("G")
        await find(pilot, "storm")
        assert highlighted_id(app) == "e1"
        await pilot.press("escape")
        await pilot.pause()
        assert highlighted_id(app) == "e8"
        assert not is_open(app)
        assert app.focused is app.browser.query_one(EventList)


async def test_escape_in_the_list_ends_the_find_and_stays_at_the_hit(make_app: MakeApp) -> None:
    app = make_app(MANY, query="actor:iran")
    async with app.run_test(size=WIDE) as pilot:
        await find(pilot, "storm")
        await pilot.press("enter", "n", "escape")
        await pilot.pause()
        assert highlighted_id(app) == "e4"
        assert not is_open(app)
        assert app.browser.query_one(QueryBar).text == "actor:iran"
        assert app.browser.answer.needles == ()
        await pilot.press("n")
        await pilot.pause()
        assert highlighted_id(app) == "e4"  # n is the thread's again


async def test_a_find_can_be_changed_and_begun_again(make_app: MakeApp) -> None:
    app = make_app(MANY)
    async with app.run_test(size=WIDE) as pilot:
        await find(pilot, "storm")
        await pilot.press("enter")
        await find(pilot, "calm")
        assert app.browser.query_one(FindInput).value == "calm"
        assert (highlighted_id(app), count(app)) == ("e2", "2 of 6")
        await pilot.press("enter", "escape", "f")
        await pilot.pause()
        assert app.browser.query_one(FindInput).value == ""


async def test_what_is_not_there_is_reported_and_the_highlight_goes_back(make_app: MakeApp) -> None:
    app = make_app(MANY)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("G")
        await find(pilot, "stormy")
        assert count(app) == "nothing found"
        assert highlighted_id(app) == "e8"
        await pilot.press("enter", "n")
        await wait_for_text(pilot, "was not found")


async def test_words_and_phrases_are_found_as_in_a_query(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await find(pilot, '"petit nombre"')
        assert shown_id(app) == "drones"
        assert count(app) == "1 of 1"
        assert "petit nombre" in app.browser.answer.needles
        await pilot.press("escape")
        await find(pilot, "TEHERAN")
        found = answer_query(Query.parse("téhéran"), app.browser.index).rows
        assert count(app) == f"1 of {len(found)}"
        assert app.browser.shown == found[0]


async def test_fields_work_too_and_mistakes_are_explained(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await find(pilot, "status:confirmed")
        assert (shown_id(app), count(app)) == ("drones", "1 of 1")
        await pilot.press("escape")
        await find(pilot, "status:zzz")
        assert "zzz" in count(app)


async def test_hits_are_highlighted_in_list_and_detail(make_app: MakeApp) -> None:
    app = make_app(MANY, query="one")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("slash", "ctrl+u", *"iran", "enter")
        await find(pilot, "storm")
        assert app.browser.answer.needles == ("iran", "storm")
        listed = app.browser.query_one(EventList)
        pieces = [pieces for line in range(listed.line_count) for pieces in listed.pieces(line, 60)]
        assert ("Storm", "hit") in pieces


async def test_a_new_query_is_searched_for_the_same_text(make_app: MakeApp) -> None:
    app = make_app(MANY)
    async with app.run_test(size=WIDE) as pilot:
        await find(pilot, "storm")
        await pilot.press("enter", "slash", *"after:2012-12", "enter")
        await pilot.pause()
        assert len(listed_ids(app)) == 6
        assert count(app).endswith("of 2") or count(app) == "2 hits"
        await pilot.press("g", "n")
        assert highlighted_id(app) in ("e4", "e7")
        await pilot.press("c")
        await pilot.pause()
        assert app.browser.answer.needles == ("storm",)


@pytest.mark.parametrize("sorts", range(4))
async def test_hits_are_in_the_order_of_the_list(make_app: MakeApp, sorts: int) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press(*["b"] * sorts, "g")
        await find(pilot, "n")
        await pilot.press("enter")
        found = [highlighted_id(app)]
        for _ in range(3):
            await pilot.press("n")
            found.append(highlighted_id(app))
        order = listed_ids(app)
        assert found == [name for name in order if name in found]


async def test_hits_that_are_only_possible_come_last_as_they_do_in_the_list(make_app: MakeApp) -> None:
    app = make_app(query="in:2023-01-05/2023-02")
    async with app.run_test(size=WIDE) as pilot:
        await find(pilot, "iran")
        await pilot.press("enter", "g")
        order = listed_ids(app)
        assert sorted(order) == ["delivery", "denial"]
        found = [highlighted_id(app)]
        await pilot.press("n")
        assert [*found, highlighted_id(app)] == order


async def test_only_what_was_known_is_found(make_app: MakeApp) -> None:
    app = make_app(query="known:2022-12-01")
    async with app.run_test(size=WIDE) as pilot:
        await find(pilot, "novembre")
        assert count(app) == "nothing found"


async def test_rows_of_disputed_claims_are_found_one_by_one(make_app: MakeApp) -> None:
    app = make_app(CHAIN.replace("title: One", "title: No storm", 1))
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("D", "g")
        await find(pilot, "in:2022")
        assert count(app) == "1 of 3"
        await pilot.press("enter", "n", "n")
        await pilot.pause()
        assert (shown_id(app), count(app)) == ("denial", "3 of 3")
        listed = app.browser.events
        assert listed.cursor == 7


async def test_a_jump_to_a_hit_can_be_taken_back(make_app: MakeApp) -> None:
    app = make_app(MANY)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("G")
        await find(pilot, "storm")
        await pilot.press("enter", "alt+left")
        await pilot.pause()
        assert highlighted_id(app) == "e8"


async def test_hostile_text_can_be_pasted(make_app: MakeApp) -> None:
    from textual.events import Paste

    app = make_app()
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.press("f")
        app.browser.query_one(FindInput).post_message(Paste("[red]x\n\x1b[31m\u202e \ud800"))
        await pilot.pause()
        assert all(line.isprintable() for line in screen_lines(app))
        assert "nothing found" in screen_text(app)


async def test_a_file_that_is_read_again_is_searched_again(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await find(pilot, "drones")
        await pilot.press("enter")
        assert app.browser.path is not None
        app.browser.path.write_text(SMALL.replace("First talks", "First drones"), encoding="utf-8")
        app.browser.action_reload()
        await wait_until(pilot, lambda: "of 2" in count(app) or "2 hits" in count(app))


@pytest.mark.parametrize("sorts", range(4))
async def test_escape_goes_back_to_the_same_event_in_a_shorter_file(make_app: MakeApp, sorts: int) -> None:
    app = make_app(MANY)
    async with app.run_test(size=WIDE) as pilot:
        began = "e8"
        await pilot.press(*["b"] * sorts)
        app.browser.go_to(8)
        await find(pilot, "storm")
        assert app.browser.path is not None
        app.browser.path.write_text(
            HEAD + event(id="e7", date="2017", title="Storm") + event(id=began, date="2018"), encoding="utf-8"
        )
        app.browser.action_reload()
        await wait_until(pilot, lambda: len(listed_ids(app)) == 2)
        await wait_until(pilot, lambda: count(app).endswith("of 1") or count(app) == "1 hit")
        await pilot.press("escape")
        await pilot.pause()
        assert shown_id(app) == began


async def test_a_slow_text_is_looked_for_in_a_thread(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        app.browser.index.slow_from = 0
        await find(pilot, '"petit nombre"')
        await wait_until(pilot, lambda: count(app) == "1 of 1")
        assert shown_id(app) == "drones"

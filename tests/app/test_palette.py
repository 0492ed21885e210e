"""The command palette: its commands and their effects."""

from __future__ import annotations

from datetime import date

import pytest
from textual.command import CommandPalette
from textual.pilot import Pilot

from tests.app.conftest import MakeApp
from tests.app.screen_reader import highlighted_id, listed_ids, screen_text, shown_id, wait_for_text
from tests.app.settling import wait_until
from tests.timelines import HEAD, SMALL, event
from tui.app.palette_commands import first_on_or_after
from tui.app.widgets.query_bar import QueryInput
from tui.timeline.dates.calendar import first_second
from tui.timeline.model.sort import Sort
from tui.timeline.query.language import Query
from tui.timeline.reading.reader import parse_timeline
from tui.timeline.search.answers import answer_query
from tui.timeline.search.index import Index

WIDE = (120, 36)
VIEWS = SMALL.replace("events:\n", "views:\n  - {name: Denials, query: 'status:denied'}\nevents:\n")


async def choose(pilot: Pilot[None], typed: str, offered: str) -> None:
    """Type in the palette, wait for a command, and run the first."""
    await pilot.press("ctrl+p", *("space" if key == " " else key for key in typed))
    await wait_for_text(pilot, offered)
    await pilot.press("enter")
    await wait_until(pilot, lambda: not isinstance(pilot.app.screen, CommandPalette))


async def test_a_facet_value_shows_its_count_and_filters(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await choose(pilot, "actor: iran", "Actor: Iran — 4 events")
        assert app.browser.query_one(QueryInput).value == "actor:iran"


async def test_counts_depend_on_the_query(make_app: MakeApp) -> None:
    app = make_app(query="missile")
    async with app.run_test(size=WIDE) as pilot:
        await choose(pilot, "actor: iran", "Actor: Iran — 2 events")


async def test_a_saved_view_is_offered(make_app: MakeApp) -> None:
    app = make_app(VIEWS)
    async with app.run_test(size=WIDE) as pilot:
        await choose(pilot, "view: denials", "View: Denials")
        assert listed_ids(app) == ["denial"]


async def test_a_theme_is_offered(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await choose(pilot, "theme: dateline-light", "Theme: dateline-light")
        assert app.theme == "dateline-light"


async def test_an_action_is_offered_with_its_key(make_app: MakeApp) -> None:
    app = make_app(query="missile")
    async with app.run_test(size=WIDE) as pilot:
        await choose(pilot, "clear", "Clear the query (c)")
        assert app.browser.query_one(QueryInput).value == ""


async def test_an_action_of_the_focused_widget_is_offered(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await choose(pilot, "next month", "Go to the next month with events (])")
        assert highlighted_id(app) == "visit"


# Dates


@pytest.mark.parametrize(
    ("typed", "offered", "event"),
    [
        ("nov 2022", "Go to November 2022", "visit"),
        ("2022-11-08", "Go to 8 November 2022", "visit"),
        ("8 novembre 2022", "Go to 8 November 2022", "visit"),
        ("go to 2023", "Go to 2023", "delivery"),
        ("2022-11-09", "Go to 9 November 2022", "delivery"),
        ("since 2023", "Go to 1 January 2023", "delivery"),
        ("9 nov 2022 14:30", "Go to 9 November 2022 14:30", "delivery"),
    ],
)
async def test_a_date_goes_to_the_first_event_on_or_after_it(
    make_app: MakeApp, typed: str, offered: str, event: str
) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await choose(pilot, typed, offered)
        assert highlighted_id(app) == shown_id(app) == event
        assert app.browser.query_one(QueryInput).value == ""
        await pilot.press("alt+left")
        assert highlighted_id(app) == "talks"


async def test_a_date_goes_to_an_event_that_matches_the_query(make_app: MakeApp) -> None:
    app = make_app(query="status:denied")
    async with app.run_test(size=WIDE) as pilot:
        await choose(pilot, "nov 2022", "First event at or after: Jan 2023, Iran denies any delivery")
        assert highlighted_id(app) == "denial"


async def test_a_date_after_the_last_event_says_so(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await choose(pilot, "2030", "No event that late; the last event")
        assert highlighted_id(app) == "denial"


async def test_without_events_there_is_no_date_to_go_to(make_app: MakeApp) -> None:
    app = make_app(query="nowhere")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("ctrl+p", *"2022-11-08")
        await wait_for_text(pilot, "No matches found")
        assert "Go to" not in screen_text(app)


@pytest.mark.parametrize("sort", ["date", "-date", "known", "-known"])
@pytest.mark.parametrize("query", ["", "actor:iran", "nowhere"])
def test_the_first_event_on_or_after_a_day_is_right_in_every_order(sort: str, query: str) -> None:
    answer = answer_query(Query.parse(query), Index(parse_timeline(SMALL)), Sort.parse(sort))
    for day in (date(2020, 1, 1), date(2022, 11, 8), date(2022, 11, 9), date(2023, 2, 1), date(2030, 1, 1)):
        number, is_after = first_on_or_after(answer, first_second(day))
        ascending = answer.rows[::-1] if answer.sort.descending else answer.rows
        later = [row for row in ascending if (moment := answer.moment(row)) is not None and moment >= first_second(day)]
        if not ascending:
            assert number is None
        else:
            assert (number, is_after) == ((later[0], True) if later else (ascending[-1], False))


# Titles


async def test_an_event_is_offered_by_its_title_and_gone_to(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await choose(pilot, "drones small", "Drones used, a small number of them 8 Nov 2022")
        assert shown_id(app) == highlighted_id(app) == "drones"
        await pilot.press("alt+left")
        assert shown_id(app) == "talks"


async def test_an_event_outside_of_the_query_is_offered_too(make_app: MakeApp) -> None:
    app = make_app(query="status:denied")
    async with app.run_test(size=WIDE) as pilot:
        await choose(pilot, "first talks", "First talks 2021 or earlier")
        assert shown_id(app) == "talks"
        assert listed_ids(app) == ["denial"]


async def test_what_was_not_known_is_not_offered(make_app: MakeApp) -> None:
    app = make_app(query="known:2022-12-01")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("ctrl+p", *"patrushev lands")
        await wait_for_text(pilot, "Patrushev lands in Tehran")
        await pilot.press("ctrl+u", *"denies any")
        await wait_for_text(pilot, "No matches found")


async def test_titles_are_text_in_the_palette(make_app: MakeApp) -> None:
    app = make_app(HEAD + event(title='"[red]zebra[/red] [@click=app.quit]x[/] \\e[31m"'))
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("ctrl+p", *"zebra")
        await wait_for_text(pilot, "[red]zebra[/red]")
        assert "\x1b" not in screen_text(app)


async def test_the_commands_of_textual_itself_are_not_offered(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("ctrl+p")
        await wait_for_text(pilot, "Type a query")
        for typed in ("maximize", "screenshot", "show keys"):
            await pilot.press("ctrl+u", *("space" if key == " " else key for key in typed))
            await pilot.pause()
            text = screen_text(app).lower()
            assert not any(command in text for command in ("save an svg", "maximize the", "help panel"))


async def test_all_themes_have_a_palette_of_their_own(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("ctrl+p", *"themes")
        await wait_for_text(pilot, "Themes")
        await pilot.press("enter")
        await wait_for_text(pilot, "gruvbox")

"""The help: the keys of the focused widget, example queries that can be run, and the glyphs."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from textual.widgets import Static

from tests.app.conftest import MakeApp
from tests.app.screen_reader import listed_ids, screen_lines, screen_text
from tests.timelines import SMALL
from tui.app.app import DatelineApp
from tui.app.scopes import help_sections
from tui.app.screens.help import ExampleLine, HelpScreen
from tui.app.screens.help_examples import examples
from tui.app.widgets.event_list import EventList
from tui.app.widgets.query_bar import QueryInput
from tui.terminal.glyphs import STATUS_MEANINGS, UNICODE
from tui.timeline.query.language import Query
from tui.timeline.reading.reader import parse_timeline
from tui.timeline.search.answers import count_events
from tui.timeline.search.index import Index

SIZES = [(200, 50), (120, 36), (80, 24), (40, 12)]


def text_of(app: DatelineApp) -> str:
    """Return the text of the whole help, including what is scrolled out of view."""
    return "\n".join(str(part.content) for part in app.screen.query(Static))


def titles(app: DatelineApp) -> list[str]:
    return [str(title.content) for title in app.screen.query(".help-title").results(Static)]


@pytest.mark.parametrize(
    ("keys", "first"),
    [
        ([], "In the list"),
        (["enter"], "In the detail"),
        (["a"], "In the facets, where letters narrow"),
        (["slash"], "In the query"),
        (["h"], "In the chart"),
    ],
)
async def test_keys_of_the_focused_widget_come_first(make_app: MakeApp, keys: Sequence[str], first: str) -> None:
    app = make_app()
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press(*keys, "f1")
        assert titles(app)[:2] == [first, "Anywhere"]
        assert len(titles(app)) == len(set(titles(app)))
        assert first in screen_text(app)


async def test_no_letter_is_listed_as_a_key_where_letters_are_typed(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("a")
        sections = {section.title: section.rows for section in help_sections({}, app.focused, app.browser)}
        keys = {key for row, _ in sections["In the facets, where letters narrow"] for key in row.split()}
        assert {"Enter", "↓", "PgDn", "Home"} <= keys
        assert not any(len(key) == 1 and key.isalnum() for key in keys)
        assert {"j", "k", "g", "G"} <= {key for row, _ in sections["In the list"] for key in row.split()}


async def test_every_glyph_is_explained(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("question_mark")
        text = " ".join(text_of(app).split())
        for status, glyph in UNICODE.statuses.items():
            assert f"{glyph} {status} {STATUS_MEANINGS[status]}" in text


async def test_the_description_of_the_timeline_is_shown_with_its_paragraphs(make_app: MakeApp) -> None:
    app = make_app("title: T\ndescription: |\n  How it began.\n\n  - [b]see[/b] https://example.org\nevents: []\n")
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("question_mark")
        assert "How it began.\n\n- [b]see[/b] https://example.org" in text_of(app)


# Examples


def test_examples_use_the_timelines_own_values_and_find_events() -> None:
    index = Index(parse_timeline(SMALL))
    timeline = index.timeline
    found = {
        example.query: count_events(Query.parse(example.query), index)
        for example in examples(index, timeline.events[1])
    }
    assert "actor:iran" in found
    assert "weapon:missile,ballistic-missile" in found
    assert "-status:denied" in found
    assert all(found.values()), found
    assert not any(Query.parse(query).notices for query in found)


def test_an_empty_timeline_has_an_example() -> None:
    index = Index(parse_timeline("title: T\nevents: []\n"))
    assert [example.query for example in examples(index, None)] == ["is:disputed"]


async def test_an_example_shows_how_many_events_it_finds(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("question_mark")
        [line] = [line for line in app.screen.query(ExampleLine) if line.example.query == "-status:denied"]
        assert str(line.content).split()[:2] == ["-status:denied", "4"]


async def test_in_a_large_timeline_examples_are_counted_after_the_help_is_painted(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 36)):
        browser = app.browser
        await app.push_screen(HelpScreen(browser.index, browser.shown_event, (), most_counted_at_once=0))
        await app.workers.wait_for_complete()
        [line] = [line for line in app.screen.query(ExampleLine) if line.example.query == "-status:denied"]
        assert str(line.content).split()[:2] == ["-status:denied", "4"]


async def test_a_click_on_an_example_runs_it_and_closes_the_help(make_app: MakeApp) -> None:
    app = make_app(query="visit")
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("question_mark")
        y = next(y for y, line in enumerate(screen_lines(app)) if "-status:denied" in line)
        x = screen_lines(app)[y].index("-status:denied")
        await pilot.click(offset=(x + 2, y))
        assert not isinstance(app.screen, HelpScreen)
        assert app.browser.query_one(QueryInput).value == "-status:denied"
        assert listed_ids(app) == ["talks", "visit", "drones", "delivery"]
        assert isinstance(app.focused, EventList)


async def test_tab_moves_to_an_example_and_enter_runs_it(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.press("question_mark", "tab", "tab")
        line = app.focused
        assert isinstance(line, ExampleLine)
        assert line.example.query in screen_text(app)
        await pilot.press("enter")
        assert app.browser.query_one(QueryInput).value == line.example.query
        await pilot.press("alt+left")
        assert app.browser.query_one(QueryInput).value == ""


# Keys and layout


async def test_a_key_closes_the_help_and_changes_nothing(make_app: MakeApp) -> None:
    app = make_app(query="missile")
    async with app.run_test(size=(80, 24)) as pilot:
        for key in ("escape", "q", "question_mark", "f1", "enter"):
            await pilot.press("question_mark")
            assert isinstance(app.screen, HelpScreen)
            await pilot.press(key)
            assert not isinstance(app.screen, HelpScreen), key
            assert app.browser.query_one(QueryInput).value == "missile", key


@pytest.mark.parametrize("size", [SIZES[1], SIZES[-1]])
async def test_the_whole_help_can_be_reached_by_keys(make_app: MakeApp, size: tuple[int, int]) -> None:
    app = make_app()
    app.animation_level = "none"  # a page would take a quarter of a second
    async with app.run_test(size=size) as pilot:
        await pilot.press("question_mark")
        seen: set[str] = set()
        body = app.screen.query_one("#help")
        for _ in range(200):
            seen.update(line.strip(" │╭╮╰╯─█▁") for line in screen_lines(app))
            if body.scroll_offset.y == body.max_scroll_y:
                break
            await pilot.press("pagedown")
        everything = "".join("".join(seen).split())
        for title in titles(app):
            assert "".join(title.split()) in everything
        assert "onlypossibly" in everything
        before = body.scroll_offset.y
        await pilot.press("g")
        assert body.scroll_offset.y == 0
        await pilot.press("j", "j", "k")
        assert body.scroll_offset.y == min(1, before)
        await pilot.press("G")
        assert body.scroll_offset.y == before


@pytest.mark.parametrize("size", SIZES)
async def test_nothing_is_cut_off_at_the_right(make_app: MakeApp, size: tuple[int, int]) -> None:
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await pilot.press("question_mark")
        for part in app.screen.query("#help Static").results(Static):
            width = part.scrollable_content_region.width
            content = part.content
            if isinstance(content, str):
                continue
            assert all(len(line) <= width for line in str(content).split("\n")), str(content)

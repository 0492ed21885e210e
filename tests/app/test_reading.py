"""Reading one event after the other: the detail scrolled from the list, the list moved from the detail."""

from __future__ import annotations

import pytest
from textual.style import Style
from textual.widgets import Static

from tests.app.conftest import MakeApp
from tests.app.screen_reader import highlighted_id, screen_lines, screen_text, shown_id, texts_of, wait_for_text
from tests.timelines import HEAD, SMALL, changed, event
from tui.app.app import DatelineApp
from tui.app.style.content import link
from tui.app.widgets.event_detail import EventDetail
from tui.app.widgets.event_list import EventList
from tui.app.widgets.quote_view import MOST_QUOTES, QuoteView

LONG = HEAD + "".join(
    event(
        id=f"e{number}", date=f"2022-11-{number:02}", title=f"Event {number}", quotes=f"[{{source: s, exact: {text}}}]"
    )
    for number, text in enumerate(("words " * 900, "more " * 900, "few"), 1)
)
"""Three events; the first two fill more than a screen."""


def detail(app: DatelineApp) -> EventDetail:
    return app.browser.query_one(EventDetail)


@pytest.mark.parametrize("size", [(120, 36), (80, 24)])
async def test_the_list_scrolls_the_detail_by_pages_and_lines(make_app: MakeApp, size: tuple[int, int]) -> None:
    app = make_app(LONG)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.press("space")
        page = detail(app).scroll_offset.y
        assert page == detail(app).scrollable_content_region.height - 1
        await pilot.press("shift+down", "shift+down", "shift+up")
        assert detail(app).scroll_offset.y == page + 1
        await pilot.press("space", "backspace", "backspace")
        assert detail(app).scroll_offset.y == 1
        assert isinstance(app.focused, EventList)
        assert highlighted_id(app) == "e1"
        await pilot.press("j")
        assert (shown_id(app), detail(app).scroll_offset.y) == ("e2", 0)


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (60, 20), (40, 12)])
async def test_the_detail_steps_through_the_list_from_its_top(make_app: MakeApp, size: tuple[int, int]) -> None:
    app = make_app(LONG)
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.press("enter", "pagedown")
        assert detail(app).scroll_offset.y > 0
        await pilot.press("right")
        assert (shown_id(app), detail(app).scroll_offset.y) == ("e2", 0)
        assert isinstance(app.focused, EventDetail)
        await pilot.press("pagedown", "right", "left")
        assert (shown_id(app), detail(app).scroll_offset.y) == ("e2", 0)
        await pilot.press("left", "left")
        assert (shown_id(app), isinstance(app.focused, EventDetail)) == ("e1", True)
        if size[0] > 40:
            await wait_for_text(pilot, "This is the first event.")


async def test_space_opens_the_detail_where_it_has_no_place_beside_the_list(make_app: MakeApp) -> None:
    app = make_app(LONG)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("j", "space")
        assert isinstance(app.focused, EventDetail)
        assert "more more" in screen_text(app)


# What disputes an event, in one line


def dispute_line(app: DatelineApp) -> str:
    widget = detail(app).query_one("#disputes", Static)
    return str(widget.content) if widget.display else ""


async def test_a_line_under_the_title_says_who_denies_it(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("G", "k")
        assert dispute_line(app) == "✕ denied by Iran, Jan 2023"
        lines = screen_lines(app)
        y = next(y for y, line in enumerate(lines) if "✕ denied by" in line)
        assert "delivered" in lines[y - 1]
        await pilot.click(offset=(lines[y].index("Iran, Jan"), y))
        assert shown_id(app) == "denial"
        assert dispute_line(app) == ""


@pytest.mark.parametrize(
    ("width", "line"),
    [
        (200, "✕ denied by Iran, Jan 2023 · ≠ contradicted by Iran, 2021 or earlier"),
        (120, "✕ denied by Iran, Jan 2023 +1"),
        (70, "✕ Iran, Jan 2023 +1"),
    ],
)
async def test_denials_come_first_and_what_finds_no_room_is_counted(make_app: MakeApp, width: int, line: str) -> None:
    text = changed(SMALL, ("      part_of: visit\n", "      part_of: visit\n      contradicts: delivery\n"))
    app = make_app(text)
    async with app.run_test(size=(width, 36)) as pilot:
        await pilot.press("G", "k")
        assert dispute_line(app) == line


# Quotes


async def test_quotes_of_one_source_share_its_citation(make_app: MakeApp) -> None:
    quotes = "[{source: s, exact: one, paragraph: 4}, {source: u, exact: two}, {source: s, exact: three, paragraph: 9}]"
    head = changed(HEAD, ("sources: {", "sources: {u: {title: Other}, "))
    app = make_app(head + event(quotes=quotes))
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        views = [str(view.content) for view in detail(app).query(QuoteView) if view.display]
        assert views[0] == "one ¶\N{NO-BREAK SPACE}4\n\nthree ¶\N{NO-BREAK SPACE}9\n\n— O, “S”, 2022"
        assert views[1] == "two\n— “Other”, undated"


async def test_of_many_quotes_those_with_words_of_the_query_and_the_first_are_shown(make_app: MakeApp) -> None:
    number = MOST_QUOTES + 1_000
    sources = ", ".join(f"s{n}: {{title: Paper {n}}}" for n in range(number))
    quotes = ", ".join(f"{{source: s{n}, exact: words {n}, translation: mots {n}}}" for n in range(number))
    text = changed(HEAD, ("sources: {", f"sources: {{{sources}, ")) + event(quotes=f"[{quotes}]")
    app = make_app(text, f'"mots {number - 1}"')
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        views = [str(view.content) for view in detail(app).query(QuoteView)]
        assert len(views) == MOST_QUOTES
        assert views[0] == "words 0\n— “Paper 0”, undated"
        assert views[-2].startswith(f"words {MOST_QUOTES - 2}\n")
        assert views[-1].startswith(f"words {number - 1}\n")
        assert views[-1].endswith("and 1,000 further quotes, which every export has")


async def test_a_paragraph_and_its_number_stay_on_one_line(make_app: MakeApp) -> None:
    for letters in range(1, 30, 3):
        app = make_app(HEAD + event(quotes=f"[{{source: s, exact: x{'x' * letters} y, paragraph: 13}}]"))
        async with app.run_test(size=(110, 36)) as pilot:
            await pilot.pause()
            text = screen_text(app)
            assert "¶\N{NO-BREAK SPACE}13" in text


# The timeline itself


async def test_the_description_is_shown_where_there_is_no_event(make_app: MakeApp) -> None:
    text = changed(SMALL, ("title: A small timeline\n", "title: A small timeline\ndescription: What it is about.\n"))
    for query in ("", "nowhere"):
        app = make_app(text if query else text[: text.index("events:")] + "events: []\n", query)
        async with app.run_test(size=(120, 36)) as pilot:
            await pilot.pause()
            assert "What it is about." in texts_of(detail(app))


# Links


async def test_addresses_are_hyperlinks_of_the_terminal(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 80)) as pilot:
        await pilot.press("G")
        links = {
            segment.style.link
            for strip in app.screen._compositor.render_strips()
            for segment in strip
            if segment.style is not None and segment.style.link
        }
    assert links == {"https://example.org/suite"}


def test_an_address_cannot_end_its_escape_sequence() -> None:
    content = link("https://example.org/é\x1b\\\x07 b")
    [address] = {span.style.link for span in content.spans if isinstance(span.style, Style) and span.style.link}
    assert address == "https://example.org/%C3%A9%1B%5C%07%20b"


async def test_an_address_is_copied_where_no_browser_can_be_opened(
    make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME", "TERMUX_VERSION"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SSH_CONNECTION", "192.0.2.1 5 192.0.2.2 22")
    app = make_app()
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await pilot.press("G", "o")
        await wait_for_text(pilot, "No browser can be opened here")
        assert app.clipboard == "https://example.org/suite"

"""What the detail pane says of an event that lacks something, and of what few events have."""

from __future__ import annotations

import pytest
from textual.geometry import Offset

from tests.app.conftest import MakeApp
from tests.app.screen_reader import screen_lines, screen_text, texts_of
from tui.app.app import DatelineApp
from tui.terminal.glyphs import UNICODE

WIDE, MEDIUM, SMALLEST = (120, 36), (80, 24), (40, 12)

BARE = "title: T\nevents:\n  - {id: bare, date: 2019, title: Something}\n"

FULL = """\
title: T
sources:
  paper: {title: The roof, issued: 2019-02-01, archived: https://archive.example/roof, retrieved: 2020-03-04}
  minutes: {file: minutes.pdf}
places: {hall: {name: The hall, lat: -12.5, lon: 30.25}}
events:
  - id: full
    date: 2019-01
    title: The roof leaks
    draft: true
    places: [hall]
    tags: [people]
    data: {buckets: 12, seen: https://data.example/7}
    summary: |
      First of all, see https://example.org/a_(b), (or http://example.org/c).

      - water came in through the roof of the gym, and through the roof of the hall beside it as well
        - [b]not[/b] javascript:alert(1)
    note: |
      One line.
      Another line.
    sources: [paper, minutes, https://web.example/page?x=1]
    media: [{url: https://media.example/1.jpg, caption: The bucket, credit: R. Vance}]
    quotes:
      - source: minutes
        exact: |
          Motion carried.
          See https://quote.example.
"""


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the list of the addresses that have been opened."""
    addresses: list[str] = []
    monkeypatch.setattr(DatelineApp, "open_url", lambda self, url, *, new_tab=True: addresses.append(url))
    return addresses


@pytest.mark.parametrize("size", [WIDE, MEDIUM])
async def test_what_an_event_lacks_is_said(make_app: MakeApp, size: tuple[int, int]) -> None:
    app = make_app(BARE)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        text = texts_of(app.browser.detail)
        for missing in ("no status", "no quote", "no source"):
            assert missing in text
        assert "known" not in text
        assert "“" not in text


async def test_a_row_without_a_status_has_no_mark(make_app: MakeApp) -> None:
    app = make_app(BARE)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        row = next(line for line in screen_lines(app) if "Something" in line)
        assert not set(row) & set(UNICODE.statuses.values())


async def test_a_draft_is_marked_in_list_and_detail(make_app: MakeApp) -> None:
    app = make_app(FULL + "  - {id: done, date: 2018, title: Finished}\n")
    async with app.run_test(size=WIDE) as pilot:
        rows = {title: next(line for line in screen_lines(app) if title in line) for title in ("The roof", "Finished")}
        assert UNICODE.draft in rows["The roof"]
        assert UNICODE.draft not in rows["Finished"]
        await pilot.press("G")
        assert "draft" in texts_of(app.browser.detail).splitlines()[1]


async def test_paragraphs_list_items_and_lines_are_shown_as_such(make_app: MakeApp) -> None:
    app = make_app(FULL)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        lines = texts_of(app.browser.detail).splitlines()
        item = next(i for i, line in enumerate(lines) if line.startswith("- water came in"))
        assert lines[item - 1] == ""
        assert lines[item + 1].startswith("  "), "the rest of an item is indented"
        assert "  - [b]not[/b] javascript:alert(1)" in lines
        note = next(i for i, line in enumerate(lines) if line.startswith("note"))
        assert [line.split("  ")[-1].strip() for line in lines[note : note + 2]] == ["One line.", "Another line."]
        assert "␊" not in screen_text(app)


async def test_places_data_media_and_sources_are_shown(make_app: MakeApp) -> None:
    app = make_app(FULL)
    async with app.run_test(size=(160, 60)) as pilot:
        await pilot.pause()
        text = " ".join(texts_of(app.browser.detail).split())
        for shown in (
            "The hall (12.5° S, 30.25° E)",
            "tags people",
            "buckets 12",
            "media The bucket, R. Vance https://media.example/1.jpg",
            "The roof, issued 1 February 2019 archived https://archive.example/roof retrieved 4 March 2020",
            "minutes.pdf, undated",
            "web.example, undated https://web.example/page?x=1",
        ):
            assert shown in text


async def test_a_click_on_an_address_in_a_text_opens_it(make_app: MakeApp, opened: list[str]) -> None:
    app = make_app(FULL)
    async with app.run_test(size=(160, 60)) as pilot:
        await pilot.pause()
        for address in (
            "https://example.org/a_(b)",
            "http://example.org/c",
            "https://quote.example",
            "https://data.example/7",
            "https://media.example/1.jpg",
            "https://archive.example/roof",
            "https://web.example/page?x=1",
        ):
            y, line = next((y, line) for y, line in enumerate(screen_lines(app)) if address in line)
            await pilot.click(offset=Offset(line.index(address) + 9, y))
            assert opened[-1:] == [address]
        y, line = next((y, line) for y, line in enumerate(screen_lines(app)) if "javascript" in line)
        await pilot.click(offset=Offset(line.index("javascript") + 3, y))
        assert len(opened) == 7


@pytest.mark.parametrize("size", [WIDE, MEDIUM, SMALLEST])
async def test_every_size_shows_it(make_app: MakeApp, size: tuple[int, int]) -> None:
    app = make_app(FULL)
    async with app.run_test(size=size) as pilot:
        await pilot.press("enter")
        assert "The roof leaks" in screen_text(app)
        assert {len(line) for line in screen_lines(app)} == {size[0]}

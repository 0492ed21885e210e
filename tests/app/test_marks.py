"""A reader's own marks and notes on events, in the app."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.app.conftest import MakeApp
from tests.app.screen_reader import highlighted_id, listed_ids, screen_lines, screen_text, wait_for_text
from tests.app.settling import wait_until
from tests.timelines import HEAD, SMALL, event
from tui.app.app import DatelineApp
from tui.app.screens.note_editor import NoteEditor
from tui.app.widgets.event_list import EventList
from tui.reader.annotations import mark_event, note_event, read_annotations
from tui.reader.kept import Kept
from tui.terminal.glyphs import glyphs
from tui.timeline.reading.reader import parse_timeline
from tui.timeline.search.index import Index

WIDE, SMALLEST = (120, 36), (40, 12)


def rows_with(app: DatelineApp, glyph: str) -> list[str]:
    region = app.browser.query_one(EventList).region
    return [line for line in screen_lines(app) if glyph in line[region.x : region.right - 1]]


def messages(app: DatelineApp) -> list[str]:
    """Return the notifications; on the screen a long path may break their words over lines."""
    return [notification.message for notification in app._notifications]


def file_of(app: DatelineApp) -> Path:
    assert app.browser.path is not None
    return app.browser.path


async def test_m_marks_an_event_and_unmarks_it(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("j", "M")
        marked = highlighted_id(app)
        await wait_for_text(pilot, f"{glyphs().marked} marked")
        [row] = rows_with(app, glyphs().marked)
        assert "Patrushev lands in Tehran" in row
        assert read_annotations(file_of(app)).marks == (marked,)
        assert file_of(app).read_text(encoding="utf-8") == SMALL
        await pilot.press("slash", *"is:marked", "enter")
        assert listed_ids(app) == [marked]
        await pilot.press("M")
        assert listed_ids(app) == []
        assert read_annotations(file_of(app)).marks == ()


async def test_a_writes_a_note_that_is_shown_and_found(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("j", "A", *"Who", "space", *"paid?", "enter", *"[b]x", "ctrl+s")
        await wait_for_text(pilot, f"{glyphs().noted} your note")
        assert "Who paid?" in screen_text(app)
        assert "[b]x" in screen_text(app)
        noted = highlighted_id(app)
        await pilot.press("slash", *"paid", "enter")
        assert listed_ids(app) == [noted]
        await pilot.press("A", *["backspace"] * 14, "escape")
        assert read_annotations(file_of(app)).notes == {}
        assert listed_ids(app) == []


async def test_a_note_is_opened_by_a_click_and_kept_as_it_was_without_a_change(make_app: MakeApp) -> None:
    app = make_app()
    note_event(file_of(app), "visit", "mine")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("j")
        await wait_for_text(pilot, "your note")
        await pilot.click("#own-note")
        await wait_until(pilot, lambda: isinstance(app.screen, NoteEditor))
        await pilot.press("escape")
        assert not isinstance(app.screen, NoteEditor)
        assert read_annotations(file_of(app)).notes == {"visit": "mine"}


@pytest.mark.parametrize("query", ["is:marked", "has:note", "note:mine", "mine"])
async def test_what_was_kept_before_is_found_from_the_start(make_app: MakeApp, query: str) -> None:
    file = file_of(make_app())
    mark_event(file, "visit", is_marked=True)
    note_event(file, "visit", "mine")
    app = make_app(query=query)
    async with app.run_test(size=WIDE) as pilot:
        await wait_until(pilot, lambda: listed_ids(app) == ["visit"], query)
        assert rows_with(app, glyphs().marked)


async def test_marks_of_another_program_are_seen_with_the_next_change(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("j")
        mark_event(file_of(app), "drones", is_marked=True)
        await pilot.press("M")
        assert set(read_annotations(file_of(app)).marks) == {"drones", "visit"}
        assert len(rows_with(app, glyphs().marked)) == 2


async def test_marks_stay_with_their_events_in_a_new_version_of_the_file(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("j", "M")
        assert highlighted_id(app) == "visit"
        app.browser.take_index(Index(parse_timeline(HEAD + event(id="else"))))
        await pilot.pause()
        assert not rows_with(app, glyphs().marked)
        app.browser.take_index(Index(parse_timeline(SMALL)))
        await pilot.pause()
        assert len(rows_with(app, glyphs().marked)) == 1


async def test_what_cannot_be_kept_is_said(make_app: MakeApp) -> None:
    app = make_app()
    mark_event(file_of(app), "visit", is_marked=True)
    path = Kept(file_of(app), "annotations").path
    assert path is not None
    path.write_text("{", encoding="utf-8")
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await wait_until(pilot, lambda: [said for said in messages(app) if "cannot be read" in said])
        await pilot.press("M")
        await wait_until(pilot, lambda: [said for said in messages(app) if "mark could not be saved" in said])
    assert path.read_text(encoding="utf-8") == "{"


async def test_the_smallest_terminal_has_room_for_a_note(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=SMALLEST) as pilot:
        await pilot.press("j", "A", *"mine")
        assert "mine" in screen_text(app)
        await pilot.press("escape")
        assert read_annotations(file_of(app)).notes == {"visit": "mine"}

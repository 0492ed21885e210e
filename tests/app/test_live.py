"""The file on disk and the screen: saves are shown, and errors are shown until they are fixed."""

from __future__ import annotations

import os
from asyncio import to_thread
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from textual.widgets import Static

from tests.app.conftest import MakeApp
from tests.app.screen_reader import highlighted_id, listed_ids, screen_lines, screen_text, shown_id, wait_for_text
from tests.app.settling import wait_until
from tests.eventually import LIMIT
from tests.timelines import HEAD, SMALL, changed, event, locate
from tui.app.app import DatelineApp
from tui.app.screens.file_watch import FileWatch
from tui.app.widgets.event_detail import EventDetail
from tui.app.widgets.event_list import EventList
from tui.app.widgets.facet_panel import FacetPanel
from tui.app.widgets.query_bar import QueryInput
from tui.timeline.loader import Loader
from tui.timeline.search.index import Index

WIDE = (120, 36)
BROKEN = SMALL.replace("actors: [patrushev, iran]", "actors: [patrushev, irann]")


@pytest.fixture
def make_app(make_app: MakeApp) -> MakeApp:
    return partial(make_app, seconds_between_polls=0.01)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "timeline.yaml"


def error_text(app: DatelineApp) -> str:
    """Return the text of the error bar in one line; an empty text while it is hidden."""
    bar = app.browser.query_one("#broken", Static)
    return " ".join(str(bar.content).split()) if bar.display else ""


def save(file: Path, text: str) -> None:
    """Save as vim and others do: a new file replaces the old one."""
    new = file.with_name("new")
    new.write_text(text, encoding="utf-8")
    new.replace(file)


def many(*titles: str) -> str:
    return HEAD + "".join(
        event(id=title, title=title, date=f"2022-01-{day:02}") for day, title in enumerate(titles, start=1)
    )


# Saves are shown


@pytest.mark.parametrize("by", [Path.write_text, save], ids=["in place", "by another file taking the name"])
async def test_a_save_is_shown_and_keeps_the_event_the_query_and_the_focus(
    make_app: MakeApp, file: Path, by: Callable[[Path, str], object]
) -> None:
    app = make_app(query="missile")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("j", "enter")
        by(file, changed(SMALL, ("Iran denies any delivery", "Iran rejects any delivery")))
        await wait_for_text(pilot, "Iran rejects any delivery")
        assert highlighted_id(app) == shown_id(app) == "denial"
        assert app.browser.query_one(QueryInput).value == "missile"
        assert isinstance(app.focused, EventDetail)


async def test_the_highlight_stays_on_its_event_and_its_screen_line(make_app: MakeApp, file: Path) -> None:
    names = [f"event-{number}" for number in range(60)]
    app = make_app(HEAD + "".join(event(id=name, title=name, date="2022-01") for name in names))
    async with app.run_test(size=(120, 20)) as pilot:
        await pilot.press(*["j"] * 30)
        before = next(y for y, line in enumerate(screen_lines(app)) if "event-30 " in line)
        above = [event(id=f"new-{number}", title="New", date="2021") for number in range(7)]
        save(file, file.read_text().replace("events:\n", "events:\n" + "".join(above)))
        await wait_until(pilot, lambda: len(listed_ids(app)) == 67)
        assert highlighted_id(app) == "event-30"
        assert "event-30 " in screen_lines(app)[before]


async def test_the_first_event_stays_highlighted_when_an_earlier_event_is_added(make_app: MakeApp, file: Path) -> None:
    app = make_app(many("b", "c"))
    async with app.run_test(size=WIDE) as pilot:
        save(file, HEAD + event(id="a", date="2021") + file.read_text().removeprefix(HEAD))
        await wait_until(pilot, lambda: listed_ids(app) == ["a", "b", "c"])
        assert highlighted_id(app) == shown_id(app) == "b"


async def test_the_scroll_position_of_the_detail_is_kept(make_app: MakeApp, file: Path) -> None:
    long = SMALL.replace("des pourparlers", "des pourparlers " * 300)
    app = make_app(long)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("enter", *["j"] * 6)
        assert app.browser.query_one(EventDetail).scroll_offset.y == 6
        save(file, changed(long, ("A small timeline", "A renamed one")))
        await wait_for_text(pilot, "A renamed one")
        assert app.browser.query_one(EventDetail).scroll_offset.y == 6


async def test_branches_stay_open_and_the_value_stays_highlighted(make_app: MakeApp, file: Path) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("a", "right", "down")
        assert "Revolutionary" in screen_text(app)
        before = app.browser.query_one(FacetPanel).cursor
        save(file, changed(SMALL, ("A small timeline", "A renamed one")))
        await wait_for_text(pilot, "A renamed one")
        assert "Revolutionary" in "\n".join(line[:28] for line in screen_lines(app))
        assert app.browser.query_one(FacetPanel).cursor == before
        assert app.focused is app.browser.query_one(FacetPanel)


async def test_a_save_does_not_disturb_typing(make_app: MakeApp, file: Path) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("slash", *"miss")
        save(file, changed(SMALL, ("A small timeline", "A renamed one")))
        await wait_for_text(pilot, "A renamed one")
        await pilot.press(*"ile")
        assert app.browser.query_one(QueryInput).value == "missile"
        assert listed_ids(app) == ["delivery", "denial"]


async def test_keys_pressed_before_a_save_do_not_move_to_other_events(make_app: MakeApp, file: Path) -> None:
    app = make_app(many("b", "c", "d"))
    async with app.run_test(size=WIDE) as pilot:
        events = app.browser.query_one(EventList)
        events.action_last()  # tells of the highlight, and of what is to be read, by messages that come late
        events.action_open()
        file.write_text(many("b"), encoding="utf-8")
        app.browser.take_index(Loader(file).load())
        await pilot.pause()
        assert shown_id(app) == "b"


async def test_an_older_reading_is_dropped(make_app: MakeApp, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from threading import Event

    app = make_app()
    go_on, real, calls, returned = Event(), Loader.load, [], []

    def slow(loader: Loader) -> Index:
        index = real(loader)
        calls.append(loader)
        if len(calls) == 1:
            go_on.wait(LIMIT)
        returned.append(loader)
        return index

    monkeypatch.setattr(Loader, "load", slow)
    async with app.run_test(size=WIDE) as pilot:
        save(file, changed(SMALL, ("A small timeline", "The first save")))
        await wait_until(pilot, lambda: len(calls) == 1)
        save(file, changed(SMALL, ("A small timeline", "The second save")))
        await wait_for_text(pilot, "The second save")
        go_on.set()
        await wait_until(pilot, lambda: calls[0] in returned)
        await to_thread(int)  # ends later than the first reading
        await pilot.pause()
        assert "The second save" in screen_text(app)


async def test_a_symbolic_link_to_the_file_is_followed(make_app: MakeApp, file: Path) -> None:
    app = make_app()
    real = file.rename(file.with_name("real.yaml"))
    file.symlink_to(real)
    assert app.browser.follower is not None
    app.browser.follower._watch = FileWatch(file)
    async with app.run_test(size=WIDE) as pilot:
        save(real, changed(SMALL, ("A small timeline", "A renamed one")))
        await wait_for_text(pilot, "A renamed one")


# Errors are shown


async def test_a_broken_save_leaves_the_timeline_and_shows_the_error_until_it_is_fixed(
    make_app: MakeApp, file: Path
) -> None:
    app = make_app(query="actor:iran")
    async with app.run_test(size=WIDE) as pilot:
        save(file, BROKEN)
        await wait_until(pilot, lambda: bool(error_text(app)))
        where = locate(BROKEN, "irann")
        assert error_text(app) == f"Not read: timeline.yaml:{where}: unknown actor 'irann'; did you mean 'iran'?"
        assert listed_ids(app) == ["talks", "visit", "delivery", "denial"]
        await pilot.press("j", "c", "G")
        assert error_text(app)
        save(file, SMALL)
        await wait_until(pilot, lambda: not error_text(app))
        assert "irann" not in screen_text(app)


async def test_other_problems_are_counted(make_app: MakeApp, file: Path) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        save(file, BROKEN.replace("kind: use", "kind: useful").replace("via: herald", "via: heralds"))
        await wait_until(pilot, lambda: error_text(app).endswith("(2 more)"))


@pytest.mark.parametrize("width", [40, 60, 200])
async def test_the_error_takes_two_lines_at_most(make_app: MakeApp, file: Path, width: int) -> None:
    app = make_app()
    async with app.run_test(size=(width, 12)) as pilot:
        save(file, SMALL.replace("kind: use", "kind: useful").replace("via: herald", f"via: {'herald' * 80}"))
        await wait_until(pilot, lambda: error_text(app).endswith("(1 more)"))
        lines = screen_lines(app)
        assert "Not read: timeline.yaml" in lines[2]
        assert "(1 more)" in lines[3]
        await pilot.resize_terminal(200, 12)
        await pilot.pause()
        assert "(1 more)" in "".join(screen_lines(app)[2:4])


async def test_a_missing_file_is_reported_until_it_is_back(make_app: MakeApp, file: Path) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        away = file.rename(file.with_name("away"))
        await wait_until(pilot, lambda: bool(error_text(app)))
        assert error_text(app) == "Not read: timeline.yaml: the file is gone; its last content is still shown"
        assert len(listed_ids(app)) == 5
        away.rename(file)  # the very file that was there before
        await wait_until(pilot, lambda: not error_text(app))


async def test_the_editor_opens_at_the_error_in_the_file(
    make_app: MakeApp, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        save(file, BROKEN)
        await wait_until(pilot, lambda: bool(error_text(app)))
        assert app.browser.line_to_edit == int(locate(BROKEN, "irann").split(":")[0])
        save(file, SMALL)
        await wait_until(pilot, lambda: not error_text(app))
        assert app.browser.line_to_edit == SMALL.split("\n").index("  - id: talks") + 1


# When a file has changed


def test_a_change_is_reported_once_when_the_file_is_at_rest(file: Path) -> None:
    file.write_text("1")
    watch = FileWatch(file)
    assert not watch.has_changed()
    file.write_text("12")
    assert not watch.has_changed()
    file.write_text("123")  # still being written
    assert not watch.has_changed()
    assert watch.has_changed()
    assert not watch.has_changed()


def test_a_new_file_of_the_same_size_and_time_is_a_change(file: Path) -> None:
    file.write_text("1")
    os.utime(file, (1, 1))
    watch = FileWatch(file)
    save(file, "2")
    os.utime(file, (1, 1))
    assert [watch.has_changed() for _ in range(3)] == [False, True, False]


def test_a_file_that_is_missing_for_a_moment_has_not_changed(file: Path) -> None:
    file.write_text("1")
    watch = FileWatch(file)
    away = file.rename(file.with_name("away"))
    assert not watch.has_changed()
    assert not watch.has_changed()
    away.rename(file)
    assert [watch.has_changed() for _ in range(3)] == [False] * 3


def test_a_file_that_stays_missing_has_changed(file: Path) -> None:
    file.write_text("1")
    watch = FileWatch(file)
    file.unlink()
    assert [watch.has_changed() for _ in range(4)] == [False, False, True, False]
    assert watch.is_gone


def test_a_change_that_was_accepted_is_not_reported(file: Path) -> None:
    file.write_text("1")
    watch = FileWatch(file)
    file.write_text("12")
    watch.accept()
    assert [watch.has_changed() for _ in range(3)] == [False] * 3


def test_a_pipe_never_changes(tmp_path: Path) -> None:
    read, write = os.pipe()
    try:
        watch = FileWatch(Path(f"/dev/fd/{read}"))
        os.write(write, b"more")
        assert [watch.has_changed() for _ in range(3)] == [False] * 3
    finally:
        os.close(read)
        os.close(write)


async def test_a_version_that_is_read_as_the_app_ends_is_not_shown(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test():
        browser = app.browser
    assert not browser.children
    browser.take_index(browser.index)

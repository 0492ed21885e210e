"""Workarounds for bugs of Textual. Those of the palette and of closing are tested in test_closing."""

from __future__ import annotations

from pathlib import Path
from time import time
from typing import Any

import pytest
from rich.segment import Segment
from textual.app import App, ComposeResult
from textual.events import Key, Paste, Resize
from textual.geometry import Region, Size
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Label
from textual.widgets._toast import Toast

from tests.app.settling import wait_until
from tests.timelines import BUNDLED
from tui.app.app import DatelineApp
from tui.app.textual_fixes import PersistentNotification
from tui.app.textual_painting import paint_only_what_changed
from tui.app.widgets.query_bar import QueryBar
from tui.timeline.query.language import Query
from tui.timeline.reading.reader import read_timeline
from tui.timeline.search.index import Index


def test_an_expired_notification_has_time_left() -> None:
    expired = PersistentNotification("Gone", timeout=5, raised_at=time() - 6)
    assert expired.has_expired
    assert expired.time_left > 0
    assert not PersistentNotification("Here", timeout=5).has_expired


async def test_the_notifications_of_the_app_are_persistent() -> None:
    app = DatelineApp(Index(read_timeline(BUNDLED)), "", Path(BUNDLED))
    async with app.run_test(notifications=True) as pilot:
        app.notify("Copied.", timeout=2)
        await pilot.pause()
        (toast,) = app.screen.query(Toast)
        assert isinstance(toast._notification, PersistentNotification)
        assert toast._notification.timeout == 2


class ShortLine(Widget):
    """Claims more cells than its segments have, as a line with variation selectors may."""

    def render_line(self, y: int) -> Strip:
        return Strip([Segment("ab")], cell_length=self.size.width)


class ShortScreen(Screen[None]):
    """Is as short itself, so that nothing lies behind the gap."""

    def compose(self) -> ComposeResult:
        yield ShortLine()
        yield Label("over")

    def render_lines(self, crop: Region) -> list[Strip]:
        return [Strip([Segment("cd")], cell_length=crop.width) for _ in crop.line_range]


class ShortLines(App[None]):
    """Cuts a short line where another widget lies over it."""

    CSS = """
    Screen { layers: below above; }
    ShortLine { height: 3; layer: below; }
    Label { layer: above; offset: 10 0; width: 4; }
    """

    def get_default_screen(self) -> Screen[None]:
        return ShortScreen()


async def test_a_line_that_is_too_short_is_filled_and_painted() -> None:
    paint_only_what_changed()
    app = ShortLines()
    async with app.run_test(size=(40, 5)) as pilot:
        for size in [(40, 5), (30, 5), (12, 3)]:
            await pilot.resize_terminal(*size)
            await pilot.pause()
            update: Any = app.screen._compositor.render_full_update()
            assert "ab" in update.render_segments(app.console)
            assert "over"[: size[0] - 10] in update.render_segments(app.console)
            assert all(sum(strip.cell_length for strip in line) == size[0] for line in update.strips)


class Counted(Widget):
    """Counts which of its rows are rendered."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text
        self.rendered: list[int] = []

    def render_lines(self, crop: Region) -> list[Strip]:
        self.rendered += crop.line_range
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        return Strip([Segment(self.text * self.size.width)])


class Columns(App[None]):
    """Three widgets beside each other, and one over the first."""

    CSS = """
    Screen { layout: horizontal; layers: below above; }
    Counted { width: 1fr; height: 6; layer: below; }
    #over { layer: above; width: 4; height: 2; }
    """

    def compose(self) -> ComposeResult:
        yield from map(Counted, "abc")
        over = Counted("d")
        over.id = "over"
        yield over


async def test_only_the_rows_that_changed_are_rendered_and_painted() -> None:
    paint_only_what_changed()
    app = Columns()
    async with app.run_test(size=(30, 6)) as pilot:
        await pilot.pause()
        first, second, third, over = app.query(Counted)
        for widget in (first, second, third, over):
            widget.rendered.clear()
        first.text, third.text = "x", "z"
        first.refresh(Region(0, 4, 10, 1))
        third.refresh(Region(0, 2, 10, 1))
        first.refresh(Region(0, 0, 2, 1))  # covered
        compositor = app.screen._compositor
        compositor.update_widgets({first, third})
        update: Any = compositor.render_partial_update()
        assert first.rendered == [4]
        assert third.rendered == [2]
        assert second.rendered == []
        assert over.rendered == [0]
        painted = update.render_segments(app.console)
        assert painted.count("x" * 10) == painted.count("z" * 10) == 1
        assert "b" not in painted
        assert painted.count("d") == 2


async def test_a_size_that_the_terminal_no_longer_has_is_not_laid_out(monkeypatch: pytest.MonkeyPatch) -> None:
    laid_out: list[Size | None] = []
    refresh = Screen._refresh_layout

    def note_size(screen: Screen[Any], size: Size | None = None, scroll: bool = False) -> None:
        laid_out.append(size)
        refresh(screen, size, scroll)

    monkeypatch.setattr(Screen, "_refresh_layout", note_size)
    app = DatelineApp(Index(read_timeline(BUNDLED)), "", Path(BUNDLED))
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        old, new = Size(80, 20), Size(90, 25)
        app.post_message(Resize(new, new))
        await wait_until(pilot, lambda: new in laid_out)
        app.screen.post_message(Resize(old, old))
        await pilot.pause()
        assert old not in laid_out


async def test_what_is_typed_while_the_screen_comes_up_is_for_that_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    def type_at_once(app: DatelineApp) -> None:
        for key, character in (("f", "f"), ("escape", None), ("slash", "/"), ("i", "i")):
            app.post_message(Key(key, character))
        app.post_message(Paste("ran"))

    monkeypatch.setattr(DatelineApp, "on_load", type_at_once)
    app = DatelineApp(Index(read_timeline(BUNDLED)), "", Path(BUNDLED))
    async with app.run_test() as pilot:
        await wait_until(pilot, lambda: app.browser.query_one(QueryBar).text == "iran")
        assert app.browser.answer.query == Query.parse("iran")

"""Read the screen of an app as text."""

from __future__ import annotations

from typing import cast

from textual._context import visible_screen_stack
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import Static

from tests.app.settling import wait_until
from tui.app.app import DatelineApp
from tui.app.widgets.event_list import EventList


def screen_lines(app: DatelineApp) -> list[str]:
    """Return the painted lines of the screen."""
    visible_screen_stack.set(app._background_screens)  # for a dialog, which keeps what it was drawn over
    strips = app.screen._compositor.render_strips()
    return ["".join(segment.text for segment in strip) for strip in strips]


def screen_text(app: DatelineApp) -> str:
    return "\n".join(screen_lines(app))


async def wait_for_text(pilot: Pilot[None], text: str) -> None:
    """Wait until a text is on the screen, such as that of a notification. A blank stands for any whitespace."""
    app = cast(DatelineApp, pilot.app)
    await wait_until(
        pilot, lambda: text in " ".join(screen_text(app).split()), lambda: f"{text!r} on\n{screen_text(app)}"
    )


def texts_of(widget: Widget) -> str:
    """Return the texts of the displayed parts of a widget."""
    return "\n".join(str(part.content) for part in widget.query(Static) if part.display)


def shown_id(app: DatelineApp) -> str | None:
    """Return the id of the event in the detail pane."""
    number = app.browser.shown
    return None if number is None else app.browser.index.timeline.events[number].id


def listed_ids(app: DatelineApp) -> list[str]:
    return [app.browser.index.timeline.events[row].id for row in app.browser.answer.rows]


def highlighted_id(app: DatelineApp) -> str | None:
    number = app.browser.query_one(EventList).number
    return None if number is None else app.browser.index.timeline.events[number].id

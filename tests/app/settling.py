"""Wait until an app in a test has nothing left to do, however busy the machine is.

Textual's pilot waits until the process uses little CPU time, for at least 40 ms a key. On a busy machine a process may
use little because it gets little. This module asks the event loop instead, and does the work of a frame as soon as it
is due.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

import pytest
import textual.app
import textual.pilot
from textual._context import active_app
from textual.app import App
from textual.pilot import Pilot
from textual.screen import Screen

from tests.eventually import LIMIT, eventually_async

_QUIET_TURNS = 3
"""Turns of the event loop in a row without anything to do."""

RENDER = Screen._compositor_refresh
"""Renders a frame, as long as no test has put that off."""
_press = Pilot.press


async def wait_until(
    pilot: Pilot[None], condition: Callable[[], object], description: str | Callable[[], str] = ""
) -> None:
    """Wait until a condition holds, and then until the app has nothing left to do.

    Raises:
        AssertionError: the condition did not hold in time.
    """
    await pilot.pause()
    await eventually_async(condition, description)
    await pilot.pause()


async def settle(app: App[None]) -> None:
    """Wait until no message, callback or frame of an app is due.

    It does not wait for threads, nor for timers that have not run out: `wait_until` does.
    """
    await _settle_unrendered(app)
    _render_what_changed(app)


async def _settle_unrendered(app: App[None]) -> None:
    loop = asyncio.get_running_loop()
    ready = loop._ready  # type: ignore[attr-defined]
    end = time.monotonic() + LIMIT
    quiet = 0
    while quiet < _QUIET_TURNS and time.monotonic() < end and app.is_running:
        await asyncio.sleep(0)
        quiet = 0 if ready or _prepare_due_frame(app) else quiet + 1


def _render_what_changed(app: App[None]) -> None:
    if app.screen_stack and app.screen._compositor._dirty_regions:
        RENDER(app.screen)


def render_once_settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Render a frame only when an app has nothing left to do, and after the last of the keys that are pressed at once.

    A key leads to about three frames, of the list, the detail and the chart, and tests spend most of their time
    rendering. The layout and the callbacks of each frame are not put off.
    """
    for module, wait in ((textual.app, _wait_for_key), (textual.pilot, settle_active_app)):
        monkeypatch.setattr(module, "wait_for_idle", wait)
    monkeypatch.setattr(Pilot, "press", _press_and_render)
    monkeypatch.setattr(Screen, "_compositor_refresh", _keep_dirty)


async def _press_and_render(pilot: Pilot[None], *keys: str) -> None:
    await _press(pilot, *keys)
    _render_what_changed(pilot.app)


def _keep_dirty(screen: Screen[object]) -> None:
    """Leave what is to be painted with the compositor, and do all else that `_compositor_refresh` does."""
    if screen is screen.app.screen:
        screen._dirty_widgets.clear()
        screen.app._update_mouse_over(screen)
    else:
        RENDER(screen)


def _prepare_due_frame(app: App[None]) -> bool:
    """Resize or lay out the current screen now, if that is due; return whether it was."""
    if not app.screen_stack or app._batch_count:
        return False
    if app._resize_event is not None:
        app._check_resize()
        return True
    screen = app.screen
    is_due = bool(
        screen._layout_required
        or screen._scroll_required
        or screen._repaint_required
        or screen._recompose_required
        or screen._dirty_widgets
        or screen._callbacks
    )
    if is_due:
        screen._on_timer_update()
    return is_due


async def settle_active_app(min_sleep: float = 0.0, max_sleep: float = 0.0) -> None:
    """Replace ``textual._wait.wait_for_idle``."""
    await settle(active_app.get())


async def _wait_for_key(min_sleep: float = 0.0, max_sleep: float = 0.0) -> None:
    """Replace ``textual._wait.wait_for_idle`` after each of several keys."""
    await _settle_unrendered(active_app.get())

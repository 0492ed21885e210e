"""Keys, clicks, pastes and resizes over adversarial timelines, as a monkey uses them, down to a screen of one cell.

The app keeps running, every frame can be written to a terminal, the screen has as many cells as the terminal, and the
list has the answer of the plain matcher.
"""

from __future__ import annotations

import asyncio
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from random import Random
from typing import Any
from unittest.mock import patch

import textual.app
import textual.pilot
from textual import screen
from textual._compositor import CompositorUpdate

from tests.app.monkey import Action, Monkey, Resize
from tests.app.settling import settle_active_app
from tests.app.test_monkey import Cage
from tests.reliability.adversarial import TIMELINES
from tests.reliability.run import Run, Trial, main
from tui.app.app import DatelineApp
from tui.app.textual_painting import paint_only_what_changed
from tui.timeline.reading.reader import read_timeline
from tui.timeline.search.index import Index

ACTIONS = 400
"""How many actions each app gets."""
_SMALLEST = ((1, 1), (2, 1), (1, 9), (300, 1), (1, 60), (3, 3), (120, 36), (119, 36), (121, 20))


class SmallMonkey(Monkey):
    """Resizes the terminal more often, and to sizes at which nothing can be read."""

    def _resize(self) -> Iterator[Action]:
        yield from super()._resize()
        for _ in range(self._random.randrange(4)):
            self._width, self._height = self._random.choice(_SMALLEST)
            yield Resize(self._width, self._height)


def trials(run: Run) -> None:
    """Use one app after the other."""
    paint_only_what_changed()
    names = list(TIMELINES)
    with caged():
        for trial in run.trials():
            with trial:
                asyncio.run(use_app(names[trial.number % len(names)], trial))


async def use_app(name: str, trial: Trial, actions: int = ACTIONS) -> None:
    """Use an app over one of the timelines.

    Raises:
        AssertionError: something is wrong.
    """
    path = trial.run.folder / "timeline.yaml"
    path.write_text(TIMELINES[name], encoding="utf-8")
    timeline = read_timeline(path)
    app = DatelineApp(Index(timeline), "", path)
    last: deque[Action] = deque(maxlen=40)
    monkey = SmallMonkey(trial.random.randrange(2**32), [*(each.id for each in timeline.events[:9])])
    trial.note(f"over {name}")
    try:
        async with app.run_test(size=(120, 36), notifications=True) as pilot:
            cage = Cage(app, pilot, Random(trial.number))
            await pilot.pause()
            for action in monkey.actions(actions):
                last.append(action)
                await cage.do(action)
                if cage.has_ended:
                    break
                trial.count("actions")
                if isinstance(action, Resize):
                    trial.count("resizes")
            await cage.do(Resize(120, 36))
            await cage.check()
    except BaseException:
        trial.note(f"the last actions were {list(last)}")
        raise
    trial.count("apps")


@contextmanager
def caged() -> Iterator[None]:
    """Let the app leave nothing of the machine changed, and render each frame as for a terminal."""

    def do_nothing(*arguments: Any, **options: Any) -> None:
        pass

    async def do_nothing_async(*arguments: Any) -> None:
        pass

    def write_nothing(path: object, data: Iterable[bytes]) -> None:
        for _ in data:
            pass

    with ExitStack() as stack:
        for target, value in (
            ("tui.app.screens.export.write_whole", write_nothing),
            ("textual.app.wait_for_idle", settle_active_app),
            ("textual.pilot.wait_for_idle", settle_active_app),
        ):
            stack.enter_context(patch(target, value))
        stack.enter_context(patch.object(DatelineApp, "action_quit", do_nothing_async))
        for name in ("action_suspend_process", "open_url", "deliver_text"):
            stack.enter_context(patch.object(DatelineApp, name, do_nothing))
        stack.enter_context(patch.object(screen, "UPDATE_PERIOD", 0.05))
        stack.enter_context(patch.dict("os.environ", {"EDITOR": "true", "VISUAL": "true"}))
        stack.enter_context(patch.object(textual.app.App, "_display", render_frame))
        yield


def render_frame(app: Any, screen: Any, renderable: Any) -> None:
    """Render a frame as Textual does for a terminal, which it leaves out in tests."""
    if isinstance(renderable, CompositorUpdate) and app._running and not app._closed:
        try:
            renderable.render_segments(app.console)
        except Exception as error:
            app._handle_exception(error)


if __name__ == "__main__":
    sys.exit(main("typing_at_random", trials))

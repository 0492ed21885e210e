"""Keys, clicks, pastes and resizes over adversarial timelines, as a monkey uses them, down to a screen of one cell.

The app keeps running, every frame can be written to a terminal, the screen has as many cells as the terminal, and the
list has the answer of the plain matcher.
"""

from __future__ import annotations

import asyncio
import shutil
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch

import textual.app
import textual.pilot
from textual import screen
from textual._compositor import CompositorUpdate
from textual.pilot import Pilot

from tests.app.monkey import Action, Key, Monkey, Mouse, Paste, Resize
from tests.app.settling import settle_active_app, wait_until
from tests.app.test_monkey import Cage
from tests.reliability.adversarial import TIMELINES
from tests.reliability.run import Run, Trial, collect_less, main
from tui.app.app import DatelineApp
from tui.app.textual_painting import paint_only_what_changed
from tui.timeline.reading.reader import read_timeline
from tui.timeline.search.index import Index

ACTIONS, TIMELINES_OF_APP = 1_000, 4
"""How many actions an app gets over each of its timelines, and how many timelines, one after the other."""
_MOST_QUEUED = 2_000
"""How many actions, at most, are queued before the app handles them and paints: some 60 on average."""
_SECONDS_PER_FRAME = 5.0
"""The app is painted when it has handled what is queued."""
_SMALLEST = ((1, 1), (2, 1), (1, 9), (300, 1), (1, 60), (3, 3), (120, 36), (119, 36), (121, 20))
_STAYING = (
    *("j", "k", "down", "up", "n", "N", "right", "left", "tab", "shift+tab", "pagedown", "pageup", "home", "end"),
    *("space", "backspace", "y", "b", "plus", "minus", "left_square_bracket", "right_square_bracket", "escape", "t"),
    *("shift+down", "shift+up", "enter", "c", "a", "g", "G", "T", "M", "w", "s"),
)
"""Keys that open no other screen."""


class SmallMonkey(Monkey):
    """Acts quickly, and resizes the terminal to sizes at which nothing can be read.

    Most of its keys stay where it is: to open the help takes as long as a hundred of them.
    """

    def __init__(self, seed: int, words: Sequence[str] = ()) -> None:
        super().__init__(seed, words)
        weights: Mapping[Callable[[], Iterator[Action]], float] = {
            self._stay: 20,
            self._press: 4,
            self._press_any: 4,
            self._hold: 12,
            self._route: 0.5,
            self._type_query: 8,
            self._type_letters: 12,
            self._paste: 5,
            self._command: 0.5,
            self._click: 16,
            self._drag: 5,
            self._wheel: 12,
            self._hover: 4,
            self._resize: 7,
            self._theme: 0.1,
            self._focus: 0.2,
            self._wait: 0.5,
        }
        self._kinds, self._weights = list(weights), list(weights.values())

    def _stay(self) -> Iterator[Action]:
        yield from (Key(self._random.choice(_STAYING)) for _ in range(self._random.randrange(1, 90)))

    def _hold(self) -> Iterator[Action]:
        for _ in range(self._random.randrange(1, 4)):
            yield from super()._hold()

    def _type_letters(self) -> Iterator[Action]:
        for _ in range(self._random.randrange(1, 4)):
            yield from super()._type_letters()

    def _paste(self) -> Iterator[Action]:
        for _ in range(self._random.randrange(1, 4)):
            yield from super()._paste()

    def _resize(self) -> Iterator[Action]:
        yield from super()._resize()
        for _ in range(self._random.randrange(4)):
            self._width, self._height = self._random.choice(_SMALLEST)
            yield Resize(self._width, self._height)


class PaintingCage(Cage):
    """Paints once what is queued has been handled."""

    async def settle(self) -> None:
        """Wait until no message is queued, and paint."""
        await super().settle()
        if not self.has_ended:
            self.app.screen._on_timer_update()


def trials(run: Run) -> None:
    """Use one app after the other."""
    paint_only_what_changed()
    collect_less()
    names = list(TIMELINES)
    with caged(_SECONDS_PER_FRAME):
        for trial in run.trials():
            with trial:
                first = trial.number * TIMELINES_OF_APP
                chosen = [names[number % len(names)] for number in range(first, first + TIMELINES_OF_APP)]
                asyncio.run(use_app(chosen, trial))


async def use_app(names: Sequence[str], trial: Trial, actions: int = ACTIONS) -> None:
    """Use an app over some of the timelines, each of which takes the place of the one before.

    Raises:
        AssertionError: something is wrong.
    """
    path = trial.run.folder / f"{trial.number}" / "timeline.yaml"
    path.parent.mkdir()
    path.write_text(TIMELINES[names[0]], encoding="utf-8")
    timeline = read_timeline(path)
    app = DatelineApp(Index(timeline), "", path, seconds_between_polls=0.02)
    last: deque[Action] = deque(maxlen=150)
    monkey = SmallMonkey(trial.random.randrange(2**32), [*(each.id for each in timeline.events[:9])])
    trial.note(f"over {names}")
    try:
        async with app.run_test(size=(120, 36), notifications=True) as pilot:
            cage = PaintingCage(app, pilot, Random(trial.number), _MOST_QUEUED)
            await pilot.pause()
            for number, name in enumerate(names):
                if number:
                    await exchange(cage, pilot, path, TIMELINES[name])
                for action in monkey.actions(actions):
                    last.append(action)
                    await cage.do(action)
                    if cage.has_ended:
                        break
                    trial.count("actions")
                    trial.count(counted_as(action))
                await cage.do(Resize(120, 36))
                await cage.check()
                trial.count("checks")
    except BaseException:
        trial.note(f"the last actions were {list(last)}")
        raise
    finally:
        shutil.rmtree(path.parent)
    trial.count("apps")


async def exchange(cage: Cage, pilot: Pilot[None], path: Path, text: str) -> None:
    """Save another timeline, and wait until it is shown."""
    browser, before = cage.app.browser, cage.app.browser.index
    other = path.with_name("other")
    other.write_text(text, encoding="utf-8")
    other.replace(path)
    await wait_until(pilot, lambda: browser.index is not before or cage.has_ended, "the other timeline")


def counted_as(action: Action) -> str:
    """Return the name under which an action is counted."""
    if isinstance(action, Mouse):
        return "clicks" if action.kind == "down" else "moves, wheels and releases of the mouse"
    return {Key: "keys", Paste: "pastes", Resize: "resizes"}.get(type(action), "other actions")


@contextmanager
def caged(seconds_per_frame: float = 0.05) -> Iterator[None]:
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
        stack.enter_context(patch.object(screen, "UPDATE_PERIOD", seconds_per_frame))
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

"""A monkey uses the keyboard, the mouse and the file at random: the app keeps running and its answers stay right.

``DATELINE_MONKEY`` sets the total number of actions. ``DATELINE_MONKEY_SEED`` is added to every seed.
"""

from __future__ import annotations

import asyncio
import os
import re
import traceback
from collections import deque
from collections.abc import Callable, Iterable
from random import Random
from typing import Any

import pytest
from rich.cells import cell_len
from textual import screen
from textual.geometry import Size
from textual.pilot import Pilot

from tests.app.conftest import MakeApp
from tests.app.monkey import Action, Key, Monkey, Resize, Save, Theme, Wait
from tests.app.screen_reader import screen_lines
from tests.app.settling import RENDER, wait_until
from tests.app.test_safety import HOSTILE, hostile_timeline
from tests.plain import Plain
from tests.soak import IS_SOAK
from tests.timelines import BUNDLED, HEAD, SMALL, VARIED, event
from tui.app.app import DatelineApp
from tui.app.widgets.event_detail import EventDetail
from tui.app.widgets.event_list import EventList
from tui.app.widgets.query_bar import QueryBar
from tui.app.widgets.title_bar import TitleBar
from tui.timeline.query.language import Query
from tui.timeline.query.terms import FieldTerm

ACTIONS = int(os.environ.get("DATELINE_MONKEY", "20000" if IS_SOAK else "2000"))
SEED = int(os.environ.get("DATELINE_MONKEY_SEED", "0"))

_MOST_REPORTED = 80
"""How many of the last actions are reported when a check fails."""
_MOST_QUEUED = 100
"""How many actions, at most, are queued before the app handles them."""
_SECONDS_PER_FRAME = 5.0
"""The app is painted when the monkey waits. Most other frames would be replaced by the next key."""
_ACTIONS_BETWEEN_CHECKS = 400
_MOST_ESCAPES = 400

NASTY = hostile_timeline(" · ".join(HOSTILE.values()))
EMPTY = "title: T\nevents: []\n"
LINKED = HEAD + "".join(
    event(f"links: {{{'denies' if n % 3 else 'follows'}: [e{n // 2}]}}" if n > 1 else "", id=f"e{n}", date=date)
    for n, date in enumerate(("2022", "../2021", "2022-11/..", "../..", "0001", "9999-12-31", "202X", "2022-11-XX") * 6)
)


class Cage:
    """An app that a monkey uses.

    Args:
        app: the app.
        pilot: its pilot.
        random: chooses how many actions are queued.
        most_queued: how many of them, at most, before the app handles them.
    """

    def __init__(self, app: DatelineApp, pilot: Pilot[None], random: Random, most_queued: int = _MOST_QUEUED) -> None:
        self.app = app
        self._most_queued = most_queued
        self._pilot = pilot
        self._random = random
        self._queued = 0
        self._saves = 0
        self.errors: list[str] = []
        """Errors that nothing else reports, such as those of a task that nobody awaits."""
        asyncio.get_running_loop().set_exception_handler(self._record)

    def _record(self, loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        trace = "".join(traceback.format_exception(error)) if isinstance(error, BaseException) else ""
        self.errors.append(f"{context['message']}\n{trace}")

    async def do(self, action: Action) -> None:
        """Do an action. The app handles it within the next few."""
        driver = self.app._driver
        assert driver is not None
        if isinstance(action, Wait):
            await self.settle()
        elif isinstance(action, Theme):
            self.app.theme = action.name
        elif isinstance(action, Save):
            self.save(action.version)
        else:
            if isinstance(action, Resize):
                driver._size = Size(*action)
            for message in action.events():
                driver.process_message(message)
        self._queued += 1
        if self._queued > self._random.randrange(self._most_queued):
            await self.settle()

    async def settle(self) -> None:
        """Wait until no message is queued, and render a frame."""
        self._queued = 0
        quiet = 0
        ready = asyncio.get_running_loop()._ready  # type: ignore[attr-defined]
        while quiet < 3 and not self.has_ended:
            await asyncio.sleep(0)
            quiet = 0 if ready or self._has_messages() else quiet + 1
        if not self.has_ended:
            self.app.screen._on_timer_update()

    def _has_messages(self) -> bool:
        pumps = (self.app, *self.app.screen_stack[-1].walk_children(with_self=True))
        return any(pump.message_queue_size for pump in pumps)

    @property
    def has_ended(self) -> bool:
        return not self.app.is_running or self.app._exception is not None or self.app._exit

    def save(self, version: str) -> None:
        """Save a version of the file of the timeline."""
        path = self.app.browser.path
        assert path is not None
        self._saves += 1
        text = {
            "same": SMALL,
            "renamed": SMALL.replace("A small timeline", f"Saved {self._saves}").replace("- id: talks", "- id: talk"),
            "few": SMALL[: SMALL.index("  - id: denial")],
            "many": LINKED,
            "none": EMPTY,
            "broken": SMALL.replace("kind: use", "kind: useful").replace("2022-11-08", "2022-11-38"),
            "half": SMALL[: self._random.randrange(len(SMALL))],
            "fixed": SMALL,
        }.get(version)
        if text is None:
            path.unlink(missing_ok=True)
        elif self._random.random() < 0.5:
            path.write_text(text, encoding="utf-8")
        else:
            new = path.with_name("new")
            new.write_text(text, encoding="utf-8")
            new.replace(path)

    # Checks

    async def check(self) -> None:
        """Go back to the list, and check the app.

        Raises:
            AssertionError: something is wrong.
        """
        await self.settle()
        app = self.app
        assert not self.has_ended, repr(app._exception)
        assert not self.errors, "\n".join(self.errors)
        for _ in range(_MOST_ESCAPES):
            if self._is_at_list:
                break
            await self.do(Key("escape"))
            await self.settle()
        assert self._is_at_list, f"Escape does not lead back from {app.screen}, {app.focused}"
        await wait_until(self._pilot, lambda: not app.browser.late.is_due, "the late layout")
        assert not self.has_ended, repr(app._exception)
        self.compare()
        width, height = app.size
        lines = screen_lines(app)
        assert [cell_len(line) for line in lines] == [width] * height

    @property
    def _is_at_list(self) -> bool:
        browser, events = self.app.browser, self.app.browser.query_one(EventList)
        if self.app.screen is not browser or self.app.focused is not events:
            return False
        return not browser.has_class("-reading") and not browser.has_class("-facets")

    def compare(self) -> None:
        """Compare the screen with the result of the plain matcher."""
        browser, answer = self.app.browser, self.app.browser.answer
        text = browser.query_one(QueryBar).text
        query = Query.parse(text)
        plain = Plain(browser.index, query)
        assert answer.query == query, text
        assert list(answer.rows) == plain.sorted_rows(answer.sort), text
        for facet in self._random.sample(sorted(answer.counts), 2):
            counts = answer.counts[facet]
            for value in self._random.sample(sorted(counts), min(2, len(counts))):
                rest = query.without(facet)
                if value in answer.excluded[facet]:
                    others = (term for term in rest.terms if not (isinstance(term, FieldTerm) and term.is_on(facet)))
                    rest = Query(tuple(others))
                chosen = Plain(browser.index, Query((*rest.terms, FieldTerm(facet, (value,)))))
                assert counts[value] == len(chosen.rows()), (text, facet, value)
        listed, shown = browser.query_one(EventList), browser.shown
        assert listed.number in answer.rows if answer.rows else listed.number is None, text
        assert browser.query_one(EventDetail)._number == shown
        heading = browser.query_one(TitleBar).count
        count = re.search(r"([\d,]+)(?: of [\d,]+)? events?$", heading)
        assert count is not None, heading
        assert int(count[1].replace(",", "")) == len(answer.rows), heading

    async def fix_file(self) -> None:
        """Save a whole file, and wait until it is shown."""
        path = self.app.browser.path
        assert path is not None
        title = f"Fixed {self._saves}"
        path.write_text(SMALL.replace("A small timeline", title), encoding="utf-8")
        browser = self.app.browser
        await wait_until(
            self._pilot,
            lambda: browser.index.timeline.title == title and not browser.query_one("#broken").display,
            "the saved file",
        )


@pytest.fixture(autouse=True)
def _cage(monkeypatch: pytest.MonkeyPatch) -> None:
    """Render frames when they are due, and disable every action that leaves the app.

    Those are quitting, the web browser, the editor, exports and screenshots.
    """

    def do_nothing(*args: object, **kwargs: object) -> None:
        pass

    async def do_nothing_async(*args: object) -> None:
        pass

    def write_nothing(path: object, data: Iterable[bytes]) -> None:
        for _ in data:
            pass

    monkeypatch.setattr(DatelineApp, "action_quit", do_nothing_async)
    monkeypatch.setattr("tui.app.screens.export.write_whole", write_nothing)
    for name in ("action_suspend_process", "open_url", "deliver_text"):
        monkeypatch.setattr(DatelineApp, name, do_nothing)
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", "true")
    monkeypatch.setattr(screen, "UPDATE_PERIOD", _SECONDS_PER_FRAME)
    monkeypatch.setattr(screen.Screen, "_compositor_refresh", RENDER)


TIMELINES: dict[str, Callable[[], str]] = {
    "bundled": lambda: BUNDLED.read_text(encoding="utf-8"),
    "small": lambda: SMALL,
    "nasty": lambda: NASTY,
    "linked": lambda: LINKED,
    "varied": lambda: VARIED,
    "saved": lambda: SMALL,
}


@pytest.mark.monkey
@pytest.mark.parametrize("name", TIMELINES)
async def test_the_app_survives_a_monkey_and_stays_right(make_app: MakeApp, name: str) -> None:
    seed = SEED + list(TIMELINES).index(name)
    is_saved = name == "saved"
    last: deque[Action] = deque(maxlen=_MOST_REPORTED)
    app = make_app(TIMELINES[name](), seconds_between_polls=0.02)
    timeline = app.browser.index.timeline
    words = [*timeline.entries("actor"), *(each.id for each in timeline.events[:20])]
    monkey = Monkey(seed, words, has_file=is_saved)
    count = ACTIONS // len(TIMELINES)
    done = 0
    try:
        async with app.run_test(size=(120, 36), notifications=True) as pilot:
            cage = Cage(app, pilot, Random(seed))
            await pilot.pause()
            for done, action in enumerate(monkey.actions(count), start=1):
                last.append(action)
                await cage.do(action)
                if done % _ACTIONS_BETWEEN_CHECKS == 0 or done == count:
                    if is_saved:
                        await cage.fix_file()
                    await cage.check()
                elif cage.has_ended:
                    await cage.check()
    except BaseException as error:
        error.add_note(f"seed {seed}, timeline {name}, after {done} actions; the last were {list(last)}")
        raise


def test_a_monkey_repeats_its_actions_for_the_same_seed() -> None:
    assert list(Monkey(1).actions(500)) == list(Monkey(1).actions(500))
    assert list(Monkey(1).actions(500)) != list(Monkey(2).actions(500))

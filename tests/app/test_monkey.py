"""A monkey at the keys, the mouse and the file: whatever it does, the app goes on and its answer is right.

``DATELINE_MONKEY`` says how many actions there are in all. ``DATELINE_MONKEY_SEED`` adds to all seeds.
"""

from __future__ import annotations

import asyncio
import os
import re
import traceback
from collections import deque
from collections.abc import Callable
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
from tests.app.test_safety import HOSTILE, hostile_timeline
from tests.plain import Plain
from tests.timelines import BUNDLED, HEAD, SMALL, event
from tui.app.app import DatelineApp
from tui.app.widgets.event_detail import EventDetail
from tui.app.widgets.event_list import EventList
from tui.app.widgets.query_bar import QueryBar
from tui.app.widgets.title_bar import TitleBar
from tui.timeline.query.language import Query
from tui.timeline.query.terms import FieldTerm

ACTIONS = int(os.environ.get("DATELINE_MONKEY", "20000"))
SEED = int(os.environ.get("DATELINE_MONKEY_SEED", "0"))

_TOLD = 80
"""So many of the last actions are told when something is wrong."""
_AT_ONCE = 100
"""So many actions, at most, are waiting for the app."""
_SECONDS_A_FRAME = 5.0
"""It is painted when the monkey waits: most of the time would otherwise go into what is gone with the next key."""
_BETWEEN_LOOKS = 400
_ESCAPES = 400

NASTY = hostile_timeline(" · ".join(HOSTILE.values()))
EMPTY = "title: T\nevents: []\n"
LINKED = HEAD + "".join(
    event(f"links: {{{'denies' if n % 3 else 'follows'}: [e{n // 2}]}}" if n > 1 else "", id=f"e{n}", date=date)
    for n, date in enumerate(("2022", "../2021", "2022-11/..", "../..", "0001", "9999-12-31", "202X", "2022-11-XX") * 6)
)


class Cage:
    """An app with a monkey in it."""

    def __init__(self, app: DatelineApp, pilot: Pilot[None], random: Random) -> None:
        self.app = app
        self._pilot = pilot
        self._random = random
        self._waiting = 0
        self._saves = 0
        self.troubles: list[str] = []
        """What went wrong in nobody's hearing."""
        asyncio.get_running_loop().set_exception_handler(self._note)

    def _note(self, loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        told = "".join(traceback.format_exception(error)) if isinstance(error, BaseException) else ""
        self.troubles.append(f"{context['message']}\n{told}")

    async def do(self, action: Action) -> None:
        """Do one thing. The app comes to handle it within a few more."""
        driver = self.app._driver
        assert driver is not None
        if isinstance(action, Wait):
            await self.settle()
            self.app.screen._on_timer_update()
        elif isinstance(action, Theme):
            self.app.theme = action.name
        elif isinstance(action, Save):
            self.save(action.what)
        else:
            if isinstance(action, Resize):
                driver._size = Size(*action)
            for one in action.events():
                driver.process_message(one)
        self._waiting += 1
        if self._waiting > self._random.randrange(_AT_ONCE):
            await self.settle()

    async def settle(self) -> None:
        """Wait until no message is waiting."""
        self._waiting = 0
        quiet = 0
        while quiet < 3 and not self.has_ended:
            await asyncio.sleep(0)
            pumps = [self.app, *self.app.screen_stack[-1].walk_children(with_self=True)]
            quiet = 0 if any(pump.message_queue_size for pump in pumps) else quiet + 1

    @property
    def has_ended(self) -> bool:
        return not self.app.is_running or self.app._exception is not None or self.app._exit

    def save(self, what: str) -> None:
        """Save the timeline's file in one way or another."""
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
            "mended": SMALL,
        }.get(what)
        if text is None:
            path.unlink(missing_ok=True)
        elif self._random.random() < 0.5:
            path.write_text(text, encoding="utf-8")
        else:
            new = path.with_name("new")
            new.write_text(text, encoding="utf-8")
            new.replace(path)

    # What must hold

    async def look(self) -> None:
        """Go back to the list, and see that all is well.

        Raises:
            AssertionError: it is not.
        """
        await self.settle()
        app = self.app
        assert not self.has_ended, repr(app._exception)
        assert not self.troubles, "\n".join(self.troubles)
        for _ in range(_ESCAPES):
            if self._is_at_list:
                break
            await self.do(Key("escape"))
            await self.settle()
        assert self._is_at_list, f"Escape does not lead back from {app.screen}, {app.focused}"
        for _ in range(100):
            await self._pilot.pause()
            if not app.browser.late.is_due:
                break
        assert not app.browser.late.is_due
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
        """Compare what is shown with what the plain matcher finds."""
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
                    rest = Query(tuple(term for term in rest.terms if getattr(term, "name", "") != facet))
                chosen = Plain(browser.index, Query((*rest.terms, FieldTerm(facet, (value,)))))
                assert counts[value] == len(chosen.rows()), (text, facet, value)
        listed, shown = browser.query_one(EventList), browser.shown
        assert listed.number in answer.rows if answer.rows else listed.number is None, text
        assert browser.query_one(EventDetail)._number == shown
        heading = browser.query_one(TitleBar).count
        told = re.search(r"([\d,]+)(?: of [\d,]+)? events?$", heading)
        assert told is not None, heading
        assert int(told[1].replace(",", "")) == len(answer.rows), heading

    async def mend(self) -> None:
        """Save the file whole, and see that this is what is shown."""
        path = self.app.browser.path
        assert path is not None
        title = f"Mended {self._saves}"
        path.write_text(SMALL.replace("A small timeline", title), encoding="utf-8")
        browser = self.app.browser
        for _ in range(500):
            if browser.index.timeline.title == title and not browser.query_one("#broken").display:
                return
            await self._pilot.pause(0.01)
        raise AssertionError("what was saved is not shown")


@pytest.fixture(autouse=True)
def _cage(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep in what leaves the process: quitting, the browser, the editor and files of screenshots."""

    def stay(*args: object, **kwargs: object) -> None:
        pass

    async def stay_awhile(*args: object) -> None:
        pass

    monkeypatch.setattr(DatelineApp, "action_quit", stay_awhile)
    for name in ("action_suspend_process", "open_url", "deliver_text"):
        monkeypatch.setattr(DatelineApp, name, stay)
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", "true")
    monkeypatch.setattr(screen, "UPDATE_PERIOD", _SECONDS_A_FRAME)


TIMELINES: dict[str, Callable[[], str]] = {
    "bundled": lambda: BUNDLED.read_text(encoding="utf-8"),
    "small": lambda: SMALL,
    "nasty": lambda: NASTY,
    "linked": lambda: LINKED,
    "saved": lambda: SMALL,
}


@pytest.mark.parametrize("name", TIMELINES)
async def test_a_monkey_leaves_the_app_alive_and_right(make_app: MakeApp, name: str) -> None:
    seed = SEED + list(TIMELINES).index(name)
    is_saved = name == "saved"
    last: deque[Action] = deque(maxlen=_TOLD)
    app = make_app(TIMELINES[name](), seconds_between_polls=0.02)
    words = [*app.browser.index.timeline.actors, *(e.id for e in app.browser.index.timeline.events[:20])]
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
                if done % _BETWEEN_LOOKS == 0 or done == count:
                    if is_saved:
                        await cage.mend()
                    await cage.look()
                elif cage.has_ended:
                    await cage.look()
    except BaseException as error:
        error.add_note(f"seed {seed}, timeline {name}, after {done} actions; the last were {list(last)}")
        raise


def test_a_monkey_does_the_same_again() -> None:
    assert list(Monkey(1).actions(500)) == list(Monkey(1).actions(500))
    assert list(Monkey(1).actions(500)) != list(Monkey(2).actions(500))

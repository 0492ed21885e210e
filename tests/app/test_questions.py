"""The questions of docs/questions.md, typed on the bundled timeline: keys are counted, and answers looked for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.app.screen_reader import wait_for_text
from tests.pages import codes, page, rows
from tests.plain import Plain
from tests.timelines import BUNDLED
from tui.app.app import DatelineApp
from tui.app.keys.names import key_named, printed
from tui.app.textual_fixes import key_of
from tui.timeline.loader import Loader
from tui.timeline.query.language import Query

MOST_KEYS = 10
GOALS = {"D W": 6, "K ↓ Enter w ba Enter": 8, "D / deliv Enter": 8, "a ↓ Enter no +": 6, "h G PgUp PgUp ↑": 6, "t": 1}
"""The keys of questions that once took many, each with the most that they may take."""


class Question(NamedTuple):
    text: str
    typed: Sequence[str]
    """Keys as they are printed, and words."""
    number: int
    answers: Sequence[str]

    @property
    def keys(self) -> list[str]:
        """The keys, as Textual names them."""
        return [key for typed in self.typed for key in _keys(typed)]


_NAMED = {printed(key_named(name)): name for name in ("enter", "escape", "space", "up", "down", "left", "right")}
_NAMED |= {printed(key_named(name)): name for name in ("pageup", "pagedown", "tab", "backspace", "home", "end")}


def _keys(typed: str) -> list[str]:
    if typed in _NAMED:
        return [_NAMED[typed]]
    return [character if character.isalnum() else key_of(character) for character in typed]


QUESTIONS = [
    Question(text, codes(keys), int(number), codes(answer))
    for text, keys, number, answer in rows(page("docs/questions"))
]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.text)
async def test_the_keys_answer_the_question(
    question: Question, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATELINE_DATA", str(tmp_path / "data"))
    assert len(question.keys) == question.number <= MOST_KEYS
    app = DatelineApp(Loader(BUNDLED).load(), "", BUNDLED)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await wait_for_text(pilot, "Fateh-110")  # the parts that follow the first paint are there
        await pilot.press(*question.keys)
        for answer in question.answers:
            await wait_for_text(pilot, answer)


def test_at_least_fifteen_questions_are_answered_and_the_long_ones_are_short_now() -> None:
    assert len(QUESTIONS) >= 15
    numbers = {" ".join(question.typed): question.number for question in QUESTIONS}
    assert {keys: numbers[keys] <= most for keys, most in GOALS.items()} == dict.fromkeys(GOALS, True)


async def _app_after(keys: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> DatelineApp:
    """Return the app, closed again, after the keys of the question that has them."""
    monkeypatch.setenv("DATELINE_DATA", str(tmp_path / "data"))
    [question] = [question for question in QUESTIONS if " ".join(question.typed) == keys]
    app = DatelineApp(Loader(BUNDLED).load(), "", BUNDLED)
    async with app.run_test(size=(120, 36)) as pilot:
        await wait_for_text(pilot, "Fateh-110")
        await pilot.press(*question.keys)
        await pilot.pause()
    return app


@pytest.mark.parametrize(
    ("keys", "query"),
    [
        ("K ↓ Enter w ba Enter", "known:2022-12-31 weapon:ballistic-missile"),
        ("a ↓ Enter no +", "actor:iran actor:north-korea"),
        ("h G PgUp PgUp ↑", "after:2022-08 before:2022-12"),
        ("w sha Enter", "weapon:shahed"),
        ("m Enter", "actor:russia weapon:missile"),
        ("s warn Enter", "status:warned"),
    ],
)
async def test_the_answer_is_that_of_the_plain_matcher(
    keys: str, query: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    app = await _app_after(keys, monkeypatch, tmp_path)
    session = app.browser.session
    assert sorted(session.answer.rows) == sorted(Plain(session.index, Query.parse(query)).rows())


async def test_each_denial_that_iran_made_is_in_the_list_of_disputed_claims(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    app = await _app_after("D W", monkeypatch, tmp_path)
    disputes = app.browser.dispute_list
    assert disputes is not None
    events = app.browser.index.timeline.events
    listed = {events[number].id for number in disputes.numbers}
    denials = {
        event.id
        for event in events
        if "iran" in event.values.get("speaker", ())
        and any(link.relation in ("denies", "contradicts") for link in event.links)
    }
    assert denials
    assert denials <= listed

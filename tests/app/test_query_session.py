"""The query session by itself: no screen and no Textual."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.timelines import HEAD, ROOT, SMALL, changed, event
from tui.app.screens.query_session import QuerySession, renumbered
from tui.timeline.model.sort import Sort
from tui.timeline.query.language import Query
from tui.timeline.query.roles import Role
from tui.timeline.reading.reader import parse_timeline
from tui.timeline.search.index import Index


@pytest.fixture
def session() -> QuerySession:
    return QuerySession(Index(parse_timeline(SMALL)))


def ids(session: QuerySession) -> list[str]:
    return [session.index.timeline.events[row].id for row in session.answer.rows]


def run(session: QuerySession, text: str) -> None:
    session.replace(Query.parse(text))
    session.execute()


def go(session: QuerySession, step: int) -> str | None:
    """Step through the history and execute. Return the query's text, or None at either end."""
    entry = session.step(step)
    session.execute()
    return None if entry is None else entry.text


def test_the_session_does_not_import_textual() -> None:
    script = "import sys, tui.app.screens.query_session; sys.exit('textual' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=False).returncode == 0


def test_the_answer_stays_until_the_new_query_is_executed(session: QuerySession) -> None:
    session.replace(Query.parse("missile"))
    assert len(session.answer.rows) == 5
    session.execute()
    assert ids(session) == ["delivery", "denial"]
    assert session.answer.query is session.query


def test_notices_have_the_offsets_of_the_text_that_replaces_the_query(session: QuerySession) -> None:
    run(session, "  missile   actor:irna")
    assert session.text == "missile actor:irna"
    [notice] = session.answer.notices
    assert session.text[notice.start : notice.end] == "irna"


def test_a_typed_query_is_one_entry_however_many_keys_it_took(session: QuerySession) -> None:
    for end in range(1, 8):
        session.type_text("missile"[:end])
        session.execute()
    run(session, "status:denied")
    assert [go(session, -1), go(session, -1), go(session, -1)] == ["missile", "", None]
    assert [go(session, 1), go(session, 1), go(session, 1)] == ["missile", "status:denied", None]


def test_back_restores_the_order_and_the_anchor(session: QuerySession) -> None:
    session.anchor = 2
    session.replace(session.query, Sort("known", descending=True))
    session.execute()
    run(session, "missile")
    session.anchor = 4
    go(session, -1)
    assert (str(session.answer.sort), session.anchor) == ("-known", 2)
    go(session, 1)
    assert (session.text, session.anchor) == ("missile", 4)


def test_a_jump_out_of_the_query_is_an_entry(session: QuerySession) -> None:
    run(session, "status:denied")
    session.leave_event(session.answer.rows[0])
    session.anchor = session.outside = 0
    session.remember_jump()
    entry = session.step(-1)
    assert entry is not None
    assert (entry.text, entry.anchor, entry.is_outside) == ("status:denied", session.answer.rows[0], False)
    entry = session.step(1)
    assert entry is not None
    assert (entry.anchor, entry.is_outside) == (0, True)


def test_an_order_that_was_requested_stays_while_a_slow_query_runs(session: QuerySession) -> None:
    session.replace(session.query, Sort("known"))
    session.type_text("missile")
    session.execute()
    assert str(session.answer.sort) == "known"


async def test_an_answer_for_a_timeline_that_was_replaced_is_dropped(session: QuerySession) -> None:
    newer = Index(parse_timeline(HEAD + event(id="new")))
    execution = session.execute_in_thread()
    session.replace(Query.parse("missile"))
    assert await execution
    execution = session.execute_in_thread()
    execution.send(None)
    session.replace_index(newer)
    answer = session.answer
    execution.close()
    assert session.answer is answer
    assert session.answer.view.timeline is newer.timeline


@pytest.mark.parametrize(
    ("text", "facet", "value", "how", "expected"),
    [
        ("", "actor", "iran", "only", "actor:iran"),
        ("actor:iran", "actor", "iran", "only", ""),
        ("actor:russia", "actor", "iran", "only", "actor:iran"),
        ("-actor:iran", "actor", "iran", "only", "actor:iran"),
        ("actor:russia", "actor", "iran", "or", "actor:russia,iran"),
        ("actor:Moscou", "actor", "russia", "or", ""),
        ("actor:iran", "actor", "iran", "not", "-actor:iran"),
        ("visit -actor:iran", "actor", "iran", "not", "visit"),
        ("", "actor", "iran", "and", "actor:iran"),
        ("actor:iran", "actor", "iran", "and", ""),
        ("actor:russia", "actor", "iran", "and", "actor:russia actor:iran"),
        ("actor:russia actor:iran", "actor", "iran", "and", "actor:russia"),
        ("actor:russia actor:iran", "actor", "iran", "or", "actor:russia,iran"),
        ("actor:russia,iran", "actor", "iran", "and", "actor:russia actor:iran"),
        ("actor:Moscou,teh", "actor", "iran", "and", "actor:Moscou actor:iran"),
        ("-actor:iran actor:russia", "actor", "iran", "and", "actor:russia actor:iran"),
    ],
)
def test_a_value_is_chosen_excluded_or_released(
    session: QuerySession, text: str, facet: str, value: str, how: Role, expected: str
) -> None:
    run(session, text)
    assert str(session.toggled(facet, value, how)) == expected


def test_choices_have_names_and_counts(session: QuerySession) -> None:
    run(session, "missile")
    choices = set(session.choices())
    assert ("actor", "irgc", "Revolutionary Guards", 1) in choices
    assert all(count for *_, count in choices)


def test_orders_follow_each_other_in_a_circle(session: QuerySession) -> None:
    seen = []
    for _ in range(4):
        session.replace(session.query, session.next_sort)
        seen.append(str(session.sort))
    assert sorted(seen) == ["-date", "-known", "date", "known"]
    assert seen[-1] == "date"


def test_the_query_goes_on_in_a_newer_version_of_the_timeline(session: QuerySession) -> None:
    run(session, "status:denied")
    session.anchor = session.outside = session.index.timeline.numbers["visit"]
    earlier = event(id="new", date="2021", quotes="[{source: herald-2022, exact: x}]").rstrip().replace("\n", "\n  ")
    newer = Index(parse_timeline(changed(SMALL, ("events:\n", f"events:\n  {earlier}\n"))))
    outside = session.replace_index(newer)
    assert ids(session) == ["denial"]
    assert outside == session.anchor == newer.timeline.numbers["visit"]


def test_an_event_that_is_gone_gives_way_to_the_nearest_in_time() -> None:
    def timeline(*days: int) -> Index:
        return Index(parse_timeline(HEAD + "".join(event(id=f"e{day}", date=f"2022-01-{day:02}") for day in days)))

    old, new = timeline(1, 5, 9).timeline, timeline(1, 8).timeline
    assert [renumbered(number, old, new) for number in (None, 0, 1, 2)] == [None, 0, 1, 1]
    assert renumbered(1, old, parse_timeline(HEAD + "  []\n")) is None

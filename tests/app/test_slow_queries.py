"""A slow query is executed in a thread, and its answer is dropped when the query has been replaced."""

from __future__ import annotations

from asyncio import to_thread
from threading import Event

import pytest

from tests.app.conftest import MakeApp
from tests.app.screen_reader import listed_ids, wait_for_text
from tests.app.settling import wait_until
from tests.eventually import LIMIT
from tui.app.app import DatelineApp
from tui.app.screens import query_session
from tui.timeline.model.sort import BY_DATE, Sort
from tui.timeline.query.language import Query
from tui.timeline.search.answers import Answer, answer_query
from tui.timeline.search.index import Index
from tui.timeline.search.tables import MemoryTables

PHRASE = '"petit nombre"'


@pytest.fixture
def make_slow_app(make_app: MakeApp) -> MakeApp:
    """Return a function that makes an app for which any phrase is slow."""

    def make() -> DatelineApp:
        app = make_app()
        app.browser.index.slow_from = 0
        return app

    return make


async def test_a_slow_phrase_is_searched_in_a_thread(make_slow_app: MakeApp) -> None:
    app = make_slow_app()
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("slash", *PHRASE)
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert listed_ids(app) == ["drones"]
        await wait_for_text(pilot, "1 of 5 events")


async def test_the_answer_to_a_replaced_query_is_dropped(
    make_slow_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on, answered = Event(), Event()

    def waiting(query: Query, index: Index, sort: Sort = BY_DATE) -> Answer:
        if PHRASE in str(query):
            go_on.wait(LIMIT)
            answered.set()
        return answer_query(query, index, sort)

    app = make_slow_app()
    async with app.run_test(size=(120, 36)) as pilot:
        await wait_for_text(pilot, "Patrushev lands")
        monkeypatch.setattr(query_session, "answer_query", waiting)
        app.browser.run_query(Query.parse(PHRASE))
        await wait_for_text(pilot, "searching")
        assert len(app.browser.answer.rows) == 5
        await pilot.press("j", "k")  # the screen goes on
        app.browser.run_query(Query.parse("status:denied"))
        go_on.set()
        await wait_until(pilot, answered.is_set)
        await to_thread(int)  # ends later than the answer
        await pilot.pause()
        assert listed_ids(app) == ["denial"]
        assert str(app.browser.session.query) == "status:denied"


async def test_a_value_chosen_during_the_search_keeps_the_phrase(make_slow_app: MakeApp) -> None:
    app = make_slow_app()
    async with app.run_test(size=(120, 36)) as pilot:
        app.browser.run_query(Query.parse(PHRASE))
        app.browser.choose("actor", "russia")
        await wait_for_text(pilot, "1 of 5 events")
        assert str(app.browser.session.query) == f"{PHRASE} actor:russia"
        assert listed_ids(app) == ["drones"]


async def test_the_word_index_is_prepared_in_a_thread(make_slow_app: MakeApp) -> None:
    app = make_slow_app()
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        await app.workers.wait_for_complete()
        tables = app.browser.index._tables
        assert isinstance(tables, MemoryTables)
        assert "words" in vars(tables)


async def test_a_key_parses_the_query_once(make_app: MakeApp, monkeypatch: pytest.MonkeyPatch) -> None:
    parsed = []

    def parse(text: str) -> Query:
        parsed.append(text)
        return real(text)

    app, real = make_app(), Query.parse
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("slash", *"actor:ira")
        await wait_for_text(pilot, "actor:ira")
        monkeypatch.setattr(Query, "parse", parse)
        await pilot.press("n")
        await wait_for_text(pilot, "4 of 5 events")
        await pilot.pause()
        assert parsed == ["actor:iran"]

"""A slow query is executed in a thread, and its answer is dropped when the query has been replaced."""

from __future__ import annotations

from asyncio import to_thread
from threading import Event

import pytest

from tests.app.conftest import MakeApp
from tests.app.screen_reader import listed_ids, wait_for_text
from tests.app.settling import wait_until
from tests.eventually import LIMIT
from tests.timelines import BUNDLED
from tui.app.app import DatelineApp
from tui.app.screens import query_session
from tui.app.widgets.query_bar import QueryBar
from tui.timeline.model.sort import BY_DATE, Sort
from tui.timeline.query.language import Query
from tui.timeline.reading.reader import read_timeline
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


async def test_a_slow_query_of_a_new_timeline_shows_all_events_until_it_is_answered(make_app: MakeApp) -> None:
    index = Index(read_timeline(BUNDLED))
    index.slow_from = 0
    app = DatelineApp(index, "title:Patrushev", BUNDLED)
    assert app.browser.session.is_pending
    assert len(app.browser.answer.rows) == len(index.everything)
    found = len(index.containing("patrushev", None, "title"))
    async with app.run_test(size=(120, 36)) as pilot:
        await wait_for_text(pilot, f"{found} of {len(index.everything)} events")
        assert not app.browser.session.is_pending
        newer = Index(read_timeline(BUNDLED))
        newer.slow_from = 0
        app.browser.take_index(newer)
        await wait_for_text(pilot, f"{found} of {len(index.everything)} events")
        assert app.browser.answer.matching == newer.containing("patrushev", None, "title")
        assert app.browser.query_one(QueryBar).input.value == "title:Patrushev"


async def test_overtaken_searches_end_before_they_begin(
    make_slow_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on, answered = Event(), list[str]()

    def waiting(query: Query, index: Index, sort: Sort = BY_DATE) -> Answer:
        answered.append(str(query))
        go_on.wait(LIMIT)
        return answer_query(query, index, sort)

    app = make_slow_app()
    async with app.run_test(size=(120, 36)) as pilot:
        await wait_for_text(pilot, "Patrushev lands")
        monkeypatch.setattr(query_session, "answer_query", waiting)
        for phrase in ('"petit n"', '"petit no"', '"petit nombre"'):
            app.browser.run_query(Query.parse(phrase))
            await wait_until(pilot, lambda: answered)
        go_on.set()
        await wait_until(pilot, lambda: not app.browser.session.is_pending)
        await wait_for_text(pilot, "1 of 5 events")
        assert answered == ['"petit n"', '"petit nombre"']


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

"""A query that takes long is answered beside the screen, and forgotten when another is asked meanwhile."""

from __future__ import annotations

from threading import Event

import pytest

from tests.app.conftest import MakeApp
from tests.app.screen_reader import listed_ids, seen
from tui.timeline.query.language import Query
from tui.timeline.search import index as index_module
from tui.timeline.search.index import BY_DATE, Answer, Index, Sort
from tui.timeline.search.tables import MemoryTables

PHRASE = '"petit nombre"'


@pytest.fixture(autouse=True)
def slow_phrases(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index_module, "_MANY_TEXTS", -1)


async def test_a_phrase_is_found_beside_the_screen(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("slash", *PHRASE)
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert listed_ids(app) == ["drones"]
        assert await seen(pilot, "1 of 5 events")


async def test_one_that_is_overtaken_is_forgotten(make_app: MakeApp, monkeypatch: pytest.MonkeyPatch) -> None:
    go_on, real = Event(), Index.answer

    def waiting(index: Index, query: Query, sort: Sort = BY_DATE) -> Answer:
        if PHRASE in str(query):
            go_on.wait(10)
        return real(index, query, sort)

    app = make_app()
    async with app.run_test(size=(120, 36)) as pilot:
        assert await seen(pilot, "Patrushev lands")
        monkeypatch.setattr(Index, "answer", waiting)
        app.browser.ask(Query.parse(PHRASE))
        assert await seen(pilot, "searching")
        assert len(app.browser.answer.rows) == 5
        await pilot.press("j", "k")  # the screen goes on
        app.browser.ask(Query.parse("status:denied"))
        go_on.set()
        await pilot.pause(0.05)
        assert listed_ids(app) == ["denial"]
        assert str(app.browser.asked) == "status:denied"


async def test_what_is_chosen_meanwhile_keeps_the_phrase(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 36)) as pilot:
        app.browser.ask(Query.parse(PHRASE))
        app.browser.choose("actor", "russia")
        assert await seen(pilot, "1 of 5 events")
        assert str(app.browser.asked) == f"{PHRASE} actor:russia"
        assert listed_ids(app) == ["drones"]


async def test_what_words_are_looked_up_in_is_made_beside_the_screen(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        await app.workers.wait_for_complete()
        tables = app.browser.index._tables
        assert isinstance(tables, MemoryTables)
        assert "words" in vars(tables)

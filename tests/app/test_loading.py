"""Loading a large timeline: the progress screen, stopping, and errors."""

from __future__ import annotations

import subprocess
from pathlib import Path
from time import sleep
from typing import Any

import pytest

from tests.app.screen_reader import screen_text, wait_for_text
from tests.app.settling import wait_until
from tests.eventually import eventually
from tests.timelines import BUNDLED, HEAD, event
from tui.app.app import DatelineApp
from tui.app.initial_state import InitialState
from tui.app.widgets.event_list import EventList
from tui.app.widgets.file_error_bar import FileErrorBar
from tui.timeline.loader import LARGE_FILE, Loader
from tui.timeline.model.sort import Sort
from tui.timeline.query.language import Query
from tui.timeline.reading.problems import StoppedError
from tui.timeline.reading.reader import read_timeline
from tui.timeline.search.answers import answer_query
from tui.timeline.search.index import Index
from tui.timeline.storage import words_process
from tui.timeline.storage.build_process import BuildProcess
from tui.timeline.storage.cache import Cache
from tui.timeline.storage.child import start_child


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a file that counts as large, with a cache of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    path = tmp_path / "timeline.yaml"
    path.write_bytes(BUNDLED.read_bytes() + b"# as large as a file that is cached\n" * (LARGE_FILE // 30))
    return path


async def test_a_loaded_timeline_is_shown_in_the_initial_state(path: Path) -> None:
    app = DatelineApp(
        Loader(path), initial_state=lambda timeline: InitialState("actor:russia", Sort("known"), "so it is")
    )
    async with app.run_test(size=(120, 36)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert app.screen_stack == [app.browser]
        assert str(app.browser.session.query) == "actor:russia"
        assert str(app.browser.answer.sort) == "known"
        assert isinstance(app.focused, EventList)
        await pilot.press("c", "down", "down")
        assert len(app.browser.answer.rows) == len(read_timeline(BUNDLED).events)
        assert app.browser.path == path
        assert len(app._notifications) == 1


async def test_escape_stops_loading_and_leaves(path: Path) -> None:
    app = DatelineApp(Loader(path))
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.press("escape")
        await app.workers.wait_for_complete()
    assert app.refusal == []


async def test_the_errors_of_the_file_are_kept_for_the_command_line(path: Path) -> None:
    path.write_text(HEAD + event(status="unheard"))
    app = DatelineApp(Loader(path))
    async with app.run_test(size=(80, 24)):
        await app.workers.wait_for_complete()
    assert app.refusal is not None
    assert "unknown status 'unheard'" in app.refusal[0]
    assert app.refusal[0].startswith(f"{path}:")


async def test_reading_a_large_file_again_does_not_block_and_can_be_stopped(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def endless(process: BuildProcess, cache: Cache | None) -> tuple[Path, bool]:
        process._on_progress("reading", 0.5)
        while not process._is_stopped:
            sleep(0.01)
        raise StoppedError

    index = Loader(path).load()
    app = DatelineApp(index, "actor:russia", path)
    async with app.run_test(size=(120, 36)) as pilot:
        rows = len(app.browser.answer.rows)
        path.write_text(path.read_text().replace("title: Iran–Russia", "title: Another", 1))
        with monkeypatch.context() as patched:
            patched.setattr(BuildProcess, "run", endless)
            await pilot.press("r")
            await wait_for_text(pilot, "has changed: reading… 50%, Esc stops")
        await pilot.press("escape")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert not app.browser.query_one(FileErrorBar).display
        assert app.browser.index is index
        assert str(app.browser.session.query) == "actor:russia"
        await pilot.press("r")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert app.browser.index.timeline.title.startswith("Another")
        assert len(app.browser.answer.rows) == rows


async def test_a_query_shows_itself_while_it_runs_and_esc_ends_it() -> None:
    pytest.importorskip("duckdb")
    endless = "SELECT count(*) AS title FROM range(10000000) a, range(10000000) b WHERE a.range > b.range"
    app = DatelineApp(Loader(None, sql=endless))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_for_text(pilot, "asking the query")
        text = screen_text(app)
        assert "--sql" in text
        assert "range(10000000)" in text
        await pilot.press("escape")
        await app.workers.wait_for_complete()
    assert app.refusal == []


async def test_words_are_indexed_beside_the_screen_and_searched_for_until_then(path: Path, tmp_path: Path) -> None:
    app = DatelineApp(Loader(path).load(), "", path)
    app.browser.index.slow_from = 10
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("slash", *"patrushev")
        rows = len(answer_query(Query.parse("patrushev"), Index(read_timeline(BUNDLED))).rows)
        await wait_for_text(pilot, f"{rows} of {len(app.browser.index.everything)} events")
        await app.workers.wait_for_complete()
        assert list(tmp_path.rglob("*.words"))
        assert not app.browser.session.takes_long
        await pilot.press("backspace", "v")
        await wait_for_text(pilot, f"{rows} of {len(app.browser.index.everything)} events")


@pytest.mark.parametrize("ending", ["leaving", "reading again"])
async def test_indexing_ends_with_the_timeline(path: Path, ending: str, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[subprocess.Popen[str]] = []

    def start_endless(module: str, arguments: list[str], **options: Any) -> subprocess.Popen[str]:
        started.append(start_child("timeit", ["-s", "import time", "-n", "1", "time.sleep(100)"], **options))
        return started[-1]

    index = Loader(path).load()
    monkeypatch.setattr(words_process, "start_child", start_endless)
    app = DatelineApp(index, "", path)
    async with app.run_test(size=(120, 36)) as pilot:
        await wait_until(pilot, lambda: bool(started))
        [first] = started
        assert first.poll() is None
        if ending == "reading again":
            path.write_text(path.read_text().replace("title: Iran–Russia", "title: Another", 1))
            await pilot.press("r")
            await wait_until(pilot, lambda: len(started) == 2 and first.poll() is not None)
    eventually(lambda: all(process.poll() is not None for process in started))

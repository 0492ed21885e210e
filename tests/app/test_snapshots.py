"""Snapshots of the screens. `make snapshots` accepts the current ones: look at the report first.

They are compared only with the locked versions of Textual and Rich, as another version may draw a screen otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from time import sleep

import pytest
from textual.pilot import Pilot

from tests.app.conftest import MakeApp
from tests.app.screen_reader import wait_for_text
from tests.app.settling import wait_until
from tests.locks import others_than_locked
from tests.timelines import SAMPLES, SMALL, changed
from tui.app.app import DatelineApp
from tui.terminal.glyphs import glyphs
from tui.timeline.loader import Loader
from tui.timeline.reading.problems import StoppedError
from tui.timeline.reading.reader import read_timeline
from tui.timeline.search.index import Index
from tui.timeline.storage.build_process import BuildProcess

OTHER_VERSIONS = others_than_locked("textual", "rich")
pytestmark = pytest.mark.skipif(bool(OTHER_VERSIONS), reason=f"the snapshots are of other versions: {OTHER_VERSIONS}")

Compare = Callable[..., bool]

WIDE, MEDIUM, SMALLEST = (120, 36), (80, 24), (40, 12)
DARK, LIGHT = "dateline-dark", "dateline-light"


@pytest.mark.parametrize(
    ("size", "theme"),
    [(WIDE, DARK), (WIDE, LIGHT), (MEDIUM, LIGHT), (SMALLEST, DARK)],
    ids=["120x36-dark", "120x36-light", "80x24-light", "40x12-dark"],
)
@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ("", ["j"]),
        ("teheran weapon:missile actor:irna", ["j"]),
        ("status:denied", ["1"]),
        ("", ["G", "enter", "t"]),
        ("actor:iran", ["w", "down", "minus"]),
        ("nowhere", []),
        ("actor:i", ["slash", "r"]),  # not letter by letter: a busy machine may paint several at once
        ("known:2022-12-31 in:2022-11", ["b", "j"]),
        ("", ["question_mark"]),
        ("is:disputed", ["T", "enter"]),
        ("is:disputed", ["d"]),
        ("actor:iran", ["h", "left", "shift+left"]),
        ("", ["m", "down", "right"]),
    ],
    ids=[
        *("list", "query", "outside", "detail", "facets", "nothing", "completion", "known", "help"),
        *("thread", "beside", "chart", "matrix"),
    ],
)
def test_screens(
    make_app: MakeApp,
    snap_compare: Compare,
    size: tuple[int, int],
    theme: str,
    query: str,
    keys: Iterable[str],
) -> None:
    app = make_app(query=query)

    async def press_keys(pilot: Pilot[None]) -> None:
        await wait_until(pilot, lambda: app.browser.late.is_laid_out and not app.browser.late.is_due)
        pilot.app.theme = theme
        await pilot.press(*keys)
        await wait_until(pilot, lambda: not app.browser.late.is_due)

    assert snap_compare(app, terminal_size=size, run_before=press_keys)


@pytest.mark.parametrize(("size", "theme"), [(WIDE, DARK), (MEDIUM, LIGHT)], ids=["120x36-dark", "80x24-light"])
@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ("actor:iran actor:russia -status:denied", ["w", "down", "space"]),
        ("known:2022-12-31", ["K"]),
        ("", ["slash"]),
        ("actor:iran in:3000", []),
        ("", ["slash", *"actor:iran OR", "enter"]),
    ],
    ids=["roles", "known-on", "empty-bar", "ways-out", "explained"],
)
def test_asking(
    make_app: MakeApp, snap_compare: Compare, size: tuple[int, int], theme: str, query: str, keys: Iterable[str]
) -> None:
    async def set_theme(pilot: Pilot[None]) -> None:
        pilot.app.theme = theme

    assert snap_compare(make_app(query=query), press=[*keys], terminal_size=size, run_before=set_theme)


@pytest.mark.parametrize(("size", "theme"), [(WIDE, DARK), (MEDIUM, LIGHT)], ids=["120x36-dark", "80x24-light"])
@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ("speaker:iran", ["D", "down"]),
        ("", ["f", *"missile", "enter", "n"]),
        ("actor:iran -drone", ["S"]),
        ("", ["v", "down"]),
        ("actor:iran -drone", ["x", "down", "down"]),
    ],
    ids=["disputes", "find", "save-view", "views", "export"],
)
def test_disputes_finding_views_and_export(
    make_app: MakeApp,
    snap_compare: Compare,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    size: tuple[int, int],
    theme: str,
    query: str,
    keys: Iterable[str],
) -> None:
    async def set_theme(pilot: Pilot[None]) -> None:
        pilot.app.theme = theme

    monkeypatch.chdir(tmp_path)
    views = (
        "views:\n  - {name: Denials, query: 'status:denied', sort: -known}\n  - {name: Talks, query: 'kind:talks'}\n"
    )
    app = make_app(SMALL + views, query=query)
    assert snap_compare(app, press=[*keys], terminal_size=size, run_before=set_theme)


@pytest.mark.parametrize(("size", "theme"), [(WIDE, DARK), (MEDIUM, LIGHT)], ids=["120x36-dark", "80x24-light"])
@pytest.mark.parametrize("path", SAMPLES.values(), ids=SAMPLES)
def test_samples(snap_compare: Compare, path: Path, size: tuple[int, int], theme: str) -> None:
    async def set_theme(pilot: Pilot[None]) -> None:
        pilot.app.theme = theme

    app = DatelineApp(Index(read_timeline(path), lambda: date(2031, 5, 1)), path=path)
    assert snap_compare(app, press=["j", "j"], terminal_size=size, run_before=set_theme)


SOME = pytest.mark.parametrize(
    ("size", "theme"),
    [(WIDE, DARK), (WIDE, LIGHT), (SMALLEST, DARK)],
    ids=["120x36-dark", "120x36-light", "40x12-dark"],
)


@SOME
def test_hint(tmp_path: Path, snap_compare: Compare, size: tuple[int, int], theme: str) -> None:
    path = tmp_path / "timeline.yaml"
    path.write_text(SMALL)

    async def set_theme(pilot: Pilot[None]) -> None:
        pilot.app.theme = theme

    app = DatelineApp(Index(read_timeline(path)), path=path, hint=True)
    assert snap_compare(app, terminal_size=size, run_before=set_theme)


@SOME
def test_broken_file(
    make_app: MakeApp, tmp_path: Path, snap_compare: Compare, size: tuple[int, int], theme: str
) -> None:
    app = make_app()

    async def break_file(pilot: Pilot[None]) -> None:
        pilot.app.theme = theme
        path = tmp_path / "timeline.yaml"
        path.write_text(changed(SMALL, ("actors: [russia]", "actors: [rusia]")))
        await wait_for_text(pilot, "unknown actor")
        await pilot.pause()

    assert snap_compare(app, terminal_size=size, run_before=break_file)


@pytest.mark.parametrize("size", [WIDE, SMALLEST], ids=["120x36", "40x12"])
@pytest.mark.parametrize("keys", [["j"], ["m"], ["d"]], ids=["list", "matrix", "beside"])
def test_ascii(
    make_app: MakeApp,
    snap_compare: Compare,
    monkeypatch: pytest.MonkeyPatch,
    size: tuple[int, int],
    keys: Iterable[str],
) -> None:
    monkeypatch.setenv("DATELINE_ASCII", "1")
    glyphs.cache_clear()
    assert snap_compare(make_app(query="is:disputed"), press=keys, terminal_size=size)


@pytest.mark.parametrize("size", [WIDE, SMALLEST], ids=["120x36", "40x12"])
def test_without_colour(
    make_app: MakeApp, snap_compare: Compare, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert snap_compare(make_app(query="actor:iran"), press=["j"], terminal_size=size)


@SOME
def test_loading(
    tmp_path: Path, snap_compare: Compare, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int], theme: str
) -> None:
    def endless(process: BuildProcess, kept: object) -> None:
        process._on_progress("reading", 0.45)
        while not process._is_stopped:
            sleep(0.01)
        raise StoppedError

    monkeypatch.setattr(BuildProcess, "run", endless)
    path = tmp_path / "timeline.yaml"
    path.write_text(SMALL)

    async def wait(pilot: Pilot[None]) -> None:
        pilot.app.theme = theme
        await wait_for_text(pilot, "45%")

    assert snap_compare(
        DatelineApp(Loader(path, large_file=1, cache_folder=tmp_path / "cache")), terminal_size=size, run_before=wait
    )


@pytest.mark.parametrize("size", [WIDE, MEDIUM], ids=["120x36", "80x24"])
@pytest.mark.parametrize("keys", [["escape"], []], ids=["detail", "editor"])
def test_a_mark_and_a_note(
    make_app: MakeApp, snap_compare: Compare, size: tuple[int, int], keys: Iterable[str]
) -> None:
    note = ["j", "M", "A", *"Who", "space", *"paid?", *keys]
    assert snap_compare(make_app(), press=note, terminal_size=size)


@pytest.mark.parametrize(("size", "theme"), [(WIDE, DARK), (MEDIUM, LIGHT)], ids=["120x36-dark", "80x24-light"])
def test_what_is_owed(
    make_app: MakeApp,
    snap_compare: Compare,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    size: tuple[int, int],
    theme: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    app = make_app()

    async def open_owed(pilot: Pilot[None]) -> None:
        pilot.app.theme = theme
        await pilot.pause()
        app.browser.open_owed()
        await wait_for_text(pilot, "Unanswered accusations")
        await pilot.press("down", "down")

    assert snap_compare(app, terminal_size=size, run_before=open_owed)

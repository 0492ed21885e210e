from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.app.settling import render_once_settled
from tests.app.style_cache import parse_styles_once
from tests.timelines import SMALL
from tui.app.app import DatelineApp
from tui.terminal.glyphs import glyphs
from tui.timeline.reading.reader import read_timeline
from tui.timeline.search.index import Index

MakeApp = Callable[..., DatelineApp]


@pytest.fixture(autouse=True)
def usual_terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Give the app the settings of an ordinary terminal, whatever terminal runs the tests."""
    for name in ("NO_COLOR", "COLORFGBG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DATELINE_ASCII", "0")
    glyphs.cache_clear()
    yield
    glyphs.cache_clear()


@pytest.fixture(autouse=True)
def _settled_pilots(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have pilots wait until an app has nothing to do, not until the process uses little CPU time."""
    render_once_settled(monkeypatch)


@pytest.fixture(autouse=True)
def _parsed_styles(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parse the style sheets of all apps once for each theme."""
    parse_styles_once(monkeypatch)


@pytest.fixture
def make_app(tmp_path: Path) -> MakeApp:
    """Return a function that makes an app for a timeline, the small one by default, in a file of its own."""

    def make(text: str = SMALL, query: str = "", **options: Any) -> DatelineApp:
        path = tmp_path / "timeline.yaml"
        path.write_text(text, encoding="utf-8")
        return DatelineApp(Index(read_timeline(path)), query, path, **options)

    return make


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an empty folder, and return it."""
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    return here

"""Snapshots of the lanes. `make snapshots` accepts the current ones: look at the report first."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.locks import others_than_locked
from tests.timelines import BUNDLED, SAMPLES
from tui.app.app import DatelineApp
from tui.terminal.glyphs import glyphs
from tui.timeline.reading.reader import read_timeline
from tui.timeline.search.index import Index

OTHER_VERSIONS = others_than_locked("textual", "rich")
pytestmark = pytest.mark.skipif(bool(OTHER_VERSIONS), reason=f"the snapshots are of other versions: {OTHER_VERSIONS}")

Compare = Callable[..., bool]

SIZES = {"200x50": (200, 50), "120x36": (120, 36), "80x24": (80, 24), "40x12": (40, 12)}
DARK, LIGHT = "dateline-dark", "dateline-light"


def app_of(path: Path) -> DatelineApp:
    return DatelineApp(Index(read_timeline(path), lambda: date(2031, 3, 9)), path=path)


@pytest.mark.parametrize(
    ("size", "theme"),
    [*((size, DARK) for size in SIZES.values()), (SIZES["120x36"], LIGHT)],
    ids=[*(f"{name}-dark" for name in SIZES), "120x36-light"],
)
@pytest.mark.parametrize(
    ("path", "keys"),
    [
        (SAMPLES["siege"], ["l", "right", "right"]),
        (SAMPLES["deep_time"], ["l", "down"]),
        (BUNDLED, ["l", *["right"] * 8, *["plus"] * 3]),
    ],
    ids=["siege", "deep_time", "bundled"],
)
def test_lanes(snap_compare: Compare, path: Path, size: tuple[int, int], keys: Iterable[str], theme: str) -> None:
    async def set_theme(pilot: Pilot[None]) -> None:
        pilot.app.theme = theme

    assert snap_compare(app_of(path), press=[*keys], terminal_size=size, run_before=set_theme)


@pytest.mark.parametrize("size", [SIZES["120x36"], SIZES["40x12"]], ids=["120x36", "40x12"])
def test_lanes_in_ascii(snap_compare: Compare, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]) -> None:
    monkeypatch.setenv("DATELINE_ASCII", "1")
    glyphs.cache_clear()
    assert snap_compare(app_of(SAMPLES["siege"]), press=["l", "right", "right"], terminal_size=size)


def test_lanes_without_colour(snap_compare: Compare, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert snap_compare(app_of(SAMPLES["siege"]), press=["l", "right", "right"], terminal_size=SIZES["120x36"])

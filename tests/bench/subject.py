"""What is measured: Dateline, as it is started, as it tells that it is ready, and as it is asked."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from tui.timeline.search.index import Index

ROOT = Path(__file__).parent.parent.parent
BUNDLED = ROOT / "timeline.yaml"
_BARE = Path(__file__).parent / "bare_app.py"

ANY_COUNT = re.compile(r"\d events\b")
"""What stands in the heading of any timeline that can be filtered."""


def command(*arguments: str | Path) -> Sequence[str]:
    """Return what starts Dateline."""
    return [sys.executable, str(ROOT / "main.py"), *map(str, arguments)]


def bare(app: str) -> Sequence[str]:
    """Return what starts an app of `tests.bench.bare_app`."""
    return [sys.executable, str(_BARE), app]


def cached_in(folder: Path) -> Mapping[str, str]:
    """Return the variables by which Dateline keeps its cache in a folder."""
    return {"XDG_CACHE_HOME": str(folder)}


def whole(events: int) -> str:
    """Return what the heading says when all events of a timeline are shown."""
    return f"{events:,} events"


def some(events: int) -> re.Pattern[str]:
    """Return what the heading says when only some of a timeline's events are shown."""
    return re.compile(rf"([\d,]+) of {events:,} events")


def open_index(file: Path) -> Index:
    """Return a timeline ready to be asked, without leaving anything in anybody's cache."""
    from tui.timeline.loader import Loader

    return Loader(file, keep=False).open()

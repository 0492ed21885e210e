"""The commands that are measured, and what their screens say when they are ready."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from tui.timeline.search.index import Index

ROOT = Path(__file__).parent.parent.parent
BUNDLED = ROOT / "timeline.yaml"
_BARE_APP = Path(__file__).parent / "bare_app.py"

ANY_COUNT = re.compile(r"\d events\b")
"""Found in the title bar of any timeline that is ready to be filtered."""


def command(*arguments: str | Path) -> Sequence[str]:
    """Return the command that starts Dateline."""
    return [sys.executable, str(ROOT / "main.py"), *map(str, arguments)]


def bare_command(app: str) -> Sequence[str]:
    """Return the command that starts an app of `tests.bench.bare_app`."""
    return [sys.executable, str(_BARE_APP), app]


def cache_variables(folder: Path) -> Mapping[str, str]:
    """Return the environment variables that make Dateline keep its cache in a folder."""
    return {"XDG_CACHE_HOME": str(folder)}


def full_count(events: int) -> str:
    """Return the text of the title bar when all events of a timeline are shown."""
    return f"{events:,} events"


def partial_count(events: int) -> re.Pattern[str]:
    """Return a pattern for the text of the title bar when only some events of a timeline are shown."""
    return re.compile(rf"([\d,]+) of {events:,} events")


def open_index(file: Path) -> Index:
    """Return the index of a timeline, without leaving anything in the user's cache."""
    from tui.timeline.loader import Loader

    index = Loader(file, use_cache=False).load()
    index.prepare()
    return index

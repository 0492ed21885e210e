"""Style sheets of the app that are read only when they are needed, as parsing one takes some time at the start."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from textual.app import App

_FOLDER = Path(__file__).parents[1]


def read_styles(app: App[Any], name: str) -> None:
    """Read a style sheet of the app, unless it was read before.

    Args:
        app: the app.
        name: the name of the file.
    """
    path = _FOLDER / name
    if not app.stylesheet.has_source(str(path), ""):
        app.stylesheet.read(path)

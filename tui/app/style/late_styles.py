"""Style sheets that are read only when they are needed, as parsing one takes some time at the start."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from textual.app import App


def read_styles(app: App[Any], path: Path) -> None:
    """Add the rules of a style sheet to those of an app, unless they were added before.

    Args:
        app: the app.
        path: the file.
    """
    if not app.stylesheet.has_source(str(path), ""):
        app.stylesheet.read(path)

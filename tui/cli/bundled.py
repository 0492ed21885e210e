"""The timeline that comes with the program."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent.parent


def bundled_timeline() -> Path:
    """Return the path of the bundled timeline: in the installed package, or beside it in a checkout."""
    packaged = _PACKAGE / "timeline.yaml"
    return packaged if packaged.exists() else _PACKAGE.parent / "timeline.yaml"

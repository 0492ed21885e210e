"""Whether the program is opened for the first time, as far as that can be remembered. Imports no Textual."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

VARIABLE = "DATELINE_STATE"
"""The environment's name for another folder in which the program remembers."""


def _seen() -> Path:
    folder = os.environ.get(VARIABLE)
    if folder:
        return Path(folder) / "hint-seen"
    from platformdirs import user_state_path

    return user_state_path("dateline") / "hint-seen"


def is_first_start() -> bool:
    """Tell whether the hint has never been dismissed, as far as can be known."""
    try:
        return not _seen().exists()
    except OSError:
        return False


def remember() -> None:
    """Remember that the hint was dismissed, where that can be written down."""
    with suppress(OSError):
        seen = _seen()
        seen.parent.mkdir(parents=True, exist_ok=True)
        seen.touch()

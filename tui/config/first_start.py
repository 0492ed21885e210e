"""Whether the app is opened for the first time, remembered by an empty file. Imports no Textual."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.files.private import PrivateFolder

VARIABLE = "DATELINE_STATE"
"""The environment variable that names another folder for the file."""


def is_first_start() -> bool:
    """Return whether the hint has never been dismissed; False if that cannot be known."""
    try:
        return not _hint_file().exists()
    except OSError:
        return False


def remember_hint() -> None:
    """Remember that the hint was dismissed. Without write permission, it is shown again at the next start."""
    with suppress(OSError):
        private_state_folder().make()
        _hint_file().touch(mode=0o600)


def _hint_file() -> Path:
    return state_folder() / "hint-seen"


def state_folder() -> Path:
    """Return the folder of what the program remembers, which need not exist."""
    folder = os.environ.get(VARIABLE)
    if folder:
        return Path(folder)
    from platformdirs import user_state_path

    return user_state_path("dateline")


def private_state_folder() -> PrivateFolder:
    """Return the same folder, for its owner alone."""
    from tui.files.private import PrivateFolder

    return PrivateFolder(state_folder(), is_named=bool(os.environ.get(VARIABLE)))

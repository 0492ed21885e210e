"""The folder of what readers keep, and the part of it that belongs to one timeline's file."""

from __future__ import annotations

import os
import re
from pathlib import Path

VARIABLE = "DATELINE_DATA"
"""The environment variable that names another folder; empty to keep nothing at all."""

_UNSAFE = re.compile(r"[^a-z0-9]+")
_MOST_LETTERS = 40


def data_folder() -> Path | None:
    """Return the folder; None if the user wants nothing to be kept. It need not exist yet."""
    folder = os.environ.get(VARIABLE)
    if folder is not None:
        return Path(folder) if folder else None
    from platformdirs import user_data_path

    return user_data_path("dateline")


def id_of(path: Path) -> str:
    """Return the id of a timeline's file: its name, so that people find it, and a digest of its resolved path.

    A file that is edited keeps its id, one that is moved gets another.
    """
    from hashlib import sha256

    resolved = path.resolve()
    name = _UNSAFE.sub("-", resolved.stem.lower()).strip("-")[:_MOST_LETTERS]
    digest = sha256(os.fsencode(resolved)).hexdigest()[:16]
    return f"{name}-{digest}" if name else digest


def folder_of(path: Path) -> Path | None:
    """Return the folder of what is kept about a timeline's file; None if nothing is to be kept."""
    folder = data_folder()
    return None if folder is None else folder / "files" / id_of(path)


def make_private(folder: Path) -> None:
    """Make a folder and the missing ones above it, readable by their owner alone.

    Raises:
        OSError: a folder cannot be made.
    """
    for missing in (*reversed([parent for parent in folder.parents if not parent.exists()]), folder):
        missing.mkdir(mode=0o700, exist_ok=True)

"""The folder of what readers keep, and the part of it that belongs to one timeline's file."""

from __future__ import annotations

import os
import re
from pathlib import Path

from tui.files.private import PrivateFolder

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

    resolved = Path(os.path.realpath(path))
    name = _UNSAFE.sub("-", resolved.stem.lower()).strip("-")[:_MOST_LETTERS]
    digest = sha256(os.fsencode(resolved)).hexdigest()[:16]
    return f"{name}-{digest}" if name else digest


def folder_of(path: Path) -> PrivateFolder | None:
    """Return the folder of what is kept about a timeline's file; None if nothing is to be kept."""
    return private_folder("files", id_of(path))


def private_folder(*inside: str) -> PrivateFolder | None:
    """Return a folder in that of what readers keep; None if nothing is to be kept."""
    folder = data_folder()
    return None if folder is None else PrivateFolder(folder, *inside, is_named=VARIABLE in os.environ)

"""Whether a file has changed on disk: by looking at it from time to time, which works on every file system."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import NamedTuple

SECONDS_BETWEEN_LOOKS = 0.25

_LOOKS_UNTIL_GONE = 3
"""A file that is saved by another taking its name can be away for a moment."""


class FileState(NamedTuple):
    """What tells one state of a file from another."""

    device: int
    inode: int
    size: int
    changed: int
    """In nanoseconds."""


class FileWatch:
    """Tells when a file has changed and is at rest.

    A file is at rest when two looks in a row see the same, so one that is being written is not read half. Links are
    followed. What can be read only once, such as a pipe, never changes.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known = self._last = self._look()
        self._same_looks = 1

    def _look(self) -> FileState | None:
        """Return the state of the file; None if it is not there."""
        try:
            status = os.stat(self._path)  # noqa: PTH116 - four times a second
        except (OSError, ValueError):
            return None
        if not stat.S_ISREG(status.st_mode):
            return FileState(status.st_dev, status.st_ino, 0, 0)
        return FileState(status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)

    @property
    def is_gone(self) -> bool:
        """Whether the file was not there when it was last looked at."""
        return self._last is None

    def know(self) -> None:
        """Take the file as it is now for known: to be called before it is read, so that no later change is missed."""
        self._known = self._last = self._look()
        self._same_looks = 1

    def has_changed(self) -> bool:
        """FileState at the file; return whether it is at rest in a state that was not known, which is then known."""
        now = self._look()
        self._same_looks = self._same_looks + 1 if now == self._last else 1
        self._last = now
        if now == self._known or self._same_looks < (_LOOKS_UNTIL_GONE if now is None else 2):
            return False
        self._known = now
        return True

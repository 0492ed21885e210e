"""Notice that a file has changed on disk, by polling: this works on every file system."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Sequence
from pathlib import Path

from tui.text.frozen import Frozen

SECONDS_BETWEEN_POLLS = 0.25

_POLLS_UNTIL_GONE = 3
"""While a save replaces a file by another, the file can be missing for a moment."""


class FileState(Frozen):
    """The attributes that tell one state of a file from another."""

    device: int
    inode: int
    size: int
    modified: int
    """In nanoseconds."""


class FileWatch:
    """Reports when a file, or one of several, has changed and is at rest.

    A file is at rest when two polls in a row find the same state, so that a half-written file is not read. Symbolic
    links are followed. A file that can be read only once, such as a pipe, never changes.
    """

    def __init__(self, path: Path, watched: Callable[[], Sequence[Path]] | None = None) -> None:
        """Watch a file from now on.

        Args:
            path: the file.
            watched: returns the files and folders whose change counts too, those that are not there included.
        """
        self._path = path
        self._watched = watched
        self._others = self._find_others()
        self._known = self._last = self._state()
        self._equal_polls = 1

    def _find_others(self) -> Sequence[Path]:
        return () if self._watched is None else [path for path in self._watched() if path != self._path]

    def _state(self) -> tuple[FileState | None, ...] | None:
        """Return the states of the files, or None if the first does not exist."""
        first = _state_of(self._path)
        return None if first is None else (first, *map(_state_of, self._others))

    @property
    def is_gone(self) -> bool:
        """Whether the last poll did not find the file."""
        return self._last is None

    def accept(self) -> None:
        """Take the present state as known. Call this before reading the file, so that no later change is missed."""
        self._others = self._find_others()
        self._known = self._last = self._state()
        self._equal_polls = 1

    def has_changed(self) -> bool:
        """Poll the file. Return whether it is at rest in a new state, which is then known."""
        now = self._state()
        self._equal_polls = self._equal_polls + 1 if now == self._last else 1
        self._last = now
        if now == self._known or self._equal_polls < (_POLLS_UNTIL_GONE if now is None else 2):
            return False
        self._known = now
        return True


def _state_of(path: Path) -> FileState | None:
    """Return the state of a file or a folder, or None if it does not exist."""
    try:
        status = os.stat(path)  # noqa: PTH116 - four times a second
    except (OSError, ValueError):
        return None
    if stat.S_ISDIR(status.st_mode):
        return FileState(status.st_dev, status.st_ino, 0, status.st_mtime_ns)
    if not stat.S_ISREG(status.st_mode):
        return FileState(status.st_dev, status.st_ino, 0, 0)
    return FileState(status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)

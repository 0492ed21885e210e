"""Faults at the calls of the system that change files in a folder: the process is killed there, or the call fails.

The calls are counted, so that a fault can be at each of them, one after the other. Python reports them to audit hooks,
but for flushing to the disk, which is patched, and for writing, which is limited by the size of a file instead.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_CHANGES = ("os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate", "os.chmod")


class Faults:
    """Counts the calls that change files in a folder, and lets some fail.

    Args:
        folder: the folder.
        is_at: whether there is a fault at the call of a number, from 1.
        error: the number of the error that such a call has; None to kill the process there.
    """

    def __init__(self, folder: Path, is_at: Callable[[int], bool], error: int | None) -> None:
        self.count = 0
        self.hit = 0
        """How many calls had a fault."""
        self._folder = str(folder)
        self._is_at = is_at
        self._error = error
        sys.addaudithook(self._audit)
        fsync = os.fsync

        def audited_fsync(descriptor: Any) -> None:
            self._call("the disk")
            fsync(descriptor)

        os.fsync = audited_fsync  # type: ignore[assignment]

    def _audit(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open":
            path, _, flags = arguments
            if not isinstance(flags, int) or not flags & _WRITING:
                return
        elif event in _CHANGES:
            path = arguments[0]
        else:
            return
        if isinstance(path, (str, bytes, os.PathLike)) and os.fsdecode(path).startswith(self._folder):
            self._call(os.fsdecode(path))

    def _call(self, path: str) -> None:
        self.count += 1
        if not self._is_at(self.count):
            return
        self.hit += 1
        if self._error is None:
            os.kill(os.getpid(), signal.SIGKILL)
        raise OSError(self._error, os.strerror(self._error or 0), path)

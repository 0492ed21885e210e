"""A lock on what a reader keeps, held while it is read, changed and written."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tui.files.private import open_private

LONGEST_WAIT = 5.0
"""Seconds. A change takes some milliseconds, so whoever holds a lock longer has been stopped."""
_SECONDS_BETWEEN_TRIES = 0.01


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold a lock file while in the context, on systems that have such locks.

    Raises:
        OSError: the file cannot be written, or another program holds it for longer than `LONGEST_WAIT`.
    """
    try:
        import fcntl
    except ImportError:  # Windows
        yield
        return
    end = time.monotonic() + LONGEST_WAIT
    with open_private(path, "ab") as file:
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError as error:
                if time.monotonic() >= end:
                    raise OSError("another program is at it, and may be stopped; continue it, or end it") from error
                time.sleep(_SECONDS_BETWEEN_TRIES)
        yield

"""Bounds of time and memory for a part of a trial."""

from __future__ import annotations

import resource
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class TooLongError(BaseException):
    """Something took longer than it may. No reader handles it."""


@contextmanager
def bounded(seconds: float, megabytes: float) -> Iterator[None]:
    """Allow so much time, and so much more memory than the process has used at most so far.

    Raises:
        TooLongError: it took too long.
        AssertionError: it used too much memory.
    """

    def give_up(number: int, frame: FrameType | None) -> None:
        raise TooLongError(f"not done within {seconds} s")

    before = _peak()
    handler = signal.signal(signal.SIGALRM, give_up)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, handler)
    used = _peak() - before
    assert used <= megabytes, f"{used:.0f} MB more memory, where {megabytes} may be used"


def _peak() -> float:
    """Return the most memory that the process has used so far, in megabytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1024**2 if sys.platform == "darwin" else peak / 1024

"""Bounds of time and memory for a part of a trial."""

from __future__ import annotations

import resource
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_WAITING = 10
"""How much longer than it computes anything may take while it waits, such as for a disk."""


class TooLongError(BaseException):
    """Something took longer than it may. No reader handles it."""


@contextmanager
def bounded(seconds: float, megabytes: float) -> Iterator[None]:
    """Allow so many seconds of processor time, and so much more memory than the process has used at most so far.

    A busy machine or disk takes no processor time. What waits for ever takes too long as well.

    Raises:
        TooLongError: it took too long.
        AssertionError: it used too much memory.
    """

    def give_up(number: int, frame: FrameType | None) -> None:
        raise TooLongError(f"not done within {seconds} s")

    before = _peak()
    timers = (
        (signal.ITIMER_PROF, signal.SIGPROF, seconds),
        (signal.ITIMER_REAL, signal.SIGALRM, seconds * _WAITING),
    )
    handlers = [signal.signal(number, give_up) for _, number, _ in timers]
    for timer, _, most in timers:
        signal.setitimer(timer, most)
    try:
        yield
    finally:
        for (timer, number, _), handler in zip(timers, handlers, strict=True):
            signal.setitimer(timer, 0)
            signal.signal(number, handler)
    used = _peak() - before
    assert used <= megabytes, f"{used:.0f} MB more memory, where {megabytes} may be used"


def _peak() -> float:
    """Return the most memory that the process has used so far, in megabytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1024**2 if sys.platform == "darwin" else peak / 1024

"""Work counted, not timed: how it grows with what it is done on, whatever else the machine does."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

_SLACK = 1.3
"""How much more than its share a larger input may take: sorting, and searching in sorted lists."""


def calls(work: Callable[[], object]) -> int:
    """Return how many functions are called, in Python and in C, while something is done."""
    count = 0

    def profile(frame: FrameType, event: str, argument: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(profile)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def assert_linear(work: Callable[[int], Callable[[], object]], size: int, times: int = 4) -> None:
    """Assert that work takes at most as many times more calls as there is more to do.

    Args:
        work: returns, for a size, what is done; it has everything ready.
        size: the smaller size.
        times: how many times larger the larger one is.
    """
    work(8)()  # imports and caches are not counted
    small, large = calls(work(size)), calls(work(size * times))
    assert large <= _SLACK * times * small, f"{large:,} calls for {size * times:,}, {small:,} for {size:,}"

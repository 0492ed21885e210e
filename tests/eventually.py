"""Wait for the effect of another thread, process or screen, however busy the machine is."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import TypeVar

Found = TypeVar("Found")

LIMIT = 60.0
"""Seconds until a wait fails. Only a failing test waits so long."""

_SECONDS_BETWEEN_TRIES = 0.02


def eventually(
    condition: Callable[[], Found],
    description: str | Callable[[], str] = "",
    *,
    pause: Callable[[float], object] = time.sleep,
) -> Found:
    """Wait until a condition holds, and return its value.

    Args:
        condition: returns a true value once it holds.
        description: of the condition, for the message of a failure. A function is called only then.
        pause: waits for up to so many seconds between two tries.

    Raises:
        AssertionError: it did not hold in time.
    """
    end = time.monotonic() + LIMIT
    while not (found := condition()):
        assert time.monotonic() < end, _message(condition, description)
        pause(_SECONDS_BETWEEN_TRIES)
    return found


async def eventually_async(condition: Callable[[], Found], description: str | Callable[[], str] = "") -> Found:
    """Wait as `eventually` does, while the event loop runs."""
    end = time.monotonic() + LIMIT
    while not (found := condition()):
        assert time.monotonic() < end, _message(condition, description)
        await asyncio.sleep(_SECONDS_BETWEEN_TRIES)
    return found


def _message(condition: Callable[[], object], description: str | Callable[[], str]) -> str:
    text = description() if callable(description) else description
    return f"not within {LIMIT:.0f} s: {text or condition!r}"

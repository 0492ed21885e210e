"""Wait for what another thread, process or screen brings about, however busy the machine is."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import TypeVar

Found = TypeVar("Found")

LIMIT = 60.0
"""Seconds until a wait fails. Only a failing test waits so long."""

_SECONDS_BETWEEN_LOOKS = 0.02


def eventually(condition: Callable[[], Found], what: str | Callable[[], str] = "") -> Found:
    """Wait until a condition holds, and return what it returned.

    Args:
        condition: returns something true once it holds.
        what: what is waited for, for the message of a failure; a function is called then.

    Raises:
        AssertionError: it did not hold in time.
    """
    end = time.monotonic() + LIMIT
    while not (found := condition()):
        assert time.monotonic() < end, _message(condition, what)
        time.sleep(_SECONDS_BETWEEN_LOOKS)
    return found


async def eventually_async(condition: Callable[[], Found], what: str | Callable[[], str] = "") -> Found:
    """Wait as `eventually` does, while the event loop goes on."""
    end = time.monotonic() + LIMIT
    while not (found := condition()):
        assert time.monotonic() < end, _message(condition, what)
        await asyncio.sleep(_SECONDS_BETWEEN_LOOKS)
    return found


def _message(condition: Callable[[], object], what: str | Callable[[], str]) -> str:
    described = what() if callable(what) else what
    return f"not within {LIMIT:.0f} s: {described or condition!r}"

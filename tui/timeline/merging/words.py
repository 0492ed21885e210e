"""Counts and lists in words."""

from __future__ import annotations

from collections.abc import Sequence

_MOST = 10


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: "1 event", "2 events"."""
    return f"{number:,} {noun}{'s' * (number != 1)}"


def some(names: Sequence[str]) -> str:
    """Return names, joined by commas; of many, the first ones and how many more there are."""
    shown = ", ".join(names[:_MOST])
    return f"{shown} and {len(names) - _MOST:,} more" if len(names) > _MOST else shown

"""Counts and lists in words."""

from __future__ import annotations

from collections.abc import Sequence

_MOST = 10


def counted(number: int, noun: str) -> str:
    """Return a number with its noun, whose plural ends in "s": "1 event", "2,000 events"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def listed(words: Sequence[str]) -> str:
    """Return words as a list in a sentence: "a, b and c"."""
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else "".join(words)


def some(names: Sequence[str]) -> str:
    """Return names, joined by commas; of many, the first ones and how many more there are."""
    shown = ", ".join(names[:_MOST])
    return f"{shown} and {len(names) - _MOST:,} more" if len(names) > _MOST else shown

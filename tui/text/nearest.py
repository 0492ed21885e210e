"""The known name closest to a mistyped one, for "did you mean …?"."""

from __future__ import annotations

from collections.abc import Iterable

_MANY_NAMES = 5_000
"""Beyond this many names, compare only those with the same first letters: difflib takes some microseconds a name."""

_SHARED_LETTERS = 3


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Return the known name that is closest to another, ignoring case, or None if none is close."""
    from difflib import get_close_matches

    wrong = name.casefold()
    candidates = {candidate.casefold(): candidate for candidate in known}
    if len(candidates) > _MANY_NAMES:
        beginning = wrong[:_SHARED_LETTERS]
        candidates = {folded: own for folded, own in candidates.items() if folded.startswith(beginning)}
    close = get_close_matches(wrong, candidates, n=1, cutoff=0.6)
    return candidates[close[0]] if close else None

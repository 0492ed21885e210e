"""Names that nothing else has: a name that is taken gets a number."""

from __future__ import annotations

from collections.abc import Container


class FreeNames:
    """Finds free names, each in the same time however often its base is taken.

    A name that was free once must not become free again.

    Args:
        taken: the names that are taken. The caller adds the names that it uses.
        separator: what stands between a name and its number.
        ignore_case: names that differ only in case are the same; ``taken`` holds case-folded names then.
    """

    def __init__(self, taken: Container[str], separator: str = "-", *, ignore_case: bool = False) -> None:
        self._taken = taken
        self._separator = separator
        self._ignore_case = ignore_case
        self._numbers: dict[str, int] = {}
        """By name: the last number that was tried."""

    def free(self, name: str) -> str:
        """Return a name if it is free, or else the name with the first number, from 2 on, with which it is."""
        key = name.casefold() if self._ignore_case else name
        if key not in self._taken:
            return name
        number = self._numbers.get(key, 1)
        while True:
            number += 1
            numbered = f"{name}{self._separator}{number}"
            if (numbered.casefold() if self._ignore_case else numbered) not in self._taken:
                self._numbers[key] = number
                return numbered

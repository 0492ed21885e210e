"""What an export leaves out, counted, because its format has no room for it."""

from __future__ import annotations


class Losses:
    """Counts what a format cannot carry."""

    def __init__(self) -> None:
        self._counts: dict[tuple[str, str], int] = {}

    def add(self, singular: str, plural: str, number: int = 1) -> None:
        """Count things that are left out or simplified.

        Args:
            singular: what one of them is, with what becomes of it, such as "link between events".
            plural: what several of them are.
            number: how many there are; nothing is counted for 0.
        """
        if number:
            key = (singular, plural)
            self._counts[key] = self._counts.get(key, 0) + number

    def lines(self) -> list[str]:
        """Return a line for each sort of thing, in the order in which they were first met: "12 links"."""
        return [
            f"{number:,} {singular if number == 1 else plural}" for (singular, plural), number in self._counts.items()
        ]

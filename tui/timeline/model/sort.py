"""The orders that events can be sorted in."""

from __future__ import annotations

from tui.text.frozen import Frozen

SORTS: tuple[str, ...] = ("date", "known", "-date", "-known")
"""The orders as they are written; a hyphen means descending."""


class Sort(Frozen):
    """An order of events."""

    axis: str = "date"
    """``date``: when an event happened; ``known``: when its first source came out."""
    descending: bool = False

    @classmethod
    def parse(cls, text: str) -> Sort:
        """Parse one of `SORTS`.

        Raises:
            ValueError: for any other text.
        """
        if text not in SORTS:
            raise ValueError(f"unknown order '{text}'; it is one of {', '.join(SORTS)}")
        return cls(text.removeprefix("-"), text.startswith("-"))

    def __str__(self) -> str:
        return ("-" if self.descending else "") + self.axis


BY_DATE = Sort()

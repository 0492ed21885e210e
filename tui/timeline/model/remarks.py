"""Remarks on how a timeline was read from a file that is not Dateline's own."""

from __future__ import annotations

from typing import NamedTuple

MOST_PLACES = 20
"""How many places of one remark are named; all are counted."""


class Remark(NamedTuple):
    """What happened to some of a file's content, and where."""

    kind: str
    """One of "lost", "undated", "shortened", "merged", "changed", "guessed" and "kept"."""
    text: str
    """What happened: "the date is not understood"."""
    times: int = 1
    """How often."""
    unit: str = ""
    """What the places are: "row"; empty if it is the whole file."""
    places: tuple[int, ...] = ()
    """The first `MOST_PLACES` of them, from 1."""
    example: str = ""
    """What was found at the first of them."""

    def words(self) -> str:
        """Return the remark in one line: ``4 undated: no date is given (rows 12, 40, 41 and 77)``."""
        text = f"{self.text}: “{self.example}”" if self.example else self.text
        if not self.places:
            return f"{self.kind}: {text}" if self.times == 1 else f"{self.times:,} {self.kind}: {text}"
        numbers = [f"{place:,}" for place in self.places]
        more = self.times - len(numbers)
        if more > 0:
            listed = f"{', '.join(numbers)} and {more:,} more"
        else:
            listed = numbers[0] if len(numbers) == 1 else f"{', '.join(numbers[:-1])} and {numbers[-1]}"
        return f"{self.times:,} {self.kind}: {text} ({self.unit}{'s' * (len(numbers) > 1 or more > 0)} {listed})"

"""Remarks on how a timeline was read from a file that is not Dateline's own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

MOST_PLACES = 20
"""How many places of one remark are named; all are counted."""

KINDS: Mapping[str, str] = {
    "lost": "not in the timeline at all",
    "undated": "no date could be read; the wording is kept",
    "shortened": "a part is missing",
    "merged": "several became one",
    "changed": "the same in another form",
    "guessed": "taken to mean what the file does not say outright",
    "kept": "without a place of its own, in a facet or the further fields",
}
"""The kinds of remark, the gravest first, with what they mean."""


class Remark(NamedTuple):
    """What happened to some of a file's content, and where."""

    kind: str
    """One of `KINDS`."""
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

    def words(self, *, with_kind: bool = True) -> str:
        """Return the remark in one line: ``4 undated: no date is given (rows 12, 40, 41 and 77)``."""
        text = f"{self.text}: “{self.example}”" if self.example else self.text
        if with_kind:
            text = f"{self.kind}: {text}"
        if not self.places:
            return text if self.times == 1 else f"{self.times:,} {text}"
        count = f"{self.times:,} " if with_kind else f"{self.times:,} × "
        return f"{count}{text} ({self.where})"

    @property
    def where(self) -> str:
        """Where it happened: ``rows 12, 40, 41 and 77``; empty if it is the whole file."""
        if not self.places:
            return ""
        numbers = [f"{place:,}" for place in self.places]
        more = self.times - len(numbers)
        if more > 0:
            listed = f"{', '.join(numbers)} and {more:,} more"
        else:
            listed = numbers[0] if len(numbers) == 1 else f"{', '.join(numbers[:-1])} and {numbers[-1]}"
        return f"{self.unit}{'s' * (len(numbers) > 1 or more > 0)} {listed}"


def summary(remarks: Iterable[Remark]) -> str:
    """Return how often each kind of remark was made: ``4 undated, 57 merged, 14 guessed``."""
    counts: dict[str, int] = dict.fromkeys(KINDS, 0)
    for remark in remarks:
        counts[remark.kind] += remark.times
    return ", ".join(f"{count:,} {kind}" for kind, count in counts.items() if count)

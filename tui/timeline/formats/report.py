"""What reading a foreign file had to guess, merge, shorten, leave undated or lose, with the rows concerned."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tui.timeline.model.remarks import KINDS, MOST_PLACES, Remark

_ORDER = tuple(KINDS)
_MOST_EXAMPLE = 60


@dataclass(slots=True)
class _Counted:
    count: int = 0
    places: list[int] = field(default_factory=list)
    example: str = ""


class Report:
    """Collects remarks while a file is read. Those of the same kind and text are counted together."""

    def __init__(self, unit: str = "event") -> None:
        self.unit = unit
        """What is counted, in the singular: "row"."""
        self._counted: dict[tuple[str, str], _Counted] = {}

    def add(self, kind: str, text: str, where: int = 0, example: str = "", count: int = 1) -> None:
        """Add a remark.

        Args:
            kind: one of `tui.timeline.model.remarks.KINDS`.
            text: what happened, without a number: "the date is not understood".
            where: the row, line or event, from 1; 0 if it is the whole file.
            example: what was found there; the first one is shown.
            count: how often it happened.
        """
        counted = self._counted.setdefault((kind, text), _Counted())
        counted.count += count
        if where and len(counted.places) < MOST_PLACES:
            counted.places.append(where)
        if example and not counted.example:
            counted.example = example if len(example) <= _MOST_EXAMPLE else example[: _MOST_EXAMPLE - 1] + "…"

    def extend(self, remarks: Iterable[Remark]) -> None:
        """Add remarks that were made elsewhere, such as in another process or of another file."""
        for remark in remarks:
            counted = self._counted.setdefault((remark.kind, remark.text), _Counted())
            counted.count += remark.times
            counted.places += remark.places[: MOST_PLACES - len(counted.places)]
            counted.example = counted.example or remark.example

    def remarks(self) -> Sequence[Remark]:
        """Return the remarks, the gravest kind first, and those of a kind as they came."""
        found = [
            Remark(
                kind, text, counted.count, self.unit if counted.places else "", tuple(counted.places), counted.example
            )
            for (kind, text), counted in self._counted.items()
        ]
        return tuple(sorted(found, key=lambda remark: _ORDER.index(remark.kind)))

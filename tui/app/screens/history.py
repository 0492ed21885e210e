"""Where one has been: a list of places with one of them the present."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

P = TypeVar("P")

MOST = 200
"""How many places are kept."""


class History(Generic[P]):
    """Places that one can go back to, and forth again, as in a web browser."""

    def __init__(self, first: P) -> None:
        self._places = [first]
        self._at = 0

    @property
    def here(self) -> P:
        """The present place."""
        return self._places[self._at]

    def replace(self, place: P) -> None:
        """Have the present place be another one."""
        self._places[self._at] = place

    def go(self, place: P) -> None:
        """Go to a new place; those that one had come back from are forgotten. To be where one is, is to stay."""
        if place == self.here:
            return
        self._places = [*self._places[: self._at + 1], place][-MOST:]
        self._at = len(self._places) - 1

    def change(self, change: Callable[[P], P]) -> None:
        """Have other places in the place of all."""
        self._places = [change(place) for place in self._places]

    def step(self, by: int) -> P | None:
        """Go back (-1) or forth (1) and return that place, or None at the end."""
        if not 0 <= self._at + by < len(self._places):
            return None
        self._at += by
        return self.here

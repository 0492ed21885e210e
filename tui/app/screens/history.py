"""What was shown before, as a web browser keeps its pages, and what was asked before, as a shell keeps its commands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Generic, TypeVar

E = TypeVar("E")

MOST_ENTRIES = 200
MOST_ASKED = 200


class History(Generic[E]):
    """Entries to go back to, and forward again. Only the newest `MOST_ENTRIES` are kept."""

    def __init__(self, first: E) -> None:
        self._entries = [first]
        self._position = 0

    @property
    def here(self) -> E:
        """The present entry."""
        return self._entries[self._position]

    def replace(self, entry: E) -> None:
        """Replace the present entry."""
        self._entries[self._position] = entry

    def go(self, entry: E) -> None:
        """Add an entry after the present one and make it the present one, unless the two are equal.

        Entries that could be gone forward to are dropped.
        """
        if entry == self.here:
            return
        self._entries = [*self._entries[: self._position + 1], entry][-MOST_ENTRIES:]
        self._position = len(self._entries) - 1

    def change(self, change: Callable[[E], E]) -> None:
        """Apply a function to every entry."""
        self._entries = [change(entry) for entry in self._entries]

    def step(self, step: int) -> E | None:
        """Go back (-1) or forward (1). Return the entry there, or None at either end."""
        if not 0 <= self._position + step < len(self._entries):
            return None
        self._position += step
        return self.here


class AskedQueries:
    """The texts of queries, each once, the newest last. Only the newest `MOST_ASKED` are kept."""

    def __init__(self, texts: Iterable[str] = ()) -> None:
        """Begin with queries that were asked in earlier sessions.

        Args:
            texts: the texts, the newest last.
        """
        self._texts = dict.fromkeys(filter(None, texts))

    @property
    def texts(self) -> Sequence[str]:
        """The texts, the newest last."""
        return tuple(self._texts)

    def add(self, text: str) -> None:
        """Add a query as the newest. Blanks around it are removed, and a blank one is not added."""
        text = text.strip()
        if text:
            self._texts.pop(text, None)
            self._texts[text] = None
            if len(self._texts) > MOST_ASKED:
                del self._texts[next(iter(self._texts))]

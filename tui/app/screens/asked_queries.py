"""The queries that were asked before, as a shell keeps its commands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

MOST_ASKED = 200


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

"""Earlier queries in the query bar, stepped through with the arrow keys."""

from __future__ import annotations

from collections.abc import Sequence


class Recall:
    """Steps through earlier queries, and back to the text that was being typed.

    Args:
        texts: the queries, the newest last.
        draft: the text that is being typed.
    """

    def __init__(self, texts: Sequence[str], draft: str) -> None:
        self._texts = (*(text for text in texts if text != draft.strip()), draft)
        self._position = len(self._texts) - 1

    @property
    def is_at_draft(self) -> bool:
        """Whether the text is the one that was being typed."""
        return self._position == len(self._texts) - 1

    def step(self, step: int) -> str:
        """Go to an earlier (-1) or a later (1) text, and return it. Beyond either end, stay."""
        self._position = max(0, min(len(self._texts) - 1, self._position + step))
        return self._texts[self._position]

"""The words by which Dateline's exports say a doubtful date behind a title, taken off again."""

from __future__ import annotations

from tui.timeline.dates.edtf import EdtfDate
from tui.timeline.dates.words import date_words


def without_doubt(title: str, edtf: str) -> str:
    """Return a title without the words of its date in brackets at its end."""
    return title.removesuffix(f"({date_words(EdtfDate.parse(edtf))})").rstrip()

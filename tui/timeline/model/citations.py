"""Citations of sources and quotes, and how a date is known, in words."""

from __future__ import annotations

from collections.abc import Mapping

from tui.timeline.dates.words import date_words
from tui.timeline.model.entities import Quote, Timeline

BASIS_WORDS: Mapping[str, str] = {
    "stated": "stated in the text",
    "derived": "derived from the text and its issue date",
    "inferred": "inferred, not in the text",
}
"""How the date of an event is known, by its basis."""


def cited(timeline: Timeline, source_id: str) -> str:
    """Return a source's outlet, title and date. The text is not yet made printable."""
    source = timeline.sources[source_id]
    return f"{timeline.actors[source.outlet].name}, “{source.title}”, {date_words(source.issued)}"


def citation(timeline: Timeline, quote: Quote) -> str:
    """Return a quote and everything needed to look it up: outlet, title, date, paragraph and address.

    The text is not yet made printable.
    """
    url = timeline.sources[quote.source].url
    paragraph = f", ¶ {quote.paragraph}" if quote.paragraph is not None else ""
    address = f", {url}" if url else ""
    return f"{quote.exact}\n— {cited(timeline, quote.source)}{paragraph}{address}"

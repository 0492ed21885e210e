"""Citations of sources and quotes."""

from __future__ import annotations

from tui.timeline.model.entities import Quote, Timeline


def cited(timeline: Timeline, source_id: str) -> str:
    """Return a source's outlet, title and date. The text is not yet made printable."""
    source = timeline.sources[source_id]
    return f"{timeline.actors[source.outlet].name}, “{source.title}”, {source.issued.words()}"


def citation(timeline: Timeline, quote: Quote) -> str:
    """Return a quote and everything needed to look it up: outlet, title, date, paragraph and address.

    The text is not yet made printable.
    """
    url = timeline.sources[quote.source].url
    paragraph = f", ¶ {quote.paragraph}" if quote.paragraph is not None else ""
    address = f", {url}" if url else ""
    return f"{quote.exact}\n— {cited(timeline, quote.source)}{paragraph}{address}"

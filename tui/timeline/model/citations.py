"""How a source is named to people, and a quote to those who would look it up."""

from __future__ import annotations

from tui.timeline.model.entities import Quote, Timeline


def cited(timeline: Timeline, source_id: str) -> str:
    """Return a source's outlet, title and date, as the timeline has them: not yet fit to be shown."""
    source = timeline.sources[source_id]
    return f"{timeline.actors[source.outlet].name}, “{source.title}”, {source.issued.words()}"


def citation(timeline: Timeline, quote: Quote) -> str:
    """Return a quote with all that its source is found by: outlet, title, date, paragraph and address."""
    url = timeline.sources[quote.source].url
    place = f", ¶ {quote.paragraph}" if quote.paragraph is not None else ""
    address = f", {url}" if url else ""
    return f"{quote.exact}\n— {cited(timeline, quote.source)}{place}{address}"

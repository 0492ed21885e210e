"""All that an event says besides its title and date, as plain paragraphs, for formats with one text per event."""

from __future__ import annotations

from collections.abc import Iterator

from tui.timeline.model.citations import citation, cited
from tui.timeline.model.entities import Event
from tui.timeline.model.timeline import Timeline


def event_paragraphs(timeline: Timeline, event: Event) -> Iterator[str]:
    """Yield the paragraphs of an event, which may have several lines. The text is not yet made printable.

    They are its summary; each quote with its citation and translation; the sources that are not quoted; the copies of
    sources; its media and further fields; how the date is known; and the editor's note.
    """
    if event.summary:
        yield event.summary
    for quote in event.quotes:
        yield f"“{quote.exact}”{citation(timeline, quote).removeprefix(quote.exact)}"
        if quote.translation:
            yield f"In translation: {quote.translation}"
    quoted = {quote.source for quote in event.quotes}
    for source_id in event.sources:
        if source_id not in quoted:
            source = timeline.sources[source_id]
            address = f", {source.url}" if source.url and source.url != source.name else ""
            yield f"Source: {cited(timeline, source_id)}{address}"
    for source_id in event.sources:
        source = timeline.sources[source_id]
        if source.archived:
            yield f"Copy of {source.name}: {source.archived}"
    for media in event.media:
        yield ": ".join(filter(None, ("Media", ", ".join(filter(None, (media.caption, media.credit))), media.url)))
    if event.data:
        yield "\n".join(f"{name}: {value}" for name, value in event.data.items())
    if event.date_note:
        yield f"Date {event.date_basis or 'note'}: {event.date_note}"
    if event.note:
        yield f"Note: {event.note}"


def full_paragraphs(timeline: Timeline, event: Event) -> Iterator[str]:
    """Yield `event_paragraphs`, and a last one with a line for each facet: the status, who takes part, and so on."""
    yield from event_paragraphs(timeline, event)
    if values := values_by_title(timeline, event):
        yield "\n".join(f"{title}: {names}" for title, names in values.items())


def values_by_title(timeline: Timeline, event: Event) -> dict[str, str]:
    """Return the names of an event's facet values, joined by commas, by the titles of the facets."""
    return {
        spec.title: timeline.value_names(spec.name, event.values[spec.name])
        for spec in timeline.facets
        if event.values.get(spec.name)
    }

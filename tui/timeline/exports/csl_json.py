"""CSL-JSON: the sources of the events, for Zotero, pandoc and other citation software.

https://docs.citationstyles.org/en/stable/specification.html#appendix-iii-types
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from tui.timeline.dates.edtf import EdtfDate
from tui.timeline.exports.json_events import encoded
from tui.timeline.exports.losses import Losses
from tui.timeline.exports.spans import span_of
from tui.timeline.model.entities import Event, Source
from tui.timeline.model.timeline import Timeline

_YEARS = range(-9999, 10_000)


def lines(timeline: Timeline, events: Iterable[Event], losses: Losses) -> Iterator[str]:
    """Yield an array with a line for each source that the events have."""
    yield "["
    separator = "\n"
    for source in sources_of(timeline, events, losses):
        yield f"{separator}  {encoded(_item(timeline, source))}"
        separator = ",\n"
    yield "]\n" if separator == "\n" else "\n]\n"


def sources_of(timeline: Timeline, events: Iterable[Event], losses: Losses) -> Iterator[Source]:
    """Yield the sources of events, each once."""
    seen: set[str] = set()
    for event in events:
        if not event.sources:
            losses.add("event left out: no source", "events left out: no source")
        for source_id in event.sources:
            if source_id not in seen:
                seen.add(source_id)
                yield timeline.sources[source_id]


def _item(timeline: Timeline, source: Source) -> Mapping[str, object]:
    outlet = timeline.outlet_name(source)
    item: dict[str, object] = {
        "id": source.id,
        "type": "article-newspaper" if outlet else "webpage" if source.url else "document",
        "title": source.name,
    }
    if outlet:
        item["container-title"] = outlet
    if source.issued is not None:
        item["issued"] = _date(source.issued)
    if source.url:
        item["URL"] = source.url
    if source.archived:
        item["archive_location"] = source.archived
    if source.retrieved is not None:
        item["accessed"] = _date(source.retrieved)
    if source.language:
        item["language"] = source.language
    return item


def _date(date: EdtfDate) -> Mapping[str, object]:
    """Return a date as CSL has it: up to two lists of year, month and day, or its text."""
    span = span_of(date)
    points = [point for point in (span.start, span.end) if point is not None]
    if not points or any(point.year not in _YEARS for point in points):
        return {"literal": date.text}
    parts = [[number for number in point[:3] if number is not None] for point in points]
    return {"date-parts": parts, "circa": True} if date.approximate or date.uncertain else {"date-parts": parts}

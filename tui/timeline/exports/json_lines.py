"""JSON Lines: one event on each line, for jq, databases and scripts.

A line has the event's own fields, with the keys of the schema, and ``urls``: the addresses of its sources.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tui.timeline.exports.json_events import encoded
from tui.timeline.model.entities import Event
from tui.timeline.model.timeline import Timeline
from tui.timeline.reading.schema_json import event_to_json

URLS = "urls"
"""The key of the addresses, after ``source.`` if a facet that the file declares has that name."""


def lines(timeline: Timeline, events: Iterable[Event]) -> Iterator[str]:
    """Yield a line with a JSON object for each event."""
    key = URLS if URLS not in timeline.specs else f"source.{URLS}"
    for event in events:
        fields = event_to_json(event)
        sources = [timeline.sources[source] for source in event.sources]
        if urls := [url for source in sources for url in (source.url, source.archived) if url]:
            fields[key] = urls
        yield encoded(fields) + "\n"

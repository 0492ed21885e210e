"""JSON: one object with the keys of the schema, which can be opened as a timeline.

Sources and the entries of vocabularies follow the events, because only then is known which of them the events need.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from tui.timeline.exports.json_events import encoded, event_json
from tui.timeline.model.entities import NOTHING, Event
from tui.timeline.model.facets import VOCABULARIES
from tui.timeline.model.needed import Needed
from tui.timeline.model.timeline import Timeline
from tui.timeline.reading import schema
from tui.timeline.reading.schema_json import entry_to_json, facet_to_json, is_bare, source_to_json, view_to_json


def lines(timeline: Timeline, events: Iterable[Event]) -> Iterator[str]:
    """Yield a timeline of these events, with the sources and entries that they need.

    If these are all events of the timeline, unchanged, the whole timeline is written, with unused entries and saved
    views. The views of a part might name entries that it lacks. Links to events that are not written are kept; reading
    the text as a timeline reports them.
    """
    yield "{\n"
    yield f'  "dateline": {schema.VERSION},\n  "title": {encoded(timeline.title)},\n'
    for key in ("description", "language", "timezone"):
        if (value := getattr(timeline, key)) is not None:
            yield f'  "{key}": {encoded(value)},\n'
    yield from _own_facets(timeline)
    if timeline.ignored_checks:
        yield f'  "checks": {{"ignore": {encoded(timeline.ignored_checks)}}},\n'
    yield '  "events": ['
    written = _Written(timeline)
    separator = "\n"
    for event in events:
        written.add(event)
        yield f"{separator}    {event_json(event)}"
        separator = ",\n"
    yield "]" if separator == "\n" else "\n  ]"
    yield from _entries("sources", ((key, source_to_json(timeline.sources[key])) for key in written.sources()))
    for section in VOCABULARIES:
        entries = timeline.vocabularies.get(section, NOTHING)
        yield from _entries(section, ((key, entry_to_json(entries[key], section)) for key in written.entries(section)))
    if written.is_whole and timeline.views:
        views = ",\n    ".join(encoded(view_to_json(view)) for view in timeline.views)
        yield f',\n  "views": [\n    {views}\n  ]'
    yield "\n}\n"


class _Written:
    """Knows what the written events need, and whether they are the whole timeline."""

    def __init__(self, timeline: Timeline) -> None:
        self._timeline = timeline
        self._needed = Needed(timeline)
        self._written = self._unchanged = 0

    def add(self, event: Event) -> None:
        """Add an event."""
        timeline = self._timeline
        self._written += 1
        number = timeline.numbers.get(event.id)
        self._unchanged += number is not None and timeline.events[number] == event
        self._needed.add(event)

    @property
    def is_whole(self) -> bool:
        """Whether all events of the timeline were written, with all of their quotes and links."""
        return self._unchanged == self._written == len(self._timeline.events)

    def sources(self) -> Iterator[str]:
        """Yield the ids of the sources to define, in the order of the timeline. A bare URL needs no definition."""
        sources = self._timeline.sources
        needed = sources if self.is_whole else self._needed.sources()
        return (source_id for source_id in needed if not is_bare(sources[source_id]))

    def entries(self, section: str) -> Iterable[str]:
        """Return the ids of the entries to define, in the order of the timeline."""
        return self._timeline.vocabularies.get(section, NOTHING) if self.is_whole else self._needed.entries(section)


def _own_facets(timeline: Timeline) -> Iterator[str]:
    """Yield the facets that the file declares, whole: they belong to the timeline and not to single events."""
    if timeline.own_facets:
        facets = ",\n".join(
            f"    {encoded(spec.name)}: {encoded(facet_to_json(spec, timeline.vocabularies.get(spec.vocabulary)))}"
            for spec in timeline.own_facets
        )
        yield f'  "facets": {{\n{facets}\n  }},\n'


def _entries(name: str, entries: Iterable[tuple[str, Mapping[str, object]]]) -> Iterator[str]:
    separator = start = f',\n  "{name}": {{\n'
    for key, fields in entries:
        yield f"{separator}    {encoded(key)}: {encoded(fields)}"
        separator = ",\n"
    if separator != start:
        yield "\n  }"

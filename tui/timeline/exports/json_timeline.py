"""JSON: one object with the keys of the schema, which can be opened as a timeline.

Sources, actors and weapons follow the events, because only then is known which of them the events need.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain

from tui.timeline.exports.json_events import encoded, event_json
from tui.timeline.model.entities import Event, Timeline
from tui.timeline.model.tree import lineage
from tui.timeline.reading import schema
from tui.timeline.reading.schema_json import entity_to_json, source_to_json


def lines(timeline: Timeline, events: Iterable[Event]) -> Iterator[str]:
    """Yield a timeline of these events, with the sources, actors and weapons that they need.

    If these are all events of the timeline, unchanged, the whole timeline is written, with unused entries and saved
    views. The views of a part might name entries that it lacks. Links to events that are not written are kept; reading
    the text as a timeline reports them.
    """
    yield "{\n"
    yield f'  "dateline": {schema.VERSION},\n  "title": {encoded(timeline.title)},\n'
    if timeline.description is not None:
        yield f'  "description": {encoded(timeline.description)},\n'
    yield '  "events": ['
    needed = _Needed(timeline)
    separator = "\n"
    for event in events:
        needed.add(event)
        yield f"{separator}    {event_json(event)}"
        separator = ",\n"
    yield "]" if separator == "\n" else "\n  ]"
    yield from _entries("sources", ((key, source_to_json(timeline.sources[key])) for key in needed.sources()))
    yield from _entries("actors", ((key, entity_to_json(timeline.actors[key])) for key in needed.actors()))
    yield from _entries("weapons", ((key, entity_to_json(timeline.weapons[key])) for key in needed.weapons()))
    if needed.is_whole and timeline.views:
        views = ",\n    ".join(encoded(entity_to_json(view)) for view in timeline.views)
        yield f',\n  "views": [\n    {views}\n  ]'
    yield "\n}\n"


class _Needed:
    """Collects the entries that the written events refer to."""

    def __init__(self, timeline: Timeline) -> None:
        self._timeline = timeline
        self._sources: set[str] = set()
        self._actors: set[str] = set()
        self._weapons: set[str] = set()
        self._written = self._unchanged = 0

    def add(self, event: Event) -> None:
        """Add the entries that an event refers to."""
        timeline = self._timeline
        self._written += 1
        number = timeline.numbers.get(event.id)
        self._unchanged += number is not None and timeline.events[number] == event
        self._sources.update(event.sources)
        self._actors.update(event.actors, event.speaker, event.via)
        self._weapons.update(event.weapons)

    @property
    def is_whole(self) -> bool:
        """Whether all events of the timeline were written, with all of their quotes and links."""
        return self._unchanged == self._written == len(self._timeline.events)

    def sources(self) -> Iterator[str]:
        """Yield the ids of the sources that the events quote, in the order of the timeline."""
        return self._in_order(self._timeline.sources, self._sources)

    def actors(self) -> Iterator[str]:
        """Yield the ids of the actors that the events name, of the sources' outlets, and of their ancestors."""
        outlets = (self._timeline.sources[source].outlet for source in self._sources)
        named = chain(self._actors, outlets)
        needed = {ancestor for actor in named for ancestor in lineage(self._timeline.actors, actor)}
        return self._in_order(self._timeline.actors, needed)

    def weapons(self) -> Iterator[str]:
        """Yield the ids of the weapons that the events name, and of their ancestors."""
        needed = {ancestor for weapon in self._weapons for ancestor in lineage(self._timeline.weapons, weapon)}
        return self._in_order(self._timeline.weapons, needed)

    def _in_order(self, entries: Iterable[str], needed: Collection[str]) -> Iterator[str]:
        return (entry for entry in entries if self.is_whole or entry in needed)


def _entries(name: str, entries: Iterable[tuple[str, Mapping[str, object]]]) -> Iterator[str]:
    separator = start = f',\n  "{name}": {{\n'
    for key, fields in entries:
        yield f"{separator}    {encoded(key)}: {encoded(fields)}"
        separator = ",\n"
    if separator != start:
        yield "\n  }"

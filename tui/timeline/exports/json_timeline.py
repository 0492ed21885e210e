"""JSON: one object that is a timeline in the project's own schema, so that it can be opened again.

What the events refer to stands after them: what that is, is known once they have been written.
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
    """Yield the timeline that these events make, with the sources, actors and weapons that they need.

    If they are all of the timeline's, unchanged, it is the whole timeline, with its saved views and what no event
    refers to. Views belong to the whole: in a part, they would name what is not there. Links to events that are not
    among those written are kept, lest they be lost; reading the text as a timeline then tells of each.
    """
    yield "{\n"
    yield f'  "dateline": {schema.VERSION},\n  "title": {encoded(timeline.title)},\n'
    if timeline.description is not None:
        yield f'  "description": {encoded(timeline.description)},\n'
    yield '  "events": ['
    needs = _Needs(timeline)
    separator = "\n"
    for event in events:
        needs.note(event)
        yield f"{separator}    {event_json(event)}"
        separator = ",\n"
    yield "]" if separator == "\n" else "\n  ]"
    yield from _entries("sources", ((key, source_to_json(timeline.sources[key])) for key in needs.sources()))
    yield from _entries("actors", ((key, entity_to_json(timeline.actors[key])) for key in needs.actors()))
    yield from _entries("weapons", ((key, entity_to_json(timeline.weapons[key])) for key in needs.weapons()))
    if needs.whole and timeline.views:
        views = ",\n    ".join(encoded(entity_to_json(view)) for view in timeline.views)
        yield f',\n  "views": [\n    {views}\n  ]'
    yield "\n}\n"


class _Needs:
    """Gathers what the events that are written refer to."""

    def __init__(self, timeline: Timeline) -> None:
        self._timeline = timeline
        self._sources: set[str] = set()
        self._actors: set[str] = set()
        self._weapons: set[str] = set()
        self._written = self._unchanged = 0

    def note(self, event: Event) -> None:
        """Take note of what an event refers to."""
        timeline = self._timeline
        self._written += 1
        number = timeline.numbers.get(event.id)
        self._unchanged += number is not None and timeline.events[number] == event
        self._sources.update(event.sources)
        self._actors.update(event.actors, event.speaker, event.via)
        self._weapons.update(event.weapons)

    @property
    def whole(self) -> bool:
        """Whether the timeline is written as it is. One event less, or a quote, and a source may be one too many."""
        return self._unchanged == self._written == len(self._timeline.events)

    def sources(self) -> Iterator[str]:
        """Yield the ids of the sources needed, in the order of the timeline, as the two below do."""
        return self._in_order(self._timeline.sources, self._sources)

    def actors(self) -> Iterator[str]:
        """Yield the ids of the actors needed: those named, the sources' outlets, and all that they are part of."""
        outlets = (self._timeline.sources[source].outlet for source in self._sources)
        named = chain(self._actors, outlets)
        needed = {above for actor in named for above in lineage(self._timeline.actors, actor)}
        return self._in_order(self._timeline.actors, needed)

    def weapons(self) -> Iterator[str]:
        """Yield the ids of the weapons needed: those named, and all that they are a kind of."""
        needed = {above for weapon in self._weapons for above in lineage(self._timeline.weapons, weapon)}
        return self._in_order(self._timeline.weapons, needed)

    def _in_order(self, entries: Iterable[str], needed: Collection[str]) -> Iterator[str]:
        return (entry for entry in entries if self.whole or entry in needed)


def _entries(name: str, entries: Iterable[tuple[str, Mapping[str, object]]]) -> Iterator[str]:
    separator = before_all = f',\n  "{name}": {{\n'
    for key, fields in entries:
        yield f"{separator}    {encoded(key)}: {encoded(fields)}"
        separator = ",\n"
    if separator != before_all:
        yield "\n  }"

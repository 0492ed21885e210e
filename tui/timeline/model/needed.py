"""The sources and entries that some events of a timeline refer to, so that a part of it can stand alone."""

from __future__ import annotations

from collections.abc import Iterator

from tui.timeline.model.entities import NOTHING, Event
from tui.timeline.model.timeline import Timeline
from tui.timeline.model.tree import lineage


class Needed:
    """Collects what events refer to, as they are added.

    Args:
        timeline: the timeline of the events.
    """

    def __init__(self, timeline: Timeline) -> None:
        self._timeline = timeline
        self._sources: set[str] = set()
        self._values: dict[str, set[str]] = {}
        """By facet: the values that events have."""

    def add(self, event: Event) -> None:
        """Add the sources and values of an event."""
        self._sources.update(event.sources)
        for facet, values in event.values.items():
            self._values.setdefault(facet, set()).update(values)

    def has_facet(self, facet: str) -> bool:
        """Return whether any event has a value of a facet."""
        return facet in self._values

    def sources(self) -> Iterator[str]:
        """Yield the ids of the sources needed, in the order of the timeline."""
        return (source for source in self._timeline.sources if source in self._sources)

    def entries(self, section: str) -> Iterator[str]:
        """Yield the ids of the entries needed, in the order of the timeline: those named and all above them.

        Args:
            section: the name of a vocabulary.
        """
        timeline = self._timeline
        entries = timeline.vocabularies.get(section, NOTHING)
        facets = (spec.name for spec in timeline.facets if spec.vocabulary == section)
        named = {value for facet in facets for value in self._values.get(facet, ())}
        if section == "actors":
            outlets = (timeline.sources[source].outlet for source in self._sources)
            named.update(outlet for outlet in outlets if outlet is not None)
        needed = {above for value in named if value in entries for above in lineage(entries, value)}
        return (entry for entry in entries if entry in needed)

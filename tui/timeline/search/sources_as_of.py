"""The sources that had come out by a day, and the texts of events as far as their sources had."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from functools import cached_property

from pyroaring import BitMap

from tui.text.frozen import Frozen
from tui.timeline.model.as_of import AsOf, known_since
from tui.timeline.model.timeline import Timeline
from tui.timeline.search.postings import facet_table, union
from tui.timeline.search.tables import Tables

_NONE = BitMap()


class _HiddenParts(Frozen):
    """The parts of events, by sources that had not come out by a day, where an event has several sources."""

    parts: BitMap
    """Numbers of parts, as in `tui.timeline.search.tables.EventParts`."""
    events: BitMap
    """The events that the parts belong to."""


class SourcesAsOf:
    """The sources of a timeline, seen as of a day. The results for the latest day are kept.

    Args:
        timeline: the timeline.
        tables: its tables.
    """

    def __init__(self, timeline: Timeline, tables: Tables) -> None:
        self._timeline = timeline
        self._tables = tables
        self._out: dict[AsOf, Set[str]] = {}
        self._out_since: dict[bool, Sequence[tuple[int, str]]] = {}
        """By whether it must be certain: since when each source was out, and its id."""
        self._hidden: dict[AsOf, _HiddenParts] = {}

    def _sources_out(self, as_of: AsOf) -> Set[str]:
        """Return the ids of the sources that had come out."""
        out = self._out.get(as_of)
        if out is None:
            if as_of.certain not in self._out_since:
                sources, zone = self._timeline.sources.items(), self._timeline.zone
                self._out_since[as_of.certain] = [
                    (known_since(source, zone, certain=as_of.certain), key) for key, source in sources
                ]
            out = frozenset(key for second, key in self._out_since[as_of.certain] if second <= as_of.second)
            self._out = {as_of: out}
        return out

    @cached_property
    def _of_outlets(self) -> Mapping[str, Sequence[str]]:
        """The ids of the sources below each outlet, by its id in the facet of sources."""
        sources: dict[str, list[str]] = {}
        for entry in self._timeline.entries("source").values():
            if entry.parent is not None:
                sources.setdefault(entry.parent, []).append(entry.id)
        return sources

    def having(self, value: str, as_of: AsOf) -> BitMap:
        """Return the events of a source if it had come out, or of those of an outlet's sources that had.

        Args:
            value: the id of the source or the outlet.
            as_of: the day.
        """
        sets, out = self._tables.sets(facet_table("source")), self._sources_out(as_of)
        if value in self._timeline.sources:
            return sets.get(value, _NONE) if value in out else _NONE
        return union(sets.get(source, _NONE) for source in self._of_outlets.get(value, ()) if source in out)

    def visible(self, found: BitMap, parts: Callable[[], BitMap], as_of: AsOf) -> BitMap:
        """Return those of the events found in which what was looked for had come out.

        Args:
            found: the events in which it was found, whether it had come out or not.
            parts: returns the parts of events in which it was found, as in `tui.timeline.search.tables.EventParts`.
            as_of: the day.
        """
        hidden = self._hidden_parts(as_of)
        if not found.intersect(hidden.events):
            return found
        return (found - hidden.events) | (found & hidden.events & self._events_of(parts() - hidden.parts))

    def _hidden_parts(self, as_of: AsOf) -> _HiddenParts:
        """Return the parts of events whose sources had not come out."""
        hidden = self._hidden.get(as_of)
        if hidden is None:
            out = self._sources_out(as_of)
            parts = union(parts for source, parts in self._tables.parts.sources.items() if source not in out)
            hidden = _HiddenParts(parts, self._events_of(parts))
            self._hidden = {as_of: hidden}
        return hidden

    def _events_of(self, parts: Iterable[int]) -> BitMap:
        events = self._tables.parts.events
        return BitMap([events[part] for part in parts])

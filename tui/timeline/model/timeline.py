"""A timeline: its events in order, and the entries and sources that they refer to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import tzinfo
from functools import cached_property

from tui.text.frozen import Frozen
from tui.timeline.dates.edtf import EdtfDate
from tui.timeline.dates.words import short_words
from tui.timeline.model.entities import (
    DISPUTING,
    NOTHING,
    RELATIONS,
    Entry,
    Event,
    SavedView,
    Source,
    ThreadLink,
    bare_source,
)
from tui.timeline.model.facets import BUILT_IN, FacetSpec
from tui.timeline.model.links import Links
from tui.timeline.model.remarks import Remark

_RELATIONS = tuple(RELATIONS)


def with_bare_sources(sources: Mapping[str, Source], events: Iterable[Event]) -> Mapping[str, Source]:
    """Return sources and, after them, the bare URLs that events cite: each is a source of its own.

    Args:
        sources: the sources that the file defines.
        events: the events, in the order of the file.
    """
    bare = {source: None for event in events for source in event.sources if source not in sources}
    return {**sources, **{url: bare_source(url) for url in bare}} if bare else sources


def zone_of(timezone: str | None) -> tzinfo | None:
    """Return the time zone with an IANA name; None for no name, and for one that this system does not know."""
    if timezone is None:
        return None
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(timezone)
    except (ValueError, OSError, LookupError, RecursionError):  # a name may have hundreds of parts
        return None


class Timeline(Frozen):
    """Events in order of date, and the entries and sources that they refer to.

    The order is that of `tui.timeline.model.order`. An event's *number* is its index in ``events``.
    """

    __slots__ = ("__dict__",)

    title: str
    events: Sequence[Event]
    sources: Mapping[str, Source] = NOTHING
    vocabularies: Mapping[str, Mapping[str, Entry]] = NOTHING
    """By section of the file, or name of an own facet: the entries by id."""
    own_facets: tuple[FacetSpec, ...] = ()
    """The facets that the file declares, in its order."""
    description: str | None = None
    language: str | None = None
    """The BCP 47 tag of the language that the timeline itself is written in."""
    timezone: str | None = None
    """The IANA name of the zone whose clock times without a zone are on; without it they are compared as written."""
    views: tuple[SavedView, ...] = ()
    ignored_checks: tuple[str, ...] = ()
    """The rules that ``dateline check`` leaves out for this file."""
    version: int = 2
    """The version of the schema that the file follows."""
    remarks: tuple[Remark, ...] = ()
    """What reading it guessed, changed, left undated or lost, if its file is not Dateline's own; the gravest first."""
    left_out: str = ""
    """What a public edition leaves out of what was asked for, in words; empty in all other timelines."""

    @cached_property
    def facets(self) -> tuple[FacetSpec, ...]:
        """The facets of its events: the built-in ones, then its own."""
        return BUILT_IN + self.own_facets

    @cached_property
    def zone(self) -> tzinfo | None:
        """The zone whose clock the times of the timeline are on; None is UTC."""
        return zone_of(self.timezone)

    @cached_property
    def specs(self) -> Mapping[str, FacetSpec]:
        """Its facets by name."""
        return {spec.name: spec for spec in self.facets}

    def facet(self, typed: str) -> FacetSpec | None:
        """Return the facet of a name, in any case; None if the timeline has no such facet."""
        folded = typed.casefold()
        return self.specs.get(typed) or next((spec for spec in self.facets if spec.name.casefold() == folded), None)

    @cached_property
    def data_names(self) -> tuple[str, ...]:
        """The names of the further fields of its events. All of these are looked at."""
        return tuple(dict.fromkeys(name for event in self.events for name in event.data))

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """The number of each event, by its id."""
        return {event.id: number for number, event in enumerate(self.events)}

    @cached_property
    def links(self) -> Links:
        """The links between events."""
        relations = {relation: index for index, relation in enumerate(RELATIONS)}
        return Links.of(
            (number, relations[relation], self.numbers[target])
            for number, event in enumerate(self.events)
            for relation, target in event.links
        )

    def thread(self, number: int) -> tuple[ThreadLink, ...]:
        """Return the links that an event makes, then those that point to it."""
        outgoing = (
            ThreadLink(_RELATIONS[index].replace("_", " "), _RELATIONS[index], other, True)
            for index, other in self.links.outgoing(number)
        )
        incoming = (
            ThreadLink(RELATIONS[_RELATIONS[index]], _RELATIONS[index], other, False)
            for index, other in self.links.incoming(number)
        )
        return (*outgoing, *incoming)

    def is_disputed(self, number: int) -> bool:
        """Return whether another event denies or contradicts an event."""
        return any(_RELATIONS[index] in DISPUTING for index, _ in self.links.incoming(number))

    @cached_property
    def _entries(self) -> dict[str, Mapping[str, Entry]]:
        return {}

    def entries(self, facet: str) -> Mapping[str, Entry]:
        """Return the entries that are the values of a facet, by id; none if its values are free texts or years.

        The sources are entries below their outlets.

        Raises:
            KeyError: if the timeline has no such facet.
        """
        found = self._entries.get(facet)
        if found is None:
            spec = self.specs[facet]
            self._entries[facet] = found = self._source_entries() if facet == "source" else self._defined(spec)
        return found

    def _defined(self, spec: FacetSpec) -> Mapping[str, Entry]:
        defined = self.vocabularies.get(spec.vocabulary, NOTHING)
        return {**{value: Entry(value, value) for value in spec.values if value not in defined}, **defined}

    def _source_entries(self) -> Mapping[str, Entry]:
        """Return sources as entries, each below its outlet. An outlet whose id is a source's too gets another one."""
        actors = self.vocabularies.get("actors", NOTHING)
        entries: dict[str, Entry] = {}
        for source in self.sources.values():
            parent = None
            if source.outlet is not None:
                parent = source.outlet if source.outlet not in self.sources else f"outlet:{source.outlet}"
                if parent not in entries:
                    outlet = actors[source.outlet]
                    entries[parent] = Entry(parent, outlet.name, aliases=(*outlet.aliases, outlet.id))
            urls = tuple(url for url in (source.url, source.archived) if url and url != source.id)
            entries[source.id] = Entry(source.id, source.name, parent, urls)
        return entries

    def name(self, facet: str, value: str) -> str:
        """Return the name of a value of a facet, as people write it."""
        if facet == "year":
            return short_words(EdtfDate.parse(value))
        entry = self.entries(facet).get(value)
        return value if entry is None else entry.name

    def value_names(self, facet: str, values: Sequence[str]) -> str:
        """Return the names of values, joined by commas."""
        return ", ".join(self.name(facet, value) for value in values)

    def outlet_name(self, source: Source) -> str | None:
        """Return the name of a source's outlet; None if it has none."""
        return None if source.outlet is None else self.vocabularies["actors"][source.outlet].name

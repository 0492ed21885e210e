"""Join several timelines: entries whose names are the same once folded become one, and clashing ids get a number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from tui.text.folding import fold
from tui.text.free_names import FreeNames
from tui.text.frozen import replace
from tui.timeline.formats.report import Report
from tui.timeline.model.entities import NOTHING, Entry, Event, Link, Source
from tui.timeline.model.facets import FacetSpec, own_facet
from tui.timeline.model.order import sort_events
from tui.timeline.model.remarks import Remark
from tui.timeline.model.timeline import Timeline, with_bare_sources, zone_of
from tui.timeline.model.tree import cut_trees, lineage
from tui.timeline.reading.schema import MAX_LEVELS
from tui.timeline.reading.schema_json import is_bare

FILE = "file"
"""The facet of the files that events come from."""


_OTHER_TREE = "files disagree on what is part of what: the first one counts"
_SAME_ID = "an id is that of an event of another file too, and has a number now"


class Part(NamedTuple):
    """One of the timelines."""

    name: str
    """The name of its file, each once."""
    timeline: Timeline


@dataclass(slots=True)
class _Ids:
    """The ids of a part that change, old to new."""

    entries: dict[str, dict[str, str]] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    events: dict[str, str] = field(default_factory=dict)


def merged(parts: Sequence[Part], title: str) -> Timeline:
    """Return one timeline of several. Each event has the name of its file as a value of the facet ``file``.

    Args:
        parts: the timelines, in order: of what clashes the first keeps its id.
        title: the title.
    """
    merger = _Merger()
    for part in parts:
        merger.add(part)
    return merger.timeline(title)


class _Merger:
    def __init__(self) -> None:
        self._vocabularies: dict[str, dict[str, Entry]] = {}
        self._by_name: dict[tuple[str, str, str | None], str] = {}
        """By section, folded name and parent: the id of an entry."""
        self._first_of_name: dict[tuple[str, str], str] = {}
        self._sources: dict[str, Source] = {}
        self._by_address: dict[str, str] = {}
        self._events: list[Event] = []
        self._taken: set[str] = set()
        self._names = FreeNames(self._taken)
        self._source_names = FreeNames(self._sources)
        self._entry_names: dict[str, FreeNames] = {}
        self._aliases: dict[tuple[str, str], dict[str, None]] = {}
        """By section and id: the names of the entries that an entry has absorbed."""
        self._facets: dict[str, FacetSpec] = {}
        self._parts: list[Part] = []
        self._report = Report("file")

    def add(self, part: Part) -> None:
        """Add a timeline."""
        timeline, ids = part.timeline, _Ids()
        self._parts.append(part)
        for spec in timeline.own_facets:
            known = self._facets.get(spec.name)
            if known is None or (known.is_free and not spec.is_free):
                self._facets[spec.name] = spec
        for section, entries in timeline.vocabularies.items():
            ids.entries[section] = self._add_entries(section, entries)
        actors = ids.entries.get("actors", {})
        for source in timeline.sources.values():
            if not is_bare(source):
                ids.sources[source.id] = self._add_source(source, actors)
        for event in timeline.events:
            event_id = self._names.free(event.id)
            if event_id != event.id:
                self._report.add("changed", _SAME_ID, 0, event.id)
            self._taken.add(event_id)
            ids.events[event.id] = event_id
        vocabularies = {spec.name: spec.vocabulary for spec in timeline.facets}
        self._events += [self._moved(event, part.name, ids, vocabularies) for event in timeline.events]

    def _add_entries(self, section: str, entries: Mapping[str, Entry]) -> dict[str, str]:
        """Add the entries of a section, parents first, and return the new id of each."""
        known, new = self._vocabularies.setdefault(section, {}), dict[str, str]()
        names = self._entry_names.setdefault(section, FreeNames(known))

        def add(entry: Entry) -> str:
            if entry.id in new:
                return new[entry.id]
            parent = None if entry.parent is None else add(entries[entry.parent])
            key = (section, fold(entry.name), parent)
            # A name without a wider place is that of any place of the name, and the other way round.
            same = self._by_name.get(key) or self._by_name.get((*key[:2], None))
            if same is None and parent is None:
                same = self._first_of_name.get(key[:2])
            if same is not None:
                if parent is not None and known[same].parent is None and same in lineage(known, parent):
                    if parent != same:
                        self._report.add("changed", _OTHER_TREE, 0, entry.name)
                    parent = None
                aliases = self._aliases.setdefault((section, same), dict.fromkeys(known[same].aliases))
                aliases.update(dict.fromkeys((*entry.aliases, entry.name)))
                known[same] = _joined(known[same], entry, parent)
                new[entry.id] = same
            else:
                entry_id = names.free(entry.id)
                known[entry_id] = replace(entry, id=entry_id, parent=parent)
                new[entry.id] = entry_id
            self._by_name[key] = new[entry.id]
            self._first_of_name.setdefault(key[:2], new[entry.id])
            return new[entry.id]

        for entry in entries.values():
            add(entry)
        return new

    def _settle_entries(self) -> None:
        """Give the entries all of their names, and cut trees that are too deep."""
        for (section, entry_id), names in self._aliases.items():
            entry = self._vocabularies[section][entry_id]
            names.pop(entry.name, None)
            self._vocabularies[section][entry_id] = replace(entry, aliases=tuple(names))
        for entries in self._vocabularies.values():
            for entry in cut_trees(entries, MAX_LEVELS):
                self._report.add("changed", "a tree is too deep, and is cut", 0, entry.name)

    def _add_source(self, source: Source, actors: Mapping[str, str]) -> str:
        address = source.url or (fold(source.title) if source.title else None)
        if address is not None and address in self._by_address:
            return self._by_address[address]
        source_id = self._source_names.free(source.id)
        outlet = None if source.outlet is None else actors.get(source.outlet, source.outlet)
        self._sources[source_id] = replace(source, id=source_id, outlet=outlet)
        if address is not None:
            self._by_address[address] = source_id
        return source_id

    def _moved(self, event: Event, file: str, ids: _Ids, vocabularies: Mapping[str, str]) -> Event:
        """Return an event whose references have the new ids."""
        values = {}
        for facet, found in event.values.items():
            new = ids.entries.get(vocabularies.get(facet, ""), NOTHING)
            values[facet] = tuple(dict.fromkeys(new.get(value, value) for value in found))
        values.setdefault(FILE, (file,))
        sources = ids.sources
        return replace(
            event,
            id=ids.events[event.id],
            values=values,
            quotes=tuple(replace(quote, source=sources.get(quote.source, quote.source)) for quote in event.quotes),
            cited=tuple(dict.fromkeys(sources.get(source, source) for source in event.cited)),
            links=tuple(Link(relation, ids.events.get(target, target)) for relation, target in event.links),
        )

    def _with_defined_sources(self, event: Event) -> Event:
        """Return an event that cites defined sources in place of their bare addresses."""
        if not any(source in self._by_address for source in event.cited):
            return event
        return replace(event, cited=tuple(dict.fromkeys(self._by_address.get(each, each) for each in event.cited)))

    def timeline(self, title: str) -> Timeline:
        """Return the timeline of all parts."""
        self._settle_entries()
        timelines = [part.timeline for part in self._parts]
        zones = list(dict.fromkeys(timeline.timezone for timeline in timelines))
        timezone = zones[0]
        if len(zones) > 1:
            self._report.add("changed", f"the files have several time zones: local times go by {timezone or 'no zone'}")
        facets = [*self._facets.values()]
        if FILE not in self._facets:
            facets.append(own_facet(FILE, "Files", has_values=False))
        languages = {timeline.language for timeline in timelines}
        self._events = [self._with_defined_sources(event) for event in self._events]
        remarks = [
            remark._replace(text=f"{part.name}: {remark.text}")
            for part in self._parts
            for remark in part.timeline.remarks
        ]
        return Timeline(
            title=title,
            events=sort_events(self._events, zone_of(timezone)),
            sources=with_bare_sources(self._sources, self._events),
            vocabularies={section: entries for section, entries in self._vocabularies.items() if entries},
            own_facets=tuple(facets),
            description=timelines[0].description if len(timelines) == 1 else None,
            language=next(iter(languages)) if len(languages) == 1 else None,
            timezone=timezone,
            views=tuple({view.name: view for timeline in timelines for view in timeline.views}.values()),
            remarks=_in_order([*self._report.remarks(), *remarks]),
        )


def _joined(entry: Entry, other: Entry, parent: str | None) -> Entry:
    """Return an entry, completed by the fields of another entry of the same name, except for its names."""
    return replace(
        entry,
        parent=entry.parent if entry.parent is not None else parent,
        kind=entry.kind or other.kind,
        office=entry.office or other.office,
        lat=entry.lat if entry.lat is not None else other.lat,
        lon=entry.lon if entry.lon is not None else other.lon,
    )


def _in_order(remarks: Sequence[Remark]) -> tuple[Remark, ...]:
    from tui.timeline.model.remarks import KINDS

    order = list(KINDS)
    return tuple(sorted(remarks, key=lambda remark: order.index(remark.kind)))

"""Join several timelines into one, which is written as one file: actors of one name become one, ids stay unique."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from tui.text.counts import counted, some
from tui.text.folding import fold
from tui.text.frozen import replace
from tui.timeline.formats.merge import FILE, Part, merged
from tui.timeline.formats.names import name_id
from tui.timeline.model.entities import Entry, Event, Link, SavedView
from tui.timeline.model.facets import own_facet
from tui.timeline.model.order import sort_events
from tui.timeline.model.timeline import Timeline, zone_of

_LOCAL_TIME = re.compile(r"T\d\d:\d\d(?::\d\d)?(?![\d:Z+-])")


class Joined(NamedTuple):
    """The result of joining timelines."""

    timeline: Timeline
    remarks: Sequence[str]
    """Sentences that say which entries were joined, and which ids were changed."""


def join(parts: Sequence[Part], title: str | None = None) -> Joined:
    """Return one timeline of several.

    Args:
        parts: the timelines with the names of their files, each once; of what clashes the first keeps its id.
        title: the title; None for their own.
    """
    remarks: list[str] = []
    moved = list(_with_own_ids([_with_defined_values(part, parts) for part in parts], remarks))
    timelines = [part.timeline for part in moved]
    titles = dict.fromkeys(timeline.title for timeline in timelines)
    whole = merged(moved, title or " and ".join(titles))
    if not any(FILE in timeline.specs for timeline in timelines):
        whole = _without_file(whole)
    descriptions = dict.fromkeys(timeline.description for timeline in timelines if timeline.description)
    whole = replace(
        whole,
        description="\n\n".join(descriptions) or None,
        views=tuple(_views(moved, remarks)),
        ignored_checks=tuple(dict.fromkeys(rule for timeline in timelines for rule in timeline.ignored_checks)),
        remarks=(),
    )
    remarks += _joined_names(parts, whole)
    zones = dict.fromkeys(timeline.timezone for timeline in timelines if _has_local_times(timeline))
    zone = next(iter(zones), whole.timezone)
    if len(zones) > 1:
        remarks.append(f"the files have several time zones: local times go by {zone or 'no zone'} now")
    if zone != whole.timezone:
        whole = replace(whole, timezone=zone, events=sort_events(whole.events, zone_of(zone)))
    return Joined(whole, remarks)


def _with_defined_values(part: Part, parts: Sequence[Part]) -> Part:
    """Return a part with entries for the values of each facet that has entries in another part."""
    timeline = part.timeline
    for spec in timeline.own_facets:
        defined = any(
            not other.timeline.specs[spec.name].is_free for other in parts if spec.name in other.timeline.specs
        )
        if spec.is_free and defined:
            used = dict.fromkeys(value for event in timeline.events for value in event.values.get(spec.name, ()))
            ids = {value: name_id(value) for value in used}
            timeline = replace(
                timeline,
                own_facets=tuple(
                    own_facet(each.name, each.title, each.key, has_values=True) if each == spec else each
                    for each in timeline.own_facets
                ),
                vocabularies={
                    **timeline.vocabularies,
                    spec.name: {ids[value]: Entry(ids[value], value) for value in used},
                },
                events=tuple(_with_ids(event, spec.name, ids) for event in timeline.events),
            )
    return part._replace(timeline=timeline)


def _with_ids(event: Event, facet: str, ids: Mapping[str, str]) -> Event:
    values = event.values.get(facet)
    if values is None:
        return event
    return replace(event, values={**event.values, facet: tuple(dict.fromkeys(ids[value] for value in values))})


def _with_own_ids(parts: Sequence[Part], remarks: list[str]) -> Iterator[Part]:
    """Yield the parts with unique ids, and without the events that an earlier part has word for word."""
    taken: dict[str, tuple[object, ...]] = {}
    for part in parts:
        ids: dict[str, str] = {}
        same: dict[str, None] = {}
        for event in part.timeline.events:
            new_id, number = event.id, 1
            if taken.get(event.id) == _content(event, part.timeline):
                same[event.id] = None
            else:
                while new_id in taken or (new_id != event.id and new_id in part.timeline.numbers):
                    number += 1
                    new_id = f"{event.id}-{number}"
            ids[event.id] = new_id
        kept = [event for event in part.timeline.events if event.id not in same]
        taken |= {ids[event.id]: _content(event, part.timeline) for event in kept}
        renamed = [f"{old} is {new}" for old, new in ids.items() if old != new]
        if renamed:
            remarks.append(
                f"{part.name}: {counted(len(renamed), 'event')} renamed, as the id was taken: {some(renamed)}"
            )
        if same:
            remarks.append(
                f"{part.name}: {counted(len(same), 'event')} left out, as another file has the same: {some([*same])}"
            )
        events = tuple(_renamed(event, ids) for event in kept)
        yield part._replace(timeline=replace(part.timeline, events=events))


def _content(event: Event, timeline: Timeline) -> tuple[object, ...]:
    """Return the content of an event without its id, and the time zone of its date if that is local."""
    zone = timeline.timezone if _LOCAL_TIME.search(event.date.text) else None
    return (zone, *(value for key, value in event.as_dict().items() if key != "line"))


def _renamed(event: Event, ids: Mapping[str, str]) -> Event:
    links = tuple(Link(relation, ids[target]) for relation, target in event.links)
    return replace(event, id=ids[event.id], links=links)


def _has_local_times(timeline: Timeline) -> bool:
    """Return whether a date has a local time, which belongs to the zone of the timeline."""
    dates = [event.date.text for event in timeline.events]
    dates += [source.issued.text for source in timeline.sources.values() if source.issued is not None]
    return any(_LOCAL_TIME.search(date) for date in dates)


def _without_file(timeline: Timeline) -> Timeline:
    """Return a timeline without the facet ``file``, as it becomes a single file."""
    events = tuple(
        replace(event, values={facet: values for facet, values in event.values.items() if facet != FILE})
        for event in timeline.events
    )
    facets = tuple(spec for spec in timeline.own_facets if spec.name != FILE)
    return replace(timeline, events=events, own_facets=facets)


def _views(parts: Sequence[Part], remarks: list[str]) -> Iterator[SavedView]:
    """Yield the views of all parts. Where names clash, the name of the file is added."""
    taken: dict[str, SavedView] = {}
    for part in parts:
        for view in part.timeline.views:
            name, number = view.name, 1
            while name in taken and taken[name] != replace(view, name=name):
                name = f"{view.name} ({part.name}{f' {number}' if number > 1 else ''})"
                number += 1
            if name not in taken:
                if name != view.name:
                    remarks.append(f"{part.name}: the view {view.name} is {name} now")
                taken[name] = replace(view, name=name)
                yield taken[name]


def _joined_names(parts: Sequence[Part], whole: Timeline) -> Iterator[str]:
    """Yield sentences that say which entries were joined, and which ids were changed."""
    for section, entries in whole.vocabularies.items():
        counts: dict[str, int] = {}
        for part in parts:
            for name in {fold(entry.name) for entry in part.timeline.vocabularies.get(section, {}).values()}:
                counts[name] = counts.get(name, 0) + 1
        shared = [entry.name for entry in entries.values() if counts.get(fold(entry.name), 0) > 1]
        if shared:
            remark = f"{section}: {len(shared):,} in more than one file, by name: {some(shared)}"
            yield remark
        yield from _new_ids(section, entries, [part.timeline.vocabularies.get(section, {}) for part in parts])
    yield from _new_ids("sources", whole.sources, [part.timeline.sources for part in parts])


def _new_ids(section: str, whole: Mapping[str, object], parts: Sequence[Mapping[str, object]]) -> Iterator[str]:
    known = {key for part in parts for key in part}
    new = [key for key in whole if key not in known]
    if new:
        yield f"{section}: {len(new):,} with a new id, as the old one was taken: {some(new)}"

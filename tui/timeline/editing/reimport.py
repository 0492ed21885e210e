"""Import again into a file that an import made. Edits since then are kept; everything else follows the source."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tui.text.frozen import replace
from tui.timeline.editing.yaml_text import sections
from tui.timeline.model.entities import Event
from tui.timeline.model.order import sort_events
from tui.timeline.model.timeline import Timeline, with_bare_sources
from tui.timeline.reading.schema_json import Json, event_from_json, event_to_json, header_from_json, header_to_json

Hashes = Mapping[str, Mapping[str, str]]
"""By id: by field: a short hash of the value that an import gave."""


@dataclass(frozen=True, slots=True)
class Base:
    """The values of the last import, as hashes. A value that differs from its hash has been edited."""

    events: Hashes = field(default_factory=dict)
    entries: Mapping[str, Hashes] = field(default_factory=dict)
    """By section."""

    @classmethod
    def of(cls, timeline: Timeline) -> Base:
        """Return the hashes of an imported timeline."""
        return cls(
            {event.id: _hashes(_values(event)) for event in timeline.events},
            {
                section: {key: _hashes(fields) for key, fields in found.items()}
                for section, found in sections(timeline).items()
            },
        )

    def to_json(self) -> str:
        """Return the hashes as text, to be kept beside the file."""
        return json.dumps({"events": self.events, "entries": self.entries}, ensure_ascii=False, indent=0) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Base:
        """Return what `to_json` made.

        Raises:
            ValueError: the text is something else.
        """
        try:
            values = json.loads(text)
            return cls(values["events"], values["entries"])
        except (KeyError, TypeError) as error:
            raise ValueError("it is not what an import keeps") from error


@dataclass(slots=True)
class Changes:
    """What an import changes in a file."""

    added: list[str] = field(default_factory=list)
    """The ids of new events."""
    updated: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    """Edited values that differ from the source as it is now, as ``id: field``."""
    removed: list[str] = field(default_factory=list)
    """Events of the last import that the file no longer has, and that are not added again."""
    gone: list[str] = field(default_factory=list)
    """Events of the last import that the source no longer has, and that stay in the file."""


def updated(old: Timeline, new: Timeline, base: Base) -> tuple[Timeline, Changes]:
    """Merge a new import into a file's timeline.

    Args:
        old: the timeline of the file.
        new: what the source gives now.
        base: what it gave the last time.
    """
    changes = Changes()
    present = {event.id: event for event in old.events}
    incoming = {event.id: event for event in new.events}
    events = [_updated_event(event, incoming.get(event.id), base, changes) for event in old.events]
    for event in new.events:
        if event.id in present:
            continue
        if event.id in base.events:
            changes.removed.append(event.id)
        else:
            changes.added.append(event.id)
            events.append(replace(event, line=0))
    changes.gone = [event_id for event_id in base.events if event_id in present and event_id not in incoming]
    header = _updated_header(old, new, base, events)
    ids = {event.id for event in events}
    events = [_without_dead_links(event, ids) for event in events]
    return (
        replace(
            header,
            events=sort_events(events, old.zone),
            sources=with_bare_sources(header.sources, events),
            remarks=(),
        ),
        changes,
    )


def _updated_event(event: Event, incoming: Event | None, base: Base, changes: Changes) -> Event:
    if incoming is None:
        return event
    known = base.events.get(event.id, {})
    mine, theirs = _values(event), _values(incoming)
    merged, kept = _merged(mine, theirs, known)
    changes.kept += [f"{event.id}: {name}" for name in kept]
    if merged == mine:
        return event
    changes.updated.append(event.id)
    return event_from_json(merged, event.line)


def _merged(mine: Json, theirs: Mapping[str, Any], known: Mapping[str, str]) -> tuple[Json, list[str]]:
    """Return values of the file with those of the source where the file's are as the last import gave them.

    Returns:
        The values, and the names of those that were edited although the source says something else now.
    """
    merged: Json = {}
    kept = []
    for name in dict.fromkeys((*mine, *theirs)):
        ours, given = mine.get(name), theirs.get(name)
        is_edited = _hash(ours) != known.get(name, _hash(None))
        value = ours if is_edited else given
        if is_edited and ours != given and _hash(given) != known.get(name, _hash(None)):
            kept.append(name)
        if value is not None:
            merged[name] = value
    return merged, kept


def _updated_header(old: Timeline, new: Timeline, base: Base, events: Iterable[Event]) -> Timeline:
    """Return the file's timeline with the entries, sources and facets of the source, without its events."""
    mine, theirs = header_to_json(old), header_to_json(new)
    used = _used(events)
    for section, found in sections(new).items():
        known, own = base.entries.get(section, {}), mine.setdefault(section, {})
        for key, fields in found.items():
            if key in own:
                own[key] = _merged(dict(own[key]), fields, known.get(key, {}))[0]
            elif key not in known or key in used or section == "facets":
                own[key] = theirs[section][key]
    _add_parents(mine, theirs)
    return header_from_json(mine)


def _used(events: Iterable[Event]) -> set[str]:
    used: set[str] = set()
    for event in events:
        used.update(event.sources)
        for values in event.values.values():
            used.update(values)
    return used


def _add_parents(mine: Json, theirs: Json) -> None:
    """Add the entries that others name and the file lacks: their parents, and the outlets of sources."""
    for section, parent in (("places", "part_of"), ("actors", "part_of"), ("weapons", "kind_of")):
        own, given = mine.get(section, {}), theirs.get(section, {})
        named = [fields.get(parent) for fields in own.values()]
        if section == "actors":
            named += [fields.get("outlet") for fields in mine.get("sources", {}).values()]
        while missing := [key for key in named if key is not None and key not in own and key in given]:
            for key in missing:
                own[key] = given[key]
            named = [own[key].get(parent) for key in missing]
            mine[section] = own


def _without_dead_links(event: Event, ids: set[str]) -> Event:
    links = tuple(link for link in event.links if link.target in ids)
    return event if links == event.links else replace(event, links=links)


def _values(event: Event) -> Json:
    values = event_to_json(event)
    return {key: list(value) if isinstance(value, tuple) else value for key, value in values.items()}


def _hashes(fields: Mapping[str, Any]) -> dict[str, str]:
    return {name: _hash(value) for name, value in fields.items()}


def _hash(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, default=list)
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()[:12]

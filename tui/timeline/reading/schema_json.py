"""Timelines as JSON in the shape of the schema: entities to plain values and back.

Exports and stores both write what these functions return. Plain values are dicts, lists, texts and numbers, their keys
those of `tui.timeline.reading.schema`. Absent values have no key: a text may be empty, a list may not.

Nothing is validated on the way back. Files that people write go through the readers instead.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from operator import attrgetter
from typing import Any, NamedTuple

from tui.timeline.dates.edtf import EdtfDate
from tui.timeline.model.entities import Actor, Event, Link, Quote, SavedView, Source, Timeline, Weapon
from tui.timeline.reading import schema

Json = dict[str, Any]
"""A JSON object."""

_ATTRIBUTES = {"part_of": "parent", "kind_of": "parent"}
"""By key: the attributes that have another name."""


class _Shape(NamedTuple):
    """The keys of a class in the schema."""

    keys: tuple[str, ...]
    values: Callable[[object], tuple[Any, ...]]
    """Returns an entity's values for these keys, None or empty if it has none."""

    @classmethod
    def of(cls, keys: tuple[str, ...]) -> _Shape:
        """Return the shape of a class whose attributes are named as its keys, but for `_ATTRIBUTES`."""
        return cls(keys, attrgetter(*(_ATTRIBUTES.get(key, key) for key in keys)))

    def present(self, entity: object) -> Json:
        """Return the values that an entity has, each under its key."""
        values = self.values(entity)
        return {key: value for key, value in zip(self.keys, values, strict=True) if value or value == ""}


_NO_LINKS: Mapping[str, Any] = {}
_EVENT, _QUOTE, _SOURCE = _Shape.of(schema.EVENT), _Shape.of(schema.QUOTE), _Shape.of(schema.SOURCE)
_SHAPES: Mapping[type, _Shape] = {
    Actor: _Shape.of(schema.ACTOR),
    Weapon: _Shape.of(schema.WEAPON),
    SavedView: _Shape.of(schema.VIEW),
}


def event_to_json(event: Event) -> Json:
    """Return an event as plain values, without the line at which it stands in its file."""
    values = _EVENT.present(event)
    values["date"] = event.date.text
    if event.quotes:
        values["quotes"] = [_QUOTE.present(quote) for quote in event.quotes]
    if event.links:
        targets: dict[str, list[str]] = {}
        for relation, target in event.links:
            targets.setdefault(relation, []).append(target)
        values["links"] = targets
    return values


def event_from_json(values: Mapping[str, Any], line: int = 0) -> Event:
    """Return the event of which `event_to_json` made these values.

    Args:
        values: the event as plain values.
        line: the line of the file at which the event begins; 0 if it was not read from a file.

    Raises:
        AttributeError, KeyError, TypeError: if the values are not an event's.
        EdtfError: if its date is not one.
    """
    get = values.get
    return Event(  # by position, which is four times as fast as by name
        values["id"],
        EdtfDate.parse(values["date"]),
        values["kind"],
        values["status"],
        values["title"],
        tuple(map(_quote, get("quotes", ()))),
        get("date_text"),
        values["date_basis"],
        get("date_note"),
        get("summary"),
        tuple(get("speaker", ())),
        tuple(get("via", ())),
        tuple(get("actors", ())),
        tuple(get("weapons", ())),
        tuple([Link(relation, target) for relation, targets in get("links", _NO_LINKS).items() for target in targets]),
        get("note"),
        line,
    )


def _quote(values: Mapping[str, Any]) -> Quote:
    get = values.get
    return Quote(values["source"], values["exact"], get("translation"), get("paragraph"), get("prefix"), get("suffix"))


def source_to_json(source: Source) -> Json:
    """Return a source as plain values, without its id."""
    return {**_SOURCE.present(source), "issued": source.issued.text}


def entity_to_json(entity: Actor | Weapon | SavedView) -> Json:
    """Return an actor, a weapon or a saved view as plain values; the first two without their ids."""
    return _SHAPES[type(entity)].present(entity)


def header_to_json(timeline: Timeline) -> Json:
    """Return all of a timeline but its events as plain values."""
    return {
        "title": timeline.title,
        "description": timeline.description,
        "sources": {source_id: source_to_json(source) for source_id, source in timeline.sources.items()},
        "actors": {actor_id: entity_to_json(actor) for actor_id, actor in timeline.actors.items()},
        "weapons": {weapon_id: entity_to_json(weapon) for weapon_id, weapon in timeline.weapons.items()},
        "views": list(map(entity_to_json, timeline.views)),
    }


def header_from_json(values: Mapping[str, Any]) -> Timeline:
    """Return a timeline without events from the values that `header_to_json` made of it."""
    return Timeline(
        title=values["title"],
        events=(),
        sources={
            source_id: Source(**{**fields, "id": source_id, "issued": EdtfDate.parse(fields["issued"])})
            for source_id, fields in values["sources"].items()
        },
        actors={actor_id: Actor(**_entry(actor_id, fields)) for actor_id, fields in values["actors"].items()},
        weapons={weapon_id: Weapon(**_entry(weapon_id, fields)) for weapon_id, fields in values["weapons"].items()},
        description=values["description"],
        views=tuple(SavedView(**view) for view in values["views"]),
    )


def _entry(entry_id: str, fields: Json) -> Json:
    """Return the attributes of an actor or a weapon."""
    values = {_ATTRIBUTES.get(key, key): value for key, value in fields.items()}
    return {**values, "id": entry_id, "aliases": tuple(fields.get("aliases", ()))}

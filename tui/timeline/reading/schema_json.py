"""Timelines as JSON in the shape of the schema: entities to plain values and back.

Exports and stores both write what these functions return. Plain values are dicts, lists, texts and numbers, their keys
those of `tui.timeline.reading.schema`. Absent values have no key: a text may be empty, a list may not.

Nothing is validated on the way back. Files that people write go through the readers instead.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from operator import attrgetter
from typing import Any, NamedTuple

from tui.timeline.dates.edtf import EdtfDate
from tui.timeline.model.entities import NOTHING, Entry, Event, Link, Media, Quote, SavedView, Source, bare_source
from tui.timeline.model.facets import BUILT_IN, VOCABULARIES, FacetSpec, own_facet, parent_key
from tui.timeline.model.remarks import Remark
from tui.timeline.model.timeline import Timeline
from tui.timeline.reading import schema

Json = dict[str, Any]
"""A JSON object."""

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]*[1-9])?|-?(?:0|[1-9][0-9]{0,14})\.0")
"""The numbers that JSON and Python write as they are written here."""


class _Shape(NamedTuple):
    """How one class stands in the schema."""

    keys: tuple[str, ...]
    values: Callable[[object], tuple[Any, ...]]
    """Returns the value for each key."""

    @classmethod
    def of(cls, keys: tuple[str, ...], names: Mapping[str, str] = NOTHING) -> _Shape:
        """Return the shape of a class with these keys.

        Args:
            keys: the keys.
            names: the attributes that are not named as their keys.
        """
        return cls(keys, attrgetter(*(names.get(key, key) for key in keys)))

    def present(self, entity: object) -> Json:
        """Return the values that an entity has, each under its key."""
        values = self.values(entity)
        return {
            key: value for key, value in zip(self.keys, values, strict=True) if value or value == "" or value == 0.0
        }


_TEXTS = ("date_text", "date_basis", "date_note", "summary", "note")
_EVENT, _QUOTE, _MEDIA = _Shape.of(("id", "title", *_TEXTS)), _Shape.of(schema.QUOTE), _Shape.of(schema.MEDIA)
_SOURCE, _VIEW = _Shape.of(schema.SOURCE), _Shape.of(schema.VIEW)
_ENTRIES = {
    section: _Shape.of(keys, {parent_key(section) or "parent": "parent"}) for section, keys in schema.ENTRIES.items()
}
_OWN_ENTRY = _Shape.of(schema.OWN_ENTRY)
FACET_KEYS: Mapping[str, str] = {spec.name: spec.field for spec in BUILT_IN if spec.field}
"""The keys under which an event has the values of built-in facets, by facet."""
_FACETS = {field: name for name, field in FACET_KEYS.items()}
SINGLE_FACETS = frozenset(spec.name for spec in BUILT_IN if spec.is_single)
"""The facets of which an event has one value at most."""
_OTHER_KEYS = frozenset(
    ("id", "date", "title", *_TEXTS, "data", "quotes", "sources", "media", "links", "draft", "internal")
)


def event_to_json(event: Event) -> Json:
    """Return an event as plain values, without the line at which it stands in its file."""
    values = _EVENT.present(event)
    values["date"] = event.date.text
    for facet, found in event.values.items():
        values[FACET_KEYS.get(facet, facet)] = found[0] if facet in SINGLE_FACETS else found
    if event.data:
        values["data"] = {name: _number_or_text(value) for name, value in event.data.items()}
    if event.quotes:
        values["quotes"] = [_QUOTE.present(quote) for quote in event.quotes]
    if event.cited:
        values["sources"] = event.cited
    if event.media:
        values["media"] = [_MEDIA.present(media) for media in event.media]
    if event.links:
        targets: dict[str, list[str]] = {}
        for relation, target in event.links:
            targets.setdefault(relation, []).append(target)
        values["links"] = targets
    if event.is_draft:
        values["draft"] = True
    if event.is_internal:
        values["internal"] = True
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
    return Event(  # fields by position: a name for each takes three times as long
        values["id"],
        EdtfDate.parse(values["date"]),
        values["title"],
        {
            _FACETS.get(key, key): (found,) if isinstance(found, str) else tuple(found)
            for key, found in values.items()
            if key not in _OTHER_KEYS
        }
        or NOTHING,
        tuple([Quote(*_quote_values(quote)) for quote in get("quotes", ())]),
        tuple(get("sources", ())),
        get("date_text"),
        get("date_basis"),
        get("date_note"),
        get("summary"),
        {name: value if isinstance(value, str) else str(value) for name, value in get("data", NOTHING).items()}
        or NOTHING,
        tuple([Media(media["url"], media.get("caption"), media.get("credit")) for media in get("media", ())]),
        tuple([Link(relation, target) for relation, targets in get("links", NOTHING).items() for target in targets]),
        get("note"),
        get("draft", False),
        get("internal", False),
        line,
    )


def _number_or_text(value: str) -> str | int | float:
    """Return a text as a number, if it is one that is written back just so."""
    if not is_number(value):
        return value
    return float(value) if "." in value else int(value)


def is_number(value: str) -> bool:
    """Return whether a text is a number that is written back just so."""
    if not _NUMBER.fullmatch(value) or value.startswith("-0"):
        return False
    return "." not in value or str(float(value)) == value


def _quote_values(values: Mapping[str, Any]) -> tuple[Any, ...]:
    get = values.get
    fields = values["source"], values["exact"], get("translation"), get("paragraph"), get("prefix"), get("suffix")
    return fields


def is_bare(source: Source) -> bool:
    """Return whether a source is a bare URL, which needs no definition."""
    return source == bare_source(source.id)


def source_to_json(source: Source) -> Json:
    """Return a source as plain values, without its id."""
    values = _SOURCE.present(source)
    for key in ("issued", "retrieved"):
        if key in values:
            values[key] = values[key].text
    if source.issued is None:
        del values["issued_basis"]
    return values


def entry_to_json(entry: Entry, section: str) -> Json:
    """Return an entry of a vocabulary as plain values, without its id."""
    return _ENTRIES.get(section, _OWN_ENTRY).present(entry)


def facet_to_json(spec: FacetSpec, entries: Mapping[str, Entry] | None) -> Json:
    """Return a facet that a file declares as plain values, without its name.

    Args:
        spec: the facet.
        entries: its values; None if it is free.
    """
    values: Json = {"name": spec.title}
    if spec.key:
        values["key"] = spec.key
    if spec.vocabulary:
        values["values"] = {entry_id: entry_to_json(entry, spec.name) for entry_id, entry in (entries or {}).items()}
    return values


def view_to_json(view: SavedView) -> Json:
    """Return a saved view as plain values."""
    return _VIEW.present(view)


def header_to_json(timeline: Timeline) -> Json:
    """Return all of a timeline but its events as plain values."""
    vocabularies = timeline.vocabularies
    return {
        "dateline": timeline.version,
        "title": timeline.title,
        "description": timeline.description,
        "language": timeline.language,
        "timezone": timeline.timezone,
        "sources": {source_id: source_to_json(source) for source_id, source in timeline.sources.items()},
        **{
            section: {entry_id: entry_to_json(entry, section) for entry_id, entry in vocabularies[section].items()}
            for section in VOCABULARIES
            if section in vocabularies
        },
        "facets": {spec.name: facet_to_json(spec, vocabularies.get(spec.vocabulary)) for spec in timeline.own_facets},
        "views": list(map(view_to_json, timeline.views)),
        "checks": {"ignore": list(timeline.ignored_checks)},
        **({"remarks": [list(remark) for remark in timeline.remarks]} if timeline.remarks else {}),
    }


def header_from_json(values: Mapping[str, Any]) -> Timeline:
    """Return a timeline without events from the values that `header_to_json` made of it."""
    facets = values["facets"]
    own_facets = tuple(
        own_facet(name, facet["name"], facet.get("key", ""), has_values="values" in facet)
        for name, facet in facets.items()
    )
    vocabularies = {section: _entries(values[section], section) for section in VOCABULARIES if section in values}
    for name, facet in facets.items():
        if facet.get("values"):
            vocabularies[name] = _entries(facet["values"], name)
    return Timeline(
        title=values["title"],
        events=(),
        sources={source_id: _source(source_id, fields) for source_id, fields in values["sources"].items()},
        vocabularies=vocabularies,
        own_facets=own_facets,
        description=values["description"],
        language=values["language"],
        timezone=values["timezone"],
        views=tuple(SavedView(**view) for view in values["views"]),
        ignored_checks=tuple(values["checks"]["ignore"]),
        version=values["dateline"],
        remarks=tuple(
            Remark(kind, text, times, unit, tuple(places), example)
            for kind, text, times, unit, places, example in values.get("remarks", ())
        ),
    )


def _source(source_id: str, fields: Json) -> Source:
    dates: Json = {key: EdtfDate.parse(fields[key]) for key in ("issued", "retrieved") if key in fields}
    attributes: Json = {**fields, **dates, "id": source_id}
    return Source(**attributes)


def _entries(entries: Mapping[str, Json], section: str) -> dict[str, Entry]:
    parent = parent_key(section) or "parent"
    made: dict[str, Entry] = {}
    for entry_id, fields in entries.items():  # fields by position: a name for each takes three times as long
        get = fields.get
        made[entry_id] = Entry(
            entry_id,
            fields["name"],
            get(parent),
            tuple(get("aliases", ())),
            get("kind"),
            get("office"),
            get("lat"),
            get("lon"),
        )
    return made

"""The JSON Schema (2020-12) of a timeline's file, from which editors complete and check its YAML.

It is made of the tables that the readers use. The readers alone know whether a name is defined, whether an id
is taken, whether a day is in the calendar.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from tui.timeline.checking.rules import IGNORABLE
from tui.timeline.checking.schema_forms import (
    ADDRESS_FORM,
    DATE,
    DIGEST,
    ID,
    ID_PATTERN,
    REQUIRED_DATE,
    REQUIRED_TEXT,
    TEXT,
    TEXTS,
    TRUTH,
    VALUE,
    VALUES,
    WHOLE_NUMBER,
    Form,
    any_case,
    choice,
    degrees,
    list_of,
    mapping_of,
    reference,
)
from tui.timeline.model.entities import BASES, ENTRY_KINDS, RELATIONS
from tui.timeline.model.facets import BUILT_IN, RESERVED, STATUSES, VOCABULARIES, FacetSpec, parent_key
from tui.timeline.model.sort import SORTS
from tui.timeline.reading import schema
from tui.timeline.reading.schema_words import REQUIRED, WORDS

SCHEMA_ID = f"urn:dateline:schema:{schema.VERSION}"
"""The ``$id`` of the JSON Schema. It also takes the files of the versions before, which have the same keys."""

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_LINK = re.compile(r"\[([^]]+)\]\([^)]+\)")
_ENTRY_HEADINGS = {"actors": "An actor", "weapons": "A weapon", "places": "A place", "kinds": "A kind"}
"""By section that defines entries: the heading of an entry in `WORDS`."""


def json_schema() -> Form:
    """Return the schema, as plain values."""
    timeline = _mapping("The file", schema.TIMELINE, _timeline_forms())
    return {
        "$schema": _DIALECT,
        "$id": SCHEMA_ID,
        **timeline,
        "title": "A timeline for Dateline",
        "description": "Events with their dates, sources and quotes. Every value is the text that it is.",
        "allOf": [*_without_sections()],
        "$defs": _definitions(),
    }


def plain_words(heading: str, key: str) -> str:
    """Return the words for a key, without the links of the schema page."""
    return _LINK.sub(r"\1", WORDS[heading][key])


def _mapping(heading: str, keys: Iterable[str], forms: Mapping[str, Form]) -> Form:
    """Return the form of a mapping of the file.

    Args:
        heading: its name in `WORDS`.
        keys: the keys that it may have.
        forms: the form of each value.
    """
    form: Form = {
        "title": heading,
        "type": "object",
        "properties": {key: {"description": plain_words(heading, key), **forms[key]} for key in keys},
        "additionalProperties": False,
    }
    if required := REQUIRED.get(heading):
        form["required"] = [*required]
    return form


def _short(form: Form, text: Form) -> Form:
    """Return the form of a mapping that a single text may stand for."""
    types = text["type"] if isinstance(text["type"], list) else [text["type"]]
    return {**form, **text, "type": ["object", *types]}


def _timeline_forms() -> dict[str, Form]:
    own_names: Form = {
        "pattern": ID_PATTERN,
        "not": {"anyOf": [{"enum": [*schema.EVENT]}, {"pattern": _taken_names()}]},
        "errorMessage": "a name that means nothing else, of letters, digits, '-', '_' and '.'",
    }
    return {
        "dateline": {"enum": [*schema.VERSIONS, *map(int, schema.VERSIONS), None], "default": int(schema.VERSION)},
        "title": REQUIRED_TEXT,
        "description": TEXT,
        "language": {**TEXT, "examples": ["en", "fr", "es", "de"]},
        "timezone": {**TEXT, "examples": ["Europe/Paris", "America/New_York", "Etc/UTC"]},
        "sources": mapping_of(reference("source")),
        **{section: mapping_of(reference(section)) for section in VOCABULARIES},
        "facets": mapping_of(reference("facet"), own_names),
        "views": list_of(reference("view")),
        "checks": {**_mapping("Checks", schema.CHECKS, {"ignore": _rules()}), "type": ["object", "null"]},
        "events": list_of(reference("event")),
    }


def _taken_names() -> str:
    """Return the pattern of the names that `is_reserved` knows."""
    words = sorted({*RESERVED, *VOCABULARIES})
    return f"^(?:[0-9]|{any_case('data.')}|(?:{'|'.join(map(any_case, words))})$)"


def _rules() -> Form:
    return {**TEXTS, "items": {"anyOf": [{"enum": [*IGNORABLE]}, REQUIRED_TEXT]}}


def _definitions() -> dict[str, Form]:
    return {
        "date": DATE,
        "source": _source(),
        **{section: _entry(section) for section in VOCABULARIES},
        "facet": _mapping(
            "A facet",
            schema.FACET,
            {
                "name": REQUIRED_TEXT,
                "key": {**TEXT, "maxLength": 1, "minimum": 0, "maximum": 9},
                "values": mapping_of(reference("value")),
            },
        ),
        "value": _short(
            _mapping("A value of a facet", schema.OWN_ENTRY, {"name": REQUIRED_TEXT, "parent": TEXT, "aliases": TEXTS}),
            REQUIRED_TEXT,
        ),
        "view": _mapping("A view", schema.VIEW, {"name": REQUIRED_TEXT, "query": TEXT, "sort": choice(SORTS)}),
        "quote": _mapping(
            "A quote",
            schema.QUOTE,
            {
                **dict.fromkeys(("source", "exact"), REQUIRED_TEXT),
                "paragraph": WHOLE_NUMBER,
                **dict.fromkeys(("prefix", "suffix", "translation"), TEXT),
            },
        ),
        "medium": _short(
            _mapping(
                "A picture, film or recording",
                schema.MEDIA,
                {"url": {**ADDRESS_FORM, "type": "string"}, "caption": TEXT, "credit": TEXT},
            ),
            {**ADDRESS_FORM, "type": "string"},
        ),
        "event": _event(),
    }


def _source() -> Form:
    forms = {
        **dict.fromkeys(schema.SOURCE, TEXT),
        "issued": reference("date"),
        "issued_basis": choice(BASES),
        **dict.fromkeys(("sha256", "page_sha256"), DIGEST),
        "url": ADDRESS_FORM,
        "archived": ADDRESS_FORM,
        "retrieved": reference("date"),
    }
    source = _mapping("A source", schema.SOURCE, forms)
    names = [{"required": [key], "properties": {key: REQUIRED_TEXT}} for key in ("title", "url", "file")]
    return {**source, "anyOf": names, "allOf": [_explained("issued_basis", "issued_note")]}


def _entry(section: str) -> Form:
    forms = {
        "name": REQUIRED_TEXT,
        parent_key(section) or "": TEXT,
        "kind": choice(ENTRY_KINDS),
        "office": TEXT,
        "lat": degrees(90),
        "lon": degrees(180),
        "aliases": TEXTS,
    }
    return _short(_mapping(_ENTRY_HEADINGS[section], schema.ENTRIES[section], forms), REQUIRED_TEXT)


def _event() -> Form:
    forms = {
        "id": ID,
        "date": REQUIRED_DATE,
        **dict.fromkeys(("date_text", "date_note", "summary", "note"), TEXT),
        "date_basis": choice(BASES),
        "title": REQUIRED_TEXT,
        **{spec.field: _facet_value(spec) for spec in BUILT_IN if spec.field},
        "data": {
            "type": ["object", "null"],
            "propertyNames": {"pattern": r"^[^\t\n]*[^\s][^\t\n]*$"},
            "additionalProperties": VALUE,
        },
        "quotes": list_of(reference("quote")),
        "sources": TEXTS,
        "media": list_of(reference("medium")),
        "links": {**_mapping("Links", RELATIONS, dict.fromkeys(RELATIONS, TEXTS)), "type": ["object", "null"]},
        "draft": TRUTH,
        "internal": TRUTH,
    }
    event = _mapping("An event", schema.EVENT, forms)
    return {**event, "additionalProperties": VALUES, "allOf": [_explained("date_basis", "date_note")]}


def _facet_value(spec: FacetSpec) -> Form:
    """Return the form of an event's values of a built-in facet."""
    if spec.name == "status":
        return choice(STATUSES)
    if spec.is_single:
        return {"anyOf": [choice(spec.values), TEXT]} if spec.values else TEXT
    return TEXTS


def _explained(basis: str, note: str) -> Form:
    """Return the rule that an inference has a note with its reason."""
    return {
        "if": {"required": [basis], "properties": {basis: {"const": "inferred"}}},
        "then": {"required": [note], "properties": {note: {**REQUIRED_TEXT, "pattern": "."}}},
    }


def _without_sections() -> Iterable[Form]:
    """Yield rules for files without a section: no name that only the section could define."""
    other = "no key of an event; 'facets' declares keys of your own, and 'data' holds further fields"
    yield _unless("facets", {"propertyNames": {"enum": [*schema.EVENT], "errorMessage": other}})
    for section in VOCABULARIES:
        fields = {
            spec.field: {
                "enum": [*(spec.values or ([],)), None],
                "errorMessage": f"{'one of the kinds, or ' * bool(spec.values)}define it in '{section}'",
            }
            for spec in BUILT_IN
            if spec.vocabulary == section
        }
        yield _unless(section, {"properties": fields})
    address: Form = {"pattern": schema.ADDRESS.pattern, "errorMessage": "define it in 'sources', or write a URL"}
    quotes: Form = {"items": {"properties": {"source": address}}}
    yield _unless("sources", {"properties": {"quotes": quotes, "sources": {**address, "items": address}}})


def _unless(section: str, event: Form) -> Form:
    """Return the rule that events have a form unless the file has a section."""
    return {"if": {"required": [section]}, "else": {"properties": {"events": {"items": event}}}}

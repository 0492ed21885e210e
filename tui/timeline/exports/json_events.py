"""Events as JSON objects, in the keys of the schema, and back again without loss.

The text is YAML too (RFC 8259 read by YAML 1.1), so that what is exported can be opened as a timeline.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from tui.text.printable import printable
from tui.timeline.dates.edtf import EdtfDate
from tui.timeline.model.entities import Event, Link, Quote

_NONCHARACTERS = "\ufffe\uffff"


def encoded(value: object) -> str:
    r"""Return a value as JSON on one line, in which nothing is invisible and nothing is refused by YAML.

    Control and bidirectional characters become ``\u`` escapes, which both read. Characters beyond the Basic
    Multilingual Plane stay as they are: JSON would need a pair of escapes, and to YAML half a pair is no character.
    """
    text = json.dumps(value, ensure_ascii=False)
    shown = printable(text)
    if shown == text and not any(character in text for character in _NONCHARACTERS):
        return text
    return "".join(
        character
        if character > "\uffff" or (character == picture and character not in _NONCHARACTERS)
        else f"\\u{ord(character):04x}"
        for character, picture in zip(text, shown, strict=True)
    )


def event_json(event: Event) -> str:
    """Return an event as a JSON object on one line."""
    links: dict[str, list[str]] = {}
    for relation, target in event.links:
        links.setdefault(relation, []).append(target)
    return encoded(
        present(
            id=event.id,
            date=event.date.text,
            date_text=event.date_text,
            date_basis=event.date_basis,
            date_note=event.date_note,
            kind=event.kind,
            status=event.status,
            title=event.title,
            summary=event.summary,
            speaker=event.speaker,
            via=event.via,
            actors=event.actors,
            weapons=event.weapons,
            quotes=tuple(map(_quote_fields, event.quotes)),
            links=links or None,
            note=event.note,
        )
    )


def present(**fields: object) -> dict[str, object]:
    """Return the fields that hold something: a text may be empty, a list may not."""
    return {key: value for key, value in fields.items() if value is not None and value != ()}


def _quote_fields(quote: Quote) -> dict[str, object]:
    return present(
        source=quote.source,
        paragraph=quote.paragraph,
        exact=quote.exact,
        prefix=quote.prefix,
        suffix=quote.suffix,
        translation=quote.translation,
    )


def read_events(text: str) -> list[Event]:
    """Read the events that were written as ``json`` or as ``jsonl``, in the order in which they were written.

    Raises:
        ValueError: the text is not what those formats write.
    """
    try:
        return [_event(fields) for fields in _objects(text)]
    except (AttributeError, KeyError, TypeError) as error:
        raise ValueError(f"not an export of events: {error!r}") from error


def _objects(text: str) -> list[dict[str, Any]]:
    objects: list[dict[str, Any]]
    try:
        whole = json.loads(text)
    except json.JSONDecodeError:  # several lines with an object each, or none
        objects = [json.loads(line) for line in text.split("\n") if line.strip()]
    else:
        objects = whole.get("events", [whole])
    return objects


def _event(fields: Mapping[str, Any]) -> Event:
    return Event(
        id=fields["id"],
        date=EdtfDate.parse(fields["date"]),
        kind=fields["kind"],
        status=fields["status"],
        title=fields["title"],
        quotes=tuple(Quote(**quote) for quote in fields.get("quotes", ())),
        date_text=fields.get("date_text"),
        date_basis=fields["date_basis"],
        date_note=fields.get("date_note"),
        summary=fields.get("summary"),
        speaker=tuple(fields.get("speaker", ())),
        via=tuple(fields.get("via", ())),
        actors=tuple(fields.get("actors", ())),
        weapons=tuple(fields.get("weapons", ())),
        links=tuple(
            Link(relation, target) for relation, targets in fields.get("links", {}).items() for target in targets
        ),
        note=fields.get("note"),
    )

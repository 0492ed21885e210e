"""Events as JSON objects, in the keys of the schema, and back again without loss.

The text is YAML too (RFC 8259 read by YAML 1.1), so that what is exported can be opened as a timeline.
"""

from __future__ import annotations

import json
from typing import Any

from tui.text.printable import printable
from tui.timeline.model.entities import Event
from tui.timeline.reading.schema_json import event_from_json, event_to_json

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
    return encoded(event_to_json(event))


def read_events(text: str) -> list[Event]:
    """Read the events that were written as ``json`` or as ``jsonl``, in the order in which they were written.

    Raises:
        ValueError: the text is not what those formats write.
    """
    try:
        return [event_from_json(fields) for fields in _objects(text)]
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

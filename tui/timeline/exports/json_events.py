"""Events as JSON objects with the keys of the schema, and back without loss.

The text is also valid YAML 1.1, so that an export can be opened as a timeline.
"""

from __future__ import annotations

import json
from typing import Any

from tui.text.printable import printable
from tui.timeline.model.entities import Event
from tui.timeline.reading.schema_json import event_from_json, event_to_json

_NONCHARACTERS = "\ufffe\uffff"


def encoded(value: object) -> str:
    r"""Return a value as JSON on one line, without invisible characters and characters that YAML refuses.

    Control and bidirectional characters become ``\u`` escapes, which JSON and YAML share. Characters beyond the Basic
    Multilingual Plane stay as they are: JSON escapes them by surrogate pairs, which YAML refuses.
    """
    text = json.dumps(value, ensure_ascii=False)
    shown = printable(text)
    if shown == text and not any(character in text for character in _NONCHARACTERS):
        return text
    return "".join(
        character
        if character > "\uffff" or (character == visible and character not in _NONCHARACTERS)
        else f"\\u{ord(character):04x}"
        for character, visible in zip(text, shown, strict=True)
    )


def event_json(event: Event) -> str:
    """Return an event as a JSON object on one line."""
    return encoded(event_to_json(event))


def read_events(text: str) -> list[Event]:
    """Return the events of a ``json`` or ``jsonl`` export, in its order.

    Raises:
        ValueError: the text is not such an export.
    """
    try:
        return [event_from_json(fields) for fields in _objects(text)]
    except (AttributeError, KeyError, TypeError) as error:
        raise ValueError(f"not an export of events: {error!r}") from error


def _objects(text: str) -> list[dict[str, Any]]:
    objects: list[dict[str, Any]]
    try:
        whole = json.loads(text)
    except json.JSONDecodeError:  # JSON Lines with several events, or none
        objects = [json.loads(line) for line in text.split("\n") if line.strip()]
    else:
        objects = whole.get("events", [whole])
    return objects

"""Values and events as JSON that is also valid YAML 1.1, so that an export can be opened as a timeline."""

from __future__ import annotations

import json

from tui.text.printable import printable
from tui.timeline.model.entities import Event
from tui.timeline.reading.schema_json import event_to_json

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
    """Return an event as a JSON object on one line, with the keys of the schema."""
    return encoded(event_to_json(event))

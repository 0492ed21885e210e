"""What the tests of exports share: two timelines, and functions to export events and to read them back."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from typing import Any

from tests.timelines import SMALL, VARIED, changed
from tui.text.frozen import replace
from tui.timeline.exports import FORMATS
from tui.timeline.model.entities import Event
from tui.timeline.model.timeline import Timeline
from tui.timeline.reading.reader import parse_timeline
from tui.timeline.reading.schema_json import event_from_json

TEXT_FORMATS = [name for name, form in FORMATS.items() if not form.is_binary]
"""The formats that are text."""
TIMELINE = parse_timeline(changed(SMALL, ("dateline: 1", "dateline: 2")))
EVERYTHING = parse_timeline(VARIED)


def exported(name: str, timeline: Timeline, events: Sequence[Event] | None = None) -> str:
    return "".join(FORMATS[name].lines(timeline, timeline.events if events is None else events))


def some(*ids: str, timeline: Timeline = TIMELINE) -> tuple[Event, ...]:
    return tuple(timeline.events[timeline.numbers[event_id]] for event_id in ids)


def without_lines(timeline: Timeline) -> Timeline:
    return replace(timeline, events=tuple(replace(one, line=0) for one in timeline.events))


def json_events(text: str) -> list[dict[str, Any]]:
    """Return the objects of the events in a ``json`` or ``jsonl`` export."""
    if text.startswith("{\n"):
        found: list[dict[str, Any]] = json.loads(text)["events"]
        return found
    return [json.loads(line) for line in text.splitlines()]


def read_events(text: str, urls: str = "urls") -> list[Event]:
    """Return the events of a ``json`` or ``jsonl`` export.

    Args:
        text: the export.
        urls: the key of the addresses in ``jsonl``, which are no part of an event.
    """
    if not text.startswith("{\n"):
        return [event_from_json({k: v for k, v in one.items() if k != urls}) for one in json_events(text)]
    return [event_from_json(fields) for fields in json_events(text)]


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


def records(text: str) -> list[dict[str, str]]:
    """Return the rows of a CSV export by the names of their columns, of which no two are the same."""
    head, *others = rows(text)
    assert len(set(head)) == len(head)
    return [dict(zip(head, row, strict=True)) for row in others]

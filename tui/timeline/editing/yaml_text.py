"""A timeline as YAML, laid out as people write it: plain words where they can be, a blank line between events."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from tui.timeline.model.entities import Event
from tui.timeline.model.facets import VOCABULARIES
from tui.timeline.model.timeline import Timeline
from tui.timeline.reading import schema
from tui.timeline.reading.schema_json import (
    Json,
    entry_to_json,
    event_to_json,
    facet_to_json,
    is_bare,
    source_to_json,
    view_to_json,
)

_PLAIN = re.compile(r"[^\W_][^\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff\U000E0000-\U000EFFFF]*")
_NOT_PLAIN = re.compile(r": |:$| #|\s$|^\.\.\.?|^---|\t")
_NOT_IN_FLOW = re.compile(r"[,?\[\]{}]")
_NOT_IN_BLOCK = re.compile(
    r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\u0085\ud800-\udfff]|[ \t]\n|\n[ \t]*\Z|\A[ \n]"
)
_FOLDABLE = re.compile(r"(?![\s#])(?:[^\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff ]| (?! ))*(?<! )")
"""A text of one paragraph, with single blanks."""
_WIDTH = 100
"""A list that is wider has an item on each line."""
_LONGEST_KEY = 1_000
"""YAML allows 1024 characters before the colon, unless a question mark stands before the key."""
_DATES = re.compile(r"[\[{]")


def timeline_text(timeline: Timeline) -> str:
    """Return all of a timeline as YAML."""
    events = "\n".join(event_text(event) for event in in_order(timeline.events))
    return f"{header_text(timeline)}events:\n{events}" if events else f"{header_text(timeline)}events: []\n"


def in_order(events: Iterable[Event]) -> list[Event]:
    """Return events by date, those without one at the end."""
    return sorted(events, key=lambda event: event.date.is_undated)


def header_text(timeline: Timeline) -> str:
    """Return all of a timeline as YAML but its events."""
    lines = [f"dateline: {schema.VERSION}", f"title: {scalar(timeline.title)}"]
    for key in ("description", "language", "timezone"):
        if (value := getattr(timeline, key)) is not None:
            lines += field_lines(key, value, 0)
    if timeline.ignored_checks:
        lines.append(f"checks: {{ignore: {flow(timeline.ignored_checks)}}}")
    for name, entries in sections(timeline).items():
        lines += ["", f"{name}:", *(line for key, fields in entries.items() for line in entry_lines(key, fields))]
    if timeline.views:
        lines += ["", "views:"]
        for view in timeline.views:
            lines += item_lines(view_to_json(view), 2)
    return "\n".join(lines) + "\n\n"


def sections(timeline: Timeline) -> dict[str, dict[str, Json]]:
    """Return the sections that define facets, entries and sources, each with its values by id."""
    found: dict[str, dict[str, Json]] = {}
    if timeline.own_facets:
        found["facets"] = {
            spec.name: facet_to_json(spec, timeline.vocabularies.get(spec.vocabulary)) for spec in timeline.own_facets
        }
    for section in VOCABULARIES:
        if entries := timeline.vocabularies.get(section):
            found[section] = {key: entry_to_json(entry, section) for key, entry in entries.items()}
    sources = {key: source_to_json(source) for key, source in timeline.sources.items() if not is_bare(source)}
    if sources:
        found["sources"] = dict(sources)
    return found


def entry_lines(key: str, fields: Mapping[str, Any]) -> list[str]:
    """Return an entry of a section: in one line if it is short."""
    short = f"  {scalar(key)}: {flow(fields)}"
    if len(short) <= _WIDTH:
        return [short]
    return [f"  {scalar(key)}:", *(line for name, value in fields.items() for line in field_lines(name, value, 4))]


def event_text(event: Event) -> str:
    """Return an event as an item of ``events``."""
    values = event_to_json(event)
    known = [key for key in schema.EVENT if key in values]
    values = {key: values[key] for key in (*known, *(key for key in values if key not in schema.EVENT))}
    return "\n".join(item_lines(values, 2)) + "\n"


def item_lines(values: Mapping[str, Any], indent: int) -> list[str]:
    """Return a mapping as an item of a list."""
    lines = [line for name, value in values.items() for line in field_lines(name, value, indent + 2)]
    lines[0] = f"{' ' * indent}- {lines[0].lstrip()}"
    return lines


def field_lines(name: str, value: Any, indent: int) -> list[str]:
    """Return a key and its value."""
    key, blanks = scalar(name), " " * indent
    if len(key) > _LONGEST_KEY:
        return [f"{blanks}? {key}", *_value(f"{blanks}:", name, value, indent)]
    return _value(f"{blanks}{key}:", name, value, indent)


def _value(before: str, name: str, value: Any, indent: int) -> list[str]:
    """Return a value behind what stands before it."""
    if isinstance(value, Mapping) and value:
        return [before, *(line for key, item in value.items() for line in field_lines(key, item, indent + 2))]
    if isinstance(value, (list, tuple)):
        if value and isinstance(value[0], Mapping):
            return [before, *(line for item in value for line in item_lines(item, indent + 2))]
        short = f"{before} {flow(value)}"
        if len(short) <= _WIDTH:
            return [short]
        return [before, *(f"{' ' * indent}  - {scalar(item)}" for item in value)]
    if isinstance(value, str) and "\n" in value and not _NOT_IN_BLOCK.search(value):
        inner = " " * (indent + 2)
        return [f"{before} |-", *(f"{inner}{line}" if line else "" for line in value.split("\n"))]
    if isinstance(value, str) and len(before) + len(value) > _WIDTH + 20 and _FOLDABLE.fullmatch(value):
        inner = " " * (indent + 2)
        return [f"{before} >-", *(f"{inner}{line}" for line in _wrapped(value, _WIDTH - indent))]
    # A set of dates is read as such without quotes.
    if name in ("date", "issued", "retrieved") and isinstance(value, str) and _DATES.match(value):
        return [f"{before} {value}"] if "?" not in value and "%" not in value else [f"{before} {json.dumps(value)}"]
    return [f"{before} {scalar(value)}"]


def _wrapped(text: str, width: int) -> list[str]:
    """Return the lines of a paragraph. They are joined by a blank again when they are read."""
    lines: list[str] = []
    for word in text.split(" "):
        if lines and len(lines[-1]) + len(word) < width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def flow(value: Mapping[str, Any] | Sequence[Any]) -> str:
    """Return a value on one line, in brackets."""
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{_flow_key(key)}: {_flow_value(item)}' for key, item in value.items())}}}"
    return f"[{', '.join(map(_flow_value, value))}]"


def _flow_value(value: Any) -> str:
    return flow(value) if isinstance(value, (Mapping, list, tuple)) else _in_flow(value)


def _flow_key(key: str) -> str:
    text = _in_flow(key)
    return f"? {text} " if len(text) > _LONGEST_KEY else text


def _in_flow(value: Any) -> str:
    text = scalar(value)
    return json.dumps(text, ensure_ascii=False) if text[:1] != '"' and _NOT_IN_FLOW.search(text) else text


def scalar(value: Any) -> str:
    """Return a text, a number or a truth value: in quotes if it would mean something else without."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return repr(value)
    is_plain = _PLAIN.fullmatch(value) or re.fullmatch(r"-?\d[\d./-]*|\.\./[\w./~?%-]*|-\d{4}[\w/~?%.:+-]*", value)
    if is_plain and not _NOT_PLAIN.search(value) and value not in schema.NULLS:
        return value
    return _quoted(value)


def _quoted(text: str) -> str:
    """Return a text in double quotes, whose escapes YAML and JSON share."""
    quoted = json.dumps(text, ensure_ascii=False)
    return re.sub(
        r"[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]",
        lambda match: f"\\u{ord(match[0]):04x}",
        quoted,
    )

"""A comparison as text, Markdown and JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from tui.text.counts import counted
from tui.text.printable import printable
from tui.timeline.comparing.changes import Change, Comparison, EventChange, Kind
from tui.timeline.dates.words import short_words
from tui.timeline.exports.json_events import encoded
from tui.timeline.exports.markdown_text import escaped
from tui.timeline.reading.schema_json import event_to_json

SIGNS: Mapping[Kind, str] = {"added": "+", "withdrawn": "−", "changed": "~"}
"""What stands before an event, by what became of it."""
_HEADINGS: Mapping[Kind, str] = {"added": "Added", "withdrawn": "Withdrawn", "changed": "Changed"}


def summary(comparison: Comparison) -> str:
    """Return a sentence that counts the changes."""
    if comparison.is_empty:
        return "Nothing differs."
    counts = [f"{counted(number, 'event')} {kind}" for kind in SIGNS if (number := comparison.count(kind))]
    if comparison.sources:
        counts.append(f"{counted(len(comparison.sources), 'source')} changed")
    return ", ".join(counts or ["No event differs"]) + "."


def text_lines(comparison: Comparison) -> Iterator[str]:
    """Yield lines for a terminal: a line for each event, and below it one for each of its changes."""
    yield summary(comparison)
    if comparison.changes or comparison.sources:
        yield ""
    for change in comparison.changes:
        yield f"~ {_line(change)}"
    for source, changes in comparison.sources.items():
        yield f"~ source {printable(source)}"
        yield from (f"    {_line(change)}" for change in changes)
    if comparison.events:
        yield ""
    for event in comparison.events:
        yield f"{SIGNS[event.kind]} {printable(_dated(event))}"
        yield from (f"    {_line(change)}" for change in event.changes)


def markdown_lines(comparison: Comparison) -> Iterator[str]:
    """Yield CommonMark: a section for each kind of change."""
    yield f"# {escaped('Changes')}"
    yield ""
    yield escaped(summary(comparison))
    if comparison.changes or comparison.sources:
        yield from ("", "## The timeline", "")
        yield from (f"- {_line(change, escaped)}" for change in comparison.changes)
        for source, changes in comparison.sources.items():
            yield f"- source {escaped(source)}"
            yield from (f"  - {_line(change, escaped)}" for change in changes)
    for kind, heading in _HEADINGS.items():
        events = [event for event in comparison.events if event.kind == kind]
        if events:
            yield from ("", f"## {heading}", "")
        for event in events:
            yield f"- {escaped(_dated(event))}"
            yield from (f"  - {_line(change, escaped)}" for change in event.changes)


def json_lines(comparison: Comparison) -> Iterator[str]:
    """Yield one JSON object: ``timeline``, ``sources`` and ``events``, each with its changes."""
    yield "{"
    yield f'  "timeline": {encoded(_changes(comparison.changes))},'
    yield f'  "sources": {encoded({key: _changes(changes) for key, changes in comparison.sources.items()})},'
    yield '  "events": ['
    last = len(comparison.events) - 1
    for position, event in enumerate(comparison.events):
        yield f"    {encoded(_event(event))}{',' * (position < last)}"
    yield "  ]"
    yield "}"


def _event(change: EventChange) -> Mapping[str, object]:
    found: dict[str, object] = {"change": change.kind, "id": change.event.id}
    if change.changes:
        found["changes"] = _changes(change.changes)
    for name, event in (("old", change.old), ("new", change.new)):
        if event is not None:
            found[name] = event_to_json(event)
    return found


def _changes(changes: Sequence[Change]) -> list[Mapping[str, str | None]]:
    return [{"field": change.field, "old": change.old, "new": change.new} for change in changes]


def _dated(change: EventChange) -> str:
    return f"{short_words(change.event.date)}  {change.event.title}"


def _line(change: Change, shown: Callable[[str], str] = printable) -> str:
    """Return a change on one line."""
    field = shown(change.field.replace("_", " "))
    old, new = (None if text is None else shown(" ".join(text.split())) for text in (change.old, change.new))
    if old is None:
        return f"{field}: + {new}"
    if new is None:
        return f"{field}: − {old}"
    return f"{field}: {old} → {new}"

"""The list of what is owed, as JSON for programs."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from tui.timeline.analysis.owed.report import OwedItem, OwedReport
from tui.timeline.exports.json_events import encoded
from tui.timeline.exports.owed import left_out


def chunks(report: OwedReport, limit: int | None) -> Iterator[str]:
    """Yield an object with a list of sections, each with its count and its items."""
    yield "{\n"
    for key, value in (("timeline", report.timeline), ("query", report.query)):
        yield f'  "{key}": {encoded(value)},\n'
    yield f'  "events": {report.events},\n  "of": {report.of},\n  "sections": ['
    for number, section in enumerate(report.sections):
        head = {
            "id": section.id,
            "title": section.title,
            "why": section.why,
            "query": section.query,
            "count": section.count,
            "left_out": section.count if section.all_lack else left_out(section, limit),
        }
        yield f'{"," if number else ""}\n    {encoded(head).removesuffix("}")}, "items": ['
        separator = "\n"
        for item in islice(section.items(), limit):
            yield f"{separator}      {encoded(_fields(item))}"
            separator = ",\n"
        yield "]}" if separator == "\n" else "\n    ]}"
    yield "\n  ]\n}\n"


def _fields(item: OwedItem) -> dict[str, Any]:
    """Return the fields of an item that have a value."""
    names = ("id", "title", "date", "edtf", "place", "relation", "more")
    fields: dict[str, Any] = {name: value for name in names if (value := getattr(item, name))}
    if item.answers:
        fields["answers"] = [_fields(answer) for answer in item.answers]
    return fields

"""Exports: the events of a timeline in formats for other programs.

Each format has a function ``lines(timeline, events)``, which takes the events one by one and yields text as it goes, so
that neither the events nor the text have to fit in memory. The text has the line ends of its format (CRLF by RFC 4180
for CSV): write it to a stream that does not translate newlines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import import_module

from tui.timeline.model.entities import Event
from tui.timeline.model.timeline import Timeline

Export = Callable[[Timeline, Iterable[Event]], Iterator[str]]
"""Takes a timeline and the events to export, in their order, and yields text.

The events may be only some of the timeline's, and may lack some of their quotes or links.
"""


def _lazy(module: str) -> Export:
    """Return the export of a module that is imported when it is first used."""

    def lines(timeline: Timeline, events: Iterable[Event]) -> Iterator[str]:
        export: Export = import_module(f"{__name__}.{module}").lines
        return export(timeline, events)

    return lines


FORMATS: Mapping[str, Export] = {
    "json": _lazy("json_timeline"),
    "jsonl": _lazy("json_lines"),
    "csv": _lazy("csv_table"),
    "markdown": _lazy("markdown"),
}
"""All formats by their names. Only CSV has options: see `tui.timeline.exports.csv_table.lines`."""

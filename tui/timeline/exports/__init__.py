"""A timeline's events, written out for other programs.

Every format is ``lines(timeline, events)``: it draws the events one by one and yields text as it goes, so that neither
has to fit in memory. The pieces carry their own line ends (RFC 4180 wants CRLF): write them as they are, to a stream
that does not translate newlines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import import_module

from tui.timeline.model.entities import Event, Timeline

Export = Callable[[Timeline, Iterable[Event]], Iterator[str]]
"""Takes the timeline and the events to write, in the order to write them, and yields the text piece by piece.

The events may be fewer than the timeline's, and have fewer quotes or links.
"""


def _lines_of(module: str) -> Export:
    """Put off the import of a format, and of what it needs, until something is written in it."""

    def lines(timeline: Timeline, events: Iterable[Event]) -> Iterator[str]:
        export: Export = import_module(f"{__name__}.{module}").lines
        return export(timeline, events)

    return lines


FORMATS: Mapping[str, Export] = {
    "json": _lines_of("json_timeline"),
    "jsonl": _lines_of("json_lines"),
    "csv": _lines_of("csv_table"),
    "markdown": _lines_of("markdown"),
}
"""Every format by its name. CSV alone has an option, the ``bom`` of `tui.timeline.exports.csv_table.lines`."""

"""Read timelines of other formats, and say what was found and remarked."""

from __future__ import annotations

from pathlib import Path

from tui.timeline.formats.foreign_file import ForeignFile
from tui.timeline.formats.reader import read_foreign
from tui.timeline.model.entities import Event
from tui.timeline.model.timeline import Timeline
from tui.timeline.query.language import Query
from tui.timeline.search.answers import count_events
from tui.timeline.search.index import Index


def read(text: str | bytes, name: str = "events", form: str | None = None) -> Timeline:
    data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    return read_foreign(ForeignFile(Path(name), data), form)


def read_csv(text: str | bytes) -> Timeline:
    return read(text, "events.csv")


def only(timeline: Timeline) -> Event:
    (event,) = timeline.events
    return event


def remarks(timeline: Timeline) -> set[tuple[str, str]]:
    """Return the kind and the text of each remark."""
    return {(remark.kind, remark.text) for remark in timeline.remarks}


def remark_texts(timeline: Timeline, *kinds: str) -> list[str]:
    """Return the texts of the remarks of some kinds, in their order."""
    return [remark.text for remark in timeline.remarks if remark.kind in kinds]


def count(index: Index, query: str) -> int:
    """Return how many events match a query."""
    return count_events(Query.parse(query), index)

"""The list of what is owed: its sections, whose items are made one by one as they are written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from tui.text.frozen import Frozen
from tui.timeline.model.entities import Event


def place_words(file: Path | None, event: Event) -> str:
    """Return the file and the line where an event begins, as far as they are known: ``mine.yaml:12``."""
    if file is None:
        return f"line {event.line}" if event.line else ""
    return f"{file}:{event.line}" if event.line else str(file)


class OwedItem(Frozen):
    """An event, a quote, a source or a stretch of time for which something is owed."""

    title: str
    """Its title, or the quote's first words."""
    id: str = ""
    """The id of the event or the source."""
    date: str = ""
    """Its date in words."""
    edtf: str = ""
    """The same in EDTF."""
    place: str = ""
    """The file and the line where the event begins: ``mine.yaml:12``."""
    more: str = ""
    """What helps to settle it: who says it, what its date rests on."""
    relation: str = ""
    """Of an answer to a claim: its relation to the claim, such as "denied by"."""
    answers: tuple[OwedItem, ...] = ()
    """Of a disputed claim: the events that deny, contradict or confirm it."""


class OwedSection(Frozen):
    """Everything of one kind that is owed."""

    id: str
    title: str
    why: str
    """What is listed, and why it is owed, in a sentence."""
    count: int
    items: Callable[[], Iterator[OwedItem]]
    """Makes the items, in order."""
    query: str = ""
    """The query that finds the events; empty if none does."""
    all_lack: str = ""
    """A sentence in place of the items, if all events lack what the timeline does not use at all."""


class OwedReport(Frozen):
    """What is owed for the events of an answer."""

    timeline: str
    """The title of the timeline."""
    query: str
    events: int
    """How many events the query finds."""
    of: int
    """How many events the timeline has."""
    sections: tuple[OwedSection, ...]

    @property
    def heading(self) -> str:
        """Its title."""
        return f"What is owed: {self.timeline}"

    @property
    def scope(self) -> str:
        """Which events it is about, in words."""
        events = "event" if self.of == 1 else "events"
        if not self.query:
            return {0: "No events.", 1: "The only event."}.get(self.of, f"All {self.of:,} events.")
        return f"{self.events:,} of {self.of:,} {events} for the query: {self.query}"

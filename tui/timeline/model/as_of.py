"""The timeline as of a day: the events, quotes and disputes that sources had reported by then."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from tui.text.frozen import Frozen, replace
from tui.timeline.dates.day_range import OPEN_END, OPEN_START
from tui.timeline.model.entities import DISPUTING, Event, Quote, Source, ThreadLink
from tui.timeline.model.timeline import Timeline


class AsOf(NamedTuple):
    """The end of a day, as of which the timeline is seen."""

    day: date
    certain: bool = False
    """Count a source only from the last day on which it may have come out, not from the first."""

    def has(self, source: Source) -> bool:
        """Return whether a source had come out."""
        return known_since(source, certain=self.certain) <= self.day.toordinal()


def known_since(source: Source, *, certain: bool = False) -> int:
    """Return the ordinal of the first day by which a source had possibly, or certainly, come out.

    If its date is open at that end, this is `OPEN_START` or `OPEN_END`.
    """
    day = None
    if source.issued is not None:
        day = source.issued.latest if certain else source.issued.earliest
    if day is None:
        return OPEN_END if certain else OPEN_START
    return day.toordinal()


def is_dated(source: Source) -> bool:
    """Return whether a source has a date that says when it came out at the earliest, or at the latest."""
    return source.issued is not None and not source.issued.is_undated


def sources_that_date(sources: Iterable[Source]) -> list[Source]:
    """Return the sources that say since when an event was known: those with a date, or all if none has one.

    A source without a date does not hide one that has one.
    """
    found = list(sources)
    return [source for source in found if is_dated(source)] or found


class AsOfView(Frozen):
    """A timeline as of a day, or all of it."""

    timeline: Timeline
    as_of: AsOf | None = None
    """None shows all of the timeline."""

    def quotes(self, number: int) -> tuple[Quote, ...]:
        """Return the quotes of an event whose source had come out."""
        quotes = self.timeline.events[number].quotes
        if self.as_of is None:
            return quotes
        return tuple(quote for quote in quotes if self.as_of.has(self.timeline.sources[quote.source]))

    def has(self, number: int) -> bool:
        """Return whether an event was known: if a source that dates it had come out, or if it has no source."""
        if self.as_of is None:
            return True
        sources = self.timeline.sources
        dating = sources_that_date(sources[source] for source in self.timeline.events[number].sources)
        return not dating or any(map(self.as_of.has, dating))

    def sources(self, number: int) -> tuple[str, ...]:
        """Return the ids of the sources that had reported an event, each once."""
        sources = self.timeline.events[number].sources
        if self.as_of is None:
            return sources
        return tuple(source for source in sources if self.as_of.has(self.timeline.sources[source]))

    def thread(self, number: int) -> tuple[ThreadLink, ...]:
        """Return the links between an event and events that were known, as `Timeline.thread` does."""
        links = self.timeline.thread(number)
        return links if self.as_of is None else tuple(link for link in links if self.has(link.number))

    def is_disputed(self, number: int) -> bool:
        """Return whether an event that was known denies or contradicts this one."""
        if self.as_of is None:
            return self.timeline.is_disputed(number)
        return any(link.relation in DISPUTING and not link.outgoing for link in self.thread(number))

    def event(self, number: int) -> Event:
        """Return an event without the quotes and links that were not known."""
        event = self.timeline.events[number]
        if self.as_of is None:
            return event
        linked = {self.timeline.events[link.number].id for link in self.thread(number) if link.outgoing}
        shown = set(self.sources(number))
        return replace(
            event,
            quotes=self.quotes(number),
            cited=tuple(source for source in event.cited if source in shown),
            links=tuple(link for link in event.links if link.target in linked),
        )

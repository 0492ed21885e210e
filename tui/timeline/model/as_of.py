"""What could be known on a day: the events, quotes and disputes that a source had by then told of."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from tui.text.frozen import Frozen, replace
from tui.timeline.model.entities import DISPUTING, Event, Quote, Source, ThreadLink, Timeline

LONG_AGO = 0
"""The ordinal of the day since which something was known, where that is open."""
NEVER = date.max.toordinal() + 1
"""The ordinal of the day since which something is certainly known, where that is open."""


class AsOf(NamedTuple):
    """The evening of a day on which somebody looks at the timeline."""

    day: date
    certain: bool = False
    """Count a source only from the last day on which it may have come out, not from the first."""

    def has(self, source: Source) -> bool:
        """Tell whether a source was out."""
        return known_since(source, certain=self.certain) <= self.day.toordinal()


def known_since(source: Source, *, certain: bool = False) -> int:
    """Return the ordinal of the first day on which a source was out, possibly or certainly."""
    day = source.issued.latest if certain else source.issued.earliest
    if day is None:
        return NEVER if certain else LONG_AGO
    return day.toordinal()


class AsOfView(Frozen):
    """A timeline as it is seen: whole, or as known on a day."""

    timeline: Timeline
    known: AsOf | None = None

    def quotes(self, number: int) -> tuple[Quote, ...]:
        """Return the quotes of an event that were out."""
        quotes = self.timeline.events[number].quotes
        if self.known is None:
            return quotes
        return tuple(quote for quote in quotes if self.known.has(self.timeline.sources[quote.source]))

    def has(self, number: int) -> bool:
        """Tell whether an event was known."""
        return self.known is None or bool(self.quotes(number))

    def sources(self, number: int) -> tuple[str, ...]:
        """Return the ids of the sources that told of an event, each once."""
        return tuple(dict.fromkeys(quote.source for quote in self.quotes(number)))

    def thread(self, number: int) -> tuple[ThreadLink, ...]:
        """Return the links of an event to events that were known, as `Timeline.thread` does."""
        links = self.timeline.thread(number)
        return links if self.known is None else tuple(link for link in links if self.has(link.number))

    def is_disputed(self, number: int) -> bool:
        """Tell whether an event that was known denies or contradicts this one."""
        if self.known is None:
            return self.timeline.is_disputed(number)
        return any(link.relation in DISPUTING and not link.outgoing for link in self.thread(number))

    def event(self, number: int) -> Event:
        """Return an event with no more than could be known of it."""
        event = self.timeline.events[number]
        if self.known is None:
            return event
        linked = {self.timeline.events[link.number].id for link in self.thread(number) if link.outgoing}
        return replace(
            event, quotes=self.quotes(number), links=tuple(link for link in event.links if link.target in linked)
        )

"""The timeline as of a day: the events, quotes and disputes that sources had reported by then."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import tzinfo

from tui.text.frozen import Frozen, replace
from tui.timeline.dates.bounds import OPEN_END, OPEN_START
from tui.timeline.dates.calendar import DAY
from tui.timeline.dates.edtf import EdtfDate
from tui.timeline.dates.time_range import day_text, second_text
from tui.timeline.model.entities import DISPUTING, Event, Quote, Source, ThreadLink
from tui.timeline.model.timeline import Timeline


class AsOf(Frozen):
    """A moment as of which the timeline is seen, mostly the end of a day."""

    second: int
    """The last second that counts, on the timeline's clock."""
    certain: bool = False
    """Count a source only from the last second at which it may have come out, not from the first."""
    zone: tzinfo | None = None
    """The zone whose clock the times of the timeline are on; None is UTC."""

    def has(self, source: Source) -> bool:
        """Return whether a source had come out."""
        return known_since(source, self.zone, certain=self.certain) <= self.second

    @property
    def text(self) -> str:
        """The day in EDTF, or the second if it is not the last of its day."""
        day, rest = divmod(self.second, DAY)
        return day_text(day) if rest == DAY - 1 else second_text(self.second)


def known_since(source: Source, zone: tzinfo | None = None, *, certain: bool = False) -> int:
    """Return the first second by which a source had possibly, or certainly, come out.

    If its date is open at that end, or it has none, this is `OPEN_START` or `OPEN_END`.

    Args:
        source: the source.
        zone: the zone whose clock the times of the timeline are on; None is UTC.
        certain: whether it must certainly have come out.
    """
    if source.issued is None or source.issued.is_undated:
        return OPEN_END if certain else OPEN_START
    bounds = source.issued.bounds_in(zone)
    return bounds.latest_end if certain else bounds.earliest_start


def is_dated(source: Source) -> bool:
    """Return whether a source has a date that says when it came out at the earliest, or at the latest."""
    return source.issued is not None and not source.issued.is_undated


def sources_that_date(sources: Iterable[Source]) -> list[Source]:
    """Return the sources that say since when an event was known: those with a date, or all if none has one.

    A source without a date does not hide one that has one.
    """
    found = list(sources)
    return [source for source in found if is_dated(source)] or found


def first_published(sources: Iterable[Source]) -> EdtfDate | None:
    """Return when the first of some sources came out; None if none says."""
    dating = sources_that_date(sources)
    return min(dating, key=known_since).issued if dating else None


class AsOfView(Frozen):
    """A timeline as of a day, or all of it."""

    timeline: Timeline
    as_of: AsOf | None = None
    """None shows the whole timeline."""

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

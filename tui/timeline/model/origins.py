"""The independent origins of a claim: the parties on whose word it rests.

An event rests on who says it; if nobody is named, on the outlets that its sources credit; and if they credit none, on
its sources, each of which is that of its outlet. So two outlets that credit one report are one origin, and so are two
that quote one person. What belongs together in the tree of actors is one, and so are sources of the same text. The
events that confirm a claim add their origins to its own; those that repeat it add nothing, because nothing says that
they know more than what they repeat.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import NamedTuple
from urllib.parse import urlsplit

from tui.timeline.model.as_of import AsOfView
from tui.timeline.model.entities import NOTHING, Entry, Event, Source, bare_source
from tui.timeline.model.tree import lineage

ACCUSING = frozenset({"alleged", "reported"})
"""How a source puts an accusation."""


class Origin(NamedTuple):
    """A party on whose word a claim rests."""

    key: str
    """Equal for two origins that are not independent of each other."""
    name: str
    source: str | None = None
    """The id of the source that makes it an origin; None if it does not depend on a source."""


class OriginFinder:
    """Finds the origins of events.

    Args:
        sources: the sources that the file defines, by id. A source that is not there is a bare URL.
        actors: the actors, by id.
    """

    def __init__(self, sources: Mapping[str, Source], actors: Mapping[str, Entry]) -> None:
        self._sources = sources
        self._actors = actors
        self._of_sources: dict[str, Origin] = {}

    def parties(self, event: Event) -> tuple[str, ...]:
        """Return the actors on whose word an event rests: who says it, or else whom its sources credit."""
        return event.values.get("speaker") or event.values.get("via") or ()

    def own(self, event: Event) -> Iterator[Origin]:
        """Yield the origins of an event itself. Several of them may have the same key."""
        if parties := self.parties(event):
            yield from map(self._of_actor, parties)
        else:
            yield from map(self._of_source, event.sources)

    def is_accusation(self, event: Event) -> bool:
        """Return whether an event says something about somebody that calls for an answer.

        It does if its source puts it so, or if nothing says how the source puts it, and somebody says it about others.
        """
        if status := event.values.get("status"):
            return status[0] in ACCUSING
        speakers = event.values.get("speaker")
        if not speakers:
            return False
        parties = set(map(self._party, speakers))
        return any(self._party(actor) not in parties for actor in event.values.get("actor", ()))

    def _party(self, actor: str) -> str:
        """Return the id of the actor at the top of the tree of an actor."""
        return (*lineage(self._actors, actor),)[-1] if actor in self._actors else actor

    def _of_actor(self, actor: str) -> Origin:
        party = self._party(actor)
        return Origin(f"actor {party}", self._actors[party].name if party in self._actors else party)

    def _of_source(self, source_id: str) -> Origin:
        found = self._of_sources.get(source_id)
        if found is None:
            source = self._sources.get(source_id)
            if source is None:  # not kept: each event may have its own
                return self._of_publisher(bare_source(source_id), source_id)
            first = self._first_of_text.get(source.sha256, source) if source.sha256 else source
            found = self._of_sources[source_id] = self._of_publisher(first, source_id)
        return found

    def _of_publisher(self, source: Source, source_id: str) -> Origin:
        """Return the origin that a source is: its publisher, as far as one is known.

        Args:
            source: the source that names the publisher: the same one, or the first with the same text.
            source_id: the id of the source.
        """
        if source.outlet is not None:
            outlet = self._of_actor(source.outlet)
            return Origin(outlet.key, outlet.name, source_id)
        try:
            site = urlsplit(source.url or "").hostname
        except ValueError:  # an address with a bracket that is not closed
            site = None
        if site:
            site = site.removeprefix("www.")
            return Origin(f"site {site}", site, source_id)
        return Origin(f"source {source.id}", source.name, source_id)

    @cached_property
    def _first_of_text(self) -> Mapping[str, Source]:
        """By SHA-256: the first source with this text."""
        found: dict[str, Source] = {}
        for source in self._sources.values():
            if source.sha256:
                found.setdefault(source.sha256, source)
        return found


def origins_of(view: AsOfView, number: int) -> tuple[Origin, ...]:
    """Return the independent origins of a claim, as far as they were known: its own, then of the events confirming it.

    Args:
        view: the timeline as of a day.
        number: the number of the event.
    """
    timeline = view.timeline
    finder = OriginFinder(timeline.sources, timeline.vocabularies.get("actors", NOTHING))
    confirming = (link.number for link in view.thread(number) if link.relation == "confirms" and not link.outgoing)
    found: dict[str, Origin] = {}
    for each in (number, *confirming):
        shown = set(view.sources(each))
        for origin in finder.own(timeline.events[each]):
            if origin.source is None or origin.source in shown:
                found.setdefault(origin.key, origin)
    return tuple(found.values())


def origin_words(view: AsOfView, number: int) -> str:
    """Return how many independent origins a claim has, and which; empty if one source or nobody vouches for it.

    The text is not yet made printable.
    """
    origins = origins_of(view, number)
    if not origins or (len(origins) == 1 and len(view.sources(number)) < 2):
        return ""
    count = "a single origin" if len(origins) == 1 else f"{len(origins)} independent origins"
    return f"{count}: {', '.join(origin.name for origin in origins)}"

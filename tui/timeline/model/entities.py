"""The parts of a timeline. All are frozen: a changed file is read into a new timeline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple, Protocol

from tui.text.frozen import Frozen
from tui.timeline.dates.edtf import EdtfDate
from tui.timeline.model.links import Links

BASES: tuple[str, ...] = ("stated", "derived", "inferred")
"""What a date can rest on: the text, the text and its issue date, or something outside of both."""

KINDS: tuple[str, ...] = (
    "visit",
    "talks",
    "agreement",
    "delivery",
    "use",
    "deployment",
    "training",
    "production",
    "procurement",
    "sanction",
    "resolution",
    "statement",
    "assessment",
    "context",
)
"""The kinds of event."""

STATUSES: tuple[str, ...] = (
    "confirmed",
    "announced",
    "reported",
    "alleged",
    "warned",
    "planned",
    "denied",
)
"""How firmly an article can report an event, the firmest first."""

ACTOR_KINDS: tuple[str, ...] = ("state", "organisation", "person", "outlet", "group")

RELATIONS: Mapping[str, str] = {
    "denies": "denied by",
    "contradicts": "contradicted by",
    "confirms": "confirmed by",
    "repeats": "repeated by",
    "follows": "followed by",
    "part_of": "has part",
}
"""The relations that a link can have, each with its name as read from the other end."""

_RELATIONS = tuple(RELATIONS)

DISPUTING = frozenset({"denies", "contradicts"})
"""The relations that make their target a disputed event."""


class Actor(Frozen):
    """A state, an organisation, a person, an outlet or a group of people."""

    id: str
    name: str
    kind: str | None = None
    parent: str | None = None
    """The id of the actor that this one is ``part_of``."""
    office: str | None = None
    aliases: tuple[str, ...] = ()


class Weapon(Frozen):
    """A weapon, or a type of weapon."""

    id: str
    name: str
    parent: str | None = None
    """The id of the wider type that this one is a ``kind_of``."""
    aliases: tuple[str, ...] = ()


class Source(Frozen):
    """An article."""

    id: str
    outlet: str
    """The id of an actor."""
    title: str
    issued: EdtfDate
    issued_basis: str = "stated"
    issued_note: str | None = None
    language: str | None = None
    """A BCP 47 tag, such as ``fr``."""
    sha256: str | None = None
    """Of the article's text in UTF-8, as 64 lower-case hexadecimal digits."""
    file: str | None = None
    """The name of the file that holds the article's text, where a reader has it."""
    url: str | None = None


class Quote(Frozen):
    """An article's exact words.

    ``exact``, ``prefix`` and ``suffix`` are those of the W3C Web Annotation TextQuoteSelector.
    """

    source: str
    """The id of a source."""
    exact: str
    translation: str | None = None
    paragraph: int | None = None
    """The number of the article's line, from 1, not counting blank lines."""
    prefix: str | None = None
    suffix: str | None = None


class Link(NamedTuple):
    """A relation from one event to another."""

    relation: str
    """One of `RELATIONS`."""
    target: str
    """The id of an event."""


class ThreadLink(NamedTuple):
    """A link as read from one of its two events."""

    words: str
    """The relation as read from this event: "denies", "denied by"."""
    relation: str
    number: int
    """The number of the other event."""
    outgoing: bool
    """Whether this event makes the link, not the other."""


class Event(Frozen):
    """Something that happened or was said, at a date."""

    id: str
    date: EdtfDate
    kind: str
    status: str
    title: str
    quotes: tuple[Quote, ...]
    date_text: str | None = None
    """The article's own wording of the date."""
    date_basis: str = "stated"
    date_note: str | None = None
    summary: str | None = None
    speaker: tuple[str, ...] = ()
    """Ids of the actors who say it, if it is a statement."""
    via: tuple[str, ...] = ()
    """Ids of the outlets that the article credits with it."""
    actors: tuple[str, ...] = ()
    """Ids of the actors who take part."""
    weapons: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    note: str | None = None
    """An editor's remark, for instance on an error in the article."""
    line: int = 0
    """The line of the file, from 1, on which the event begins; 0 if it was not read from a file."""

    @property
    def sources(self) -> tuple[str, ...]:
        """Ids of the quoted sources, each once, in the order of the quotes."""
        return tuple(dict.fromkeys(quote.source for quote in self.quotes))


class SavedView(Frozen):
    """A named query in the timeline's file."""

    name: str
    query: str
    sort: str = "date"
    """One of `tui.timeline.model.sort.SORTS`."""


class Entry(Protocol):
    """The common interface of actors and weapons: a position in a tree, and names to be found by."""

    @property
    def id(self) -> str: ...  # noqa: D102
    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def parent(self) -> str | None: ...  # noqa: D102
    @property
    def aliases(self) -> tuple[str, ...]: ...  # noqa: D102


ENTRY_FACETS: Mapping[str, str] = {"actor": "actors", "speaker": "actors", "via": "actors", "weapon": "weapons"}
"""The facets whose values are entries, and the attribute of a timeline that has the entries."""

_NONE: Mapping[str, Any] = {}


class Timeline(Frozen):
    """Events in order of date, and the entries and sources that they refer to.

    The order is by earliest bound, then latest bound, then position in the file. An event's *number* is its index
    in ``events``.
    """

    __slots__ = ("__dict__",)

    title: str
    events: Sequence[Event]
    sources: Mapping[str, Source] = _NONE
    actors: Mapping[str, Actor] = _NONE
    weapons: Mapping[str, Weapon] = _NONE
    description: str | None = None
    views: tuple[SavedView, ...] = ()

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """The number of each event, by its id."""
        return {event.id: number for number, event in enumerate(self.events)}

    @cached_property
    def links(self) -> Links:
        """The links between events."""
        relations = {relation: index for index, relation in enumerate(RELATIONS)}
        return Links.of(
            (number, relations[relation], self.numbers[target])
            for number, event in enumerate(self.events)
            for relation, target in event.links
        )

    def thread(self, number: int) -> tuple[ThreadLink, ...]:
        """Return the links that an event makes, then those that point to it."""
        outgoing = (
            ThreadLink(_RELATIONS[index].replace("_", " "), _RELATIONS[index], other, True)
            for index, other in self.links.outgoing(number)
        )
        incoming = (
            ThreadLink(RELATIONS[_RELATIONS[index]], _RELATIONS[index], other, False)
            for index, other in self.links.incoming(number)
        )
        return (*outgoing, *incoming)

    def is_disputed(self, number: int) -> bool:
        """Return whether another event denies or contradicts an event."""
        return any(_RELATIONS[index] in DISPUTING for index, _ in self.links.incoming(number))

    def entries(self, facet: str) -> Mapping[str, Entry]:
        """Return the entries that are the values of a facet, one of `ENTRY_FACETS`."""
        entries: Mapping[str, Entry] = getattr(self, ENTRY_FACETS[facet])
        return entries

    def actor_names(self, ids: tuple[str, ...]) -> str:
        """Return the names of actors, joined by commas."""
        return ", ".join(self.actors[actor].name for actor in ids)

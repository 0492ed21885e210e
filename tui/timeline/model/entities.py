"""The parts of a timeline. All are frozen: a changed file is read into a new timeline."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from tui.text.frozen import Frozen
from tui.timeline.dates.edtf import EdtfDate

BASES: tuple[str, ...] = ("stated", "derived", "inferred")
"""What a date can rest on: the text, the text and its issue date, or something outside of both."""

ENTRY_KINDS: tuple[str, ...] = ("state", "organisation", "person", "outlet", "group")
"""The kinds of actor."""

RELATIONS: Mapping[str, str] = {
    "denies": "denied by",
    "contradicts": "contradicted by",
    "confirms": "confirmed by",
    "repeats": "repeated by",
    "follows": "followed by",
    "part_of": "has part",
}
"""The relations that a link can have, each with its name as read from the other end."""

DISPUTING = frozenset({"denies", "contradicts"})
"""The relations that make their target a disputed event."""

ANSWERING = frozenset({*DISPUTING, "confirms"})
"""The relations of an answer to a claim."""

NOTHING: Mapping[str, Any] = {}
"""An empty mapping."""


class Entry(Frozen):
    """A value of a facet that has a name of its own: an actor, a weapon, a place, a kind, a value of an own facet."""

    id: str
    name: str
    parent: str | None = None
    """The id of the entry above it in its tree."""
    aliases: tuple[str, ...] = ()
    kind: str | None = None
    """One of `ENTRY_KINDS`; of actors only."""
    office: str | None = None
    """Of actors only."""
    lat: float | None = None
    """Degrees north, from -90 to 90; of places only."""
    lon: float | None = None
    """Degrees east, from -180 to 180; of places only."""


class Source(Frozen):
    """Where an event stands: an article, a web page, a file. It has a title, a URL or a file."""

    id: str
    title: str | None = None
    outlet: str | None = None
    """The id of an actor."""
    issued: EdtfDate | None = None
    """None if it is not known when the source came out."""
    issued_basis: str = "stated"
    issued_note: str | None = None
    url: str | None = None
    archived: str | None = None
    """The URL of a copy."""
    retrieved: EdtfDate | None = None
    """When the URL was last seen to hold the source."""
    language: str | None = None
    """A BCP 47 tag, such as ``fr``."""
    sha256: str | None = None
    """Of the source's text in UTF-8, as 64 lower-case hexadecimal digits."""
    file: str | None = None
    """The name of the file that holds the source's text, where a reader has it."""
    page_sha256: str | None = None
    """Of the text of the page at its URL, when it was retrieved."""

    @property
    def name(self) -> str:
        """Its title or, without one, its URL or the name of its file."""
        return self.title or self.url or self.file or self.id


def bare_source(url: str) -> Source:
    """Return the source that a URL is, without a definition in the file."""
    return Source(url, url=url)


class Quote(Frozen):
    """A source's exact words.

    ``exact``, ``prefix`` and ``suffix`` are those of the W3C Web Annotation TextQuoteSelector.
    """

    source: str
    """The id of a source."""
    exact: str
    translation: str | None = None
    paragraph: int | None = None
    """The number of the source's line, from 1, not counting blank lines."""
    prefix: str | None = None
    suffix: str | None = None


class Media(Frozen):
    """A picture, a film or a recording on the web, which is shown as a link."""

    url: str
    caption: str | None = None
    credit: str | None = None


class Link(NamedTuple):
    """A relation from one event to another."""

    relation: str
    """One of `RELATIONS`."""
    target: str
    """The id of an event."""


class ThreadLink(Frozen):
    """A link as read from one of its two events."""

    words: str
    """The relation as read from this event: "denies", "denied by"."""
    relation: str
    number: int
    """The number of the other event."""
    outgoing: bool
    """Whether this event makes the link, not the other."""


class Event(Frozen):
    """Something that happened or was said, at a date. A field that its file does not give is None or empty."""

    id: str
    date: EdtfDate
    title: str
    values: Mapping[str, tuple[str, ...]] = NOTHING
    """By the name of a facet that has a field: its values, each once, in the order of the file. None is empty."""
    quotes: tuple[Quote, ...] = ()
    cited: tuple[str, ...] = ()
    """Ids of the sources that it names without quoting them."""
    date_text: str | None = None
    """The source's own wording of the date."""
    date_basis: str | None = None
    """One of `BASES`."""
    date_note: str | None = None
    summary: str | None = None
    data: Mapping[str, str] = NOTHING
    """Its further fields, in the order of the file. Numbers are kept as they are written."""
    media: tuple[Media, ...] = ()
    links: tuple[Link, ...] = ()
    note: str | None = None
    """An editor's remark, for instance on an error in the source."""
    is_draft: bool = False
    """Whether somebody still has to finish it."""
    is_internal: bool = False
    """Whether it is only for those who work on the timeline: public editions leave it out."""
    line: int = 0
    """The line of the file, from 1, on which the event begins; 0 if it was not read from a file."""

    def __hash__(self) -> int:
        return hash((self.id, self.date, self.title))

    @property
    def status(self) -> str | None:
        """How firmly its source reports it: one of `tui.timeline.model.facets.STATUSES`."""
        return next(iter(self.values.get("status", ())), None)

    @property
    def kind(self) -> str | None:
        """What sort of event it is: the id of a kind."""
        return next(iter(self.values.get("kind", ())), None)

    @property
    def sources(self) -> tuple[str, ...]:
        """Ids of its sources, each once: the quoted ones in the order of the quotes, then the others."""
        if not self.quotes and len(self.cited) < 2:
            return self.cited
        return tuple(dict.fromkeys((*(quote.source for quote in self.quotes), *self.cited)))


class SavedView(Frozen):
    """A named query in the timeline's file."""

    name: str
    query: str
    sort: str = "date"
    """One of `tui.timeline.model.sort.SORTS`."""

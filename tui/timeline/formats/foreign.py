"""Events as a foreign format gives them: in Dateline's vocabulary, with names where Dateline has ids.

A format module fills in what its file says and nothing else. `tui.timeline.formats.assemble` makes ids of names, text
of HTML, and counts what it had to change.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from tui.timeline.formats.report import Report


@dataclass(slots=True)
class ForeignPlace:
    """A place by its name, inside wider ones."""

    name: str
    within: tuple[str, ...] = ()
    """The names of the wider places, from the widest to the next."""
    lat: float | None = None
    lon: float | None = None


@dataclass(slots=True)
class ForeignSource:
    """A source, with a URL, a title or both. Two with the same URL are one; without a URL, two of one title are."""

    url: str = ""
    title: str = ""
    outlet: str = ""
    """The name of the outlet."""
    issued: str = ""
    """When it came out, as it was found: `assemble` reads it."""
    archived: str = ""
    """The URL of a copy."""
    retrieved: str = ""
    language: str = ""


@dataclass(slots=True)
class ForeignQuote:
    """The exact words of a source."""

    exact: str
    source: ForeignSource
    translation: str = ""
    prefix: str = ""
    suffix: str = ""


@dataclass(slots=True)
class ForeignMedia:
    """A picture, a film or a recording on the web."""

    url: str
    caption: str = ""
    credit: str = ""


@dataclass(slots=True)
class ForeignEvent:
    """An event of a foreign file. Texts may hold HTML only where `has_html` or `may_have_html` says so."""

    where: int
    """The row, line or number of the event in its file, from 1, for the report; `ForeignTimeline.unit` names it."""
    title: str = ""
    """If it is empty, the beginning of the summary, of a quote or the date stands for it."""
    date: str = ""
    """The date in EDTF; empty if the file gives none, or one that is not understood."""
    date_text: str = ""
    """The wording of the date, where EDTF does not hold all of it. An undated event always keeps its wording."""
    date_note: str = ""
    id: str = ""
    """The id in the file, in any form; empty if it has none."""
    summary: str = ""
    note: str = ""
    kind: str = ""
    """The name of its kind."""
    status: str = ""
    actors: list[str] = field(default_factory=list)
    speakers: list[str] = field(default_factory=list)
    via: list[str] = field(default_factory=list)
    places: list[ForeignPlace] = field(default_factory=list)
    weapons: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    facets: dict[str, list[str]] = field(default_factory=dict)
    """Values of facets that the file has of its own, by the title of the facet."""
    sources: list[ForeignSource] = field(default_factory=list)
    quotes: list[ForeignQuote] = field(default_factory=list)
    media: list[ForeignMedia] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    """A relation of `tui.timeline.model.entities.RELATIONS`, and the `id` in the file of the event it points to."""
    data: dict[str, str] = field(default_factory=dict)
    """All that has no other place, by name."""
    is_draft: bool = False
    is_internal: bool = False
    has_html: bool = False
    """Whether title, summary, note, captions and credits are HTML."""
    may_have_html: bool = False
    """Whether each of title, summary and note is HTML if it looks like it."""
    has_markdown_links: bool = False
    """Whether ``[text](https://…)`` in title and summary is a link: its text stays, its address becomes a source."""
    line: int = 0
    """The line of the file at which it begins, for the editor; 0 if the file is no text."""
    file: str = ""
    """The name of the file, where one timeline is made of several."""


@dataclass(slots=True)
class ForeignTimeline:
    """All that a foreign file gives. The events may be made while they are iterated over, and only once."""

    events: Iterable[ForeignEvent]
    report: Report
    title: str = ""
    """If it is empty, the file's name stands for it."""
    description: str = ""
    language: str = ""
    timezone: str = ""
    unit: str = "event"
    """What `ForeignEvent.where` counts: "row", "line", "event"."""

"""From the events of a foreign file to a `Timeline`: ids, and entries and sources for names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import tzinfo
from functools import lru_cache
from typing import TypeVar

from tui.text.free_names import FreeNames
from tui.timeline.dates.edtf import EdtfDate
from tui.timeline.formats.event_texts import texts_of, title_for
from tui.timeline.formats.foreign import ForeignEvent, ForeignPlace, ForeignTimeline
from tui.timeline.formats.names import facet_name, name_id
from tui.timeline.formats.report import Report
from tui.timeline.formats.vocabulary import Vocabulary
from tui.timeline.model.entities import NOTHING, RELATIONS, Event, Link, Media, Quote
from tui.timeline.model.facets import KINDS, STATUSES, FacetSpec, own_facet
from tui.timeline.model.order import sort_events
from tui.timeline.model.timeline import Timeline, with_bare_sources, zone_of
from tui.timeline.reading import schema
from tui.timeline.reading.event_ids import made_id, settle_ids
from tui.timeline.reading.schema import PROVISIONAL

UNDATED = "../.."
_RELATIONS = tuple(RELATIONS)


def assemble(foreign: ForeignTimeline, name: str) -> Timeline:
    """Return a timeline of foreign events.

    Args:
        foreign: the events, and the report, to which is added what had to be changed.
        name: the title, if the file has none.
    """
    assembler = Assembler(foreign.report)
    events = assembler.settle([assembler.event(event) for event in foreign.events])
    timezone = foreign.timezone if foreign.timezone and zone_of(foreign.timezone) is not None else None
    return assembler.timeline(events, foreign, name, timezone)


T = TypeVar("T")


class Assembler:
    """Makes events of foreign ones, and collects the entries and sources that they name.

    Args:
        report: takes what is changed, merged or lost.
        vocabulary: the entries and sources; None begins with none.
        is_part: the events are some of a file whose others are not known. All ids are provisional then, and each event
            keeps the coordinates of its place.
    """

    def __init__(self, report: Report, vocabulary: Vocabulary | None = None, *, is_part: bool = False) -> None:
        self._report = report
        self._is_part = is_part
        self.vocabulary = Vocabulary(report) if vocabulary is None else vocabulary
        self._facets: dict[str, str] = {}
        """The names of own facets by their titles."""
        self._links: dict[int, list[tuple[str, str]]] = {}
        """By the position of an event: its links to events by their ids in the file."""
        self._own_ids: list[str] = []
        """By position: the id of each event in the file."""
        self._where: list[int] = []

    def event(self, foreign: ForeignEvent) -> Event:
        """Return an event. Its id is provisional if its file gives it none, and may be another one's too."""
        report, where = self._report, foreign.where
        title, summary = texts_of(foreign, self._report)
        date, date_text = self.dated(foreign.date, foreign.date_text, where)
        data = {known: value for name, value in foreign.data.items() if (known := data_name(name)) and value.strip()}
        quotes = tuple(self._quotes(foreign))
        if not title:
            title, summary = title_for(foreign, self._report, summary, quotes, data)
        values = self._values(foreign, data)
        sources = [self.vocabulary.source(source, where) for source in foreign.sources]
        if foreign.links:
            self._links[len(self._own_ids)] = foreign.links
        self._own_ids.append(foreign.id)
        self._where.append(where)
        media = []
        for found in foreign.media:
            if schema.ADDRESS.match(found.url):
                media.append(Media(found.url, found.caption or None, found.credit or None))
            elif found.url:
                report.add("kept", "a picture has no web address, and is in the further fields", where, found.url)
                data["media"] = f"{data['media']}, {found.url}" if "media" in data else found.url
        note = foreign.note.strip()
        values = {facet: self.bounded(ids, where) for facet, ids in values.items()}
        return Event(
            self._id(foreign, date, title),
            EdtfDate.parse(date),
            title,
            values or NOTHING,
            self.bounded(quotes, where),
            self.bounded(tuple(dict.fromkeys(source for source in sources if source)), where),
            date_text or None,
            "stated" if quotes or date_text else None,
            foreign.date_note or None,
            summary or None,
            dict(self.bounded(tuple(data.items()), where)) or NOTHING,
            self.bounded(tuple(media), where),
            (),
            note or None,
            foreign.is_draft,
            foreign.is_internal,
            foreign.line,
        )

    def bounded(self, items: tuple[T, ...], where: int) -> tuple[T, ...]:
        """Return as many items as an event may have of a kind."""
        if len(items) <= schema.MAX_ITEMS:
            return items
        self._report.add("lost", f"an event has more than {schema.MAX_ITEMS:,} values of a kind", where)
        return items[: schema.MAX_ITEMS]

    def dated(self, date: str, date_text: str, where: int) -> tuple[str, str]:
        """Return a date in EDTF, which says so if it is none, and the wording to keep."""
        if date and EdtfDate.try_parse(date) is not None:
            return date, date_text
        wording = date_text or date
        if wording:
            self._report.add("undated", "the date is not understood, and its wording is kept", where, wording)
        else:
            self._report.add("undated", "no date is given", where)
        return UNDATED, wording

    def _id(self, foreign: ForeignEvent, date: str, title: str) -> str:
        own = foreign.id.strip()
        if not own:
            return PROVISIONAL + made_id("" if date == UNDATED else date, title)
        if schema.is_id(own):
            return PROVISIONAL + own if self._is_part else own
        self._report.add("changed", "an id has characters that are not allowed", foreign.where, own)
        return PROVISIONAL + name_id(own) if self._is_part else name_id(own)

    def _quotes(self, foreign: ForeignEvent) -> Iterator[Quote]:
        for quote in foreign.quotes:
            exact = quote.exact.strip("\r\n")
            source = self.vocabulary.source(quote.source, foreign.where)
            if not exact.strip():
                continue
            if source is None:
                self._report.add("kept", "a quote without a source is in the summary", foreign.where)
                foreign.summary = f"{foreign.summary}\n\n“{exact}”".strip()
                continue
            yield Quote(source, exact, quote.translation or None, None, quote.prefix or None, quote.suffix or None)

    def _values(self, foreign: ForeignEvent, data: dict[str, str]) -> dict[str, tuple[str, ...]]:
        """Return the values of facets. A text that is not a value is added to the further fields."""
        vocabulary, where = self.vocabulary, foreign.where
        values: dict[str, tuple[str, ...]] = {}
        for facet, names in (("actor", foreign.actors), ("speaker", foreign.speakers), ("via", foreign.via)):
            if names and (ids := vocabulary.names_of("actors", names, where)):
                values[facet] = ids
        if foreign.weapons and (ids := vocabulary.names_of("weapons", foreign.weapons, where)):
            values["weapon"] = ids
        if places := self.places(foreign.places, data, where):
            values["place"] = places
        if status := foreign.status.strip():
            if status.lower() in STATUSES:
                values["status"] = (status.lower(),)
            else:
                data.setdefault("status", status)
                self._report.add(
                    "kept", "a status is not one of Dateline's: it is in the further fields", where, status
                )
        if foreign.kind.strip():
            values["kind"] = self.kind(foreign.kind, where)
        if tags := free_values(foreign.tags):
            values["tag"] = tags
        for title, found in foreign.facets.items():
            if free := free_values(found):
                values[self.facet_of(title)] = free
        return values

    def places(self, places: Iterable[ForeignPlace], data: dict[str, str], where: int) -> tuple[str, ...]:
        """Return the ids of places. Coordinates that an event has to keep are added to its further fields."""
        found: dict[str, None] = {}
        for place in places:
            if not place.name.strip():
                continue
            place_id, has_coordinates = self.vocabulary.place(place, where)
            found[place_id] = None
            if self._is_part and place.lat is not None:
                data.setdefault("lat", str(place.lat))
                data.setdefault("lon", str(place.lon))
            elif not has_coordinates:
                self._report.add(
                    "kept", "a place has other coordinates elsewhere: these are in the further fields", where
                )
                data.setdefault("lat", str(place.lat))
                data.setdefault("lon", str(place.lon))
        return tuple(found)

    def kind(self, name: str, where: int) -> tuple[str]:
        """Return the id of a kind."""
        kind = name_id(name)
        return (kind if kind in KINDS else self.vocabulary.entry("kinds", name, where),)

    def facet_of(self, title: str) -> str:
        """Return the name of an own facet by its title."""
        found = self._facets.get(title)
        if found is None:
            base = found = facet_name(title)
            number = 1
            while found in self._facets.values() or found in schema.EVENT:
                number += 1
                found = f"{base}{number}" if base.endswith("_") else f"{base}_{number}"
            self._facets[title] = found
        return found

    def name_facets(self, titles: Iterable[str]) -> None:
        """Give names to own facets, so that they do not depend on the events in which they are met first."""
        for title in titles:
            self.facet_of(title)

    def settle(self, events: list[Event]) -> list[Event]:
        """Return all events, in the order of the file, each with an id of its own and with its links."""
        from tui.text.frozen import replace

        taken: dict[str, None] = {}
        names = FreeNames(taken)
        ids: list[str] = []
        for position, event in enumerate(events):
            event_id = event.id
            if event_id in taken and not event_id.startswith(PROVISIONAL):
                event_id = names.free(event_id)
                self._report.add(
                    "changed", "an id is another event's too, and has a number now", self._where[position], event.id
                )
            taken[event_id] = None
            ids.append(event_id)
        ids = settle_ids(ids) or ids
        by_own: dict[str, str] = {}
        for own, event_id in zip(self._own_ids, ids, strict=True):
            by_own.setdefault(own, event_id)
        settled = []
        for position, (event, event_id) in enumerate(zip(events, ids, strict=True)):
            changes: dict[str, object] = {} if event.id == event_id else {"id": event_id}
            if position in self._links:
                found = self._resolved(self._links[position], by_own, event_id, self._where[position])
                links = tuple(sorted(found, key=lambda link: _RELATIONS.index(link.relation)))
                changes["links"] = self.bounded(links, self._where[position])
            settled.append(replace(event, **changes) if changes else event)
        return settled

    def _resolved(
        self, links: Iterable[tuple[str, str]], by_own: dict[str, str], event_id: str, where: int
    ) -> Iterator[Link]:
        for relation, target in dict.fromkeys(links):
            found = by_own.get(target)
            if found is None or found == event_id or relation not in RELATIONS:
                self._report.add("lost", "a link points to no event of the file", where, target)
            else:
                yield Link(relation, found)

    def own_facets(self) -> tuple[FacetSpec, ...]:
        """Return the facets that the events have of their own."""
        return tuple(own_facet(name, _facet_title(title), has_values=False) for title, name in self._facets.items())

    def timeline(self, events: list[Event], foreign: ForeignTimeline, name: str, timezone: str | None) -> Timeline:
        """Return the timeline of settled events."""
        zone: tzinfo | None = zone_of(timezone)
        title = " ".join(foreign.title.split())
        return Timeline(
            title=title or name,
            events=sort_events(events, zone),
            sources=with_bare_sources(self.vocabulary.sources, events),
            vocabularies={section: entries for section, entries in self.vocabulary.sections.items() if entries},
            own_facets=self.own_facets(),
            description=foreign.description.strip() or None,
            language=foreign.language or None,
            timezone=timezone,
            remarks=tuple(self._report.remarks()),
        )


@lru_cache(maxsize=1 << 12)
def data_name(name: str) -> str:
    """Return the name of a further field, without the blanks that do not matter."""
    return " ".join(name.split())


def free_values(values: Iterable[str]) -> tuple[str, ...]:
    """Return free values, each once, without the blanks that do not matter."""
    return tuple(dict.fromkeys(text for value in values if (text := " ".join(value.split()))))


def _facet_title(title: str) -> str:
    """Return the header of a facet for the name of a column: ``event_group`` gives "Event group"."""
    words = " ".join(title.replace("_", " ").split()) or title
    return words[:1].upper() + words[1:]

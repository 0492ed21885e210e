"""The data that the script of a page needs, besides the texts in its linked data.

Everything is by position: an event refers to its date, its sources and the values of its facets by their indices in
lists, which hold each of them once. Absent keys are empty.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from tui.text.folding import special_characters
from tui.text.frozen import Frozen
from tui.timeline.analysis.histogram import Histogram
from tui.timeline.analysis.source_days import source_days
from tui.timeline.dates.edtf import EdtfDate
from tui.timeline.dates.time_range import day_text, range_text
from tui.timeline.dates.words import date_words, short_words
from tui.timeline.exports.losses import Losses
from tui.timeline.exports.page.dates import TooManySpansError, bound, certain_spans, possible_spans
from tui.timeline.model.as_of import known_since
from tui.timeline.model.citations import BASIS_WORDS
from tui.timeline.model.entities import BASES, NOTHING, RELATIONS, Entry, Event, Source
from tui.timeline.model.facets import FacetSpec
from tui.timeline.model.origins import OriginFinder
from tui.timeline.query.language import Query
from tui.timeline.search.answers import answer_query
from tui.timeline.search.index import Index

VERSION = 1
"""The version of the data's form."""
_UNDATED = EdtfDate.parse("../..")
_MOST_BUCKETS = 64
"""The most bars of the chart."""


class _Positions(dict[str, int]):
    """Numbers texts in the order in which they are first looked up."""

    def __missing__(self, key: str) -> int:
        self[key] = number = len(self)
        return number


class PageData(Frozen):
    """The data of a page."""

    __slots__ = ("__dict__",)

    index: Index
    """The timeline of the events that the page shows."""
    losses: Losses
    """Counts the dates that the page simplifies."""

    def as_json(self) -> dict[str, Any]:
        """Return the data."""
        timeline = self.index.timeline
        dates = _Positions()
        events = [self._event(number, event, dates) for number, event in enumerate(timeline.events)]
        return {
            "version": VERSION,
            "language": timeline.language,
            "facets": [self._facet(spec) for spec in timeline.facets],
            "values": {key: self._list(spec) for key, spec in self._lists.items()},
            "sources": [self._source(source) for source in timeline.sources.values()],
            "dates": self._dates(dates),
            "sections": [section.unit.words for section in self._sections],
            "events": events,
            "views": [[view.name, view.query] for view in timeline.views],
            "days": [[day_text(day), date_words(EdtfDate.parse(day_text(day)))] for day in self._days()],
            "chart": self._buckets(),
            "relations": [[name, name.replace("_", " "), inverse] for name, inverse in RELATIONS.items()],
            "bases": list(BASIS_WORDS.values()),
            "folding": special_characters(),
        }

    # Facets

    @cached_property
    def _lists(self) -> Mapping[str, FacetSpec]:
        """The lists of values by their keys, each with a facet that has these values."""
        found: dict[str, FacetSpec] = {}
        for spec in self.index.timeline.facets:
            found.setdefault(_list_of(spec), spec)
        return found

    def _facet(self, spec: FacetSpec) -> dict[str, Any]:
        """Return a facet, with what is true of it."""
        is_used = spec in self.index.used_facets
        facet: dict[str, Any] = {"name": spec.name, "title": spec.title, "label": spec.detail_label}
        facet["list"] = _list_of(spec)
        if spec.also:
            facet["also"] = list(spec.also)
        true = {
            "panel": is_used and spec.is_counted,
            "ordered": spec.is_ordered,
            "single": spec.is_single,
            "own": spec.is_own,
        }
        return facet | {key: 1 for key, value in true.items() if value}

    def _list(self, spec: FacetSpec) -> list[list[Any]]:
        """Return the values of a facet: id, name, position of the value above or -1, what is said of it, aliases."""
        timeline, names = self.index.timeline, self.index.names
        if spec.name == "year":
            known = names.values("year")
            return [[year, timeline.name("year", year), -1, "", *aliases] for year, aliases in known.items()]
        entries = timeline.entries(spec.name)
        if not entries:
            return [[value, value, -1, ""] for value in names.values(spec.name)]
        positions = self._positions[_list_of(spec)]
        return [
            [entry.id, entry.name, positions.get(entry.parent or "", -1), _about(entry), *entry.aliases]
            for entry in entries.values()
        ]

    @cached_property
    def _positions(self) -> Mapping[str, Mapping[str, int]]:
        """By key of a list: the position of each value."""
        timeline, names = self.index.timeline, self.index.names
        return {
            key: {
                value: position for position, value in enumerate(timeline.entries(spec.name) or names.values(spec.name))
            }
            if spec.name != "year"
            else {}
            for key, spec in self._lists.items()
        }

    # Sources and dates

    @cached_property
    def _source_positions(self) -> Mapping[str, int]:
        return {source: position for position, source in enumerate(self.index.timeline.sources)}

    def _source(self, source: Source) -> dict[str, Any]:
        """Return a source, with its position among the values of the facet of sources."""
        timeline = self.index.timeline
        seconds = [known_since(source, timeline.zone, certain=certain) for certain in (False, True)]
        found = {
            "value": self._positions["source"][source.id],
            "origin": self._origin(source),
            "title": source.title,
            "outlet": None if source.outlet is None else self._positions["actors"][source.outlet],
            "issued": None if source.issued is None else date_words(source.issued),
            "dated": int(source.issued is not None and not source.issued.is_undated),
            "since": list(map(bound, seconds)),
            "basis": None if source.issued_basis == "stated" else source.issued_basis,
            "note": source.issued_note,
            "url": source.url,
            "archived": source.archived,
            "retrieved": None if source.retrieved is None else date_words(source.retrieved),
            "language": source.language,
            "file": source.file,
        }
        return {key: value for key, value in found.items() if value is not None}

    @cached_property
    def _origins(self) -> OriginFinder:
        timeline = self.index.timeline
        return OriginFinder(timeline.sources, timeline.vocabularies.get("actors", NOTHING))

    def _origin(self, source: Source) -> str:
        """Return the key of the origin that an event has by a source alone."""
        [origin] = self._origins.own(Event("", _UNDATED, "", cited=(source.id,)))
        return origin.key

    def _days(self) -> Sequence[int]:
        return sorted(set(source_days(self.index.timeline)))

    def _dates(self, dates: Mapping[str, int]) -> list[list[Any]]:
        """Return each date: in words, in few words, in EDTF, its bounds, its spans if it has gaps, its bars."""
        return [self._date(EdtfDate.parse(text), self._weights(text)) for text in dates]

    def _date(self, date: EdtfDate, weights: list[list[float]]) -> list[Any]:
        zone = self.index.zone
        bounds = list(map(bound, date.bounds_in(zone)))
        words, short = date_words(date), short_words(date)
        spans: list[Any] = [0, 0]
        if date.text in self._with_gaps:
            try:
                spans[0] = [[bound(first), bound(last)] for first, last in possible_spans(date, zone)]
                if date.is_all_of:
                    spans[1] = [[bound(first), bound(last)] for first, last in certain_spans(date, zone)]
            except TooManySpansError:
                self.losses.add("date is taken for its whole span", "dates are taken for their whole spans")
        return [words, short, date.text, bounds, *spans, weights]

    @cached_property
    def _with_gaps(self) -> frozenset[str]:
        """The dates, in EDTF, that have gaps between their bounds."""
        return frozenset(self.index.timeline.events[number].date.text for number in self.index.spans.with_gaps)

    # The chart

    @cached_property
    def _axis(self) -> Any:
        histogram = Histogram(self.index.spans)
        return None if histogram.extent is None else histogram.axis(_MOST_BUCKETS)

    def _buckets(self) -> list[list[Any]]:
        """Return each bar: its name, its time as a query has it, and whether empty time is folded in it."""
        if self._axis is None:
            return []
        return [
            [bucket.label, range_text(bucket.first, bucket.last), int(bucket.is_folded)]
            for bucket in self._axis.buckets
        ]

    @cached_property
    def _number_of_date(self) -> Mapping[str, int]:
        return {event.date.text: number for number, event in enumerate(self.index.timeline.events)}

    def _weights(self, date: str) -> list[list[float]]:
        """Return the weight that an event of a date has in each bar in which it has any."""
        if self._axis is None or (number := self._number_of_date[date]) in self.index.spans.undated:
            return []
        bounds = [column[number] for column in self.index.spans.bounds]
        first, last = (self._axis.bucket_at(second) for second in (min(bounds), max(bounds)))
        if first == last:
            return [[first, 1]]
        weights = self._axis.weights(type(self.index.everything)([number])).by_bucket
        return [[bucket, round(weight, 4)] for bucket, weight in enumerate(weights) if weight]

    # Events

    @cached_property
    def _sections(self) -> Sequence[Any]:
        return answer_query(Query(), self.index).sections

    @cached_property
    def _section_of_row(self) -> Mapping[int, int]:
        """The section that each event stands under in the list of all events."""
        answer = answer_query(Query(), self.index)
        starts = [section.start for section in answer.sections]
        found: dict[int, int] = {}
        section = -1
        for row, number in enumerate(answer.rows):
            while section + 1 < len(starts) and starts[section + 1] <= row:
                section += 1
            found[number] = section
        return found

    def _event(self, number: int, event: Event, dates: _Positions) -> dict[str, Any]:
        timeline = self.index.timeline
        found: dict[str, Any] = {
            "id": event.id,
            "date": dates[event.date.text],
            "section": self._section_of_row[number],
            "values": dict(self._event_values(event)),
            "quotes": [self._source_positions[quote.source] for quote in event.quotes],
            "paragraphs": [quote.paragraph for quote in event.quotes]
            if any(q.paragraph for q in event.quotes)
            else None,
            "cited": [self._source_positions[source] for source in event.cited],
            "wording": event.date_text,
            "basis": None if event.date_basis is None else 1 + BASES.index(event.date_basis),
            "dateNote": event.date_note,
            "note": event.note,
            "internal": int(event.is_internal),
            "data": dict(event.data),
            "media": [[media.url, media.caption or "", media.credit or ""] for media in event.media],
            "links": [[list(RELATIONS).index(name), timeline.numbers[target]] for name, target in event.links],
        }
        return {key: value for key, value in found.items() if key in ("date", "section") or value}

    def _event_values(self, event: Event) -> Iterator[tuple[int, list[int]]]:
        """Yield the positions of the values of each facet, by the position of the facet."""
        for position, spec in enumerate(self.index.timeline.facets):
            if values := event.values.get(spec.name):
                positions = self._positions[_list_of(spec)]
                yield position, [positions[value] for value in values]


def _list_of(spec: FacetSpec) -> str:
    """Return the key of the list of values of a facet. Facets with one vocabulary share a list."""
    return spec.vocabulary or spec.name


def _about(entry: Entry) -> str:
    """Return what is said of a value beside its name: an office, or coordinates."""
    if entry.lat is None or entry.lon is None:
        return entry.office or ""
    return f"{abs(entry.lat):g}° {'NS'[entry.lat < 0]}, {abs(entry.lon):g}° {'EW'[entry.lon < 0]}"

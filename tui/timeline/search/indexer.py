"""Index events: collect the days, facet values, flags, links and texts that they are found by."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain, compress
from typing import Any, NamedTuple

from tui.timeline.dates.bounds import OPEN_START
from tui.timeline.dates.edtf import EdtfDate
from tui.timeline.model.as_of import known_since, sources_that_date
from tui.timeline.model.entities import NOTHING, RELATIONS, Event, Quote, bare_source
from tui.timeline.model.origins import OriginFinder
from tui.timeline.model.timeline import Timeline
from tui.timeline.model.tree import lineage
from tui.timeline.search.date_facts import DateFacts, coarse_key
from tui.timeline.search.folded_texts import FoldedTexts
from tui.timeline.search.further_fields import data_key
from tui.timeline.search.indexed import IndexedFacts, IndexedTexts, empty_group
from tui.timeline.search.origin_tables import OriginKeys
from tui.timeline.search.postings import facet_table

QUOTE_END = "\v"
"""What stands between two quotes in a line of text. Folded text has no such character."""

_RELATION_NUMBERS = {relation: number for number, relation in enumerate(RELATIONS)}


class _Since(NamedTuple):
    """Since when an event was known."""

    possible: int
    """The second since which it was possibly known; `OPEN_START` if that is open."""
    certain: int
    """The second since which it was certainly known."""
    unit: str
    """The key of the unit that the date of its first source is known to, if that is longer than a month."""


class Indexer:
    """Indexes events of a timeline.

    Args:
        timeline: the entries and sources that the events refer to. Its own events are not used.
    """

    def __init__(self, timeline: Timeline) -> None:
        self._timeline = timeline
        self._sources = timeline.sources
        self._since: dict[tuple[str, ...], _Since] = {}
        self._finder = OriginFinder(timeline.sources, timeline.vocabularies.get("actors", NOTHING))
        self._origin_keys = OriginKeys(self._finder, timeline.sources, lambda source: self._known_since((source,))[:2])
        self._widening: dict[str, list[str]] = {}
        """By facet: those that have its values too."""
        for spec in timeline.facets:
            for name in spec.also:
                self._widening.setdefault(name, []).append(spec.name)
        self._dates: dict[str, DateFacts] = {}
        self._zone = timeline.zone
        self._texts = FoldedTexts(timeline)

    def of_part(self, timeline: Timeline) -> Indexer:
        """Return an indexer of other entries and sources in the same time zone, for which dates are the same."""
        other = Indexer(timeline)
        other._dates = self._dates
        other._texts.share_dates(self._texts)
        return other

    def facts(self, events: Iterable[Event]) -> IndexedFacts:
        """Return all facts about events except their texts.

        Dates, values and sources repeat: each is looked at once, with the numbers of all events that have it.
        """
        facts = IndexedFacts()
        tables: defaultdict[str, defaultdict[str, list[int]]] = defaultdict(empty_group)
        flag, bounds, parties_of, is_accusation = tables["flag"], [], self._finder.parties, self._finder.is_accusation
        dates: dict[str, tuple[EdtfDate, DateFacts, list[int]]] = {}
        values: defaultdict[tuple[str, tuple[str, ...]], list[int]] = defaultdict(list)
        resting: dict[tuple[tuple[str, ...], tuple[str, ...]], tuple[Event, list[int]]] = {}
        """By sources and parties: an event that rests on them, and the numbers of all that do."""
        shapes: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
        further: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        for number, event in enumerate(events):
            facts.ids.append(event.id)
            when, sources = event.date, event.sources
            date = dates.get(when.text)
            if date is None:
                date = dates[when.text] = when, self._dates.get(when.text) or self._date_facts(when), []
            date[2].append(number)
            bounds.append(date[1].bounds)
            for pair in event.values.items():
                values[pair].append(number)
            rest = resting.get(key := (sources, parties_of(event)))
            if rest is None:
                rest = resting[key] = event, []
            rest[1].append(number)
            shapes[_shape(event)].append(number)
            if is_accusation(event):
                flag["accusation"].append(number)
            for content in event.data.items():
                further[content].append(number)
            for relation, target in event.links:
                facts.links.append((number, _RELATION_NUMBERS[relation], target))
        facts.bounds = tuple(array("q", column) for column in zip(*bounds, strict=True)) or facts.bounds
        for when, found, numbers in dates.values():
            facts.years.update(found.years)
            for name, day in found.keys:
                tables[name][day] += numbers
            if when.is_undated:
                flag["undated"] += numbers
        for (facet, own), numbers in values.items():
            for name in (facet, *self._widening.get(facet, ())):
                table = tables[facet_table(name)]
                for value in self._with_ancestors(name, own):
                    table[value] += numbers
        for shape, numbers in shapes.items():
            for name in _flags(shape):
                flag[name] += numbers
        for content, numbers in further.items():
            tables["data"][data_key(*content)] += numbers
        self._add_resting(facts, tables, resting)
        facts.groups = dict(tables)
        return facts

    def _add_resting(
        self,
        facts: IndexedFacts,
        tables: Mapping[str, defaultdict[str, list[int]]],
        resting: Mapping[tuple[tuple[str, ...], tuple[str, ...]], tuple[Event, list[int]]],
    ) -> None:
        """Add what follows from the sources of events, and from the parties that they name."""
        known, certain, coarse, origin = (tables[name] for name in ("known", "known-certain", "known-coarse", "origin"))
        facts.since = array("q", bytes(8 * len(facts.ids)))
        for (sources, _), (event, numbers) in resting.items():
            if sources:
                table = tables[facet_table("source")]
                for value in self._with_ancestors("source", sources):
                    table[value] += numbers
                facts.bare_sources.update((source, None) for source in sources if source not in self._sources)
            since = self._known_since(sources)
            for number in numbers:
                facts.since[number] = since.possible
            known[str(since.possible)] += numbers
            certain[str(since.certain)] += numbers
            if since.unit:
                coarse[since.unit] += numbers
            for key in self._origin_keys(event, since.possible, since.certain):
                origin[key] += numbers

    def _known_since(self, sources: tuple[str, ...]) -> _Since:
        """Return since when an event of these sources was known."""
        if sources and self._sources.keys().isdisjoint(sources):  # bare URLs: each event may have its own
            return self._never_dated
        found = self._since.get(sources)
        if found is None:
            dating = sources_that_date(self._sources.get(source) or bare_source(source) for source in sources)
            first = min(dating, key=lambda source: known_since(source, self._zone), default=None)
            issued = None if first is None else first.issued
            found = self._since[sources] = _Since(
                OPEN_START if first is None else known_since(first, self._zone),
                min((known_since(source, self._zone, certain=True) for source in dating), default=OPEN_START),
                "" if issued is None else coarse_key(issued, issued.bounds_in(self._zone)),
            )
        return found

    @cached_property
    def _never_dated(self) -> _Since:
        """Since when an event was known whose sources have no dates."""
        return _Since(OPEN_START, known_since(bare_source(""), self._zone, certain=True), "")

    def texts(self, events: Sequence[Event]) -> IndexedTexts:
        """Return the folded texts of events, and of their parts."""
        indexed, folded = IndexedTexts(), self._texts
        sources, flags = empty_group(), empty_group()
        texts, part_texts, part_events = indexed.texts, indexed.part_texts, indexed.part_events
        for number, event in enumerate(events):
            own, names = folded.own_lines(event), folded.names(event)
            if not event.quotes and len(event.cited) < 2:
                texts.append("\n".join((*own, *names, *map(folded.source, event.cited))))
                continue
            quotes = folded.quotes(event)
            source_texts = [*map(folded.source, quotes)]
            own[3] = QUOTE_END.join(chain.from_iterable(quotes.values()))
            texts.append("\n".join((*own, *names, *source_texts)))
            if len(quotes) < 2:
                continue
            own[3] = ""
            part_events.append(number)
            part_texts.append("\n".join((*own, *names)))
            translated = {quote.source for quote in event.quotes if quote.translation}
            for (source, exact), source_text in zip(quotes.items(), source_texts, strict=True):
                part = len(part_texts)
                part_events.append(number)
                part_texts.append("\n".join(("", "", "", QUOTE_END.join(exact), source_text)))
                sources[source].append(part)
                if exact:
                    flags["quote"].append(part)
                if source in translated:
                    flags["translation"].append(part)
        indexed.part_groups = {"part-source": sources, "part-flag": flags}
        return indexed

    def _with_ancestors(self, facet: str, ids: tuple[str, ...]) -> tuple[str, ...]:
        """Return the ids of some values and of all their ancestors, each once."""
        entries = self._timeline.entries(facet)
        if not entries:
            return ids
        lineages = (lineage(entries, value) if value in entries else (value,) for value in ids)
        return tuple(dict.fromkeys(chain.from_iterable(lineages)))

    def _date_facts(self, when: EdtfDate) -> DateFacts:
        self._dates[when.text] = facts = DateFacts.of(when, self._zone)
        return facts


_SHAPE = ("inferred", "draft", "internal", "note", "summary", "data", "media")


def _shape(event: Event) -> tuple[object, ...]:
    """Return whether an event is or has each of `_SHAPE`, and then the flags of its quotes."""
    return (
        event.date_basis == "inferred",
        event.is_draft,
        event.is_internal,
        bool(event.note),
        bool(event.summary),
        bool(event.data),
        bool(event.media),
        *(_quote_flags(event.quotes) if event.quotes else ()),
    )


def _flags(shape: tuple[Any, ...]) -> Iterator[str]:
    """Yield what `is:` and `has:` find of events of a shape, and ``untranslated`` if a quote lacks a translation."""
    yield from compress(_SHAPE, shape)
    yield from shape[len(_SHAPE) :]


def _quote_flags(quotes: Iterable[Quote]) -> Iterator[str]:
    yield "quote"
    if any(quote.translation for quote in quotes):
        yield "translation"
    if not all(quote.translation for quote in quotes):
        yield "untranslated"

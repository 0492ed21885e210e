"""Index events: collect the days, facet values, flags, links and words that they are found by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from tui.text.folding import fold
from tui.timeline.dates.bounds import OPEN_START
from tui.timeline.dates.edtf import EdtfDate
from tui.timeline.dates.words import date_words
from tui.timeline.model.as_of import known_since, sources_that_date
from tui.timeline.model.entities import NOTHING, RELATIONS, Event, Source, bare_source
from tui.timeline.model.origins import OriginFinder
from tui.timeline.model.timeline import Timeline
from tui.timeline.model.tree import lineage
from tui.timeline.query.facet_names import FacetNames
from tui.timeline.search.date_facts import DateFacts, coarse_key, years_of
from tui.timeline.search.indexed import IndexedFacts, IndexedWords, WordTable, empty_group
from tui.timeline.search.origin_tables import OriginKeys
from tui.timeline.search.postings import data_key, facet_table

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
        self._widened = {spec.name: spec.also for spec in timeline.facets if spec.also}
        self._dates: dict[str, DateFacts] = {}
        self._zone = timeline.zone
        self._source_texts: dict[str, str] = {}
        self._name_texts: dict[tuple[str, str], str] = {}
        self._value_texts: dict[tuple[str, tuple[str, ...]], tuple[str, ...]] = {}
        """By facet and values of an event: their folded names."""
        self._date_words: dict[str, str] = {}

    def of_part(self, timeline: Timeline) -> Indexer:
        """Return an indexer of other entries and sources in the same time zone, for which dates are the same."""
        other = Indexer(timeline)
        other._dates, other._date_words = self._dates, self._date_words
        return other

    def facts(self, events: Iterable[Event]) -> IndexedFacts:
        """Return all facts about events except their words."""
        facts = IndexedFacts()
        tables: defaultdict[str, defaultdict[str, list[int]]] = defaultdict(empty_group)
        flag, data = tables["flag"], tables["data"]
        known, certain, origin = tables["known"], tables["known-certain"], tables["origin"]
        lists: dict[tuple[str, tuple[str, ...]], list[list[int]]] = {}
        """By facet and values of an event: what its number is added to, for most values repeat."""
        for number, event in enumerate(events):
            date = self._dates.get(event.date.text) or self._date_facts(event.date)
            for column, bound in zip(facts.bounds, date.bounds, strict=True):
                column.append(bound)
            for name, key in date.keys:
                tables[name][key].append(number)
            facts.ids.append(event.id)
            sources = event.sources
            for facet, values in self._facet_values(event, sources):
                members = lists.get((facet, values))
                if members is None:
                    table = tables[facet_table(facet)]
                    members = lists[facet, values] = [table[value] for value in self._with_ancestors(facet, values)]
                for each in members:
                    each.append(number)
            for source in sources:
                if source not in self._sources:
                    facts.bare_sources[source] = None
            since = self._known_since(sources)
            facts.since.append(since.possible)
            known[str(since.possible)].append(number)
            certain[str(since.certain)].append(number)
            if since.unit:
                tables["known-coarse"][since.unit].append(number)
            for key in self._origin_keys(event, since.possible, since.certain):
                origin[key].append(number)
            for name in _flags(event):
                flag[name].append(number)
            if self._finder.is_accusation(event):
                flag["accusation"].append(number)
            for name, content in event.data.items():
                data[data_key(name, content)].append(number)
            for relation, target in event.links:
                facts.links.append((number, _RELATION_NUMBERS[relation], target))
        facts.groups = dict(tables)
        facts.years = {year for text, date in self._dates.items() for year in years_of(text, date.bounds)}
        return facts

    def _facet_values(self, event: Event, sources: tuple[str, ...]) -> Iterable[tuple[str, tuple[str, ...]]]:
        """Yield each facet that an event has values of, and these."""
        values, widened = event.values, self._widened
        for facet, own in values.items():
            if facet not in widened:
                yield facet, own
        for facet, others in widened.items():
            own = values.get(facet, ())
            for other in others:
                if more := values.get(other):
                    own = tuple(dict.fromkeys((*own, *more)))
            if own:
                yield facet, own
        if sources:
            yield "source", sources

    def _known_since(self, sources: tuple[str, ...]) -> _Since:
        """Return since when an event of these sources was known."""
        if sources and self._sources.keys().isdisjoint(sources):  # bare URLs: each event may have its own
            return self._never_dated
        found = self._since.get(sources)
        if found is None:
            dating = sources_that_date(map(self._source, sources))
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

    def _source(self, source_id: str) -> Source:
        """Return a source; one that the file does not define is a bare URL."""
        return self._sources.get(source_id) or bare_source(source_id)

    def words(self, events: Sequence[Event]) -> IndexedWords:
        """Return the folded texts of events, and their words."""
        indexed = IndexedWords()
        words, part_words = WordTable(), WordTable()
        sources, flags = empty_group(), empty_group()
        for number, event in enumerate(events):
            own, quotes = self._own_lines(event), self._quotes(event)
            names, source_texts = self._names_of(event), [*map(self._source_text, quotes)]
            in_one_line = QUOTE_END.join(chain.from_iterable(quotes.values()))
            indexed.texts.append(words.add(number, (*own[:3], in_one_line, *own[3:]), (*names, *source_texts)))
            if len(quotes) < 2:
                continue
            indexed.part_events.append(number)
            indexed.part_texts.append(part_words.add(len(indexed.part_texts), (*own[:3], "", *own[3:]), names))
            translated = {quote.source for quote in event.quotes if quote.translation}
            for (source, texts), source_text in zip(quotes.items(), source_texts, strict=True):
                part = len(indexed.part_texts)
                indexed.part_events.append(number)
                lines = ("", "", "", QUOTE_END.join(texts))
                indexed.part_texts.append(part_words.add(part, lines, (source_text,)))
                sources[source].append(part)
                if texts:
                    flags["quote"].append(part)
                if source in translated:
                    flags["translation"].append(part)
        indexed.words, indexed.part_words = words.group(), part_words.group()
        indexed.part_groups = {"part-source": sources, "part-flag": flags}
        return indexed

    def _own_lines(self, event: Event) -> list[str]:
        """Return the folded texts of an event itself, a line each: three lines, and those that follow its quotes."""
        texts = [event.title, event.summary or "", event.note or ""]
        texts += filter(None, (event.date_text, event.date_note))
        texts += [f"{name} {value}" for name, value in event.data.items()]
        texts += [text for media in event.media for text in (media.caption, media.credit, media.url) if text]
        return [fold(text) if text else "" for text in texts]

    def _quotes(self, event: Event) -> dict[str, list[str]]:
        """Return the folded quotes of an event and their translations, by source. A source may have none."""
        quotes: dict[str, list[str]] = {source: [] for source in event.sources}
        for quote in event.quotes:
            quotes[quote.source] += map(fold, filter(None, (quote.exact, quote.translation)))
        return quotes

    def _names_of(self, event: Event) -> list[str]:
        """Return the folded words of an event's date, and the folded names of its values."""
        when = event.date
        words = self._date_words.get(when.text)
        if words is None:
            words = self._date_words[when.text] = fold(date_words(when))
        names = [words]
        for values in event.values.items():
            found = self._value_texts.get(values)
            if found is None:
                facet, own = values
                found = self._value_texts[values] = tuple([self._named(facet, value) for value in own])
            names += found
        return [*dict.fromkeys(names)] if len(names) > 2 else names

    @cached_property
    def _names(self) -> FacetNames:
        return FacetNames(self._timeline)

    def _named(self, facet: str, value: str) -> str:
        """Return the folded names of a value, a line each."""
        text = self._name_texts.get((facet, value))
        if text is None:
            names = self._names.values(facet)[value] if value in self._timeline.entries(facet) else (fold(value),)
            text = self._name_texts[facet, value] = "\n".join(names)
        return text

    def _source_text(self, source_id: str) -> str:
        """Return the folded names of a source and of its outlet, a line each."""
        text = self._source_texts.get(source_id)
        if text is None:
            source = self._source(source_id)
            own = filter(None, (source.title, source.url, source.archived, source.file))
            outlet = [] if source.outlet is None else [self._named("actor", source.outlet)]
            text = self._source_texts[source_id] = "\n".join((*outlet, *map(fold, own)))
        return text

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


def _flags(event: Event) -> Iterator[str]:
    """Yield what `is:` and `has:` find of an event itself, and ``untranslated`` if a quote lacks a translation."""
    if event.date_basis == "inferred":
        yield "inferred"
    if event.is_draft:
        yield "draft"
    if event.is_internal:
        yield "internal"
    if event.date.is_undated:
        yield "undated"
    if event.quotes:
        yield "quote"
        if any(quote.translation for quote in event.quotes):
            yield "translation"
        if not all(quote.translation for quote in event.quotes):
            yield "untranslated"
    for name in ("note", "summary", "data", "media"):
        if getattr(event, name):
            yield name

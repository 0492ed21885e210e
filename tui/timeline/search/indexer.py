"""Index events: collect the days, facet values, flags, links and words that they are found by."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import NamedTuple

from tui.text.folding import fold
from tui.timeline.dates.day_range import OPEN_END, OPEN_START
from tui.timeline.dates.edtf import EdtfDate
from tui.timeline.dates.months import month_number
from tui.timeline.dates.words import date_words
from tui.timeline.model.as_of import known_since
from tui.timeline.model.entities import RELATIONS, Event, Timeline
from tui.timeline.model.tree import lineage
from tui.timeline.query.facet_names import FacetNames

Groups = dict[str, dict[str, "array[int]"]]
"""By table and key: the numbers of the events or parts that have the key, ascending."""

_RELATION_NUMBERS = {relation: number for number, relation in enumerate(RELATIONS)}


class _DateSpan(NamedTuple):
    """The days of a date, as ordinals, and its keys in the tables of days."""

    first: int
    last: int
    lasts_key: str | None
    """The key in the table ``lasts``; None if the date has only one day."""
    spans_key: str | None
    """The key in the table ``spans``; None if the date is within a month."""


class IndexedFacts:
    """The facts about some events, by their positions in the order in which they were indexed."""

    def __init__(self) -> None:
        self.firsts = array("i")
        """The ordinal of the first day of each event; `OPEN_START` if it is open."""
        self.lasts = array("i")
        """The ordinal of the last day of each event; `OPEN_END` if it is open."""
        self.since = array("i")
        """The ordinal of the day since which each event was possibly known; `OPEN_START` if it is open."""
        self.ids: list[str] = []
        self.links: list[tuple[int, int, str]] = []
        """The position of the origin, the index in `RELATIONS`, and the id of the target of each link."""
        self.groups: Groups = {}
        self.years: set[int] = set()
        """The years in which the date of an event begins or ends."""


class IndexedWords:
    """The folded texts of some events, and their words."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.words: dict[str, array[int]] = {}
        self.part_events = array("I")
        """The position of the event that each part belongs to; see `tui.timeline.search.tables.EventParts`."""
        self.part_texts: list[str] = []
        self.part_words: dict[str, array[int]] = {}
        self.part_groups: Groups = {}
        """``part-source``: the parts of each source; ``part-flag``: the parts with a ``translation``."""


def _table() -> defaultdict[str, list[int]]:
    return defaultdict(list)


def _packed(table: Mapping[str, list[int]]) -> dict[str, array[int]]:
    return {key: array("I", numbers) for key, numbers in table.items()}


class Indexer:
    """Indexes events of a timeline.

    Args:
        timeline: the entries and sources that the events refer to. Its own events are not used.
    """

    def __init__(self, timeline: Timeline) -> None:
        self._timeline = timeline
        self._sources = sources = timeline.sources
        self._since = {source.id: known_since(source) for source in sources.values()}
        self._since_certain = {source.id: known_since(source, certain=True) for source in sources.values()}
        self._spans: dict[str, _DateSpan] = {}
        self._lineages: dict[tuple[str, tuple[str, ...]], tuple[str, ...]] = {}
        self._name_texts: dict[tuple[str, str], str] = {}
        self._date_words: dict[str, str] = {}

    def facts(self, events: Iterable[Event]) -> IndexedFacts:
        """Return all facts about events except their words."""
        indexed = IndexedFacts()
        names = ("actor", "weapon", "speaker", "via", "source", "status", "kind")
        tables = {name: _table() for name in (*names, "flag", "lasts", "spans", "known", "known-certain")}
        actor, weapon, speaker, via, source, status, kind, flag, lasts, spans, known, certain = tables.values()
        for number, event in enumerate(events):
            span = self._spans.get(event.date.text) or self._span_of(event.date)
            indexed.firsts.append(span.first)
            indexed.lasts.append(span.last)
            if span.lasts_key is not None:
                lasts[span.lasts_key].append(number)
                if span.spans_key is not None:
                    spans[span.spans_key].append(number)
            indexed.ids.append(event.id)
            status[event.status].append(number)
            kind[event.kind].append(number)
            speakers = event.speaker
            for value in self._with_ancestors("actor", event.actors + speakers):
                actor[value].append(number)
            for value in self._with_ancestors("weapon", event.weapons):
                weapon[value].append(number)
            if speakers:
                for value in self._with_ancestors("speaker", speakers):
                    speaker[value].append(number)
            if event.via:
                for value in self._with_ancestors("via", event.via):
                    via[value].append(number)
            quotes = event.quotes
            sources = event.sources
            for value in sources:
                source[value].append(number)
            since = min((self._since[value] for value in sources), default=OPEN_START)
            indexed.since.append(since)
            known[str(since)].append(number)
            certain[str(min((self._since_certain[value] for value in sources), default=OPEN_START))].append(number)
            if event.date_basis == "inferred":
                flag["inferred"].append(number)
            if event.note:
                flag["note"].append(number)
            if any(quote.translation for quote in quotes):
                flag["translation"].append(number)
            for relation, target in event.links:
                indexed.links.append((number, _RELATION_NUMBERS[relation], target))
        indexed.groups = {name: _packed(table) for name, table in tables.items()}
        indexed.years = {
            date.fromordinal(day).year
            for span in self._spans.values()
            for day in (span.first, span.last)
            if OPEN_START < day < OPEN_END
        }
        return indexed

    def words(self, events: Sequence[Event]) -> IndexedWords:
        """Return the folded texts of events, and their words."""
        indexed = IndexedWords()
        words, part_words, sources, flags = _table(), _table(), _table(), _table()
        for number, event in enumerate(events):
            common = self._common_text(event)
            by_source: dict[str, list[str]] = {}
            for quote in event.quotes:
                texts = by_source.setdefault(quote.source, [])
                texts += map(fold, filter(None, (quote.exact, quote.translation)))
            parts = {source: "\n".join((*texts, self._outlet_names(source))) for source, texts in by_source.items()}
            whole = "\n".join((common, *parts.values()))
            indexed.texts.append(whole)
            for word in set(whole.split()):
                words[word].append(number)
            if len(parts) > 1:
                for source, text in (("", common), *parts.items()):
                    part = len(indexed.part_texts)
                    indexed.part_events.append(number)
                    indexed.part_texts.append(text)
                    for word in set(text.split()):
                        part_words[word].append(part)
                    if source:
                        sources[source].append(part)
                        if any(quote.translation for quote in event.quotes if quote.source == source):
                            flags["translation"].append(part)
        indexed.words, indexed.part_words = _packed(words), _packed(part_words)
        indexed.part_groups = {"part-source": _packed(sources), "part-flag": _packed(flags)}
        return indexed

    def _common_text(self, event: Event) -> str:
        """Return the folded text of an event that does not depend on its sources."""
        folded_date = self._date_words.get(event.date.text)
        if folded_date is None:
            folded_date = self._date_words[event.date.text] = fold(date_words(event.date))
        texts = (event.title, event.date_text, event.date_note, event.summary, event.note)
        actors = dict.fromkeys(event.actors + event.speaker + event.via)
        return "\n".join(
            (
                event.kind,
                event.status,
                folded_date,
                *map(fold, filter(None, texts)),
                *(self._names_of("actor", actor) for actor in actors),
                *(self._names_of("weapon", weapon) for weapon in event.weapons),
            )
        )

    @cached_property
    def _names(self) -> FacetNames:
        return FacetNames(self._timeline)

    def _names_of(self, facet: str, value: str) -> str:
        """Return the folded names of a value, one a line."""
        text = self._name_texts.get((facet, value))
        if text is None:
            text = self._name_texts[facet, value] = "\n".join(self._names.values(facet)[value])
        return text

    def _outlet_names(self, source: str) -> str:
        return self._names_of("actor", self._sources[source].outlet)

    def _with_ancestors(self, facet: str, ids: tuple[str, ...]) -> tuple[str, ...]:
        """Return the ids of some entries and of all their ancestors, each once."""
        found = self._lineages.get((facet, ids))
        if found is None:
            entries = self._timeline.entries(facet)
            found = tuple(dict.fromkeys(ancestor for value in ids for ancestor in lineage(entries, value)))
            self._lineages[facet, ids] = found
        return found

    def _span_of(self, when: EdtfDate) -> _DateSpan:
        first, last = when.day_key
        lasts_key = str(last) if last > first else None
        spans_key = None if month_number(first) == month_number(last) else f"{first} {last}"
        self._spans[when.text] = span = _DateSpan(first, last, lasts_key, spans_key)
        return span

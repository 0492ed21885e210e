"""What events are found by: their values, days, links and words, gathered from the events themselves."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import NamedTuple

from tui.text.folding import fold
from tui.timeline.dates.day_range import OPEN_START
from tui.timeline.dates.edtf import EdtfDate
from tui.timeline.model.as_of import known_since
from tui.timeline.model.entities import RELATIONS, Entry, Event, Timeline
from tui.timeline.model.tree import lineage
from tui.timeline.query.facet_names import FacetNames

Groups = dict[str, dict[str, "array[int]"]]
"""By the name of a table and a key: the numbers that have it, ascending."""

_RELATION_NUMBERS = {relation: number for number, relation in enumerate(RELATIONS)}


class _DateDays(NamedTuple):
    """What a date's text says of its days."""

    first: int
    last: int
    lasts: str | None
    """The last day, of a date of several days."""
    crossing: str | None
    """Both days, of a date of several months."""


class IndexedFacts:
    """What was gathered from some events, by their places in the order in which they came."""

    def __init__(self) -> None:
        self.firsts = array("i")
        """The first day of each event: an ordinal, 0 if open."""
        self.lasts = array("i")
        """The last day of each event."""
        self.since = array("i")
        """The day since which each event was possibly known."""
        self.ids: list[str] = []
        self.links: list[tuple[int, int, str]] = []
        """From which event, which of `RELATIONS`, to which id."""
        self.groups: Groups = {}
        self.years: set[int] = set()
        """The years in which a date begins or ends."""


class IndexedWords:
    """The folded texts of some events, and their words."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.words: dict[str, array[int]] = {}
        self.part_events = array("I")
        """Whose each part is. An event that several sources tell of has a part that they share, and one for each."""
        self.part_texts: list[str] = []
        self.part_words: dict[str, array[int]] = {}
        self.part_groups: Groups = {}
        """``part-source``: the parts of each source; ``part-flag``: those with a ``translation``."""


def _table() -> defaultdict[str, list[int]]:
    return defaultdict(list)


def _packed(table: Mapping[str, list[int]]) -> dict[str, array[int]]:
    return {key: array("I", numbers) for key, numbers in table.items()}


class Indexer:
    """Gathers from the events of one timeline.

    Args:
        timeline: what the events refer to; its own events do not matter.
    """

    def __init__(self, timeline: Timeline) -> None:
        self._timeline = timeline
        self._sources = sources = timeline.sources
        self._since = {source.id: known_since(source) for source in sources.values()}
        self._since_certain = {source.id: known_since(source, certain=True) for source in sources.values()}
        self._days: dict[str, _DateDays] = {}
        self._above: dict[tuple[str, tuple[str, ...]], tuple[str, ...]] = {}
        self._name_texts: dict[tuple[str, str], str] = {}
        self._date_words: dict[str, str] = {}

    def facts(self, events: Iterable[Event]) -> IndexedFacts:
        """Gather everything but the texts."""
        gathered = IndexedFacts()
        names = ("actor", "weapon", "speaker", "via", "source", "status", "kind")
        tables = {name: _table() for name in (*names, "flag", "lasts", "crossing", "known", "known-certain")}
        actor, weapon, speaker, via, source, status, kind, flag, lasts, crossing, known, certain = tables.values()
        for number, event in enumerate(events):
            days = self._days.get(event.date.text) or self._learn_days(event.date)
            gathered.firsts.append(days.first)
            gathered.lasts.append(days.last)
            if days.lasts is not None:
                lasts[days.lasts].append(number)
                if days.crossing is not None:
                    crossing[days.crossing].append(number)
            gathered.ids.append(event.id)
            status[event.status].append(number)
            kind[event.kind].append(number)
            speakers = event.speaker
            for value in self._with_above("actor", event.actors + speakers):
                actor[value].append(number)
            for value in self._with_above("weapon", event.weapons):
                weapon[value].append(number)
            if speakers:
                for value in self._with_above("actor", speakers):
                    speaker[value].append(number)
            if event.via:
                for value in self._with_above("actor", event.via):
                    via[value].append(number)
            quotes = event.quotes
            sources = event.sources
            for value in sources:
                source[value].append(number)
            since = min((self._since[value] for value in sources), default=OPEN_START)
            gathered.since.append(since)
            known[str(since)].append(number)
            certain[str(min((self._since_certain[value] for value in sources), default=OPEN_START))].append(number)
            if event.date_basis == "inferred":
                flag["inferred"].append(number)
            if event.note:
                flag["note"].append(number)
            if any(quote.translation for quote in quotes):
                flag["translation"].append(number)
            for relation, target in event.links:
                gathered.links.append((number, _RELATION_NUMBERS[relation], target))
        gathered.groups = {name: _packed(table) for name, table in tables.items()}
        gathered.years = {
            date.fromordinal(day).year
            for days in self._days.values()
            for day in (days.first, days.last)
            if 0 < day <= date.max.toordinal()
        }
        return gathered

    def words(self, events: Sequence[Event]) -> IndexedWords:
        """Gather the texts and their words."""
        gathered = IndexedWords()
        words, part_words, sources, flags = _table(), _table(), _table(), _table()
        for number, event in enumerate(events):
            common = self._common_text(event)
            by_source: dict[str, list[str]] = {}
            for quote in event.quotes:
                pieces = by_source.setdefault(quote.source, [])
                pieces += map(fold, filter(None, (quote.exact, quote.translation)))
            own = {source: "\n".join((*texts, self._outlet(source))) for source, texts in by_source.items()}
            whole = "\n".join((common, *own.values()))
            gathered.texts.append(whole)
            for word in set(whole.split()):
                words[word].append(number)
            if len(own) > 1:
                for source, text in (("", common), *own.items()):
                    part = len(gathered.part_texts)
                    gathered.part_events.append(number)
                    gathered.part_texts.append(text)
                    for word in set(text.split()):
                        part_words[word].append(part)
                    if source:
                        sources[source].append(part)
                        if any(quote.translation for quote in event.quotes if quote.source == source):
                            flags["translation"].append(part)
        gathered.words, gathered.part_words = _packed(words), _packed(part_words)
        gathered.part_groups = {"part-source": _packed(sources), "part-flag": _packed(flags)}
        return gathered

    def _common_text(self, event: Event) -> str:
        when = event.date
        words = self._date_words.get(when.text)
        if words is None:
            words = self._date_words[when.text] = fold(when.words())
        own = (event.title, event.date_text, event.date_note, event.summary, event.note)
        people = dict.fromkeys(event.actors + event.speaker + event.via)
        return "\n".join(
            (
                event.kind,
                event.status,
                words,
                *map(fold, filter(None, own)),
                *(self._named("actor", actor) for actor in people),
                *(self._named("weapon", weapon) for weapon in event.weapons),
            )
        )

    @cached_property
    def _names(self) -> FacetNames:
        return FacetNames(self._timeline)

    def _named(self, facet: str, value: str) -> str:
        text = self._name_texts.get((facet, value))
        if text is None:
            text = self._name_texts[facet, value] = "\n".join(self._names.values(facet)[value])
        return text

    def _outlet(self, source: str) -> str:
        return self._named("actor", self._sources[source].outlet)

    def _with_above(self, facet: str, ids: tuple[str, ...]) -> tuple[str, ...]:
        above = self._above.get((facet, ids))
        if above is None:
            entries: Mapping[str, Entry] = getattr(self._timeline, f"{facet}s")
            above = tuple(dict.fromkeys(each for value in ids for each in lineage(entries, value)))
            self._above[facet, ids] = above
        return above

    def _learn_days(self, when: EdtfDate) -> _DateDays:
        first, last = when.sort_key
        lasts = str(last) if last > first else None
        in_month = (
            when.earliest is not None
            and when.latest is not None
            and (when.earliest.year, when.earliest.month) == (when.latest.year, when.latest.month)
        )
        self._days[when.text] = days = _DateDays(first, last, lasts, None if in_month else f"{first} {last}")
        return days

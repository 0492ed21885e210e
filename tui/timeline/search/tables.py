"""The tables of an index: a timeline's events by day, facet value, flag and word."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from pyroaring import BitMap

from tui.text.frozen import Frozen
from tui.timeline.model.entities import DISPUTING, RELATIONS, Timeline
from tui.timeline.model.links import Links
from tui.timeline.search.postings import Postings
from tui.timeline.search.word_index import TextsInMemory, WordIndex, common_grams

if TYPE_CHECKING:
    from tui.timeline.search.indexer import IndexedFacts, IndexedWords, Indexer

Sets = Mapping[str, BitMap]
"""Sets of events by key."""

_MOST_YEARS = 400

FACET_TABLES = ("actor", "weapon", "speaker", "via", "source", "status", "kind")
FLAG_TABLES = ("flag",)
DAY_TABLES = ("lasts", "spans", "known", "known-certain", "linked", "linked-certain", "disputed", "disputed-certain")


class EventParts(Frozen):
    """The texts of events that have several sources, in parts, to be searched as of a day.

    Each such event has a part that its sources share, and a part for each source.
    """

    events: Sequence[int]
    """The number of the event that each part belongs to."""
    sources: Sets
    """By source: the numbers of its parts."""
    translated: BitMap
    """The numbers of the parts that have a translation."""
    words: WordIndex
    """The words of the parts."""


class Tables(Protocol):
    """The tables of an index."""

    @property
    def firsts(self) -> Sequence[int]:
        """The ordinal of the first day of each event, ascending; 0 if it is open."""

    @property
    def since(self) -> Sequence[int]:
        """The ordinal of the day since which each event was possibly known; 0 if it is open."""

    @property
    def years(self) -> Sequence[int]:
        """The years that events are in, ascending."""

    @property
    def words(self) -> WordIndex:
        """The words of the events."""

    @property
    def parts(self) -> EventParts:
        """The parts of the events that have several sources."""

    def prepare(self) -> None:
        """Make the tables that take long to make. Another thread may call this."""

    def sets(self, table: str) -> Sets:
        """Return the sets of one of `FACET_TABLES`, `FLAG_TABLES` and `DAY_TABLES`.

        The keys of facet and flag tables are ids and flags. Those of the tables of days are ordinals:

        - ``lasts``: the last day of an event that spans several days.
        - ``spans``: the first and the last day, with a space between them, of an event that spans several months.
        - ``known``: the day since which an event was known.
        - ``linked``: the day since which an event had a link to or from a known event.
        - ``disputed``: the day since which a known event denied or contradicted an event.
        - ``known-certain``, ``linked-certain``, ``disputed-certain``: the day since which that was certain.
        """


class MemoryTables:
    """The tables of a timeline in memory.

    Those of words are made when the first is accessed, all others together when the first of them is.
    """

    def __init__(self, timeline: Timeline) -> None:
        self._timeline = timeline
        self.firsts: Sequence[int] = array("i", [event.date.day_key[0] for event in timeline.events])

    @cached_property
    def _indexer(self) -> Indexer:
        from tui.timeline.search.indexer import Indexer

        return Indexer(self._timeline)

    @cached_property
    def _facts(self) -> IndexedFacts:
        return self._indexer.facts(self._timeline.events)

    @cached_property
    def _sets(self) -> dict[str, Sets]:
        return {
            table: {key: BitMap(numbers) for key, numbers in group.items()}
            for table, group in self._facts.groups.items()
        }

    @property
    def since(self) -> Sequence[int]:
        """The ordinal of the day since which each event was possibly known; 0 if it is open."""
        return self._facts.since

    @cached_property
    def years(self) -> Sequence[int]:
        """The years that events are in, ascending."""
        return years_between(sorted(self._facts.years))

    def sets(self, table: str) -> Sets:
        """Return the sets of a table."""
        if table not in self._sets:
            self._sets.update(link_tables(self._timeline.links, self.since, self._since_certain))
        return self._sets[table]

    @cached_property
    def _since_certain(self) -> Sequence[int]:
        return days_of_events(self._sets["known-certain"], len(self._timeline.events))

    @cached_property
    def _words(self) -> IndexedWords:
        return self._indexer.words(self._timeline.events)

    @cached_property
    def words(self) -> WordIndex:
        """The words of the events."""
        return _word_index(self._words.words, self._words.texts)

    def prepare(self) -> None:
        """Make the tables of words."""
        _ = self.words

    @cached_property
    def parts(self) -> EventParts:
        """The parts of the events that have several sources."""
        words = self._words
        groups = {
            name: {key: BitMap(numbers) for key, numbers in group.items()} for name, group in words.part_groups.items()
        }
        return EventParts(
            words.part_events,
            groups["part-source"],
            groups["part-flag"].get("translation", BitMap()),
            _word_index(words.part_words, words.part_texts),
        )


def _word_index(words: Mapping[str, array[int]], texts: Sequence[str]) -> WordIndex:
    sets = {word: BitMap(numbers) for word, numbers in words.items()}
    return WordIndex(Postings.of(sets), common_grams(sets), TextsInMemory(texts))


def days_of_events(sets: Sets, size: int) -> Sequence[int]:
    """Return the day of each event, given the events of each day.

    Args:
        sets: the events by day, an ordinal in decimal.
        size: the number of events.
    """
    days = array("i", bytes(4 * size))
    for day, events in sets.items():
        for number in events:
            days[number] = int(day)
    return days


def link_tables(links: Links, since: Sequence[int], since_certain: Sequence[int]) -> dict[str, Sets]:
    """Return the tables ``linked`` and ``disputed``, and the same for certain days.

    Args:
        links: the links.
        since: the day since which each event was possibly known.
        since_certain: the day since which it was certainly known.
    """
    disputing = {index for index, relation in enumerate(RELATIONS) if relation in DISPUTING}
    tables: dict[str, Sets] = {}
    for suffix, days in (("", since), ("-certain", since_certain)):
        linked: dict[int, int] = {}
        disputed: dict[int, int] = {}
        for origin, relation, target in zip(links.origins, links.relations, links.targets, strict=True):
            origin_day, target_day = days[origin], days[target]
            if (day := linked.get(origin)) is None or target_day < day:
                linked[origin] = target_day
            if (day := linked.get(target)) is None or origin_day < day:
                linked[target] = origin_day
            if relation in disputing and ((day := disputed.get(target)) is None or origin_day < day):
                disputed[target] = origin_day
        for name, found in (("linked", linked), ("disputed", disputed)):
            by_day: dict[str, BitMap] = {}
            for number, day in found.items():
                key = str(day)
                if key not in by_day:
                    by_day[key] = BitMap()
                by_day[key].add(number)
            tables[name + suffix] = by_day
    return tables


def years_between(years: Sequence[int]) -> Sequence[int]:
    """Return all years from the first to the last of some ascending years, or only these if that would be very many."""
    if years and years[-1] - years[0] < _MOST_YEARS:
        return range(years[0], years[-1] + 1)
    return years

"""What an index looks things up in: a timeline's events by their days, values, links and words."""

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

FACET_TABLES = ("actor", "weapon", "speaker", "via", "source", "status", "kind")
FLAG_TABLES = ("flag",)
DAY_TABLES = ("lasts", "crossing", "known", "known-certain", "linked", "linked-certain", "disputed", "disputed-certain")


class EventParts(Frozen):
    """The parts of the events that several sources tell of: one that the sources share, and one for each source."""

    events: Sequence[int]
    """The number of the event that each part is of."""
    sources: Sets
    """By source: its parts."""
    translated: BitMap
    """The parts that have a translation."""
    words: WordIndex


class Tables(Protocol):
    """What an index looks things up in."""

    @property
    def firsts(self) -> Sequence[int]:
        """The ordinal of the first day of each event, ascending; 0 if it is open."""

    @property
    def since(self) -> Sequence[int]:
        """The ordinal of the day since which each event is possibly known; 0 if that is open."""

    @property
    def years(self) -> Sequence[int]:
        """The years that events are in, ascending."""

    @property
    def words(self) -> WordIndex:
        """The words of the events."""

    @property
    def parts(self) -> EventParts:
        """The parts of the events that several sources tell of."""

    def prepare(self) -> None:
        """Make what takes long to make, beside whatever else is asked for."""

    def sets(self, table: str) -> Sets:
        """Return the sets of one of `FACET_TABLES`, `FLAG_TABLES` and `DAY_TABLES`.

        Keys are ids, flags, or days: the ordinal of the last day (``lasts``, of events of several days), of both days
        (``crossing``, of events of several months), of the first day on which an event is ``known``, has a link to one
        that is (``linked``), or is denied or contradicted by one that is (``disputed``).
        """


class MemoryTables:
    """Tables of a timeline that is in memory, made when they are first asked for: all but those of words at once."""

    def __init__(self, timeline: Timeline) -> None:
        self._timeline = timeline
        self.firsts: Sequence[int] = array("i", [event.date.sort_key[0] for event in timeline.events])

    @cached_property
    def _gatherer(self) -> Indexer:
        from tui.timeline.search.indexer import Indexer

        return Indexer(self._timeline)

    @cached_property
    def _facts(self) -> IndexedFacts:
        return self._gatherer.facts(self._timeline.events)

    @cached_property
    def _sets(self) -> dict[str, Sets]:
        return {
            table: {key: BitMap(numbers) for key, numbers in group.items()}
            for table, group in self._facts.groups.items()
        }

    @property
    def since(self) -> Sequence[int]:
        """The ordinal of the day since which each event is possibly known."""
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
        return self._gatherer.words(self._timeline.events)

    @cached_property
    def words(self) -> WordIndex:
        """The words of the events."""
        return _word_index(self._words.words, self._words.texts)

    def prepare(self) -> None:
        """Make the words."""
        _ = self.words

    @cached_property
    def parts(self) -> EventParts:
        """The parts of the events that several sources tell of."""
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
    """Return the day of each event, from the events of each day."""
    days = array("i", bytes(4 * size))
    for day, events in sets.items():
        for number in events:
            days[number] = int(day)
    return days


def link_tables(links: Links, since: Sequence[int], since_certain: Sequence[int]) -> dict[str, Sets]:
    """Return when each event began to be linked, and to be disputed, by events that were known.

    Args:
        links: the links.
        since: the day since which each event is possibly known.
        since_certain: the day since which it certainly is.
    """
    disputing = {place for place, relation in enumerate(RELATIONS) if relation in DISPUTING}
    tables: dict[str, Sets] = {}
    for suffix, days in (("", since), ("-certain", since_certain)):
        linked: dict[int, int] = {}
        disputed: dict[int, int] = {}
        for origin, relation, target in zip(links.origins, links.relations, links.targets, strict=True):
            first, second = days[origin], days[target]
            if (day := linked.get(origin)) is None or second < day:
                linked[origin] = second
            if (day := linked.get(target)) is None or first < day:
                linked[target] = first
            if relation in disputing and ((day := disputed.get(target)) is None or first < day):
                disputed[target] = first
        for name, found in (("linked", linked), ("disputed", disputed)):
            by_day: dict[str, BitMap] = {}
            for number, day in found.items():
                key = str(day)
                if key not in by_day:
                    by_day[key] = BitMap()
                by_day[key].add(number)
            tables[name + suffix] = by_day
    return tables


_MOST_YEARS = 400


def years_between(years: Sequence[int]) -> Sequence[int]:
    """Return all years from the first to the last of some ascending years, or only these if that would be very many."""
    if years and years[-1] - years[0] < _MOST_YEARS:
        return range(years[0], years[-1] + 1)
    return years

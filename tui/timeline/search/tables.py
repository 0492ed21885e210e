"""The tables of an index: a timeline's events by day, facet value, flag and word."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, Protocol

from pyroaring import BitMap

from tui.text.frozen import Frozen
from tui.timeline.dates.bounds import OPEN_END, OPEN_START
from tui.timeline.model.timeline import Timeline
from tui.timeline.search.postings import Sets

if TYPE_CHECKING:
    from tui.timeline.search.indexed import IndexedFacts, IndexedTexts
    from tui.timeline.search.indexer import Indexer
    from tui.timeline.search.word_index import Words

_MOST_YEARS = 400

FLAG_TABLES = ("flag", "data")
PART_FLAGS = ("quote", "translation")
"""The flags that an event has by a quote of one of its sources."""
DATE_TABLES = ("latest-start", "earliest-end", "latest-end", "spans", "coarse", "date")
KNOWN_TABLES = (
    *("known", "known-certain", "known-coarse", "linked", "linked-certain"),
    *("disputed", "disputed-certain", "answered", "answered-certain"),
)


_NO_SETS: Sets = {}


TEXT_LINES: Mapping[str, int] = {"title": 0, "summary": 1, "note": 2, "quote": 3}
"""The first lines of an event's text, and of each of its parts: one of `tui.timeline.query.terms.TEXTS` each."""


class EventParts(Frozen):
    """The texts of events that have several sources, in parts, to be searched as of a day.

    Each such event has a part that its sources share, and a part for each source. Lines that a part does not have are
    empty in it.
    """

    events: Sequence[int]
    """The number of the event that each part belongs to."""
    sources: Sets
    """By source: the numbers of its parts."""
    flags: Sets
    """By flag, one of `PART_FLAGS`: the numbers of the parts that have it."""
    words: Words
    """The words of the parts."""


class BoundColumns(NamedTuple):
    """The bounds of the dates of events, in seconds on the timeline's clock, by the numbers of the events.

    An open start is `tui.timeline.dates.bounds.OPEN_START`, an open end `OPEN_END`.
    """

    earliest_starts: Sequence[int]
    """Ascending."""
    latest_starts: Sequence[int]
    earliest_ends: Sequence[int]
    latest_ends: Sequence[int]


class Tables(Protocol):
    """The tables of an index."""

    @property
    def bounds(self) -> BoundColumns:
        """The bounds of each event."""

    @property
    def since(self) -> Sequence[int]:
        """The second since which each event was possibly known; `OPEN_START` if that is open."""

    @property
    def years(self) -> Sequence[int]:
        """The years that events are in, ascending."""

    @property
    def words(self) -> Words:
        """The words of the events."""

    @property
    def parts(self) -> EventParts:
        """The parts of the events that have several sources."""

    def prepare(self, is_stopped: Callable[[], bool]) -> None:
        """Make the tables that take long to make. Another thread may call this.

        Args:
            is_stopped: returns whether nobody needs them any more.
        """

    def has_values(self, facet: str) -> bool:
        """Return whether any event has a value of a facet. No table is made or read for that."""

    def sets(self, table: str) -> Sets:
        """Return the sets of a facet (see `tui.timeline.search.postings.facet_table`), a flag table or a table of days.

        The keys of facet and flag tables are ids and flags, those of ``data`` are made by
        `tui.timeline.search.further_fields.data_key`. Those of the other tables are numbers of days and seconds:

        - ``latest-start``, ``earliest-end``, ``latest-end``: the day of a bound of an event that is not within one day.
        - ``spans``: the four bounds, with spaces between them, of an event that is not within one month, and after a
          semicolon its date if that is a set with gaps.
        - ``coarse``: the unit, a space and the number of a `TimeUnit`, of an event whose month is not known.
        - ``date``: ``gaps`` of dates that have gaps between their bounds, ``time`` of those with a time of day, ``day``
          of those whose start is known to the day, ``month`` of those whose start is known to the month or is one of
          several days.
        - ``known``: the second since which an event was known.
        - ``known-coarse``: the unit since which it was known, as in ``coarse``, if its month is not known.
        - ``linked``: the second since which an event had a link to or from a known event.
        - ``disputed``: the second since which a known event denied or contradicted an event.
        - ``answered``: the second since which a known event denied, contradicted or confirmed an event.
        - ``origins``: a number, a space and the second since which a claim had at least so many origins.
        - ``known-certain``, ``linked-certain``, ``disputed-certain``, ``answered-certain``, ``origins-certain``: the
          second since which that was certain.
        """


class MemoryTables:
    """The tables of a timeline in memory.

    Those of words are made when the first is accessed, all others together when the first of them is.
    """

    def __init__(self, timeline: Timeline) -> None:
        self._timeline = timeline

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

    @cached_property
    def _dates(self) -> tuple[BoundColumns, dict[str, Sets]]:
        """The bounds of the events, and the tables of dates: the first screen needs no others."""
        from tui.timeline.search.date_facts import DateFacts

        columns = tuple(array("q") for _ in range(4))
        facts: dict[str, DateFacts] = {}
        tables: dict[str, dict[str, BitMap]] = {table: {} for table in DATE_TABLES}
        for number, event in enumerate(self._timeline.events):
            date = facts.get(event.date.text)
            if date is None:
                date = facts[event.date.text] = DateFacts.of(event.date, self._timeline.zone)
            for column, bound in zip(columns, date.bounds, strict=True):
                column.append(bound)
            for table, key in date.keys:
                if key not in tables[table]:
                    tables[table][key] = BitMap()
                tables[table][key].add(number)
        return BoundColumns(*columns), dict(tables)

    @property
    def bounds(self) -> BoundColumns:
        """The bounds of each event."""
        return self._dates[0]

    @property
    def since(self) -> Sequence[int]:
        """The second since which each event was possibly known; `OPEN_START` if that is open."""
        return self._facts.since

    @cached_property
    def years(self) -> Sequence[int]:
        """The years that events are in, ascending."""
        return years_between(sorted(self._facts.years))

    @cached_property
    def _used(self) -> frozenset[str]:
        """The names of the facets that any event has a value of, without those of years."""
        names = {name for event in self._timeline.events for name, values in event.values.items() if values}
        if any(event.sources for event in self._timeline.events):
            names.add("source")
        return frozenset(spec.name for spec in self._timeline.facets if not names.isdisjoint((spec.name, *spec.also)))

    def has_values(self, facet: str) -> bool:
        """Return whether any event has a value of a facet."""
        if facet == "year":
            starts, ends = self.bounds.earliest_starts, self.bounds.latest_ends
            return any(start != OPEN_START for start in starts) or any(end != OPEN_END for end in ends)
        return facet in self._used

    def sets(self, table: str) -> Sets:
        """Return the sets of a table."""
        if table in DATE_TABLES:
            return self._dates[1][table]
        if table not in self._sets and table in KNOWN_TABLES:
            from tui.timeline.search.link_tables import link_tables, seconds_of_events  # the first screen asks for none

            since_certain = seconds_of_events(self._sets["known-certain"], len(self._timeline.events))
            self._sets.update({table: {}, **link_tables(self._timeline.links, self.since, since_certain)})
        if table not in self._sets and table in ("origins", "origins-certain"):
            from tui.timeline.search.origin_tables import origin_tables  # few queries ask for them

            self._sets.update(origin_tables(self._sets.get("origin", _NO_SETS), self._timeline.links))
        return self._sets.get(table, _NO_SETS)

    @cached_property
    def _texts(self) -> IndexedTexts:
        return self._indexer.texts(self._timeline.events)

    @cached_property
    def words(self) -> Words:
        """The words of the events."""
        return _word_index(self._texts.texts)

    def prepare(self, is_stopped: Callable[[], bool]) -> None:
        """Make the tables of words."""
        _ = self.words

    @cached_property
    def parts(self) -> EventParts:
        """The parts of the events that have several sources."""
        texts = self._texts
        groups = {
            name: {key: BitMap(numbers) for key, numbers in group.items()} for name, group in texts.part_groups.items()
        }
        return EventParts(texts.part_events, groups["part-source"], groups["part-flag"], _word_index(texts.part_texts))


def _word_index(texts: Sequence[str]) -> Words:
    from tui.timeline.search.indexed import words_of
    from tui.timeline.search.postings import Postings
    from tui.timeline.search.word_index import TextsInMemory, WordIndex, common_grams

    sets = {word: BitMap(numbers) for word, numbers in words_of(texts).items()}
    return WordIndex(Postings.of(sets), common_grams(sets), TextsInMemory(texts))


def years_between(years: Sequence[int]) -> Sequence[int]:
    """Return all years from the first to the last of some ascending years, or only these if that would be very many."""
    if years and years[-1] - years[0] < _MOST_YEARS:
        return range(years[0], years[-1] + 1)
    return years

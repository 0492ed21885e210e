"""Answers queries: which events match, in order, and how many each facet value would show."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import NamedTuple

from pyroaring import BitMap

from tui.text.folding import fold
from tui.text.frozen import Frozen
from tui.timeline.model.as_of import AsOf, AsOfView
from tui.timeline.model.entities import SORTS, Timeline
from tui.timeline.query.language import Notice, Query, TextTerm
from tui.timeline.search.facet_names import FacetNames
from tui.timeline.search.matching import BoundQuery
from tui.timeline.search.postings import DayPostings, Rows, united
from tui.timeline.search.spans import Range, Spans, month_of
from tui.timeline.search.tables import MemoryTables, Tables

COUNTED: tuple[str, ...] = ("actor", "weapon", "status", "kind", "speaker", "source", "year")
"""The facets of which an answer gives counts."""

_MOST_FOUND = 256

_MANY_TEXTS = 20_000


class Sort(NamedTuple):
    """An order of events."""

    axis: str = "date"
    """``date``: when it happened or was said; ``known``: when the first source that tells of it came out."""
    descending: bool = False

    @classmethod
    def parse(cls, text: str) -> Sort:
        """Read ``date``, ``known``, ``-date`` or ``-known``.

        Raises:
            ValueError: for any other text.
        """
        if text not in SORTS:
            raise ValueError(f"unknown order '{text}'; it is one of {', '.join(SORTS)}")
        return cls(text.removeprefix("-"), text.startswith("-"))

    def __str__(self) -> str:
        return ("-" if self.descending else "") + self.axis


BY_DATE = Sort()


class MonthStart(NamedTuple):
    """The rows of a month on the axis that they are sorted by."""

    month: int
    """The months since the year 0; -1 where the day is open."""
    start: int
    """The place of its first row."""


class Answer(Frozen):
    """What a query finds in a timeline."""

    query: Query
    matching: BitMap
    """The numbers of the events that match."""
    rows: Sequence[int]
    """The same, in the order asked for."""
    months: Sequence[MonthStart]
    """The months of the rows, in their order."""
    counts: Mapping[str, Mapping[str, int]]
    """By facet and value: how many events choosing the value would show, under the rest of the query."""
    chosen: Mapping[str, frozenset[str]]
    """By facet: the values that the query chooses."""
    excluded: Mapping[str, frozenset[str]]
    """By facet: the values that the query excludes."""
    view: AsOfView
    """The timeline as the query lets it be seen."""
    day: Callable[[int], date | None]
    """Gives the first day of an event on the axis that it is sorted by; None if it is open."""
    place: Callable[[int], int]
    """Gives each event a place in the order asked for: ascending along the rows."""
    sort: Sort = BY_DATE
    notices: tuple[Notice, ...] = ()
    """What of the query was left out, in the order of its text."""
    needles: tuple[str, ...] = ()
    """The folded words and phrases that the query looks for."""
    doubtful: BitMap = BitMap()
    """Those of the rows that are only possibly within the dates asked for."""


class _Counts(Mapping[str, Mapping[str, int]]):
    """Counts of the values of each facet, counted when they are first looked at."""

    def __init__(self, count: Callable[[str], Mapping[str, int]]) -> None:
        self._count = count
        self._counted: dict[str, Mapping[str, int]] = {}

    def __getitem__(self, facet: str) -> Mapping[str, int]:
        if facet not in COUNTED:
            raise KeyError(facet)
        if facet not in self._counted:
            self._counted[facet] = self._count(facet)
        return self._counted[facet]

    def __iter__(self) -> Iterator[str]:
        return iter(COUNTED)

    def __len__(self) -> int:
        return len(COUNTED)


class _Hidden(NamedTuple):
    """What had not come out by a day, of the events that several sources tell of."""

    parts: BitMap
    """The parts, as `tui.timeline.search.tables.Parts` numbers them."""
    events: BitMap
    """The events that they are of."""


class Index:
    """A timeline made ready to be asked.

    Args:
        timeline: the timeline.
        today: gives the day that dates such as "last year" are counted from.
        tables: what to look things up in; None makes them.
    """

    def __init__(
        self, timeline: Timeline, today: Callable[[], date] = date.today, tables: Tables | None = None
    ) -> None:
        self.timeline = timeline
        self.today = today
        """Returns the day that relative dates are counted from."""
        self._tables: Tables = MemoryTables(timeline) if tables is None else tables
        self.everything = BitMap(range(len(timeline.events)))
        """The numbers of all events."""
        self._found: dict[tuple[str, AsOf | None], BitMap] = {}
        self._hidden: dict[AsOf, _Hidden] = {}
        self._days: dict[str, DayPostings] = {}

    def prepare(self) -> None:
        """Make what words are looked up in, for which the first word would wait. Another thread may do it."""
        self._tables.prepare()

    def resolve(self, facet: str, value: str) -> frozenset[str]:
        """Return the ids of a facet that a typed value means; none if it is unknown."""
        return self._names.resolve(facet, value)

    def answer(self, query: Query, sort: Sort = BY_DATE) -> Answer:
        """Find the events that match every term of a query that can be understood."""
        asked = BoundQuery(self, query)
        matching = asked.matching
        rows, months, place = (self._by_date if sort.axis == "date" else self._by_known)(matching, sort.descending)
        return Answer(
            query=query,
            matching=matching,
            rows=rows,
            months=months,
            counts=_Counts(asked.counts),
            chosen={facet: frozenset(ids) for facet, ids in asked.chosen.items()},
            excluded={facet: frozenset(ids) for facet, ids in asked.excluded.items()},
            view=AsOfView(self.timeline, asked.known),
            day=self._first_day if sort.axis == "date" else self._known_day,
            place=place,
            sort=sort,
            notices=tuple(sorted(asked.notices)),
            needles=tuple(filter(None, (fold(word).strip() for word in query.words()))),
            doubtful=matching - asked.sure if asked.is_dated else BitMap(),
        )

    def counts(self, query: Query, facet: str) -> Mapping[str, int]:
        """Return how many events choosing each value of a facet would show, under the rest of a query."""
        return BoundQuery(self, query).counts(facet)

    def count(self, query: Query) -> int:
        """Return how many events match a query."""
        return len(BoundQuery(self, query).matching)

    def label(self, facet: str, value: str) -> str:
        """Return the name of a value, as people write it."""
        timeline = self.timeline
        if facet in ("actor", "speaker", "via"):
            return timeline.actors[value].name
        if facet == "weapon":
            return timeline.weapons[value].name
        if facet == "source":
            source = timeline.sources[value]
            return f"{timeline.actors[source.outlet].name} {source.issued.short()}"
        return value

    # Orders

    def _by_date(self, matching: BitMap, descending: bool) -> tuple[Rows, list[MonthStart], Callable[[int], int]]:
        before = [matching.rank(first - 1) if first else 0 for _, first in self.spans.months]
        months = [
            (month, start, end)
            for (month, _), start, end in zip(self.spans.months, before, [*before[1:], len(matching)], strict=False)
            if end > start
        ]
        rows = Rows([matching], descending=descending)
        return rows, _ordered(months, descending), _negative if descending else int

    def _by_known(self, matching: BitMap, descending: bool) -> tuple[Rows, list[MonthStart], Callable[[int], int]]:
        days = self._by_day("known")
        groups = []
        months: list[tuple[int, int, int]] = []
        total = 0
        for day, events in zip(days.days, days.sets, strict=True):
            if found := matching & events:
                groups.append(found)
                month, start = month_of(day), total
                total += len(found)
                if months and months[-1][0] == month:
                    start = months.pop()[1]
                months.append((month, start, total))
        since, size = self._tables.since, len(self.everything)

        def place(number: int) -> int:
            return since[number] * size + number

        rows = Rows(groups, descending=descending)
        return rows, _ordered(months, descending), (lambda number: -place(number)) if descending else place

    def _first_day(self, number: int) -> date | None:
        day = self._tables.firsts[number]
        return date.fromordinal(day) if day else None

    def _known_day(self, number: int) -> date | None:
        day = self._tables.since[number]
        return date.fromordinal(day) if day else None

    # What is made when it is first asked for

    @cached_property
    def _names(self) -> FacetNames:
        timeline = self.timeline
        return FacetNames(timeline.actors, timeline.weapons, timeline.sources, self._tables.years)

    @cached_property
    def spans(self) -> Spans:
        """The spans of the events."""
        return Spans(self._tables)

    def _by_day(self, table: str) -> DayPostings:
        if table not in self._days:
            self._days[table] = DayPostings(self._tables.sets(table))
        return self._days[table]

    def _on(self, table: str, known: AsOf | None) -> BitMap:
        """Return what a table of days has for a day, or for all days."""
        if known is None:
            return united(self._by_day(table).sets)
        return self._by_day(f"{table}-certain" if known.certain else table).at_most(known.day.toordinal())

    # What terms mean

    def known(self, known: AsOf) -> BitMap:
        """Return the events that were known."""
        return self._on("known", known)

    def containing(self, needle: str, known: AsOf | None) -> BitMap:
        """Return the events in whose text, as far as it was out, a folded word or phrase stands."""
        found = self._found.get((needle, known))
        if found is not None:
            return found
        if len(self._found) >= _MOST_FOUND:
            self._found.clear()
        if known is None:
            found = self._tables.words.containing(needle)
        else:
            found = self.containing(needle, None)
            hidden = self._hidden_on(known)
            if found.intersect(hidden.events):
                parts = self._tables.parts.words.containing(needle) - hidden.parts
                found = (found - hidden.events) | (found & hidden.events & self._events_of(parts))
        self._found[needle, known] = found
        return found

    def takes_long(self, query: Query) -> bool:
        """Tell whether an answer takes longer than a key should: phrases of frequent words in very many events."""
        needles = {fold(term.text).strip() for term in query.terms if isinstance(term, TextTerm)}
        return any(
            " " in needle
            and (needle, None) not in self._found
            and len(self._tables.words.candidates(needle)) > _MANY_TEXTS
            for needle in needles
        )

    def _events_of(self, parts: BitMap) -> BitMap:
        events = self._tables.parts.events
        return BitMap([events[part] for part in parts])

    def _hidden_on(self, known: AsOf) -> _Hidden:
        hidden = self._hidden.get(known)
        if hidden is None:
            sources = self.timeline.sources
            parts = united(
                parts for source, parts in self._tables.parts.sources.items() if not known.has(sources[source])
            )
            self._hidden = {known: (hidden := _Hidden(parts, self._events_of(parts)))}
        return hidden

    def having(self, facet: str, value: str, known: AsOf | None) -> BitMap:
        """Return the events that have a value of a facet."""
        if facet == "source" and known is not None and not known.has(self.timeline.sources[value]):
            return BitMap()
        if facet == "year":
            return self._in_year(int(value))
        return self._tables.sets(facet).get(value, _NONE)

    def _in_year(self, year: int) -> BitMap:
        found = self._years.get(year)
        if found is None:
            self._years[year] = found = self.spans.possible(Range(date(year, 1, 1), date(year, 12, 31)))
        return found

    @cached_property
    def _years(self) -> dict[int, BitMap]:
        return {}

    def flagged(self, value: str, known: AsOf | None) -> BitMap:
        """Return the events of which ``is:`` or ``has:`` a value is true."""
        if value == "disputed":
            return self._on("disputed", known)
        if value == "link":
            return self._on("linked", known)
        found = self._tables.sets("flag").get(value, _NONE)
        if value == "translation" and known is not None:
            hidden = self._hidden_on(known)
            if hidden.events:
                parts = self._tables.parts.translated - hidden.parts
                found = (found - hidden.events) | (found & hidden.events & self._events_of(parts))
        return found

    def values(self, facet: str) -> Mapping[str, tuple[str, ...]]:
        """Return a facet's ids and their folded names."""
        return self._names.folded[facet]

    def first_after(self, day: date) -> int:
        """Return the number of the first event that begins on a day or after it; the number of events if none does."""
        return bisect_left(self._tables.firsts, day.toordinal())


_NONE = BitMap()


def _negative(number: int) -> int:
    return -number


def _ordered(months: list[tuple[int, int, int]], descending: bool) -> list[MonthStart]:
    """Return the months of the rows from (month, start, end), all of which ascend."""
    if not descending:
        return [MonthStart(month, start) for month, start, _ in months]
    total = months[-1][2] if months else 0
    return [MonthStart(month, total - end) for month, _, end in reversed(months)]

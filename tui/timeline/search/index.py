"""Find events by their days, facet values, flags and words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from pyroaring import BitMap

from tui.text.folding import fold
from tui.timeline.dates.bounds import OPEN_START
from tui.timeline.dates.time_range import year_range, year_text
from tui.timeline.model.as_of import AsOf
from tui.timeline.model.facets import FacetSpec
from tui.timeline.model.timeline import Timeline
from tui.timeline.query.facet_names import FacetNames, year_of
from tui.timeline.search.postings import NumberPostings, facet_table, union
from tui.timeline.search.reader_layer import NO_LAYER
from tui.timeline.search.spans import Spans
from tui.timeline.search.tables import PART_FLAGS, TEXT_LINES, MemoryTables, Tables

if TYPE_CHECKING:
    from tui.timeline.search.further_fields import FurtherFields
    from tui.timeline.search.known_order import KnownOrder
    from tui.timeline.search.origins import Origins
    from tui.timeline.search.sources_as_of import SourcesAsOf

_MOST_CACHED = 256
"""The most needles whose events are kept."""

_NONE = BitMap()


class Index:
    """A timeline with the tables to search it by.

    The bitmaps that its methods return are shared: they must not be changed in place.

    Args:
        timeline: the timeline.
        today: returns the day that dates such as "last year" are resolved against.
        tables: the tables; None makes them in memory.
    """

    def __init__(
        self, timeline: Timeline, today: Callable[[], date] = date.today, tables: Tables | None = None
    ) -> None:
        self.timeline = timeline
        self.today = today
        """Returns the day that dates such as "last year" are resolved against."""
        self.zone = timeline.zone
        """The zone whose clock the timeline goes by; None is UTC."""
        self._tables: Tables = MemoryTables(timeline) if tables is None else tables
        self.names = FacetNames(timeline, self._free_values, lambda: self.further_fields.names)
        """The names of the timeline's facet values."""
        self.everything = BitMap(range(len(timeline.events)))
        """The numbers of all events."""
        self.spans = Spans(self._tables, lambda number: timeline.events[number].date, self.zone)
        """The bounds of the events' dates."""
        self.layer = NO_LAYER
        """The reader's marks and notes. The caller replaces them here when they change."""
        self.slow_from = 20_000
        """How many texts make a search slow if each of them must be looked at."""
        self._containing: dict[tuple[str, AsOf | None, str | None], BitMap] = {}
        """The events by the arguments of `containing`."""
        self._known_postings: dict[str, NumberPostings] = {}
        self._years: dict[int, BitMap] = {}
        self._with_any: dict[str, BitMap] = {}

    def prepare(self, is_stopped: Callable[[], bool] = lambda: False) -> None:
        """Make the tables of words until it is stopped. Searches need not wait for them, and threads may call this."""
        self._tables.prepare(is_stopped)

    # Days

    @cached_property
    def _sources(self) -> SourcesAsOf:
        from tui.timeline.search.sources_as_of import SourcesAsOf

        return SourcesAsOf(self.timeline, self._tables)

    @cached_property
    def known_order(self) -> KnownOrder:
        """The events in the order in which they became known."""
        from tui.timeline.search.known_order import KnownOrder

        return KnownOrder(self._by_second("known"), self._tables)

    def start(self, number: int) -> int | None:
        """Return the first second at which an event may have started; None if that is open."""
        return _closed(self.spans.bounds.earliest_starts[number])

    def known_start(self, number: int) -> int | None:
        """Return the second since which an event was possibly known; None if that is open."""
        return _closed(self._tables.since[number])

    def known(self, as_of: AsOf) -> BitMap:
        """Return the events that were known."""
        return self._up_to("known", as_of)

    def known_by_second(self, *, certain: bool = False) -> Iterable[tuple[int, BitMap]]:
        """Return the events that became possibly, or certainly, known at each second, in the order of the seconds."""
        postings = self._by_second("known-certain" if certain else "known")
        return zip(postings.numbers, postings.sets, strict=True)

    def _by_second(self, table: str) -> NumberPostings:
        if table not in self._known_postings:
            self._known_postings[table] = NumberPostings(self._tables.sets(table))
        return self._known_postings[table]

    def _up_to(self, table: str, as_of: AsOf | None) -> BitMap:
        """Return the events that a table of days has up to a day, or in all."""
        if as_of is None:
            return union(self._by_second(table).sets)
        return self._by_second(f"{table}-certain" if as_of.certain else table).at_most(as_of.second)

    # Words

    def containing(self, needle: str, as_of: AsOf | None, text: str | None = None) -> BitMap:
        """Return the events whose texts, as far as they had come out, contain a folded word or phrase.

        The reader's own notes count as notes, and had always come out.

        Args:
            needle: the word or phrase.
            as_of: the day as of which the timeline is seen.
            text: the one text that must contain it, of `tui.timeline.query.terms.TEXTS`; None for any.
        """
        found = self._in_texts(needle, as_of, text)
        if self.layer.notes and text in (None, "note"):
            return found | self.layer.containing(needle)
        return found

    def _in_texts(self, needle: str, as_of: AsOf | None, text: str | None) -> BitMap:
        """Return the events whose texts in the timeline contain a word or phrase."""
        found = self._containing.get((needle, as_of, text))
        if found is not None:
            return found
        if len(self._containing) >= _MOST_CACHED:
            self._containing.clear()
        line = None if text is None else TEXT_LINES[text]
        if as_of is None:
            found = self._tables.words.containing(needle, line)
        else:
            found = self._sources.visible(
                self._in_texts(needle, None, text), lambda: self._tables.parts.words.containing(needle, line), as_of
            )
        self._containing[needle, as_of, text] = found
        return found

    def holding(self, needle: str, events: BitMap, text: str) -> BitMap:
        """Return those of some events of which a text contains a folded word or phrase, whenever it came out.

        Args:
            needle: the word or phrase.
            events: the events, each of which is looked at.
            text: one of `tui.timeline.query.terms.TEXTS`.
        """
        return self._tables.words.holding(needle, events, TEXT_LINES[text])

    def is_slow(self, needle: str, text: str | None = None, *, is_known: bool = False) -> bool:
        """Return whether it takes long to find the events whose texts contain a folded word or phrase.

        It does if very many texts must be looked at: those with the words of a phrase, or with a word that must be in
        one line; and all texts while they are not indexed. What was looked for before is found at once.

        Args:
            needle: the word or phrase.
            text: the one text that must contain it; None for any.
            is_known: the timeline is seen as of some day, for which the parts of events are looked at as well.
        """
        line, most = None if text is None else TEXT_LINES[text], self.slow_from
        if len(self.everything) <= most:
            return False
        if is_known and self._tables.parts.words.looked_at(needle, line) > most:
            return True
        return (needle, None, text) not in self._containing and self._tables.words.looked_at(needle, line) > most

    # Facets

    def having(self, facet: str, value: str, as_of: AsOf | None) -> BitMap:
        """Return the events that have a value of a facet."""
        return self.having_each(facet, as_of)(value)

    def having_each(self, facet: str, as_of: AsOf | None) -> Callable[[str], BitMap]:
        """Return a function that returns the events that have a value of a facet."""
        if facet == "year":
            return lambda value: self._in_year(year_of(value))
        sets = self._tables.sets(facet_table(facet))
        if facet == "source" and as_of is not None:
            sources = self._sources
            return lambda value: sources.having(value, as_of)
        return lambda value: sets.get(value, _NONE)

    def having_any(self, facet: str, as_of: AsOf | None) -> BitMap:
        """Return the events that have any value of a facet."""
        if facet == "source" and as_of is not None:
            return union(map(self.having_each(facet, as_of), self.timeline.sources))
        if facet not in self._with_any:
            self._with_any[facet] = union(self._tables.sets(facet_table(facet)).values())
        return self._with_any[facet]

    @cached_property
    def used_facets(self) -> Sequence[FacetSpec]:
        """The facets that any event has a value of."""
        return [spec for spec in self.timeline.facets if self._tables.has_values(spec.name)]

    def _free_values(self, facet: str) -> Sequence[str]:
        """Return the values of a facet without entries: years in EDTF, ascending, or texts in alphabetical order."""
        if facet == "year":
            return [year_text(year) for year in self._tables.years]
        return sorted(self._tables.sets(facet_table(facet)), key=fold)

    def _in_year(self, year: int) -> BitMap:
        if year not in self._years:
            self._years[year] = self.spans.possible(year_range(year)) - self.spans.undated
        return self._years[year]

    # Other values

    @cached_property
    def further_fields(self) -> FurtherFields:
        """The events by their further fields."""
        from tui.timeline.search.further_fields import FurtherFields  # few queries ask for them

        return FurtherFields(self._tables.sets("data"))

    @cached_property
    def origins(self) -> Origins:
        """The events by the number of independent origins that their claims have."""
        from tui.timeline.search.origins import Origins  # few queries ask for them

        return Origins(self._tables, self.everything)

    # Flags

    def flagged(self, flag: str, as_of: AsOf | None) -> BitMap:
        """Return the events that have a flag: a value of ``is:`` or ``has:``, or ``untranslated``.

        The last are the events with a quote that lacks a translation, as of any day.
        """
        if flag == "disputed":
            return self._up_to("disputed", as_of)
        if flag == "link":
            return self._up_to("linked", as_of)
        if flag == "unanswered":
            return self._tables.sets("flag").get("accusation", _NONE) - self._up_to("answered", as_of)
        if flag == "marked":
            return self.layer.marked
        if flag == "noted":
            return self.layer.noted
        if flag in self.timeline.specs:
            return self.having_any(flag, as_of)
        found = self._tables.sets("flag").get(flag, _NONE)
        if flag == "note" and self.layer.notes:
            return found | self.layer.noted
        if flag in PART_FLAGS and as_of is not None:
            return self._sources.visible(found, lambda: self._tables.parts.flags.get(flag, _NONE), as_of)
        return found


def _closed(second: int) -> int | None:
    return None if second == OPEN_START else second

"""A query's terms, each turned into the events that it leaves."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from pyroaring import BitMap

from tui.text.folding import fold
from tui.text.nearest import nearest
from tui.timeline.model.as_of import AsOf, AsOfView
from tui.timeline.query.language import DATES, FACETS, FLAGS, FieldTerm, Notice, Query, TextTerm
from tui.timeline.search.postings import united
from tui.timeline.search.spans import Range

if TYPE_CHECKING:
    from tui.timeline.search.index import Index

_MOST_RANGES = 64
"""So many spans of days, at most, can several dates with commas leave."""


class BoundQuery:
    """What a query asks of an index, and what of it means nothing.

    Sets are shared with the index and among terms: none is ever changed in its place.
    """

    def __init__(self, index: Index, query: Query) -> None:
        self._index = index
        self._everything = index.everything
        self.notices = [*query.notices]
        self.chosen: dict[str, set[str]] = {facet: set() for facet in FACETS}
        self.excluded: dict[str, set[str]] = {facet: set() for facet in FACETS}
        self.by_facet: dict[str, BitMap] = {}
        """What the terms that choose values of each facet leave of all events."""
        self._but: dict[str, BitMap] = {}
        """What the terms that exclude values of each facet leave of all events."""
        self.rest = self._everything
        """What all other terms leave."""
        self.sure = self._everything
        """What is certainly within the dates asked for."""
        self.is_dated = False
        self._ranges: list[Range] = [Range(None, None)]
        named = [term for term in query.terms if isinstance(term, FieldTerm)]
        certain = {
            value for term in named if term.name == "certain" and not term.negated for value in self._flags(term)
        } == {"yes"}
        self.known = self._known([term for term in named if term.name == "known"], certain)
        if self.known is not None:
            self.rest = index.known(self.known)
        for term in query.terms:
            if isinstance(term, TextTerm):
                self._words(term)
            elif isinstance(term, FieldTerm):
                self._named(term, certain)
        self._limit(certain)
        self._explain_dates_in_words(query)

    @property
    def matching(self) -> BitMap:
        """What all terms leave."""
        return self._left_of(None)

    def _left_of(self, facet: str | None) -> BitMap:
        """Return what all terms leave, but for those that choose or exclude values of one facet."""
        left = self.rest
        for masks in (self.by_facet, self._but):
            for other, found in masks.items():
                if other != facet:
                    left = left & found
        return left

    def counts(self, facet: str) -> Mapping[str, int]:
        """Return how many events choosing each value of a facet would show. One that is excluded then no longer is."""
        left = self._left_of(facet)
        others = left & self._but.get(facet, self._everything)
        having, excluded = self._index.having, self.excluded[facet]
        return {
            value: having(facet, value, self.known).intersection_cardinality(left if value in excluded else others)
            for value in self._index.values(facet)
        }

    def _keep(self, found: BitMap, negated: bool = False) -> None:
        self.rest = self.rest - found if negated else self.rest & found

    def _words(self, term: TextTerm) -> None:
        if needle := fold(term.text).strip():
            found = self._index.containing(needle, self.known)
            self._keep(found, term.negated)

    def _named(self, term: FieldTerm, certain: bool) -> None:
        if term.name in FACETS:
            self._facet(term)
        elif term.name in DATES:
            self._dates(term, certain)
        elif term.name == "thread":
            self._thread(term)
        elif term.name in ("is", "has"):
            flags = self._flags(term, tell=True)
            found = united(self._index.flagged(value, self.known) for value in flags)
            if flags:
                self._keep(found, term.negated)
        elif term.name == "certain":
            self._flags(term, tell=True)
            if term.negated:
                self.notices.append(Notice(*term.span, "'-certain:' means nothing; write certain:no, or leave it out"))

    def _facet(self, term: FieldTerm) -> None:
        ids: set[str] = set()
        for place, value in enumerate(term.values):
            meant = self._index.resolve(term.name, value)
            if not meant:
                known = (name for names in self._index.values(term.name).values() for name in names)
                close = nearest(fold(value), known)
                right = f"did you mean '{close}'?" if close else f"no {term.name} here has a name that begins so"
                self._tell(term, place, f"unknown {term.name} '{value}'; {right}")
            ids |= meant
        if not ids:
            return
        found = united(self._index.having(term.name, value, self.known) for value in ids)
        if term.negated:
            self.excluded[term.name] |= ids
            self._but[term.name] = self._but.get(term.name, self._everything) - found
        else:
            self.chosen[term.name] |= ids
            self.by_facet[term.name] = self.by_facet.get(term.name, self._everything) & found

    def _thread(self, term: FieldTerm) -> None:
        from tui.timeline.model.threads import thread_numbers

        numbers, view = self._index.timeline.numbers, AsOfView(self._index.timeline, self.known)
        found: list[BitMap] = []
        for place, value in enumerate(term.values):
            if (number := numbers.get(value)) is None:
                self._tell(term, place, f"unknown event '{value}'; T writes this of the event at hand")
            else:
                found.append(BitMap(thread_numbers(view, number)))
        if found:
            self._keep(united(found), term.negated)

    def _flags(self, term: FieldTerm, *, tell: bool = False) -> list[str]:
        """Return the values of a flag that are known, and tell of those that are not."""
        known = FLAGS[term.name]
        flags = []
        for place, value in enumerate(term.values):
            if fold(value).strip() in known:
                flags.append(fold(value).strip())
            elif tell:
                close = nearest(value, known)
                right = f"did you mean '{close}'?" if close else f"it is one of {', '.join(known)}"
                self._tell(term, place, f"unknown value '{value}' of {term.name}; {right}")
        return flags

    # Dates

    def _typed(self, term: FieldTerm) -> list[Range]:
        """Return the days that each value of a term means, and tell of those that mean none."""
        from tui.timeline.dates.typed import TypedDateError, typed_date

        ranges = []
        for place, value in enumerate(term.values):
            try:
                ranges.append(Range(*typed_date(value, self._index.today())))
            except TypedDateError as error:
                self._tell(term, place, f"{term.name} '{value}': {error.problem}; {error.remedy}")
        return ranges

    def _dates(self, term: FieldTerm, certain: bool) -> None:
        typed = self._typed(term)
        if not typed:
            return
        ranges = [days for days in (_limits(term.name, days) for days in typed) if days is not None]
        self.is_dated = True
        if term.negated:
            for days in ranges:
                possible, sure = self._index.spans.possible(days), self._index.spans.certain(days)
                self._keep(possible if certain else sure, True)  # surely not in it is not possibly in it
                self.sure = self.sure - possible
            return
        # What several terms leave is one span of days, and an event may well meet each of two spans but not both.
        met = (one.meet(other) for one in self._ranges for other in ranges)
        self._ranges = [days for days in met if days is not None][:_MOST_RANGES]

    def _limit(self, certain: bool) -> None:
        if self._ranges == [Range(None, None)]:
            return
        spans = self._index.spans
        sure = united(map(spans.certain, self._ranges))
        self.sure = self.sure & sure
        self._keep(sure if certain else united(map(spans.possible, self._ranges)))

    def _known(self, terms: Sequence[FieldTerm], certain: bool) -> AsOf | None:
        """Return the day to look back from: the latest that each term names, and of those the earliest."""
        days = []
        for term in terms:
            if term.negated:
                self.notices.append(Notice(*term.span, "'-known:' means nothing; write known: with a date"))
            elif typed := [last for _, last in self._typed(term) if last is not None]:
                days.append(max(typed))
        return AsOf(min(days), certain) if days else None

    def _explain_dates_in_words(self, query: Query) -> None:
        """Tell of a date whose words are apart: ``after:nov 2022`` is a month of any year, and the word 2022."""
        for place, term in enumerate(query.terms):
            if not isinstance(term, FieldTerm) or term.name not in (*DATES, "known") or len(term.values) != 1:
                continue
            text, end = term.values[0], term.span[1]
            if re.search(r"\d{4}", text):
                continue
            for word in query.terms[place + 1 : place + 3]:
                if not isinstance(word, TextTerm) or word.negated:
                    break
                text, end = f"{text} {word.text}", word.span[1]
                if self._is_date(text):
                    right = f'in quotes it is one: {term.name}:"{text}"'
                    self.notices.append(Notice(term.span[0], end, f"a date in several words; {right}"))
                    break

    def _is_date(self, text: str) -> bool:
        from tui.timeline.dates.typed import TypedDateError, typed_date

        try:
            typed_date(text, self._index.today())
        except TypedDateError:
            return False
        return True

    def _tell(self, term: FieldTerm, place: int, message: str) -> None:
        span = term.value_spans[place] if term.value_spans else term.span
        self.notices.append(Notice(*span, message))


def _limits(name: str, days: Range) -> Range | None:
    """Return the days that ``after:``, ``before:``, ``on:`` or ``in:`` some days leaves; None if it leaves none."""
    assert days.first is not None
    assert days.last is not None
    if name == "after":
        return None if days.last == date.max else Range(days.last + timedelta(1), None)
    if name == "before":
        return None if days.first == date.min else Range(None, days.first - timedelta(1))
    return days

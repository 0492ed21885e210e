"""Execute a bound query: find the events that match, and count those of each facet value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pyroaring import BitMap

from tui.timeline.model.as_of import AsOfView
from tui.timeline.query.bound import TEXT, BoundQuery, BoundTerm
from tui.timeline.query.terms import DATA, TEXTS
from tui.timeline.search.index import Index
from tui.timeline.search.postings import union


def execute(plan: BoundQuery, index: Index) -> Matches:
    """Find the events of an index that match a bound query."""
    return Matches(plan, index)


class Matches:
    """The events that match a query.

    Terms on facets are kept apart from all others, so that a facet's values can be counted without its own terms.
    The bitmaps are shared with the index: none is changed in place.
    """

    def __init__(self, plan: BoundQuery, index: Index) -> None:
        self._plan = plan
        self._index = index
        self._chosen: dict[str, BitMap] = {}
        """By facet: the events that have a chosen value in each term."""
        self._not_excluded: dict[str, BitMap] = {}
        """By facet: the events that have no excluded value."""
        self._rest = index.everything if plan.as_of is None else index.known(plan.as_of)
        """The events that match all terms except those on facets."""
        self._certain = index.everything
        """The events that are certainly within the query's dates."""
        for term in plan.terms:
            if term.field in index.timeline.specs:
                self._match_facet(term)
            else:
                self._match(self._find(term), term.negated)
        self._match_dates()

    @property
    def events(self) -> BitMap:
        """The events that match all terms."""
        return self._without_terms_of(None)

    @property
    def certain(self) -> BitMap:
        """The events that are certainly within the query's dates, whether they match its other terms or not."""
        return self._certain

    def counts(self, facet: str, values: Iterable[str] | None = None) -> Mapping[str, int]:
        """Return how many events would match if each value of a facet were the chosen one.

        A value that is excluded is counted as if it no longer were.

        Args:
            facet: the name of the facet.
            values: the values to count; None counts all.
        """
        unfiltered = self._without_terms_of(facet)
        filtered = unfiltered & self._not_excluded.get(facet, self._index.everything)
        excluded = self._plan.values(facet, negated=True)
        having = self._index.having_each(facet, self._plan.as_of)
        return {
            value: having(value).intersection_cardinality(unfiltered if value in excluded else filtered)
            for value in (self._index.names.values(facet) if values is None else values)
        }

    def _without_terms_of(self, facet: str | None) -> BitMap:
        """Return the events that match all terms except those on one facet."""
        events = self._rest
        for masks in (self._chosen, self._not_excluded):
            for other, mask in masks.items():
                if other != facet:
                    events = events & mask
        return events

    def _match(self, found: BitMap, negated: bool) -> None:
        self._rest = self._rest - found if negated else self._rest & found

    def _match_facet(self, term: BoundTerm) -> None:
        index, facet = self._index, term.field
        found = union(index.having(facet, value, self._plan.as_of) for value in term.values)
        if term.negated:
            self._not_excluded[facet] = self._not_excluded.get(facet, index.everything) - found
        else:
            self._chosen[facet] = self._chosen.get(facet, index.everything) & found

    def _find(self, term: BoundTerm) -> BitMap:
        """Return the events that have any value of a term that is not on a facet."""
        as_of = self._plan.as_of
        if term.field == TEXT:
            return union(self._index.containing(needle, as_of) for needle in term.values)
        if term.field == "thread":
            return union(map(self._thread, term.values))
        if term.field == "origins":
            return union(self._index.origins.passing(test, as_of) for test in term.values)
        if term.field in TEXTS:
            return union(self._index.containing(needle, as_of, term.field) for needle in term.values)
        if term.field.startswith(DATA):
            name = term.field.removeprefix(DATA)
            return union(self._index.further_fields.passing(name, test) for test in term.values)
        return union(self._index.flagged(flag, as_of) for flag in term.values)

    def _thread(self, event_id: str) -> BitMap:
        from tui.timeline.model.threads import thread_numbers

        timeline = self._index.timeline
        return BitMap(thread_numbers(AsOfView(timeline, self._plan.as_of), timeline.numbers[event_id]))

    def _match_dates(self) -> None:
        plan, spans = self._plan, self._index.spans
        if not plan.is_dated:
            return
        for days in plan.excluded_ranges:
            possible, certain = spans.possible(days), spans.certain(days)
            # An event is certainly outside if it is not possibly inside.
            self._match(possible if plan.certain else certain, True)
            self._certain = self._certain - possible
        if plan.is_limited:
            certain = union(map(spans.certain, plan.ranges))
            self._certain = self._certain & certain
            possible = union(map(spans.possible, plan.ranges)) - spans.undated
            self._match(certain if plan.certain else possible, False)

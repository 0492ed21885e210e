"""Answer queries: parse, bind and execute, then put the matching events in order."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from functools import cached_property

from pyroaring import BitMap

from tui.text.folding import fold
from tui.text.frozen import Frozen
from tui.timeline.dates.time_range import ALL_TIME
from tui.timeline.model.as_of import AsOfView
from tui.timeline.model.sort import BY_DATE, Sort
from tui.timeline.query.bound import BoundQuery, BoundTerm
from tui.timeline.query.language import Query
from tui.timeline.query.roles import Role, roles
from tui.timeline.query.terms import TEXTS, Notice, TextTerm, quoted_if_needed
from tui.timeline.search.execute import Matches, execute
from tui.timeline.search.index import Index
from tui.timeline.search.orders import Section, in_order
from tui.timeline.search.postings import union

_FEW = 500
"""The most values of a facet that are all counted at once."""


class Answer(Frozen):
    """The events of a timeline that match a query."""

    query: Query
    matching: BitMap
    """The numbers of the events that match."""
    rows: Sequence[int]
    """The same numbers in the order of `sort`, those of `uncertain` after the others."""
    sections: Sequence[Section]
    """The units of time that the rows are divided into, in their order."""
    counts: Mapping[str, Mapping[str, int]]
    """By facet and value: how many events would match if the value were chosen, under the rest of the query."""
    chosen: Mapping[str, frozenset[str]]
    """By facet: the values that the query chooses."""
    excluded: Mapping[str, frozenset[str]]
    """By facet: the values that the query excludes."""
    facet_terms: Mapping[str, Sequence[BoundTerm]]
    """By facet: its terms. A facet without terms has no key."""
    view: AsOfView
    """The timeline as of the day that the query names, if it names one."""
    moment: Callable[[int], int | None]
    """Returns the second that an event is sorted by: its earliest start, or since when it was known. None if open."""
    rank: Callable[[int], int]
    """Returns a number for each event, matching or not, that ascends along the rows."""
    sort: Sort = BY_DATE
    notices: tuple[Notice, ...] = ()
    """The errors, for which parts of the query are ignored, then the hints, both in the order of its text."""
    needles: tuple[str, ...] = ()
    """The folded words and phrases that the query looks for."""
    uncertain: BitMap = BitMap()
    """The matching events that are possibly, but not certainly, within the query's dates."""

    def roles(self, facet: str) -> Mapping[str, Role]:
        """Return the role of each value of a facet that the query chooses or excludes."""
        return roles((term.values, term.negated) for term in self.facet_terms.get(facet, ()))


def answer_query(query: Query, index: Index, sort: Sort = BY_DATE) -> Answer:
    """Find the events that match a query, ignoring the terms that have no meaning for the timeline."""
    plan = _bind(query, index)
    matches = execute(plan, index)
    matching = matches.events
    uncertain = matching - matches.certain if plan.is_dated else BitMap()
    ordered = in_order(matching, index, sort, uncertain)
    return Answer(
        query=query,
        matching=matching,
        rows=ordered.rows,
        sections=ordered.sections,
        counts=_LazyCounts(matches, index),
        chosen={facet: plan.values(facet) for facet in index.timeline.specs},
        excluded={facet: plan.values(facet, negated=True) for facet in index.timeline.specs},
        facet_terms={facet: terms for facet in index.timeline.specs if (terms := plan.terms_of(facet))},
        view=AsOfView(index.timeline, plan.as_of),
        moment=ordered.moment,
        rank=ordered.rank,
        sort=sort,
        notices=(*plan.notices, *(() if matching else _hints_at_other_facets(query, index))),
        needles=plan.needles,
        uncertain=uncertain,
    )


def _hints_at_other_facets(query: Query, index: Index) -> Iterator[Notice]:
    """Yield a hint for each value that events have only in another facet than the one typed, such as ``via``."""
    names, specs = index.names, index.timeline.specs
    for term in query.terms:
        if isinstance(term, TextTerm) or term.negated:
            continue
        spec = specs.get(names.field(term.name) or "")
        if spec is None or not spec.vocabulary:
            continue
        for typed in term.values:
            values = names.resolve(spec.name, typed)
            if any(index.having(spec.name, value, None) for value in values):
                continue
            for other in specs.values():
                if other.name != spec.name and other.vocabulary == spec.vocabulary:
                    found = union(index.having(other.name, value, None) for value in values)
                    if found:
                        instead = f"{other.name}:{quoted_if_needed(typed)} finds {len(found)}"
                        yield Notice(*term.span, f"no event has this {spec.name}; {instead}", is_hint=True)


def find(query: Query, index: Index) -> Matches:
    """Find the events that match a query, without putting them in order."""
    return execute(_bind(query, index), index)


def count_events(query: Query, index: Index) -> int:
    """Return how many events match a query."""
    return len(find(query, index).events)


def count_values(query: Query, index: Index, facet: str) -> Mapping[str, int]:
    """Return how many events would match if each value of a facet were chosen, under the rest of a query."""
    return find(query, index).counts(facet)


def takes_long(query: Query, index: Index) -> bool:
    """Return whether an answer takes too long for a key press: if a term must be looked for in very many texts."""
    is_known = bool(query.values("known"))
    for term in query.terms:
        if isinstance(term, TextTerm):
            texts, field = [term.text], None
        elif term.name in TEXTS:
            texts, field = list(term.values), term.name
        elif index.names.field(term.name) is None:
            texts, field = [term.as_word], None
        else:
            continue
        if any(index.is_slow(fold(text).strip(), field, is_known=is_known) for text in texts):
            return True
    return False


def _bind(query: Query, index: Index) -> BoundQuery:
    if not (query.terms or query.notices):
        return BoundQuery(query, (), (ALL_TIME,), (), False, None, ())
    from tui.timeline.query.binding import bind  # the first screen usually has no query

    return bind(query, index.names, index.today)


class _LazyCounts(Mapping[str, Mapping[str, int]]):
    """The counts of the values of each facet, made when they are first accessed."""

    def __init__(self, matches: Matches, index: Index) -> None:
        self._matches = matches
        self._index = index
        self._facets = [spec.name for spec in index.timeline.facets if spec.is_counted]
        self._counts: dict[str, Mapping[str, int]] = {}

    def __getitem__(self, facet: str) -> Mapping[str, int]:
        if facet not in self._facets:
            raise KeyError(facet)
        if facet not in self._counts:
            self._counts[facet] = self._count(facet)
        return self._counts[facet]

    def _count(self, facet: str) -> Mapping[str, int]:
        values = self._index.names.values(facet)
        return self._matches.counts(facet) if len(values) <= _FEW else _CountsOfMany(self._matches, facet, values)

    def __iter__(self) -> Iterator[str]:
        return iter(self._facets)

    def __len__(self) -> int:
        return len(self._facets)


class _CountsOfMany(Mapping[str, int]):
    """The counts of a facet with very many values, of which few are in sight: each is made when it is accessed."""

    def __init__(self, matches: Matches, facet: str, values: Container[str]) -> None:
        self._matches = matches
        self._facet = facet
        self._values = values

    @cached_property
    def _all(self) -> Mapping[str, int]:
        return self._matches.counts(self._facet)

    def __getitem__(self, value: str) -> int:
        if value not in self._values:
            raise KeyError(value)
        return self._all[value] if "_all" in self.__dict__ else self._matches.counts(self._facet, (value,))[value]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

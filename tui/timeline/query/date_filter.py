"""The terms of a query that limit the dates, taken together: what they leave, and others in their place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from tui.timeline.dates.typed import TypedDateError, typed_date
from tui.timeline.query.language import DATES, FieldTerm, Query, Term
from tui.timeline.search.spans import Range

_LIMITING = (*DATES, "year")


def dates_of(query: Query, today: Callable[[], date]) -> Range | None:
    """Return the days from the first to the last that a query's dates leave; None if it limits or leaves none.

    Args:
        query: the query.
        today: gives the day that dates such as "last year" are counted from.
    """
    left: Range | None = Range(None, None)
    for term in query.terms:
        if _limits(term) and left is not None and (days := list(_days(term, today))):
            starts, ends = zip(*days, strict=True)
            hull = Range(None if None in starts else min(starts), None if None in ends else max(ends))
            left = left.meet(hull)
    return None if left == Range(None, None) else left


def with_dates(query: Query, first: date, last: date) -> Query:
    """Return the query with these days, both included, in the place of all that it chose of dates."""
    terms: list[Term] = []
    new: Term | None = FieldTerm("in", (span_text(first, last),))
    for term in query.terms:
        if not _limits(term):
            terms.append(term)
        elif new is not None:
            terms.append(new)
            new = None
    return Query((*terms, new) if new is not None else tuple(terms))


def without_dates(query: Query) -> Query:
    """Return the query without the terms that choose dates; those that exclude some stay."""
    return Query(tuple(term for term in query.terms if not _limits(term)))


def span_text(first: date, last: date) -> str:
    """Return the shortest way to write the days from one to another: ``2022``, ``2022-03/2022-11``."""
    after = last + timedelta(1) if last < date.max else None
    if (first.month, first.day) == (1, 1) and (after is None or (after.month, after.day) == (1, 1)):
        ends = f"{first.year:04}", f"{last.year:04}"
    elif first.day == 1 and (after is None or after.day == 1):
        ends = f"{first:%Y-%m}".zfill(7), f"{last:%Y-%m}".zfill(7)
    else:
        ends = first.isoformat(), last.isoformat()
    return ends[0] if ends[0] == ends[1] else "/".join(ends)


def _limits(term: Term) -> bool:
    return isinstance(term, FieldTerm) and term.name in _LIMITING and not term.negated


def _days(term: Term, today: Callable[[], date]) -> Iterator[Range]:
    """Yield the days that each value of a term leaves. What is no date leaves all, as in an answer."""
    assert isinstance(term, FieldTerm)
    for value in term.values:
        try:
            first, last = typed_date(value, today())
        except TypedDateError:
            continue
        if term.name == "after":
            if last < date.max:
                yield Range(last + timedelta(1), None)
        elif term.name == "before":
            if first > date.min:
                yield Range(None, first - timedelta(1))
        else:
            yield Range(first, last)

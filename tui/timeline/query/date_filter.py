"""The date terms of a query as one filter: read, replaced and removed together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, tzinfo

from tui.timeline.dates.time_range import ALL_TIME, TimeRange, range_text
from tui.timeline.dates.typed import TypedDateError, typed_range
from tui.timeline.model.as_of import AsOf
from tui.timeline.query.date_terms import allowed_time
from tui.timeline.query.language import Query
from tui.timeline.query.terms import DATES, FieldTerm, Term

_DATE_FIELDS = (*DATES, "year")


def dates_of(query: Query, today: Callable[[], date], zone: tzinfo | None = None) -> TimeRange | None:
    """Return the range from the first to the last second that a query's date terms allow.

    None means that they allow all time, or none.

    Args:
        query: the query.
        today: returns the day that dates such as "last year" are resolved against.
        zone: the zone whose clock the times of the timeline are on; None is UTC.
    """
    allowed: TimeRange | None = ALL_TIME
    for term in query.terms:
        if _chooses_dates(term) and allowed is not None and (ranges := list(_ranges(term, today, zone))):
            firsts, lasts = zip(*ranges, strict=True)
            hull = TimeRange(None if None in firsts else min(firsts), None if None in lasts else max(lasts))
            allowed = allowed.intersect(hull)
    return None if allowed == ALL_TIME else allowed


def with_dates(query: Query, first: int, last: int) -> Query:
    """Return the query with the time between two seconds in place of all its date terms except negated ones."""
    return query.replaced(filter(_chooses_dates, query.terms), FieldTerm("in", (range_text(first, last),)))


def without_dates(query: Query) -> Query:
    """Return the query without its date terms except negated ones."""
    return Query(tuple(term for term in query.terms if not _chooses_dates(term)))


def with_known(query: Query, second: int | None) -> Query:
    """Return the query with the moment as of which the timeline is seen; without one for the present.

    Args:
        query: the query.
        second: the last second that counts.
    """
    if second is None:
        return query.without("known")
    old = [term for term in query.terms if isinstance(term, FieldTerm) and term.name == "known"]
    return query.replaced(old, FieldTerm("known", (AsOf(second).text,)))


def _chooses_dates(term: Term) -> bool:
    return isinstance(term, FieldTerm) and term.name in _DATE_FIELDS and not term.negated


def _ranges(term: Term, today: Callable[[], date], zone: tzinfo | None) -> Iterator[TimeRange]:
    """Yield the time that each value of a date term allows, ignoring values that are not dates."""
    assert isinstance(term, FieldTerm)
    for value in term.values:
        try:
            typed = typed_range(value, today(), zone)
        except TypedDateError:
            continue
        if (allowed := allowed_time(term.name, typed)) is not None:
            yield allowed

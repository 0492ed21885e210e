"""The date terms of a query as one filter: read, replaced and removed together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from tui.timeline.dates.day_range import ALL_DAYS, DayRange
from tui.timeline.dates.typed import TypedDateError, typed_date
from tui.timeline.query.binding import allowed_days
from tui.timeline.query.language import Query
from tui.timeline.query.terms import DATES, FieldTerm, Term

_DATE_FIELDS = (*DATES, "year")


def dates_of(query: Query, today: Callable[[], date]) -> DayRange | None:
    """Return the range from the first to the last day that a query's date terms allow.

    None means that they allow all days, or none.

    Args:
        query: the query.
        today: returns the day that dates such as "last year" are resolved against.
    """
    allowed: DayRange | None = ALL_DAYS
    for term in query.terms:
        if _chooses_dates(term) and allowed is not None and (ranges := list(_ranges(term, today))):
            firsts, lasts = zip(*ranges, strict=True)
            hull = DayRange(None if None in firsts else min(firsts), None if None in lasts else max(lasts))
            allowed = allowed.intersect(hull)
    return None if allowed == ALL_DAYS else allowed


def with_dates(query: Query, first: date, last: date) -> Query:
    """Return the query with these days, both included, in place of all its date terms except negated ones."""
    return query.replaced(filter(_chooses_dates, query.terms), FieldTerm("in", (range_text(first, last),)))


def without_dates(query: Query) -> Query:
    """Return the query without its date terms except negated ones."""
    return Query(tuple(term for term in query.terms if not _chooses_dates(term)))


def range_text(first: date, last: date) -> str:
    """Return the shortest way to write the days from one to another: ``2022``, ``2022-03/2022-11``."""
    after = last + timedelta(1) if last < date.max else None
    if (first.month, first.day) == (1, 1) and (after is None or (after.month, after.day) == (1, 1)):
        ends = f"{first.year:04}", f"{last.year:04}"
    elif first.day == 1 and (after is None or after.day == 1):
        ends = f"{first:%Y-%m}".zfill(7), f"{last:%Y-%m}".zfill(7)
    else:
        ends = first.isoformat(), last.isoformat()
    return ends[0] if ends[0] == ends[1] else "/".join(ends)


def _chooses_dates(term: Term) -> bool:
    return isinstance(term, FieldTerm) and term.name in _DATE_FIELDS and not term.negated


def _ranges(term: Term, today: Callable[[], date]) -> Iterator[DayRange]:
    """Yield the days that each value of a date term allows, ignoring values that are not dates."""
    assert isinstance(term, FieldTerm)
    for value in term.values:
        try:
            typed = DayRange(*typed_date(value, today()))
        except TypedDateError:
            continue
        if (allowed := allowed_days(term.name, typed)) is not None:
            yield allowed

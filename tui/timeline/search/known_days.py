"""Days to look back from: the days on which sources came out, and the ends of their years and months."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import chain

from pyroaring import BitMap

from tui.text.frozen import Frozen
from tui.timeline.dates.bounds import OPEN_END, OPEN_START
from tui.timeline.dates.calendar import DAY, MONTHS, civil, day_number, days_in_month
from tui.timeline.dates.names import year_name
from tui.timeline.dates.time_range import day_text
from tui.timeline.search.date_offers import TypedDate
from tui.timeline.search.index import Index

_MOST_YEARS = 5
"""The most ends of years that are offered before anything is typed."""


class KnownDay(Frozen):
    """A day to look back from."""

    text: str
    """In EDTF."""
    name: str
    """In words."""
    period: str
    """The year or the month that it ends, in words; empty for a day on which a source came out."""
    events: int
    """How many events became known on the day, or in the period."""


def has_known_days(index: Index) -> bool:
    """Return whether any event became known on a day."""
    return any(OPEN_START < second < OPEN_END for second, _ in index.known_by_second())


def new_by_day(index: Index, events: BitMap, *, certain: bool = False) -> Mapping[int, int]:
    """Return how many of some events became known on each day on which any did, in the order of the days.

    Args:
        index: the timeline.
        events: the events.
        certain: count an event only from the last day on which its source may have come out.
    """
    found: Counter[int] = Counter()
    for second, new in index.known_by_second(certain=certain):
        if OPEN_START < second < OPEN_END and (count := new.intersection_cardinality(events)):
            found[second // DAY] += count
    return dict(sorted(found.items()))


def known_days(typed: TypedDate, index: Index, events: BitMap, *, certain: bool = False) -> Iterator[KnownDay]:
    """Yield days to look back from: ends of years and months, then days on which sources came out, newest first.

    The ends of months are offered once a part of a date is typed.

    Args:
        typed: the beginning of the date.
        index: the timeline.
        events: the events that match the rest of the query.
        certain: see `new_by_day`.
    """
    new = new_by_day(index, events, certain=certain)
    years: Counter[int] = Counter()
    months: Counter[tuple[int, int]] = Counter()
    for day, count in new.items():
        year, month, _ = civil(day)
        years[year] += count
        months[year, month] += count
    newest_years = sorted(years, reverse=True)
    ends = (
        (year, 12, 31, year_name(year), years[year]) for year in newest_years[: None if typed.text else _MOST_YEARS]
    )
    ends_of_months = (
        (year, month, days_in_month(year, month), f"{MONTHS[month - 1]} {year_name(year)}", months[year, month])
        for year, month in sorted(months, reverse=True)
        if month != 12
    )
    days = ((*civil(day), "", count) for day, count in sorted(new.items(), reverse=True))
    for year, month, day, period, count in chain(ends, ends_of_months if typed.text else (), days):
        text = day_text(day_number(year, month, day))
        name = f"{day} {MONTHS[month - 1]} {year_name(year)}"
        if typed.admits(year, month, day, text, name, f"end of {period}"):
            yield KnownDay(text, name, period, count)

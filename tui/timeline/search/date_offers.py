"""Dates to complete a query with: the years, months and days in which its events are, the most events first."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, tzinfo
from itertools import islice

from pyroaring import BitMap

from tui.text.folding import fold
from tui.text.frozen import Frozen
from tui.timeline.dates.calendar import DAY, MONTHS, civil, day_number, days_in_month, season_days
from tui.timeline.dates.names import year_name
from tui.timeline.dates.time_range import TimeRange, days_range, year_range, year_text
from tui.timeline.dates.typed import TypedDateError, typed_range
from tui.timeline.query.facet_names import has_word_prefix, year_of
from tui.timeline.search.index import Index

_MOST_YEARS = 60
"""The most years whose events are counted. Of more, those that a sample of the events started in are."""
_SAMPLE = 400
"""How many events the sample has."""

_FIRST_SEASON = 21
"""The number of spring in the place of a month, as in EDTF."""
_SEASONS = ("spring", "summer", "autumn", "winter")

_MONTHS_OF_YEAR = re.compile(r"(-?\d{4})(?:-(\d?))?")
_DAYS_OF_MONTH = re.compile(r"(-?\d{4})-(\d\d)-(\d{0,2})")
_YEAR = re.compile(r"\d{4}")


class DateOffer(Frozen):
    """A year, a season, a month or a day to complete a query with."""

    text: str
    """In EDTF."""
    name: str
    """In words; empty if the text says the same."""
    time: TimeRange
    events: int
    """How many of the events were possibly under way in it."""


class TypedDate:
    """The beginning of a date that is being typed, in any form, and the days that it may become.

    Args:
        text: what was typed.
        today: the day that dates such as "last year" are resolved against.
        zone: the zone whose clock the times of the timeline are on; None is UTC.
    """

    def __init__(self, text: str, today: date, zone: tzinfo | None) -> None:
        self.text = text.strip()
        self.folded = fold(text).strip()
        self.time: TimeRange | None = None
        """The time that the text means already, if it is a date."""
        try:
            self.time = typed_range(text, today, zone) if self.text else None
        except TypedDateError:
            self.time = None
        self.has_year = _YEAR.search(text) is not None

    def admits(self, year: int, month: int, day: int, *names: str) -> bool:
        """Return whether the text may become a day, or is a time that the day belongs to."""
        if not self.text or any(name.startswith(self.text) for name in names):
            return True
        if len(self.text) == 2 and self.text.isdecimal() and year_text(year).endswith(self.text):
            return True
        if has_word_prefix(map(fold, names), self.folded):
            return True
        if self.time is None or self.time.first is None or self.time.last is None:
            return False
        first, last = self.time.first // DAY, self.time.last // DAY
        if first <= day_number(year, month, day) <= last:
            return True
        if self.has_year or last - first > 31:
            return False
        _, first_month, first_day = civil(first)
        return month == first_month and (first < last or day == first_day)

    @property
    def month(self) -> int | None:
        """The month of any year that was typed; None if something else was."""
        if self.time is None or self.has_year or not self.text[:1].isalpha():
            return None
        return _whole_month(self.time)


def is_beginning_of_date(word: str) -> bool:
    """Return whether a word may be meant as a date: a year of four digits, or three letters of a month."""
    if word.isdecimal():
        return len(word) == 4
    if len(word) < 3 or not word.isalpha():
        return False
    from tui.timeline.dates.typed_vocabulary import MONTH_NAMES, SEASONS

    return any(name.startswith(fold(word)) for name in (*MONTH_NAMES, *SEASONS))


def date_offers(typed: TypedDate, index: Index, events: BitMap, *, is_word: bool = False) -> list[DateOffer]:
    """Return years, months or days that complete a date, those with the most events first.

    A year that was typed goes on to its months, a month to its days, and the name of a month to that month of each
    year. Each of these has events.

    Args:
        typed: the beginning of the date.
        index: the timeline.
        events: the events that match the rest of the query.
        is_word: offer a year that was typed, too, not only what it goes on to.
    """
    finder = _Finder(index, events)
    units = list(finder.units(typed))
    if is_word and typed.text.isdecimal():
        units.insert(0, (int(typed.text),))
    found = [finder.offer(*unit) for unit in dict.fromkeys(units)]
    return sorted((offer for offer in found if offer.events), key=_by_use)


def _by_use(offer: DateOffer) -> tuple[int, int, int]:
    """Return a sort key that puts the date with the most events first, then the longest, then the newest."""
    first, last = offer.time.first or 0, offer.time.last or 0
    return -offer.events, first - last, -first


class _Finder:
    def __init__(self, index: Index, events: BitMap) -> None:
        self._index = index
        self._events = events

    def units(self, typed: TypedDate) -> Iterator[tuple[int, ...]]:
        """Yield the years, months, seasons and days that a text may become, as one, two or three numbers."""
        text = typed.text
        if match := _DAYS_OF_MONTH.fullmatch(text):
            yield from _days_of(int(match[1]), int(match[2]), match[3])
        elif match := _MONTHS_OF_YEAR.fullmatch(text):
            yield from _months_of(int(match[1]), match[2] or "")
        elif month := typed.month:
            yield from ((year, month) for year in self._years())
        elif typed.time is not None and (month := _whole_month(typed.time)):
            year, month, _ = civil((typed.time.first or 0) // DAY)
            yield from _days_of(year, month, "")
        elif typed.time is not None and not typed.has_year and (day := _whole_day(typed.time)) is not None:
            _, month, number = civil(day)
            yield from ((year, month, number) for year in self._years() if number <= days_in_month(year, month))
        elif text.isdecimal() or text.startswith("-") or not text:
            yield from ((year,) for year in self._years() if year_text(year).startswith(text) or str(year) == text)
        else:
            yield from self._named(typed)

    def _named(self, typed: TypedDate) -> Iterator[tuple[int, ...]]:
        """Yield the years, months and seasons whose names begin with the text, in any language that can be typed."""
        from tui.timeline.dates.typed_vocabulary import MONTH_NAMES, SEASONS

        names = [*MONTH_NAMES.items(), *((name, _FIRST_SEASON + number) for name, number in SEASONS.items())]

        for year in self._years():
            if has_word_prefix([fold(year_name(year))], typed.folded):
                yield (year,)
        for year in self._years():
            for name, number in names:
                if f"{name} {fold(year_name(year))}".startswith(typed.folded):
                    yield year, number

    def _years(self) -> list[int]:
        every = [year_of(value) for value in islice(self._index.names.values("year"), _MOST_YEARS + 1)]
        if len(every) <= _MOST_YEARS:
            return every
        step = 1 + len(self._events) // _SAMPLE
        starts = (self._index.start(number) for number in islice(self._events, 0, None, step))
        years = Counter(civil(second // DAY)[0] for second in starts if second is not None)
        return [year for year, _ in years.most_common(_MOST_YEARS)]

    def offer(self, year: int, month: int = 0, day: int = 0) -> DateOffer:
        """Return a year, a month, a season or a day with the number of its events."""
        text, name = year_text(year), year_name(year)
        if not month:
            name = "" if name == text else name
            return DateOffer(text, name, year_range(year), self._count(year_range(year)))
        if month >= _FIRST_SEASON:
            time = days_range(*season_days(year, month))
            return DateOffer(f"{text}-{month}", f"{_SEASONS[month - _FIRST_SEASON]} {name}", time, self._count(time))
        text, name = f"{text}-{month:02}", f"{MONTHS[month - 1]} {name}"
        first = day_number(year, month, day or 1)
        if day:
            text, name, last = f"{text}-{day:02}", f"{day} {name}", first
        else:
            last = first + days_in_month(year, month) - 1
        time = days_range(first, last)
        return DateOffer(text, name, time, self._count(time))

    def _count(self, time: TimeRange) -> int:
        return self._index.spans.possible(time).intersection_cardinality(self._events)


def _months_of(year: int, typed: str) -> Iterator[tuple[int, int]]:
    return ((year, month) for month in range(1, 13) if f"{month:02}".startswith(typed))


def _days_of(year: int, month: int, typed: str) -> Iterator[tuple[int, int, int]]:
    if 1 <= month <= 12:
        for day in range(1, days_in_month(year, month) + 1):
            if f"{day:02}".startswith(typed):
                yield year, month, day


def _whole_day(time: TimeRange) -> int | None:
    """Return the number of the day that a range of time is; None if it is not a day."""
    first, last = time
    is_day = first is not None and last is not None and first % DAY == 0 and last - first == DAY - 1
    return first // DAY if is_day and first is not None else None


def _whole_month(time: TimeRange) -> int | None:
    """Return the month that a range of time is; None if it is not a month."""
    if time.first is None or time.last is None:
        return None
    year, month, day = civil(time.first // DAY)
    last = day_number(year, month, 1) + days_in_month(year, month) - 1
    return month if day == 1 and time.last // DAY == last else None

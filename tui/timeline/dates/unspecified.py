"""Dates with unspecified digits: which years, months and days `X` can stand for.

Level 2 of EDTF allows an X for any digit, so what such a date can mean may have gaps: `156X-12-25` is one of ten days.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from tui.text.frozen import Frozen
from tui.timeline.dates.calendar import SEASONS, civil, day_number, days_in_month, month_days, season_days, year_days


class DatePattern(Frozen):
    """A date of digits and X."""

    year: str
    """Four characters, with a minus before them for a negative year."""
    month: str
    """Two characters, or the code of a season; empty for a year alone."""
    day: str
    """Two characters; empty for a year or a month."""

    @property
    def bounds(self) -> tuple[int, int] | None:
        """The numbers of the first and the last day that fit, or None if no day does. There may be gaps between."""
        first = next((spans[0][0] for spans in map(self._spans, self._years()) if spans), None)
        last = next((spans[-1][1] for spans in map(self._spans, self._years(backward=True)) if spans), None)
        return None if first is None or last is None else (first, last)

    @property
    def has_gaps(self) -> bool:
        """Whether the days that fit may have others between them. False is certain."""
        written = self.year + self.month + self.day
        return "X" in written and set(written[written.index("X") :]) != {"X"}

    @property
    def spans(self) -> Iterator[tuple[int, int]]:
        """The numbers of the first and the last day of each part that fits, ascending within a year."""
        for year in self._years():
            yield from self._spans(year)

    def first_from(self, day: int) -> int | None:
        """Return the first day that fits, from a numbered day on; None if none does.

        It goes through the years that fit up to that day, 10,000 of them at most.
        """
        year_before = civil(day)[0] - 1
        for year in self._years():
            if year >= year_before:
                for first, last in self._spans(year):
                    if last >= day:
                        return max(first, day)
        return None

    def last_until(self, day: int) -> int | None:
        """Return the last day that fits, up to a numbered day; None if none does."""
        last_year = civil(day)[0]
        for year in self._years(backward=True):
            if year <= last_year:
                for first, last in reversed(self._spans(year)):
                    if first <= day:
                        return min(last, day)
        return None

    def _years(self, *, backward: bool = False) -> Iterator[int]:
        """Yield the years that fit, in their order or backward."""
        negative = self.year[0] == "-"
        digits = "9876543210" if backward != negative else "0123456789"
        for chosen in product(*(digits if character == "X" else character for character in self.year[negative:])):
            magnitude = int("".join(chosen))
            if magnitude or not negative:
                yield -magnitude if negative else magnitude

    def _spans(self, year: int) -> list[tuple[int, int]]:
        """Return the first and last days of what fits in a year: the year, a season, months or days."""
        if not self.month:
            return [year_days(year, year)]
        if self.month.isdigit() and int(self.month) in SEASONS:
            return [] if self.day else [season_days(year, int(self.month))]
        months = _fitting(self.month, 12)
        if not self.day:
            return [month_days(year, month) for month in months]
        days = [
            day_number(year, month, day) for month in months for day in _fitting(self.day, days_in_month(year, month))
        ]
        return [(day, day) for day in days]


def _fitting(pattern: str, highest: int) -> list[int]:
    """Return the numbers of two digits from 1 to `highest` that fit a pattern."""
    tens, units = ("0123456789" if character == "X" else character for character in pattern)
    return [number for ten in tens for unit in units if 1 <= (number := int(ten + unit)) <= highest]

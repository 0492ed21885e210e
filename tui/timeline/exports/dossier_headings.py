"""The headings of a dossier: years, and months in them, so far as dates are known."""

from __future__ import annotations

from collections.abc import Iterator

from tui.timeline.dates.bounds import OPEN_END, OPEN_START
from tui.timeline.dates.calendar import DAY, civil
from tui.timeline.dates.edtf import EdtfDate
from tui.timeline.dates.time_range import year_text
from tui.timeline.dates.words import date_words, short_words


class Headings:
    """Yields a heading before each event that is of another year or month than the one before it."""

    def __init__(self) -> None:
        self._year = self._month = ""

    def before(self, date: EdtfDate) -> Iterator[str]:
        """Yield the headings before an event: a year or a span of years, a month, both or none."""
        year, month = headings_of(date)
        if year != self._year:
            self._year, self._month = year, ""
            yield f"\n\n{year}\n{'=' * len(year)}\n"
        elif not month and self._month:
            month = f"Some time in {year}"
        if month != self._month:
            self._month = month
            yield f"\n{month}\n{'-' * len(month)}\n"


def headings_of(date: EdtfDate) -> tuple[str, str]:
    """Return the year, or the span of years, in which something began, and its month if that is known, in words."""
    if date.is_undated:
        return "Undated", ""
    bounds = date.bounds
    first, last = bounds.earliest_start, bounds.latest_start if date.is_interval else bounds.latest_end
    if first == OPEN_START or last == OPEN_END:
        known = last if first == OPEN_START else first
        if known in (OPEN_START, OPEN_END):
            known = bounds.latest_end
        words = _year(civil(known // DAY)[0])
        return f"Until {words}" if first == OPEN_START else f"From {words}", ""
    (year, month, _), (last_year, last_month, _) = civil(first // DAY), civil(last // DAY)
    if year != last_year:
        return f"{_year(year)} to {_year(last_year)}", ""
    is_month = month == last_month and abs(year) <= 9999
    return _year(year), date_words(EdtfDate.parse(f"{year_text(year)}-{month:02}")) if is_month else ""


def _year(year: int) -> str:
    return short_words(EdtfDate.parse(year_text(year)))

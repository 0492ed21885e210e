"""The terms of a query that limit dates: the time that each allows, or the error in one that allows none."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date

from tui.timeline.dates.time_range import ALL_TIME, TimeRange
from tui.timeline.query.facet_names import FacetNames
from tui.timeline.query.terms import DATES, FieldTerm, Notice, Term, TextTerm, quoted_if_needed

_ANY_TIME = ("that is any time", "write is:undated for events without a known date")
_OPEN_ENDS = {
    "after": ("that has no last day", "write in: instead"),
    "before": ("that has no first day", "write in: instead"),
    "known": ("that has no last day", "write the day on which it was known"),
}
"""Why a time with an open end is of no use to a field of dates, and what to write instead."""

_YEAR = re.compile(r"\d{4}")
_DIGITS = re.compile(r"\d{3}")
"""In a date, those of a year."""


def allowed_time(field: str, time: TimeRange) -> TimeRange | None:
    """Return the time that a date field allows, given the time that its value means; None if it allows none."""
    if field == "after":
        return time.after()
    if field == "before":
        return time.before()
    return None if time == ALL_TIME else time


class DateTerms:
    """Reads the dates of terms.

    Args:
        names: the names of the timeline, whose years are examples.
        today: returns the day that dates such as "last year" are resolved against.
        notices: where errors and hints are added.
    """

    def __init__(self, names: FacetNames, today: Callable[[], date], notices: list[Notice]) -> None:
        self._names = names
        self._today = today
        self._notices = notices

    def allowed_ranges(self, term: FieldTerm) -> list[TimeRange]:
        """Return the time that each value of a term allows, adding a notice for a value that allows none."""
        from tui.timeline.dates.typed import TypedDateError, typed_range

        ranges = []
        for position, typed in enumerate(term.values):
            try:
                time = typed_range(typed, self._today(), self._names.timeline.zone)
                if (term.name == "known" and time.last is None) or (allowed := allowed_time(term.name, time)) is None:
                    raise TypedDateError(*_OPEN_ENDS.get(term.name, _ANY_TIME))
                ranges.append(allowed)
                self._hint_at_year(term, position)
            except TypedDateError as error:
                message = f"{term.name} '{typed}': {error.problem}; {error.remedy}"
                self._notices.append(Notice(*term.value_span(position), message))
        return ranges

    def _hint_at_year(self, term: FieldTerm, position: int) -> None:
        """Add a hint if a date was typed without a year: which year is meant, and how to mean another."""
        typed = term.values[position]
        if typed.isascii() and _DIGITS.search(typed):
            return
        from tui.timeline.query.missing_year import with_year

        years = [year for year in self._names.values("year") if _YEAR.fullmatch(year)]
        if (meant := with_year(typed, self._today(), self._names.timeline.zone)) is not None:
            another = quoted_if_needed(f"{typed} {years[-1] if years else self._today().year}")
            message = f"{typed} means {meant}, the latest that has begun; for another year write {term.name}:{another}"
            self._notices.append(Notice(*term.value_span(position), message, is_hint=True))

    def explain_dates_in_words(self, terms: Sequence[Term]) -> None:
        """Add a notice for a date of several words without quotes.

        ``after:nov 2022`` means November of any year, and the word 2022.
        """
        for position, term in enumerate(terms):
            if not isinstance(term, FieldTerm) or term.name not in (*DATES, "known") or len(term.values) != 1:
                continue
            text, end = term.values[0], term.span[1]
            if _YEAR.search(text):
                continue
            for word in terms[position + 1 : position + 3]:
                if not isinstance(word, TextTerm) or word.negated:
                    break
                text, end = f"{text} {word.text}", word.span[1]
                if self._is_date(text):
                    start = term.span[0]  # the hint at the year of the first word is of no use
                    self._notices[:] = [
                        note for note in self._notices if not (note.is_hint and start <= note.start < end)
                    ]
                    message = f'a date in several words; in quotes it is one: {term.name}:"{text}"'
                    self._notices.append(Notice(term.span[0], end, message))
                    break

    def _is_date(self, text: str) -> bool:
        from tui.timeline.dates.typed import TypedDateError, typed_range

        try:
            typed_range(text, self._today(), self._names.timeline.zone)
        except TypedDateError:
            return False
        return True

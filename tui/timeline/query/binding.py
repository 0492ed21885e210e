"""Bind a query to a timeline: names become ids, dates become ranges of days, errors become notices.

Binding looks at no event. `tui.timeline.search.execute` finds the events of a bound query.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from datetime import date

from tui.text.folding import fold
from tui.text.nearest import nearest
from tui.timeline.dates.day_range import ALL_DAYS, DayRange
from tui.timeline.model.as_of import AsOf
from tui.timeline.model.tree import lineage
from tui.timeline.query.bound import TEXT, BoundQuery, BoundTerm
from tui.timeline.query.comparison import parse_test
from tui.timeline.query.facet_names import FacetNames, is_data
from tui.timeline.query.language import Query
from tui.timeline.query.terms import DATES, FLAGS, NAMES, TEXTS, FieldTerm, Notice, Term, TextTerm, quoted_if_needed

_MOST_RANGES = 64
"""The most ranges of days kept of several date terms whose values are separated by commas."""
_MOST_LISTED = 8
"""The most names that a notice lists."""

_YEAR = re.compile(r"\d{4}")


def bind(query: Query, names: FacetNames, today: Callable[[], date]) -> BoundQuery:
    """Return a query in the terms of a timeline.

    Args:
        query: the query.
        names: the names of the timeline's fields and values.
        today: returns the day that dates such as "last year" are resolved against.
    """
    return _Binder(query, names, today).bind()


def allowed_days(field: str, days: DayRange) -> DayRange | None:
    """Return the days that a date field allows, given the days that its value means; None if it allows none."""
    if field == "after":
        return days.after()
    return days.before() if field == "before" else days


class _Binder:
    def __init__(self, query: Query, names: FacetNames, today: Callable[[], date]) -> None:
        self._query = query
        self._names = names
        self._timeline = names.timeline
        self._today = today
        self._notices = [*query.notices]
        self._ranges: tuple[DayRange, ...] = (ALL_DAYS,)
        self._excluded_ranges: list[DayRange] = []
        self._certainties: set[str] = set()
        self._known_days: list[date] = []

    def bind(self) -> BoundQuery:
        terms = [self._bind(term) for term in self._query.terms]
        self._explain_dates_in_words()
        certain = self._certainties == {"yes"}
        return BoundQuery(
            query=self._query,
            terms=tuple(term for term in terms if term is not None),
            ranges=self._ranges,
            excluded_ranges=tuple(self._excluded_ranges),
            certain=certain,
            as_of=AsOf(min(self._known_days), certain) if self._known_days else None,
            notices=tuple(sorted(self._notices, key=lambda notice: (notice.is_hint, notice))),
        )

    def _bind(self, term: Term) -> BoundTerm | None:
        """Return a term in the terms of the timeline; None if it concerns dates, or no value of it has a meaning."""
        if isinstance(term, TextTerm):
            return _of_text(term.text, term.negated)
        field = self._names.field(term.name)
        if field is None:
            return self._bind_unknown(term)
        if field in DATES:
            self._bind_dates(term)
        elif field == "known":
            self._bind_known(term)
        elif field == "certain":
            self._bind_certain(term)
        elif not term.values:
            self._note_missing_value(term, field)
        elif values := self._values(term, field):
            return BoundTerm(field, values, term.negated)
        return None

    def _bind_unknown(self, term: FieldTerm) -> BoundTerm | None:
        """Bind a term whose name means no field: all of it is a word, unless it names a further field."""
        names = self._names
        if is_data(term.name):
            remedy = _one_of(term.name, names.data_fields, f"there is {{}}", "no event has further fields")
            self._note_term(term, f"no event has '{term.name}'; {remedy}")
            return None
        close = nearest(term.name, (*self._timeline.specs, *NAMES))
        remedy = f"; did you mean '{close}:'?" if close else ""
        self._note_hint(term, f"'{term.name}' is not a field, so all of this is looked for as a word{remedy}")
        return _of_text(term.as_word, term.negated)

    # Values

    def _values(self, term: FieldTerm, field: str) -> frozenset[str]:
        """Return what the values of a term mean, adding a notice for each that means nothing."""
        if field in FLAGS:
            return self._flags(term)
        values: set[str] = set()
        for position, typed in enumerate(term.values):
            if field in self._timeline.specs:
                values |= self._facet_values(term, position, field)
            elif field == "thread":
                if self._names.has_event(typed):
                    values.add(typed)
                else:
                    self._note_value(term, position, f"unknown event '{typed}'; T writes this of the event at hand")
            elif field in TEXTS:
                if needle := fold(typed).strip():
                    values.add(needle)
                else:
                    self._note_value(term, position, f"'{typed}' has no letter or digit to look for")
            elif parse_test(typed) is not None:
                values.add(typed)
            else:
                self._note_value(term, position, f"'{typed}' compares with no number; write {term.name}:>10 or 10..20")
        return frozenset(values)

    def _facet_values(self, term: FieldTerm, facet: str) -> frozenset[str]:
        found: set[str] = set()
        for position, typed in enumerate(term.values):
            ids = self._names.resolve(facet, typed)
            if not ids:
                known = (name for names in self._names.values(facet).values() for name in names)
                close = nearest(fold(typed), known)
                remedy = f"did you mean '{close}'?" if close else f"no {facet} here has a name that begins so"
                self._note_value(term, position, f"unknown {facet} '{typed}'; {remedy}")
            elif len(others := self._names.beginning(facet, typed) - ids) and len(ids) == 1:
                self._hint_at_others(term, position, facet, next(iter(ids)), others)
            found |= ids
        return frozenset(found)

    def _hint_at_others(self, term: FieldTerm, position: int, facet: str, value: str, others: frozenset[str]) -> None:
        """Add a hint that a name typed in full leaves out others that have it as the beginning of a word.

        What is below the value in its tree is found with it and left out of the hint.
        """
        entries = self._names.timeline.entries(facet)
        apart = sorted(other for other in others if value not in set(lineage(entries, other))) if entries else others
        if apart:
            names = self._names
            example = min((names.label(facet, other) for other in apart), key=len)
            message = f"only {names.label(facet, value)}; {len(apart)} more begin so, such as {example}"
            span = term.value_spans[position] if term.value_spans else term.span
            self._notices.append(Notice(*span, message, is_hint=True))

    def _comparisons(self, term: FieldTerm) -> frozenset[str]:
        found = set()
        for position, typed in enumerate(term.values):
            if comparison(typed) is None:
                self._note_value(term, position, f"'{typed}' compares with no number; write {term.name}:>10 or 10..20")
            else:
                found.add(typed)
        return frozenset(found)

    def _event_ids(self, term: FieldTerm) -> frozenset[str]:
        found = set()
        for position, typed in enumerate(term.values):
            if self._names.has_event(typed):
                found.add(typed)
            else:
                message = f"unknown event '{typed}'; T writes this of the event at hand"
                self._note_value(term, position, message)
        return frozenset(found)

    def _flags(self, term: FieldTerm) -> frozenset[str]:
        known = FLAGS[term.name]
        if term.name == "has":
            known = (*known, *(spec.name for spec in self._names.timeline.own_facets))
        found = set()
        for position, typed in enumerate(term.values):
            flag = fold(typed).strip()
            if flag in known:
                found.add(flag)
            else:
                close = nearest(typed, known)
                remedy = f"did you mean '{close}'?" if close else f"it is one of {', '.join(known)}"
                self._note_value(term, position, f"unknown value '{typed}' of {term.name}; {remedy}")
        return frozenset(found)

    def _bind_certain(self, term: FieldTerm) -> None:
        flags = self._flags(term)
        if term.negated:
            self._note_term(term, "'-certain:' means nothing; write certain:no, or leave it out")
        else:
            self._certainties |= flags

    # Dates

    def _bind_dates(self, term: FieldTerm) -> None:
        typed = self._typed_ranges(term)
        if not typed:
            return
        allowed = [days for days in (allowed_days(term.name, days) for days in typed) if days is not None]
        if term.negated:
            self._excluded_ranges += allowed
            return
        # Terms are combined range by range, not event by event: an event over several days may be partly in each of
        # two ranges that have no day in common.
        shared = (days.intersect(other) for days in self._ranges for other in allowed)
        self._ranges = tuple(days for days in shared if days is not None)[:_MOST_RANGES]

    def _bind_known(self, term: FieldTerm) -> None:
        """Add the day as of which the timeline is seen: the latest of the term's days, the earliest of all terms'."""
        if term.negated:
            self._note_term(term, "'-known:' means nothing; write known: with a date")
        elif days := [last for _, last in self._typed_ranges(term) if last is not None]:
            self._known_days.append(max(days))

    def _typed_ranges(self, term: FieldTerm) -> list[DayRange]:
        """Return the days that the values of a term mean, adding a notice for each value that is not a date."""
        from tui.timeline.dates.typed import TypedDateError, typed_date

        ranges = []
        for position, typed in enumerate(term.values):
            try:
                ranges.append(DayRange(*typed_date(typed, self._today())))
            except TypedDateError as error:
                self._note_value(term, position, f"{term.name} '{typed}': {error.problem}; {error.remedy}")
        return ranges

    def _explain_dates_in_words(self) -> None:
        """Add a notice for a date of several words without quotes.

        ``after:nov 2022`` means November of any year, and the word 2022.
        """
        terms = self._query.terms
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
                    message = f'a date in several words; in quotes it is one: {term.name}:"{text}"'
                    self._notices.append(Notice(term.span[0], end, message))
                    break

    def _is_date(self, text: str) -> bool:
        from tui.timeline.dates.typed import TypedDateError, typed_date

        try:
            typed_date(text, self._today())
        except TypedDateError:
            return False
        return True

    # Notices

    def _note_hint(self, term: FieldTerm, message: str) -> None:
        self._notices.append(Notice(*term.span, message, is_hint=True))

    def _note_term(self, term: FieldTerm, message: str) -> None:
        self._notices.append(Notice(*term.span, message))

    def _note_value(self, term: FieldTerm, position: int, message: str) -> None:
        span = term.value_spans[position] if term.value_spans else term.span
        self._notices.append(Notice(*span, message))

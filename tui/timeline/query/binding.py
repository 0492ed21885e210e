"""Bind a query to a timeline: names become ids, dates become ranges of days, errors become notices.

Binding looks at no event. `tui.timeline.search.execute` finds the events of a bound query.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from tui.text.folding import fold
from tui.text.frozen import Frozen
from tui.text.nearest import nearest
from tui.timeline.dates.day_range import ALL_DAYS, DayRange
from tui.timeline.model.as_of import AsOf
from tui.timeline.model.facets import FacetSpec
from tui.timeline.model.tree import lineage
from tui.timeline.query.comparison import comparison
from tui.timeline.query.facet_names import FacetNames
from tui.timeline.query.language import Query
from tui.timeline.query.terms import DATA, DATES, FLAGS, NAMES, TEXTS, FieldTerm, Notice, TextTerm

TEXT = ""
"""The field of a bound term that looks for words."""

_MOST_RANGES = 64
"""The most ranges of days kept of several date terms whose values are separated by commas."""

_YEAR = re.compile(r"\d{4}")


class BoundTerm(Frozen):
    """A term whose values are known to the timeline. An event matches if it has any of them."""

    field: str
    """A facet, ``is``, ``has``, ``thread``, one of `TEXTS`, `DATA` and the name of a further field, or `TEXT`."""
    values: frozenset[str]
    """Ids of facet values, flags, ids of events, folded words or phrases, or comparisons. There is at least one."""
    negated: bool


class BoundQuery(Frozen):
    """A query in a timeline's own terms."""

    query: Query
    terms: tuple[BoundTerm, ...]
    """The terms that do not concern dates, in the order of the query."""
    ranges: tuple[DayRange, ...]
    """An event must be within any of these ranges; without a range, no event matches."""
    excluded_ranges: tuple[DayRange, ...]
    """An event must be outside all of these ranges."""
    certain: bool
    """Match only events that are certainly, not just possibly, within the ranges and known by the day."""
    as_of: AsOf | None
    """The day as of which the timeline is seen."""
    notices: tuple[Notice, ...]
    """The parts of the query that are ignored, in the order of its text."""

    @property
    def is_limited(self) -> bool:
        """Whether an event must be within `ranges`, which are not just all days."""
        return self.ranges != (ALL_DAYS,)

    @property
    def is_dated(self) -> bool:
        """Whether the dates of an event matter."""
        return self.is_limited or bool(self.excluded_ranges)

    @property
    def needles(self) -> tuple[str, ...]:
        """The folded words and phrases to find, in the order of the query."""
        return tuple(needle for term in self.terms if term.field == TEXT and not term.negated for needle in term.values)

    def values(self, facet: str, *, negated: bool = False) -> frozenset[str]:
        """Return the ids of the values of a facet that the query chooses, or excludes."""
        return frozenset(
            value for term in self.terms if term.field == facet and term.negated == negated for value in term.values
        )


def bind(query: Query, names: FacetNames, today: Callable[[], date]) -> BoundQuery:
    """Return a query in the terms of a timeline.

    Args:
        query: the query.
        names: the names of the timeline's values.
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
        self._today = today
        self._notices = [*query.notices]
        self._ranges: tuple[DayRange, ...] = (ALL_DAYS,)
        self._excluded_ranges: list[DayRange] = []
        self._certainties: set[str] = set()
        self._known_days: list[date] = []

    def bind(self) -> BoundQuery:
        terms = []
        for term in self._query.terms:
            if isinstance(term, TextTerm):
                if needle := fold(term.text).strip():
                    terms.append(BoundTerm(TEXT, frozenset({needle}), term.negated))
            elif isinstance(term, FieldTerm):
                facet = self._facet(term)
                if not self._is_field(term, facet):
                    terms += self._as_word(term)
                elif facet is not None and not term.values and facet.name not in NAMES:
                    self._note_term(term, f"'{term.name}:' wants a value")
                elif term.name in DATES:
                    self._bind_dates(term)
                elif term.name == "known":
                    self._bind_known(term)
                elif term.name == "certain":
                    self._bind_certain(term)
                elif values := self._values(term, facet):
                    terms.append(BoundTerm(self._field_name(term, facet), values, term.negated))
        self._explain_dates_in_words()
        certain = self._certainties == {"yes"}
        return BoundQuery(
            query=self._query,
            terms=tuple(terms),
            ranges=self._ranges,
            excluded_ranges=tuple(self._excluded_ranges),
            certain=certain,
            as_of=AsOf(min(self._known_days), certain) if self._known_days else None,
            notices=tuple(sorted(self._notices)),
        )

    # Values

    def _facet(self, term: FieldTerm) -> FacetSpec | None:
        """Return the facet that a term names; capitals do not matter. None if it names another field or none."""
        specs = self._names.timeline.specs
        found = specs.get(term.name)
        if found is None:
            folded = term.name.casefold()
            found = next((spec for spec in specs.values() if spec.name.casefold() == folded), None)
        return found

    def _is_field(self, term: FieldTerm, facet: FacetSpec | None) -> bool:
        if term.name.startswith(DATA):
            return self._names.data_name(term.name.removeprefix(DATA)) is not None
        return facet is not None or term.name in NAMES

    def _field_name(self, term: FieldTerm, facet: FacetSpec | None) -> str:
        if term.name.startswith(DATA):
            return f"{DATA}{self._names.data_name(term.name.removeprefix(DATA))}"
        return term.name if facet is None else facet.name

    def _as_word(self, term: FieldTerm) -> list[BoundTerm]:
        """Return the term that looks for a term whose name is no field as a word, with a hint that says so."""
        fields = (*self._names.timeline.specs, *NAMES)
        if term.name.startswith(DATA):
            known = self._names.data_names
            name = term.name.removeprefix(DATA)
            close = nearest(name, known)
            remedy = f"did you mean '{DATA}{close}'?" if close else f"fields are {', '.join(known)}" if known else ""
            self._note_hint(term, f"no event has data '{name}'; {remedy or 'no event has any'}")
        else:
            close = nearest(term.name, fields)
            remedy = f"; did you mean '{close}:'?" if close else ""
            self._note_hint(term, f"'{term.name}' is not a field, so all of this is looked for as a word{remedy}")
        needle = fold(term.as_word).strip()
        return [BoundTerm(TEXT, frozenset({needle}), term.negated)] if needle else []

    def _values(self, term: FieldTerm, facet: FacetSpec | None) -> frozenset[str]:
        """Return what the values of a term mean, adding a notice for each unknown one."""
        if facet is not None:
            return self._facet_values(term, facet.name)
        if term.name.startswith(DATA):
            return self._comparisons(term)
        if term.name in TEXTS:
            return frozenset(filter(None, (fold(typed).strip() for typed in term.values)))
        if term.name == "thread":
            return self._event_ids(term)
        return self._flags(term)

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

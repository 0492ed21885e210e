"""Bind a query to a timeline: names become ids, dates become ranges of time, errors become notices.

Binding looks at no event. `tui.timeline.search.execute` finds the events of a bound query.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from datetime import date

from tui.text.folding import fold
from tui.text.nearest import nearest
from tui.timeline.dates.time_range import ALL_TIME, TimeRange
from tui.timeline.model.as_of import AsOf
from tui.timeline.model.tree import lineage
from tui.timeline.query.bound import TEXT, BoundQuery, BoundTerm
from tui.timeline.query.date_terms import DateTerms
from tui.timeline.query.facet_names import FacetNames, is_data
from tui.timeline.query.language import Query
from tui.timeline.query.terms import (
    DATA,
    DATES,
    EXAMPLES,
    FLAGS,
    NAMES,
    TEXTS,
    FieldTerm,
    Notice,
    Term,
    TextTerm,
)

_MOST_RANGES = 64
"""The most ranges of time kept of several date terms whose values are separated by commas."""
_MOST_LISTED = 8
"""The most values of a facet, or further fields, that a notice lists."""

_PLAIN = re.compile(r"[\w'’.,:;%°/-]*\w[\w'’.,:;%°/-]*")
"""Words without signs that mean something in other query languages."""


def bind(query: Query, names: FacetNames, today: Callable[[], date]) -> BoundQuery:
    """Return a query in the terms of a timeline.

    Args:
        query: the query.
        names: the names of the timeline's fields and values.
        today: returns the day that dates such as "last year" are resolved against.
    """
    return _Binder(query, names, today).bind()


class _MeaninglessError(Exception):
    """A value means nothing for a timeline. Its str() says why, and what would be right."""


class _Binder:
    def __init__(self, query: Query, names: FacetNames, today: Callable[[], date]) -> None:
        self._query = query
        self._names = names
        self._timeline = names.timeline
        self._notices = [notice for notice in query.notices if not _is_of_missing_value(notice, query)]
        self._dates = DateTerms(names, today, self._notices)
        self._ranges: tuple[TimeRange, ...] = (ALL_TIME,)
        self._excluded_ranges: list[TimeRange] = []
        self._certainties: set[str] = set()
        self._known_seconds: list[int] = []

    def bind(self) -> BoundQuery:
        terms = [self._bind(term) for term in self._query.terms]
        self._dates.explain_dates_in_words(self._query.terms)
        self._explain_foreign_syntax()
        certain = self._certainties == {"yes"}
        return BoundQuery(
            query=self._query,
            terms=tuple(term for term in terms if term is not None),
            ranges=self._ranges,
            excluded_ranges=tuple(self._excluded_ranges),
            certain=certain,
            as_of=AsOf(min(self._known_seconds), certain, self._timeline.zone) if self._known_seconds else None,
            notices=tuple(sorted(self._notices, key=lambda notice: (notice.is_hint, notice.start, notice.end))),
        )

    def _bind(self, term: Term) -> BoundTerm | None:
        """Return a term in the terms of the timeline; None if it concerns dates, or no value of it has a meaning."""
        if isinstance(term, TextTerm):
            return _of_text(term.text, term.negated)
        field = self._names.field(term.name)
        if field is None:
            return self._bind_unknown(term)
        if not term.values:
            self._note_missing_value(term, field)
        elif field in DATES:
            self._bind_dates(term)
        elif field == "known":
            self._bind_known(term)
        elif field == "certain":
            self._bind_certain(term)
        elif values := self._values(term, field):
            return BoundTerm(field, values, term.negated)
        return None

    def _bind_unknown(self, term: FieldTerm) -> BoundTerm | None:
        """Bind a term whose name is not a field: it is a word, unless its name begins like that of a further field."""
        if is_data(term.name):
            fields = [field.removeprefix(DATA) for field in self._names.data_fields]
            close = nearest(term.name[len(DATA) :], fields)
            listed = ", ".join(f"{DATA}{field}" for field in fields[:_MOST_LISTED])
            otherwise = f"there is {listed}" if fields else "no event has further fields"
            remedy = f"did you mean '{DATA}{close}'?" if close else otherwise
            self._note_term(term, f"no event has '{term.name}'; {remedy}")
            return None
        from tui.timeline.query.foreign_syntax import ALSO_CALLED  # most fields are known

        close = ALSO_CALLED.get(term.name.casefold()) or nearest(term.name, (*self._timeline.specs, *NAMES))
        remedy = f"; did you mean '{close}:'?" if close else ""
        message = f"'{term.name}' is not a field, so all of this is looked for as a word{remedy}"
        self._notices.append(Notice(*term.span, message, is_hint=True))
        return _of_text(term.as_word, term.negated)

    # Values

    def _values(self, term: FieldTerm, field: str) -> frozenset[str]:
        """Return the meanings of a term's values, adding an error for each value without one."""
        found: set[str] = set()
        for position, typed in enumerate(term.values):
            try:
                meant = self._meaning(field, typed)
            except _MeaninglessError as error:
                self._notices.append(Notice(*term.value_span(position), str(error)))
                continue
            if field in self._timeline.specs:
                self._hint_at_others(term, position, field, meant)
            found |= meant
        return frozenset(found)

    def _meaning(self, field: str, typed: str) -> frozenset[str]:
        """Return what a value of a field means.

        Raises:
            _MeaninglessError: if it means nothing.
        """
        if field in self._timeline.specs:
            return self._facet_values(field, typed)
        if field in FLAGS:
            return self._flag(field, typed)
        if field == "thread":
            if not self._names.has_event(typed):
                raise _MeaninglessError(f"unknown event '{typed}'; T writes this of the event at hand")
        elif field == "origins":
            from tui.timeline.query.comparison import parse_number_test

            if parse_number_test(typed) is None:
                raise _MeaninglessError(f"'{typed}' is not a number of origins; write 1, >=2 or 2..3")
        elif field in TEXTS:
            typed = fold(typed).strip()
            if not typed:
                raise _MeaninglessError(f"nothing to look for in the {field}; write {field}:{EXAMPLES[field]}")
        else:
            from tui.timeline.query.comparison import parse_test  # few queries compare

            if parse_test(typed) is None:
                raise _MeaninglessError(f"'{typed}' is not a comparison with a number; write >10 or 10..20")
        return frozenset({typed})

    def _facet_values(self, facet: str, typed: str) -> frozenset[str]:
        names = self._names
        if found := names.resolve(facet, typed):
            return found
        known = names.values(facet)
        if facet == "year":
            years = list(known)
            remedy = f"the years here are {years[0]} to {years[-1]}" if years else "no event has a year"
        else:
            remedy = _of_foreign_value(facet, typed) or _advice(
                fold(typed),
                [name for found in known.values() for name in found],
                self._values_there_are(facet, list(known)),
            )
        raise _MeaninglessError(f"unknown {facet} '{typed}'; {remedy}")

    def _values_there_are(self, facet: str, values: Sequence[str]) -> str:
        """Return the values of a facet as a remedy, if they are few or a fixed list, as those of a status are."""
        if self._timeline.specs[facet].values or 0 < len(values) <= _MOST_LISTED:
            return f"it is one of {', '.join(self._names.label(facet, value) for value in values)}"
        return f"no {facet} here has a name that begins like this"

    def _flag(self, field: str, typed: str) -> frozenset[str]:
        own = (spec.name for spec in self._timeline.own_facets) if field == "has" else ()
        known = {fold(flag): flag for flag in (*FLAGS[field], *own)}
        flag = known.get(fold(typed).strip())
        if flag is None:
            remedy = _advice(typed, tuple(known.values()), f"it is one of {', '.join(known.values())}")
            raise _MeaninglessError(f"unknown value '{typed}' of {field}; {remedy}")
        return frozenset({flag})

    def _hint_at_others(self, term: FieldTerm, position: int, facet: str, ids: frozenset[str]) -> None:
        """Add a hint if a name typed in full leaves out others that have it as the beginning of a word.

        Values below one of those found are found with it, and are not counted.
        """
        names, entries = self._names, self._timeline.entries(facet)
        others = names.beginning(facet, term.values[position]) - ids
        if entries:
            others = frozenset(other for other in others if ids.isdisjoint(lineage(entries, other)))
        if others:
            found = names.label(facet, next(iter(ids))) if len(ids) == 1 else f"the {len(ids)} with exactly this name"
            example = min((names.label(facet, other) for other in others), key=lambda label: (len(label), label))
            begin = "1 more begins" if len(others) == 1 else f"{len(others)} more begin"
            message = f"only {found}; {begin} like this, such as {example}"
            self._notices.append(Notice(*term.value_span(position), message, is_hint=True))

    def _note_missing_value(self, term: FieldTerm, field: str) -> None:
        """Add an error for a field without a value, with one of the timeline's."""
        from tui.timeline.query.value_examples import example_value  # most queries are finished

        message = f"'{term.name}:' needs a value; write {term.name}:{example_value(self._names, field)}"
        self._notices.append(Notice(*term.span, message, is_unfinished=True))

    def _explain_foreign_syntax(self) -> None:
        """Add a hint for each word with a meaning in other query languages."""
        terms = self._query.terms
        for position, term in enumerate(terms):
            if isinstance(term, TextTerm) and (term.text in ("AND", "OR", "NOT") or not _PLAIN.fullmatch(term.text)):
                from tui.timeline.query.foreign_syntax import explain_word
                from tui.timeline.query.value_examples import either_example

                message = explain_word(terms, position, lambda: either_example(self._names))
                if message is not None:
                    self._notices.append(Notice(*term.span, message, is_hint=True))
                elif not fold(term.text).strip() and term.span[1] > term.span[0]:
                    message = f"'{term.text}' has no letter or digit; put what to look for in its place"
                    self._notices.append(Notice(*term.span, message, is_unfinished=True))

    def _bind_certain(self, term: FieldTerm) -> None:
        flags = self._values(term, "certain")
        if term.negated:
            self._note_term(term, "'-certain:' means nothing; write certain:no, or leave it out")
        else:
            self._certainties |= flags

    # Dates

    def _bind_dates(self, term: FieldTerm) -> None:
        allowed = self._dates.allowed_ranges(term)
        if not allowed:
            return
        if term.negated:
            self._excluded_ranges += allowed
            return
        # Terms are combined range by range, not event by event: an event that lasts may be partly in each of
        # two ranges that share no time.
        shared = (time.intersect(other) for time in self._ranges for other in allowed)
        self._ranges = tuple(time for time in shared if time is not None)[:_MOST_RANGES]

    def _bind_known(self, term: FieldTerm) -> None:
        """Add the moment as of which the timeline is seen: the last of a term's dates, the first of all terms'."""
        if term.negated:
            self._note_term(term, "'-known:' means nothing; write known: with a date")
        elif seconds := [time.last for time in self._dates.allowed_ranges(term) if time.last is not None]:
            self._known_seconds.append(max(seconds))

    def _note_term(self, term: FieldTerm, message: str) -> None:
        self._notices.append(Notice(*term.span, message))


def _is_of_missing_value(notice: Notice, query: Query) -> bool:
    """Return whether the parser noted that a term has no value. The timeline knows a better example than the parser."""
    return any(isinstance(term, FieldTerm) and not term.values and term.span == notice[:2] for term in query.terms)


def _of_foreign_value(facet: str, typed: str) -> str | None:
    if _PLAIN.fullmatch(typed):
        return None
    from tui.timeline.query.foreign_syntax import explain_value

    return explain_value(facet, typed)


def _of_text(text: str, negated: bool) -> BoundTerm | None:
    """Return the term that looks for a word or a phrase; None if it has no letter or digit."""
    needle = fold(text).strip()
    return BoundTerm(TEXT, frozenset({needle}), negated) if needle else None


def _advice(name: str, known: Collection[str], otherwise: str) -> str:
    """Return a remedy for an unknown name: the nearest known one, or else another remedy."""
    close = nearest(name, known)
    return f"did you mean '{close}'?" if close else otherwise

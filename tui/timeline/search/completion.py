"""Completions for a query that is being typed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import islice

from tui.text.folding import fold
from tui.text.frozen import Frozen, replace
from tui.timeline.dates.calendar import DAY
from tui.timeline.dates.edtf import EdtfDate
from tui.timeline.dates.time_range import day_text
from tui.timeline.dates.words import date_words
from tui.timeline.query.facet_names import has_word_prefix
from tui.timeline.query.language import Query
from tui.timeline.query.meanings import FLAG_MEANINGS, MEANINGS
from tui.timeline.query.terms import DATES, FACETS, FLAGS, NAMES, FieldTerm, Term, TextTerm, quoted_if_needed
from tui.timeline.search.answers import count_events, find, takes_long
from tui.timeline.search.date_offers import TypedDate, date_offers, is_beginning_of_date
from tui.timeline.search.execute import Matches
from tui.timeline.search.index import Index
from tui.timeline.search.known_days import KnownDay, has_known_days, known_days

MOST = 24
"""The most completions that are offered."""

_MOST_DATES = 3
"""The most dates that are offered for a word."""
_FLAGS_OF_FIELDS = ("summary", "quote", "note", "link")
"""Values of ``has:`` without which a field finds nothing."""


_OF_ORIGINS = ("source", "speaker", "via")
"""The facets of which a claim has a value if it has an origin."""
_ORIGINS = ("1", ">=2", "0", "2", "3")
"""The numbers of origins that are offered."""


class Completion(Frozen):
    """A text to insert into a query, and the part of the query that it replaces."""

    start: int
    """Offset in the query's text of the first character that it replaces."""
    end: int
    """Offset of the character after the last."""
    text: str
    label: str
    """The name of the value; empty if the text is not an id."""
    count: int | None = None
    """How many events the completed query would match; None for a field that still needs a value."""
    meaning: str = ""
    """What the text finds, in words, if that is not in its label."""
    is_query: bool = False
    """Whether the text is a whole query that was asked before."""


def complete(query: Query, index: Index, text: str, cursor: int) -> list[Completion]:
    """Return completions of the term at the cursor: fields first, then values in descending order of their counts.

    Where no term is, the fields are offered; and nothing while an answer takes long.

    Args:
        query: the query.
        index: the timeline.
        text: the text that the query was parsed from.
        cursor: the offset at which the next character would be typed.
    """
    if takes_long(query, index):
        return []
    for position, term in enumerate(query.terms):
        if term.span[0] < cursor <= term.span[1]:
            completer = _Completer(index, (*query.terms[:position], *query.terms[position + 1 :]))
            if isinstance(term, FieldTerm):
                return list(islice(completer.of_field_term(term, text, cursor), MOST))
            if '"' not in text[slice(*term.span)]:
                return list(islice(completer.of_text_term(term, cursor), MOST))
            return []
    return [] if text.strip() else list(islice(_Completer(index, ()).of_nothing(cursor), MOST))


class _Completer:
    """Completes one term of a query.

    Args:
        index: the timeline.
        others: the other terms of the query.
    """

    def __init__(self, index: Index, others: tuple[Term, ...]) -> None:
        self._index = index
        self._others = others

    @cached_property
    def _matches(self) -> Matches:
        """The events that match the other terms."""
        return find(Query(self._others), self._index)

    def of_nothing(self, cursor: int) -> Iterator[Completion]:
        """Yield the fields, for a query that has no term yet."""
        for name in self._fields():
            yield Completion(cursor, cursor, f"{name}:", "", meaning=self._meaning(name))

    def _meaning(self, field: str) -> str:
        spec = self._index.timeline.specs.get(field)
        return MEANINGS.get(field, "" if spec is None else spec.title)

    def of_text_term(self, term: TextTerm, cursor: int) -> Iterator[Completion]:
        """Yield fields whose name begins with a word, and the values of facets that have a word beginning so."""
        start, end = term.span
        if cursor != end:
            return
        start += term.negated
        for name in self._fields():
            if name.casefold().startswith(term.text.casefold()) and not (term.negated and name in ("known", "certain")):
                yield Completion(start, end, f"{name}:", "", meaning=self._meaning(name))
        if len(term.text) < 2:
            return
        used = self._index.used_facets
        parts_of_others = {name for spec in used for name in spec.also}
        for spec in used:
            if spec.is_counted and not spec.is_derived and spec.name not in parts_of_others:
                for value, label, count in self._values(spec.name, term.text, negated=term.negated):
                    if count:
                        yield Completion(start, end, f"{spec.name}:{quoted_if_needed(value)}", label, count)
        if not term.negated:
            yield from self._in_dates(term.text, start, end)

    def _in_dates(self, typed: str, start: int, end: int) -> Iterator[Completion]:
        """Yield dates with the field ``in:``, for a word that is a year or begins the name of a month."""
        if not is_beginning_of_date(typed):
            return
        index = self._index
        for offer in date_offers(
            TypedDate(typed, index.today(), index.zone), index, self._matches.events, is_word=True
        )[:_MOST_DATES]:
            term = f"in:{offer.text}"
            yield Completion(start, end, term, offer.name, self._count(FieldTerm("in", ()), offer.text))

    def _fields(self) -> Iterator[str]:
        """Yield the names of fields that have a meaning in the timeline. A facet that no event uses has none."""
        yield from (spec.name for spec in self._index.used_facets)
        yield from (name for name in NAMES if name not in FACETS and self._is_of_use(name))
        yield from self._index.names.data_fields

    def _is_of_use(self, name: str) -> bool:
        """Return whether a field that is no facet can find some events and not others."""
        if name == "known":
            return has_known_days(self._index)
        if name == "origins":
            return any(spec.name in _OF_ORIGINS for spec in self._index.used_facets)
        flag = "link" if name == "thread" else name
        return flag not in _FLAGS_OF_FIELDS or bool(self._index.flagged(flag, None))

    def of_field_term(self, term: FieldTerm, text: str, cursor: int) -> Iterator[Completion]:
        """Yield values of a field that begin with the text before the cursor, if that is a value of the term."""
        if cursor <= term.span[0] + term.negated + len(term.name):
            return
        start = end = cursor
        typed = ""
        for (first, last), value in zip(term.value_spans, term.values, strict=True):
            if first <= cursor <= last:
                start, end, typed = first, last, value
        if text[start:cursor].endswith('"') and cursor - start > 1:
            return
        field = self._index.names.field(term.name)
        if field is not None and field in self._index.timeline.specs:
            if any(fold(typed).strip() in names for names in self._index.names.values(field).values()):
                return  # the name is already complete
            for value, label, count in self._values(field, typed, negated=term.negated):
                if value not in term.values:
                    yield Completion(start, end, quoted_if_needed(value), label, count)
            return
        if text[start - 1 : start] == text[end : end + 1] == '"':
            start, end = start - 1, end + 1  # quotes with nothing between them
        if field is None:
            return
        if field in DATES:
            yield from self._dates(term, typed, start, end)
        elif field == "known":
            yield from self._known(term, typed, start, end)
        for value in self._flags(field):
            if value.casefold().startswith(typed.casefold()) and value.casefold() != typed.casefold():
                yield Completion(start, end, value, "", self._count(term, value), FLAG_MEANINGS.get(value, ""))

    def _count(self, term: FieldTerm, value: str) -> int:
        return count_events(Query((*self._others, replace(term, values=(value,)))), self._index)

    def _dates(self, term: FieldTerm, typed: str, start: int, end: int) -> Iterator[Completion]:
        index = self._index
        for offer in date_offers(TypedDate(typed, index.today(), index.zone), index, self._matches.events):
            if offer.text != typed:
                yield Completion(start, end, offer.text, offer.name, self._count(term, offer.text))

    def _known(self, term: FieldTerm, typed: str, start: int, end: int) -> Iterator[Completion]:
        """Yield the days on which sources came out, or the ends of months and years in which any did."""
        if term.negated:
            return
        index = self._index
        others = Query(self._others)
        certain = "yes" in others.values("certain")
        events = find(others.without("known"), index).events
        date = TypedDate(typed, index.today(), index.zone)
        offers = list(known_days(date, index, events, certain=certain))
        is_one_day = date.has_year or not offers  # a month without a year is offered of each year
        if date.time is not None and date.time.last is not None and is_one_day:
            meant = day_text(date.time.last // DAY)
            same = [day for day in offers if day.text == meant]
            as_typed = KnownDay(meant, date_words(EdtfDate.parse(meant)), "", 0)
            offers = [*(same or [as_typed]), *(day for day in offers if day not in same)]
        for day in offers:
            meaning = f"{day.events:,} became known" if day.events else ""
            if day.text != typed:
                meaning += f" in {day.period}" if day.period else ""
                yield Completion(start, end, day.text, day.name, self._count(term, day.text), meaning)

    def _flags(self, field: str) -> Iterator[str]:
        """Yield the values of a field that has a fixed list of them, as far as they mean something here."""
        if field == "origins":
            yield from _ORIGINS
        used = {spec.name for spec in self._index.used_facets}
        yield from (flag for flag in FLAGS.get(field, ()) if flag not in FACETS or flag in used)
        if field == "has":
            yield from (spec.name for spec in self._index.timeline.own_facets if spec.name in used)

    def _values(self, facet: str, typed: str, *, negated: bool) -> Iterator[tuple[str, str, int]]:
        """Yield the id, name and count of each value with a word that begins with a text, most frequent first."""
        prefix = fold(typed).strip()
        names = self._index.names
        found = [value for value, folded in names.values(facet).items() if has_word_prefix(folded, prefix)]
        if not found:
            return
        counts = self._matches.counts(facet, found)
        total = len(self._matches.events) if negated else 0
        labelled = [
            (value, names.label(facet, value), total - counts[value] if negated else counts[value]) for value in found
        ]
        yield from sorted(labelled, key=lambda each: (-each[2], each[1]))

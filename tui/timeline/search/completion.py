"""Completions for a query that is being typed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from tui.text.folding import fold
from tui.text.frozen import Frozen, replace
from tui.timeline.query.facet_names import has_word_prefix
from tui.timeline.query.language import Query
from tui.timeline.query.terms import DATA, DATES, FLAGS, NAMES, FieldTerm, TextTerm, quoted_if_needed
from tui.timeline.search.answers import count_events, count_values
from tui.timeline.search.index import Index

MOST = 8
"""The most completions that are offered."""


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


def complete(query: Query, index: Index, text: str, cursor: int) -> list[Completion]:
    """Return completions of the term at the cursor: fields first, then values in descending order of their counts.

    Args:
        query: the query.
        index: the timeline.
        text: the text that the query was parsed from.
        cursor: the offset at which the next character would be typed.
    """
    for position, term in enumerate(query.terms):
        if term.span[0] < cursor <= term.span[1]:
            rest = Query((*query.terms[:position], *query.terms[position + 1 :]))
            if isinstance(term, TextTerm) and '"' not in text[term.span[0] : term.span[1]]:
                return list(islice(_of_text_term(index, rest, term, cursor), MOST))
            if isinstance(term, FieldTerm):
                return list(islice(_of_field_term(index, rest, term, text, cursor), MOST))
    return []


def _of_text_term(index: Index, rest: Query, term: TextTerm, cursor: int) -> Iterator[Completion]:
    start, end = term.span
    if cursor != end:
        return
    start += term.negated
    own_facets = [spec.name for spec in index.timeline.own_facets]
    data = [f"{DATA}{name}" for name in index.names.data_names]
    for name in (*NAMES, *own_facets, *data):
        if term.negated and name in ("known", "certain"):
            continue
        if name.startswith(term.text.lower()):
            yield Completion(start, end, f"{name}:", "")
    if len(term.text) < 2:
        return
    facets = [spec.name for spec in index.timeline.facets if spec.is_counted and spec.field and spec.name != "speaker"]
    for facet in facets:
        for value, label, count in _values(index, rest, facet, term.text, term.negated):
            if count:
                yield Completion(start, end, f"{facet}:{quoted_if_needed(value)}", label, count)


def _of_field_term(index: Index, rest: Query, term: FieldTerm, text: str, cursor: int) -> Iterator[Completion]:
    start = end = cursor
    typed = ""
    if cursor <= term.span[0] + term.negated + len(term.name):
        return
    for (first, last), value in zip(term.value_spans, term.values, strict=True):
        if first <= cursor <= last:
            start, end, typed = first, last, value
    if text[start:cursor].endswith('"') and cursor - start > 1:
        return
    if term.name in index.timeline.specs:
        if any(fold(typed).strip() in names for names in index.names.values(term.name).values()):
            return  # the name is already complete
        for value, label, count in _values(index, rest, term.name, typed, term.negated):
            if value not in term.values:
                yield Completion(start, end, quoted_if_needed(value), label, count)
    elif term.name in FLAGS:
        own = [spec.name for spec in index.timeline.own_facets]
        for value in (*FLAGS[term.name], *(own if term.name == "has" else ())):
            if value.startswith(typed.lower()) and value != typed.lower():
                yield Completion(start, end, value, "", _count(index, rest, replace(term, values=(value,))))
    elif term.name in DATES or term.name == "known":
        for year in index.names.values("year"):
            if year.startswith(typed) and year != typed:
                yield Completion(start, end, year, "", _count(index, rest, replace(term, values=(year,))))


def _values(index: Index, rest: Query, facet: str, typed: str, negated: bool) -> Iterator[tuple[str, str, int]]:
    """Yield the id, name and count of each value with a word that begins with the typed text, most frequent first."""
    prefix = fold(typed).strip()
    counts = count_values(rest, index, facet)
    total = count_events(rest, index) if negated else 0
    matching = [
        (value, index.names.label(facet, value), total - counts[value] if negated else counts[value])
        for value, names in index.names.values(facet).items()
        if has_word_prefix(names, prefix)
    ]
    matching.sort(key=lambda match: (-match[2], match[1]))
    yield from matching


def _count(index: Index, rest: Query, term: FieldTerm) -> int:
    return count_events(Query((*rest.terms, term)), index)

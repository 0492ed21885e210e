"""The events that a query finds in a public edition.

A query is asked of the whole timeline, but for what it asks of links: an event that only an internal one denies is not
disputed in the edition, whose readers would find no reason for it in its text, and could guess what is left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tui.timeline.model.public import PublicEdition, public_edition
from tui.timeline.model.sort import BY_DATE, Sort
from tui.timeline.model.timeline import Timeline
from tui.timeline.query.language import Query
from tui.timeline.query.terms import FieldTerm, Term
from tui.timeline.search.answers import answer_query, find
from tui.timeline.search.index import Index

_ON_LINKS: Mapping[str, tuple[str, ...]] = {"is": ("disputed", "unanswered"), "has": ("link",), "origins": ()}
"""The fields that ask for links, and their values that do; none stands for all."""
_THREAD = "thread"
_ON_THE_OTHERS = ("known", "certain")
"""The fields that change what the others mean."""


def edition_of(index: Index, numbers: Sequence[int], query: Query, sort: Sort = BY_DATE) -> PublicEdition:
    """Return the public edition of a timeline, with the events that a query finds in it.

    Args:
        index: the whole timeline.
        numbers: the numbers of the events that the query finds in that, in their order.
        query: the query.
        sort: the order.
    """
    edition = public_edition(index.timeline, numbers)
    on_links = [term for term in query.terms if _is_on_links(term, edition.timeline)]
    if not on_links:
        return edition
    others = [term for term in query.terms if term not in on_links]
    known = [term for term in others if isinstance(term, FieldTerm) and term.name.casefold() in _ON_THE_OTHERS]
    public = find(Query((*on_links, *known)), Index(edition.timeline, index.today)).events
    listed = {number for number, new_number in edition.new_numbers.items() if new_number in public}
    listed.update(number for number in numbers if number not in edition.new_numbers)  # to be counted as left out
    found = answer_query(Query(tuple(others)), index, sort).rows
    return public_edition(index.timeline, [number for number in found if number in listed])


def _is_on_links(term: Term, edition: Timeline) -> bool:
    if not isinstance(term, FieldTerm):
        return False
    name = term.name.casefold()
    if name == _THREAD:  # the thread of an event that is left out is only in the whole timeline
        return any(value.strip() in edition.numbers for value in term.values)
    values = _ON_LINKS.get(name)
    return values is not None and (not values or any(value.strip().casefold() in values for value in term.values))

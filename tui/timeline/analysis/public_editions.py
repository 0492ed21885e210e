"""Public editions of what is shown: of an answer, or of the disputes.

A query is asked of the whole timeline, but for what it asks of links: an event that only an internal one denies is not
disputed in the edition, whose readers would find no reason for it in its text, and could guess what is left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tui.timeline.analysis.disputes import Disputes
from tui.timeline.model.as_of import AsOf
from tui.timeline.model.public import PublicEdition, public_edition
from tui.timeline.model.timeline import Timeline
from tui.timeline.query.language import Query
from tui.timeline.query.terms import FieldTerm, Term
from tui.timeline.search.answers import Answer, answer_query, find
from tui.timeline.search.index import Index

_ON_LINKS: Mapping[str, tuple[str, ...]] = {"is": ("disputed", "unanswered"), "has": ("link",), "origins": ()}
"""The fields that ask for links, and their values that do; none stands for all."""
_ON_THE_OTHERS = ("known", "certain")
"""The fields that change what the others mean."""


def edition_of_answer(index: Index, answer: Answer) -> PublicEdition:
    """Return the public edition of a timeline, with the events that the query of an answer finds in it.

    Args:
        index: the whole timeline.
        answer: its answer. Those of its events that are not public are counted as left out.
    """
    edition = public_edition(index.timeline, answer.rows)
    terms = answer.query.terms
    on_links = [term for term in terms if _is_on_links(term, edition.timeline)]
    if not on_links:
        return edition
    others = [term for term in terms if term not in on_links]
    known = [term for term in others if isinstance(term, FieldTerm) and term.name.casefold() in _ON_THE_OTHERS]
    in_edition = find(Query((*on_links, *known)), Index(edition.timeline, index.today)).events
    new_numbers = edition.new_numbers

    def is_found(number: int) -> bool:
        return new_numbers[number] in in_edition if number in new_numbers else number in answer.matching

    found = answer_query(Query(tuple(others)), index, answer.sort).rows
    return public_edition(index.timeline, filter(is_found, found))


def edition_of_disputes(index: Index, numbers: Sequence[int], as_of: AsOf | None) -> PublicEdition:
    """Return the public edition of a timeline, with the events that are in disputes in it.

    Args:
        index: the whole timeline.
        numbers: the numbers of its events in disputes, in their order. Those that are not public are counted as left
            out.
        as_of: the day as of which they are; None for all of the timeline.
    """
    edition = public_edition(index.timeline, numbers)
    in_disputes = Disputes(Index(edition.timeline, index.today), as_of).events
    new_numbers = edition.new_numbers
    found = [number for number in numbers if number not in new_numbers or new_numbers[number] in in_disputes]
    return public_edition(index.timeline, found)


def _is_on_links(term: Term, edition: Timeline) -> bool:
    if not isinstance(term, FieldTerm):
        return False
    name = term.name.casefold()
    if name == "thread":  # the thread of an event that is left out is only in the whole timeline
        return any(value.strip() in edition.numbers for value in term.values)
    values = _ON_LINKS.get(name)
    return values is not None and (not values or any(value.strip().casefold() in values for value in term.values))

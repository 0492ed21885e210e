"""Find a text within an answer, without narrowing it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence

from pyroaring import BitMap

from tui.text.frozen import Frozen
from tui.timeline.query.binding import bind
from tui.timeline.query.language import Query
from tui.timeline.query.terms import FieldTerm, Notice
from tui.timeline.search.answers import Answer
from tui.timeline.search.execute import execute
from tui.timeline.search.index import Index
from tui.timeline.search.orders import in_order

_AS_OF = ("known", "certain")
"""The fields of the answer's query that decide what can be found in an event."""


class Hits(Frozen):
    """The events of an answer in which a text is found."""

    events: BitMap
    rows: Sequence[int]
    """Their numbers, in the order of the answer."""
    rank: Callable[[int], int]
    """Returns a number for each event that ascends along the rows."""
    needles: tuple[str, ...]
    """The folded words and phrases that are looked for."""
    notices: tuple[Notice, ...]
    """What is wrong with the text, as in a query."""

    def position(self, number: int) -> int:
        """Return the position of an event, or of the first hit after it; the number of hits if there is none."""
        return bisect_left(self.rows, self.rank(number), key=self.rank)


def finding_query(text: str, query: Query) -> Query:
    """Return the query that finds a text as of the day that another query names.

    Args:
        text: words, phrases and other terms, all of which must be found.
        query: the query of the answer.
    """
    as_of = (term for term in query.terms if isinstance(term, FieldTerm) and term.name.casefold() in _AS_OF)
    return Query((*as_of, *Query.parse(text).terms))


def find_in(answer: Answer, text: str, index: Index) -> Hits:
    """Find a text in the events of an answer. Nothing is found if no term of the text has a meaning."""
    plan = bind(finding_query(text, answer.query), index.names, index.today)
    is_looked_for = bool(plan.terms) or plan.is_dated
    events = execute(plan, index).events & answer.matching if is_looked_for else BitMap()
    notices = bind(Query.parse(text), index.names, index.today).notices
    ordered = in_order(events, index, answer.sort, answer.uncertain & events)
    return Hits(events, ordered.rows, answer.rank, plan.needles, notices)

"""The query of a timeline, its answer, and the history of queries and jumps. It knows nothing of the screen."""

from __future__ import annotations

import asyncio
from bisect import bisect_left
from collections.abc import Iterator
from threading import Lock

from tui.app.screens.history import AskedQueries, History
from tui.text.frozen import Frozen, replace
from tui.timeline.model.sort import BY_DATE, SORTS, Sort
from tui.timeline.model.timeline import Timeline
from tui.timeline.query.language import Query
from tui.timeline.query.roles import Role
from tui.timeline.search.answers import Answer, answer_query, takes_long
from tui.timeline.search.index import Index


class HistoryEntry(Frozen):
    """A query with the event that the user last went to under it."""

    text: str
    sort: Sort
    anchor: int | None
    is_outside: bool = False
    """Whether the event was jumped to and does not match the query."""
    lines_above: int | None = None
    """The lines of the list between the top of the view and the event; None if they were not noted."""


class QuerySession:
    """One query at a time over a timeline: replaced, executed and remembered.

    Replacing the query leaves the answer as it is until `execute` or `execute_in_thread` is called, so that a slow
    query can be executed while the screen still shows the answer to the query before it.
    """

    def __init__(self, index: Index, text: str = "", sort: Sort = BY_DATE) -> None:
        self.index = index
        self.text = text
        """The query as it was typed."""
        self.query = Query.parse(text)
        """The same, parsed."""
        self.sort = sort
        """The order to list the events in."""
        self._searching = Lock()
        """Held by the thread that executes a slow query."""
        self.answer: Answer = self._first_answer()
        """The answer to the query; while a slow query is executed, the answer to the one before it, or to none."""
        self.anchor: int | None = None
        """The event that the user last went to. The highlight is on it while it is in the list, or else near it."""
        self.crossed: tuple[str, str] | None = None
        """The facets in the rows and the columns of the matrix, if they were chosen."""
        self.outside: int | None = None
        """The event in the detail pane, if it was jumped to and does not match the query."""
        self.asked = AskedQueries([text])
        """The queries that were asked before."""
        self._history = History(HistoryEntry(text, sort, None))
        self._is_typing = False
        """Whether the query is being typed and has no entry in the history yet."""
        self._before_thread: HistoryEntry | None = None
        """What was shown before a thread alone."""

    # Replace and execute the query

    def type_text(self, text: str) -> None:
        """Replace the query by a text that is still being typed."""
        self._replace(text, self.sort)
        self._is_typing = True

    def replace(self, query: Query, sort: Sort | None = None) -> None:
        """Replace the query and add it to the history.

        Args:
            query: the new query.
            sort: the new order; None keeps the order.
        """
        self.end_typing()
        self._replace(str(query), self.sort if sort is None else sort)
        self.asked.add(self.text)
        self._history.go(HistoryEntry(self.text, self.sort, self.anchor))

    def _replace(self, text: str, sort: Sort) -> None:
        self.text, self.sort = text, sort
        self.query = Query.parse(text)  # of the text, so that the offsets of notices are those of the query bar

    @property
    def takes_long(self) -> bool:
        """Whether executing the query takes too long for a key press."""
        return takes_long(self.query, self.index)

    def execute(self) -> None:
        """Find the answer."""
        self._take(answer_query(self.query, self.index, self.sort))

    def refresh(self) -> None:
        """Find the answer again, as the reader's marks and notes have changed; the event at hand stays."""
        self.answer = answer_query(self.query, self.index, self.sort)

    async def execute_in_thread(self) -> bool:
        """Find the answer in a thread, after those that still run.

        Returns:
            Whether it was found: not if the query or the timeline has been replaced.
        """
        query, index, sort = self.query, self.index, self.sort

        def answer() -> Answer | None:
            with self._searching:
                return answer_query(query, index, sort) if query is self.query else None

        found = await asyncio.to_thread(answer)
        if found is None or index is not self.index:
            return False
        self._take(found)
        return True

    @property
    def is_pending(self) -> bool:
        """Whether the query has no answer yet, as it takes long: that of a new timeline is to all events."""
        return self.answer.query != self.query

    def _first_answer(self) -> Answer:
        """Return the answer of a new timeline; if it takes long, that to a query for all events."""
        return answer_query(Query() if self.takes_long else self.query, self.index, self.sort)

    def _take(self, answer: Answer) -> None:
        self.answer = answer
        self.outside = None

    # Show a thread alone

    @property
    def is_thread_alone(self) -> bool:
        """Whether the query is that of a thread and nothing else."""
        terms = self.query.terms
        return len(terms) == 1 and bool(self.query.values("thread"))

    def show_thread(self, event_id: str, shown: int, lines_above: int) -> None:
        """Replace the query by that of a thread, and remember what is shown now.

        Args:
            event_id: the id of an event of the thread.
            shown: the number of the event that is shown.
            lines_above: the lines of the list between the top of the view and the highlighted event.
        """
        self.end_typing()
        is_outside = self.outside is not None
        self._before_thread = HistoryEntry(self.text, self.sort, shown, is_outside, lines_above)
        self.anchor = shown
        self.replace(Query().only("thread", event_id))

    def leave_thread(self) -> HistoryEntry:
        """Replace the query by the one before the thread; if that is not remembered, by one for all events.

        Returns:
            What was shown then.
        """
        before = self._before_thread or HistoryEntry("", self.sort, self.anchor)
        self._before_thread = None
        self.anchor = before.anchor
        self.replace(Query.parse(before.text), before.sort)
        return before

    # Make another query from this one

    def toggled(self, facet: str, value: str, how: Role = "only") -> Query:
        """Return the query with a value of a facet chosen, or no longer chosen if it was.

        Args:
            facet: the name of a facet of the timeline.
            value: an id.
            how: ``only``: choose it as the one value of its facet; for the others see `Query.toggled`.
        """
        query, answer = self.query, self.answer

        def resolve(typed: str) -> frozenset[str]:
            return self.index.names.resolve(facet, typed)

        if how != "only":
            return query.toggled(facet, value, resolve, how)
        if value in answer.excluded[facet]:
            query = query.toggled(facet, value, resolve, "not")
        if answer.chosen[facet] == {value}:
            return query.toggled(facet, value, resolve)
        return query.only(facet, value)

    def choices(self) -> Iterator[tuple[str, str, str, int]]:
        """Yield the facet values that can be chosen: facet, id, name, and how many events would then match."""
        for facet, counts in self.answer.counts.items():
            for value, count in counts.items():
                if count:
                    yield facet, value, self.index.names.label(facet, value), count

    @property
    def next_sort(self) -> Sort:
        """The order that follows the present one."""
        orders = [Sort.parse(text) for text in SORTS]
        return orders[(orders.index(self.sort) + 1) % len(orders)]

    # History

    def end_typing(self) -> None:
        """Add a typed query to the history: one entry, however many keys it took."""
        if self._is_typing:
            self._is_typing = False
            self.asked.add(self.text)
            self._history.go(self._entry())

    def _entry(self) -> HistoryEntry:
        return HistoryEntry(self.text, self.sort, self.anchor, self.outside is not None)

    def leave_event(self, shown: int | None) -> None:
        """Note in the history which event is shown, before a jump to another."""
        entry = self._history.here
        self._history.replace(replace(entry, anchor=shown, is_outside=self.outside is not None))

    def remember_jump(self) -> None:
        """Add the event that was jumped to, to the history."""
        self._history.go(self._entry())

    def step(self, step: int) -> HistoryEntry | None:
        """Go back (-1) or forward (1) to another query, which is then to be executed.

        Returns:
            The entry, or None at the end of the history.
        """
        self.end_typing()
        here = self._history.here
        self._history.replace(replace(here, anchor=self.anchor, is_outside=self.outside is not None))
        entry = self._history.step(step)
        if entry is not None:
            if entry.anchor is not None:
                self.anchor = entry.anchor
            self._replace(entry.text, entry.sort)
        return entry

    # Another timeline

    def replace_index(self, index: Index) -> int | None:
        """Continue on a newer version of the timeline, and execute the query.

        Returns:
            The number that the event outside of the query now has, if one is shown.
        """
        old, new = self.index.timeline, index.timeline
        self.index = index
        self.anchor = renumbered(self.anchor, old, new)
        outside = None if self.outside is None else self.anchor

        def change(entry: HistoryEntry) -> HistoryEntry:
            return replace(entry, anchor=renumbered(entry.anchor, old, new))

        self._history.change(change)
        self._before_thread = None if self._before_thread is None else change(self._before_thread)
        self._take(self._first_answer())
        return outside


def renumbered(number: int | None, old: Timeline, new: Timeline) -> int | None:
    """Return the number that an event has in a newer version of a timeline, or that of the one nearest in time."""
    if number is None or not new.events:
        return None
    event = old.events[number]
    if event.id in new.numbers:
        return new.numbers[event.id]
    nearest = bisect_left(new.events, event.date.sort_key, key=lambda other: other.date.sort_key)
    return min(nearest, len(new.events) - 1)

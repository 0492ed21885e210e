"""A screen whose events a query finds: what is asked, in which order, and where one has been before."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

from textual import getters
from textual.worker import Worker

from tui.app.screens.history import History
from tui.app.screens.live_screen import LiveScreen
from tui.app.widgets.query_bar import QueryBar
from tui.timeline.model.entities import SavedView
from tui.timeline.model.sort import BY_DATE, SORTS, Sort
from tui.timeline.query.language import Query
from tui.timeline.search.answers import Answer, answer_query, takes_long
from tui.timeline.search.index import Index


class HistoryEntry(NamedTuple):
    """What one can come back to."""

    text: str
    sort: Sort
    anchor: int | None
    is_outside: bool = False
    """The event was jumped to, and does not match the query."""


class QueryScreen(LiveScreen):
    """Asks for the events of a query, and shows the answer as its subclass says.

    It has a `QueryBar`.
    """

    _bar = getters.query_one(QueryBar)

    def __init__(self, index: Index, text: str, path: Path | None, sort: Sort, *, keep: bool) -> None:
        super().__init__(index, path, keep=keep)
        self._answer = answer_query(Query.parse(text), index, sort)
        self._history = History(HistoryEntry(text, sort, None))
        self._anchor: int | None = None
        """The event that the user last went to. The highlight is on it while it is in the list, else near it."""
        self._outside: int | None = None
        """The event in the detail pane, if it was jumped to and does not match the query."""
        self._is_typing = False
        """The query was typed in, and is not yet a place to come back to."""

    # What a subclass does

    def show_answer(self, *, is_typed: bool = False) -> None:
        """Show another answer.

        Args:
            is_typed: a key brought it, and another may follow: what takes its time may come a frame later.
        """
        raise NotImplementedError

    def show_searching(self) -> None:
        """Say that the answer takes a while."""
        raise NotImplementedError

    def catch_up(self) -> None:
        """Show what was put off when an answer was shown."""
        raise NotImplementedError

    def go_to(self, number: int) -> None:
        """Show an event: in the list if it matches the query, else in the detail pane alone."""
        raise NotImplementedError

    # What is asked

    @property
    def answer(self) -> Answer:
        """What the query finds."""
        return self._answer

    @property
    def asked(self) -> Query:
        """What is asked. The answer may be to an earlier one, while one is looked for that takes long."""
        return Query.parse(self._bar.text)

    def ask(self, query: Query, sort: Sort | None = None) -> None:
        """Have another query, and its text in the bar.

        Args:
            query: the query.
            sort: the order of the list; None leaves it as it is.
        """
        self._end_typing()
        text = str(query)
        self._bar.set_text(text)
        self._ask(Query.parse(text), sort)  # parsed again, so that what is wrong with it is told at its place
        self._history.go(self._here(sort))

    def _ask(self, query: Query, sort: Sort | None = None, *, is_typed: bool = False) -> None:
        if sort is None:
            sort = self._answer.sort
        if takes_long(query, self.index):
            self.show_searching()
            beside = partial(self._ask_beside, query, sort)
            self._asking: Worker[Answer] = self.run_worker(beside, group="asking", exclusive=True)
        else:
            self.workers.cancel_group(self, "asking")
            self._take_answer(answer_query(query, self.index, sort), is_typed=is_typed)

    async def _ask_beside(self, query: Query, sort: Sort) -> Answer:
        """Find an answer that takes long while the screen goes on; one that another overtakes is forgotten."""
        index = self.index
        answer = await asyncio.to_thread(answer_query, query, index, sort)
        if index is self.index:
            self._take_answer(answer)
        return answer

    def _take_answer(self, answer: Answer, *, is_typed: bool = False) -> None:
        self._answer = answer
        self.show_answer(is_typed=is_typed)

    def _query_edited(self, text: str) -> None:
        self._ask(Query.parse(text), is_typed=True)
        self._is_typing = True
        self.call_after_refresh(self._bar.suggest)

    def choose(self, facet: str, value: str, how: str = "only") -> None:
        """Choose a value of a facet, or choose it no longer if it is.

        Args:
            facet: one of `tui.timeline.query.terms.FACETS`.
            value: an id.
            how: ``only``: as the one value chosen of its facet; ``either``: beside the others; ``not``: exclude it.
        """
        query = self.asked

        def meant(typed: str) -> frozenset[str]:
            return self.index.names.resolve(facet, typed)

        if how == "only" and value in self._answer.excluded[facet]:
            query = query.toggled(facet, value, meant, negated=True)
        if how != "only":
            self.ask(query.toggled(facet, value, meant, negated=how == "not"))
        elif self._answer.chosen[facet] == {value}:
            self.ask(query.toggled(facet, value, meant))
        else:
            self.ask(query.only(facet, value))

    def choices(self) -> Iterator[tuple[str, str, str, int]]:
        """Yield what can be chosen: facet, id, name, and how many events choosing it would show."""
        for facet, counts in self._answer.counts.items():
            for value, count in counts.items():
                if count:
                    yield facet, value, self.index.names.label(facet, value), count

    def action_choose(self, facet: str, value: str) -> None:
        """Choose a value of a facet that was clicked in the detail pane."""
        self.choose(facet, value)

    def action_clear(self) -> None:
        """Show every event."""
        self.ask(Query())

    # Where one has been

    def _here(self, sort: Sort | None = None) -> HistoryEntry:
        return HistoryEntry(self._bar.text, sort or self._answer.sort, self._anchor, self._outside is not None)

    def _end_typing(self) -> None:
        """Keep a query that was typed as one place to come back to, however many keys it took."""
        self.catch_up()
        if self._is_typing:
            self._is_typing = False
            self._history.go(self._here())

    def action_history(self, step: int) -> None:
        """Go back or forth through queries and jumps."""
        self._end_typing()
        before = self._history.here
        self._history.replace(self._here()._replace(text=before.text, sort=before.sort))
        place = self._history.step(step)
        if place is None:
            self.say("There is nothing before this." if step < 0 else "There is nothing after this.")
            return
        self._anchor = place.anchor
        self._bar.set_text(place.text)
        self._ask(Query.parse(place.text), place.sort)
        if place.is_outside and place.anchor is not None:
            self.go_to(place.anchor)

    # In which order, and as of when

    def action_sort(self) -> None:
        """Sort by date or by when events became known, the oldest or the newest first, in turn."""
        orders = [Sort.parse(text) for text in SORTS]
        self.ask(self.asked, orders[(orders.index(self._answer.sort) + 1) % len(orders)])

    def action_leave_known(self) -> None:
        """See what is known now."""
        if self._answer.view.as_of is None:
            self.say("Nothing is hidden: this is what is known now. Type known: and a date to look back.")
        else:
            self.ask(self.asked.without("known"))

    def action_copy_command(self) -> None:
        """Copy a command that opens just this, for a shell."""
        if self.path is None:
            self.say("This timeline was piped in: no command opens it again.", severity="warning")
            return
        import shlex

        words = ["dateline", "--file", str(self.path.absolute())]
        if self._answer.sort != BY_DATE:
            words.append(f"--sort={self._answer.sort}")
        command = shlex.join([*words, *map(str, self.asked.terms)])
        self.app.copy_to_clipboard(command)
        self.say(f"Copied: {command}")

    def open_view(self, view: SavedView) -> None:
        """Have the query and the order of a view that is kept in the file."""
        self.ask(Query.parse(view.query), Sort.parse(view.sort))

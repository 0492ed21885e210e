"""A find within the events that are listed: its text, its hits, and the line in which it is typed."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from threading import Lock
from typing import TYPE_CHECKING, cast

from textual.binding import Binding

from tui.app.keys.keymap import HasKeymap, keys_of
from tui.app.keys.names import printed
from tui.app.widgets.dispute_list import DisputeList
from tui.app.widgets.find_bar import FindBar
from tui.terminal.glyphs import glyphs
from tui.text.counts import counted
from tui.text.frozen import replace
from tui.timeline.search.answers import Answer, takes_long
from tui.timeline.search.finding import Hits, find_in, finding_query

if TYPE_CHECKING:
    from tui.app.screens.browser_interface import BrowserInterface

_LEAST_WIDTH_FOR_KEYS = 70
"""A narrower line has no room for them beside the text."""


class Finder:
    """Finds a text in the answer of a browser, and highlights one hit at a time.

    Args:
        screen: the browser.
    """

    def __init__(self, screen: BrowserInterface) -> None:
        self._screen = screen
        self._bar = FindBar(self._edited)
        self._text = ""
        self._origin_id: str | None = None
        """The id of the event that was shown when the find began: a newer version may number it differently."""
        self._answer: Answer | None = None
        """The answer in which the text was found, with the needles of its query alone."""
        self._hits: Hits | None = None
        self._cached: tuple[Hits | None, Answer | None, Sequence[int]] = (None, None, ())
        """The targets, after the hits and the answer that they were found for."""
        self._searching = Lock()
        """Held by the thread that finds a text that takes long."""
        self.is_on = False
        """Whether a find is on: from the first letter until it is ended."""

    # The line

    async def open(self) -> None:
        """Focus the line. The text of a find that is on stays, selected."""
        if not self._bar.is_attached:
            await self._screen.mount(self._bar, after="#body")
        if not self.is_on:
            self._bar.input.value = ""
            self._bar.show_count("")
            self.is_on, self._text = True, ""
        self._bar.show()
        shown = self._screen.shown_event
        self._origin_id = None if shown is None else shown.id
        self._bar.input.select_all()
        self._screen.set_focus(self._bar.input)

    @property
    def _origin(self) -> int | None:
        """The number of the event that was shown when the find began, if it is still there."""
        return None if self._origin_id is None else self._screen.index.timeline.numbers.get(self._origin_id)

    def keep(self) -> None:
        """Go to the list. The find stays on, unless its text is empty."""
        screen = self._screen
        if not self._text.strip():
            self.end()
        elif screen.shown != self._origin:
            found = screen.shown
            screen.session.leave_event(self._origin)
            screen.session.anchor = found
            screen.session.remember_jump()
        screen.go_to_list()
        screen.call_after_refresh(self._show_count)  # when the focus has moved

    def end(self, *, goes_back: bool = False) -> bool:
        """End the find, and return whether it was on.

        Args:
            goes_back: go to the event that it began at.
        """
        was_on, self.is_on = self.is_on, False
        if self._bar.is_attached and self._bar.input.has_focus:
            self._screen.go_to_list()
        self._bar.hide()
        self._screen.workers.cancel_group(self._screen, "find")
        if was_on:
            self._text = ""
            self._hits = None
            shown = self._screen.shown
            self._highlight(())
            if goes_back and self._origin is not None:
                shown = self._origin
            if shown is not None:
                self._screen.go_to(shown)
        return was_on

    # Find

    def _edited(self, text: str) -> None:
        if self.is_on and text != self._text:
            self._text = text
            self._find()

    def renew(self) -> None:
        """Find the text again in a new answer, before that is shown."""
        self._answer = None
        if self.is_on:
            self._find(moves=False)

    def _find(self, *, moves: bool = True) -> None:
        screen = self._screen
        query = finding_query(self._text, screen.session.query)
        screen.workers.cancel_group(screen, "find")
        if takes_long(query, screen.index):
            self._hits = None
            self._bar.show_count(f"searching{glyphs().ellipsis}")
            screen.run_worker(self._find_in_thread(self._text, moves), group="find", exclusive=True)
        else:
            self._take(find_in(self._plain_answer, self._text, screen.index), moves=moves)

    async def _find_in_thread(self, text: str, moves: bool) -> None:
        answer, index = self._plain_answer, self._screen.index

        def find() -> Hits | None:
            with self._searching:
                return find_in(answer, text, index) if text == self._text else None

        hits = await asyncio.to_thread(find)
        if hits is None or not self.is_on or text != self._text:
            return
        if answer is self._answer and index is self._screen.index:
            self._take(hits, moves=moves)

    @property
    def _plain_answer(self) -> Answer:
        if self._answer is None:
            self._answer = self._screen.answer
        return self._answer

    def _take(self, hits: Hits, *, moves: bool) -> None:
        self._hits = hits
        shown = self._screen.shown
        self._highlight(hits.needles, is_shown=moves)
        if moves and (start := self._origin if self._origin is not None else shown) is not None:
            targets = self._targets
            position = self._position_of(start, targets)
            if targets:
                self._go(targets[position % len(targets)])
            else:
                self._screen.go_to(start)
        if moves:
            self._show_count()
        else:
            self._screen.call_after_refresh(self._show_count)  # when the list has the new answer

    def _highlight(self, needles: Sequence[str], *, is_shown: bool = True) -> None:
        """Have the words looked for highlighted wherever those of the query are."""
        session = self._screen.session
        answer = self._plain_answer
        session.answer = replace(answer, needles=(*answer.needles, *needles)) if needles else answer
        if is_shown:
            self._screen.events.show(session.answer, self._screen.shown)

    # Hits

    @property
    def _targets(self) -> Sequence[int]:
        """The hits in their order: events, or rows of the list of disputed claims."""
        if self._hits is None:
            return ()
        listed = self._screen.events
        if not isinstance(listed, DisputeList):
            return self._hits.rows
        hits, answer, targets = self._cached
        if hits is not self._hits or answer is not self._plain_answer:
            targets = listed.rows_with(self._hits.events)
            self._cached = self._hits, self._plain_answer, targets
        return targets

    def _position_of(self, number: int, targets: Sequence[int]) -> int:
        """Return the position of the hit at an event, or of the first one after it."""
        assert self._hits is not None
        listed = self._screen.events
        if not isinstance(listed, DisputeList):
            return self._hits.position(number)
        here = listed.row_at_hand(number)
        return next((position for position, row in enumerate(targets) if row >= here), len(targets))

    def _go(self, target: int) -> None:
        listed = self._screen.events
        if isinstance(listed, DisputeList):
            listed.highlight_row(target)
            target = listed.number if listed.number is not None else target
        self._screen.go_to(target)

    def step(self, step: int) -> None:
        """Go to the next hit, or the one before; from the last to the first, and say so."""
        screen, targets = self._screen, self._targets
        if not targets or screen.shown is None:
            screen.say(f"“{self._text}” was not found." if self._text else "Nothing is looked for yet.")
            return
        position = self._position_of(screen.shown, targets)
        is_hit = position < len(targets) and self._is_at_hand(targets[position])
        position += step if is_hit or step < 0 else 0
        if position >= len(targets):
            screen.say("Past the last hit: this is the first.")
        elif position < 0:
            screen.say("Before the first hit: this is the last.")
        self._go(targets[position % len(targets)])
        self._show_count()

    def _is_at_hand(self, target: int) -> bool:
        listed = self._screen.events
        return listed.cursor_row == target if isinstance(listed, DisputeList) else self._screen.shown == target

    def _show_count(self) -> None:
        if self._hits is None or not self._text.strip():
            self._bar.show_count("")
            return
        targets, shown = self._targets, self._screen.shown
        if not targets:
            wrong = next((notice.message for notice in self._hits.notices if not notice.is_hint), "")
            self._bar.show_count(wrong or "nothing found", is_wrong=True)
            return
        position = 0 if shown is None else self._position_of(shown, targets)
        is_hit = position < len(targets) and self._is_at_hand(targets[position])
        count = f"{position + 1:,} of {len(targets):,}" if is_hit else counted(len(targets), "hit")
        self._bar.show_count(f"{self._keys()}{count}")

    def _keys(self) -> str:
        """Return which keys go on and end the find; nothing while the text is typed, or where there is no room."""
        if self._bar.input.has_focus or self._screen.size.width < _LEAST_WIDTH_FOR_KEYS:
            return ""
        keymap = cast(HasKeymap, self._screen.app).keymap
        keys = {
            binding.id: printed(keys_of(binding, keymap)[0])
            for binding in self._screen.BINDINGS
            if isinstance(binding, Binding) and binding.id in ("thread.next", "thread.previous", "app.back")
        }
        dot = glyphs().dot
        return f"{keys['thread.next']}/{keys['thread.previous']} next/previous {dot} {keys['app.back']} ends   "

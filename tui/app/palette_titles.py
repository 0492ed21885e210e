"""The events whose titles have the words typed in the palette."""

from __future__ import annotations

from asyncio import sleep, to_thread
from functools import partial

from textual.command import Hit, Hits, Provider
from textual.content import Content

from tui.app.screens.browser import BrowserScreen
from tui.terminal.display import displayed
from tui.text.folding import fold
from tui.timeline.dates.words import short_words
from tui.timeline.search.titles import find_titles

MOST_TITLES = 20
"""The most events that are offered."""

_LEAST_LETTERS = 2
_LEAST_SCORE = 0.5
"""The score of a title that has the words, but not in the order in which they were typed."""


class TitleCommands(Provider):
    """Goes to events by their titles."""

    async def search(self, query: str) -> Hits:
        """Yield the events whose titles have all the words, first those that match the query of the browser."""
        browser = self.screen
        if not isinstance(browser, BrowserScreen) or len(query.strip()) < _LEAST_LETTERS:
            return
        matcher = self.matcher(query)
        events, offered = browser.index.timeline.events, 0
        steps = find_titles(query, browser.answer, browser.index)
        is_slow = any(map(browser.index.is_slow, fold(query).split()))
        while (found := await to_thread(next, steps, None) if is_slow else next(steps, None)) is not None:
            await sleep(0)
            for number in found:
                event = events[number]
                title = displayed(event.title)
                score, offsets = matcher.fuzzy_search.match(query, title)
                name = Content(f"{title} {displayed(short_words(event.date))}")
                name = name.stylize("dim", len(title), len(name.plain))
                for offset in offsets if score > 0 else ():
                    name = name.stylize("underline", offset, offset + 1)
                run = partial(browser.jump_to_id, event.id)
                yield Hit(max(score, _LEAST_SCORE), name, run, text=title, help="Go to this event")
                offered += 1
                if offered == MOST_TITLES:
                    return

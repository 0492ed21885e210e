"""The commands of the palette besides Textual's own: actions, facet values, saved views, themes and dates."""

from __future__ import annotations

import re
from asyncio import sleep
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import partial
from typing import NamedTuple, Protocol, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.dom import DOMNode
from textual.markup import escape
from textual.types import IgnoreReturnCallbackType

from tui.app.keys.keymap import HasKeymap, keys_of
from tui.app.keys.names import printed
from tui.app.scopes import ANYWHERE, SCOPES
from tui.app.screens.browser import BrowserScreen
from tui.terminal.display import displayed
from tui.timeline.analysis.cross_tab import crossable_facets
from tui.timeline.dates.bounds import OPEN_START
from tui.timeline.dates.calendar import DAY
from tui.timeline.dates.edtf import EdtfDate
from tui.timeline.dates.time_range import day_text, range_text
from tui.timeline.dates.typed import TypedDateError, typed_range
from tui.timeline.dates.words import date_words, short_words
from tui.timeline.model.facets import FacetSpec
from tui.timeline.search.answers import Answer

_GO_TO = re.compile(r"\s*(?:go to|goto|jump to|to)\s+", re.IGNORECASE)
_DATE_SCORE, _DATE_WORDS_SCORE = 1_000.0, 1.0
"""A date with a digit comes before all other commands; one in words, such as ``next month``, after them."""
_NAMES_PER_SLICE = 100
"""The number of names that are matched before other tasks may run, so that keys and paints are not delayed."""
_EXCLUDED = ("thread.link", "app.back", "list.", "detail.")
"""The beginnings of the ids of bindings that are of no use in the palette."""


class _Command(NamedTuple):
    name: str
    help: str
    run: IgnoreReturnCallbackType
    suffix: str = ""
    """Text after the name, which is not searched."""


class HasThemes(Protocol):
    """An app that lists its themes in a palette of their own."""

    def search_themes(self) -> None:
        """Open a palette of the themes."""


class BrowserCommands(Provider):
    """The commands over the browser; over another screen, such as the help, only the actions of that screen."""

    @property
    def _browser(self) -> BrowserScreen | None:
        return self.screen if isinstance(self.screen, BrowserScreen) else None

    def _actions(self) -> Iterator[_Command]:
        """Yield the actions of keys that work anywhere, and of the focused widget."""
        keymap = cast(HasKeymap, self.app).keymap
        here = [scope for scope in SCOPES if self._node(scope.owners[0]) is not None]
        for scope in [ANYWHERE, *here] if self._browser is not None else here:
            for owner, binding in scope.owned if self._browser is None else scope.owned_in(self._browser):
                node = self._node(owner)
                is_offered = binding.show if self._browser is None else not (binding.id or "").startswith(_EXCLUDED)
                if node is not None and is_offered:
                    keys = " ".join(map(printed, keys_of(binding, keymap)))
                    run = partial(self.app.run_action, binding.action, node)
                    yield _Command(binding.description, f"{binding.tooltip} ({keys})", run)

    def _node(self, owner: type[DOMNode]) -> DOMNode | None:
        """Return the focused widget, the screen or the app, whichever has the actions of a class, or None."""
        nodes = (self.focused, self.screen, self.app)
        return next((node for node in nodes if isinstance(node, owner)), None)

    def _values(self) -> Iterator[_Command]:
        if (browser := self._browser) is None:
            return
        specs = browser.index.timeline.specs
        for facet, value, name, count in browser.session.choices():
            events = "event" if count == 1 else "events"
            is_chosen = value in browser.answer.chosen[facet]
            help = "Remove it from the query" if is_chosen else f"Show only what has this {facet}"
            run = partial(browser.choose, facet, value)
            yield _Command(f"{_title(specs[facet])}: {displayed(name)}", help, run, f" — {count:,} {events}")

    def _matrices(self) -> Iterator[_Command]:
        if (browser := self._browser) is None:
            return
        facets = [(spec, displayed(spec.title)) for spec in crossable_facets(browser.index)]
        for rows, row_title in facets:
            for columns, column_title in facets:
                if rows != columns:
                    run = partial(browser.cross, rows.name, columns.name)
                    yield _Command(f"Matrix: {row_title} by {column_title}", "Count the events of each pair", run)

    def _views(self) -> Iterator[_Command]:
        if (browser := self._browser) is not None:
            for view in (listed.view for listed in browser.saved_views()):
                yield _Command(f"View: {displayed(view.name)}", view.query, partial(browser.open_view, view))

    def _comparisons(self) -> Iterator[_Command]:
        if (browser := self._browser) is not None:
            run = partial(_compare, browser)
            yield _Command("Compare with another version…", "A file, or a revision in git: what changed since", run)
            help = "The timeline as known on two days: what came to be known in between"
            yield _Command("What was learnt between two days…", help, partial(_compare, browser, has_days=True))

    def _themes(self) -> Iterator[_Command]:
        for theme in self.app.available_themes:
            yield _Command(f"Theme: {theme}", "Other colours", partial(setattr, self.app, "theme", theme))

    def _date(self, text: str) -> _Command | None:
        """Return a command that goes to the typed date, or None if the text is no date."""
        if (browser := self._browser) is None:
            return None
        try:
            index = browser.index
            time = typed_range(_GO_TO.sub("", text, count=1), index.today(), index.zone)
        except TypedDateError:
            return None
        if time.first is None:
            return None
        number, is_after = first_on_or_after(browser.answer, time.first)
        if number is None:
            return None
        event = browser.index.timeline.events[number]
        which = "First event at or after" if is_after else "No event that late; the last event"
        help = f"{which}: {short_words(event.date)}, {event.title}"
        return _Command(f"Go to {_words(time.first, time.last)}", help, partial(browser.jump_to_id, event.id))

    def _all_themes(self) -> _Command:
        return _Command("Themes", "Other colours", cast(HasThemes, self.app).search_themes)

    def _reports(self) -> Iterator[_Command]:
        if (browser := self._browser) is not None:
            help = "Count what is unanswered, unsourced, undated or missing"
            yield _Command("Report what is owed…", help, browser.open_owed)

    async def discover(self) -> Hits:
        """Yield the actions, the comparisons, the report, the themes and the views."""
        commands = (
            *self._actions(),
            *self._comparisons(),
            *self._reports(),
            self._all_themes(),
            *self._views(),
        )
        for command in commands:
            yield DiscoveryHit(Content(command.name), command.run, help=escape(displayed(command.help)))

    async def search(self, query: str) -> Hits:
        """Yield the typed date, and all commands whose names match."""
        if (go_to := self._date(query)) is not None:
            score = _DATE_SCORE if any(map(str.isdigit, query)) else _DATE_WORDS_SCORE
            yield Hit(score, Content(go_to.name), go_to.run, text=go_to.name, help=escape(displayed(go_to.help)))
        matcher = self.matcher(query)
        commands = (
            *self._views(),
            *self._actions(),
            *self._comparisons(),
            *self._reports(),
            *self._values(),
            *self._matrices(),
            self._all_themes(),
            *self._themes(),
        )
        for position, command in enumerate(commands, start=1):
            if position % _NAMES_PER_SLICE == 0:
                await sleep(0)
            score, offsets = matcher.fuzzy_search.match(query, command.name)
            if score > 0:
                name = Content(command.name + command.suffix)  # the matcher would parse it as markup
                for offset in offsets:
                    name = name.stylize("underline", offset, offset + 1)
                yield Hit(score, name, command.run, text=command.name, help=escape(displayed(command.help)))


def _compare(browser: BrowserScreen, *, has_days: bool = False) -> None:
    from tui.app.screens.comparison import ask_for_comparison

    ask_for_comparison(browser, has_days=has_days)


def _title(spec: FacetSpec) -> str:
    """Return the title of a single value of a facet."""
    return displayed(spec.title) if spec.is_own else spec.name.capitalize()


def first_on_or_after(answer: Answer, moment: int) -> tuple[int | None, bool]:
    """Find the first event of an answer at a second or after it, by the date that the answer is sorted by.

    Returns:
        The number of the event and True; if there is no such event, the number of the last event and False, or None
        and False if the answer is empty.
    """
    rows, sign = answer.rows, -1 if answer.sort.descending else 1

    def rank(number: int) -> int:
        second = answer.moment(number)
        return sign * (OPEN_START if second is None else second)

    if not rows:
        return None, False
    if sign > 0:
        row = bisect_left(rows, moment, key=rank)
        return (rows[row], True) if row < len(rows) else (rows[-1], False)
    row = bisect_right(rows, -moment, key=rank)
    return (rows[row - 1], True) if row else (rows[0], False)


def _words(first: int, last: int | None) -> str:
    """Return a range of seconds in words: as a year, a month, a day or an interval; its first day if it has no end."""
    return date_words(EdtfDate.parse(day_text(first // DAY) if last is None else range_text(first, last)))

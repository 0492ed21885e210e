"""What the command palette offers beside Textual's own commands: every key's action, and every value to filter by."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from textual.binding import Binding
from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.markup import escape
from textual.types import IgnoreReturnCallbackType

from tui.browser import BrowserScreen
from tui.printable import printable


class _Command(NamedTuple):
    name: str
    help: str
    run: IgnoreReturnCallbackType


class BrowserCommands(Provider):
    """The browser's actions, and the facets' values with how many events each would show."""

    def _actions(self) -> Iterator[_Command]:
        for binding in BrowserScreen.BINDINGS:
            if isinstance(binding, Binding) and not (binding.id or "").startswith(("thread.link", "app.back")):
                yield _Command(binding.description, binding.tooltip, partial(self.screen.run_action, binding.action))

    def _values(self) -> Iterator[_Command]:
        screen = self.screen
        assert isinstance(screen, BrowserScreen)
        for facet, value, name, count in screen.choices():
            events = "event" if count == 1 else "events"
            yield _Command(
                f"{facet}: {printable(name)}", f"Narrow to {count:,} {events}", partial(screen.choose, facet, value)
            )

    def _views(self) -> Iterator[_Command]:
        screen = self.screen
        assert isinstance(screen, BrowserScreen)
        for view in screen.index.timeline.views:
            yield _Command(f"View: {printable(view.name)}", view.query, partial(screen.open_view, view))

    async def discover(self) -> Hits:
        """Offer the actions."""
        for command in (*self._views(), *self._actions()):
            yield DiscoveryHit(Content(command.name), command.run, help=escape(printable(command.help)))

    async def search(self, query: str) -> Hits:
        """Offer the actions and the values that match."""
        matcher = self.matcher(query)
        for command in (*self._views(), *self._actions(), *self._values()):
            score, offsets = matcher.fuzzy_search.match(query, command.name)
            if score > 0:
                name = Content(command.name)  # not the matcher's own highlight: it takes the name for markup
                for offset in offsets:
                    name = name.stylize("underline", offset, offset + 1)
                yield Hit(score, name, command.run, text=command.name, help=escape(printable(command.help)))

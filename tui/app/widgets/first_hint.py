"""One line for those who open the program for the first time. Once dismissed it does not come again."""

from __future__ import annotations

from collections.abc import Mapping

from textual.binding import Binding
from textual.content import Content
from textual.widgets import Static

from tui.app.keys.names import printed
from tui.config.first_start import remember_hint

_WAYS = (
    ("query.edit", "filters"),
    ("app.help", "help"),
    ("facets.actor", "actors"),
    ("facets.weapon", "weapons"),
    ("events.open", "reads"),
)
"""Actions and what to call them; the first are told where there is little room."""
_SHOWN = ("query.edit", "facets.actor", "facets.weapon", "events.open", "app.help")
"""The order in which they are shown."""


class FirstHint(Static):
    """Says what to press first, as much of it as one line has room for."""

    DEFAULT_CSS = """
    FirstHint {
        height: 1;
        padding: 0 1;
        background: $surface;
        color: $muted;
        text-wrap: nowrap;
        text-overflow: ellipsis;
    }
    """

    def __init__(self, keymap: Mapping[str, str], *, id: str | None = None) -> None:
        super().__init__(markup=False, id=id)
        self._keymap = keymap

    def dismiss(self) -> None:
        """Go, and never come again."""
        self.display = False
        self.run_worker(remember_hint, thread=True, group="hint")  # where it is written may be far away

    def on_resize(self) -> None:
        """Say as much as there is room for."""
        width = self.scrollable_content_region.width
        for count in range(len(_WAYS), 1, -1):
            for first in ("First time?  ", ""):
                line = self._line(first, dict(_WAYS[:count]))
                if line.cell_length <= width:
                    self.update(line)
                    return
        self.update(line)

    def _line(self, first: str, ways: dict[str, str]) -> Content:
        parts = [
            Content.assemble((self._key(action), "bold $accent-foreground"), f" {ways[action]}")
            for action in _SHOWN
            if action in ways
        ]
        end = Content.assemble(" — ", (self._key("app.back"), "bold $accent-foreground"), " hides this")
        return Content.assemble((first, "bold"), Content(" · ").join(parts), end)

    def _key(self, action: str) -> str:
        from tui.app.widgets.event_list import EventList

        declared = {
            binding.id: binding.key
            for binding in [*self.screen.BINDINGS, *EventList.BINDINGS]
            if isinstance(binding, Binding)
        }
        return printed(self._keymap.get(action, declared[action]).split(",")[0])

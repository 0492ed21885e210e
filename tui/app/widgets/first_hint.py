"""The hint that names the first keys. Once dismissed, it is never shown again."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from textual.binding import Binding
from textual.content import Content
from textual.widgets import Static

from tui.app.keys.names import printed
from tui.config.first_start import remember_hint

_ACTIONS = {
    "query.edit": "filters",
    "facets.actor": "actors",
    "facets.weapon": "weapons",
    "events.open": "reads",
    "app.help": "help",
}
"""By the id of a binding: what its key does, in the order of the hint."""
_BY_IMPORTANCE = ("query.edit", "app.help", "facets.actor", "facets.weapon", "events.open")
"""The same ids. Where there is little room, the last are left out."""


class FirstHint(Static):
    """Names the keys to press first, as many as fit in one line."""

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
        """Make the hint.

        Args:
            keymap: by the id of a binding, the keys that the user has set for it, separated by commas.
            id: the id of the widget.
        """
        super().__init__(markup=False, id=id)
        self._keymap = keymap

    def dismiss(self) -> None:
        """Hide the hint, now and at all later starts."""
        self.display = False
        self.run_worker(remember_hint, thread=True, group="hint")  # the file may be on a slow disk

    def on_resize(self) -> None:
        """Name as many keys as fit."""
        width = self.scrollable_content_region.width
        for count in range(len(_BY_IMPORTANCE), 1, -1):
            for start in ("First time?  ", ""):
                line = self._line(start, _BY_IMPORTANCE[:count])
                if line.cell_length <= width:
                    self.update(line)
                    return
        self.update(line)

    def _line(self, start: str, ids: Collection[str]) -> Content:
        parts = [
            Content.assemble((self._key(id_), "bold $accent-foreground"), f" {description}")
            for id_, description in _ACTIONS.items()
            if id_ in ids
        ]
        end = Content.assemble(" — ", (self._key("app.back"), "bold $accent-foreground"), " hides this")
        return Content.assemble((start, "bold"), Content(" · ").join(parts), end)

    def _key(self, id_: str) -> str:
        from tui.app.widgets.event_list import EventList

        declared = {
            binding.id: binding.key
            for binding in [*self.screen.BINDINGS, *EventList.BINDINGS]
            if isinstance(binding, Binding)
        }
        return printed(self._keymap.get(id_, declared[id_]).split(",")[0])

"""One line for those who open the program for the first time. Once dismissed it does not come again."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from textual.binding import Binding
from textual.content import Content
from textual.widgets import Static

from tui.key_names import printed

VARIABLE = "DATELINE_STATE"
"""The environment's name for another folder in which the program remembers."""

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


def _seen() -> Path:
    folder = os.environ.get(VARIABLE)
    if folder:
        return Path(folder) / "hint-seen"
    from platformdirs import user_state_path

    return user_state_path("dateline") / "hint-seen"


def is_first_start() -> bool:
    """Tell whether the hint has never been dismissed, as far as can be known."""
    try:
        return not _seen().exists()
    except OSError:
        return False


def remember() -> None:
    """Remember that the hint was dismissed, where that can be written down."""
    with suppress(OSError):
        seen = _seen()
        seen.parent.mkdir(parents=True, exist_ok=True)
        seen.touch()


class FirstHint(Static):
    """Says what to press first, as much of it as one line has room for."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(markup=False, id=id)

    def dismiss(self) -> None:
        """Go, and never come again."""
        self.display = False
        self.run_worker(remember, thread=True, group="hint")  # where it is written may be far away

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
            Content.assemble((self._key(action), "bold $ink-accent"), f" {ways[action]}")
            for action in _SHOWN
            if action in ways
        ]
        end = Content.assemble(" — ", (self._key("app.back"), "bold $ink-accent"), " hides this")
        return Content.assemble((first, "bold"), Content(" · ").join(parts), end)

    def _key(self, action: str) -> str:
        from tui.event_list import EventList

        keymap = getattr(self.app, "keymap", {})
        declared = {
            binding.id: binding.key
            for binding in [*self.screen.BINDINGS, *EventList.BINDINGS]
            if isinstance(binding, Binding)
        }
        return printed(keymap.get(action, declared[action]).split(",")[0])

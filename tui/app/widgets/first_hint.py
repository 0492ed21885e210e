"""The hint that names the first keys. Once dismissed, it is never shown again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from textual.binding import Binding
from textual.content import Content
from textual.widgets import Static

from tui.app.keys.names import printed
from tui.config.first_start import remember_hint

_MOST_FACETS = 2
"""The most facets that are named."""


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

    def __init__(self, keys: Mapping[str, str], facets: Iterable[Binding], *, id: str | None = None) -> None:
        """Make the hint.

        Args:
            keys: by the id of a binding: the key that comes first in it.
            facets: the bindings that go to the facets of the timeline.
            id: the id of the widget.
        """
        super().__init__(markup=False, id=id)
        self._keys = keys
        facet_keys = [(binding.key.split(",")[0], binding.description.lower()) for binding in facets][:_MOST_FACETS]
        self._actions = [
            (self._key("query.edit"), "filters"),
            *((printed(key), description) for key, description in facet_keys),
            (self._key("events.open"), "reads"),
            (self._key("app.help"), "help"),
        ]
        """Keys and what they do, in the order of the hint."""
        filters, *others, help_key = self._actions
        self._by_importance = [filters, help_key, *others]
        """The same. Where there is little room, the last are left out."""

    def dismiss(self) -> None:
        """Hide the hint, now and at all later starts."""
        self.display = False
        if self.app.is_web:
            return  # it is the visitor who has seen it
        self.run_worker(remember_hint, thread=True, group="hint")  # the file may be on a slow disk

    def on_resize(self) -> None:
        """Name as many keys as fit."""
        width = self.scrollable_content_region.width
        for count in range(len(self._by_importance), 1, -1):
            for start in ("First time?  ", ""):
                line = self._line(start, self._by_importance[:count])
                if line.cell_length <= width:
                    self.update(line)
                    return
        self.update(line)

    def _line(self, start: str, actions: Sequence[tuple[str, str]]) -> Content:
        parts = [
            Content.assemble((key, "bold $accent-foreground"), f" {description}")
            for key, description in self._actions
            if (key, description) in actions
        ]
        end = Content.assemble(" — ", (self._key("app.back"), "bold $accent-foreground"), " hides this")
        return Content.assemble((start, "bold"), Content(" · ").join(parts), end)

    def _key(self, id_: str) -> str:
        return printed(self._keys[id_])

"""The bar at the foot: the keys that do something where the focus is, each to be clicked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.screen import Screen
from textual.strip import Strip

from tui.app.style.styles import DrawnWidget


class _Shown(NamedTuple):
    start: int
    """The first of its cells."""
    end: int
    key: str
    name: str
    """What the key is called here."""
    description: str
    tooltip: str
    is_enabled: bool


class KeyBar(DrawnWidget):
    """The keys of the focus and of the screen, as many as there is room for, and at the right that of the palette.

    One widget, where Textual's own footer has one for each key: it is there at once, and as soon as the focus moves.
    """

    ALLOW_SELECT = False

    _shown: tuple[_Shown, ...] | None = None
    """What was drawn last; None if that has to be found anew."""
    _hovered: str | None = None
    """The key under the mouse."""

    def on_mount(self) -> None:
        """Follow what the keys do."""
        self.screen.bindings_updated_signal.subscribe(self, self._bindings_changed)

    def _bindings_changed(self, screen: Screen[object]) -> None:
        if screen.app.app_focus:
            self._forget()

    def on_resize(self) -> None:
        """Show as many as there is room for."""
        self._forget()

    def _forget(self) -> None:
        self._shown = None
        self.refresh()

    @property
    def shown(self) -> tuple[_Shown, ...]:
        """The keys that are shown, from left to right."""
        if self._shown is None:
            self._shown = tuple(self._find())
        return self._shown

    def _find(self) -> Iterator[_Shown]:
        active = self.screen.active_bindings
        room = self.size.width
        palette = active.get(self.app.COMMAND_PALETTE_BINDING) if self.app.ENABLE_COMMAND_PALETTE else None
        if palette is not None:
            name = self.app.get_key_display(palette.binding)
            room -= cell_len(name) + len(palette.binding.description) + 5
        at = 0
        actions = set()
        for _, binding, is_enabled, tooltip in active.values():
            if not binding.show or binding.action in actions:
                continue
            actions.add(binding.action)
            name = self.app.get_key_display(binding)
            end = at + cell_len(name) + cell_len(binding.description) + 3
            if end > room:
                break
            yield _Shown(at, end, binding.key, name, binding.description, tooltip or binding.description, is_enabled)
            at = end
        if palette is not None and room >= 0:
            binding = palette.binding
            name, tooltip = self.app.get_key_display(binding), binding.tooltip or binding.description
            start, end = room + 1, self.size.width - 1
            yield _Shown(start, end, binding.key, name, binding.description, tooltip, palette.enabled)

    def render_line(self, y: int) -> Strip:
        """Draw the keys."""
        base = self.rich_style
        segments = []
        at = 0
        for shown in self.shown:
            if shown.start > at:
                segments.append(Segment(" " * (shown.start - at - 1), base))
                segments.append(Segment("▏", base + self.named_style("edge")))
            style = base if shown.is_enabled else base + self.named_style("disabled")
            if shown.key == self._hovered:
                style += self.named_style("hover")
            segments.append(Segment(f" {shown.name} ", style + self.named_style("key")))
            segments.append(Segment(f"{shown.description} ", style + self.named_style("key-description")))
            at = shown.end
        return Strip(segments).adjust_cell_length(self.size.width, base)

    # Mouse

    def _at(self, x: int) -> _Shown | None:
        return next((shown for shown in self.shown if shown.start <= x < shown.end), None)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Follow the mouse, and say what the key under it does."""
        shown = self._at(event.x)
        key = None if shown is None else shown.key
        if key != self._hovered:
            self._hovered = key
            self.tooltip = None if shown is None else shown.tooltip
            self.refresh()

    def on_leave(self) -> None:
        """Forget the mouse."""
        self._hovered = None
        self.refresh()

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Do as if the key were pressed."""
        shown = self._at(event.x)
        if shown is None:
            return
        if shown.is_enabled:
            self.app.simulate_key(shown.key)
        else:
            self.app.bell()

"""The bar at the bottom of a screen, with the keys that can be pressed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.screen import Screen
from textual.strip import Strip

from tui.app.style.styles import DrawnWidget


class _KeyHint(NamedTuple):
    """A key with its description, and its cells in the bar."""

    start: int
    """The first cell."""
    end: int
    """The cell after the last."""
    key: str
    """The key as Textual names it."""
    name: str
    """The key as it is shown."""
    description: str
    tooltip: str
    is_enabled: bool


class KeyBar(DrawnWidget):
    """The keys of the focused widget and of the screen, as many as fit, and at the right the key of the palette.

    A click on a key presses it. The bar is one widget, where Textual's footer has one for each key: it is painted at
    once, and again as soon as the focus moves.

    The bar is drawn with the styles of `tui.app.style.styles`:

    | Style | Description |
    |---|---|
    | `key` | The keys. |
    | `key-description` | Their descriptions. |
    | `disabled` | A key that cannot be pressed now. |
    | `hover` | The key under the mouse. |
    | `edge` | The edge of the palette's key. |
    """

    ALLOW_SELECT = False

    _hints: tuple[_KeyHint, ...] | None = None
    """The keys that were drawn last; None if they have to be determined again."""
    _hovered: str | None = None
    """The key under the mouse."""

    def on_mount(self) -> None:
        """Follow the changes of bindings."""
        self.screen.bindings_updated_signal.subscribe(self, self._bindings_changed)

    def _bindings_changed(self, screen: Screen[object]) -> None:
        if screen.app.app_focus:
            self._update()

    def on_resize(self) -> None:
        """Show as many keys as fit."""
        self._update()

    def _update(self) -> None:
        self._hints = None
        self.refresh()

    @property
    def hints(self) -> tuple[_KeyHint, ...]:
        """The keys that are shown, from left to right."""
        if self._hints is None:
            self._hints = tuple(self._fitting_hints())
        return self._hints

    def _fitting_hints(self) -> Iterator[_KeyHint]:
        active = self.screen.active_bindings
        room = self.size.width
        palette = active.get(self.app.COMMAND_PALETTE_BINDING) if self.app.ENABLE_COMMAND_PALETTE else None
        if palette is not None:
            name = self.app.get_key_display(palette.binding)
            room -= cell_len(name) + len(palette.binding.description) + 5
        start = 0
        actions = set()
        for _, binding, is_enabled, tooltip in active.values():
            if not binding.show or binding.action in actions:
                continue
            actions.add(binding.action)
            name = self.app.get_key_display(binding)
            end = start + cell_len(name) + cell_len(binding.description) + 3
            if end > room:
                break
            description = binding.description
            yield _KeyHint(start, end, binding.key, name, description, tooltip or description, is_enabled)
            start = end
        if palette is not None and room >= 0:
            binding = palette.binding
            name, tooltip = self.app.get_key_display(binding), binding.tooltip or binding.description
            start, end = room + 1, self.size.width - 1
            yield _KeyHint(start, end, binding.key, name, binding.description, tooltip, palette.enabled)

    def render_line(self, y: int) -> Strip:
        """Render the keys."""
        base = self.rich_style
        segments = []
        end = 0
        for hint in self.hints:
            if hint.start > end:
                segments.append(Segment(" " * (hint.start - end - 1), base))
                segments.append(Segment("▏", base + self.named_style("edge")))
            style = base if hint.is_enabled else base + self.named_style("disabled")
            if hint.key == self._hovered:
                style += self.named_style("hover")
            segments.append(Segment(f" {hint.name} ", style + self.named_style("key")))
            segments.append(Segment(f"{hint.description} ", style + self.named_style("key-description")))
            end = hint.end
        return Strip(segments).adjust_cell_length(self.size.width, base)

    # Mouse

    def _hint_at(self, x: int) -> _KeyHint | None:
        return next((hint for hint in self.hints if hint.start <= x < hint.end), None)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Mark the key under the mouse, and set its tooltip."""
        hint = self._hint_at(event.x)
        key = None if hint is None else hint.key
        if key != self._hovered:
            self._hovered = key
            self.tooltip = None if hint is None else hint.tooltip
            self.refresh()

    def on_leave(self) -> None:
        """Unmark the key that was under the mouse."""
        self._hovered = None
        self.refresh()

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Press the key under the mouse, or ring the bell if it is disabled."""
        hint = self._hint_at(event.x)
        if hint is None:
            return
        if hint.is_enabled:
            self.app.simulate_key(hint.key)
        else:
            self.app.bell()

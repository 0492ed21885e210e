"""The bar at the bottom of a screen, with the keys that can be pressed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.binding import ActiveBinding, Binding
from textual.screen import Screen
from textual.strip import Strip

from tui.app.style.styles import DrawnWidget
from tui.terminal.glyphs import glyphs

_ALWAYS = ("app.back", "app.help", "app.leave", "opening.stop", "query.escape")
"""The bindings that are shown whatever the width. So are those that close something: their ids end in ``.close``."""

_MOST_IMPORTANT = 2
"""How many of the other keys go before the palette where there is little room. They are those of the focused widget."""


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


class _Measured(NamedTuple):
    """A binding with the name of its key, and the cells that both take."""

    active: ActiveBinding
    name: str
    cells: int


def _hint(active: ActiveBinding, name: str, start: int, end: int) -> _KeyHint:
    binding = active.binding
    tooltip = active.tooltip or binding.tooltip or binding.description
    return _KeyHint(start, end, binding.key, name, binding.description, tooltip, active.enabled)


def _is_always_shown(binding: Binding) -> bool:
    return binding.id is not None and (binding.id in _ALWAYS or binding.id.endswith(".close"))


class KeyBar(DrawnWidget):
    """The keys of the focused widget and of the screen, as many as fit, and at the right the key of the palette.

    Where not all fit, the last ones are left out, but never those of help, of quitting and of going back. A key that
    would do nothing is left out too, if the screen or the focused widget knows: either may have a property
    ``useless_actions``, a set of actions as bindings write them.

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

    _useless: frozenset[str] = frozenset()
    """The actions that would have done nothing when the keys were determined."""
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

    def follow(self) -> None:
        """Show the keys again if others of them would do nothing now."""
        if self._useless_actions() != self._useless:
            self._update()

    def _useless_actions(self) -> frozenset[str]:
        """Return the actions that would do nothing now."""
        found: frozenset[str] = frozenset()
        for node in (self.screen, self.screen.focused):
            found |= getattr(node, "useless_actions", frozenset())
        return found

    def _fitting_hints(self) -> Iterator[_KeyHint]:
        palette = self.screen.active_bindings.get(self.app.COMMAND_PALETTE_BINDING)
        offered = [self._measured(active) for active in self._offered()]
        shown, room = self._chosen(offered, palette)
        start = 0
        for active, name, cells in shown:
            yield _hint(active, name, start, start + cells)
            start += cells
        if palette is not None and room is not None:
            yield _hint(palette, self._key_name(palette), start + room + 1, self.size.width - 1)

    def _offered(self) -> Iterator[ActiveBinding]:
        """Yield the bindings that are shown if there is room: one for each action that would do something now."""
        self._useless = self._useless_actions()
        actions = set(self._useless)
        for active in self.screen.active_bindings.values():
            binding = active.binding
            if binding.show and binding.action not in actions:
                actions.add(binding.action)
                yield active

    def _chosen(
        self, offered: Sequence[_Measured], palette: ActiveBinding | None
    ) -> tuple[list[_Measured], int | None]:
        """Return the bindings that fit, and the cells that are left beside the palette; None if that does not fit."""
        room = self.size.width
        kept = [hint for hint in offered if _is_always_shown(hint.active.binding)]
        while kept and sum(hint.cells for hint in kept) > room:
            kept.pop()
        room -= sum(hint.cells for hint in kept)
        rest = [hint for hint in offered if not _is_always_shown(hint.active.binding)]
        palette_cells = 0
        if palette is not None and self.app.ENABLE_COMMAND_PALETTE:
            palette_cells = cell_len(self._key_name(palette)) + len(palette.binding.description) + 5
        first = sum(hint.cells for hint in rest[:_MOST_IMPORTANT])
        is_palette_shown = 0 < palette_cells <= room - first
        room -= palette_cells if is_palette_shown else 0
        for hint in rest:
            if hint.cells > room:
                break
            kept.append(hint)
            room -= hint.cells
        shown = [hint for hint in offered if hint in kept]
        return shown, room if is_palette_shown else None

    def _measured(self, active: ActiveBinding) -> _Measured:
        name = self._key_name(active)
        return _Measured(active, name, cell_len(name) + cell_len(active.binding.description) + 3)

    def _key_name(self, active: ActiveBinding) -> str:
        """Return the name of a key, with a capital if it is a word."""
        name = self.app.get_key_display(active.binding)
        if name == "⏎" and glyphs().is_ascii:
            return "Enter"
        return name[0].upper() + name[1:] if len(name) > 1 and name.isalnum() else name

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

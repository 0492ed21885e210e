"""Actions that change the widths of the panels, by keys and by dragging the line before the detail."""

from __future__ import annotations

from textual.events import MouseDown, MouseMove, MouseUp

from tui.app.screens.browser_interface import BrowserInterface
from tui.app.screens.panel_widths import PanelWidths

_DETAIL = 5
"""The parts of the width that the style sheet gives to the detail."""


def _relative(share: int) -> str:
    """Return the width of a list that has a share, in percent, of what it and the detail have together."""
    # A number that is exact in binary: otherwise the parts would not add up to all cells.
    return f"{round(64 * _DETAIL * share / (100 - share)) / 64}fr"


class LayoutActions(BrowserInterface):
    """Changes the widths of the browser's panels."""

    widths: PanelWidths = PanelWidths()
    _is_dragging: bool = False
    """Whether the mouse drags the line between list and detail."""

    def set_widths(self, widths: PanelWidths) -> None:
        """Set the widths of the panels."""
        self.widths = widths
        self.apply_widths()

    def apply_widths(self) -> None:
        """Lay out the panels with their widths, as far as they are beside each other."""
        widths, usual = self.widths, PanelWidths()
        for part in self.query("#events, #disputes"):
            # In parts of the width of the detail, so that it does not matter where that is hidden or elsewhere.
            part.styles.inline.width = _relative(widths.share) if widths.share != usual.share else None
        self.set_class(not widths.facets, "-facets-hidden")
        is_own = self._is_wide and widths.facets not in (0, usual.facets)
        for part in self.query(".facets"):
            part.styles.inline.width = widths.facets if is_own else None

    @property
    def _is_wide(self) -> bool:
        """Whether the facets are beside the list."""
        return self.size.width >= max(least for least, _ in self.app.HORIZONTAL_BREAKPOINTS or ())

    def action_widen(self, panel: str, step: int) -> None:
        """Make a panel wider or narrower.

        Args:
            panel: ``list`` or ``facets``.
            step: 1 for wider, -1 for narrower.
        """
        is_beside = self._is_wide or (panel == "list" and not self.has_class("-narrow"))
        widths = self.widths.stepped(panel, step)
        if not is_beside or self.is_in_lanes:
            self.say("Nothing is next to it.")
        elif widths == self.widths:
            self.say("It cannot be wider." if step > 0 else "It cannot be narrower.")
        else:
            self.set_widths(widths)

    # The mouse

    def on_mouse_down(self, event: MouseDown) -> None:
        """Begin to drag the line before the detail."""
        if not self.late.is_laid_out or event.button != 1 or self.has_class("-narrow") or self.is_in_lanes:
            return
        region = self.detail.region
        if event.screen_x == region.x and region.y <= event.screen_y < region.bottom:
            self._is_dragging = True
            self.detail.capture_mouse()
            event.stop()

    def on_mouse_move(self, event: MouseMove) -> None:
        """Drag the line before the detail."""
        if self._is_dragging:
            left, right = self.events.region.x, self.detail.region.right
            if right > left:
                self.set_widths(self.widths.with_share(round(100 * (event.screen_x - left) / (right - left))))

    def on_mouse_up(self, event: MouseUp) -> None:
        """End the drag."""
        if self._is_dragging:
            self._is_dragging = False
            self.detail.release_mouse()

"""An area without content."""

from __future__ import annotations

from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget


class BlankArea(Widget):
    """Stands in for a widget that is mounted later, or behind others. One strip serves for all of its lines."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """Render the background, without border and padding."""
        _, background = self.background_colors
        strip = Strip.blank(crop.width, Style.from_color(bgcolor=background.rich_color))
        for line_filter in self.get_line_filters():
            strip = strip.apply_filter(line_filter, background)
        return [strip] * crop.height

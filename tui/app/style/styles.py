"""Named styles, in theme variables, for widgets that draw their own lines.

They are not in the style sheet because Textual applies it to each component class of each widget as if that were a
widget itself: with dozens of component classes, that took longer than the rest of the first paint.
"""

from __future__ import annotations

from collections.abc import Mapping

from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from tui.app.textual_painting import render_plain_lines

STYLES: Mapping[str, str] = {
    # Text
    "muted": "$muted",
    "label": "$accent-foreground",
    "heading": "bold $accent-foreground",
    "link": "$primary-foreground",
    "title": "bold $foreground",
    "strong": "bold",
    "hit": "underline on $hit-background",
    # Statuses, and the layers of the chart
    "confirmed": "$success-foreground",
    "announced": "$primary-foreground",
    "reported": "$primary-foreground",
    "alleged": "$warning-foreground",
    "warned": "$warning-foreground",
    "planned": "$secondary-foreground",
    "denied": "$error-foreground",
    "disputed": "$error-foreground",
    "unsaid": "$accent-foreground",
    "rest": "$rest-background",
    # Lines of a list
    "highlight": "bold $foreground on $highlight-background",
    "highlight-blurred": "on $highlight-blurred-background",
    "suggestion": "bold on $highlight-background",
    "hover": "on $hover-background",
    "chosen": "bold $success-foreground",
    "marked": "bold $secondary-foreground",
    "excluded": "strike $error-foreground",
    "added": "bold underline $success-foreground",
    # The chart
    "cursor": "on $highlight-background",
    "selection": "on $highlight-blurred-background",
    "pointed": "underline",
    # The query
    "wrong": "underline $error-foreground",
    # The key bar
    "key": "bold $footer-key-foreground",
    "key-description": "$footer-description-foreground",
    "disabled": "dim",
    "edge": "$rest-background",
}
"""By name: a style as in markup, in theme variables. What a style does not set stays as it is below."""

FEW_COLOUR_STYLES: Mapping[str, str] = {
    "hit": "bold underline on $background",
    "highlight": "bold reverse $foreground on $background",
    "highlight-blurred": "underline on $background",
    "suggestion": "bold reverse on $background",
    "cursor": "reverse $foreground on $background",
    "selection": "reverse $foreground on $background",
}
"""Replacements for terminals with few colours, or none: reversed, bold or underlined instead of coloured."""


class DrawnWidget(Widget):
    """A widget that draws its own lines with the named styles."""

    _rich_styles: dict[str, Style]
    _rich_styles_key: tuple[Mapping[str, str], bool] | None = None
    """The theme variables that `_rich_styles` were made of, and whether they are for few colours."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """Render the lines in a region."""
        strips = render_plain_lines(self, crop)
        return super().render_lines(crop) if strips is None else strips

    def named_style(self, name: str) -> Style:
        """Return the style of `STYLES` with this name, in the colours of the current theme."""
        variables, has_few_colours = self.app.theme_variables, self.app.has_class("-few-colours")
        key = self._rich_styles_key
        if key is None or key[0] is not variables or key[1] != has_few_colours:
            self._rich_styles, self._rich_styles_key = {}, (variables, has_few_colours)
        style = self._rich_styles.get(name)
        if style is None:
            text = FEW_COLOUR_STYLES.get(name, STYLES[name]) if has_few_colours else STYLES[name]
            style = self._rich_styles[name] = _parse(text, variables)
        return style


def _parse(text: str, variables: Mapping[str, str]) -> Style:
    words = (variables[word[1:]].removeprefix("ansi_") if word[0] == "$" else word for word in text.split())
    return Style.parse(" ".join(words))

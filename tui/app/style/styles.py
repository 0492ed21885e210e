"""The looks of what draws its own lines: each a style in the theme's colours, by what it is for.

They stand here and not in the style sheet because it is applied to each component class of each widget as if that were
a widget of its own: dozens of them took longer than all else that is painted first.
"""

from __future__ import annotations

from collections.abc import Mapping

from rich.style import Style
from textual.widget import Widget

LOOKS: Mapping[str, str] = {
    # Words
    "muted": "$muted",
    "label": "$ink-accent",
    "heading": "bold $ink-accent",
    "link": "$ink-primary",
    "title": "bold $foreground",
    "hit": "underline on $hit-background",
    # Statuses and marks
    "confirmed": "$ink-success",
    "announced": "$ink-primary",
    "reported": "$ink-primary",
    "alleged": "$ink-warning",
    "warned": "$ink-warning",
    "planned": "$ink-secondary",
    "denied": "$ink-error",
    "disputed": "$ink-error",
    # Lines of a list
    "highlight": "bold $foreground on $highlight-background",
    "highlight-blurred": "on $highlight-blurred-background",
    "offer": "bold on $highlight-background",
    "hover": "on $hover-background",
    "chosen": "bold $ink-success",
    "excluded": "strike $ink-error",
    # The chart
    "firm": "$ink-success",
    "told": "$ink-primary",
    "claimed": "$ink-warning",
    "rest": "$rest-background",
    "cursor": "on $highlight-background",
    "selection": "on $highlight-blurred-background",
    # The query
    "wrong": "underline $ink-error",
    # The keys
    "key": "bold $footer-key-foreground",
    "key-description": "$footer-description-foreground",
    "disabled": "dim",
    "edge": "$rest-background",
}
"""By name: a style as in markup, in theme variables. Inks for text, grounds behind it; what is not named stays."""

FEW_COLOURS: Mapping[str, str] = {
    "hit": "bold underline on $background",
    "highlight": "bold reverse $foreground on $background",
    "highlight-blurred": "underline on $background",
    "offer": "bold reverse on $background",
    "cursor": "reverse $foreground on $background",
    "selection": "reverse $foreground on $background",
}
"""What has other looks where there are few colours, or none: it stands out by being reversed, bold or underlined."""


class Drawn(Widget):
    """A widget that draws its own lines."""

    _looks: dict[str, Style]
    _looks_of: tuple[Mapping[str, str], bool] | None = None
    """The colours that the looks were made of, and whether for few colours."""

    def look(self, name: str) -> Style:
        """Return a look in the colours of the theme."""
        colours, is_few = self.app.theme_variables, self.app.has_class("-few-colours")
        if self._looks_of is None or self._looks_of[0] is not colours or self._looks_of[1] != is_few:
            self._looks, self._looks_of = {}, (colours, is_few)
        style = self._looks.get(name)
        if style is None:
            text = FEW_COLOURS.get(name, LOOKS[name]) if is_few else LOOKS[name]
            style = self._looks[name] = _style(text, colours)
        return style


def _style(text: str, colours: Mapping[str, str]) -> Style:
    words = (colours[word[1:]].removeprefix("ansi_") if word[0] == "$" else word for word in text.split())
    return Style.parse(" ".join(words))

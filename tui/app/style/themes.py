"""Dateline's own themes, and the theme variables that its style sheet adds to any theme.

All text has a contrast of at least 4.5:1 with its background (WCAG 2.2, success criterion 1.4.3, level AA).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from textual.color import Color
from textual.theme import Theme

if TYPE_CHECKING:
    from textual.app import App

    _AppBase = App[Any]
else:
    _AppBase = object

DARK = Theme(
    name="dateline-dark",
    primary="#7fb4e6",
    secondary="#a3b8cc",
    accent="#f2b266",
    warning="#f0c05a",
    error="#ff8a80",
    success="#8fd19e",
    foreground="#e4e6eb",
    background="#14171c",
    surface="#1a1e25",
    panel="#232932",
    dark=True,
    variables={
        "footer-key-foreground": "#f2b266",
    },
)

LIGHT = Theme(
    name="dateline-light",
    primary="#1c5d99",
    secondary="#44586c",
    accent="#9a4d00",
    warning="#7d5700",
    error="#b3261e",
    success="#1c6b32",
    foreground="#1d2127",
    background="#fbfaf7",
    surface="#f4f2ec",
    panel="#e8e5dc",
    dark=False,
    variables={
        "footer-key-foreground": "#854200",
    },
)

LEAST_CONTRAST = 4.5
"""The least contrast ratio between text and its background."""

TEXT_COLOURS = ("primary", "secondary", "accent", "warning", "error", "success")
"""The colours of a theme that text is written in. The variable of each ends in ``-foreground``."""

OWN = {theme.name: theme for theme in (DARK, LIGHT)}
"""Dateline's own themes by name."""


class ThemedApp(_AppBase):
    """A mixin for an app that has Dateline's themes beside Textual's."""

    def register_own_themes(self) -> None:
        """Offer Dateline's themes among the others."""
        for own in OWN.values():
            self.register_theme(own)

    def get_theme(self, theme_name: str) -> Theme | None:
        """Return a theme. Our own are found before they are registered."""
        return OWN.get(theme_name) or super().get_theme(theme_name)

    def get_css_variables(self) -> dict[str, str]:
        """Return the variables of the theme, and those that the style sheet adds.

        The text colours are the theme's colours moved towards its foreground until they can be read on each of its
        backgrounds, as themes define their colours for large areas.
        """
        generated = super().get_css_variables()
        own = variables(self.current_theme, generated) | generated
        self.theme_variables = own | scroll_bars(self.current_theme, own)
        return self.theme_variables


def fitting_theme(color_fg_bg: str) -> str:
    """Return the name of the own theme that suits the terminal's background.

    Args:
        color_fg_bg: ``COLORFGBG`` as some terminals set it: numbers of colours, the last one that of the background.
    """
    return LIGHT.name if color_fg_bg.rpartition(";")[2] in ("7", "15") else DARK.name


def variables(theme: Theme, generated: Mapping[str, str]) -> dict[str, str]:
    """Return the variables that Dateline adds to a theme: readable colours for text, and backgrounds for highlights.

    Args:
        theme: the theme.
        generated: the variables that Textual makes of it.
    """
    if theme.ansi:
        highlights = ("hit", "hover", "highlight", "highlight-blurred", "rest")
        return {
            "muted": "ansi_default",
            **{f"{name}-foreground": "ansi_default" for name in TEXT_COLOURS},
            **{f"{name}-background": "ansi_bright_black" for name in highlights},
        }

    def color(name: str) -> Color:
        return Color.parse(generated[name])

    background, foreground = color("background"), color("foreground")
    strongest = Color.parse("#ffffff" if theme.dark else "#000000")
    hit = background.blend(color("accent"), 0.25)
    highlight = background.blend(color("primary"), 0.3)
    blurred = background.blend(foreground, 0.12)
    backgrounds = [background, color("surface"), color("panel"), highlight, blurred]
    return {
        "muted": readable(background.blend(foreground, 0.62), strongest, backgrounds).hex,
        **{f"{name}-foreground": readable(color(name), strongest, backgrounds).hex for name in TEXT_COLOURS},
        "hit-background": hit.hex,
        "hover-background": background.blend(foreground, 0.07).hex,
        "highlight-background": highlight.hex,
        "highlight-blurred-background": blurred.hex,
        "rest-background": background.blend(foreground, 0.3).hex,
    }


def scroll_bars(theme: Theme, generated: Mapping[str, str]) -> dict[str, str]:
    """Return the colours of scroll bars: a trough that is not seen, and a quiet thumb. A theme may have its own.

    Args:
        theme: the theme.
        generated: the variables that Textual makes of it.
    """
    if theme.ansi:
        return {}
    background, foreground = (Color.parse(generated[name]) for name in ("background", "foreground"))
    troughs = ("scrollbar-background", "scrollbar-background-hover", "scrollbar-background-active")
    colours = {
        "scrollbar": background.blend(foreground, 0.24).hex,
        "scrollbar-hover": background.blend(foreground, 0.4).hex,
        "scrollbar-active": generated["accent"],
        "scrollbar-corner-color": background.hex,
        **dict.fromkeys(troughs, background.hex),
    }
    return colours | theme.variables


def readable(text_color: Color, strongest: Color, backgrounds: Sequence[Color]) -> Color:
    """Return a colour for text that can be read on every background.

    Args:
        text_color: the colour, which is changed as little as possible.
        strongest: the colour that it is moved towards, black or white.
        backgrounds: the colours that it has to contrast with.
    """
    for step in range(21):
        moved = text_color.blend(strongest, step / 20)
        if all(contrast(moved, background) >= LEAST_CONTRAST for background in backgrounds):
            return moved
    return strongest


def contrast(first: Color, second: Color) -> float:
    """Return the contrast ratio of two colours, from 1 to 21 (WCAG 2.2)."""
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: Color) -> float:
    channels = (channel / 255 for channel in color.rgb)
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4 for channel in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue

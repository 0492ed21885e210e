"""Dateline's own themes, and what its style sheet makes of any theme.

All text has a contrast of at least 4.5:1 with what it stands on (WCAG 2.2, success criterion 1.4.3, level AA).
"""

from __future__ import annotations

from collections.abc import Mapping

from textual.color import Color
from textual.theme import Theme

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

INKS = ("primary", "secondary", "accent", "warning", "error", "success")
"""The colours of a theme that text is written in."""

OWN = {theme.name: theme for theme in (DARK, LIGHT)}
"""Dateline's own themes by name."""


def fitting_theme(ground: str) -> str:
    """Return the name of the own theme that fits a terminal.

    Args:
        ground: ``COLORFGBG`` as some terminals set it: numbers of colours, the last one that of the background.
    """
    return LIGHT.name if ground.rpartition(";")[2] in ("7", "15") else DARK.name


def variables(theme: Theme, generated: Mapping[str, str]) -> dict[str, str]:
    """Return the colours that the style sheet makes of a theme: inks for text, and grounds for what stands out.

    Args:
        theme: the theme.
        generated: the variables that Textual makes of it.
    """
    if theme.ansi:
        grounds = ("hit", "hover", "highlight", "highlight-blurred", "rest")
        inks = {f"ink-{name}": "ansi_default" for name in INKS}
        return {"muted": "ansi_default", **inks, **{f"{name}-background": "ansi_bright_black" for name in grounds}}

    def color(name: str) -> Color:
        return Color.parse(generated[name])

    background, foreground = color("background"), color("foreground")
    strongest = Color.parse("#ffffff" if theme.dark else "#000000")
    grounds_of_text = [background, color("surface"), color("panel")]
    hit = background.blend(color("accent"), 0.25)
    highlight = background.blend(color("primary"), 0.3)
    blurred = background.blend(foreground, 0.12)
    everywhere = [*grounds_of_text, highlight, blurred]
    return {
        "muted": readable(background.blend(foreground, 0.62), strongest, everywhere).hex,
        **{f"ink-{name}": readable(color(name), strongest, everywhere).hex for name in INKS},
        "hit-background": hit.hex,
        "hover-background": background.blend(foreground, 0.07).hex,
        "highlight-background": highlight.hex,
        "highlight-blurred-background": blurred.hex,
        "rest-background": background.blend(foreground, 0.3).hex,
    }


def readable(ink: Color, strongest: Color, grounds: list[Color]) -> Color:
    """Return a colour of text, moved as little as is needed towards the strongest to be read on each ground."""
    for step in range(21):
        moved = ink.blend(strongest, step / 20)
        if all(contrast(moved, ground) >= LEAST_CONTRAST for ground in grounds):
            return moved
    return strongest


def contrast(one: Color, other: Color) -> float:
    """Return the contrast ratio of two colours, from 1 to 21 (WCAG 2.2)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: Color) -> float:
    parts = (part / 255 for part in color.rgb)
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue

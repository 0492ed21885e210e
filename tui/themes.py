"""Dateline's own themes. Every text of theirs has a contrast of at least 4.5:1 (WCAG 2.2, level AA)."""

from __future__ import annotations

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
        "highlight-background": "#2d4a68",
        "highlight-blurred-background": "#2a313c",
        "footer-key-foreground": "#f2b266",
        "muted": "#9aa5b4",
        "hit-background": "#5a4522",
        "hover-background": "#1f242c",
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
        "highlight-background": "#c5dcf2",
        "highlight-blurred-background": "#dedbd1",
        "footer-key-foreground": "#9a4d00",
        "muted": "#5a6472",
        "hit-background": "#f6dfb8",
        "hover-background": "#f0ede5",
    },
)

"""The contrast of the colours of the themes."""

from __future__ import annotations

import pytest
from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from tui.app.style.themes import DARK, LEAST_CONTRAST, LIGHT, TEXT_COLOURS, contrast, variables

THEMES = {DARK.name: DARK, LIGHT.name: LIGHT, **BUILTIN_THEMES}


@pytest.mark.parametrize("name", [name for name, theme in THEMES.items() if not theme.ansi])
def test_every_text_colour_is_readable_on_every_background(name: str) -> None:
    generated = THEMES[name].to_color_system().generate()
    added = {key: Color.parse(value) for key, value in variables(THEMES[name], generated).items()}
    backgrounds = [Color.parse(generated[background]) for background in ("background", "surface", "panel")]
    backgrounds += [added["highlight-background"], added["highlight-blurred-background"]]
    for foreground in ("muted", *(f"{color}-foreground" for color in TEXT_COLOURS)):
        for background in backgrounds:
            assert contrast(added[foreground], background) >= LEAST_CONTRAST, (foreground, background)


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
def test_plain_text_is_readable_on_every_highlight(theme: Theme) -> None:
    added = variables(theme, theme.to_color_system().generate())
    foreground = Color.parse(theme.foreground or "")
    for background in ("hit-background", "hover-background", "highlight-background", "highlight-blurred-background"):
        assert contrast(foreground, Color.parse(added[background])) >= LEAST_CONTRAST


def test_contrast_follows_wcag() -> None:
    black, white = Color.parse("#000000"), Color.parse("#ffffff")
    assert contrast(black, white) == pytest.approx(21)
    assert contrast(white, white) == pytest.approx(1)
    assert contrast(Color.parse("#767676"), white) == pytest.approx(4.54, abs=0.01)

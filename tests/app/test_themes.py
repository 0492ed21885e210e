from __future__ import annotations

import pytest
from textual.color import Color
from textual.theme import BUILTIN_THEMES

from tui.app.style.themes import DARK, LEAST_CONTRAST, LIGHT, TEXT_COLOURS, contrast, variables

THEMES = {DARK.name: DARK, LIGHT.name: LIGHT, **BUILTIN_THEMES}


@pytest.mark.parametrize("name", [name for name, theme in THEMES.items() if not theme.ansi])
def test_every_text_can_be_read_on_every_ground(name: str) -> None:
    theme = THEMES[name]
    made = {key: Color.parse(value) for key, value in variables(theme, theme.to_color_system().generate()).items()}
    generated = theme.to_color_system().generate()
    grounds = [Color.parse(generated[ground]) for ground in ("background", "surface", "panel")]
    grounds += [made["highlight-background"], made["highlight-blurred-background"]]
    for ink in ("muted", *(f"{ink}-foreground" for ink in TEXT_COLOURS)):
        for ground in grounds:
            assert contrast(made[ink], ground) >= LEAST_CONTRAST, (ink, ground)


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
def test_the_words_that_are_lit_and_plain_text_can_be_read(theme: object) -> None:
    assert theme in (DARK, LIGHT)
    own = DARK if theme is DARK else LIGHT
    made = variables(own, own.to_color_system().generate())
    foreground = Color.parse(own.foreground or "")
    for ground in ("hit-background", "hover-background", "highlight-background", "highlight-blurred-background"):
        assert contrast(foreground, Color.parse(made[ground])) >= LEAST_CONTRAST


def test_contrast_is_that_of_the_standard() -> None:
    black, white = Color.parse("#000000"), Color.parse("#ffffff")
    assert contrast(black, white) == pytest.approx(21)
    assert contrast(white, white) == pytest.approx(1)
    assert contrast(Color.parse("#767676"), white) == pytest.approx(4.54, abs=0.01)

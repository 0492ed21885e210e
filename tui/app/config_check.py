"""Errors in the values of a config that only the app can find: unknown themes and unusable keys."""

from __future__ import annotations

from collections.abc import Iterator

from textual.theme import BUILTIN_THEMES

from tui.app.style.themes import DARK, LIGHT
from tui.config.config import Config
from tui.timeline.reading.problems import Problem

THEMES = (DARK.name, LIGHT.name, *BUILTIN_THEMES)
"""The names of all themes."""


def check(config: Config) -> Iterator[Problem]:
    """Yield the problems of a config's theme and keys."""
    if config.theme is not None and config.theme not in THEMES:
        from tui.text.nearest import nearest

        close = nearest(config.theme, THEMES)
        remedy = f"did you mean '{close}'?" if close else f"the themes are {', '.join(THEMES)}"
        yield config.problem(("theme",), f"unknown theme '{config.theme}'", remedy, of_value=True)
    if config.keys:
        from tui.app.key_check import check_keys

        yield from check_keys(config)

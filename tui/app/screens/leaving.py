"""The state in which a reader leaves a timeline."""

from __future__ import annotations

from tui.app.screens.browser_interface import BrowserInterface
from tui.reader.left_state import LeftState


def left_state(browser: BrowserInterface, theme: str, theme_before: str) -> LeftState:
    """Return the state in which a file is left.

    Args:
        browser: the browser that showed it.
        theme: the theme that the reader chose; empty for the one of the config.
        theme_before: the theme that it replaced; empty if none was chosen.
    """
    session = browser.session
    shown = session.anchor if session.outside is None else session.outside
    return LeftState(
        query=session.text,
        sort=str(session.sort),
        event="" if shown is None else session.index.timeline.events[shown].id,
        theme=theme,
        theme_before=theme_before,
        layout=str(browser.widths),
        asked=tuple(session.asked.texts),
    )

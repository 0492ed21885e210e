"""From a file to what can be asked. It shows nothing, so it may run beside the screen, in a thread."""

from __future__ import annotations

from pathlib import Path

from tui.timeline.index import Index
from tui.timeline.opening import Opening


def load_index(path: Path) -> Index:
    """Read a file and return its timeline, ready to be asked.

    Raises:
        TimelineError: the file cannot be read as a timeline.
    """
    return Opening(path).open()

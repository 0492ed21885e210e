"""What the app shows first. It needs no Textual: the command line makes it before the app is imported."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from tui.timeline.model.sort import Sort


class InitialState(NamedTuple):
    """The query and the order that a timeline is first shown with."""

    text: str
    """The text of the query."""
    sort: Sort
    notice: str = ""
    """A message about either of them."""
    event: str = ""
    """The id of the event to highlight; empty for the first one."""

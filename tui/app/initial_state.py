"""What the app shows first."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from tui.timeline.search.index import Sort


class InitialState(NamedTuple):
    """What the app shows first."""

    text: str
    """The text of the query."""
    sort: Sort
    notice: str = ""
    """A message about either of them."""

"""What the command line wants to see of a timeline."""

from __future__ import annotations

from tui.text.frozen import Frozen
from tui.text.nearest import nearest
from tui.timeline.model.entities import Timeline


class UnknownViewError(Exception):
    """A timeline does not keep a view. Its str() says what it keeps."""


class ViewRequest(Frozen):
    """What the command line wants to see of a timeline."""

    text: str = ""
    """A query."""
    view: str | None = None
    """The name of a view that the query narrows."""
    order: str | None = None
    """As `tui.timeline.search.index.Sort.parse` reads it."""

    def __bool__(self) -> bool:
        """Tell whether it says which events."""
        return bool(self.text) or self.view is not None

    def of(self, timeline: Timeline) -> tuple[str, str | None]:
        """Return the query for a timeline, and the order if one is wanted.

        Raises:
            UnknownViewError: the timeline does not keep the view.
        """
        text, order = self.text, self.order
        if self.view is not None:
            query, own_order = view_of(timeline, self.view)
            text, order = f"{query} {text}".strip(), order or own_order
        return text, order


def view_of(timeline: Timeline, name: str) -> tuple[str, str]:
    """Return the query and the order of a view.

    Raises:
        UnknownViewError: the timeline does not keep it.
    """
    for view in timeline.views:
        if view.name == name:
            return view.query, view.sort
    names = [view.name for view in timeline.views]
    close = nearest(name, names)
    right = f"did you mean '{close}'?" if close else f"it keeps {', '.join(names)}" if names else "it keeps none"
    raise UnknownViewError(f"the timeline keeps no view '{name}'; {right}")

"""The views that a timeline saves, and a request that may name one."""

from __future__ import annotations

from tui.text.frozen import Frozen
from tui.text.nearest import nearest
from tui.timeline.model.entities import SavedView
from tui.timeline.model.timeline import Timeline


class UnknownViewError(Exception):
    """A timeline has no view of this name. Its str() lists the views that the timeline has."""


class ViewRequest(Frozen):
    """The events that the command line asks for, before the timeline is known."""

    text: str = ""
    """A query."""
    view: str | None = None
    """The name of a saved view that the query narrows."""
    order: str | None = None
    """One of `tui.timeline.model.sort.SORTS`."""

    def __bool__(self) -> bool:
        """Return whether the request selects events; an order alone does not."""
        return bool(self.text) or self.view is not None

    def resolve(self, timeline: Timeline) -> tuple[str, str | None]:
        """Return the text of the query for a timeline, and the order if there is one.

        Raises:
            UnknownViewError: the timeline does not have the view.
        """
        if self.view is None:
            return self.text, self.order
        view = find_view(timeline, self.view)
        return f"{view.query} {self.text}".strip(), self.order or view.sort


def find_view(timeline: Timeline, name: str) -> SavedView:
    """Return the saved view of a name.

    Raises:
        UnknownViewError: the timeline does not have it.
    """
    for view in timeline.views:
        if view.name == name:
            return view
    names = [view.name for view in timeline.views]
    close = nearest(name, names)
    remedy = f"did you mean '{close}'?" if close else f"it keeps {', '.join(names)}" if names else "it keeps none"
    raise UnknownViewError(f"the timeline keeps no view '{name}'; {remedy}")

"""Saved views, of a timeline and of its reader, and a request that may name one."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from tui.text.frozen import Frozen
from tui.timeline.model.entities import SavedView
from tui.timeline.model.timeline import Timeline


class UnknownViewError(Exception):
    """No saved view has this name. Its str() lists the existing ones."""


Views = Callable[[], Iterable[SavedView]]
"""Returns saved views. It is called only if a view is asked for."""


def no_views() -> Iterable[SavedView]:
    """Return no views."""
    return ()


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

    def resolve(self, timeline: Timeline, own: Views = no_views) -> tuple[str, str | None]:
        """Return the text of the query for a timeline, and the order if there is one.

        Args:
            timeline: the timeline.
            own: returns the views that the reader has saved for it.

        Raises:
            UnknownViewError: neither the reader nor the timeline has the view.
        """
        if self.view is None:
            return self.text, self.order
        view = find_view(timeline, self.view, own)
        return f"{view.query} {self.text}".strip(), self.order or view.sort


def find_view(timeline: Timeline, name: str, own: Views = no_views) -> SavedView:
    """Return the saved view of a name: the reader's own, or else that of the timeline.

    Args:
        timeline: the timeline.
        name: the name.
        own: returns the views that the reader has saved for it.

    Raises:
        UnknownViewError: there is none.
    """
    views = [*own(), *timeline.views]
    for view in views:
        if view.name == name:
            return view
    names = list(dict.fromkeys(view.name for view in views))
    from tui.text.nearest import nearest

    close = nearest(name, names)
    remedy = f"did you mean '{close}'?" if close else f"views: {', '.join(names)}" if names else "none is saved"
    raise UnknownViewError(f"no view '{name}'; {remedy}")

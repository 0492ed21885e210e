"""The views that a reader has saved for a timeline's file, in the order in which they were saved."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tui.timeline.model.entities import SavedView
from tui.timeline.model.sort import SORTS
from tui.timeline.query.saved_views import Views

if TYPE_CHECKING:
    from tui.reader.kept import Kept


def own_views_of(path: Path | None) -> Views:
    """Return a function that returns the reader's own views of a timeline's file.

    It raises a `tui.reader.kept_error.KeptError` if they cannot be read.

    Args:
        path: the file; None for a timeline without one.
    """
    return lambda: own_views(path)


def own_views(path: Path | None) -> Sequence[SavedView]:
    """Return the reader's own views of a timeline's file.

    Raises:
        KeptError: they cannot be read.
    """
    return _views(_kept(path).read())


def save_view(path: Path | None, view: SavedView) -> None:
    """Save a view, in place of one of the same name.

    Raises:
        KeptError: it cannot be saved.
    """

    def with_view(kept: Any) -> list[dict[str, str]]:
        views = {other.name: other for other in _views(kept)}
        return [_to_json(other) for other in {**views, view.name: view}.values()]

    _kept(path).change(with_view)


def remove_view(path: Path | None, name: str) -> None:
    """Remove the view of a name, if there is one.

    Raises:
        KeptError: it cannot be removed.
    """
    _kept(path).change(lambda kept: [_to_json(view) for view in _views(kept) if view.name != name])


def _kept(path: Path | None) -> Kept:
    from tui.reader.kept import Kept

    return Kept(path, "views")


def _views(kept: Any) -> Sequence[SavedView]:
    """Return views from JSON. What is no view is left out: a newer version may keep more."""
    found: list[SavedView] = []
    for item in kept if isinstance(kept, list) else ():
        if isinstance(item, dict) and isinstance(name := item.get("name"), str):
            query, sort = item.get("query"), item.get("sort")
            found.append(SavedView(name, query if isinstance(query, str) else "", sort if sort in SORTS else "date"))
    return tuple(found)


def _to_json(view: SavedView) -> dict[str, str]:
    return {"name": view.name, "query": view.query, "sort": view.sort}

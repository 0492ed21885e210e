"""A three-way merge of plain values, field by field and item by item: a change that only one side made is taken."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, NamedTuple

from tui.timeline.merging.items import interleaved, pair_items

Path = tuple[str | int, ...]
"""The keys and the positions of list items that lead to a value, such as ``("events", "landing", "quotes", 0)``."""

Reason = Literal["changed", "deleted by ours", "deleted by theirs", "still used", "unreadable"]
"""Why a value could not be merged.

``changed``: both sides changed it; ours stands. ``deleted by …``: that side deleted what the other changed; the changed
value stays. ``still used``: one side deleted what the other refers to; it stays. ``unreadable``: the timeline could not
be read with what theirs changed; ours stands.
"""


class Conflict(NamedTuple):
    """A value that somebody has to decide on."""

    path: Path
    reason: Reason
    ours: Any
    """None if ours has none."""
    theirs: Any
    """None if theirs has none."""


class Outcome(NamedTuple):
    """A merged value."""

    value: Any
    """None if it was deleted."""
    conflicts: tuple[Conflict, ...] = ()


def merge_values(base: Any, ours: Any, theirs: Any, path: Path = ()) -> Outcome:
    """Merge two versions of a value.

    Args:
        base: the value that both were made from; None if there was none.
        ours: one version; None if it was deleted.
        theirs: the other; None likewise.
        path: where the value stands.
    """
    if ours == theirs or theirs == base:
        return Outcome(ours)
    if ours == base:
        return Outcome(theirs)
    present = [value for value in (base, ours, theirs) if value is not None]
    if not is_entity(path) or (ours is not None and theirs is not None):
        # Deleting all values of a field is deleting each of them, unlike deleting an event.
        if all(isinstance(value, dict) for value in present):
            return _merge_mappings(base or {}, ours or {}, theirs or {}, path)
        if all(isinstance(value, list) for value in present):
            return _merge_lists(base or [], ours or [], theirs or [], path)
    if ours is None:
        return Outcome(theirs, (Conflict(path, "deleted by ours", None, theirs),))
    if theirs is None:
        return Outcome(ours, (Conflict(path, "deleted by theirs", ours, None),))
    return Outcome(ours, (Conflict(path, "changed", ours, theirs),))


def is_entity(path: Path) -> bool:
    """Return whether a path leads to something with an id or a key of its own: an event, a source, a quote."""
    if path[:1] == ("checks",):
        return False
    return len(path) == 2 or isinstance(path[-1] if path else "", int) or (len(path) == 4 and path[0] == "facets")


def _merge_mappings(base: Any, ours: Any, theirs: Any, path: Path) -> Outcome:
    merged: dict[str, Any] = {}
    conflicts: list[Conflict] = []
    for key in interleaved(ours, theirs):
        value, found = merge_values(base.get(key), ours.get(key), theirs.get(key), (*path, key))
        conflicts += found
        if value is not None:
            merged[key] = value
    is_whole = len(path) < 2 or is_entity(path)
    return Outcome(merged if merged or is_whole else None, tuple(conflicts))


def _merge_lists(base: list[Any], ours: list[Any], theirs: list[Any], path: Path) -> Outcome:
    if all(isinstance(item, str) for item in (*base, *ours, *theirs)):
        old, their = {*base}, {*theirs}
        stay = [item for item in ours if item in their or item not in old]
        kept = {*stay}
        come = [item for item in theirs if item in kept or item not in old]
        return Outcome(interleaved(stay, come) or None)
    return _merge_items(base, ours, theirs, path)


class _Item(NamedTuple):
    """An item of a list, by its positions in the three versions; None where it is not."""

    base: int | None
    ours: int | None
    theirs: int | None


def _merge_items(base: list[Any], ours: list[Any], theirs: list[Any], path: Path) -> Outcome:
    """Merge lists of mappings, such as quotes."""
    items = _items(base, ours, theirs, str(path[-1]))
    outcomes = {
        item: merge_values(_at(base, item.base), _at(ours, item.ours), _at(theirs, item.theirs), (*path, 0))
        for item in items
    }
    stay = [item for item in items if outcomes[item].value is not None]
    order = interleaved(
        sorted((item for item in stay if item.ours is not None), key=lambda item: item.ours or 0),
        sorted((item for item in stay if item.theirs is not None), key=lambda item: item.theirs or 0),
    )
    conflicts = [
        conflict._replace(path=(*path, position, *conflict.path[len(path) + 1 :]))
        for position, item in enumerate(order)
        for conflict in outcomes[item].conflicts
    ]
    return Outcome([outcomes[item].value for item in order] or None, tuple(conflicts))


def _items(base: Sequence[Any], ours: Sequence[Any], theirs: Sequence[Any], field: str) -> list[_Item]:
    """Return the items of three versions of a list, each once."""
    of_ours = {old: new for new, old in pair_items(base, ours, field).items()}
    of_theirs = {old: new for new, old in pair_items(base, theirs, field).items()}
    items = [_Item(at, of_ours.get(at), of_theirs.get(at)) for at in range(len(base))]
    my_old, their_old = {*of_ours.values()}, {*of_theirs.values()}
    my_new = [at for at in range(len(ours)) if at not in my_old]
    their_new = [at for at in range(len(theirs)) if at not in their_old]
    same = pair_items([ours[at] for at in my_new], [theirs[at] for at in their_new], field, is_corrected=False)
    both = {their_new[their_at]: my_new[my_at] for their_at, my_at in same.items()}
    shared = {*both.values()}
    items += [_Item(None, at, None) for at in my_new if at not in shared]
    return items + [_Item(None, both.get(at), at) for at in their_new]


def _at(items: list[Any], position: int | None) -> Any:
    return None if position is None else items[position]

"""From plain values to a timeline without events, the fast way.

Anything wrong or unusual is left to the careful reader.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any, TypeVar

from tui.timeline.dates.edtf import EdtfDate, EdtfError
from tui.timeline.model import entities as model
from tui.timeline.model.entities import Actor, Entry, SavedView, Source, Weapon
from tui.timeline.model.sort import SORTS
from tui.timeline.model.timeline import Timeline
from tui.timeline.reading import schema
from tui.timeline.reading.event_fast import NotSimple, Values

T = TypeVar("T")

_TIMELINE, _VIEW = frozenset(schema.TIMELINE), frozenset(schema.VIEW)
_SOURCE, _ACTOR, _WEAPON = frozenset(schema.SOURCE), frozenset(schema.ACTOR), frozenset(schema.WEAPON)


def header_of(values: Values) -> Timeline:
    """Return a timeline without events.

    It accepts only what the careful reader accepts, and makes the same of it. It ignores ``events``.

    Raises:
        NotSimple: if anything is wrong with the values, or unusual.
    """
    _check_keys(values, _TIMELINE)
    if values.get("dateline") not in (None, schema.VERSION):
        raise NotSimple
    actors = _entries(values, "actors", _actor)
    weapons = _entries(values, "weapons", _weapon)
    _check_tree(actors)
    _check_tree(weapons)
    sources = _entries(values, "sources", _source)
    if not all(source.outlet in actors for source in sources.values()):
        raise NotSimple
    return Timeline(
        title=_required(values, "title"),
        events=(),
        sources=sources,
        actors=actors,
        weapons=weapons,
        description=_text(values, "description"),
        views=_views(values.get("views")),
    )


def _entries(values: Values, key: str, make: Callable[[str, Values], T]) -> dict[str, T]:
    """Return the entries of a section, by their ids."""
    entries = values.get(key)
    if entries is None:
        return {}
    if type(entries) is not dict or not all(map(schema.ID.fullmatch, entries)):
        raise NotSimple
    return {entry_id: make(entry_id, entry) for entry_id, entry in entries.items()}


def _source(source_id: str, values: Values) -> Source:
    _check_keys(values, _SOURCE)
    basis, note = _choice(values, "issued_basis", model.BASES) or "stated", _text(values, "issued_note")
    sha256, url = _text(values, "sha256"), _text(values, "url")
    if (
        (basis == "inferred" and not note)
        or (sha256 is not None and not schema.SHA256.fullmatch(sha256))
        or (url is not None and not schema.ADDRESS.match(url))
    ):
        raise NotSimple
    try:
        issued = EdtfDate.parse(_required(values, "issued"))
    except EdtfError as error:
        raise NotSimple from error
    outlet, title = _required(values, "outlet"), _required(values, "title")
    return Source(
        source_id, outlet, title, issued, basis, note, _text(values, "language"), sha256, _text(values, "file"), url
    )


def _actor(actor_id: str, values: Values) -> Actor:
    _check_keys(values, _ACTOR)
    kind, parent = _choice(values, "kind", model.ACTOR_KINDS), _text(values, "part_of") or None
    return Actor(actor_id, _required(values, "name"), kind, parent, _text(values, "office"), _aliases(values))


def _weapon(weapon_id: str, values: Values) -> Weapon:
    _check_keys(values, _WEAPON)
    return Weapon(weapon_id, _required(values, "name"), _text(values, "kind_of") or None, _aliases(values))


def _views(values: Any) -> tuple[SavedView, ...]:
    if values is None:
        return ()
    if type(values) is not list:
        raise NotSimple
    views = {}
    for view in values:
        _check_keys(view, _VIEW)
        name = _required(view, "name")
        if name in views:
            raise NotSimple
        views[name] = SavedView(name, _text(view, "query") or "", _choice(view, "sort", SORTS) or "date")
    return tuple(views.values())


def _check_tree(entries: Mapping[str, Entry]) -> None:
    """Check that all parents exist, and that no entry is its own ancestor."""
    for entry in entries.values():
        ancestors = {entry.id}
        parent = entry.parent
        while parent is not None:
            if parent in ancestors or parent not in entries:
                raise NotSimple
            ancestors.add(parent)
            parent = entries[parent].parent


def _check_keys(values: Any, known: frozenset[str]) -> None:
    if type(values) is not dict or not values.keys() <= known:
        raise NotSimple


def _text(values: Values, key: str) -> str | None:
    value = values.get(key)
    if value is not None and type(value) is not str:
        raise NotSimple
    return value


def _required(values: Values, key: str) -> str:
    value = _text(values, key)
    if value is None or not value or value.isspace():
        raise NotSimple
    return value


def _choice(values: Values, key: str, known: Collection[str]) -> str | None:
    value = _text(values, key)
    if value is not None and value not in known:
        raise NotSimple
    return value


def _aliases(values: Values) -> tuple[str, ...]:
    value = values.get("aliases")
    if value is None:
        return ()
    if type(value) is str:
        return (value,)
    if type(value) is not list or not all(type(alias) is str and alias.strip() for alias in value):
        raise NotSimple
    return tuple(value)

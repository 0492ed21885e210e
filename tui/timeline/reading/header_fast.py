"""From plain values to a timeline without events, the fast way.

Anything wrong or unusual is left to the careful reader.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any, TypeVar

from tui.timeline.dates.edtf import EdtfDate, EdtfError
from tui.timeline.model.entities import BASES, ENTRY_KINDS, Entry, SavedView, Source
from tui.timeline.model.facets import VOCABULARIES, FacetSpec, is_reserved, own_facet, parent_key
from tui.timeline.model.sort import SORTS
from tui.timeline.model.timeline import Timeline
from tui.timeline.reading import schema
from tui.timeline.reading.event_fast import NotSimple, Values, as_doubt, edtf_text

T = TypeVar("T")

_TIMELINE, _VIEW = frozenset(schema.TIMELINE), frozenset(schema.VIEW)
_SOURCE, _FACET, _CHECKS = frozenset(schema.SOURCE), frozenset(schema.FACET), frozenset(schema.CHECKS)


def header_of(values: Values) -> Timeline:
    """Return a timeline without events.

    It accepts only what the careful reader accepts, and makes the same of it. It ignores ``events``.

    Raises:
        NotSimple: if anything is wrong with the values, or unusual.
    """
    _check_keys(values, _TIMELINE)
    version = _choice(values, "dateline", schema.VERSIONS) or schema.VERSION
    if values.get("timezone") is not None:
        raise NotSimple  # the careful reader knows the zones
    vocabularies = {
        section: _entries(values, section, _entry_reader(schema.ENTRIES[section], parent_key(section)))
        for section in VOCABULARIES
    }
    own_facets = _own_facets(values.get("facets"), vocabularies)
    for entries in vocabularies.values():
        _check_tree(entries)
    sources = _entries(values, "sources", _source)
    if not all(source.outlet is None or source.outlet in vocabularies["actors"] for source in sources.values()):
        raise NotSimple
    if version == "1":
        sources = {source_id: _in_version_1(source) for source_id, source in sources.items()}
    return Timeline(
        title=_required(values, "title"),
        events=(),
        sources=sources,
        vocabularies={name: entries for name, entries in vocabularies.items() if entries},
        own_facets=own_facets,
        description=_text(values, "description"),
        language=_text(values, "language"),
        views=_views(values.get("views")),
        ignored_checks=_ignored_checks(values.get("checks")),
        version=int(version),
    )


def _entries(values: Values, key: str, make: Callable[[str, Any], T]) -> dict[str, T]:
    """Return the entries of a section, by their ids."""
    entries = values.get(key)
    if entries is None:
        return {}
    if type(entries) is not dict or not all(map(schema.is_id, entries)):
        raise NotSimple
    return {entry_id: make(entry_id, entry) for entry_id, entry in entries.items()}


def _source(source_id: str, values: Values) -> Source:
    _check_keys(values, _SOURCE)
    basis, note = _choice(values, "issued_basis", BASES) or "stated", _text(values, "issued_note")
    if basis == "inferred" and not note:
        raise NotSimple
    source = Source(
        source_id,
        _text(values, "title") or None,
        _text(values, "outlet") or None,
        _date(values, "issued"),
        basis,
        note,
        _url(values, "url"),
        _url(values, "archived"),
        _date(values, "retrieved"),
        _text(values, "language"),
        _digest(values, "sha256"),
        _text(values, "file") or None,
        _digest(values, "page_sha256"),
    )
    if not (source.title or source.url or source.file):
        raise NotSimple
    return source


def _in_version_1(source: Source) -> Source:
    from tui.text.frozen import replace

    doubt = None if source.issued is None else as_doubt(source.issued)
    return source if doubt is None else replace(source, issued=doubt)


def _date(values: Values, key: str) -> EdtfDate | None:
    if not values.get(key):
        return None
    try:
        return EdtfDate.parse(edtf_text(values[key]))
    except EdtfError as error:
        raise NotSimple from error


def _url(values: Values, key: str) -> str | None:
    url = _text(values, key)
    if url is not None and not schema.ADDRESS.match(url):
        raise NotSimple
    return url


def _digest(values: Values, key: str) -> str | None:
    digest = _text(values, key)
    if digest is not None and not schema.SHA256.fullmatch(digest):
        raise NotSimple
    return digest


def _entry_reader(keys: tuple[str, ...], parent: str) -> Callable[[str, Any], Entry]:
    """Return a function that makes an entry of plain values.

    Args:
        keys: the keys of an entry.
        parent: the key of the entry above it; empty if the vocabulary is no tree.
    """
    known = frozenset(keys)

    def entry(entry_id: str, values: Any) -> Entry:
        if type(values) is str:
            values = {"name": values}
        _check_keys(values, known)
        if values.get("lat") is not None or values.get("lon") is not None:
            lat, lon = _degrees(values, "lat", 90), _degrees(values, "lon", 180)
        else:
            lat = lon = None
        return Entry(
            entry_id,
            _required(values, "name"),
            (_text(values, parent) or None) if parent else None,
            _aliases(values),
            _choice(values, "kind", ENTRY_KINDS),
            _text(values, "office"),
            lat,
            lon,
        )

    return entry


def _degrees(values: Values, key: str, limit: int) -> float | None:
    text = _text(values, key)
    if text is None:
        return None
    try:
        angle = float(text)
    except ValueError as error:
        raise NotSimple from error
    if not -limit <= angle <= limit:
        raise NotSimple
    return angle


def _own_facets(facets: Any, vocabularies: dict[str, dict[str, Entry]]) -> tuple[FacetSpec, ...]:
    """Return the facets that the file declares, and add the values that it defines to the vocabularies."""
    if facets is None:
        return ()
    if type(facets) is not dict or not all(map(schema.is_id, facets)):
        raise NotSimple
    specs = []
    if len({name.casefold() for name in facets}) < len(facets):
        raise NotSimple
    for name, values in facets.items():
        _check_keys(values, _FACET)
        key = _text(values, "key") or ""
        if is_reserved(name) or name in schema.EVENT or len(key) > 1:
            raise NotSimple
        has_values = values.get("values") is not None
        specs.append(own_facet(name, _required(values, "name"), key, has_values=has_values))
        if has_values:
            vocabularies[name] = _entries(values, "values", _entry_reader(schema.OWN_ENTRY, "parent"))
    return tuple(specs)


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


def _ignored_checks(values: Any) -> tuple[str, ...]:
    if values is None:
        return ()
    _check_keys(values, _CHECKS)
    return _texts_of(values, "ignore")


def _check_tree(entries: Mapping[str, Entry]) -> None:
    """Check that all parents exist, and that no tree is too deep or has a loop. Each entry is looked at once."""
    levels: dict[str, int] = {}
    for entry in entries.values():
        path = {entry.id: None}
        parent = entry.parent
        while parent is not None and parent not in levels:
            if parent in path or parent not in entries:
                raise NotSimple
            path[parent] = None
            parent = entries[parent].parent
        above = 0 if parent is None else levels[parent]
        if above + len(path) > schema.MAX_LEVELS:
            raise NotSimple
        for level, name in enumerate(reversed(path), start=above + 1):
            levels[name] = level


def _check_keys(values: Any, known: frozenset[str]) -> None:
    if type(values) is not dict or not values.keys() <= known:
        raise NotSimple


def _text(values: Values, key: str) -> str | None:
    value = values.get(key)
    if value is None:
        return None
    if type(value) is not str:
        raise NotSimple
    return value.rstrip("\n")


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
    return _texts_of(values, "aliases")


def _texts_of(values: Values, key: str) -> tuple[str, ...]:
    value = values.get(key)
    if value is None:
        return ()
    if type(value) is str:
        return (value,)
    if type(value) is not list or len(value) > schema.MAX_ITEMS:
        raise NotSimple
    if not all(type(text) is str and text.strip() for text in value):
        raise NotSimple
    return tuple(value)

"""From plain values to an `Event`, the fast way. Anything wrong or unusual is left to the careful reader."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any

from tui.text.frozen import Frozen
from tui.timeline.dates.edtf import EdtfDate, EdtfError
from tui.timeline.model.entities import BASES, NOTHING, RELATIONS, Event, Link, Media, Quote
from tui.timeline.model.facets import FacetSpec
from tui.timeline.model.timeline import Timeline
from tui.timeline.reading import schema

Values = Mapping[str, Any]
"""A mapping of the file. Its values are texts, None for a null, and lists and mappings of the same."""

_TEXTS = ("id", "date_basis", "date_text", "date_note", "title", "summary", "note")
_FACET_FIELDS = frozenset(schema.EVENT)
_QUOTE_KEYS, _MEDIA_KEYS = frozenset(schema.QUOTE), frozenset(schema.MEDIA)
_RELATION_SET, _BASIS_SET = frozenset(RELATIONS), frozenset(BASES)

_TEXT = frozenset({str})
_OPTIONAL_TEXT = frozenset({str, type(None)})


class NotSimple(Exception):  # noqa: N818 - nothing need be wrong
    """Only the careful reader can read this, or report its problems."""


class KnownIds(Frozen):
    """The ids that events may refer to, and the facets that they may have values of."""

    sources: frozenset[str]
    facets: tuple[FacetSpec, ...]
    values: Mapping[str, frozenset[str] | None]
    """By facet: its values; None if any text is one."""
    is_version_1: bool

    @classmethod
    def of(cls, header: Timeline) -> KnownIds:
        """Return what a timeline defines, but for its events."""
        specs = tuple(spec for spec in header.facets if spec.field)
        values = {spec.name: None if spec.is_free else frozenset(header.entries(spec.name)) for spec in specs}
        return cls(frozenset(header.sources), specs, values, header.version == 1)


class FastEventReader:
    """Makes the events of one timeline from plain values.

    It accepts only what the careful reader accepts, and makes the same of it. It cannot detect ids that are taken twice
    and links without a target.

    Args:
        known: the ids that the events may refer to.
    """

    def __init__(self, known: KnownIds) -> None:
        self._known = known
        self._ids: dict[tuple[str, str | tuple[str, ...]], tuple[str, ...]] = {}
        """The values of a facet, by its field and the text written there, because many events share them."""
        self._keys = _FACET_FIELDS | {spec.field for spec in known.facets}
        self._fields = {spec.field: (spec.name, known.values[spec.name], spec.is_single) for spec in known.facets}

    def event(self, values: Values, line: int) -> Event:
        """Return the event that begins on a line. One without an id has a provisional one.

        Raises:
            NotSimple: if anything is wrong with it, or unusual.
        """
        texts = [*map(values.get, _TEXTS)]
        if not values.keys() <= self._keys or not _OPTIONAL_TEXT.issuperset(map(type, texts)):
            raise NotSimple
        event_id, basis, *others = texts
        date_text, date_note, title, summary, note = map(_stripped, others)
        get = values.get
        written, date = self._date(get("date"))
        if event_id is None:
            if "id" in values or type(get("date")) is not str:
                raise NotSimple
            from tui.timeline.reading.event_ids import made_id  # most files have ids of their own

            event_id = f"{schema.PROVISIONAL}{made_id(written, title or '')}"
        elif not schema.is_id(event_id):
            raise NotSimple
        if (
            (basis is not None and basis not in _BASIS_SET)
            or (basis == "inferred" and not date_note)
            or not title
            or title.isspace()
        ):
            raise NotSimple
        quotes = self._quotes(value) if (value := get("quotes")) is not None else ()
        if basis is None and (quotes or date_text):
            basis = "stated"
        return Event(  # by position, which is three times as fast as by name
            event_id,
            date,
            title,
            self._values(values),
            quotes,
            self._sources(value) if (value := get("sources")) is not None else (),
            date_text,
            basis,
            date_note,
            summary,
            _data(value) if (value := get("data")) is not None else NOTHING,
            _media(value) if (value := get("media")) is not None else (),
            _links(value, event_id) if (value := get("links")) is not None else (),
            note,
            _truth(value) if (value := get("draft")) is not None else False,
            _truth(value) if (value := get("internal")) is not None else False,
            line,
        )

    def _date(self, value: Any) -> tuple[str, EdtfDate]:
        """Return a date as written, and its meaning in the schema version of the file."""
        text = edtf_text(value)
        try:
            date = EdtfDate.parse(text)
            if self._known.is_version_1:
                date = as_doubt(date) or date
        except EdtfError as error:
            raise NotSimple from error
        return text, date

    def _values(self, values: Values) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for field, (facet, known, is_single) in self._fields.items():
            value = values.get(field)
            if value is None:
                continue
            written = value if type(value) is str else _texts(value)
            ids = self._ids.get((field, written))
            if ids is None:
                if is_single and type(value) is not str:
                    raise NotSimple
                ids = self._ids[field, written] = _known_ids(_texts(value), known)
            if ids:
                found[facet] = ids
        return found or NOTHING

    def _quotes(self, quotes: Any) -> tuple[Quote, ...]:
        if type(quotes) is not list or len(quotes) > schema.MAX_ITEMS:
            raise NotSimple
        made = []
        for quote in quotes:
            if type(quote) is not dict or not quote.keys() <= _QUOTE_KEYS:
                raise NotSimple
            texts = [*map(quote.get, schema.QUOTE)]
            source, paragraph, exact, prefix, suffix, translation = texts
            if (
                not _OPTIONAL_TEXT.issuperset(map(type, texts))
                or source is None
                or not self._is_source(source)
                or not exact
                or exact.isspace()
            ):
                raise NotSimple
            number = None if paragraph is None else _whole_number(paragraph)
            made.append(
                Quote(
                    source,
                    exact.rstrip("\n"),
                    _stripped(translation),
                    number,
                    prefix,
                    suffix,
                )
            )
        return tuple(made)

    def _sources(self, value: Any) -> tuple[str, ...]:
        ids = _texts(value)
        if not all(map(self._is_source, ids)):
            raise NotSimple
        return ids

    def _is_source(self, source: str) -> bool:
        """Return whether a source is defined, or a bare URL, which needs no definition."""
        return source in self._known.sources or schema.ADDRESS.match(source) is not None


def _known_ids(ids: tuple[str, ...], known: frozenset[str] | None) -> tuple[str, ...]:
    """Return the values of a facet, with single blanks where any text is one.

    Args:
        ids: the values as written.
        known: those that there are; None if any text is one.

    Raises:
        NotSimple: one is unknown or empty.
    """
    if known is None:
        ids = tuple(dict.fromkeys([" ".join(text.split()) for text in ids]))
        if "" in ids:
            raise NotSimple
    elif not known.issuperset(ids):
        raise NotSimple
    return tuple(map(sys.intern, ids))


def edtf_text(value: Any) -> str:
    """Return a date as it is written: a list or a mapping in YAML is the EDTF text that it looks like.

    Raises:
        NotSimple: it is anything else.
    """
    if type(value) is list and _TEXT.issuperset(map(type, value)):
        return f"[{','.join(value)}]"
    if type(value) is dict and not any(value.values()):
        return f"{{{','.join(value)}}}"
    if type(value) is not str:
        raise NotSimple
    return value


def as_doubt(date: EdtfDate) -> EdtfDate | None:
    """Return an interval of schema version 1 as the doubt that it meant; None for any other date.

    An end may be open by itself, as in ``..2022/2023`` and ``2022/2023..``. One that is open on both sides stays.
    """
    if not date.is_interval or date.is_undated:
        return None
    start, _, end = date.text.partition("/")
    first = "" if start.startswith("..") else start.removesuffix("..")
    last = "" if end.endswith("..") else end.removeprefix("..")
    return EdtfDate.parse(f"[{first}..{last}]") if first or last else None


def _stripped(text: str | None) -> str | None:
    """Return a text without the line end that a block has after its last line."""
    return text.rstrip("\n") if text is not None else None


def _whole_number(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not (number := int(text[:9])):
        raise NotSimple
    return number


def _truth(text: Any) -> bool:
    found = schema.BOOLEANS.get(text.lower()) if type(text) is str else None
    if found is None:
        raise NotSimple
    return found


def _data(values: Any) -> Mapping[str, str]:
    if type(values) is not dict or len(values) > schema.MAX_ITEMS:
        raise NotSimple
    if not _TEXT.issuperset(map(type, values.values())):
        raise NotSimple
    if not all(name.strip() and "\t" not in name and "\n" not in name for name in values):
        raise NotSimple
    return {name: value.rstrip("\n") for name, value in values.items()}


def _media(media: Any) -> tuple[Media, ...]:
    if type(media) is not list or len(media) > schema.MAX_ITEMS:
        raise NotSimple
    made = []
    for values in media:
        if type(values) is str:
            values = {"url": values}
        if type(values) is not dict or not values.keys() <= _MEDIA_KEYS:
            raise NotSimple
        texts = [*map(values.get, schema.MEDIA)]
        url, caption, credit = texts
        if not _OPTIONAL_TEXT.issuperset(map(type, texts)) or not url or not schema.ADDRESS.match(url):
            raise NotSimple
        made.append(Media(url, _stripped(caption), _stripped(credit)))
    return tuple(made)


def _links(links: Any, event_id: str) -> tuple[Link, ...]:
    if type(links) is not dict or not links.keys() <= _RELATION_SET:
        raise NotSimple
    made: list[Link] = []
    for relation in RELATIONS:
        if (value := links.get(relation)) is not None:
            targets = _texts(value)
            if event_id in targets:
                raise NotSimple
            made += [Link(relation, target) for target in targets]
    return tuple(made)


def _texts(value: Any) -> tuple[str, ...]:
    """Return the texts of a list, each once, or a single text that stands for a list."""
    if type(value) is list:
        if not _TEXT.issuperset(map(type, value)) or len(value) > schema.MAX_ITEMS:
            raise NotSimple
        return tuple(value) if len(value) < 2 else tuple(dict.fromkeys(value))
    if type(value) is not str:
        raise NotSimple
    return (value,)

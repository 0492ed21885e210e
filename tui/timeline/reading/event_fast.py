"""From plain values to an `Event`, the fast way. Anything wrong or unusual is left to the careful reader."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any

from tui.text.frozen import Frozen
from tui.timeline.dates.edtf import EdtfDate, EdtfError
from tui.timeline.model import entities as model
from tui.timeline.model.entities import Event, Link, Quote, Timeline
from tui.timeline.reading import schema

Values = Mapping[str, Any]
"""A mapping of the file. Its values are texts, None for a null, and lists and mappings of the same."""

_TEXTS = ("id", "date", "kind", "status", "title", "date_text", "date_basis", "date_note", "summary", "note")
_KEYS, _QUOTE_KEYS = frozenset(schema.EVENT), frozenset(schema.QUOTE)
_RELATIONS = frozenset(model.RELATIONS)
_KINDS, _STATUSES, _BASES = frozenset(model.KINDS), frozenset(model.STATUSES), frozenset(model.BASES)

_TEXT = frozenset({str})
_OPTIONAL_TEXT = frozenset({str, type(None)})


class NotSimple(Exception):  # noqa: N818 - nothing need be wrong
    """Only the careful reader can read this, or report what is wrong with it."""


class KnownIds(Frozen):
    """The ids that events may refer to."""

    sources: frozenset[str]
    actors: frozenset[str]
    weapons: frozenset[str]

    @classmethod
    def of(cls, header: Timeline) -> KnownIds:
        """Return the ids that a timeline defines, but for its events'."""
        return cls(frozenset(header.sources), frozenset(header.actors), frozenset(header.weapons))


class FastEventReader:
    """Makes the events of one timeline from plain values.

    It accepts only what the careful reader accepts, and makes the same of it. It cannot detect ids that are taken twice
    and links without a target.

    Args:
        known: the ids that the events may refer to.
    """

    def __init__(self, known: KnownIds) -> None:
        self._known = known

    def event(self, values: Values, line: int) -> Event:
        """Return the event that begins on a line.

        Raises:
            NotSimple: if anything is wrong with it, or unusual.
        """
        texts = [*map(values.get, _TEXTS)]
        if not values.keys() <= _KEYS or not _OPTIONAL_TEXT.issuperset(map(type, texts)):
            raise NotSimple
        event_id, date, kind, status, title, date_text, basis, date_note, summary, note = texts
        if basis is None:
            basis = "stated"
        if (
            kind not in _KINDS
            or status not in _STATUSES
            or basis not in _BASES
            or (basis == "inferred" and not date_note)
            or not event_id
            or not schema.ID.fullmatch(event_id)
            or not title
            or title.isspace()
        ):
            raise NotSimple
        get, known = values.get, self._known
        return Event(  # by position, which is four times as fast as by name
            event_id,
            _date(date),
            sys.intern(kind),
            sys.intern(status),
            title,
            self._quotes(get("quotes")),
            date_text,
            basis,
            date_note,
            summary,
            _ids(get("speaker"), known.actors),
            _ids(get("via"), known.actors),
            _ids(get("actors"), known.actors),
            _ids(get("weapons"), known.weapons),
            _links(links, event_id) if (links := get("links")) is not None else (),
            note,
            line,
        )

    def _quotes(self, quotes: Any) -> tuple[Quote, ...]:
        if type(quotes) is not list or not quotes:
            raise NotSimple
        made = []
        for quote in quotes:
            if type(quote) is not dict or not quote.keys() <= _QUOTE_KEYS:
                raise NotSimple
            texts = [*map(quote.get, schema.QUOTE)]
            source, paragraph, exact, prefix, suffix, translation = texts
            if (
                not _OPTIONAL_TEXT.issuperset(map(type, texts))
                or source not in self._known.sources
                or not exact
                or exact.isspace()
            ):
                raise NotSimple
            number = None if paragraph is None else _whole_number(paragraph)
            made.append(Quote(source, exact, translation, number, prefix, suffix))
        return tuple(made)


def _date(text: str | None) -> EdtfDate:
    try:
        return EdtfDate.parse(text or "")
    except EdtfError as error:
        raise NotSimple from error


def _whole_number(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not (number := int(text[:9])):
        raise NotSimple
    return number


def _ids(value: Any, known: frozenset[str]) -> tuple[str, ...]:
    if value is None:
        return ()
    ids = _texts(value)
    if not known.issuperset(ids):
        raise NotSimple
    return ids


def _links(links: Any, event_id: str) -> tuple[Link, ...]:
    if type(links) is not dict or not links.keys() <= _RELATIONS:
        raise NotSimple
    made: list[Link] = []
    for relation in model.RELATIONS:
        if (value := links.get(relation)) is not None:
            targets = _texts(value)
            if event_id in targets:
                raise NotSimple
            made += [Link(relation, target) for target in targets]
    return tuple(made)


def _texts(value: Any) -> tuple[str, ...]:
    """Return the texts of a list, each once, or a single text that stands for a list."""
    if type(value) is list:
        if not _TEXT.issuperset(map(type, value)):
            raise NotSimple
        return tuple(value) if len(value) < 2 else tuple(dict.fromkeys(value))
    if type(value) is not str:
        raise NotSimple
    return (value,)

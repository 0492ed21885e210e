"""Makes events from the plain rows of a large table, which are most of them.

A text that repeats is interpreted once. All other rows go the usual way, through `RecordReader` and `Assembler`, which
would make the same events of the plain ones.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import chain
from operator import itemgetter
from typing import Any, NamedTuple

from tui.timeline.dates.edtf import EdtfDate
from tui.timeline.formats.assemble import UNDATED, Assembler, data_name, free_values
from tui.timeline.formats.columns import Column
from tui.timeline.formats.date_columns import ROLES as DATE_ROLES
from tui.timeline.formats.event_texts import MOST_IN_TITLE
from tui.timeline.formats.foreign import ForeignEvent, ForeignSource
from tui.timeline.formats.records import PLACE_ROLES, RecordReader
from tui.timeline.formats.table import Row
from tui.timeline.formats.values import as_text
from tui.timeline.model.entities import NOTHING, Event
from tui.timeline.model.facets import STATUSES
from tui.timeline.reading import schema
from tui.timeline.reading.event_ids import made_id
from tui.timeline.reading.schema import PROVISIONAL

_NAMED = {"actor": "actors", "speaker": "actors", "via": "actors", "weapon": "weapons"}
"""The roles of names, and the sections that they are defined in."""
_KNOWN = frozenset(
    (
        "id",
        "title",
        "status",
        "kind",
        *_NAMED,
        *DATE_ROLES,
        *PLACE_ROLES,
        "summary",
        "note",
        "tag",
        "url",
        "facet",
        "data",
        "ignore",
    )
)
_MOST_CACHED = 100_000
_CITED = ""
"""What stands for a facet where cells are sources."""

_Make = Callable[[Sequence[Any], int], tuple[str, ...] | None]
"""Converts the cells of some columns, given the number of the row, to values; None if the row is not plain."""


class _Cells(NamedTuple):
    """Columns whose cells are values of a facet, or sources."""

    facet: str
    get: Callable[[Sequence[Any]], Any]
    """Return the cells of a row: a single one, or a tuple of several."""
    known: dict[Any, tuple[str, ...]]
    """The values that cells stand for."""
    make: _Make


class PlainRows:
    """Makes events of rows.

    Args:
        columns: the columns of the table.
        reader: reads the rows that are not plain.
        assembler: makes the events of these, and has the names of all.
    """

    def __init__(self, columns: Sequence[Column], reader: RecordReader, assembler: Assembler) -> None:
        self._reader = reader
        self._assembler = assembler
        self._vocabulary = assembler.vocabulary
        positions: dict[str, list[int]] = {}
        for position, column in enumerate(columns):
            positions.setdefault(column.role, []).append(position)
        self._is_plain = _KNOWN.issuperset(positions)
        self._width = len(columns)
        self._id, self._title = (_text_of(positions.get(role, [])[:1]) for role in ("id", "title"))
        self._summary, self._note = (_text_of(positions.get(role, [])) for role in ("summary", "note"))
        self._data = [(position, data_name(columns[position].name)) for position in positions.get("data", ())]

        self._doubtful = []
        """What may show that a row is not plain."""
        for role, make_one in (("status", _status), ("kind", self._kind_ids)):
            if role in positions:
                self._doubtful.append(_cells(role, positions[role][:1], _of_text(positions[role][0], make_one)))
        if "url" in positions:
            self._doubtful.append(_cells(_CITED, positions["url"], self._bare_urls(positions["url"])))
        self._names = [
            _cells(role, positions[role], self._named(section, positions[role]))
            for role, section in _NAMED.items()
            if role in positions
        ]
        self._free = []
        if "tag" in positions:
            self._free.append(_cells("tag", positions["tag"], self._free_texts("tag", positions["tag"])))
        for position in positions.get("facet", ()):
            name = assembler.facet_of(columns[position].name)
            self._free.append(_cells(name, [position], self._free_texts("facet", [position])))
        of_places = [position for role in PLACE_ROLES for position in positions.get(role, ())]
        self._place_cells = itemgetter(*of_places) if of_places else None
        self._places: dict[Any, tuple[tuple[str, ...], Mapping[str, str]]] = {}

    def event(self, values: Sequence[Any], where: int, line: int, extra: Mapping[str, str] = NOTHING) -> Event:
        """Return the event of a row.

        Args:
            values: its values.
            where: its number.
            line: the line of the file at which it begins.
            extra: further fields that have no column.
        """
        can_be_plain = self._is_plain and len(values) == self._width
        if can_be_plain and not extra and (made := self._plain(values, where, line)) is not None:
            return made
        foreign = self._reader.event(Row(where, values, line))
        foreign.data.update(extra)
        event = self._assembler.event(foreign)
        if can_be_plain and self._place_cells is not None:
            self._learn_places(self._place_cells(values), foreign)
        return event

    def _plain(self, values: Sequence[Any], where: int, line: int) -> Event | None:
        """Return the event of a row; None, before anything is reported, if it is not plain."""
        title, summary = " ".join(self._title(values).split()), self._summary(values)
        note, own_id = self._note(values), self._id(values)
        if not title or len(title) > MOST_IN_TITLE or (own_id and not schema.is_id(own_id)):
            return None
        for text in (title, summary, note):
            if "<" in text or "&" in text or "](" in text:
                return None
        places: tuple[tuple[str, ...], Mapping[str, str]] | None = ((), NOTHING)
        if self._place_cells is not None:
            try:
                places = self._places.get(self._place_cells(values))
            except TypeError:  # a list or a mapping
                return None
        doubtful: dict[str, tuple[str, ...]] = {}
        if places is None or not self._add_values(doubtful, self._doubtful, values, where):
            return None
        cited = doubtful.pop(_CITED, ())
        found = self._reader.dates.read(values, where)
        date, date_text = found.edtf, found.text
        when = EdtfDate.try_parse(date) if date else None
        if when is None:
            date, date_text = self._assembler.dated(date, date_text, where)
            when = EdtfDate.parse(date)
        data = dict(found.rest)
        for key, value in places[1].items():
            data.setdefault(key, value)
        for position, name in self._data:
            if (content := as_text(values[position])) and name:
                data[name] = content
        held: dict[str, tuple[str, ...]] = {}
        self._add_values(held, self._names, values, where)
        if places[0]:
            held["place"] = places[0]
        held |= doubtful
        self._add_values(held, self._free, values, where)
        return Event(
            PROVISIONAL + (own_id or made_id("" if date == UNDATED else date, title)),
            when,
            title,
            held or NOTHING,
            (),
            cited,
            date_text or None,
            "stated" if date_text else None,
            None,
            summary if summary and summary != title else None,
            data or NOTHING,
            (),
            (),
            note or None,
            False,
            False,
            line,
        )

    # Values

    def _add_values(
        self, held: dict[str, tuple[str, ...]], columns: Sequence[_Cells], values: Sequence[Any], where: int
    ) -> bool:
        """Add the values that the cells of a row stand for; return False if the row is not plain."""
        for facet, get, known, make in columns:
            cell = get(values)
            if not cell:
                continue
            try:
                found = known.get(cell)
                can_be_known = len(known) < _MOST_CACHED
            except TypeError:  # a list or a mapping
                found, can_be_known = None, False
            if found is None:
                found = make(values, where)
                if found is None:
                    return False
                if len(found) > schema.MAX_ITEMS:
                    found = self._assembler.bounded(found, where)
                elif can_be_known:
                    known[cell] = found
            if found:
                held[facet] = found
        return True

    def _named(self, section: str, positions: Sequence[int]) -> _Make:
        split, names_of = self._reader.split, self._vocabulary.names_of
        if len(positions) == 1 and self._reader.is_split_as_usual(positions[0]):
            return self._named_in_parts(section, positions[0])

        def make(values: Sequence[Any], where: int) -> tuple[str, ...]:
            names = [text for position in positions for text in split(values[position], position, "actor")]
            return names_of(section, names, where)

        return make

    def _named_in_parts(self, section: str, position: int) -> _Make:
        """Interpret what is between semicolons once: names are combined in more ways than there are names."""
        split, names_of = self._reader.split, self._vocabulary.names_of
        known: dict[str, tuple[str, ...]] = {}

        def make(values: Sequence[Any], where: int) -> tuple[str, ...]:
            cell = values[position]
            if not isinstance(cell, str):
                return names_of(section, split(cell, position, "actor"), where)
            parts = cell.split(";")
            try:
                found = [known[part] for part in parts]
            except KeyError:
                found = [names_of(section, split(part, position, "actor"), where) for part in parts]
                if len(known) < _MOST_CACHED:
                    known.update(zip(parts, found, strict=True))
            return found[0] if len(found) == 1 else tuple(dict.fromkeys(chain.from_iterable(found)))

        return make

    def _free_texts(self, role: str, positions: Sequence[int]) -> _Make:
        def make(values: Sequence[Any], where: int) -> tuple[str, ...]:
            return free_values(
                [text for position in positions for text in self._reader.split(values[position], position, role)]
            )

        return make

    def _bare_urls(self, positions: Sequence[int]) -> _Make:
        def make(values: Sequence[Any], where: int) -> tuple[str, ...] | None:
            if not all(isinstance(values[position], str) for position in positions):
                return None
            urls = [text for position in positions for text in self._reader.split(values[position], position, "url")]
            if not all(schema.ADDRESS.match(url) and len(url.split(None, 1)) == 1 for url in urls):
                return None
            sources = [self._vocabulary.source(ForeignSource(url), where) for url in urls]
            return tuple(dict.fromkeys(source for source in sources if source))

        return make

    def _kind_ids(self, text: str, where: int) -> tuple[str, ...]:
        return self._assembler.kind(text, where) if text else ()

    def _learn_places(self, cells: Any, foreign: ForeignEvent) -> None:
        """Remember the places of a row that went the usual way, unless something had to be said of them."""
        if "coordinates" in foreign.data or "lat" in foreign.data or len(self._places) >= _MOST_CACHED:
            return
        places = [place for place in foreign.places if place.name.strip()]
        found = [self._vocabulary.place(place) for place in places]
        if not all(has_coordinates for _, has_coordinates in found):
            return
        data: dict[str, str] = {}
        for place in places:
            if place.lat is not None and not data:
                data = {"lat": str(place.lat), "lon": str(place.lon)}
        try:
            self._places[cells] = tuple(dict.fromkeys(place_id for place_id, _ in found)), data
        except TypeError:  # a list or a mapping
            return


def _status(text: str, where: int) -> tuple[str, ...] | None:
    if not text:
        return ()
    return (text.lower(),) if text.lower() in STATUSES else None


def _cells(facet: str, positions: Sequence[int], make: _Make) -> _Cells:
    return _Cells(facet, itemgetter(*positions), {}, make)


def _of_text(position: int, make: Callable[[str, int], tuple[str, ...] | None]) -> _Make:
    return lambda values, where: make(as_text(values[position]), where)


def _text_of(positions: Sequence[int]) -> Callable[[Sequence[Any]], str]:
    """Return a function that returns the text of some columns of a row."""
    if not positions:
        return lambda values: ""
    first = positions[0]

    def text_of_one(values: Sequence[Any]) -> str:
        value = values[first]
        return value.strip() if type(value) is str else as_text(value)

    def text_of_several(values: Sequence[Any]) -> str:
        texts = (as_text(values[position]) for position in positions)
        return "\n\n".join(dict.fromkeys(text for text in texts if text))

    return text_of_one if len(positions) == 1 else text_of_several

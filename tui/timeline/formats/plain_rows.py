"""Makes events from the plain rows of a large table, which are most of them.

A text that repeats is interpreted once. All other rows go the usual way, through `RecordReader` and `Assembler`, which
would make the same events of the plain ones.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

from tui.timeline.dates.edtf import EdtfDate
from tui.timeline.formats.assemble import Assembler, data_name, free_values
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

_SINGLE = ("id", "title", "status", "kind")
_NAMED = {"actor": "actors", "speaker": "actors", "via": "actors", "weapon": "weapons"}
"""The roles of names, and the sections that they are defined in."""
_KNOWN = frozenset(
    (*_SINGLE, *_NAMED, *DATE_ROLES, *PLACE_ROLES, "summary", "note", "tag", "url", "facet", "data", "ignore")
)
_MOST_CACHED = 100_000

_Make = Callable[[Sequence[Any], int], tuple[str, ...] | None]
"""Converts the cells of some columns, given the number of the row, to values; None if the row is not plain."""


class _Cells(NamedTuple):
    """Columns whose cells are values of a facet, or sources."""

    facet: str
    get: Callable[[Sequence[Any]], Any]
    """Return the cells of a row: a single one, or a tuple of several."""
    make: _Make
    known: dict[Any, tuple[str, ...]]
    """The values that cells stand for."""


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
        self._id, self._title, self._status, self._kind = (positions.get(role, [-1])[0] for role in _SINGLE)
        self._summaries, self._notes = positions.get("summary", []), positions.get("note", [])
        self._data = [(position, data_name(columns[position].name)) for position in positions.get("data", ())]
        self._names = [
            self._cells(role, positions[role], self._named(section, positions[role]))
            for role, section in _NAMED.items()
            if role in positions
        ]
        of_places = [position for role in PLACE_ROLES for position in positions.get(role, ())]
        self._place_cells = itemgetter(*of_places) if of_places else None
        self._places: dict[Any, tuple[tuple[str, ...], Mapping[str, str]]] = {}
        self._statuses: dict[Any, tuple[str, ...]] = {}
        self._kinds: dict[Any, tuple[str, ...]] = {}
        self._free = []
        if "tag" in positions:
            self._free.append(self._cells("tag", positions["tag"], self._free_texts("tag", positions["tag"])))
        for position in positions.get("facet", ()):
            name = assembler.facet_of(columns[position].name)
            self._free.append(self._cells(name, [position], self._free_texts("facet", [position])))
        self._urls = (
            self._cells("", positions["url"], self._bare_urls(positions["url"])) if "url" in positions else None
        )

    def event(self, row: Row, extra: Mapping[str, str], line: int) -> Event:
        """Return the event of a row.

        Args:
            row: the row.
            extra: further fields that have no column.
            line: the line of the file at which it begins.
        """
        if self._is_plain and not extra and len(row.values) == self._width:
            made = self._plain(row.values, row.number, line)
            if made is not None:
                return made
        foreign = self._reader.event(row)
        foreign.data.update(extra)
        foreign.line = line
        event = self._assembler.event(foreign)
        if self._is_plain and self._place_cells is not None and len(row.values) == self._width:
            self._learn_places(self._place_cells(row.values), foreign)
        return event

    def _plain(self, values: Sequence[Any], where: int, line: int) -> Event | None:
        """Return the event of a row; None, before anything is reported, if it is not plain."""
        texts = _text_at(values, self._title), _joined(values, self._summaries), _joined(values, self._notes)
        title, summary, note = " ".join(texts[0].split()), texts[1], texts[2]
        if not title or len(title) > MOST_IN_TITLE:
            return None
        whole = "\n".join(texts)
        if "<" in whole or "&" in whole or "](" in whole:
            return None
        own_id = _text_at(values, self._id)
        if own_id and not schema.is_id(own_id):
            return None
        data: dict[str, str] = {}
        try:
            status = self._single(values, self._status, self._statuses, _status, where)
            kind = self._single(values, self._kind, self._kinds, self._kind_ids, where)
            cited = () if self._urls is None else self._values(self._urls, values, where)
            places: tuple[tuple[str, ...], Mapping[str, str]] | None = ((), NOTHING)
            if self._place_cells is not None:
                places = self._places.get(self._place_cells(values))
        except TypeError:  # a list or a mapping
            return None
        if status is None or kind is None or cited is None or places is None:
            return None
        found = self._reader.dates.read(values, where)
        data.update(found.rest)
        for key, value in places[1].items():
            data.setdefault(key, value)
        for position, name in self._data:
            if (content := as_text(values[position])) and name:
                data[name] = content
        date, date_text = self._assembler.dated(found.edtf, found.text, where)
        held: dict[str, tuple[str, ...]] = {}
        for cells in self._names:
            if ids := self._values(cells, values, where):
                held[cells.facet] = ids
        if places[0]:
            held["place"] = places[0]
        if status:
            held["status"] = status
        if kind:
            held["kind"] = kind
        for cells in self._free:
            if ids := self._values(cells, values, where):
                held[cells.facet] = ids
        return Event(
            PROVISIONAL + (own_id or made_id("" if date == "../.." else date, title)),
            EdtfDate.parse(date),
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

    def _values(self, cells: _Cells, values: Sequence[Any], where: int) -> tuple[str, ...] | None:
        """Return the values that the cells of a row stand for; None if the row is not plain."""
        cell = cells.get(values)
        if not cell:
            return ()
        try:
            known = cells.known.get(cell)
        except TypeError:  # a list or a mapping
            known = cells.make(values, where)
            return None if known is None else self._assembler.bounded(known, where)
        if known is None:
            known = cells.make(values, where)
            if known is not None and len(known) > schema.MAX_ITEMS:
                return self._assembler.bounded(known, where)
            if known is not None and len(cells.known) < _MOST_CACHED:
                cells.known[cell] = known
        return known

    @staticmethod
    def _cells(facet: str, positions: Sequence[int], make: _Make) -> _Cells:
        return _Cells(facet, itemgetter(*positions), make, {})

    def _named(self, section: str, positions: Sequence[int]) -> _Make:
        def make(values: Sequence[Any], where: int) -> tuple[str, ...]:
            names = [text for position in positions for text in self._reader.split(values[position], position, "actor")]
            return self._vocabulary.names_of(section, names, where)

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

    def _single(
        self,
        values: Sequence[Any],
        position: int,
        known: dict[Any, tuple[str, ...]],
        make: Callable[[str, int], tuple[str, ...] | None],
        where: int,
    ) -> tuple[str, ...] | None:
        if position < 0 or not (cell := values[position]):
            return ()
        found = known.get(cell)
        if found is None:
            found = make(as_text(cell), where)
            if found is not None and len(known) < _MOST_CACHED:
                known[cell] = found
        return found

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


def _text_at(values: Sequence[Any], position: int) -> str:
    if position < 0:
        return ""
    value = values[position]
    return value.strip() if isinstance(value, str) else as_text(value)


def _joined(values: Sequence[Any], positions: Sequence[int]) -> str:
    if len(positions) < 2:
        return _text_at(values, positions[0]) if positions else ""
    texts = (as_text(values[position]) for position in positions)
    return "\n\n".join(dict.fromkeys(text for text in texts if text))

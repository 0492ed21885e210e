"""Makes events from the plain rows of a large table, which are most of them.

A text that repeats is interpreted once. All other rows go the usual way, through `RecordReader` and `Assembler`, which
would make the same events of the plain ones.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

from tui.timeline.dates.edtf import EdtfDate
from tui.timeline.formats.assemble import UNDATED, Assembler, data_name
from tui.timeline.formats.cell_values import MOST_CACHED, CellValues, Make
from tui.timeline.formats.columns import Column
from tui.timeline.formats.date_columns import ROLES as DATE_ROLES
from tui.timeline.formats.event_texts import MOST_IN_TITLE
from tui.timeline.formats.foreign import ForeignEvent
from tui.timeline.formats.records import PLACE_ROLES, RecordReader
from tui.timeline.formats.table import Row
from tui.timeline.formats.values import as_text
from tui.timeline.model.entities import NOTHING, Event
from tui.timeline.reading import schema
from tui.timeline.reading.event_ids import made_id
from tui.timeline.reading.schema import PROVISIONAL

_NAMED = {"actor": "actors", "speaker": "actors", "via": "actors", "weapon": "weapons"}
"""The roles of names, and the sections that they are defined in."""
_KNOWN = frozenset(("id", "title", "status", "kind", "summary", "note", "tag", "url", "facet", "data", "ignore")).union(
    _NAMED, DATE_ROLES, PLACE_ROLES
)
_CITED = ""
"""What stands for a facet where cells are sources."""


class _Cells(NamedTuple):
    """Columns whose cells are values of a facet, or sources."""

    facet: str
    get: Callable[[Sequence[Any]], Any]
    """Return the cells of a row: a single one, or a tuple of several."""
    known: dict[Any, tuple[str, ...]]
    """The values that cells stand for."""
    make: Make

    @classmethod
    def of(cls, facet: str, positions: Sequence[int], make: Make) -> _Cells:
        """Return the columns at some positions."""
        return cls(facet, itemgetter(*positions), {}, make)


class _Places(NamedTuple):
    """The places of a row, and further fields that follow from them."""

    ids: tuple[str, ...]
    coordinates: Mapping[str, str]
    not_read: Mapping[str, str]
    """What cells say without the name of a place, or what is no coordinate."""


_NOWHERE = _Places((), NOTHING, NOTHING)


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
        positions: dict[str, list[int]] = {}
        for position, column in enumerate(columns):
            positions.setdefault(column.role, []).append(position)
        self._is_plain = _KNOWN.issuperset(positions)
        self._width = len(columns)
        self._id, self._title = (_text_of(positions.get(role, [])[:1]) for role in ("id", "title"))
        self._summary, self._note = (_text_of(positions.get(role, [])) for role in ("summary", "note"))
        self._data = [(position, data_name(columns[position].name)) for position in positions.get("data", ())]

        made = CellValues(reader, assembler)
        self._doubtful = []
        """What may show that a row is not plain."""
        for role, make_of in (("status", made.status), ("kind", made.kind)):
            if at := positions.get(role):
                self._doubtful.append(_Cells.of(role, at[:1], make_of(at[0])))
        if at := positions.get("url"):
            self._doubtful.append(_Cells.of(_CITED, at, made.bare_urls(at)))
        self._names = [
            _Cells.of(role, at, made.named(section, at))
            for role, section in _NAMED.items()
            if (at := positions.get(role))
        ]
        self._free = []
        if at := positions.get("tag"):
            self._free.append(_Cells.of("tag", at, made.free_texts("tag", at)))
        for position in positions.get("facet", ()):
            name = assembler.facet_of(columns[position].name)
            self._free.append(_Cells.of(name, [position], made.free_texts("facet", [position])))
        of_places = [position for role in PLACE_ROLES for position in positions.get(role, ())]
        self._place_cells = itemgetter(*of_places) if of_places else None
        self._places: dict[Any, _Places] = {}

    def event(self, values: Sequence[Any], where: int, line: int, extra: Mapping[str, str] = NOTHING) -> Event:
        """Return the event of a row.

        Args:
            values: its values.
            where: its number.
            line: the line of the file at which it begins.
            extra: further fields that have no column.
        """
        if self._is_plain and len(values) == self._width and not extra:
            made = self._plain(values, where, line)
            if made is not None:
                return made
        foreign = self._reader.event(Row(where, values, line))
        foreign.data.update(extra)
        return self._assembler.event(foreign)

    def _plain(self, values: Sequence[Any], where: int, line: int) -> Event | None:
        """Return the event of a row; None, before anything is reported, if it is not plain."""
        title, summary = " ".join(self._title(values).split()), self._summary(values)
        note, own_id = self._note(values), self._id(values)
        if not title or len(title) > MOST_IN_TITLE or (own_id and not schema.is_id(own_id)):
            return None
        for text in (title, summary, note):
            if "<" in text or "&" in text or "](" in text:
                return None
        doubtful: dict[str, tuple[str, ...]] = {}
        if not self._add_values(doubtful, self._doubtful, values, where):
            return None
        cited = doubtful.pop(_CITED, ())
        places = self._places_of(values, where)
        found = self._reader.dates.read(values, where)
        date, date_text = found.edtf, found.text
        when = EdtfDate.try_parse(date) if date else None
        if when is None:
            date, date_text = self._assembler.dated(date, date_text, where)
            when = EdtfDate.parse(date)
        data = {**found.rest, **places.not_read}
        for position, name in self._data:
            if (content := as_text(values[position])) and name:
                data[name] = content
        for key, value in places.coordinates.items():
            data.setdefault(key, value)
        held: dict[str, tuple[str, ...]] = {}
        self._add_values(held, self._names, values, where)
        if places.ids:
            held["place"] = places.ids
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
                can_be_known = len(known) < MOST_CACHED
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

    def _places_of(self, values: Sequence[Any], where: int) -> _Places:
        """Return the places of a row, which are those of many rows."""
        if self._place_cells is None:
            return _NOWHERE
        cells = self._place_cells(values)
        try:
            known = self._places.get(cells)
            can_be_known = len(self._places) < MOST_CACHED
        except TypeError:  # a list or a mapping
            known, can_be_known = None, False
        if known is None:
            foreign, coordinates = ForeignEvent(where), dict[str, str]()
            self._reader.add_places(foreign, values)
            ids = self._assembler.places(foreign.places, coordinates, where)
            known = _Places(self._assembler.bounded(ids, where), coordinates, foreign.data)
            if can_be_known and not foreign.data and len(ids) <= schema.MAX_ITEMS:
                self._places[cells] = known
        return known


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

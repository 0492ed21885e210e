"""What all rows of a large table decide before its chunks are read: how dates are written, and the ids of places."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import starmap
from typing import Any, NamedTuple, Protocol, TypeVar

from tui.timeline.formats.chunk_rows import Bytes, ChunkedTable, TableChunk, decoded, rows_of
from tui.timeline.formats.date_columns import DATE_ROLES
from tui.timeline.formats.found_dates import StyleEvidence
from tui.timeline.formats.reader import ReadTable
from tui.timeline.formats.records import PLACE_ROLES, RecordReader
from tui.timeline.formats.report import Report
from tui.timeline.formats.vocabulary import Vocabulary

_MOST_PLACES = 200_000
"""How many places are looked at before the chunks are read. In a table of more, ids name the wider place too."""
_SLASHED = re.compile(r"[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{2,4}")

Found = TypeVar("Found")


class RunTasks(Protocol):
    """Runs a function on each chunk of a table, perhaps in several processes."""

    def __call__(self, work: Callable[..., Found], tasks: Iterable[tuple[Any, ...]], count: int, /) -> Iterator[Found]:
        """Yield the result for the arguments of each task, in the order of the tasks."""


def run_here(work: Callable[..., Found], tasks: Iterable[tuple[Any, ...]], count: int) -> Iterator[Found]:
    """Run a function on each chunk in this process."""
    return starmap(work, tasks)


class _Seen(NamedTuple):
    """What the rows of a chunk have in some columns."""

    styles: list[StyleEvidence]
    """By column of dates."""
    places: list[list[Any]]
    """The cells of places, each combination once, in the order of the file."""


def look_through(
    data: Bytes,
    chunks: Sequence[TableChunk],
    plan: ChunkedTable,
    names: Sequence[str],
    read: ReadTable,
    run_tasks: RunTasks = run_here,
) -> Mapping[tuple[str, str], str]:
    """Decide how dates are written, where the rows of the sample leave it open, and return the ids of places.

    These are the ids of places in wider ones, by the name and the id of the wider one, in the order of the file.

    Args:
        data: all rows.
        chunks: where the rows are.
        plan: the form of the rows.
        names: the names of the columns.
        read: the table, as the rows of the sample have it. How its dates are written may change.
        run_tasks: runs the work on each chunk.

    Raises:
        NotInChunksError: the table must be read as a whole.
    """
    dated, placed = _open_dates(read), _placed(read)
    if not dated and not placed:
        return {}
    places = _Places(read, placed)
    tasks = ((data[chunk.start : chunk.end], plan, names, dated, placed) for chunk in chunks)
    for seen in run_tasks(_look_at, tasks, len(chunks)):
        for position, evidence in zip(dated, seen.styles, strict=True):
            read.facts[position].style.merge(evidence)
        places.add(seen.places)
    read.styles = {
        **read.styles,
        **{names[position]: read.mapping.style(read.facts[position].style.style) for position in dated},
    }
    return places.ids()


def _open_dates(read: ReadTable) -> list[int]:
    """Return the positions of the columns of dates that the rows of the sample leave open."""
    return [
        position
        for position, (column, fact) in enumerate(zip(read.columns, read.facts, strict=True))
        if column.role in DATE_ROLES and (fact.style.either or fact.style.style.is_midnight or fact.style.day_first)
    ]


def _placed(read: ReadTable) -> list[int]:
    """Return the positions of the columns of places, if there are wider ones."""
    positions = [
        position
        for position, column in enumerate(read.columns)
        if column.role in PLACE_ROLES and column.role not in ("lat", "lon", "coordinates")
    ]
    return positions if any(read.columns[position].role != "place" for position in positions) else []


def _look_at(
    data: bytes, plan: ChunkedTable, names: Sequence[str], dated: Sequence[int], placed: Sequence[int]
) -> _Seen:
    """Look at some columns of a chunk."""
    dates: list[Counter[str]] = [Counter() for _ in dated]
    places: dict[Any, list[Any]] = {}
    for row, _ in rows_of(decoded(data), plan, names, Report()):
        values, width = row.values, len(row.values)
        for position, counts in zip(dated, dates, strict=True):
            value = values[position] if position < width else None
            if isinstance(value, str):
                counts[value] += 1
        if placed:
            cells = [values[position] if position < width else None for position in placed]
            try:
                places.setdefault(tuple(cells), cells)
            except TypeError:  # a list or a mapping
                places.setdefault(repr(cells), cells)
    styles = []
    for counts in dates:
        evidence = StyleEvidence()
        for value, count in counts.items():
            if ":" in value or _SLASHED.match(value):
                evidence.add(value, count)
        styles.append(evidence)
    return _Seen(styles, list(places.values()))


class _Places:
    """Collects the ids of places by their names.

    Args:
        read: the table.
        positions: those of the columns of places.
    """

    def __init__(self, read: ReadTable, positions: Sequence[int]) -> None:
        self._reader = RecordReader(read.columns, read.styles, Report(), has_markup=read.has_markup)
        self._positions = positions
        self._width = len(read.columns)
        self._vocabulary = Vocabulary(Report())
        self._seen: set[str] = set()

    def add(self, rows: Iterable[list[Any]]) -> None:
        """Add the places of rows, given their cells of places."""
        for cells in rows:
            written = repr(cells)
            if written not in self._seen and len(self._seen) <= _MOST_PLACES:
                self._seen.add(written)
                values: list[Any] = [None] * self._width
                for position, cell in zip(self._positions, cells, strict=True):
                    values[position] = cell
                for place in self._reader.places_named(values):
                    self._vocabulary.place(place)

    def ids(self) -> Mapping[tuple[str, str], str]:
        """Return the ids; none if there are too many."""
        return {} if len(self._seen) > _MOST_PLACES else self._vocabulary.place_ids()

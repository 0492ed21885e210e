"""Writes a timeline and its index as a store, from chunks of its events.

`tui.timeline.storage.store_reader` says what a store holds.
"""

from __future__ import annotations

import mmap
import tempfile
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from itertools import accumulate
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from pyroaring import BitMap

from tui.files.private import open_private
from tui.timeline.model.entities import RELATIONS, bare_source
from tui.timeline.model.links import Links
from tui.timeline.model.order import date_order
from tui.timeline.reading.event_ids import settle_ids
from tui.timeline.reading.schema_json import Json, source_to_json
from tui.timeline.search.link_tables import link_tables, seconds_of_events
from tui.timeline.search.origin_tables import origin_tables
from tui.timeline.search.postings import Sets
from tui.timeline.search.tables import (
    DATE_TABLES,
    FLAG_TABLES,
    KNOWN_TABLES,
    BoundColumns,
    years_between,
)
from tui.timeline.storage.cache import store_version
from tui.timeline.storage.id_hashes import sorted_hashes
from tui.timeline.storage.section_file import SectionWriter
from tui.timeline.storage.store_chunk import JoinedTexts, StoreChunk
from tui.timeline.storage.stored_sets import write_keys, write_sets

_FOLLOWS = tuple(RELATIONS).index("follows")
_BATCH = 1_000
"""How many texts are joined before they are written."""


class UnresolvedError(Exception):
    """Two events have the same id, or a link has no target. The careful reader reports where."""


class StoreWriter:
    """Writes a store as the chunks of its events come in. Use it in a ``with`` statement.

    Events have a *position*, their order in the file, and a *number*, their order by date, which is known once all
    have come in.

    Args:
        path: the file to write; it must not exist.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._exit_stack = ExitStack()
        self._spools: dict[str, _Spool] = {}
        self._bounds = tuple(array("q") for _ in range(4))
        self._since = array("q")
        self._lines = array("I")
        self._ids: list[str] = []
        self._links: list[tuple[int, int, str]] = []
        self._bare_sources: dict[str, None] = {}
        self._years: set[int] = set()
        self._groups: dict[str, dict[str, array[int]]] = defaultdict(dict)
        """By table: the positions of each key."""
        self._part_events = array("I")
        """The position of the event of each part."""

    def __enter__(self) -> StoreWriter:
        self._sections = SectionWriter(self._exit_stack.enter_context(open_private(self._path, "xb")))
        for name in ("events", "texts", "part-texts"):
            file = self._exit_stack.enter_context(tempfile.TemporaryFile(dir=self._path.parent))
            self._spools[name] = _Spool(file)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._exit_stack.close()

    def add(self, chunk: StoreChunk) -> None:
        """Add some events and their index entries."""
        facts = chunk.facts
        self._spools["events"].add(chunk.events)
        self._spools["texts"].add(chunk.texts)
        self._spools["part-texts"].add(chunk.part_texts)
        offset, part_offset = len(self._ids), len(self._part_events)
        self._lines += chunk.lines
        self._ids += facts.ids
        self._bare_sources |= facts.bare_sources
        for column, bounds in zip(self._bounds, facts.bounds, strict=True):
            column.extend(bounds)
        self._since += facts.since
        self._years |= facts.years
        self._links += [(offset + origin, relation, target) for origin, relation, target in facts.links]
        self._part_events.extend([offset + event for event in chunk.part_events])
        for name, group in chunk.groups.items():
            group.add_to(self._groups[name], part_offset if name.startswith("part-") else offset)

    def finish(self, header: Json, source: Mapping[str, Any], on_progress: Callable[[float], None]) -> None:
        """Write the store.

        Args:
            header: the timeline without its events, as plain values.
            source: the size and the hash of the file that the timeline was read from.
            on_progress: called with the share of this work that is done, from 0 to 1.

        Raises:
            UnresolvedError: two events have the same id, or a link has no target.
        """
        self._ids = settle_ids(self._ids) or self._ids
        links_by_position = self._resolve_links()
        order, numbers = self._order(links_by_position)
        is_sorted = order == array("I", range(len(order)))
        self._write_columns(order)
        links = Links.of((numbers[origin], relation, numbers[target]) for origin, relation, target in links_by_position)
        for name in ("origins", "relations", "targets", "by_target", "sorted_targets"):
            self._sections.add_numbers(f"links/{name.replace('_', '-')}", getattr(links, name))
        since = array("q", map(self._since.__getitem__, order))
        tables: dict[str, Sets] = {}
        for name in [*self._groups]:
            tables[name] = self._merge(name, None if is_sorted else numbers)
        tables.update(link_tables(links, since, seconds_of_events(tables["known-certain"], len(order))))
        tables.update(origin_tables(tables.pop("origin", {}), links))
        for name in (*FLAG_TABLES, *DATE_TABLES, *KNOWN_TABLES, "part-source", "part-flag"):
            tables.setdefault(name, {})
        for name, sets in tables.items():
            write_sets(self._sections, name, sets)
        on_progress(0.4)
        for name in ("events", "texts"):
            self._write_texts(name, None if is_sorted else order)
        self._write_texts("part-texts", None)
        self._sections.add_numbers("part-events", array("I", map(numbers.__getitem__, self._part_events)))
        years = list(years_between(sorted(self._years)))
        bare_sources = {url: source_to_json(bare_source(url)) for url in self._bare_sources}
        header = {**header, "sources": {**header["sources"], **bare_sources}}
        description = {"version": store_version(), "header": header, "years": years, "tables": [*tables]}
        self._sections.finish({**description, "source": source})
        on_progress(1.0)

    def _order(self, links: Sequence[tuple[int, int, int]]) -> tuple[Sequence[int], Sequence[int]]:
        """Return the position of each number, and the number of each position."""
        bounds = list(zip(*self._bounds[:3], strict=True))
        follows = ((origin, target) for origin, relation, target in links if relation == _FOLLOWS)
        order = array("I", date_order(bounds, follows))
        numbers = array("I", bytes(4 * len(order)))
        for number, position in enumerate(order):
            numbers[position] = number
        return order, numbers

    def _write_columns(self, order: Sequence[int]) -> None:
        sections = self._sections
        for name, column in zip(BoundColumns._fields, self._bounds, strict=True):
            sections.add_numbers(f"bounds/{name}", array("q", map(column.__getitem__, order)))
        sections.add_numbers("since", array("q", map(self._since.__getitem__, order)))
        sections.add_numbers("lines", array("I", map(self._lines.__getitem__, order)))
        ids = [self._ids[position].encode() for position in order]
        write_keys(sections, "ids", "ids/starts", ids)
        hashes, numbers = sorted_hashes(ids)
        sections.add_numbers("ids/hashes", hashes)
        sections.add_numbers("ids/by-hash", numbers)

    def _write_texts(self, name: str, order: Sequence[int] | None) -> None:
        spool = self._spools[name]
        self._sections.add(name, spool.read(order))
        lengths = spool.lengths if order is None else map(spool.lengths.__getitem__, order)
        self._sections.add_numbers(f"{name}/starts", array("Q", accumulate(lengths, initial=0)))

    def _resolve_links(self) -> list[tuple[int, int, int]]:
        """Return the links as the position of an event, a relation, and the position of another."""
        positions = {event_id: position for position, event_id in enumerate(self._ids)}
        if len(positions) != len(self._ids):
            raise UnresolvedError("an id is taken twice")
        try:
            return [(origin, relation, positions[target]) for origin, relation, target in self._links]
        except KeyError as error:
            raise UnresolvedError(f"no event has the id {error}") from error

    def _merge(self, name: str, numbers: Sequence[int] | None) -> dict[str, BitMap]:
        """Return the sets of a table; forget their positions.

        Args:
            name: the table.
            numbers: the numbers of the events; None if they are their positions.
        """
        merged = self._groups.pop(name, {})
        if numbers is None or name.startswith("part-"):
            return {key: BitMap(positions) for key, positions in merged.items()}
        number_of = list(numbers)  # faster than an array, which makes a number of each item
        return {
            key: BitMap(array("I", [number_of[position] for position in positions]))
            for key, positions in merged.items()
        }


class _Spool:
    """Texts that wait in a file until their order is known."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.lengths = array("I")

    def add(self, texts: JoinedTexts) -> None:
        """Add texts after the others."""
        self.lengths.extend(texts.lengths)
        self._file.write(texts.data)

    def read(self, order: Sequence[int] | None) -> Iterator[bytes]:
        """Yield the texts in the order of these positions, or as they came, many at a time."""
        if order is None:
            self._file.seek(0)
            yield from iter(lambda: self._file.read(1 << 20), b"")
            return
        if not self.lengths:
            return
        self._file.flush()
        lengths, ends = self.lengths, array("Q", accumulate(self.lengths))
        with mmap.mmap(self._file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            for first in range(0, len(order), _BATCH):
                positions = order[first : first + _BATCH]
                yield b"".join([data[ends[position] - lengths[position] : ends[position]] for position in positions])

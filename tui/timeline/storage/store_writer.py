"""Writes a timeline as `tui.timeline.storage.store_reader` reads it, from chunks of its events."""

from __future__ import annotations

import json
import mmap
import tempfile
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from types import TracebackType
from typing import IO, Any, NamedTuple

from pyroaring import BitMap

from tui.timeline.model.entities import Event
from tui.timeline.model.links import Links
from tui.timeline.reading.schema_json import Json, event_to_json
from tui.timeline.search.indexer import IndexedFacts, IndexedWords, Indexer
from tui.timeline.search.tables import (
    DAY_TABLES,
    FACET_TABLES,
    FLAG_TABLES,
    Sets,
    days_of_events,
    link_tables,
    years_between,
)
from tui.timeline.search.word_index import common_grams
from tui.timeline.storage.cache import version
from tui.timeline.storage.section_file import SectionWriter
from tui.timeline.storage.store_reader import starts_of

_AT_A_TIME = 1_000


class SectionNames(NamedTuple):
    """SectionNames of text, joined."""

    data: bytes
    lengths: array[int]

    @classmethod
    def of(cls, texts: Iterable[str]) -> SectionNames:
        """Join texts."""
        pieces = [text.encode() for text in texts]
        return cls(b"".join(pieces), array("I", map(len, pieces)))


@dataclass
class StoreChunk:
    """Some events, in the order of the file, made ready to be written. It can be sent from one process to another."""

    events: SectionNames
    """The events as JSON."""
    lines: array[int]
    """The line of the file at which each event begins."""
    texts: SectionNames
    """Their folded texts."""
    part_texts: SectionNames
    facts: IndexedFacts
    words: IndexedWords


def chunk_of(events: Sequence[Event], gatherer: Indexer) -> StoreChunk:
    """Return a chunk of these events."""
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode
    words = gatherer.words(events)
    texts, part_texts = SectionNames.of(words.texts), SectionNames.of(words.part_texts)
    words.texts.clear()  # they are told once
    words.part_texts.clear()
    encoded = SectionNames.of(encode(event_to_json(event)) for event in events)
    lines = array("I", [event.line for event in events])
    return StoreChunk(encoded, lines, texts, part_texts, gatherer.facts(events), words)


class _Spool:
    """SectionNames that are kept on disk until their order is known."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.lengths = array("I")

    def add(self, pieces: SectionNames) -> None:
        """Keep pieces."""
        self.lengths.extend(pieces.lengths)
        self._file.write(pieces.data)

    def pieces(self, order: Sequence[int] | None) -> Iterator[bytes]:
        """Yield them in an order, or as they came, many at a time."""
        if order is None:
            self._file.seek(0)
            yield from iter(lambda: self._file.read(1 << 20), b"")
            return
        if not self.lengths:
            return
        self._file.flush()
        ends = array("Q", accumulate(self.lengths))
        with mmap.mmap(self._file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            for first in range(0, len(order), _AT_A_TIME):
                places = order[first : first + _AT_A_TIME]
                yield b"".join([data[ends[place] - self.lengths[place] : ends[place]] for place in places])


class UnresolvedError(Exception):
    """An id that two events have, or a link to none: the careful reader tells where."""


class StoreWriter:
    """Writes a store as the chunks of its events come in. Use it in a ``with`` statement.

    Args:
        path: the file to write; there must be none.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._open = ExitStack()
        self._spools: dict[str, _Spool] = {}
        self._firsts, self._lasts, self._since = array("i"), array("i"), array("i")
        self._lines = array("I")
        self._ids: list[str] = []
        self._links: list[tuple[int, int, str]] = []
        self._years: set[int] = set()
        self._groups: dict[str, list[tuple[int, Mapping[str, array[int]]]]] = defaultdict(list)
        """By table: what each chunk has of it, and what to add to its numbers."""
        self._part_events = array("I")

    def __enter__(self) -> StoreWriter:
        self._sections = SectionWriter(self._open.enter_context(self._path.open("xb")))
        for name in ("events", "texts", "part-texts"):
            file = self._open.enter_context(tempfile.TemporaryFile(dir=self._path.parent))
            self._spools[name] = _Spool(file)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._open.close()

    def add(self, chunk: StoreChunk) -> None:
        """Keep some events, and what they are found by."""
        facts, words = chunk.facts, chunk.words
        self._spools["events"].add(chunk.events)
        self._lines += chunk.lines
        self._spools["texts"].add(chunk.texts)
        self._spools["part-texts"].add(chunk.part_texts)
        base, part_base = len(self._ids), len(self._part_events)
        self._ids += facts.ids
        self._firsts += facts.firsts
        self._lasts += facts.lasts
        self._since += facts.since
        self._years |= facts.years
        self._links += [(base + origin, relation, target) for origin, relation, target in facts.links]
        self._part_events.extend([base + event for event in words.part_events])
        for name, group in (*facts.groups.items(), ("word", words.words)):
            self._groups[name].append((base, group))
        for name, group in (*words.part_groups.items(), ("part-word", words.part_words)):
            self._groups[name].append((part_base, group))

    def finish(self, header: Json, source: Mapping[str, Any], told: Callable[[float], None]) -> None:
        """Write everything else.

        Args:
            header: the timeline but for its events.
            source: what tells the file that it was read from.
            told: is told how much of this is done, from 0 to 1.

        Raises:
            UnresolvedError: two events have the same id, or a link points to none.
        """
        order, rank = self._order()
        self._write_columns(order)
        links = self._resolved(rank)
        for name in ("origins", "relations", "targets", "by_target", "sorted_targets"):
            self._sections.add_numbers(f"links/{name.replace('_', '-')}", getattr(links, name))
        since = array("i", map(self._since.__getitem__, order))
        tables: dict[str, Sets] = {}
        names = [name for name in self._groups if name not in ("word", "part-word")]
        for name in names:
            tables[name] = self._sets(name, rank)
        tables.update(link_tables(links, since, days_of_events(tables["known-certain"], len(order))))
        for name in (*FACET_TABLES, *FLAG_TABLES, *DAY_TABLES, "part-source", "part-flag"):
            self._write_sets(name, tables.get(name, {}))
        told(0.2)
        for name, grams in (("word", "gram"), ("part-word", "part-gram")):
            words = self._sets(name, rank)
            told(0.5)
            self._write_sets(name, words)
            self._write_sets(grams, common_grams(words))
        told(0.8)
        self._write_pieces("events", order)
        self._write_pieces("texts", order)
        self._write_pieces("part-texts", None)
        self._sections.add_numbers("part-events", array("I", map(rank.__getitem__, self._part_events)))
        years = list(years_between(sorted(self._years)))
        self._sections.finish({"version": version(), "header": header, "years": years, "source": source})
        told(1.0)

    def _order(self) -> tuple[Sequence[int], Sequence[int]]:
        """Return the places in the file in order of date, and for each place in the file its number."""
        days = [first << 22 | last for first, last in zip(self._firsts, self._lasts, strict=True)]
        order = array("I", sorted(range(len(days)), key=days.__getitem__))
        rank = array("I", bytes(4 * len(order)))
        for number, place in enumerate(order):
            rank[place] = number
        return order, rank

    def _write_columns(self, order: Sequence[int]) -> None:
        sections = self._sections
        sections.add_numbers("firsts", array("i", map(self._firsts.__getitem__, order)))
        sections.add_numbers("since", array("i", map(self._since.__getitem__, order)))
        sections.add_numbers("lines", array("I", map(self._lines.__getitem__, order)))
        ids = [self._ids[place].encode() for place in order]
        sections.add("ids", [b"".join(b"\n" + one for one in ids), b"\n"])
        sections.add_numbers("ids/starts", starts_of(ids))

    def _write_pieces(self, name: str, order: Sequence[int] | None) -> None:
        spool = self._spools[name]
        self._sections.add(name, spool.pieces(order))
        starts, at = array("Q", [0]), 0
        for length in spool.lengths if order is None else map(spool.lengths.__getitem__, order):
            at += length
            starts.append(at)
        self._sections.add_numbers(f"{name}/starts", starts)

    def _resolved(self, rank: Sequence[int]) -> Links:
        places = {event_id: place for place, event_id in enumerate(self._ids)}
        if len(places) != len(self._ids):
            raise UnresolvedError("an id is taken twice")
        try:
            return Links.of((rank[origin], relation, rank[places[target]]) for origin, relation, target in self._links)
        except KeyError as error:
            raise UnresolvedError(f"no event has the id {error}") from error

    def _sets(self, name: str, rank: Sequence[int]) -> dict[str, BitMap]:
        """Return the sets of a table by the events' numbers, and forget what they are made of."""
        merged: dict[str, array[int]] = defaultdict(lambda: array("I"))
        for base, group in self._groups.pop(name, ()):
            if name.startswith("part-"):
                for key, places in group.items():
                    merged[key].extend([base + place for place in places])
            else:
                number = rank[base:].__getitem__
                for key, places in group.items():
                    merged[key].extend(map(number, places))
        return {key: BitMap(numbers) for key, numbers in merged.items()}

    def _write_sets(self, name: str, sets: Mapping[str, BitMap]) -> None:
        encoded = sorted((key.encode(), found) for key, found in sets.items())
        keys = [key for key, _ in encoded]
        ends, at = array("Q"), 0

        def serialized() -> Iterator[bytes]:
            nonlocal at
            for first in range(0, len(encoded), _AT_A_TIME):
                pieces = []
                for _, found in encoded[first : first + _AT_A_TIME]:
                    found.run_optimize()
                    pieces.append(data := found.serialize())
                    at += len(data)
                    ends.append(at)
                yield b"".join(pieces)

        self._sections.add(f"{name}/sets", serialized())
        self._sections.add_numbers(f"{name}/ends", ends)
        self._sections.add(f"{name}/keys", [b"".join(b"\n" + key for key in keys), b"\n"])
        self._sections.add_numbers(f"{name}/starts", starts_of(keys))

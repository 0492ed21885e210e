"""From the cells of plain rows to values of facets, and to sources."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain
from typing import Any

from tui.timeline.formats.assemble import Assembler, free_values
from tui.timeline.formats.foreign import ForeignSource
from tui.timeline.formats.records import RecordReader
from tui.timeline.formats.values import as_text
from tui.timeline.model.facets import STATUSES
from tui.timeline.reading import schema

MOST_CACHED = 100_000
"""How many texts of a kind are kept with what they stand for."""

Make = Callable[[Sequence[Any], int], tuple[str, ...] | None]
"""Makes values of a row's cells in some columns, given the row and its number; None if the row is not plain."""


class CellValues:
    """Makes values of cells.

    Args:
        reader: splits the texts of cells.
        assembler: makes ids of names.
    """

    def __init__(self, reader: RecordReader, assembler: Assembler) -> None:
        self._reader = reader
        self._assembler = assembler
        self._vocabulary = assembler.vocabulary

    def status(self, position: int) -> Make:
        """Make a status, which must be one of Dateline's."""

        def make(values: Sequence[Any], where: int) -> tuple[str, ...] | None:
            text = as_text(values[position]).lower()
            return (text,) if text in STATUSES else None if text else ()

        return make

    def kind(self, position: int) -> Make:
        """Make the id of a kind."""

        def make(values: Sequence[Any], where: int) -> tuple[str, ...]:
            text = as_text(values[position])
            return self._assembler.kind(text, where) if text else ()

        return make

    def named(self, section: str, positions: Sequence[int]) -> Make:
        """Make ids of names, which become entries of a section."""
        split, names_of = self._reader.split, self._vocabulary.names_of
        if len(positions) == 1 and self._reader.is_split_as_usual(positions[0]):
            return self._named_in_parts(section, positions[0])

        def make(values: Sequence[Any], where: int) -> tuple[str, ...]:
            names = [text for position in positions for text in split(values[position], position, "actor")]
            return names_of(section, names, where)

        return make

    def _named_in_parts(self, section: str, position: int) -> Make:
        """Interpret each text between semicolons once: there are fewer names than combinations of names."""
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
                if len(known) < MOST_CACHED:
                    known.update(zip(parts, found, strict=True))
            return found[0] if len(found) == 1 else tuple(dict.fromkeys(chain.from_iterable(found)))

        return make

    def free_texts(self, role: str, positions: Sequence[int]) -> Make:
        """Make free values, split as those of a role are."""

        def make(values: Sequence[Any], where: int) -> tuple[str, ...]:
            return free_values(
                [text for position in positions for text in self._reader.split(values[position], position, role)]
            )

        return make

    def bare_urls(self, positions: Sequence[int]) -> Make:
        """Make sources of addresses."""

        def make(values: Sequence[Any], where: int) -> tuple[str, ...] | None:
            if not all(isinstance(values[position], str) for position in positions):
                return None
            urls = [text for position in positions for text in self._reader.split(values[position], position, "url")]
            if not all(schema.ADDRESS.match(url) and len(url.split(None, 1)) == 1 for url in urls):
                return None
            sources = [self._vocabulary.source(ForeignSource(url), where) for url in urls]
            return tuple(dict.fromkeys(source for source in sources if source))

        return make

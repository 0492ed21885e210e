"""Parquet, for DuckDB, pandas and other programs that take tables: the columns of CSV, with types.

Lists are lists, and each quote has its translation and its source beside it. ``earliest`` and ``latest`` are
timestamps, the first and last second of an event on the clock of the timeline, for the years 1 to 9999 that all
programs have; ``earliest_year`` and ``latest_year`` are whole numbers, as astronomers count the years, for any. All
four are null where the date is open. A further field is a number if all of its values are written as numbers are.

DuckDB, which writes it, is an extra: ``pip install 'dateline[sql]'``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from math import isfinite
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from tui.text.printable import printable
from tui.timeline.dates.bounds import OPEN_END, OPEN_START
from tui.timeline.dates.calendar import DAY, civil
from tui.timeline.exports.csv_table import columns, facet_columns
from tui.timeline.exports.refusal import missing_library
from tui.timeline.exports.timesketch import EPOCH
from tui.timeline.model.citations import cited
from tui.timeline.model.entities import Event, Quote
from tui.timeline.model.timeline import Timeline

_PIECE = 1 << 20
"""How many bytes are yielded at once."""
_LONGEST_LINE = 1 << 30
"""The most bytes of an event."""
_WIDTHS = ("BIGINT", "DOUBLE", "VARCHAR")
"""The types of further fields. Each holds the values of those before it."""
_EXACT = 10**15
"""The least whole number that a column of numbers might not hold exactly."""
_LISTS = ("sources", "urls", "translations", "links", "media")
_QUOTES = "STRUCT(exact VARCHAR, translation VARCHAR, source VARCHAR, paragraph BIGINT)[]"


def chunks(timeline: Timeline, events: Iterable[Event]) -> Iterator[bytes]:
    """Yield a table with a row for each event, in their order.

    Raises:
        CannotExportError: DuckDB is not installed.
    """
    try:
        import duckdb
    except ImportError as error:
        raise missing_library("Parquet", "DuckDB", "sql") from error
    with TemporaryDirectory(prefix="dateline-") as folder:
        rows, target = Path(folder) / "rows.jsonl", Path(folder) / "events.parquet"
        table = _columns(timeline, _write_rows(rows, timeline, events))
        read = ", ".join(f"{_text(column.key)}: {_text(column.read_as)}" for column in table)
        selected = ", ".join(f"{column.value} AS {_name(column.name)}" for column in table)
        # What does not fit in memory stays out of the present folder.
        with duckdb.connect(config={"temp_directory": folder}) as database:
            database.execute(
                f"COPY (SELECT {selected} FROM read_json({_text(str(rows))}, format = 'newline_delimited', "
                f"maximum_object_size = {_LONGEST_LINE}, columns = {{{read}}})) "
                f"TO {_text(str(target))} (FORMAT parquet, COMPRESSION zstd)"
            )
        with target.open("rb") as file:
            while piece := file.read(_PIECE):
                yield piece


class _Column(NamedTuple):
    """A column of the table."""

    name: str
    key: str
    """The key in the lines of JSON, which is safe in SQL."""
    read_as: str = "VARCHAR"
    """The type in SQL of what is in the lines."""
    value: str = ""
    """What it holds, in SQL."""


def _columns(timeline: Timeline, fields: Mapping[str, str]) -> list[_Column]:
    """Return the columns.

    Args:
        timeline: the timeline.
        fields: the types of the further fields in SQL, by their names.
    """
    found = [_column(f"c{number}", name, kind) for number, (name, kind) in enumerate(_types(timeline))]
    found += [_column(f"d{number}", f"data.{name}", kind) for number, (name, kind) in enumerate(fields.items())]
    return found


def _column(key: str, name: str, kind: str) -> _Column:
    if kind == "TIMESTAMP":
        return _Column(name, key, "BIGINT", f"make_timestamp({key})")
    if kind == "DOUBLE" or (kind == "BIGINT" and key.startswith("d")):
        return _Column(name, key, "VARCHAR", f"CAST({key} AS {kind})")
    return _Column(name, key, kind, key)


def _types(timeline: Timeline) -> Iterator[tuple[str, str]]:
    """Yield the names and the types of the columns, but for the further fields."""
    facets = facet_columns(timeline)
    for name in columns(timeline):
        if name in ("earliest", "latest"):
            yield name, "TIMESTAMP"
            yield f"{name}_year", "BIGINT"
        elif name in ("draft", "internal"):
            yield name, "BOOLEAN"
        else:
            is_list = not timeline.specs[facets[name]].is_single if name in facets else name in _LISTS
            yield name, _QUOTES if name == "quotes" else "VARCHAR[]" if is_list else "VARCHAR"


def _write_rows(path: Path, timeline: Timeline, events: Iterable[Event]) -> Mapping[str, str]:
    """Write a line of JSON for each event, and return the types of the further fields, by their names."""
    fields: dict[str, str] = {}
    numbers: dict[str, int] = {}
    with path.open("w", encoding="utf-8") as file:
        for event in events:
            row = {f"c{number}": value for number, value in enumerate(_values(timeline, event))}
            for name, value in event.data.items():
                fields[name] = max(fields.get(name, "BIGINT"), _type_of(value), key=_WIDTHS.index)
                row[f"d{numbers.setdefault(name, len(numbers))}"] = _shown(value)
            file.write(json.dumps(row) + "\n")
    return fields


def _values(timeline: Timeline, event: Event) -> Iterator[Any]:
    """Yield the values of an event's row, but for its further fields."""
    bounds = event.date.bounds_in(timeline.zone)
    sources = [timeline.sources[source] for source in event.sources]
    yield event.id
    yield event.date.text
    for second, is_open in (
        (bounds.earliest_start, bounds.earliest_start == OPEN_START),
        (bounds.latest_end, bounds.latest_end == OPEN_END),
    ):
        year = None if is_open else civil(second // DAY)[0]
        yield (second - EPOCH) * 1_000_000 if year is not None and 1 <= year <= 9999 else None
        yield year
    for text in (event.date_text, event.date_basis, event.date_note, event.title, event.summary):
        yield None if text is None else _shown(text)
    for facet in facet_columns(timeline).values():
        names = [_shown(timeline.name(facet, value)) for value in event.values.get(facet, ())]
        yield next(iter(names), None) if timeline.specs[facet].is_single else names
    yield [_shown(cited(timeline, source.id)) for source in sources]
    yield [_shown(url) for source in sources for url in (source.url, source.archived) if url]
    yield [_quote(timeline, quote) for quote in event.quotes]
    yield [_shown(quote.translation) for quote in event.quotes if quote.translation]
    yield [f"{link.relation}: {link.target}" for link in event.links]
    yield [_shown(media.url) for media in event.media]
    yield None if event.note is None else _shown(event.note)
    yield event.is_draft
    yield event.is_internal


def _quote(timeline: Timeline, quote: Quote) -> Mapping[str, object]:
    return {
        "exact": _shown(quote.exact),
        "translation": None if quote.translation is None else _shown(quote.translation),
        "source": _shown(cited(timeline, quote.source)),
        "paragraph": quote.paragraph,
    }


def _type_of(value: str) -> str:
    """Return the type in SQL of a further field's value: a number only if that is written back as the same text."""
    with suppress(ValueError, OverflowError):
        number = float(value)
        if number.is_integer() and abs(number) < _EXACT:
            return "BIGINT" if str(int(number)) == value else "VARCHAR"
        if isfinite(number) and repr(number) == value:
            return "DOUBLE"
    return "VARCHAR"


def _shown(text: str) -> str:
    return printable(text, line_feeds=True)


def _text(text: str) -> str:
    """Return a text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"


def _name(name: str) -> str:
    """Return a name as SQL writes it."""
    return '"' + printable(name).replace('"', '""') + '"'

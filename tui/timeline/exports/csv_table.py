"""CSV by RFC 4180, for spreadsheets. A cell is empty where the event does not say."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator

from tui.text.printable import printable
from tui.timeline.exports.iso_bounds import iso_bounds
from tui.timeline.model.citations import cited
from tui.timeline.model.entities import Event
from tui.timeline.model.timeline import Timeline

_BEFORE_FACETS = ("id", "date", "earliest", "latest", "date_text", "date_basis", "date_note", "title", "summary")
_AFTER_FACETS = ("sources", "urls", "quotes", "translations", "links", "media", "note", "draft", "internal")

# The beginnings of formulas, even after blanks, which some programs trim, and full-width ones in East Asian locales.
# https://owasp.org/www-community/attacks/CSV_Injection
_FORMULA = re.compile(r"[\t\r\n]|\s*[=+\-@＝＋－＠]")
_NUMBER = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?")


def lines(
    timeline: Timeline, events: Iterable[Event], *, bom: bool = False, data_names: Iterable[str] | None = None
) -> Iterator[str]:
    """Yield a header row and a row for each event. Rows end with CRLF.

    Args:
        timeline: the timeline.
        events: the events, in the order of the rows.
        bom: begin with a byte order mark, by which Excel recognises UTF-8.
        data_names: the names of the further fields of the timeline's events. None collects them, which takes a pass
            over all of its events.
    """
    writer = csv.writer(RowWriter(), lineterminator="\r\n")
    if data_names is None:
        data_names = timeline.data_names
    names = tuple(data_names)
    if bom:
        yield "\ufeff"
    yield writer.writerow(map(harmless, columns(timeline, names)))
    for event in events:
        yield writer.writerow(_cells(timeline, event, names))


def columns(timeline: Timeline, data_names: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the names of the columns: those of every timeline, those of its own facets, and its further fields.

    A facet's column has the name of the facet's field, after ``facets.`` if another column has that name already.
    """
    return (*_BEFORE_FACETS, *facet_columns(timeline), *_AFTER_FACETS, *(f"data.{name}" for name in data_names))


def facet_columns(timeline: Timeline) -> dict[str, str]:
    """Return the names of the facets that have a column, by the names of the columns."""
    taken = {*_BEFORE_FACETS, *_AFTER_FACETS}
    return {
        f"facets.{spec.field}" if spec.field in taken else spec.field: spec.name
        for spec in timeline.facets
        if spec.field
    }


class RowWriter:
    """A file whose ``write`` returns the row, so that `csv.writer` returns it too."""

    def write(self, row: str) -> str:
        """Return the row."""
        return row


def harmless(text: str) -> str:
    """Return the printable text of a cell, with an apostrophe before what a spreadsheet would take for a formula."""
    shown = printable(text, line_feeds=True)
    return f"'{shown}" if _FORMULA.match(text) else shown


def _cells(timeline: Timeline, event: Event, data_names: Iterable[str]) -> Iterator[str]:
    """Yield the cells of an event's row. Dates and numbers are safe as they are, even if they begin with a hyphen."""
    yield event.id
    yield event.date.text
    yield from iso_bounds(event.date, timeline.zone)
    yield from map(harmless, _texts(timeline, event))
    for name in data_names:
        value = event.data.get(name, "")
        yield value if _NUMBER.fullmatch(value) else harmless(value)


def _texts(timeline: Timeline, event: Event) -> tuple[str, ...]:
    """Return the cells between those of the date and those of the further fields."""
    sources = [timeline.sources[source] for source in event.sources]
    return (
        event.date_text or "",
        event.date_basis or "",
        event.date_note or "",
        event.title,
        event.summary or "",
        *(
            _joined(timeline.name(facet, value) for value in event.values.get(facet, ()))
            for facet in facet_columns(timeline).values()
        ),
        _joined(cited(timeline, source.id) for source in sources),
        _joined(url for source in sources for url in (source.url, source.archived) if url),
        _joined(quote.exact for quote in event.quotes),
        _joined(quote.translation for quote in event.quotes if quote.translation),
        _joined(f"{link.relation}: {link.target}" for link in event.links),
        _joined(media.url for media in event.media),
        event.note or "",
        "yes" if event.is_draft else "",
        "yes" if event.is_internal else "",
    )


def _joined(texts: Iterable[str]) -> str:
    return "; ".join(texts)

"""CSV by RFC 4180, for spreadsheets."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from datetime import date

from tui.text.printable import printable
from tui.timeline.model.citations import cited
from tui.timeline.model.entities import Event
from tui.timeline.model.timeline import Timeline

_BEFORE_FACETS = ("id", "date", "earliest", "latest", "date_text", "date_basis", "title", "summary")
_AFTER_FACETS = ("sources", "urls", "quotes", "translations", "links", "media", "note", "draft")


def columns(timeline: Timeline) -> tuple[str, ...]:
    """Return the names of the columns: those of every timeline, and those of its own facets."""
    return (*_BEFORE_FACETS, *(spec.field for spec in timeline.facets if spec.field), *_AFTER_FACETS, "data")


# The beginnings of formulas, even after blanks, which some programs trim, and full-width ones in East Asian locales.
# https://owasp.org/www-community/attacks/CSV_Injection
_FORMULA = re.compile(r"[\t\r\n]|\s*[=+\-@＝＋－＠]")


def lines(timeline: Timeline, events: Iterable[Event], *, bom: bool = False) -> Iterator[str]:
    """Yield a header row and a row for each event. Rows end with CRLF.

    Args:
        timeline: the timeline.
        events: the events, in the order of the rows.
        bom: begin with a byte order mark, by which Excel recognises UTF-8.
    """
    writer = csv.writer(_RowWriter(), lineterminator="\r\n")
    if bom:
        yield "\ufeff"
    yield writer.writerow(columns(timeline))
    for event in events:
        yield writer.writerow(map(_harmless, _cells(timeline, event)))


class _RowWriter:
    """A file whose ``write`` returns the row, so that `csv.writer` returns it too."""

    def write(self, row: str) -> str:
        return row


def _harmless(text: str) -> str:
    """Return the printable text of a cell, with an apostrophe before what a spreadsheet would take for a formula."""
    shown = printable(text, line_feeds=True)
    return f"'{shown}" if _FORMULA.match(text) else shown


def _cells(timeline: Timeline, event: Event) -> tuple[str, ...]:
    sources = [timeline.sources[source] for source in event.sources]
    return (
        event.id,
        event.date.text,
        _day(event.date.earliest),
        _day(event.date.latest),
        event.date_text or "",
        event.date_basis or "",
        event.title,
        event.summary or "",
        *(
            _joined(timeline.name(spec.name, value) for value in event.values.get(spec.name, ()))
            for spec in timeline.facets
            if spec.field
        ),
        _joined(cited(timeline, source.id) for source in sources),
        _joined(url for source in sources for url in (source.url, source.archived) if url),
        _joined(quote.exact for quote in event.quotes),
        _joined(quote.translation for quote in event.quotes if quote.translation),
        _joined(f"{link.relation}: {link.target}" for link in event.links),
        _joined(media.url for media in event.media),
        event.note or "",
        "yes" if event.is_draft else "",
        _joined(f"{name}: {value}" for name, value in event.data.items()),
    )


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def _joined(texts: Iterable[str]) -> str:
    return "; ".join(texts)

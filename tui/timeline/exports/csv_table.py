"""CSV by RFC 4180, for spreadsheets."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from datetime import date

from tui.text.printable import printable
from tui.timeline.model.citations import cited
from tui.timeline.model.entities import Event, Timeline

COLUMNS = (
    "id",
    "date",
    "earliest",
    "latest",
    "date_text",
    "date_basis",
    "kind",
    "status",
    "title",
    "summary",
    "speaker",
    "via",
    "actors",
    "weapons",
    "sources",
    "quotes",
    "translations",
    "links",
    "note",
)

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
    yield writer.writerow(COLUMNS)
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
    return (
        event.id,
        event.date.text,
        _day(event.date.earliest),
        _day(event.date.latest),
        event.date_text or "",
        event.date_basis,
        event.kind,
        event.status,
        event.title,
        event.summary or "",
        _joined(timeline.actors[actor].name for actor in event.speaker),
        _joined(timeline.actors[actor].name for actor in event.via),
        _joined(timeline.actors[actor].name for actor in event.actors),
        _joined(timeline.weapons[weapon].name for weapon in event.weapons),
        _joined(cited(timeline, source) for source in event.sources),
        _joined(quote.exact for quote in event.quotes),
        _joined(quote.translation for quote in event.quotes if quote.translation),
        _joined(f"{link.relation}: {link.target}" for link in event.links),
        event.note or "",
    )


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def _joined(texts: Iterable[str]) -> str:
    return "; ".join(texts)

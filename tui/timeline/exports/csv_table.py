"""CSV by RFC 4180, for people's spreadsheets."""

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

# https://owasp.org/www-community/attacks/CSV_Injection: what makes a cell a formula, at its start or where a program
# has trimmed it; the full-width forms do so in East Asian locales.
_FORMULA = re.compile(r"[\t\r\n]|\s*[=+\-@＝＋－＠]")


def lines(timeline: Timeline, events: Iterable[Event], *, bom: bool = False) -> Iterator[str]:
    """Yield a row of column names and a row for each event, each ending with CRLF.

    Args:
        timeline: the timeline.
        events: the events, in the order of the rows.
        bom: begin with a byte order mark, by which Excel knows UTF-8.
    """
    writer = csv.writer(_Rows(), lineterminator="\r\n")
    if bom:
        yield "\ufeff"
    yield writer.writerow(COLUMNS)
    for event in events:
        yield writer.writerow(map(_harmless, _cells(timeline, event)))


class _Rows:
    """A file that hands back what is written to it, which `csv.writer` returns in its turn."""

    def write(self, row: str) -> str:
        return row


def _harmless(text: str) -> str:
    """Return a cell's text as it can be shown, with an apostrophe before what a spreadsheet takes for a formula."""
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
        _list(timeline.actors[actor].name for actor in event.speaker),
        _list(timeline.actors[actor].name for actor in event.via),
        _list(timeline.actors[actor].name for actor in event.actors),
        _list(timeline.weapons[weapon].name for weapon in event.weapons),
        _list(cited(timeline, source) for source in event.sources),
        _list(quote.exact for quote in event.quotes),
        _list(quote.translation for quote in event.quotes if quote.translation),
        _list(f"{link.relation}: {link.target}" for link in event.links),
        event.note or "",
    )


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def _list(texts: Iterable[str]) -> str:
    return "; ".join(texts)

"""Events as plain lists: what is kept of them on disk, and what the quick reader makes.

A record holds an event's fields in the order of `Event`, its date as EDTF text, its quotes and links as lists of their
own fields. It is JSON as it stands.
"""

from __future__ import annotations

from typing import Any

from tui.timeline.dates.edtf import EdtfDate
from tui.timeline.model.entities import Event, Link, Quote

Record = list[Any]
"""The fields of an event, in the order of `Event`."""

ID, DATE, KIND, STATUS, TITLE, QUOTES, DATE_TEXT, DATE_BASIS, DATE_NOTE, SUMMARY = range(10)
SPEAKER, VIA, ACTORS, WEAPONS, LINKS, NOTE, LINE = range(10, 17)

SOURCE, EXACT, TRANSLATION, PARAGRAPH, PREFIX, SUFFIX = range(6)
"""The fields of a quote, in the order of `Quote`."""


def record_of(event: Event) -> Record:
    """Return an event as a record."""
    return [
        event.id,
        event.date.text,
        event.kind,
        event.status,
        event.title,
        [
            [quote.source, quote.exact, quote.translation, quote.paragraph, quote.prefix, quote.suffix]
            for quote in event.quotes
        ],
        event.date_text,
        event.date_basis,
        event.date_note,
        event.summary,
        list(event.speaker),
        list(event.via),
        list(event.actors),
        list(event.weapons),
        [list(link) for link in event.links],
        event.note,
        event.line,
    ]


def event_of(record: Record) -> Event:
    """Return the event of a record."""
    return Event(
        record[ID],
        EdtfDate.parse(record[DATE]),
        record[KIND],
        record[STATUS],
        record[TITLE],
        tuple(Quote(*quote) for quote in record[QUOTES]),
        record[DATE_TEXT],
        record[DATE_BASIS],
        record[DATE_NOTE],
        record[SUMMARY],
        tuple(record[SPEAKER]),
        tuple(record[VIA]),
        tuple(record[ACTORS]),
        tuple(record[WEAPONS]),
        tuple(Link(*link) for link in record[LINKS]),
        record[NOTE],
        record[LINE],
    )

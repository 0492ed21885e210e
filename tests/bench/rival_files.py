"""The events of a timeline in the formats of other programs: one record per event, the same text in each."""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Mapping
from pathlib import Path

from tests.bench.generator import timeline_file
from tests.bench.uncertain_dates import FIRST
from tui.timeline.model.entities import Event
from tui.timeline.reading.reader import read_timeline

COLUMNS = ("date", "status", "kind", "title", "actors", "weapons", "text", "id")
FORMATS = ("csv", "txt", "log", "sqlite")


def rival_files(events: int) -> Mapping[str, Path]:
    """Return a file in each of `FORMATS`. They are written once, to the folder of the timeline."""
    timeline = timeline_file(events)
    files = {name: timeline.with_name(f"{timeline.stem}-rows.{name}") for name in FORMATS}
    if not all(file.exists() for file in files.values()):
        all_events = read_timeline(timeline).events
        rows = [_row(event) for event in all_events]
        days = [event.date.earliest or FIRST for event in all_events]
        with files["csv"].open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([COLUMNS, *rows])
        with files["txt"].open("w", encoding="utf-8") as file:
            file.writelines("  ".join(row) + "\n" for row in rows)
        with files["log"].open("w", encoding="utf-8") as file:  # a log line: a time, a level
            file.writelines(f"{day}T12:00:00.000 INFO {'  '.join(row)}\n" for row, day in zip(rows, days, strict=True))
        files["sqlite"].unlink(missing_ok=True)
        with sqlite3.connect(files["sqlite"]) as database:
            database.execute(f"create table event ({', '.join(COLUMNS)})")
            database.executemany(f"insert into event values ({', '.join('?' * len(COLUMNS))})", rows)
    return files


def count_matches(file: Path, needle: str) -> int:
    """Return the number of lines in a file that contain a text, ignoring case."""
    with file.open(encoding="utf-8") as lines:
        return sum(needle in line.casefold() for line in lines)


def _row(event: Event) -> tuple[str, ...]:
    texts = (text for quote in event.quotes for text in (quote.exact, quote.translation))
    return (
        event.date.text,
        event.status or "",
        event.kind or "",
        event.title,
        "; ".join(dict.fromkeys((*event.values.get("actor", ()), *event.values.get("speaker", ())))),
        "; ".join(event.values.get("weapon", ())),
        " ".join(filter(None, (event.summary, *texts, event.note))),
        event.id,
    )
